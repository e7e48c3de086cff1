//! Next year's edition, added as `docs/guides/next-years-edition.md` says: one file more, and then the questions.

use std::fmt::Write as _;

use expect_test::expect_file;
use guidance::{Guidance, Protocol, Source, Verified};
use jiff::civil::date;
use kernel::Moment;
use rulebook::due::Asked;
use rulebook::protocol::check::Report;
use rulebook::{diff, due, lint};

const FILE: &str = include_str!("next-year/working-together-2027.toml");

fn sources(text: &str) -> Vec<Source> {
    let mut sources = Guidance::embedded_sources();
    sources.push(Source::new("guidance/working-together-2027.toml", text));
    sources
}

fn guidance() -> Guidance {
    Guidance::from_sources(&sources(FILE)).unwrap_or_else(|errors| panic!("{errors}"))
}

#[test]
fn what_changed_is_what_the_file_says() {
    let found = diff::diff(&guidance(), "WT-2026", "WT-2027").unwrap();
    let ids = |changes: &[diff::Change]| -> Vec<String> {
        let told = changes.iter().filter(|change| !change.is_of_place_alone());
        told.map(|change| format!("{:?} {}", change.change, change.id)).collect()
    };
    assert_eq!(ids(&found.limits), ["Changed K03"]);
    assert_eq!(ids(&found.duties), ["Added AS-90", "Removed AS-06"]);
    assert_eq!(ids(&found.clauses), ["Added play", "Removed lead", "Changed assessment-time"]);
    let k03 = found.limits.iter().find(|change| change.id == "K03").unwrap();
    let limit = k03.fields.iter().find(|field| field.key == "limit").unwrap();
    assert_eq!(
        (limit.before.as_str(), limit.after.as_str()),
        (Some("at most 45 working days"), Some("at most 30 working days"))
    );
}

#[test]
fn dates_follow_the_edition_in_force_when_they_start() {
    let guidance = guidance();
    let mut text = String::new();
    for (clock, from, edition) in [
        ("K03", date(2027, 3, 31), None),
        ("K03", date(2027, 4, 1), None),
        ("K03", date(2027, 3, 31), Some("WT-2027")),
        ("K01", date(2027, 4, 1), None),
    ] {
        let asked = Asked { clock, from: Moment::On(from), edition };
        let answer = due::due(&guidance, None, asked).unwrap();
        let _ = writeln!(text, "{answer}\n");
    }
    expect_file!["next-year/due.txt"].assert_eq(&text);
}

#[test]
fn what_was_carried_forward_says_so() {
    let guidance = guidance();
    let clause = guidance.clause("WT2027-acknowledge").unwrap();
    assert_eq!(clause.verified, Verified::Recalled);
    assert_eq!(clause.source, "Carried forward from WT 2026");
    assert!(guidance.clause("WT2027-lead").is_none(), "what is dropped is not carried");
    assert_eq!(guidance.edition("WT-2026").unwrap().in_force.to, Some(date(2027, 3, 31)));
    let sources = sources(FILE);
    let found = lint::lint(&guidance, &sources, None);
    assert!(!found.has_errors(), "{found}");
    assert!(
        found.findings.iter().any(|finding| finding.id == "WT2027-acknowledge"),
        "it is listed to be read"
    );
}

#[test]
fn a_slip_in_the_file_is_shown_where_it_stands() {
    let slips = FILE
        .replace("follows = \"WT-2026\"", "follows = \"WT-2062\"")
        .replace("limit = 30", "limit = \"30\"")
        .replace("trigger = [\"assessor.allocated\"]", "triger = [\"assessor.allocated\"]")
        .replace("drops = [\"WT2026-lead\"]", "drops = [\"WT2026-leader\"]");
    let sources = sources(&slips);
    let errors = Guidance::from_sources(&sources).unwrap_err();
    expect_file!["next-year/slips.txt"].assert_eq(&rulebook::report(&errors.0, &sources));
}

#[test]
fn a_local_protocol_is_held_against_the_new_number() {
    let guidance = guidance();
    let yours = Protocol::embedded_source("wendale").unwrap();
    let refused = Protocol::parse(&yours, &guidance).unwrap_err().to_string();
    assert!(refused.contains("does not fit into K03 (30 working days)"), "{refused}");
    let timetable = "\n[timetable.full]\nceiling = \"K03\"\ndraft = 18\ncomments = 28\ndecision = 30\n";
    let mended = Source::new("protocols/yours.toml", yours.text + timetable);
    let mended = Protocol::parse(&mended, &guidance).unwrap_or_else(|refused| panic!("{refused}"));
    let on = date(2027, 4, 1);
    let report = Report::of(&mended, "protocols/yours.toml", &guidance, Some("WT-2027"), on).unwrap();
    assert!(!report.fails(), "{}", report.text());
    assert!(report.text().contains("asked what WT 2027 asks"), "{}", report.text());
}
