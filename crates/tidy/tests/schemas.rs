//! The schemas in `docs/schemas/` are as the code makes them, and every file that is shipped is as they say.
//!
//! `UPDATE_EXPECT=1 cargo test -p tidy --test schemas` writes them again; read what changed.

use std::collections::BTreeMap;

use expect_test::expect_file;
use serde_json::Value;
use tidy::source::{files, read};

/// Which files are of which kind, by the start and the end of their paths; the first that fits counts.
const KINDS: &[(&str, &str, &str)] = &[
    ("guidance/", ".toml", "guidance"),
    ("policies/", ".toml", "policies"),
    ("forms/words-not-used", ".toml", "words-not-used"),
    ("forms/code-sets", ".toml", "form-code-sets"),
    ("forms/common", ".toml", "form-common"),
    ("forms/", "/form.toml", "form"),
    ("forms/", ".toml", "form-section"),
    ("vignettes/cast", ".toml", "vignette-cast"),
    ("vignettes/", ".toml", "vignette"),
];

fn schemas() -> BTreeMap<&'static str, Value> {
    every().into_iter().map(|(name, schema)| (name, Value::from(schema))).collect()
}

fn every() -> Vec<(&'static str, schemars::Schema)> {
    [guidance::schemas(), forms::schemas(), access::schemas(), vignettes::schemas()].concat()
}

#[test]
fn they_are_as_the_code_makes_them() {
    for (name, schema) in every() {
        // As the command prints it: what a schema says of itself first.
        let written = serde_json::to_string_pretty(&schema).expect("a schema is JSON");
        let path = format!("../../../docs/schemas/{name}.json");
        expect_file![path].assert_eq(&format!("{written}\n"));
    }
    let kept = files().into_iter().filter(|path| path.starts_with("docs/schemas/")).count();
    assert_eq!(kept, schemas().len(), "each file in docs/schemas/ is one of them");
}

#[test]
fn every_shipped_file_is_as_they_say() {
    let schemas = schemas();
    let mut checked = BTreeMap::from([("protocol", 0)]);
    let protocol = jsonschema::validator_for(&schemas["protocol"]).expect("the schema is one");
    for name in ["default", "wendale"] {
        // A protocol may be in parts, which are one text.
        let whole = guidance::Protocol::embedded_source(name).expect("it is shipped").text;
        let table: toml::Value = toml::from_str(&whole).expect("it is TOML");
        let wrong: Vec<String> = protocol
            .iter_errors(&json(table))
            .map(|error| format!("{name}: {}: {error}", error.instance_path()))
            .collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
    for path in files() {
        let kind = KINDS.iter().find(|(start, end, _)| path.starts_with(start) && path.ends_with(end));
        let Some((_, _, kind)) = kind else { continue };
        let table: toml::Value = toml::from_str(&read(&path)).expect("it is TOML");
        let validator = jsonschema::validator_for(&schemas[kind]).expect("the schema is one");
        let wrong: Vec<String> = validator
            .iter_errors(&json(table))
            .map(|error| format!("{path}: {}: {error}", error.instance_path()))
            .collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
        *checked.entry(*kind).or_insert(0) += 1;
    }
    assert_eq!(checked.len(), schemas.len(), "every schema has a file: {checked:?}");
}

#[test]
fn they_refuse_what_the_loader_refuses() {
    let validator = jsonschema::validator_for(&schemas()["guidance"]).expect("the schema is one");
    for (wrong, why) in [
        ("[[clause]]\nid = 7", "a number for a name"),
        ("[[clauses]]\nid = \"CA89-1\"", "a misspelt kind"),
        ("[[edition]]\nid = \"X\"\nkind = \"law\"", "an unknown sort of text"),
        ("[[milestone]]\nname = \"a.b\"\nmeans = \"c\"\ncolour = \"red\"", "a key that is not known"),
    ] {
        let table: toml::Value = toml::from_str(wrong).expect("it is TOML");
        assert!(!validator.is_valid(&json(table)), "{why}");
        assert!(
            guidance::Guidance::from_sources(&[guidance::Source::new("guidance/a.toml", wrong)]).is_err(),
            "{why}"
        );
    }
}

/// TOML as JSON: days become texts.
fn json(value: toml::Value) -> Value {
    match value {
        toml::Value::Datetime(day) => Value::String(day.to_string()),
        toml::Value::Array(items) => items.into_iter().map(json).collect(),
        toml::Value::Table(table) => table.into_iter().map(|(key, value)| (key, json(value))).collect(),
        toml::Value::String(text) => Value::String(text),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(is) => is.into(),
    }
}
