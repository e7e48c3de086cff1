//! What returns say of a child: taken over once, added to, and never a live record of protection.

use census::{Assessment, Child, Details, Enquiry, Identifiers, ProtectionPlan};
use jiff::civil::{Date, date};
use measures::{Enquiry as Measured, Referred};
use records::history::{AsItStood, History, Import, Timely, list, timely};
use records::measured::of_history;
use records::returned::{Period, said};
use uuid::Uuid;

use crate::scene::{Outcome, Scene};

/// Nobody in particular: whoever runs the record takes files over.
const RUNS: u128 = 99;

pub fn details(referred: Date) -> Details {
    Details {
        referred: Some(referred),
        source: Some("2A".into()),
        need: Some("N2".into()),
        no_further_action: Some(false),
        assessments: vec![Assessment {
            started: referred.tomorrow().ok(),
            authorised: referred.checked_add(jiff::Span::new().days(60)).ok(),
            ..Assessment::default()
        }],
        ..Details::default()
    }
}

pub fn child(details: Vec<Details>) -> Child {
    let identifiers = Identifiers {
        la_child_id: Some("W0001".into()),
        born: Some(date(2014, 5, 10)),
        ..Identifiers::default()
    };
    Child { identifiers, details, ..Child::default() }
}

pub fn import(year: i16, child: Child) -> Import {
    Import {
        year,
        reference: date(year, 3, 31),
        authority: "999".into(),
        file: "ab".repeat(32),
        place: None,
        child,
        as_it_stood: Vec::new(),
    }
}

fn take(scene: &mut Scene, import: &Import) -> Outcome {
    scene.history(RUNS, import)
}

fn period(year: i16) -> Period {
    Period { year, start: date(year - 1, 4, 1), reference: date(year, 3, 31), before_proceedings: true }
}

#[test]
fn the_same_again_changes_nothing_and_a_later_return_adds_what_is_new() {
    let mut scene = Scene::new();
    let first = child(vec![details(date(2025, 6, 2)), details(date(2025, 9, 1))]);
    assert_eq!(take(&mut scene, &import(2026, first.clone())), Ok(1));
    assert_eq!(take(&mut scene, &import(2026, first.clone())), Ok(0));
    assert_eq!(scene.history.of_year(2026).unwrap().child, first);
    // The next year says one of them again, word for word, and another one.
    let next = child(vec![details(date(2025, 9, 1)), details(date(2026, 5, 1))]);
    assert_eq!(take(&mut scene, &import(2027, next.clone())), Ok(1));
    assert_eq!(take(&mut scene, &import(2026, first.clone())), Ok(0), "an older file says nothing new");
    assert_eq!(scene.history.of_year(2027).unwrap().child, next);
    let days: Vec<_> = scene.history.referrals().iter().map(|details| details.referred).collect();
    let expected = [date(2025, 6, 2), date(2025, 9, 1), date(2026, 5, 1)].map(Some);
    assert_eq!(days, expected);
    // A corrected file of the same year stands in place of the first; what was said first stays in the stream.
    let mut corrected = first.clone();
    corrected.details[0].need = Some("N0".into());
    assert_eq!(take(&mut scene, &import(2026, corrected.clone())), Ok(1));
    assert_eq!(scene.history.of_year(2026).unwrap().child, corrected);
    assert_eq!(scene.history.statements.len(), 3);
    assert_eq!(scene.history.latest().unwrap().child, next, "the later year is the later one");
    let other = Import { authority: "998".into(), ..import(2026, first) };
    assert_eq!(take(&mut scene, &other).unwrap_err().0, "history-other-authority");
}

#[test]
fn a_child_is_found_by_the_authoritys_identifier_and_by_no_pupil_number() {
    let whole = import(2026, child(vec![details(date(2025, 6, 2))]));
    let mut same = whole.clone();
    same.child.identifiers.upn = Some("B801200005001".into());
    assert_eq!(whole.found_by(), same.found_by());
    let mut odd = whole.clone();
    odd.child.identifiers.la_child_id = Some("W-1 é".into());
    assert!(odd.found_by().bytes().all(|byte| byte.is_ascii_alphanumeric()), "{}", odd.found_by());
    let mut nameless = Import { place: Some(7), ..whole.clone() };
    nameless.child.identifiers.la_child_id = None;
    assert!(nameless.found_by().ends_with("n7"));
    let mut scene = Scene::new();
    take(&mut scene, &nameless).unwrap();
    assert_eq!(list(&scene.history).names, [nameless.found_by()]);
    assert!(list(&History::default()).stage.is_empty());
}

