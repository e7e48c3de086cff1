//! What is asked and what is answered, in text and as JSON.
//!
//! Write the answers again with `UPDATE_EXPECT=1 cargo test -p rulebook`, and read what changed.

#![expect(clippy::unwrap_used, reason = "a test that cannot set up its world should stop there")]

use std::fmt::Write as _;

use expect_test::expect_file;
use guidance::{Guidance, Protocol, Source};
use jiff::civil::{Date, date};
use kernel::Moment;
use rulebook::due::{Asked, DueAnswer};
use rulebook::list::Kind;
use rulebook::{NotAnswered, count, coverage, diff, due, json, lint, list, moment, replay, show};

const TODAY: Date = date(2026, 11, 23);
/// The width that every text keeps to.
const WIDTH: usize = 100;

fn guidance() -> Guidance {
    Guidance::embedded().unwrap_or_else(|errors| panic!("{errors}"))
}

fn ask(clock: &str, from: &str, edition: Option<&str>) -> Result<DueAnswer, NotAnswered> {
    due::due(&guidance(), None, Asked { clock, from: moment(from).unwrap(), edition })
}

fn fits(text: &str) {
    for line in text.lines() {
        assert!(line.chars().count() <= WIDTH, "{line}");
        assert_eq!(line, line.trim_end(), "no space at the end of a line");
    }
}

#[test]
fn dates_and_why() {
    let questions = [
        ("K03", "2026-11-23", None),
        ("K03", "2026-11-23", Some("WT-2018")),
        ("k01", "2026-12-24", None),
        ("K02", "2027-03-25T18:30:00Z", None),
        ("K11", "2026-11-23", None),
        ("K03", "2028-12-01", None),
        ("K03", "2015-01-05", None),
        ("K03", "2015-01-05", Some("WT-2023")),
        ("K03", "2026-11-23", Some("CA-1989")),
        ("K03", "2026-11-23", Some("WT-2032")),
        ("K38", "2026-11-23", None),
        ("K39", "2026-11-23", None),
        ("K3", "2026-11-23", None),
    ];
    let mut text = String::new();
    for (clock, from, edition) in questions {
        let edition_said = edition.map(|edition| format!(" --edition {edition}")).unwrap_or_default();
        let _ = writeln!(text, "$ due {clock} --from {from}{edition_said}");
        match ask(clock, from, edition) {
            Ok(answer) => {
                fits(&answer.to_string());
                fits(&answer.explained());
                let _ = writeln!(text, "{}\n", answer.explained());
            }
            Err(why) => {
                let _ = writeln!(text, "{why}\n");
            }
        }
    }
    expect_file!["answers/due.txt"].assert_eq(&text);
}

#[test]
fn what_a_program_reads_of_a_date() {
    let answer = ask("K03", "2026-11-23", None).unwrap();
    expect_file!["answers/due.json"].assert_eq(&json(&answer));
}

#[test]
fn a_protocol_tightens_a_date() {
    let guidance = guidance();
    let mut source = Protocol::embedded_source("wendale").unwrap();
    source.text.push_str("\n[limits]\nK03 = 30\n");
    let protocol = Protocol::parse(&source, &guidance).unwrap();
    let from = Moment::On(TODAY);
    let answer = due::due(&guidance, Some(&protocol), Asked { clock: "K03", from, edition: None }).unwrap();
    assert!(answer.tightened);
    assert_eq!((answer.limit, answer.due.as_deref()), (30, Some("2027-01-07")));
    assert!(
        answer.explanation.contains("the guidance says at most 45 working days"),
        "{}",
        answer.explanation
    );
}

#[test]
fn every_clock_answers_or_says_why() {
    let guidance = guidance();
    for clock in guidance.clocks() {
        match due::due(&guidance, None, Asked { clock: &clock.id, from: Moment::On(TODAY), edition: None }) {
            Ok(answer) => assert!(answer.due.is_some(), "{answer}"),
            Err(NotAnswered::Counter { .. } | NotAnswered::NotInForce { .. }) => {}
            Err(other) => panic!("{}: {other}", clock.id),
        }
    }
}

