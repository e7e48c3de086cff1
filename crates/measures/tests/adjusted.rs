//! The adjusted ratio with everything it takes into account, against what statsmodels prints for the same invented data.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops where it is")]

use std::sync::Arc;

use guidance::{Guidance, Protocol, Rules};
use jiff::civil::{Date, date};
use measures::{
    Covariate, Definitions, Disabled, Diversion, Facts, Figures, Kept, Period, RequestFacts, Source, count,
};
use uuid::Uuid;

const KEPT: &[Kept] = &[Kept::Requests, Kept::Diversions];
/// Invented; `fixtures/adjusted.py` wrote both.
const DATA: &str = include_str!("fixtures/adjusted-data.txt");
const PRINTED: &str = include_str!("fixtures/adjusted.txt");

fn facts(number: usize, line: &str) -> Facts {
    let fields: Vec<&str> = line.split(',').collect();
    let said = |place: usize| (!fields[place].is_empty()).then(|| fields[place].to_owned());
    let day: Date = fields[1].parse().unwrap();
    let requested = RequestFacts {
        received_on: day,
        source: match fields[7] {
            "parent-carer" => Source::ParentCarer,
            "young-person" => Source::YoungPerson,
            _ => Source::Professional,
        },
        disabled: Some(match fields[2] {
            "yes" => Disabled::Yes,
            "no" => Disabled::No,
            _ => Disabled::MightBe,
        }),
        disabled_ever: fields[2] == "yes",
        diagnosis: None,
        age: fields[3].parse().ok(),
        outcome: None,
        withdrawn: None,
        sex: said(4),
        ethnicity: said(5),
        carer_disabled: None,
        deprivation: fields[6].parse().ok(),
        team: said(9),
        taken_up: None,
    };
    let diversion = Diversion { on: day, complete: true, alternatives: true, from_outside: false };
    Facts {
        child: Some(Uuid::from_u128(fields[0].parse().unwrap())),
        request: Some(Uuid::from_u128(1_000_000 + u128::try_from(number).unwrap())),
        requested: Some(requested),
        diversions: if fields[10] == "1" { vec![diversion] } else { Vec::new() },
        harm_stated: if fields[8] == "1" { vec![day] } else { Vec::new() },
        ..Facts::default()
    }
}

fn lines() -> impl Iterator<Item = &'static str> {
    DATA.lines().skip(1).flat_map(|line| line.split(' '))
}

fn all() -> Vec<Facts> {
    lines().enumerate().map(|(number, line)| facts(number, line)).collect()
}

fn counted(facts: Vec<Facts>) -> Figures {
    let guidance = Arc::new(Guidance::embedded().unwrap());
    let protocol = Arc::new(Protocol::embedded("wendale", &guidance).unwrap());
    let definitions = Definitions::from_guidance(&guidance).unwrap();
    count(&definitions, &Rules::new(guidance, protocol), facts, KEPT, Period::All, date(2026, 11, 23))
}

#[test]
fn it_is_what_statsmodels_prints_with_the_whole_list() {
    let figures = counted(all());
    let at_contact = &figures.adjusted[0];
    let found = at_contact.result.unwrap();
    let printed = PRINTED.lines().last().unwrap();
    let printed: Vec<f64> = printed.split_whitespace().map(|word| word.parse().unwrap()).collect();
    for (found, printed) in [found.ratio, found.interval.low, found.interval.high].into_iter().zip(printed) {
        assert!((found - printed).abs() < 1e-7, "{found} instead of {printed}");
    }
    assert_eq!(at_contact.adjusted_for.len(), 8, "the whole list");
    assert!(at_contact.not_recorded.is_empty() && at_contact.one_level.is_empty());
}

#[test]
fn what_is_the_same_for_everybody_is_left_out_and_named() {
    let same = |mut facts: Facts| {
        let requested = facts.requested.as_mut().unwrap();
        requested.team = Some("Dale".to_owned());
        requested.deprivation = None;
        facts
    };
    let figures = counted(all().into_iter().map(same).collect());
    let at_contact = &figures.adjusted[0];
    assert!(at_contact.result.is_ok());
    assert_eq!(at_contact.one_level, [Covariate::Team]);
    assert_eq!(at_contact.not_recorded, [Covariate::Deprivation]);
    assert_eq!(at_contact.adjusted_for.len(), 6);
}

#[test]
fn how_much_is_recorded_is_counted_of_all_requests() {
    let figures = counted(all());
    let lines = lines().count() as u64;
    for recorded in &figures.recorded {
        assert_eq!(recorded.cell.of, lines);
        let missing = lines - recorded.cell.yes;
        let some_missing = matches!(
            recorded.covariate,
            Covariate::Sex | Covariate::Ethnicity | Covariate::Deprivation | Covariate::Team
        );
        assert_eq!(missing > 0, some_missing, "{recorded:?}");
    }
}

/// A background told with one request is known of the child's others.
#[test]
fn a_childs_background_is_known_with_every_request() {
    let line = |child: u32, day: &str, sex: &str| format!("{child},{day},yes,7,{sex},,,parent-carer,0,,0");
    let facts = vec![
        facts(0, &line(1, "2025-05-01", "f")),
        facts(1, &line(1, "2026-05-01", "")),
        facts(2, &line(2, "2026-05-01", "")),
    ];
    let figures = counted(facts);
    let sex = figures.recorded.iter().find(|each| each.covariate == Covariate::Sex).unwrap();
    assert_eq!((sex.cell.yes, sex.cell.of), (2, 3));
}
