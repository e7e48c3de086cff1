//! What is counted of whom, on a hand-made partnership whose answers one can see.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops where it is")]

use std::sync::Arc;

use guidance::{Guidance, Protocol, Rules};
use jiff::civil::{Date, date};
use measures::{
    AssessmentFacts, Cell, Definitions, Disabled, Diversion, Enquiry, Facts, Figures, GroupingKind, Kept,
    Outcome, PartFigures, Period, RequestFacts, ShownPart, ShownTable, Source, Verdict, WhyNotAdjusted,
    WhyNotShown, count, publish,
};
use uuid::Uuid;

const TODAY: Date = date(2026, 11, 23);
const NOW: &[Kept] = &[Kept::Requests, Kept::Assessments, Kept::Disputes, Kept::SafeguardingContacts];

struct Setting {
    definitions: Definitions,
    rules: Rules,
}

fn setting() -> Setting {
    let guidance = Arc::new(Guidance::embedded().unwrap());
    let protocol = Arc::new(Protocol::embedded("wendale", &guidance).unwrap());
    let definitions = Definitions::from_guidance(&guidance).unwrap();
    Setting { definitions, rules: Rules::new(guidance, protocol) }
}

impl Setting {
    fn count(&self, facts: Vec<Facts>, kept: &[Kept]) -> Figures {
        count(&self.definitions, &self.rules, facts, kept, Period::All, TODAY)
    }
}

fn request(disabled: Option<Disabled>) -> RequestFacts {
    RequestFacts {
        received_on: date(2026, 6, 1),
        source: Source::ParentCarer,
        disabled,
        disabled_ever: disabled == Some(Disabled::Yes),
        diagnosis: None,
        age: Some(7),
        outcome: None,
        withdrawn: None,
        sex: None,
        ethnicity: None,
        carer_disabled: None,
        deprivation: None,
        team: None,
        taken_up: None,
    }
}

fn assessment(received_on: Date, decided_on: Option<Date>) -> AssessmentFacts {
    AssessmentFacts {
        received_on,
        disabled_ever: false,
        codes: Vec::new(),
        allocations: Vec::new(),
        sections_opened: 0,
        ehc: false,
        decided_on,
        needs_unmet: 0,
        views: false,
    }
}

fn asked(number: u128, requested: RequestFacts) -> Facts {
    Facts { request: Some(Uuid::from_u128(number)), requested: Some(requested), ..Facts::default() }
}

fn total(figures: &Figures, measure: &str, part: usize) -> Cell {
    match &figures.measure(measure).unwrap().parts[part] {
        PartFigures::Proportion { total, .. } => *total,
        other => panic!("{measure}: {other:?}"),
    }
}

fn row(figures: &Figures, measure: &str, grouping: GroupingKind, group: usize) -> Cell {
    let PartFigures::Proportion { tables, .. } = &figures.measure(measure).unwrap().parts[0] else {
        panic!("{measure} counts no proportion")
    };
    tables.iter().find(|table| table.grouping == grouping).unwrap().rows[group].tally
}

#[test]
fn what_no_record_brings_yet_is_said_to_be_missing() {
    let setting = setting();
    let figures = setting.count(vec![asked(1, request(None))], NOW);
    for id in ["M-01", "M-02", "M-03", "M-04", "M-05", "M-06", "M-08", "M-14", "M-17"] {
        let parts = &figures.measure(id).unwrap().parts;
        assert!(parts.iter().all(|part| matches!(part, PartFigures::NotKept(_))), "{id}");
    }
    for id in ["M-03", "M-04", "M-17"] {
        let parts = &setting.definitions.measure(id).unwrap().parts;
        assert!(!parts.is_empty() && parts.iter().all(|part| !part.numerator.is_empty()), "{id} is defined");
    }
    assert_eq!(figures.adjusted.len(), 2);
    assert!(figures.adjusted.iter().all(|each| each.result == Err(WhyNotAdjusted::NoRecords)));
    assert!(matches!(figures.verdict, Verdict::NotShownEitherWay(_)));
}

