//! The clocks of a child who lives away from home: each starts with what happened, and stops with what answers it. The days were
//! worked out by hand.

use records::looked_after::Role;

use crate::looked_after::{Away, looked_after};
use crate::protecting::of;
use crate::scene::{CHAIR, FRONT_DOOR, FRONT_DOOR_MANAGER, SOCIAL_WORKER};

const CARE_PLAN: &[(&str, &str)] = &[
    ("care-plan-words", "A home, school, their mother each day"),
    ("care-plan-last", "Home, and with their aunt if not"),
    ("care-plan-child", "They want to go home"),
];
const PLACEMENT_PLAN: &[(&str, &str)] =
    &[("placement-plan-words", "Bath at six"), ("placement-plan-child", "They chose the room")];
const SEEN: &[(&str, &str)] = &[("visit-seen", "alone"), ("visit-said", "They showed the garden")];
const NOT_SEEN: &[(&str, &str)] = &[("visit-seen", "not-seen"), ("visit-said", "Nobody was in")];
const REVIEW: &[(&str, &str)] =
    &[("review-how", "pn1"), ("review-child", "They said no"), ("review-decided", "Calls each day")];

#[test]
fn the_first_days_of_being_looked_after() {
    let mut away = Away::new();
    away.step(SOCIAL_WORKER, "begin", crate::looked_after::BEGIN).unwrap();
    let due = away.due();
    let expected = [
        ("LA-01", Some("2026-12-07")),
        ("LA-02", Some("2026-11-30")),
        ("LA-03", Some("2026-11-30")),
        ("LA-07", Some("2026-12-21")),
        ("LA-11", Some("open")),
        ("LA-12a", Some("2026-12-21")),
        ("LA-13a", Some("2026-12-07")),
        ("LA-13b", Some("2026-12-21")),
    ];
    for (duty, day) in expected {
        assert_eq!(of(&due, duty), day, "{duty}");
    }
    assert_eq!(due.len(), expected.len(), "{due:?}");
    away.name(FRONT_DOOR_MANAGER, Role::Worker, SOCIAL_WORKER).unwrap();
    away.name(FRONT_DOOR_MANAGER, Role::Reviewer, CHAIR).unwrap();
    away.step(SOCIAL_WORKER, "care-plan", CARE_PLAN).unwrap();
    away.step(SOCIAL_WORKER, "placement-plan", PLACEMENT_PLAN).unwrap();
    away.step(SOCIAL_WORKER, "health", &[("health-words", "Well")]).unwrap();
    away.step(SOCIAL_WORKER, "pep-begun", &[("pep-begun-words", "With Highmoor")]).unwrap();
    away.step(SOCIAL_WORKER, "pep", &[("pep-words", "A quiet room")]).unwrap();
    let due = away.due();
    // What is left: the first visit, the first review, and the next look at health, yearly from the age of five.
    let left: Vec<_> = due.iter().map(|(duty, day)| (duty.as_str(), day.as_str())).collect();
    assert_eq!(left, [("LA-03", "2026-11-30"), ("LA-07", "2026-12-21"), ("LA-12c", "2027-11-23")]);
}

#[test]
fn health_is_looked_at_more_often_while_the_child_is_small() {
    let mut away = Away::new();
    let mut begin = crate::looked_after::BEGIN.to_vec();
    *begin.last_mut().unwrap() = ("begin-born", "2023-05-01");
    away.step(SOCIAL_WORKER, "begin", &begin).unwrap();
    away.step(SOCIAL_WORKER, "health", &[("health-words", "Well")]).unwrap();
    assert_eq!(of(&away.due(), "LA-12b"), Some("2027-05-23"));
    assert_eq!(of(&away.due(), "LA-12c"), None);
}

