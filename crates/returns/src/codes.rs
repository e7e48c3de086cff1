//! Sets of codes of a year, as `codes.toml` of a return has them.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::data::{Flaw, read};
use crate::{Year, Years};

/// Codes by set.
pub(crate) type CodeSets = BTreeMap<String, BTreeSet<String>>;

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

/// The sets of a year; `001-005` is each number between, and `B+12` is B1 and B2. A set that holds in other years alone is
/// there and empty.
pub(crate) fn code_sets(file: &str, year: Year) -> Result<CodeSets, Flaw> {
    let mut sets = CodeSets::new();
    for data in read::<CodesFile>(file)?.set {
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
        let width = first.len();
        return (low..=high).map(|number| format!("{number:0width$}")).collect();
    }
    if let Some((letter, ends)) = text.split_once('+') {
        return ends.chars().map(|end| format!("{letter}{end}")).collect();
    }
    vec![text.to_owned()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms_are_written_out() {
        assert_eq!(codes("008-010"), ["008", "009", "010"]);
        assert_eq!(codes("9-10"), ["9", "10"]);
        assert_eq!(codes("B+12"), ["B1", "B2"]);
        assert_eq!(codes("NONE"), ["NONE"]);
    }
}