#[test]
fn recording_and_refusals_are_counted_by_both_definitions_of_disability() {
    let setting = setting();
    let mut facts = Vec::new();
    for number in 0..10 {
        facts.push(asked(number, request(Some(Disabled::Yes))));
    }
    // Recorded as no at contact, and as disabled afterwards.
    let mut later = request(Some(Disabled::No));
    later.disabled_ever = true;
    facts.push(asked(10, later));
    let mut refused = request(Some(Disabled::No));
    refused.outcome = Some(Outcome::NotTakenUp);
    facts.push(asked(11, refused));
    facts.push(asked(12, request(Some(Disabled::MightBe))));
    facts.push(asked(13, request(None)));
    let figures = setting.count(facts, NOW);
    assert_eq!(figures.children, 14);
    assert_eq!(total(&figures, "M-16", 0), Cell { yes: 12, of: 14 }, "\"might be\" is neither yes nor no");
    assert_eq!(total(&figures, "M-10", 0), Cell { yes: 1, of: 14 });
    let contact = |group| row(&figures, "M-10", GroupingKind::DisabledAtContact, group);
    assert_eq!([contact(0), contact(1)], [Cell { yes: 0, of: 10 }, Cell { yes: 0, of: 1 }]);
    assert_eq!([contact(2), contact(3)], [Cell { yes: 1, of: 2 }, Cell { yes: 0, of: 1 }]);
    let ever = |group| row(&figures, "M-10", GroupingKind::DisabledEver, group);
    assert_eq!(
        [ever(0), ever(1), ever(2)],
        [Cell { yes: 0, of: 11 }, Cell { yes: 1, of: 1 }, Cell { yes: 0, of: 2 }]
    );
}

#[test]
fn time_is_counted_in_working_days_and_what_waits_too_long_counts_as_late() {
    let setting = setting();
    let child = |number: u128, assessed| Facts {
        child: Some(Uuid::from_u128(number)),
        request: Some(Uuid::from_u128(number + 1000)),
        assessed: Some(assessed),
        ..Facts::default()
    };
    let received = date(2026, 6, 1);
    let decided_after =
        |days: u32| setting.rules.guidance().calendar().add_working_days(received, days).unwrap().due;
    let figures = setting.count(
        vec![
            child(1, assessment(received, Some(decided_after(20)))),
            child(2, assessment(received, Some(decided_after(45)))),
            child(3, assessment(received, Some(decided_after(46)))),
            // Open, and long past every limit.
            child(4, assessment(received, None)),
            // Open, and still in time.
            child(5, assessment(date(2026, 11, 20), None)),
        ],
        NOW,
    );
    let PartFigures::Days { total: days, .. } = &figures.measure("M-09").unwrap().parts[0] else {
        panic!("the first part counts days")
    };
    assert_eq!(days.0, [20, 45, 46]);
    assert_eq!(total(&figures, "M-09", 1), Cell { yes: 2, of: 4 });
}

#[test]
fn contact_after_a_complaint_is_counted_beside_families_of_the_same_month() {
    let setting = setting();
    let family = |number: u128, disputes: Vec<Date>, contacts: Vec<Date>| Facts {
        disputes,
        safeguarding_contacts: contacts,
        ..asked(number, request(Some(Disabled::Yes)))
    };
    let figures = setting.count(
        vec![
            family(1, vec![date(2026, 7, 1)], vec![date(2026, 7, 20)]),
            family(2, vec![date(2026, 7, 1)], vec![date(2026, 6, 20)]),
            family(3, vec![], vec![date(2026, 7, 5)]),
            family(4, vec![], vec![date(2026, 6, 5)]),
        ],
        NOW,
    );
    let group = |place| row(&figures, "M-13", GroupingKind::Disputed, place);
    assert_eq!(group(0), Cell { yes: 1, of: 2 }, "a contact before the complaint does not follow from it");
    assert_eq!(group(1), Cell { yes: 1, of: 2 }, "nor does one before the matched day");
}

