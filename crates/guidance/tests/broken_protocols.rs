//! Protocols that are broken in one way each: exactly that is found, and nothing else.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use expect_test::expect_file;
use guidance::{CheckOutcome, Guidance, JudgedOn, Protocol, Source};
use jiff::civil::{Date, date};

const TODAY: Date = date(2026, 11, 23);
/// The fewest ways in which a protocol is broken here.
const BROKEN_AT_LEAST: usize = 10;

/// What is found, line by line: the checks that fail under the edition of today, or what the protocol is refused for.
fn found(source: &Source, guidance: &Guidance) -> Vec<String> {
    match Protocol::parse(source, guidance) {
        Err(refusals) => refusals.0.iter().map(|problem| format!("refused: {problem}")).collect(),
        Ok(protocol) => {
            let met = |outcome| matches!(outcome, CheckOutcome::Passes | CheckOutcome::NotApplicable);
            let checks = protocol.checks(guidance, &JudgedOn::today(TODAY));
            let unmet = checks.into_iter().filter(|check| !met(check.outcome));
            unmet
                .map(|check| {
                    format!("{} {}: {} [{}]", check.id, check.outcome, check.why, check.missing.join(", "))
                })
                .collect()
        }
    }
}

#[test]
fn exactly_what_was_broken_is_named() {
    let guidance = Guidance::embedded().unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/broken");
    let mut names: Vec<String> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| Path::new(name).extension().is_some_and(|end| end == "toml"))
        .collect();
    names.sort();
    assert!(names.len() > BROKEN_AT_LEAST);
    let mut all = String::new();
    for name in names {
        let text = fs::read_to_string(folder.join(&name)).unwrap();
        let why = text.lines().next().unwrap().trim_start_matches("# ").to_owned();
        let found = found(&Source::new(name.as_str(), text), &guidance);
        assert_eq!(found.is_empty(), name == "whole.toml", "{name}");
        writeln!(all, "{name}: {why}").unwrap();
        for line in found {
            writeln!(all, "{line}").unwrap();
        }
        all.push('\n');
    }
    expect_file!["broken/found.txt"].assert_eq(&all);
}

#[test]
fn without_a_distinct_route_there_are_words_for_the_council() {
    let guidance = Guidance::embedded().unwrap();
    let text = include_str!("broken/no-separate-route.toml");
    let protocol = Protocol::parse(&Source::new("no-separate-route.toml", text), &guidance).unwrap();
    let checks = protocol.checks(&guidance, &JudgedOn::today(TODAY));
    let check = checks.into_iter().find(|check| check.id == "DR-01").unwrap();
    let letter = check.letter.unwrap();
    let in_force = "Working Together to Safeguard Children 2026, chapter 3";
    for words in ["Harrowdale Council", in_force, "Schedule 2 paragraph 6", "Please"] {
        assert!(letter.contains(words), "{words}");
    }
    assert!(!letter.contains(['{', '}']));
    // It cites the edition that the protocol is held against, and no other.
    for (edition, cited) in [
        ("WT-2018", "Children 2018, page 26"),
        ("WT-2023", "Children 2023, paragraph 142"),
        ("WT-2026", in_force),
    ] {
        let on = JudgedOn::under(guidance.edition(edition).unwrap(), TODAY);
        let check = protocol.checks(&guidance, &on).into_iter().find(|check| check.id == "DR-01").unwrap();
        let letter = check.letter.unwrap();
        assert!(letter.contains(cited), "{edition}: {letter}");
        assert_eq!(letter.matches("Working Together").count(), 1, "{letter}");
    }
    let whole =
        Protocol::parse(&Source::new("whole.toml", include_str!("broken/whole.toml")), &guidance).unwrap();
    assert!(whole.checks(&guidance, &JudgedOn::today(TODAY)).iter().all(|check| check.letter.is_none()));
}