#[test]
fn what_a_return_says_has_no_duty_and_faults_stay_with_it() {
    let mut scene = Scene::new();
    let mut open = details(date(2025, 9, 1));
    open.enquiries = vec![Enquiry { started: Some(date(2025, 9, 2)), ..Enquiry::default() }];
    open.protection_plans = vec![ProtectionPlan::default()];
    let stood = AsItStood { faults: vec!["line 7".into()], text: "<Child/>".into(), left_out: 0 };
    let faulty = Import { as_it_stood: vec![stood.clone()], ..import(2026, child(vec![open])) };
    take(&mut scene, &faulty).unwrap();
    let listed = list(&scene.history);
    assert!(listed.duties.is_empty() && listed.involvements.is_empty());
    assert_eq!(listed.line.marks, ["faults"]);
    assert_eq!(scene.history.latest().unwrap().as_it_stood, [stood]);
}

#[test]
fn measures_take_enquiries_and_referrals_of_returns_and_no_request() {
    let mut scene = Scene::new();
    let mut one = details(date(2025, 9, 1));
    one.enquiries = vec![
        Enquiry {
            started: Some(date(2025, 9, 2)),
            conference: Some(date(2025, 9, 20)),
            ..Enquiry::default()
        },
        Enquiry {
            started: Some(date(2025, 11, 3)),
            conference_not_required: Some(true),
            ..Enquiry::default()
        },
        Enquiry { started: Some(date(2026, 3, 3)), ..Enquiry::default() },
    ];
    let mut whole = child(vec![one]);
    whole.characteristics.disabilities = vec!["AUT".into()];
    take(&mut scene, &import(2026, whole)).unwrap();
    let facts = of_history(Uuid::from_u128(1), &scene.history);
    let found = |on, substantiated| Measured { suspected_on: on, on, substantiated, from_return: true };
    assert_eq!(
        facts.enquiries,
        [
            found(date(2025, 9, 2), Some(true)),
            found(date(2025, 11, 3), Some(false)),
            found(date(2026, 3, 3), None)
        ]
    );
    assert_eq!(facts.referred, [Referred { on: date(2025, 9, 1), disabled: Some(true) }]);
    assert!(facts.requested.is_none() && facts.assessed.is_none() && facts.diversions.is_empty());
    assert!(facts.safeguarding_contacts.is_empty());
}

#[test]
fn timeliness_is_counted_by_the_clocks_of_the_guidance() {
    let mut scene = Scene::new();
    let assessed = |referred: Date, authorised: Option<Date>| Details {
        referred: Some(referred),
        assessments: vec![Assessment { started: Some(referred), authorised, ..Assessment::default() }],
        ..Details::default()
    };
    // Monday 2 June 2025: the 45th working day after it is Monday 4 August.
    let mut on_the_day = assessed(date(2025, 6, 2), Some(date(2025, 8, 4)));
    let asked = |conference, not| Enquiry {
        started: Some(date(2025, 6, 2)),
        target: None,
        conference,
        conference_not_required: not,
    };
    // The 15th working day after it is Monday 23 June.
    on_the_day.enquiries = vec![
        asked(Some(date(2025, 6, 23)), Some(false)),
        asked(Some(date(2025, 6, 24)), Some(false)),
        asked(None, Some(true)),
        asked(None, Some(false)),
    ];
    let late = assessed(date(2025, 6, 3), Some(date(2025, 8, 6)));
    let open = assessed(date(2026, 3, 2), None);
    let wrong = assessed(date(2026, 3, 3), Some(date(2026, 3, 2)));
    take(&mut scene, &import(2026, child(vec![on_the_day, late, open, wrong]))).unwrap();
    let found = timely(&scene.history, &scene.rules);
    assert_eq!(found.assessments, Timely { in_time: 1, late: 1, open: 1 });
    assert_eq!(found.conferences, Timely { in_time: 1, late: 1, open: 1 });
}

#[test]
fn what_was_open_goes_on_into_the_next_year_without_what_had_ended() {
    let mut scene = Scene::new();
    let mut open = details(date(2025, 9, 1));
    let unfinished = Assessment { started: Some(date(2026, 3, 1)), ..Assessment::default() };
    open.assessments.push(unfinished.clone());
    open.enquiries = vec![
        Enquiry {
            started: Some(date(2025, 9, 2)),
            conference: Some(date(2025, 9, 20)),
            ..Enquiry::default()
        },
        Enquiry { started: Some(date(2026, 3, 20)), ..Enquiry::default() },
    ];
    let closed = Details { closed: Some(date(2025, 12, 1)), ..details(date(2025, 6, 2)) };
    let nothing = Details { no_further_action: Some(true), ..details(date(2026, 1, 5)) };
    let whole = child(vec![closed, open, nothing]);
    take(&mut scene, &import(2026, whole.clone())).unwrap();
    assert_eq!(said(&scene.history, &period(2026)), Some(whole), "its own year as it stands");
    assert_eq!(said(&scene.history, &period(2025)), None);
    let next = said(&scene.history, &period(2027)).unwrap();
    assert_eq!(next.details.len(), 1);
    assert_eq!(next.details[0].assessments, [unfinished]);
    assert_eq!(next.details[0].enquiries.len(), 1);
}
