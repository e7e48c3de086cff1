//! What steps speak of, and the identifiers that stand for it.

use std::collections::BTreeMap;

use forms::Library;
use jiff::civil::{Date, DateTime};
use kernel::london_instant;
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::answers::answers;
use crate::play::PlayError;

/// The mark before a name that stands for an identifier.
const MARK: char = '@';
/// The name in a table that says that the rest are answers to this form.
const FORM: &str = "form";

/// The identifiers of a vignette's people and things.
#[derive(Debug, Default)]
pub struct World(BTreeMap<String, Uuid>);

impl World {
    /// Gives somebody or something an identifier.
    pub fn name(&mut self, name: &str, identifier: Uuid) {
        self.0.insert(name.to_owned(), identifier);
    }

    /// The identifier of a name, with or without its mark.
    ///
    /// # Errors
    /// When nobody and nothing is called that.
    pub fn identifier(&self, name: &str) -> Result<Uuid, PlayError> {
        let plain = name.strip_prefix(MARK).unwrap_or(name);
        self.0.get(plain).copied().ok_or_else(|| PlayError::NoSuchName(plain.to_owned()))
    }

    /// What a command holds, as it is read: names as identifiers, times of day as instants, answers as a form keeps them.
    ///
    /// # Errors
    /// When a name is nobody's, or a form does not ask or does not take what is given.
    pub fn written(&self, given: &Value, forms: &Library, today: Date) -> Result<Value, PlayError> {
        match given {
            Value::String(text) => self.text(text),
            Value::Object(table) => self.table(table, forms, today),
            Value::Array(items) => {
                let items = items.iter().map(|item| self.written(item, forms, today));
                items.collect::<Result<_, _>>().map(Value::Array)
            }
            other => Ok(other.clone()),
        }
    }

    fn table(&self, given: &Map<String, Value>, forms: &Library, today: Date) -> Result<Value, PlayError> {
        // Some commands have a field of this name, which holds something else: the form of a service, a form with its version.
        let form = given.get(FORM).and_then(Value::as_str).filter(|form| forms.latest(form).is_some());
        if let Some(form) = form {
            let mut named = given.clone();
            named.remove(FORM);
            return answers(form, &self.named(&named)?, forms, today);
        }
        let inner = given.iter().map(|(key, value)| Ok((key.clone(), self.written(value, forms, today)?)));
        inner.collect::<Result<Map<_, _>, PlayError>>().map(Value::Object)
    }

    /// Answers are people's words: only a name alone stands for an identifier in them, never a time.
    fn named(&self, given: &Map<String, Value>) -> Result<Map<String, Value>, PlayError> {
        let named = given.iter().map(|(key, value)| match value {
            Value::String(text) if text.starts_with(MARK) => {
                Ok((key.clone(), Value::String(self.identifier(text)?.to_string())))
            }
            other => Ok((key.clone(), other.clone())),
        });
        named.collect()
    }

    fn text(&self, text: &str) -> Result<Value, PlayError> {
        if text.starts_with(MARK) {
            return Ok(Value::String(self.identifier(text)?.to_string()));
        }
        // A day alone is a day; with a time of day it is an instant.
        let instant = text
            .contains('T')
            .then(|| text.parse::<DateTime>().ok())
            .flatten()
            .filter(|_| !text.ends_with('Z'))
            .and_then(london_instant);
        Ok(Value::String(instant.map_or_else(|| text.to_owned(), |instant| instant.to_string())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn names_become_identifiers_and_times_of_day_instants() {
        let mut world = World::default();
        world.name("robin", Uuid::from_u128(7));
        assert_eq!(world.text("@robin").unwrap(), json!(Uuid::from_u128(7).to_string()));
        assert!(matches!(world.text("@nobody-we-know"), Err(PlayError::NoSuchName(_))));
        assert_eq!(world.text("2026-07-01T10:00").unwrap(), json!("2026-07-01T09:00:00Z"), "summer time");
        assert_eq!(world.text("2026-07-01").unwrap(), json!("2026-07-01"));
        assert_eq!(world.text("To be seen").unwrap(), json!("To be seen"));
    }
}
