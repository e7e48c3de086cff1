//! Reads a whole file of data, and finds every mistake in it at once.

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue, Deserializer};

use crate::problem::Problem;
use crate::source::Source;

/// The most mistakes that are looked for in one file: more than anybody puts right at once.
const MISTAKES_MAX: usize = 1 << 7;

/// Reads a text as what it should be, or says everything that is wrong with it.
///
/// A text that is no TOML is read on after each mistake. In one that is, whatever does not belong is set aside and the rest
/// is read again, until nothing more is found.
pub(crate) fn read<T: DeserializeOwned>(source: &Source) -> Result<T, Vec<Problem>> {
    toml::from_str(&source.text).map_err(|first| mistakes::<T>(source, &first))
}

fn mistakes<T: DeserializeOwned>(source: &Source, first: &toml::de::Error) -> Vec<Problem> {
    let (mut table, errors) = DeTable::parse_recoverable(&source.text);
    if !errors.is_empty() {
        let all = errors.iter().take(MISTAKES_MAX).map(|error| Problem::from_toml(source, error));
        return in_order(all.collect());
    }
    let mut problems: Vec<Problem> = Vec::new();
    let mut aside: Vec<String> = Vec::new();
    while problems.len() < MISTAKES_MAX {
        let Err(error) = T::deserialize(Deserializer::from(table.clone())) else { break };
        let missing = error.message().strip_prefix("missing field `").and_then(|rest| rest.split('`').next());
        // What was set aside is missing now; that is not one more mistake.
        let ours = missing.is_some_and(|name| aside.iter().any(|taken| taken == name));
        let taken = error.span().and_then(|span| take_out(table.get_mut(), span.start));
        if !ours {
            let mut problem = Problem::from_toml(source, &error);
            problem.key = problem.key.or_else(|| missing.map(str::to_owned)).or_else(|| taken.clone());
            problems.push(problem);
        }
        match taken {
            Some(name) => aside.push(name),
            None => break,
        }
    }
    if problems.is_empty() { vec![Problem::from_toml(source, first)] } else { in_order(problems) }
}

fn in_order(mut problems: Vec<Problem>) -> Vec<Problem> {
    problems.sort_by(|one, other| (&one.path, one.line).cmp(&(&other.path, other.line)));
    problems
}

/// Takes out the innermost entry, or member of a list, that holds this byte of the text, and says the name it had. Each
/// time there is one less, so this ends.
fn take_out(table: &mut DeTable<'_>, byte: usize) -> Option<String> {
    let name = table
        .iter()
        .find(|(name, value)| name.span().contains(&byte) || holds(value, byte))
        .map(|(name, _)| name.clone())?;
    let value = table.get_mut(&name)?;
    let deeper = match value.get_mut() {
        DeValue::Table(inner) => take_out(inner, byte),
        DeValue::Array(items) => {
            let place = items.iter().position(|item| holds(item, byte));
            place.and_then(|place| match items.get_mut(place).map(Spanned::get_mut) {
                Some(DeValue::Table(inner)) => take_out(inner, byte).or_else(|| {
                    let others = items.iter().enumerate().filter(|(number, _)| *number != place);
                    *items = others.map(|(_, item)| item.clone()).collect();
                    Some(name.get_ref().to_string())
                }),
                _ => None,
            })
        }
        _ => None,
    };
    deeper.or_else(|| table.remove(&name).map(|_| name.get_ref().to_string()))
}

/// Whether a value, or anything inside it, holds this byte.
fn holds(value: &Spanned<DeValue<'_>>, byte: usize) -> bool {
    let inside = match value.get_ref() {
        DeValue::Table(table) => {
            table.iter().any(|(name, inner)| name.span().contains(&byte) || holds(inner, byte))
        }
        DeValue::Array(items) => items.iter().any(|item| holds(item, byte)),
        _ => false,
    };
    inside || value.span().contains(&byte)
}