/// Enough children for every figure to be shown, some of them sent to safeguarding.
fn many() -> Vec<Facts> {
    (0..3000_u128)
        .map(|number| {
            let disabled = if number % 2 == 0 { Disabled::Yes } else { Disabled::No };
            let mut requested = request(Some(disabled));
            requested.age = Some(u8::try_from(number % 17).unwrap());
            requested.source = if number % 3 == 0 { Source::Professional } else { Source::ParentCarer };
            let sent = number % 20 == 0 || number % 43 == 1;
            let diversions = if sent {
                vec![Diversion {
                    on: date(2026, 6, 9),
                    complete: true,
                    alternatives: number % 40 == 0,
                    from_outside: number % 100 == 0,
                }]
            } else {
                Vec::new()
            };
            Facts { diversions, ..asked(number, requested) }
        })
        .collect()
}

#[test]
fn with_diversion_records_the_ratio_is_compared_and_adjusted_and_still_shows_nothing_alone() {
    let setting = setting();
    let kept = [NOW, &[Kept::Diversions]].concat();
    let figures = setting.count(many(), &kept);
    let disabled = row(&figures, "M-01", GroupingKind::DisabledAtContact, 0);
    let others = row(&figures, "M-01", GroupingKind::DisabledAtContact, 2);
    assert_eq!(total(&figures, "M-01", 0), disabled.and(others));
    let adjusted = figures.adjusted[0].result.unwrap();
    assert!(adjusted.interval.holds(adjusted.ratio) && adjusted.ratio > 1.0, "{adjusted:?}");
    let published = publish(&setting.definitions, &figures);
    let ShownPart::Proportion { tables, .. } = &published.measure("M-01").unwrap().parts[0] else {
        panic!("it counts a proportion")
    };
    let compared: Vec<bool> =
        tables.iter().map(|table| matches!(table, ShownTable::Rows { compared: Some(_), .. })).collect();
    assert_eq!(compared[..2], [true, true]);
    assert!(matches!(&tables[3], ShownTable::NotRecorded { grouping } if grouping == "Ethnic group"));
    let Verdict::NotShownEitherWay(why) = &published.verdict else { panic!("nothing is disproved") };
    assert!(why.len() >= 3, "{why:?}");
}

#[test]
fn pitfall_30_small_numbers_are_hidden_wherever_they_stand() {
    let setting = setting();
    let mut facts = many();
    facts.truncate(60);
    for (number, facts) in facts.iter_mut().enumerate() {
        if number < 3 {
            facts.requested.as_mut().unwrap().outcome = Some(Outcome::NotTakenUp);
        }
    }
    let figures = setting.count(facts, NOW);
    let published = publish(&setting.definitions, &figures);
    let ShownPart::Proportion { total, tables } = &published.measure("M-10").unwrap().parts[0] else {
        panic!("it counts a proportion")
    };
    assert_eq!((total.count, total.percent), (measures::Number::Hidden, None));
    assert_eq!(total.of, measures::Number::Rounded(60));
    for table in tables {
        if let ShownTable::Rows { rows, compared, .. } = table {
            assert!(compared.is_none(), "a ratio would tell the small number");
            let shown =
                rows.iter().filter(|row| matches!(row.count, measures::Number::Rounded(count) if count > 0));
            assert_eq!(shown.count(), 0, "{rows:?}");
        }
    }
}

#[test]
fn replies_that_name_no_record_are_counted_as_a_whole_and_in_no_group() {
    let setting = setting();
    let reply = |intrusion| Facts {
        replies: vec![measures::Reply { asked_on: date(2026, 7, 1), intrusion }],
        ..Facts::default()
    };
    let facts =
        vec![reply(Some(true)), reply(Some(false)), reply(None), asked(1, request(Some(Disabled::Yes)))];
    let kept = [NOW, &[Kept::Feedback]].concat();
    let figures = setting.count(facts, &kept);
    assert_eq!(figures.children, 1, "a reply is no child");
    assert_eq!(total(&figures, "M-08", 0), Cell { yes: 1, of: 2 });
    let unknown = row(&figures, "M-08", GroupingKind::DisabledAtContact, 3);
    assert_eq!(unknown, Cell { yes: 1, of: 2 });
    assert!(matches!(figures.measure("M-08").unwrap().parts[1], PartFigures::NotKept(_)));
}