#[test]
fn visits_go_by_the_kind_of_home_and_a_visit_without_the_child_stops_nothing() {
    let mut away = looked_after();
    away.on("2026-11-27");
    away.step(SOCIAL_WORKER, "visit", NOT_SEEN).unwrap();
    assert_eq!(of(&away.due(), "LA-03"), Some("2026-11-30"));
    away.step(SOCIAL_WORKER, "visit", SEEN).unwrap();
    // Six weeks in the first year.
    assert_eq!((of(&away.due(), "LA-03"), of(&away.due(), "LA-04")), (None, Some("2027-01-08")));
    for (kind, duty, day) in [
        ("until-18", "LA-04", "2027-01-08"),
        ("connected-person", "LA-06a", "2026-12-04"),
        ("interim-order-at-home", "LA-06a", "2026-12-04"),
        ("with-parent-before-assessment", "LA-06b", "2026-12-04"),
        ("with-parent-assessed", "LA-06c", "2027-01-08"),
    ] {
        away.step(SOCIAL_WORKER, "rule", &[("rule-which", kind), ("rule-why", "It is now")]).unwrap();
        let due = away.due();
        let visits: Vec<_> =
            due.iter().filter(|(duty, _)| duty.starts_with("LA-0") && duty.len() > 4).collect();
        assert_eq!(of(&due, duty), Some(day), "{kind}: {visits:?}");
    }
    // After the first review, every four weeks with relatives.
    let kind = [("rule-which", "connected-person"), ("rule-why", "Approved for a time")];
    away.step(SOCIAL_WORKER, "rule", &kind).unwrap();
    away.step(CHAIR, "review", REVIEW).unwrap();
    assert_eq!((of(&away.due(), "LA-06a"), of(&away.due(), "LA-06")), (None, Some("2026-12-25")));
}

#[test]
fn after_the_first_year_a_home_that_is_to_last_is_visited_every_three_months() {
    let mut away = looked_after();
    away.on("2027-11-24");
    away.step(SOCIAL_WORKER, "visit", SEEN).unwrap();
    assert_eq!(of(&away.due(), "LA-05b"), Some("2028-01-05"));
    away.step(SOCIAL_WORKER, "rule", &[("rule-which", "until-18"), ("rule-why", "Settled")]).unwrap();
    assert_eq!((of(&away.due(), "LA-05a"), of(&away.due(), "LA-04")), (Some("2028-02-24"), None));
}

#[test]
fn a_new_home_begins_its_own_clocks_and_ends_those_of_the_last() {
    let mut away = looked_after();
    away.on("2026-12-01");
    let moved = [
        ("change-place", "k2"),
        ("change-provider", "pr4"),
        ("change-rule", "other"),
        ("change-because", "close"),
        ("change-why", "The carer fell ill"),
    ];
    away.step(SOCIAL_WORKER, "change", &moved).unwrap();
    let due = away.due();
    assert_eq!((of(&due, "LA-02"), of(&due, "LA-03")), (Some("2026-12-08"), Some("2026-12-08")));
    let listed = records::looked_after::list(&away.state, &away.scene.rules).duties;
    assert_eq!(listed.iter().filter(|duty| duty.scheduled.duty == "LA-02").count(), 1);
    assert_eq!(of(&due, "LA-01"), Some("2026-12-07"), "the care plan is of the whole time");
}

#[test]
fn reviews_come_after_twenty_days_three_months_and_six() {
    let mut away = looked_after();
    away.on("2026-12-18");
    away.step(CHAIR, "review", REVIEW).unwrap();
    assert_eq!((of(&away.due(), "LA-07"), of(&away.due(), "LA-08")), (None, Some("2027-03-18")));
    away.on("2027-03-18");
    away.step(CHAIR, "review", REVIEW).unwrap();
    assert_eq!((of(&away.due(), "LA-08"), of(&away.due(), "LA-09")), (None, Some("2027-09-18")));
    away.on("2027-09-01");
    away.step(CHAIR, "review", REVIEW).unwrap();
    assert_eq!(of(&away.due(), "LA-09"), Some("2028-03-01"));
}

#[test]
fn pitfall_9_the_talk_after_being_missing_is_offered_within_hours_over_christmas_too() {
    let mut away = Away::new();
    away.scene.at("2026-12-24T21:00:00Z");
    away.step(FRONT_DOOR, "missing", &[]).unwrap();
    assert_eq!(of(&away.due(), "MI-02"), Some("open"));
    away.scene.at("2026-12-25T03:30:00Z");
    let back = [("returned-time", "03:30"), ("returned-words", "Cold")];
    away.step(FRONT_DOOR, "returned", &back).unwrap();
    assert_eq!(away.due().into_iter().collect::<Vec<_>>(), [("MI-01".into(), "2026-12-28T03:30:00Z".into())]);
    away.scene.at("2026-12-26T10:00:00Z");
    let offer = |answer| [("interview-offered-by", "A youth worker"), ("interview-answer", answer)];
    away.step(FRONT_DOOR, "interview-offered", &offer("not-yet")).unwrap();
    assert!(away.due().is_empty(), "it was offered");
    away.step(FRONT_DOOR, "interview-offered", &offer("yes")).unwrap();
    away.step(FRONT_DOOR, "interview", &[("interview-said", "It is loud there")]).unwrap();
    let again = away.step(FRONT_DOOR, "interview", &[("interview-said", "Twice")]);
    assert_eq!(crate::protecting::code(again), "care-step-not-open");
    // No is an answer: no talk is held then.
    away.step(FRONT_DOOR, "missing", &[]).unwrap();
    away.step(FRONT_DOOR, "returned", &back).unwrap();
    away.step(FRONT_DOOR, "interview-offered", &offer("no")).unwrap();
    let held = away.step(FRONT_DOOR, "interview", &[("interview-said", "Anyway")]);
    assert_eq!(crate::protecting::code(held), "care-step-not-open");
}

