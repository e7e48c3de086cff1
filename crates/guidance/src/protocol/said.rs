//! What a protocol says, key by key, and in which line of which file.

use std::collections::BTreeMap;

use serde::Serialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::source::Source;

/// What a protocol says at one of its keys, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Said {
    /// The key: `route.entry_test`, `standard.LS-READ.limit`, `group.young-carers.needs`.
    pub key: String,
    /// The file.
    pub path: String,
    /// The line in it, from 1.
    pub line: usize,
    /// What stands there. A list is joined with commas.
    pub words: String,
}

/// Everything that a protocol says, by key.
pub(super) type Sayings = BTreeMap<String, Said>;

/// What belongs to one text alone: its name, its partnership, and what its own authors and partners agreed.
const NEVER_INHERITED: &[&str] = &[
    "id",
    "version",
    "name",
    "based_on",
    "partnership",
    "co_production",
    "equality",
    "criteria",
    "publication",
    "agreed_by",
];
/// What is taken over as a whole, or not at all, when the other text has any of it.
const WHOLE: &[&str] =
    &["safety_line", "reading", "complaints", "support", "concern", "route", "figures", "service"];

/// What one text says.
pub(super) fn of(source: &Source) -> Sayings {
    let mut said = Sayings::new();
    if let Ok(table) = DeTable::parse(&source.text) {
        within(source, "", table.get_ref(), &mut said);
    }
    said
}

/// What a text says, with what the text it is based on says where it says nothing itself.
pub(super) fn over(own: Sayings, base: &Sayings) -> Sayings {
    let mut all = own;
    let top = |key: &str| key.split('.').next().unwrap_or_default().to_owned();
    let tops: Vec<String> = all.keys().map(|key| top(key)).collect();
    for (key, said) in base {
        let top = top(key);
        let whole = WHOLE.contains(&top.as_str()) && tops.contains(&top);
        if !NEVER_INHERITED.contains(&top.as_str()) && !whole && !all.contains_key(key) {
            all.insert(key.clone(), said.clone());
        }
    }
    all
}

fn within(source: &Source, prefix: &str, table: &DeTable<'_>, said: &mut Sayings) {
    for (name, value) in table {
        let name = name.get_ref().as_ref();
        let key = if prefix.is_empty() { name.to_owned() } else { format!("{prefix}.{name}") };
        at(source, &key, value, said);
    }
}

fn at(source: &Source, key: &str, value: &Spanned<DeValue<'_>>, said: &mut Sayings) {
    match value.get_ref() {
        DeValue::Table(table) => within(source, key, table, said),
        DeValue::Array(items) if items.iter().any(|item| item.get_ref().is_table()) => {
            for (number, item) in items.iter().enumerate() {
                let id = item.get_ref().get("id").and_then(|id| id.get_ref().as_str());
                let name = id.map_or_else(|| (number + 1).to_string(), str::to_owned);
                at(source, &format!("{key}.{name}"), item, said);
            }
        }
        DeValue::Array(items) => {
            let words: Vec<String> = items.iter().map(|item| plain(item.get_ref())).collect();
            put(source, key, value.span().start, words.join(", "), said);
        }
        other => put(source, key, value.span().start, plain(other), said),
    }
}

fn put(source: &Source, key: &str, byte: usize, words: String, said: &mut Sayings) {
    let (path, _, line) = source.place(byte);
    let found = Said { key: key.to_owned(), path: path.to_owned(), line, words };
    said.insert(key.to_owned(), found);
}

fn plain(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) => text.to_string(),
        DeValue::Integer(number) => number.as_str().to_owned(),
        DeValue::Float(number) => number.as_str().to_owned(),
        DeValue::Boolean(flag) => flag.to_string(),
        DeValue::Datetime(moment) => moment.to_string(),
        DeValue::Array(items) => {
            items.iter().map(|item| plain(item.get_ref())).collect::<Vec<_>>().join(", ")
        }
        DeValue::Table(table) => {
            table.values().map(|item| plain(item.get_ref())).collect::<Vec<_>>().join(", ")
        }
    }
}
