//! What is written of a report, in each form.

use expect_test::expect;
use returns::cin::example::census;
use returns::kind::Kind;
use returns::output::{Format, write};
use returns::{Report, Year, catalogue};

use crate::{LATEST, check};

fn written(report: &Report, format: Format) -> String {
    let mut out = Vec::new();
    write(report, format, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn report() -> Report {
    let text = census(
        LATEST,
        &[
            "CINdetails/Assessments/AssessmentActualStartDate = 2025-08-31",
            "CINdetails/CINclosureDate = 02/06/2025",
            "ChildIdentifiers/LAchildID = =1+1",
        ],
    );
    let mut report = check(&text.unwrap());
    report.files = vec!["census.xml".to_owned()];
    report
}

#[test]
fn json_holds_what_programs_need() {
    let value: serde_json::Value = serde_json::from_str(&written(&report(), Format::Json)).unwrap();
    let finding = value["findings"].as_array().unwrap().iter().find(|one| one["rule"] == "1103").unwrap();
    assert_eq!(finding["severity"], "error");
    assert_eq!(finding["child"], "=1+1");
    assert_eq!(
        finding["path"],
        "/Message/Children/Child[1]/CINdetails[1]/Assessments[1]/AssessmentActualStartDate"
    );
    assert!(finding["line"].as_u64().unwrap() > 10 && finding["column"].as_u64().unwrap() > 1);
    assert_eq!(finding["values"][1]["field"], "CINreferralDate");
    assert_eq!(finding["values"][1]["value"], "2025-09-01");
    assert_eq!(finding["why"], "The assessment starts on 2025-08-31, before the referral on 2025-09-01.");
    assert!(value["not_evaluated"].as_array().unwrap().iter().any(|one| one["rule"] == "8620"));
    assert_eq!(value["schema_errors"].as_array().unwrap().len(), 1);
    let whole = value["findings"].as_array().unwrap().iter().find(|one| one["rule"] == "2887Q").unwrap();
    assert!(whole["child"].is_null());
    assert_eq!(value["year"], "2025-26");
    assert_eq!(value["verdict"], "findings");
}

#[test]
fn rows_are_read_back_and_hold_no_formula() {
    let text = written(&report(), Format::Csv);
    let mut rows = csv::Reader::from_reader(text.as_bytes());
    let child = rows.headers().unwrap().iter().position(|cell| cell == "child").unwrap();
    let cells: Vec<String> = rows.records().map(|row| row.unwrap()[child].to_owned()).collect();
    assert!(cells.iter().any(|cell| cell == "'=1+1") && !cells.iter().any(|cell| cell.starts_with('=')));
}

#[test]
fn sarif_names_each_place() {
    let value: serde_json::Value = serde_json::from_str(&written(&report(), Format::Sarif)).unwrap();
    let results = value["runs"][0]["results"].as_array().unwrap();
    assert!(results.iter().any(|one| one["ruleId"] == "1103" && one["level"] == "error"));
    assert!(results.iter().any(|one| one["ruleId"] == "schema"));
    for one in results {
        let region = &one["locations"][0]["physicalLocation"]["region"];
        assert!(region["startLine"].as_u64().unwrap() >= 1 && region["startColumn"].as_u64().unwrap() >= 1);
    }
}

#[test]
fn the_page_loads_nothing_and_escapes_what_a_return_holds() {
    let mut report = report();
    report.files = vec!["<script>.xml".to_owned()];
    let page = written(&report, Format::Html);
    assert!(page.starts_with("<!DOCTYPE html>") && page.contains("<html lang=\"en-GB\">"));
    assert!(page.contains("&lt;script&gt;.xml") && !page.contains("src=") && !page.contains("http"));
    assert_eq!(page.matches("<h1").count(), 1);
}

#[test]
fn a_person_reads_where_and_why() {
    let text = written(&report(), Format::Table);
    let line = text.lines().find(|line| line.contains("error 1103")).unwrap();
    expect!["census.xml:38:11: error 1103: child =1+1: The assessment starts on 2025-08-31, before the referral on 2025-09-01."]
        .assert_eq(line);
}

#[test]
fn rules_are_listed_compared_and_covered() {
    assert_eq!(catalogue::unnamed(Kind::Cin).unwrap(), Vec::<String>::new());
    assert!(catalogue::coverage(Kind::Cin).unwrap().starts_with("109 of 109 published rules are here."));
    let changed = catalogue::difference(Kind::Cin, Year::ending(2024), Year::ending(2025)).unwrap();
    for code in ["+ 1570", "+ 1580", "+ 8945Q", "+ 8950Q", "~ 2886Q", "~ 4180", "~ 8750", "~ 8770Q"] {
        assert!(changed.contains(code), "{code}: {changed}");
    }
    let same = catalogue::difference(Kind::Cin, Year::ending(2025), Year::ending(2026)).unwrap();
    assert!(same.contains("No rule is new, gone or different."));
}