#[test]
fn a_year_shows_its_own_requests() {
    let setting = setting();
    let mut earlier = request(Some(Disabled::Yes));
    earlier.received_on = date(2026, 3, 31);
    let facts = || vec![asked(1, earlier.clone()), asked(2, request(Some(Disabled::No)))];
    for (period, children) in
        [(Period::Year(2025), 1), (Period::Year(2026), 1), (Period::All, 2), (Period::Year(2024), 0)]
    {
        let figures = count(&setting.definitions, &setting.rules, facts(), NOW, period, TODAY);
        assert_eq!((figures.children, figures.years), (children, vec![2025, 2026]), "{period:?}");
    }
}

#[test]
fn definitions_that_cannot_be_meant_are_refused() {
    let text = Guidance::embedded().unwrap().measures().unwrap().text.clone();
    for (from, to) in [
        ("confidence = 0.95", "confidence = 95"),
        ("\"ethnicity\", \"deprivation\"", "\"engagement\", \"deprivation\""),
        ("recording_measure = \"M-16\"", "recording_measure = \"M-99\""),
        ("compare = [\"yes\", \"no\"]", "compare = [\"yes\", \"never\"]"),
        ("percentage_from = 20", "percentage_from = 2"),
        ("count = \"refused\"", "count = \"imagined\""),
        ("id = \"M-02\"", "id = \"M-01\""),
    ] {
        assert!(text.contains(from), "{from}");
        let changed = guidance::Source::new("guidance/measures.toml", text.replacen(from, to, 1));
        assert!(Definitions::parse(&changed).is_err(), "{to}");
    }
}

#[test]
fn enquiries_are_counted_of_children_and_by_what_they_led_to() {
    let setting = setting();
    let kept = [NOW, &[Kept::Enquiries, Kept::EnquiryOutcomes, Kept::HarmFindings]].concat();
    let enquiry = |from: Date, on: Date, substantiated| Enquiry {
        suspected_on: from,
        on,
        substantiated,
        from_return: false,
    };
    let (day, later) = (date(2026, 7, 1), date(2026, 7, 9));
    let facts = (0..8)
        .map(|number| {
            let mut facts = asked(number, request(Some(Disabled::Yes)));
            facts.assessed = (number < 6).then(|| assessment(date(2026, 6, 1), None));
            facts.enquiries = match number {
                0 => vec![enquiry(day, later, Some(true)), enquiry(day, date(2026, 8, 1), Some(false))],
                1 => vec![enquiry(day, later, None)],
                2 => vec![enquiry(date(2020, 1, 1), date(2020, 1, 2), Some(true))],
                _ => Vec::new(),
            };
            facts
        })
        .collect();
    let figures = setting.count(facts, &kept);
    // Two children of eight; one before anything was asked for does not count.
    assert_eq!(total(&figures, "M-03", 0), Cell { yes: 2, of: 8 });
    // Of two enquiries that ended, one; what is still open is neither.
    assert_eq!(total(&figures, "M-04", 0), Cell { yes: 1, of: 2 });
    assert_eq!(total(&figures, "M-17", 0), Cell { yes: 1, of: 6 });
    let PartFigures::Days { total: days, .. } = &figures.measure("M-17").unwrap().parts[1] else {
        panic!("it counts days")
    };
    assert_eq!(days.0, [8, 8, 31]);
    let Verdict::NotShownEitherWay(why) = &figures.verdict else { panic!("nothing is disproved") };
    assert!(why.contains(&WhyNotShown::ProtectionNotShown), "{why:?}");
}