#[test]
fn stays_are_counted() {
    let guidance = guidance();
    let stays = |texts: &[&str]| texts.iter().map(|text| count::stay(text).unwrap()).collect::<Vec<_>>();
    let one = count::count(&guidance, "K38", &stays(&["2026-04-01/2026-04-18"]), TODAY).unwrap();
    assert_eq!((one.number, one.past, one.passed_on), (18, true, Some(date(2026, 4, 18))));
    let two =
        count::count(&guidance, "K39", &stays(&["2026-04-01/2026-04-10", "2026-08-01/2026-08-05"]), TODAY);
    let two = two.unwrap();
    assert_eq!((two.number, two.past), (15, false));
    assert!(count::count(&guidance, "K03", &[], TODAY).unwrap_err().to_string().contains("due K03"));
    for wrong in ["2026-04-01", "2026-04-09/2026-04-01", "today/tomorrow"] {
        assert!(count::stay(wrong).is_err(), "{wrong}");
    }
    let text = format!("{one}\n\n{two}\n");
    fits(&text);
    expect_file!["answers/count.txt"].assert_eq(&text);
}

#[test]
fn lists_fit_and_hold_what_a_program_asks_for() {
    let guidance = guidance();
    let kinds = [Kind::Clocks, Kind::Duties, Kind::Clauses, Kind::Editions, Kind::Milestones, Kind::Checks];
    for kind in kinds {
        let listed = list::list(&guidance, kind, None, TODAY).unwrap();
        fits(&listed.to_string());
        let value: serde_json::Value = serde_json::from_str(&json(&listed)).unwrap();
        let rows = value.as_array().unwrap();
        let ids: Vec<&str> = rows.iter().map(|row| row["id"].as_str().unwrap()).collect();
        assert!(!ids.is_empty() && ids.is_sorted(), "{kind:?}: {ids:?}");
    }
    let clocks = serde_json::to_value(list::list(&guidance, Kind::Clocks, None, TODAY).unwrap()).unwrap();
    for row in clocks.as_array().unwrap() {
        for key in ["id", "limit", "unit", "clause", "verified", "in_force_from", "in_force_to"] {
            assert!(row.get(key).is_some(), "{row} has no {key}");
        }
    }
    let k03 = clocks.as_array().unwrap().iter().find(|row| row["id"] == "K03").unwrap();
    assert_eq!(k03["limit"], 45);
    assert_eq!(k03["unit"], "working_days");
    assert_eq!(k03["clause"], "WT2026-assessment-time");
    assert_eq!(k03["in_force_from"], "2018-07-04");
    assert_eq!(k03["in_force_to"], serde_json::Value::Null);
}

#[test]
fn a_list_of_one_edition_cites_that_edition() {
    let guidance = guidance();
    let listed = list::list(&guidance, Kind::Clocks, Some("WT-2018"), TODAY).unwrap();
    let rows = serde_json::to_value(&listed).unwrap();
    let k03 = rows.as_array().unwrap().iter().find(|row| row["id"] == "K03").unwrap().clone();
    assert_eq!(k03["clause"], "WT2018-assessment-time");
    assert_eq!(k03["in_force_to"], "2023-12-14");
    assert!(list::list(&guidance, Kind::Clocks, Some("WT-2081"), TODAY).is_err());
}

#[test]
fn everything_can_be_shown() {
    let guidance = guidance();
    let ids = guidance
        .clocks()
        .map(|clock| &clock.id)
        .chain(guidance.duties().map(|duty| &duty.id))
        .chain(guidance.clauses().map(|clause| &clause.id))
        .chain(guidance.editions().map(|edition| &edition.id))
        .chain(guidance.milestones().map(|milestone| &milestone.name))
        .chain(guidance.checks().iter().map(|check| &check.id));
    for id in ids {
        let shown = show::show(&guidance, id, TODAY).unwrap();
        fits(&shown.to_string());
        assert!(json(&shown).contains("\"kind\""));
    }
    let mut text = String::new();
    for id in ["K03", "as-01", "WT2026-assessment-time", "support.requested", "DR-12", "OB-12"] {
        let _ = writeln!(text, "$ show {id}\n{}\n", show::show(&guidance, id, TODAY).unwrap());
    }
    let _ = writeln!(text, "$ show K0\n{}", show::show(&guidance, "K0", TODAY).unwrap_err());
    expect_file!["answers/show.txt"].assert_eq(&text);
}

