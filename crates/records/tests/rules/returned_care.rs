//! The return on children looked after, made from the events and from what returns said: as files, with what the rules of the
//! year find. What nobody recorded is empty.

use std::fmt::Write as _;

use census::{Column, LookedAfter as Counted, Row, Table};
use expect_test::expect_file;
use jiff::civil::date;
use records::history::{CareImported, Code, Coded, History, ImportCare, list};
use records::retention;
use records::returned::{CareSources, Period, looked_after_of, said_of_care};
use returns::Year;
use returns::ssda903::{Given, file_name, read, validate, write};
use uuid::Uuid;

use crate::looked_after::{Away, BEGIN, looked_after};
use crate::protecting::answers_to;
use crate::scene::{ASSESSOR, CHAIR, FRONT_DOOR, Outcome, SOCIAL_WORKER, Scene};

/// Nobody in particular: whoever runs the record takes files over.
const RUNS: u128 = 99;

fn period(year: i16) -> Period {
    Period { year, start: date(year - 1, 4, 1), reference: date(year, 3, 31), before_proceedings: false }
}

fn identified(scene: &mut Scene) {
    let answers = answers_to(
        scene,
        "return",
        &[
            ("return-identifier", "W0077"),
            ("return-upn-reason", "un2"),
            ("return-sex", "f"),
            ("return-ethnicity", "wbri"),
        ],
    );
    scene.history(ASSESSOR, &Code(Coded { episode: Uuid::from_u128(0x1), answers })).unwrap();
}

/// The files of a return, and what the rules of the year find.
fn files(children: &[Counted], year: i16) -> String {
    let mut text = String::new();
    let mut given = Given { year: Some(Year::ending(year)), ..Given::default() };
    for (table, file) in write(children).unwrap() {
        writeln!(text, "{}\n{}", file_name(table), file.replace('\r', "")).unwrap();
        given.files.push((file_name(table), file.into_bytes()));
    }
    let again = read(&given.files).unwrap();
    assert_eq!(again.children, children, "what is written is read as the same");
    assert_eq!(again.passed, []);
    let report = validate(&given).unwrap();
    assert_eq!(report.schema_errors.len(), 0, "{:?}", report.schema_errors);
    for one in &report.findings {
        writeln!(text, "{} {}: {}", one.rule.rule, one.path, one.rule.message).unwrap();
    }
    text
}

/// A year away from home: a move, a court order, a review, two days of being missing, and the way home.
fn journey() -> Away {
    let mut away = looked_after();
    identified(&mut away.scene);
    away.on("2026-12-01");
    let aunt = [
        ("change-place", "u1"),
        ("change-provider", "pr1"),
        ("change-rule", "until-18"),
        ("change-because", "carpl"),
        ("change-why", "Their aunt was approved; Robin asked for it"),
    ];
    away.step(SOCIAL_WORKER, "change", &aunt).unwrap();
    away.on("2026-12-10");
    let court = [("change-legal", "c1"), ("change-why", "The court made an interim order")];
    away.step(SOCIAL_WORKER, "change", &court).unwrap();
    away.on("2026-12-15");
    let review = [
        ("review-how", "pn3"),
        ("review-child", "They pointed at home"),
        ("review-decided", "Calls each day"),
    ];
    away.step(CHAIR, "review", &review).unwrap();
    away.step(SOCIAL_WORKER, "health", &[("health-words", "Well"), ("health-teeth", "yes")]).unwrap();
    away.on("2027-01-04");
    let missing = [("missing-called", "Robin"), ("missing-kind", "m"), ("missing-words", "Not at school")];
    away.step(FRONT_DOOR, "missing", &missing).unwrap();
    away.on("2027-01-06");
    away.step(FRONT_DOOR, "returned", &[("returned-time", "09:00"), ("returned-words", "Cold and hungry")])
        .unwrap();
    away
}

fn counted(away: &Away, before: Option<&History>, year: i16) -> Option<Counted> {
    let sources = CareSources { looked_after: Some(&away.state), history: Some(&away.scene.history), before };
    looked_after_of(&sources, &period(year))
}

#[test]
fn a_year_away_from_home_is_written_as_it_was_recorded() {
    let mut away = journey();
    let open = counted(&away, None, 2027).unwrap();
    assert_eq!(open.of(Table::Episodes).last().unwrap().get(Column::DEC), None);
    away.on("2027-02-12");
    let home = [("end-reason", "e4a"), ("end-to", "With their mother; family help goes on")];
    away.step(SOCIAL_WORKER, "end", &home).unwrap();
    let ended = counted(&away, None, 2027).unwrap();
    expect_file!["returned/looked-after.txt"].assert_eq(&files(&[ended], 2027));
    assert_eq!(counted(&away, None, 2026), None, "it had not begun");
    assert_eq!(counted(&away, None, 2028), None, "it was over");
}

