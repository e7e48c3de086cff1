//! Files that are broken, something else, or made to do harm; and one bad value that must not hide another.

use returns::cin::example::census;
use returns::cin::{NotBegun, validate};
use returns::report::Verdict;
use returns::{Report, Year};

use crate::{LATEST, check, fired, options};

fn example(edits: &[&str]) -> String {
    census(LATEST, edits).unwrap()
}

/// What is said of a file that is not read: at the beginning, or in the report.
fn said(bytes: &[u8]) -> String {
    match validate(bytes, options()) {
        Err(NotBegun::Unreadable(stopped)) => stopped.to_string(),
        Err(other) => panic!("{other}"),
        Ok(report) => report.unreadable.expect("it cannot be read").to_string(),
    }
}

#[test]
fn entities_and_document_types_are_refused() {
    let laughs = "<?xml version=\"1.0\"?><!DOCTYPE m [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><Message>&b;</Message>";
    assert!(said(laughs.as_bytes()).contains("document type"));
    let outside = "<!DOCTYPE m SYSTEM \"http://localhost/x.dtd\"><Message/>";
    assert!(said(outside.as_bytes()).contains("document type"));
    let text = example(&[]).replace("<Ethnicity>WBRI", "<Ethnicity>&secret;");
    assert!(said(text.as_bytes()).contains("&secret;"));
    // XML's own five, and characters by number, are read.
    let text = example(&[]).replace("<Ethnicity>WBRI", "<Ethnicity>&#x57;&#66;RI&amp;");
    assert_eq!(check(&text).findings.iter().filter(|one| one.rule.rule == "4220").count(), 1);
    assert!(check(&text).findings.iter().any(|one| one.values[0].value.as_deref() == Some("WBRI&")));
}

#[test]
fn huge_and_deep_files_are_refused_in_bounded_memory() {
    let node =
        format!("<Message><Header/><Children><Child><ChildIdentifiers><LAchildID>{}", "x".repeat(50_000_000));
    assert!(said(node.as_bytes()).contains("goes on for more than"));
    let many = format!("<Message>{}", "<a/>".repeat(4_000_000));
    assert!(said(many.as_bytes()).contains("goes on for more than"));
    let deep = "<a>".repeat(1_000_000);
    assert!(said(deep.as_bytes()).contains("deep"));
    let attribute = format!("<Message a=\"{}", "x".repeat(9_000_000));
    assert!(said(attribute.as_bytes()).contains("goes on for more than"));
}

#[test]
fn what_is_something_else_says_so() {
    assert!(said(b"PK\x03\x04rest").contains("zip"));
    assert!(said(b"%PDF-1.7").contains("PDF"));
    assert!(said(b"").contains("empty"));
    assert!(said(b"hello").contains("not XML") || said(b"hello").contains("not a census"));
    assert!(said(b"<Other/>").contains("not a census"));
    assert!(said(b"<Message><Children></Children></Message>").contains("--year"));
    let old = example(&[]).replace("<Year>2026", "<Year>2019");
    assert!(said(old.as_bytes()).contains("2018-19"));
}

#[test]
fn a_file_that_breaks_off_says_where() {
    let whole = example(&["Child[2]/ChildIdentifiers/LAchildID = W2"]);
    let mut seen = 0;
    for (cut, _) in whole.char_indices().step_by(7) {
        match validate(&whole.as_bytes()[..cut], options()) {
            Err(NotBegun::Unreadable(_)) => seen += 1,
            Err(other) => panic!("{other}"),
            Ok(report) => {
                let gone = whole[cut..].trim().is_empty();
                assert_eq!(report.verdict() == Verdict::Unreadable, !gone, "cut at {cut}");
                seen += 1;
            }
        }
    }
    assert!(seen > 100);
    let report = validate(&whole.as_bytes()[..whole.rfind("</CINdetails>").unwrap()], options()).unwrap();
    assert!(report.unreadable.unwrap().message.contains("breaks off inside"));
}