#[test]
fn editions_are_compared() {
    let guidance = guidance();
    let found = diff::diff(&guidance, "WT-2018", "WT-2026").unwrap();
    fits(&found.to_string());
    assert!(found.limits.iter().all(|change| change.id != "K03" || change.is_of_place_alone()));
    for wrong in
        [("WT-2018", "WT-2018"), ("WT-2018", "CA-1989"), ("WT-2018", "WT-20"), ("CA-1989", "CA-1989@x")]
    {
        assert!(diff::diff(&guidance, wrong.0, wrong.1).is_err(), "{wrong:?}");
    }
    let same = diff::diff(&guidance, "CSDPA-1970", "CSDPA-1970@2026-01-01").unwrap();
    assert!(same.limits.is_empty(), "{same}");
}

#[test]
fn the_shipped_guidance_has_no_error() {
    let guidance = guidance();
    let found = lint::lint(&guidance, &Guidance::embedded_sources(), None);
    fits(&found.to_string());
    assert!(!found.has_errors(), "{found}");
    let unverified = found.findings.iter().filter(|finding| finding.id == "WT2026-assessment-time");
    assert_eq!(unverified.count(), 1);
    assert!(found.findings.iter().all(|finding| finding.file.is_some()), "each says where it stands");
}

#[test]
fn what_is_wrong_is_found() {
    let mut sources = Guidance::embedded_sources();
    sources.push(Source::new("guidance/zz-added.toml", include_str!("answers/wrong.toml")));
    let guidance = Guidance::from_sources(&sources).unwrap_or_else(|errors| panic!("{errors}"));
    let reported = ["support.requested".to_owned()].into();
    let found = lint::lint(&guidance, &sources, Some(&reported));
    let mut text = String::new();
    for finding in
        found.findings.iter().filter(|finding| finding.file.as_deref() == Some("guidance/zz-added.toml"))
    {
        let _ = writeln!(text, "{finding}\n");
    }
    expect_file!["answers/wrong.txt"].assert_eq(&text);
}

#[test]
fn the_lists_are_covered_as_far_as_they_are() {
    let found = coverage::coverage(&guidance());
    fits(&found.to_string());
    let listed: Vec<usize> = found.totals.iter().map(|total| total.listed).collect();
    assert_eq!(listed, [108, 57]);
    assert!(found.rows.iter().all(|row| row.encoded || !row.tested));
}

#[test]
fn mistakes_are_shown_where_they_stand() {
    let mut sources = Guidance::embedded_sources();
    let text = "# Ours.\n[[clause]]\nid = \"XX-1\"\nedtion = \"CA-1989\"\nplace = 7\n\n[[duty]]\nid = \"XX-01\"\nname = \"n\"\n\
                must = \"m\"\nresponsible = \"navigator\"\ntrigger = [\"suport.requested\"]\nclauses = [\"XX-1\", \"CSDPA-22\"]\n\
                shown_to_family = false\n";
    sources.push(Source::new("guidance/zz-added.toml", text));
    let errors = Guidance::from_sources(&sources).unwrap_err();
    expect_file!["answers/mistakes.txt"].assert_eq(&rulebook::report(&errors.0, &sources));
}

/// What happened, in a file of this name.
fn happened(text: &str) -> Result<replay::Happened, String> {
    let source = Source::new("happened.json", text);
    let read = replay::parse(&source, &guidance());
    read.map_err(|problems| rulebook::report(&problems, &[source]))
}