#[test]
fn what_ended_after_the_year_goes_on_in_it_and_health_is_of_those_who_were_there_all_year() {
    let mut away = journey();
    away.on("2027-04-20");
    let home = [("end-reason", "e4a"), ("end-to", "With their mother; family help goes on")];
    away.step(SOCIAL_WORKER, "end", &home).unwrap();
    let row = counted(&away, None, 2027).unwrap();
    let last = row.of(Table::Episodes).last().unwrap();
    assert_eq!((last.get(Column::DEC), last.get(Column::REC)), (None, None));
    assert!(row.of(Table::OC2).is_empty(), "not a whole year");
    let next = counted(&away, None, 2028).unwrap();
    let [only] = next.of(Table::Episodes) else { panic!("{next:?}") };
    assert_eq!((only.get(Column::DEC), only.get(Column::REC)), (Some("20/04/2027"), Some("E4A")));
    assert!(next.of(Table::Reviews).is_empty() && next.of(Table::Missing).is_empty(), "of the year before");
    // A whole year: what was looked at is said, and what nobody recorded is not.
    let mut away = journey();
    away.on("2028-03-01");
    away.step(SOCIAL_WORKER, "health", &[("health-words", "Well")]).unwrap();
    let whole = counted(&away, None, 2028).unwrap();
    let [health] = whole.of(Table::OC2) else { panic!("{whole:?}") };
    assert_eq!((health.get(Column::HEALTH_ASSESSMENT), health.get(Column::TEETH_CHECK)), (Some("1"), None));
}

#[test]
fn nobody_is_named_by_a_guess() {
    let mut away = Away::new();
    away.step(SOCIAL_WORKER, "begin", BEGIN).unwrap();
    let found = counted(&away, None, 2027).unwrap();
    assert_eq!(found.child, "");
    let header = found.header().unwrap();
    assert_eq!((header.get(Column::SEX), header.get(Column::MOTHER)), (None, None));
    assert_eq!(header.get(Column::DOB), Some("01/05/2013"));
}

fn said(year: i16, rows: &[(Table, Row)]) -> ImportCare {
    let mut child = Counted { child: "W0077".into(), ..Counted::default() };
    for (table, row) in rows {
        child.add(*table, row.clone());
    }
    ImportCare(CareImported {
        year,
        reference: date(year, 3, 31),
        authority: "999".into(),
        files: "ab".repeat(32),
        child,
    })
}

fn take(scene: &mut Scene, import: &ImportCare) -> Outcome {
    scene.history(RUNS, import)
}

fn row(cells: &[(Column, &str)]) -> Row {
    cells.iter().fold(Row::default(), |row, (column, text)| row.with(*column, Some(*text)))
}

#[test]
fn what_a_return_said_is_taken_over_once_goes_on_where_it_was_open_and_gives_way_to_the_record() {
    let mut before = Scene::new();
    let header = (Table::Header, row(&[(Column::DOB, "01/05/2013"), (Column::MOTHER, "0")]));
    let over = row(&[(Column::DECOM, "01/02/2025"), (Column::RNE, "S"), (Column::DEC, "01/06/2025")]);
    let open = row(&[(Column::DECOM, "23/11/2026"), (Column::RNE, "S"), (Column::LS, "V2")]);
    let strange = (Table::UASC, row(&[(Column::DUC, "31/02/2026")]));
    let all = [header, (Table::Episodes, over), (Table::Episodes, open.clone()), strange];
    assert_eq!(take(&mut before, &said(2026, &all)), Ok(1));
    assert_eq!(take(&mut before, &said(2026, &all)), Ok(0), "the same again changes nothing");
    let other = ImportCare(CareImported { authority: "998".into(), ..said(2026, &all).0 });
    assert_eq!(take(&mut before, &other).unwrap_err().0, "history-other-authority");
    let history = &before.history;
    assert_eq!(history.identifier().as_deref(), Some("W0077"));
    assert_eq!(said_of_care(history, &period(2026)).unwrap(), said(2026, &all).0.child);
    let next = said_of_care(history, &period(2027)).unwrap();
    assert_eq!(next.of(Table::Episodes), [open]);
    assert!(next.of(Table::UASC).is_empty() && next.header().is_some());
    // Found again by the identifier, and kept for as long as the record of a child who was looked after.
    let listed = list(history);
    assert_eq!((listed.line.title.as_str(), listed.names.len()), ("W0077", 1));
    assert!(!retention::of_history(history).when.is_empty());
    // The record of the same episode stands in its place; what only the return said stays.
    let away = journey();
    let both = counted(&away, Some(history), 2027).unwrap();
    let days: Vec<_> = both.of(Table::Episodes).iter().filter_map(|row| row.get(Column::DECOM)).collect();
    assert_eq!(days, ["23/11/2026", "01/12/2026", "10/12/2026"]);
    assert_eq!(both.of(Table::Episodes)[0].get(Column::PLACE), Some("U6"));
    assert_eq!(both.header().unwrap().get(Column::MOTHER), Some("0"));
    assert_eq!(both.header().unwrap().get(Column::SEX), Some("F"));
    // Nothing of it is a live record, and no duty comes of it.
    assert!(list(history).duties.is_empty());
}
