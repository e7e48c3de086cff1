//! What the page's program answers is what the validator answers, and the page lets nothing else run.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use data_encoding::BASE64;
use guidance::Guidance;
use returns::cin::example::census;
use returns::cin::{Options, validate};
use returns::output::{Format, write};
use returns::ssda903::example::files;
use returns::{WorkingDays, Year};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

/// What the form sends: each field with a file's name and its bytes.
fn asked(fields: &[(&str, &str, &[u8])]) -> Vec<u8> {
    let named = |(field, name, bytes): &(&str, &str, &[u8])| serde_json::json!({ "field": field, "name": name, "length": bytes.len() });
    let line: Vec<Value> = fields.iter().map(named).collect();
    let mut asked = serde_json::to_vec(&line).unwrap();
    asked.push(b'\n');
    asked.extend(fields.iter().flat_map(|(_, _, bytes)| bytes.iter().copied()));
    asked
}

fn answered(fields: &[(&str, &str, &[u8])]) -> (Value, String) {
    let answer = String::from_utf8(offline::answer(&asked(fields))).unwrap();
    let (about, bytes) = answer.split_once('\n').unwrap();
    (serde_json::from_str(about).unwrap(), bytes.to_owned())
}

fn working_days() -> WorkingDays {
    let guidance = Guidance::embedded().unwrap();
    let calendar = guidance.calendar();
    let holidays = calendar.holidays().map(|holiday| holiday.date).collect();
    WorkingDays::new(holidays, calendar.known_from(), calendar.known_until())
}

#[test]
fn a_census_is_checked_as_the_validator_checks_it() {
    let edits = ["CINdetails/PrimaryNeedCode = N99", "Child[2]/CINdetails/CINreferralDate = 02/06/2025"];
    let file = census(Year::ending(2026), &edits).unwrap();
    let (about, found) =
        answered(&[("files", "census.xml", file.as_bytes()), ("last", "", b""), ("answer", "", b"json")]);
    assert_eq!(about, serde_json::json!({ "kind": "application/json", "name": "findings.json" }));
    let options = Options { year: None, working_days: working_days() };
    let mut report = validate(file.as_bytes(), &options).unwrap();
    report.files = vec!["census.xml".into()];
    let mut expected = Vec::new();
    write(&report, Format::Json, &mut expected).unwrap();
    assert_eq!(found, String::from_utf8(expected).unwrap());
    assert!(report.findings.iter().any(|finding| finding.rule.rule == "8650"));
    let (about, page) = answered(&[("files", "census.xml", file.as_bytes())]);
    assert_eq!(about["name"], Value::Null);
    assert!(
        page.contains("what was found") && page.contains("href=\"\"") && !page.contains("src="),
        "{page}"
    );
}

#[test]
fn the_files_of_an_ssda903_are_checked_together_and_what_is_wrong_is_said() {
    let given = files(Year::ending(2026), &["Episodes/LS = X9"]).unwrap().files;
    let fields: Vec<(&str, &str, &[u8])> =
        given.iter().map(|(name, bytes)| ("files", name.as_str(), bytes.as_slice())).collect();
    let (_, page) = answered(&fields);
    assert!(page.contains("SSDA903 2025-26"), "{page}");
    let problem = |fields: &[(&str, &str, &[u8])], says: &str| {
        let (about, bytes) = answered(fields);
        assert!(about["problem"].as_str().unwrap().contains(says) && bytes.is_empty(), "{about}");
    };
    problem(&[("files", "", b"")], "Choose the files of the return");
    problem(&[("files", "a.xml", b"<a/>"), ("files", "b.xml", b"<b/>")], "a census is one file");
    problem(&[("files", "a.xml", b"<a/>"), ("year", "", b"20x6")], "is not a collection year");
    problem(&[("files", "a.csv", &b"CHILD"[..]); 60], "40 files at most");
    for broken in [&b""[..], b"[]", b"nothing\n", b"[{\"field\":\"files\",\"name\":\"a\",\"length\":9}]\nx"] {
        let answer = String::from_utf8(offline::answer(broken)).unwrap();
        assert!(answer.contains("problem"), "{answer}");
    }
}

#[test]
fn the_page_loads_nothing_and_runs_its_own_scripts_alone() {
    let page = offline::page(b"\0asm and so on");
    assert!(page.contains(&format!(">{}</script>", BASE64.encode(b"\0asm and so on"))));
    let policy =
        page.split_once("Content-Security-Policy\" content=\"").unwrap().1.split_once('"').unwrap().0;
    for rule in ["default-src &#39;none&#39;", "form-action &#39;none&#39;", "base-uri &#39;none&#39;"] {
        assert!(policy.replace('\'', "&#39;").contains(rule), "{policy}");
    }
    assert!(!policy.contains("unsafe-inline") && !policy.contains("self"), "{policy}");
    let inline = |open: &str, close: &str| {
        page.split(open).skip(1).map(|rest| rest.split_once(close).unwrap().0.to_owned()).collect::<Vec<_>>()
    };
    let (scripts, styles) = (inline("<script>", "</script>"), inline("<style>", "</style>"));
    assert_eq!((scripts.len(), styles.len()), (1, 1));
    // The script of what is found runs in the same page, and is allowed too.
    let file = census::<&str>(Year::ending(2026), &[]).unwrap();
    let (_, found) = answered(&[("files", "census.xml", file.as_bytes())]);
    let later = found.split("<script>").nth(1).unwrap().split_once("</script>").unwrap().0.to_owned();
    for own in scripts.into_iter().chain(styles).chain([later]) {
        let digest = format!("sha256-{}", BASE64.encode(&Sha256::digest(own.as_bytes())));
        assert!(policy.contains(&digest), "{digest} is not in {policy}");
    }
    assert!(!page.contains("://") && !page.contains("src=") && !page.contains("<link"), "nothing is loaded");
}
