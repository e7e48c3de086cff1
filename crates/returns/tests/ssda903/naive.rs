//! A second reading of the rules that can be told from their message and one return alone, written only for this test and in
//! another manner: two hundred returns with faults put in by a seed must give the same findings for both, each with its rule,
//! its child, its file and its line. The rules that are not here look at last year's return, at lists that others keep, or
//! rest on a wording that leaves more than one reading.

mod generate;
mod reading;
mod rules;

use std::collections::{BTreeMap, BTreeSet};

use returns::ssda903::{Given, validate};
use returns::{Year, catalogue};

use self::generate::Generator;
use self::reading::Child;
use self::rules::{Facts, OF_CHILD, OF_EPISODES, OF_OTHERS, OfChild, OfRow};

/// Returns that are generated.
const RETURNS: u64 = 200;
/// One in so many has texts that should be days and are none.
const UNREADABLE: u64 = 4;
/// The years, by that in which each ends.
const YEARS: [i64; 5] = [2026, 2027, 2025, 2024, 2023];

/// Whose findings of which rule.
type Whose = (String, String);
/// Findings: file and line of each, in order.
type Found = BTreeMap<Whose, Vec<(u16, u32)>>;

fn of_rows() -> impl Iterator<Item = &'static OfRow> {
    OF_EPISODES.iter().chain(OF_OTHERS)
}

fn codes(year: i64) -> BTreeSet<&'static str> {
    let holds = |years: &[i64; 2]| (years[0]..=years[1]).contains(&year);
    let rows = of_rows().filter(|rule| holds(&rule.2)).map(|rule| rule.0);
    rows.chain(OF_CHILD.iter().filter(|rule| holds(&rule.1)).map(|rule| rule.0)).collect()
}

/// What the plain functions find.
fn naive(children: &[Child], facts: &Facts) -> Found {
    let mut found = Found::new();
    let asked = codes(facts.year);
    for child in children {
        for OfRow(code, file, _, times) in of_rows().filter(|rule| asked.contains(rule.0)) {
            for row in child.of(file) {
                let places = (0..times(row, child, facts)).map(|_| (row.file, row.line));
                let places: Vec<_> = places.collect();
                if !places.is_empty() {
                    found.entry(((*code).to_owned(), child.id.clone())).or_default().extend(places);
                }
            }
        }
        for OfChild(code, _, rows) in OF_CHILD.iter().filter(|rule| asked.contains(rule.0)) {
            let places = rows(child, facts);
            if !places.is_empty() {
                found.entry(((*code).to_owned(), child.id.clone())).or_default().extend(places);
            }
        }
    }
    for places in found.values_mut() {
        places.sort_unstable();
    }
    found
}

#[test]
fn both_readings_find_the_same_two_hundred_times() {
    let (mut fired, mut wrong) = (BTreeMap::<String, usize>::new(), Vec::new());
    let (mut findings, mut not_evaluated) = (0, 0);
    for seed in 0..RETURNS {
        let year = YEARS[usize::try_from(seed).unwrap() % YEARS.len()];
        let files = Generator::new(seed + 1, year, seed % UNREADABLE == 0).files();
        let mut children = Vec::new();
        for (number, (name, text)) in files.iter().enumerate() {
            reading::read(u16::try_from(number).unwrap(), name, text, &mut children);
        }
        let given =
            files.iter().map(|(name, text)| ((*name).to_owned(), text.clone().into_bytes())).collect();
        let ends = i16::try_from(year).unwrap();
        let report =
            validate(&Given { files: given, year: Some(Year::ending(ends)), ..Given::default() }).unwrap();
        let asked = codes(year);
        let mut ours = Found::new();
        for one in report.findings.iter().filter(|one| asked.contains(one.rule.rule.as_str())) {
            let whose = (one.rule.rule.clone(), one.child.as_deref().unwrap().to_owned());
            ours.entry(whose).or_default().push((one.file, one.place.line));
        }
        for places in ours.values_mut() {
            places.sort_unstable();
        }
        let theirs = naive(&children, &Facts::of(year));
        // What could not be asked stands at a text that should be a day and is none, and is left out of both.
        let mut left_out: BTreeSet<Whose> = BTreeSet::new();
        for one in report.not_evaluated.iter().filter(|one| asked.contains(one.rule.rule.as_str())) {
            assert!(one.reason.contains("not a date"), "{}: {}", one.rule.rule, one.reason);
            left_out.insert((one.rule.rule.clone(), one.child.as_deref().unwrap().to_owned()));
            not_evaluated += 1;
        }
        let whose: BTreeSet<&Whose> = ours.keys().chain(theirs.keys()).collect();
        for whose in whose.into_iter().filter(|whose| !left_out.contains(*whose)) {
            let (one, other) = (ours.get(whose), theirs.get(whose));
            if one != other {
                wrong.push(format!("seed {seed} ({year}), {whose:?}: ours {one:?}, theirs {other:?}"));
            }
            findings += other.map_or(0, Vec::len);
            *fired.entry(whose.0.clone()).or_default() += other.map_or(0, Vec::len);
        }
    }
    let shown: Vec<&String> = wrong.iter().take(40).collect();
    assert!(wrong.is_empty(), "{} differ: {shown:#?}", wrong.len());
    // Nothing was compared that is not there: each rule fired in both, and more than once.
    let all: BTreeSet<&str> = YEARS.iter().flat_map(|year| codes(*year)).collect();
    let seldom: Vec<&&str> =
        all.iter().filter(|code| fired.get(**code).copied().unwrap_or_default() < 2).collect();
    assert!(seldom.is_empty(), "hardly ever fired: {seldom:?}");
    assert!(findings > 10_000 && not_evaluated > 100, "{findings} findings, {not_evaluated} not evaluated");
    println!("{findings} findings of {} rules are the same; {not_evaluated} could not be asked", all.len());
}

#[test]
fn the_plain_functions_are_of_the_rules_and_years_of_the_catalogue() {
    let rules = catalogue::ssda903().unwrap();
    for year in YEARS {
        let ends = Year::ending(i16::try_from(year).unwrap());
        let held: BTreeSet<&str> =
            rules.iter().filter(|rule| rule.years.holds(ends)).map(|rule| rule.code.as_str()).collect();
        let read = codes(year);
        let unknown: Vec<&&str> = read.difference(&held).collect();
        assert!(unknown.is_empty(), "{year}: {unknown:?}");
        // And the other way round: none of them holds in a year of which it is not read.
        let all: BTreeSet<&str> = YEARS.iter().flat_map(|year| codes(*year)).collect();
        let left: Vec<&&str> = all.intersection(&held).filter(|code| !read.contains(**code)).collect();
        assert!(left.is_empty(), "{year}: {left:?}");
    }
}
