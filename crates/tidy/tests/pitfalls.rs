//! The thirty pitfalls of a system like this one, by their numbers. Each has a test that is named after it: none is silently
//! missing. The table with its tests is written out in
//! `pitfalls.txt`: `UPDATE_EXPECT=1 cargo test -p tidy --test pitfalls`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use expect_test::expect_file;
use tidy::source::{read, rust_files};

/// Each pitfall in a few words; the first is number 1.
const PITFALLS: [&str; 30] = [
    "one edition of the guidance only",
    "forty-five working days as a target, or from the beginning of the assessment",
    "a clock that stops with a form that is complete",
    "to acknowledge and to decide as one",
    "nobody tells whoever referred, because no number says when",
    "the conference counted from the last discussion",
    "the first day counted, or not, without saying so",
    "holidays of elsewhere, or a list that silently ends",
    "working days for hours, weeks and months",
    "three months as ninety days",
    "one status for everything",
    "a safeguarding form for every disabled child",
    "a support route with no instant way to enquiries",
    "the carers' assessments and the decision about help as options",
    "every short break as full care, or none",
    "enquiries that nobody of social work leads",
    "consent as the footing for sharing",
    "a share without purpose and reasons, a refusal nowhere",
    "an identifier of the health service that everybody has",
    "private fostering counted from the move",
    "who notifies a serious incident, and which area",
    "a rapid review without its origin",
    "reports, arrangements and protocol as free text",
    "a second referral that overwrites the first",
    "codes of the census that decide about help",
    "an unborn child with a birth date",
    "brothers and sisters with one clock",
    "numbers that nobody verified, shown as law",
    "local rules shown as national",
    "real children in tests, small numbers in figures",
];

/// The numbers after `pitfall_` or `pitfalls_` in the name of a test: `pitfalls_9_and_10_core_groups`.
fn numbers(name: &str) -> Vec<usize> {
    let Some((_, rest)) = name.split_once('_').filter(|(first, _)| ["pitfall", "pitfalls"].contains(first))
    else {
        return Vec::new();
    };
    rest.split('_')
        .take_while(|word| *word == "and" || word.parse::<usize>().is_ok())
        .filter_map(|word| word.parse().ok())
        .collect()
}

/// The tests that are named after a pitfall, by its number.
fn shown() -> BTreeMap<usize, BTreeSet<String>> {
    let mut found: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
    for file in rust_files("crates").into_iter().filter(|file| file.contains("/tests/")) {
        let text = read(&file);
        let mut tested = false;
        for line in text.lines().map(str::trim) {
            if line.starts_with("#[test]") || line.starts_with("#[tokio::test]") {
                tested = true;
            } else if let Some(name) = line.strip_prefix("async ").unwrap_or(line).strip_prefix("fn ") {
                let name = name.split('(').next().unwrap_or_default();
                for number in numbers(name).into_iter().filter(|_| tested) {
                    found.entry(number).or_default().insert(format!("{file} {name}"));
                }
                tested = false;
            }
        }
    }
    found
}

#[test]
fn each_pitfall_has_a_test_named_after_it() {
    let shown = shown();
    let mut table = String::new();
    for (number, pitfall) in (1..).zip(PITFALLS) {
        let tests = shown.get(&number);
        assert!(tests.is_some(), "no test shows pitfall {number}, {pitfall}");
        writeln!(table, "{number} {pitfall}").expect("text can be written");
        for test in tests.into_iter().flatten() {
            writeln!(table, "  {test}").expect("text can be written");
        }
    }
    assert!(shown.keys().all(|number| (1..=PITFALLS.len()).contains(number)), "{:?}", shown.keys());
    expect_file!["pitfalls.txt"].assert_eq(&table);
}

#[test]
fn a_name_says_which_pitfalls_it_shows() {
    assert_eq!(numbers("pitfalls_9_and_10_core_groups_in_working_days"), [9, 10]);
    assert_eq!(numbers("pitfall_16_only_a_social_worker"), [16]);
    assert!(numbers("a_pitfall_16").is_empty() && numbers("pitfall").is_empty());
}
