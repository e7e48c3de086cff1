//! The SSDA903: each rule on its examples, files in any form, and what is not given.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod naive;

use std::collections::BTreeSet;

use returns::ssda903::example::{files, year_of};
use returns::ssda903::{Given, validate};
use returns::{Report, Year, catalogue};

const LATEST: Year = Year::ending(2026);

/// With the lists that others keep, and an empty last year where none is given.
fn check(mut given: Given) -> Report {
    given.postcodes = Some(("postcodes".to_owned(), b"pcds\nAB1 2DE\nAB1 3EF\nAB1 4GH\n".to_vec()));
    given.providers = Some(("providers".to_owned(), b"URN,Name\nSC123456,Somewhere\n".to_vec()));
    validate(&given).unwrap()
}

fn fired(report: &Report, code: &str) -> usize {
    report.findings.iter().filter(|finding| finding.rule.rule == code).count()
}

#[test]
fn the_example_has_no_fault() {
    let report = check(files::<&str>(LATEST, &[]).unwrap());
    assert_eq!(report.findings, []);
    assert_eq!(report.schema_errors, []);
    assert_eq!(report.children, 1);
    // What could not be asked has its reason, and is of the return and not of the child.
    assert!(report.not_evaluated.iter().all(|one| one.child.is_none() && !one.reason.is_empty()));
}

#[test]
fn each_rule_fires_on_its_failing_example_alone() {
    let mut wrong = Vec::new();
    for rule in catalogue::ssda903().unwrap() {
        let year = year_of(&rule).unwrap();
        let passed = check(files(year, &rule.pass).unwrap());
        let failed = check(files(year, &rule.fail).unwrap());
        if fired(&passed, &rule.code) > 0 {
            wrong.push(format!("{} ({year}) fires on its passing example", rule.code));
        }
        if fired(&failed, &rule.code) == 0 {
            wrong.push(format!("{} ({year}) does not fire on its failing example", rule.code));
        }
        for finding in failed.findings.iter().filter(|finding| finding.rule.rule == rule.code) {
            if finding.why().contains('{') {
                wrong.push(format!("{} ({year}) leaves a gap: {}", rule.code, finding.why()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_published_rule_is_here_or_named_as_missing() {
    assert_eq!(catalogue::unnamed(returns::kind::Kind::Ssda903).unwrap(), Vec::<String>::new());
    let here: BTreeSet<String> = catalogue::ssda903().unwrap().into_iter().map(|rule| rule.code).collect();
    for group in catalogue::ssda903_missing().unwrap() {
        for code in &group.codes {
            assert!(!here.contains(code), "{code} is here and named as missing");
        }
    }
}

fn given(name: &str, text: &str) -> Given {
    Given { files: vec![(name.to_owned(), text.as_bytes().to_vec())], year: Some(LATEST), ..Given::default() }
}

#[test]
fn a_finding_names_the_line_and_the_column_of_its_cell() {
    let text = "ethnic,child,\"mother\",sex,dob,upn,MC_DOB\r\nWBRI,1,,M,01/01/2015,UN1,\r\n\"X,\n\"\"Y\",2,,M,31/02/2015,UN1,\r\n";
    let report = check(given("header.csv", text));
    let place = |code: &str| {
        let finding = report.findings.iter().find(|finding| finding.rule.rule == code).unwrap();
        (finding.place.line, finding.place.column, finding.child.clone().unwrap().into_string())
    };
    assert_eq!(place("103"), (3, 1, "2".to_owned()));
    assert_eq!(place("102"), (4, 11, "2".to_owned()));
}

#[test]
fn one_bad_date_leaves_every_other_child_asked() {
    let text = "CHILD,DOB,REVIEW,REVIEW_CODE\n1,01/01/2010,32/13/2025,PN0\n2,01/01/2010,01/06/2025,PN0\n";
    let report = check(given("reviews.csv", text));
    assert_eq!(fired(&report, "440"), 1);
    let not: Vec<_> = report.not_evaluated.iter().filter(|one| one.rule.rule == "440").collect();
    assert_eq!(not.len(), 1);
    assert_eq!(not[0].child.as_deref(), Some("1"));
    assert!(not[0].reason.contains("32/13/2025"));
}

#[test]
fn what_is_no_file_of_the_return_says_so() {
    let said = |text: &str| validate(&given("x.csv", text)).unwrap_err().to_string();
    assert!(said("name,address\n").contains("CHILD"));
    assert!(said("").contains("CHILD"));
    assert!(said("PK\u{3}\u{4}").contains("zip"));
    let mut twice = given("a.csv", "CHILD,REVIEW,REVIEW_CODE\n");
    twice.files.push(twice.files[0].clone());
    assert!(validate(&twice).unwrap_err().to_string().contains("second Reviews"));
}

#[test]
fn the_year_is_told_from_the_dates() {
    let mut given = files::<&str>(Year::ending(2025), &[]).unwrap();
    given.year = None;
    assert_eq!(check(given).year, Some(Year::ending(2025)));
    // Also in UTF-16, as spreadsheets save it.
    let text: Vec<u8> = "\u{feff}CHILD,DOB,REVIEW,REVIEW_CODE\n1,01/01/2010,01/06/2025,PN1\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let given = Given { files: vec![("reviews.csv".to_owned(), text)], ..Given::default() };
    assert_eq!(check(given).year, Some(LATEST));
}