#[test]
fn what_happened_is_replayed() {
    let mut text = String::new();
    for today in ["2026-11-24", "2027-01-28", "2027-02-01"] {
        let given = include_str!("answers/happened.json").replace("TODAY", today);
        let replayed = replay::replay(&guidance(), None, &happened(&given).unwrap()).unwrap();
        fits(&replayed.to_string());
        let _ = writeln!(text, "{replayed}\n");
    }
    expect_file!["answers/replay.txt"].assert_eq(&text);
}

#[test]
fn what_a_program_reads_of_a_replay() {
    let given = r#"{"today": "2027-02-01", "edition": "WT-2018", "milestones": [
        {"milestone": "referral.received", "on": "2026-11-23"},
        {"milestone": "assessment.authorised", "on": "2027-01-29"}
    ]}"#;
    let replayed = replay::replay(&guidance(), None, &happened(given).unwrap()).unwrap();
    let rows = serde_json::to_value(&replayed).unwrap();
    let rows = rows.as_array().unwrap();
    assert!(rows.iter().all(|row| row["promise"].is_null()), "no local promise without a protocol");
    let finish = rows.iter().find(|row| row["id"] == "AS-01").unwrap();
    assert_eq!(finish["clock"], "K03");
    assert_eq!(finish["from"], "2026-11-23");
    assert_eq!(finish["due"], "2027-01-28");
    assert_eq!(finish["status"], "late");
    assert_eq!(finish["met_on"], "2027-01-29");
    assert_eq!(finish["clause"], "WT2018-assessment-time");
    assert_eq!(finish["verified"], "secondary");
    let tell = rows.iter().find(|row| row["id"] == "FD-01").unwrap();
    assert_eq!((tell["status"].as_str(), tell["met_on"].is_null()), (Some("overdue"), true));
}

#[test]
fn a_protocol_adds_its_promises_to_a_replay() {
    let guidance = guidance();
    let protocol = Protocol::embedded("wendale", &guidance).unwrap();
    let given =
        r#"{"today": "2026-11-24", "milestones": [{"milestone": "support.requested", "on": "2026-11-23"}]}"#;
    let replayed = replay::replay(&guidance, Some(&protocol), &happened(given).unwrap()).unwrap();
    assert!(replayed.duties.iter().any(|duty| duty.promise.is_some()), "{replayed}");
}

#[test]
fn nothing_of_what_happened_is_passed_over() {
    let wrong = [
        "",
        "[]",
        "{\"today\": \"2026-11-23\"",
        "{}",
        "{\"today\": \"2026-13-01\", \"milestones\": [{\"milestone\": \"suport.requested\", \"on\": \"2026-11-23\"}]}",
        "{\n  \"todai\": \"2026-11-23\",\n  \"edition\": \"WT-2032\",\n  \"facts\": {\"disabeld\": true, \"ehc\": \"yes\", \
         \"placement_kind\": \"moon\"},\n  \"milestones\": [\n    {\"milestone\": \"referral.received\", \"on\": \"yesterday\"},\n    \
         {\"milestone\": \"referral.received\"},\n    {\"on\": \"2026-11-23\", \"on\": \"2026-11-24\", \"wen\": 1},\n    7\n  ]\n}",
        "{\"today\": \"2026-11-23\", \"milestones\": {}}",
        "{\"today\": null, \"facts\": null, \"milestones\": null}",
    ];
    let mut text = String::new();
    for given in wrong {
        let _ = writeln!(text, "# {given}\n\n{}\n", happened(given).unwrap_err());
    }
    expect_file!["answers/not_replayed.txt"].assert_eq(&text);
    let many =
        "{\"milestone\": \"support.requested\", \"on\": \"2026-11-23\"},".repeat(replay::MILESTONES_MAX + 1);
    let many = format!("{{\"today\": \"2026-11-23\", \"milestones\": [{}]}}", many.trim_end_matches(','));
    assert!(happened(&many).unwrap_err().contains("more than 2000"));
    let long =
        format!("{{\"today\": \"2026-11-23\", \"milestones\": []}}{}", " ".repeat(replay::FILE_BYTES_MAX));
    assert!(happened(&long).unwrap_err().contains("longer than"));
}
