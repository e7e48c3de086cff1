//! The code sets of a year.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::data::{Flaw, read};
use crate::{Year, Years};

/// Codes by set.
pub(super) type CodeSets = BTreeMap<String, BTreeSet<String>>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CodesFile {
    set: Vec<SetData>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SetData {
    name: String,
    codes: Vec<String>,
    #[serde(flatten)]
    years: Years,
    /// What is not certain of it.
    #[serde(default)]
    #[expect(dead_code, reason = "for whoever reads the file")]
    note: String,
}

/// The sets of a year; `0-40` is each number between, and `B+12` is B1 and B2.
pub(super) fn code_sets(year: Year) -> Result<CodeSets, Flaw> {
    let file: CodesFile = read("ssda903/codes.toml")?;
    let mut sets = CodeSets::new();
    for data in file.set {
        let set = sets.entry(data.name).or_default();
        if data.years.holds(year) {
            set.extend(data.codes.iter().flat_map(|code| codes(code)));
        }
    }
    Ok(sets)
}

fn codes(text: &str) -> Vec<String> {
    if let Some((first, last)) = text.split_once('-')
        && let (Ok(low), Ok(high)) = (first.parse::<u32>(), last.parse::<u32>())
    {
        return (low..=high).map(|number| number.to_string()).collect();
    }
    if let Some((letter, ends)) = text.split_once('+') {
        return ends.chars().map(|end| format!("{letter}{end}")).collect();
    }
    vec![text.to_owned()]
}