#[test]
fn tags_that_do_not_match_are_found_where_they_stand() {
    let text = example(&[]).replace("</CINdetails>", "</CINdetail>");
    let stopped = check(&text).unreadable.unwrap();
    let line = text.lines().position(|line| line.contains("</CINdetail>")).unwrap() + 1;
    assert_eq!(stopped.place.line as usize, line);
    assert!(stopped.message.contains("CINdetails"), "{}", stopped.message);
    // A tag that is never closed, in a file that goes on.
    let text = example(&[]).replace("    </Child>\n", "");
    assert!(check(&text).unreadable.is_some());
}

fn schema_messages(report: &Report) -> Vec<String> {
    report.schema_errors.iter().map(|error| format!("{}: {}", error.place.line, error.message)).collect()
}

#[test]
fn the_schema_is_asked_of_order_number_type_and_code() {
    let has = |text: &str, part: &str| {
        let messages = schema_messages(&check(text));
        assert!(messages.iter().any(|message| message.contains(part)), "{part}: {messages:?}");
    };
    let plain = example(&[]);
    has(&plain.replace("<Sex>F</Sex>", "<Sex>F</Sex><UPN>B801200005001</UPN>"), "belongs before");
    has(&plain.replace("<Sex>F</Sex>", "<Sex>F</Sex><Sex>F</Sex>"), "more often");
    has(&plain.replace("<Sex>F</Sex>", ""), "Sex is missing");
    has(&plain.replace("<Sex>F</Sex>", "<Sex>X</Sex>"), "code set sex");
    has(&plain.replace("<Sex>F</Sex>", "<Gender>F</Gender>"), "no Gender in ChildIdentifiers");
    has(&plain.replace("<Sex>F</Sex>", "<Sex kind=\"a\">F</Sex>"), "no attribute kind");
    has(&plain.replace("<Sex>F</Sex>", "<Sex>F</Sex>text"), "holds elements");
    has(&plain.replace("<Sex>F</Sex>", "<Sex><b>F</b></Sex>"), "holds a value");
    has(&plain.replace("2025-09-01", "02/06/2025"), "2025-06-02 or 2025-02-06");
    has(&plain.replace("2025-09-01", "2025-02-30"), "not a date");
    has(&plain.replace("<ReferralNFA>0", "<ReferralNFA>true"), "0 (no) or 1 (yes)");
    has(&plain.replace("<LEA>999", "<LEA>99"), "three digits");
}

#[test]
fn prefixes_and_namespaces_and_comments_change_nothing() {
    let plain = example(&["CINdetails/PrimaryNeedCode = N99"]);
    let other = plain
        .replace("<Message>", "<!-- <Child> --><Message xmlns=\"urn:x\" xmlns:xsi=\"urn:y\" xsi:z=\"a>b\">")
        .replace("<Children>", "<Children><!-- </Child></Children> --><?x </Child>?>")
        .replace("<PrimaryNeedCode>N99", "<PrimaryNeedCode><![CDATA[N99]]>");
    let (one, two) = (check(&plain), check(&other));
    assert_eq!(one.findings.len(), two.findings.len());
    assert_eq!(fired(&two, "8650"), 1);
    assert_eq!(two.schema_errors.len(), one.schema_errors.len());
    let prefixed = plain.replace('<', "<c:").replace("<c:/", "</c:").replace("<c:?", "<?");
    let prefixed = prefixed.replacen("<c:Message>", "<c:Message xmlns:c=\"urn:c\">", 1);
    assert_eq!(fired(&check(&prefixed), "8650"), 1);
}

#[test]
fn encodings_are_read_alike() {
    let plain = example(&["ChildIdentifiers/LAchildID = Zoë1"]);
    let utf16: Vec<u8> = format!("\u{feff}{plain}").encode_utf16().flat_map(u16::to_be_bytes).collect();
    let (one, two) = (check(&plain), validate(&utf16, options()).unwrap());
    assert_eq!(one.findings.len(), two.findings.len());
    assert_eq!(two.findings[0].place, one.findings[0].place);
    assert_eq!(fired(&two, "1580"), 1);
}

