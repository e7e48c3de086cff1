//! Laying a draft of guidance over today's: what has the same kind and identifier stands in place of what was there, and
//! everything else is added.

use std::collections::BTreeSet;

use guidance::Source;
use thiserror::Error;
use toml::{Table, Value};

/// The keys by which items of the data are told apart, the first that an item has.
const IDENTIFIERS: [&str; 3] = ["id", "name", "date"];

/// A text is no data at all.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{path} does not read: {message}")]
pub struct LayOverError {
    /// The file.
    pub path: String,
    /// Where and why.
    pub message: String,
}

/// Lays a draft over guidance. Every version of an item that the draft has too is taken away; a table that is there once
/// (`[holidays]`) is taken away whole. Files that hold nothing of the draft stay as they are, with their lines.
pub fn lay_over(today: &[Source], draft: &[Source]) -> Result<Vec<Source>, LayOverError> {
    let mut given: BTreeSet<(String, Option<String>)> = BTreeSet::new();
    for source in draft {
        for (kind, value) in read(source)? {
            match value {
                Value::Array(items) => {
                    given.extend(items.iter().map(|item| (kind.clone(), identifier(item))))
                }
                _ => drop(given.insert((kind, None))),
            }
        }
    }
    let mut laid = Vec::with_capacity(today.len() + draft.len());
    for source in today {
        laid.push(without(source, &given)?);
    }
    // A draft's file may have the path of one that was there; what is left of that one keeps its own name.
    laid.extend(
        draft.iter().map(|source| Source::new(format!("draft/{}", source.path), source.text.clone())),
    );
    Ok(laid)
}

fn read(source: &Source) -> Result<Table, LayOverError> {
    let refuse = |error: toml::de::Error| LayOverError {
        path: source.path.clone(),
        message: error.to_string().trim().to_owned(),
    };
    toml::from_str::<Table>(&source.text).map_err(refuse)
}

/// What tells an item from others of its kind.
fn identifier(item: &Value) -> Option<String> {
    let table = item.as_table()?;
    IDENTIFIERS.iter().find_map(|key| table.get(*key)).map(Value::to_string)
}

fn without(source: &Source, given: &BTreeSet<(String, Option<String>)>) -> Result<Source, LayOverError> {
    let before = read(source)?;
    let mut after = Table::new();
    for (kind, value) in &before {
        match value {
            Value::Array(items) => {
                let stays = |item: &&Value| !given.contains(&(kind.clone(), identifier(item)));
                let left: Vec<Value> = items.iter().filter(stays).cloned().collect();
                if !left.is_empty() {
                    after.insert(kind.clone(), Value::Array(left));
                }
            }
            _ if given.contains(&(kind.clone(), None)) => {}
            _ => drop(after.insert(kind.clone(), value.clone())),
        }
    }
    if after == before {
        return Ok(source.clone());
    }
    let text = toml::to_string(&after)
        .map_err(|error| LayOverError { path: source.path.clone(), message: error.to_string() })?;
    Ok(Source::new(source.path.clone(), text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_draft_has_too_is_taken_away() {
        let today = [
            Source::new("a.toml", "# kept\n[[clock]]\nid = \"K1\"\n[[clock]]\nid = \"K2\"\n"),
            Source::new("b.toml", "# as it was\n[[duty]]\nid = \"K1\"\n"),
            Source::new("c.toml", "[holidays]\nfrom = 2026-01-01\n"),
        ];
        let draft =
            [Source::new("a.toml", "[[clock]]\nid = \"K1\"\nlimit = 3\n[holidays]\nfrom = 2027-01-01\n")];
        let laid = lay_over(&today, &draft).unwrap();
        assert_eq!(laid[0].text, "[[clock]]\nid = \"K2\"\n");
        assert_eq!(laid[1], today[1]);
        assert_eq!(laid[2].text, "");
        assert_eq!(laid[3].path, "draft/a.toml");
        assert_eq!(lay_over(&today, &[]).unwrap(), today);
        assert!(lay_over(&today, &[Source::new("d.toml", "[[clock")]).is_err());
    }
}