#[test]
fn pitfall_20_private_fostering_runs_from_the_day_on_which_the_council_knew() {
    let mut away = Away::new();
    // The child had lived there since the summer.
    let told =
        [("fostering-who", "A friend"), ("fostering-from", "2026-07-01"), ("fostering-born", "2015-01-01")];
    away.step(FRONT_DOOR, "fostering", &told).unwrap();
    assert_eq!(of(&away.due(), "PF-02"), Some("2026-12-02"));
    away.on("2026-12-01");
    let seen = [("fostering-visit-seen", "alone"), ("fostering-visit-said", "It is fine")];
    away.step(SOCIAL_WORKER, "fostering-visit", &seen).unwrap();
    let due = away.due();
    assert_eq!(
        (of(&due, "PF-02"), of(&due, "PF-03"), of(&due, "PF-05")),
        (None, Some("2027-01-12"), Some("open"))
    );
    away.step(SOCIAL_WORKER, "fostering-report", &[("fostering-report-words", "Suitable")]).unwrap();
    assert_eq!(of(&away.due(), "PF-05"), None);
    // In the second year, every twelve weeks.
    away.on("2027-12-01");
    away.step(SOCIAL_WORKER, "fostering-visit", &seen).unwrap();
    assert_eq!((of(&away.due(), "PF-03"), of(&away.due(), "PF-04")), (None, Some("2028-02-23")));
    away.step(SOCIAL_WORKER, "fostering-end", &[("fostering-end-why", "Home again")]).unwrap();
    let left = away.due();
    assert!(left.keys().all(|duty| duty == "PF-05"), "{left:?}");
}

#[test]
fn leaving_care_has_its_own_clocks() {
    let mut away = looked_after();
    away.on("2029-05-01");
    away.step(SOCIAL_WORKER, "eligible", &[("eligible-why", "Sixteen, and counted here")]).unwrap();
    assert_eq!(of(&away.due(), "LA-14"), Some("2029-08-01"));
    away.step(SOCIAL_WORKER, "pathway-assessment", &[("pathway-assessment-words", "A flat")]).unwrap();
    away.step(SOCIAL_WORKER, "pathway-plan", &[("pathway-plan-words", "College, then a flat")]).unwrap();
    assert_eq!((of(&away.due(), "LA-14"), of(&away.due(), "LA-16")), (None, Some("2029-11-01")));
    away.on("2029-10-01");
    away.step(SOCIAL_WORKER, "pathway-review", &[("pathway-review-words", "On the way")]).unwrap();
    assert_eq!(of(&away.due(), "LA-16"), Some("2030-04-01"));
    away.on("2031-05-01");
    let end = [("end-reason", "e5"), ("end-to", "A flat of their own")];
    away.step(SOCIAL_WORKER, "end", &end).unwrap();
    assert_eq!(of(&away.due(), "LA-18"), Some("open"));
    away.step(SOCIAL_WORKER, "adviser-offered", &[("adviser-answer", "yes")]).unwrap();
    away.step(SOCIAL_WORKER, "moved", &[("moved-words", "To the flat")]).unwrap();
    let due = away.due();
    assert_eq!((of(&due, "LA-17a"), of(&due, "LA-17b")), (Some("2031-05-08"), Some("2031-05-29")));
    let visit = [("adviser-visit-said", "It is quiet")];
    for (day, open, next) in [
        ("2031-05-06", "LA-17b", "2031-05-29"),
        ("2031-05-20", "LA-17c", "2031-07-20"),
        ("2031-07-01", "LA-17c", "2031-09-01"),
    ] {
        away.on(day);
        away.step(SOCIAL_WORKER, "adviser-visit", &visit).unwrap();
        assert_eq!(of(&away.due(), open), Some(next), "{day}: {:?}", away.due());
    }
    away.step(SOCIAL_WORKER, "pathway-end", &[("pathway-end-why", "Twenty-five")]).unwrap();
    assert!(away.due().is_empty(), "{:?}", away.due());
}