#[test]
fn one_bad_value_hides_nothing_else() {
    let text = example(&[
        "CINdetails/ChildProtectionPlans/CPPstartDate = 2025-10-20",
        "CINdetails/ChildProtectionPlans/NumberOfPreviousCPP = several",
        "Child[2]/ChildIdentifiers/LAchildID = W2",
        "Child[2]/CINdetails/ChildProtectionPlans/CPPstartDate = 2025-10-20",
        "Child[3]/ChildIdentifiers/LAchildID = W3",
        "Child[3]/CINdetails/CINclosureDate = 02/06/2025",
        "Child[3]/CINdetails/Assessments/AssessmentActualStartDate = 2025-08-31",
    ]);
    let report = check(&text);
    let not: Vec<(&str, Option<&str>)> =
        report.not_evaluated.iter().map(|one| (one.rule.rule.as_str(), one.child.as_deref())).collect();
    assert!(not.contains(&("8730", Some("W0001"))) && !not.contains(&("8730", Some("W2"))), "{not:?}");
    assert!(not.contains(&("8620", Some("W3"))) && !not.contains(&("1103", Some("W3"))), "{not:?}");
    assert!(report.findings.iter().any(|one| one.rule.rule == "8730" && one.child.as_deref() == Some("W2")));
    assert!(report.findings.iter().any(|one| one.rule.rule == "1103" && one.child.as_deref() == Some("W3")));
}

#[test]
fn pieces_are_as_the_whole() {
    // Enough children for several pieces, each with its own number, so that places and order can be compared.
    let edits: Vec<String> = (2..=600)
        .flat_map(|child| {
            let mut edits = vec![format!("Child[{child}]/ChildIdentifiers/LAchildID = W{child}")];
            if child % 7 == 0 {
                edits.push(format!("Child[{child}]/CINdetails/PrimaryNeedCode = N99"));
            }
            edits
        })
        .collect();
    let text = census(Year::ending(2026), &edits).unwrap();
    let report = check(&text);
    let lines: Vec<&str> = text.lines().collect();
    let found: Vec<_> = report.findings.iter().filter(|one| one.rule.rule == "8650").collect();
    assert_eq!(found.len(), 85);
    for (at, finding) in found.iter().enumerate() {
        let child = (at + 1) * 7;
        assert_eq!(finding.child.as_deref(), Some(format!("W{child}").as_str()));
        assert_eq!(&*finding.path, format!("/Message/Children/Child[{child}]/CINdetails[1]/PrimaryNeedCode"));
        assert!(lines[finding.place.line as usize - 1].trim_start().starts_with("<PrimaryNeedCode>N99"));
    }
    assert_eq!(report.children, 600);
}

#[test]
fn what_stands_after_the_children_is_read_to_its_end() {
    let whole = census::<&str>(LATEST, &[]).unwrap();
    let header = &whole[whole.find("<Header>").unwrap()..whole.find("<Children>").unwrap()];
    let children = &whole[whole.find("<Children>").unwrap()..whole.find("</Message>").unwrap()];
    let wrong = header.replace("<LEA>999</LEA>", "<LEA>9</LEA>");
    // A header where none belongs, with a mistake in it; then children once more, and another header.
    for after in [
        wrong.clone(),
        format!("{wrong}{children}"),
        format!("{children}{wrong}"),
        format!("{children}{wrong}{children}"),
    ] {
        let text = whole.replace("</Message>", &format!("{after}</Message>"));
        let report = check(&text);
        assert_eq!(report.unreadable, None, "{after}");
        let said = |part: &str| report.schema_errors.iter().any(|error| error.message.contains(part));
        assert!(
            said("Header stands after Children") && said("\"9\" is not an authority's three digits"),
            "{after}"
        );
    }
}
