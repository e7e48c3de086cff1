//! A child who lives away from home: what begins an episode, who may do what, what an end needs, and what the return is told.

use std::collections::BTreeMap;

use guidance::Due;
use jiff::civil::date;
use kernel::Moment;
use records::looked_after::{
    BeginCare, CareTold, CensusHealth, ChangeEpisode, Doing, EndCare, HoldCareReview, LookedAfter,
    NameInCare, NotifyFostering, RecordCareStep, RecordPathwayStep, RecordReturn, ReportMissing, Role, Step,
    TellOfCare, census, days_from_birthday, list,
};
use records::{Author, Command};
use uuid::Uuid;

use crate::protecting::{answers_to, code, of};
use crate::scene::{
    ADVISER, CHAIR, FRONT_DOOR, FRONT_DOOR_MANAGER, Outcome, PARENT, SOCIAL_WORKER, Scene, UNQUALIFIED,
    capacity, person,
};

/// A child of whom nothing is recorded yet, on a Monday morning.
pub struct Away {
    pub scene: Scene,
    pub state: LookedAfter,
    next: u128,
}

pub const BEGIN: &[(&str, &str)] = &[
    ("begin-called", "Robin"),
    ("begin-legal", "v2"),
    ("begin-need", "n3"),
    ("begin-why", "Their mother is in hospital and nobody else can care for them"),
    ("begin-place", "u6"),
    ("begin-provider", "pr1"),
    ("begin-rule", "other"),
    ("begin-miles", "4"),
    ("begin-born", "2013-05-01"),
];
const MOVE: &[(&str, &str)] = &[
    ("change-place", "u1"),
    ("change-provider", "pr1"),
    ("change-rule", "until-18"),
    ("change-because", "carpl"),
    ("change-why", "Their aunt was approved; Robin asked for it"),
];
pub const SEEN: &[(&str, &str)] = &[("visit-seen", "alone"), ("visit-said", "They showed the garden")];
pub const REVIEW: &[(&str, &str)] =
    &[("review-how", "pn3"), ("review-child", "They pointed at home"), ("review-decided", "Calls each day")];
const MISSING: &[(&str, &str)] =
    &[("missing-called", "Robin"), ("missing-kind", "m"), ("missing-words", "Not at school; police told")];
pub const END: &[(&str, &str)] =
    &[("end-reason", "e4a"), ("end-to", "With their mother; family help goes on")];

impl Away {
    pub fn new() -> Self {
        Self { scene: Scene::new(), state: LookedAfter::default(), next: 0x900 }
    }

    pub fn id(&mut self) -> Uuid {
        self.next += 1;
        Uuid::from_u128(self.next)
    }

    fn decide<C: Command<Stream = LookedAfter>>(&mut self, who: u128, command: &C) -> Outcome {
        let author = match who {
            CHAIR => Author::new(person(who), capacity("reviewing-officer")),
            other => Scene::author(other),
        };
        self.scene.decide(&author, &mut self.state, command)
    }

    /// Takes one step, by the name of its section in the form.
    pub fn step(&mut self, who: u128, name: &str, given: &[(&str, &str)]) -> Outcome {
        let when = self.scene.moment();
        self.step_at(who, name, given, when)
    }

    pub fn step_at(&mut self, who: u128, name: &str, given: &[(&str, &str)], when: Moment) -> Outcome {
        let answers = answers_to(&self.scene, "looked-after", given);
        let (id, other) = (self.id(), self.id());
        let called = String::new();
        match name {
            "begin" => self.decide(who, &BeginCare { care: id, placement: other, called, answers }),
            "missing" => self.decide(who, &ReportMissing { missing: id, called, from: when, answers }),
            "fostering" => self.decide(who, &NotifyFostering { fostering: id, called, answers }),
            "change" => self.decide(who, &ChangeEpisode { placement: id, answers }),
            "end" => self.decide(who, &EndCare(answers)),
            _ => {
                let what = *Doing::ALL.iter().find(|doing| doing.name() == name).unwrap();
                let step = Step { id, what, when, answers };
                if what.is_review() {
                    self.decide(who, &HoldCareReview(step))
                } else if what.is_return() {
                    self.decide(who, &RecordReturn(step))
                } else if what.is_pathway() {
                    self.decide(who, &RecordPathwayStep(step))
                } else {
                    self.decide(who, &RecordCareStep(step))
                }
            }
        }
    }

    pub fn name(&mut self, who: u128, role: Role, named: u128) -> Outcome {
        self.decide(who, &NameInCare { role, person: person(named) })
    }

    /// The same hour of a later day.
    pub fn on(&mut self, day: &str) {
        self.scene.at(&format!("{day}T10:00:00Z"));
    }

    /// What is open, by duty, with the day or instant by which it is due.
    pub fn due(&self) -> BTreeMap<String, String> {
        let listed = list(&self.state, &self.scene.rules).duties;
        let due = listed.into_iter().map(|duty| {
            let due = match duty.scheduled.due {
                Due::On(day) => day.to_string(),
                Due::At(at) => at.to_string(),
                _ => "open".to_owned(),
            };
            (duty.scheduled.duty, due)
        });
        due.collect()
    }
}

/// A child who is looked after, with a social worker and a reviewing officer.
pub fn looked_after() -> Away {
    let mut away = Away::new();
    away.step(SOCIAL_WORKER, "begin", BEGIN).unwrap();
    away.name(FRONT_DOOR_MANAGER, Role::Worker, SOCIAL_WORKER).unwrap();
    away.name(FRONT_DOOR_MANAGER, Role::Reviewer, CHAIR).unwrap();
    away
}

#[test]
fn each_change_of_footing_or_home_begins_an_episode_and_says_what_changed() {
    let mut away = looked_after();
    assert_eq!(code(away.step(SOCIAL_WORKER, "change", &[("change-why", "Nothing")])), "episode-same");
    let same = [("change-legal", "v2"), ("change-why", "The same")];
    assert_eq!(code(away.step(SOCIAL_WORKER, "change", &same)), "episode-same");
    let half = [("change-place", "u1"), ("change-why", "An aunt")];
    assert_eq!(code(away.step(SOCIAL_WORKER, "change", &half)), "episode-home-incomplete");
    away.on("2026-12-01");
    away.step(SOCIAL_WORKER, "change", MOVE).unwrap();
    away.on("2026-12-10");
    let court = [("change-legal", "c1"), ("change-why", "The court made an interim order")];
    away.step(SOCIAL_WORKER, "change", &court).unwrap();
    let told = census(&away.state);
    let facts: Vec<_> = told
        .episodes
        .iter()
        .map(|each| {
            let because = [each.because.began, each.because.legal, each.because.home, each.because.carer];
            (each.from.to_string(), each.legal.as_str(), each.place.as_str(), because)
        })
        .collect();
    assert_eq!(
        facts,
        [
            ("2026-11-23".to_owned(), "v2", "u6", [true, false, false, false]),
            ("2026-12-01".to_owned(), "v2", "u1", [false, false, true, true]),
            ("2026-12-10".to_owned(), "c1", "u1", [false, true, false, false]),
        ]
    );
    let ends: Vec<_> = told.episodes.iter().map(|each| (each.until, each.moved.as_deref())).collect();
    let day = |day: i8| Some(date(2026, 12, day));
    assert_eq!(ends, [(day(1), Some("carpl")), (day(10), None), (None, None)]);
    let early = [("change-on", "2026-12-05"), ("change-legal", "c2"), ("change-why", "Earlier")];
    assert_eq!(code(away.step(SOCIAL_WORKER, "change", &early)), "episode-before-the-last");
}

#[test]
fn pitfall_15_short_breaks_begin_no_full_care_here() {
    let mut away = Away::new();
    for code_of_breaks in ["v3", "v4"] {
        let mut given = BEGIN.to_vec();
        given[1] = ("begin-legal", code_of_breaks);
        assert_eq!(code(away.step(SOCIAL_WORKER, "begin", &given)), "care-choice-missing");
    }
    assert!(!away.state.is_begun());
}

#[test]
fn pitfall_11_being_missing_stands_beside_being_looked_after_and_refuses_nothing() {
    let mut away = looked_after();
    away.step(FRONT_DOOR, "missing", &[]).unwrap();
    assert!(away.state.missing_now().is_some() && away.state.care().is_some());
    away.step(SOCIAL_WORKER, "visit", SEEN).unwrap();
    assert_eq!(code(away.step(FRONT_DOOR, "missing", MISSING)), "missing-already");
    let marks = list(&away.state, &away.scene.rules).line.marks;
    assert_eq!(marks, ["missing"]);
    assert_eq!(list(&away.state, &away.scene.rules).stage, "missing");
}

#[test]
fn who_reviews_does_not_do_the_work_and_nobody_else_records_the_review() {
    let mut away = Away::new();
    away.step(SOCIAL_WORKER, "begin", BEGIN).unwrap();
    assert_eq!(code(away.name(SOCIAL_WORKER, Role::Worker, SOCIAL_WORKER)), "care-not-a-manager");
    assert_eq!(code(away.name(FRONT_DOOR_MANAGER, Role::Reviewer, SOCIAL_WORKER)), "care-not-their-work");
    away.name(FRONT_DOOR_MANAGER, Role::Worker, SOCIAL_WORKER).unwrap();
    away.name(FRONT_DOOR_MANAGER, Role::Reviewer, CHAIR).unwrap();
    assert_eq!(code(away.name(FRONT_DOOR_MANAGER, Role::Reviewer, CHAIR)), "care-named-already");
    assert_eq!(code(away.step(SOCIAL_WORKER, "review", REVIEW)), "not-the-reviewer");
    let incomplete = [("review-how", "pn1")];
    assert_eq!(code(away.step(CHAIR, "review", &incomplete)), "care-step-incomplete");
    away.step(CHAIR, "review", REVIEW).unwrap();
}

#[test]
fn only_a_qualified_person_begins_care_and_anybody_who_may_write_reports_that_a_child_is_missing() {
    let mut away = Away::new();
    assert_eq!(code(away.step(UNQUALIFIED, "begin", BEGIN)), "care-not-qualified");
    away.step(UNQUALIFIED, "missing", MISSING).unwrap();
    assert_eq!(away.state.called, "Robin");
    assert_eq!(code(away.step(SOCIAL_WORKER, "visit", SEEN)), "care-step-not-open");
}

#[test]
fn care_ends_after_what_was_to_change_was_looked_at_and_never_into_nothing() {
    let mut away = looked_after();
    away.step(SOCIAL_WORKER, "proposed", &[("proposed-what", "Home to their mother")]).unwrap();
    assert_eq!(of(&away.due(), "LA-10"), Some("open"));
    assert_eq!(code(away.step(SOCIAL_WORKER, "end", END)), "care-change-unreviewed");
    let answered = [("answered-how", "reviewed"), ("answered-why", "Robin wants it, and help is in place")];
    away.step(SOCIAL_WORKER, "answered", &answered).unwrap();
    assert_eq!(of(&away.due(), "LA-10"), None);
    assert_eq!(code(away.step(SOCIAL_WORKER, "end", &[("end-reason", "e4a")])), "care-end-no-home");
    assert_eq!(code(away.step(SOCIAL_WORKER, "end", &[("end-to", "Home")])), "care-end-no-reason");
    away.step(SOCIAL_WORKER, "end", END).unwrap();
    assert_eq!(code(away.step(SOCIAL_WORKER, "end", END)), "care-none");
    assert!(away.due().is_empty(), "{:?}", away.due());
    assert_eq!(census(&away.state).episodes[0].ended.as_deref(), Some("e4a"));
}

#[test]
fn a_death_is_told_to_the_secretary_of_state_whatever_else_stands() {
    let mut away = looked_after();
    away.step(SOCIAL_WORKER, "proposed", &[("proposed-what", "A new school")]).unwrap();
    away.step(SOCIAL_WORKER, "end", &[("end-reason", "e2")]).unwrap();
    assert_eq!(away.due().keys().collect::<Vec<_>>(), ["LA-19"]);
    assert_eq!(of(&away.due(), "LA-19"), Some("2026-11-30"));
    away.step(SOCIAL_WORKER, "death-told", &[("death-told-words", "Both, by the portal")]).unwrap();
    assert!(away.due().is_empty());
}

#[test]
fn what_happened_is_recorded_in_the_order_in_which_it_happened() {
    let mut away = looked_after();
    let before = Moment::On(date(2026, 11, 20));
    assert_eq!(code(away.step_at(SOCIAL_WORKER, "visit", SEEN, before)), "care-step-before");
    let ahead = Moment::On(date(2026, 12, 20));
    assert_eq!(code(away.step_at(SOCIAL_WORKER, "visit", SEEN, ahead)), "held-in-future");
    assert_eq!(code(away.step(FRONT_DOOR, "returned", &[("returned-words", "Well")])), "care-step-not-open");
    // A plan may be made before the day.
    let plan = [("placement-plan-words", "Bath at six"), ("placement-plan-child", "They chose the room")];
    away.step(SOCIAL_WORKER, "placement-plan", &plan).unwrap();
}

#[test]
fn private_fostering_and_care_exclude_one_another() {
    let mut away = looked_after();
    let told = [("fostering-who", "A friend of the family")];
    assert_eq!(code(away.step(FRONT_DOOR, "fostering", &told)), "fostering-in-care");
    let mut other = Away::new();
    assert_eq!(code(other.step(FRONT_DOOR, "fostering", &[])), "fostering-who-missing");
    other.step(FRONT_DOOR, "fostering", &told).unwrap();
    assert_eq!(code(other.step(FRONT_DOOR, "fostering", &told)), "fostering-runs");
}

#[test]
fn nobody_is_told_by_what_happens_and_telling_names_who_told_and_in_which_words() {
    let mut away = looked_after();
    assert!(away.state.told_people().is_empty());
    let told = |words: &str| {
        let (person, capacity) = (person(PARENT), capacity("parent-carer"));
        TellOfCare(CareTold { person, capacity, name: "Robin’s mother".into(), words: words.into() })
    };
    assert_eq!(code(away.decide(FRONT_DOOR_MANAGER, &told(" "))), "told-words-missing");
    away.decide(FRONT_DOOR_MANAGER, &told("Robin lives with a foster carer for now")).unwrap();
    assert!(away.state.told_people().contains(&person(PARENT)));
    let nothing = Away::new().decide(FRONT_DOOR_MANAGER, &told("Something"));
    assert_eq!(code(nothing), "care-not-begun");
}

#[test]
fn the_return_is_told_what_happened_and_nothing_that_is_not_known() {
    let mut away = looked_after();
    away.step(CHAIR, "review", REVIEW).unwrap();
    away.step(FRONT_DOOR, "missing", MISSING).unwrap();
    let back = [("returned-time", "11:00"), ("returned-words", "Cold and hungry")];
    away.scene.at("2026-11-23T11:00:00Z");
    away.step(FRONT_DOOR, "returned", &back).unwrap();
    away.step(SOCIAL_WORKER, "health", &[("health-words", "Well; glasses")]).unwrap();
    let told = census(&away.state);
    assert_eq!(told.reviews.len(), 1);
    assert_eq!(told.reviews[0].how, "pn3");
    assert_eq!((told.missing[0].kind.as_str(), told.missing[0].until.is_some()), ("m", true));
    assert_eq!(told.health, [CensusHealth { on: date(2026, 11, 23), teeth: None }]);
    assert!(told.placed_for_adoption.is_empty());
    // Missing before care began is no part of the return.
    let mut other = Away::new();
    other.step(FRONT_DOOR, "missing", MISSING).unwrap();
    assert!(census(&other.state).missing.is_empty());
}

#[test]
fn days_count_from_the_birthday_that_the_guidance_names() {
    let mut away = looked_after();
    let today = |away: &Away| away.scene.today();
    assert_eq!(days_from_birthday(&away.state, &away.scene.rules, today(&away)), None, "not 14 yet");
    away.on("2027-05-10");
    let (days, counter) = days_from_birthday(&away.state, &away.scene.rules, today(&away)).unwrap();
    assert_eq!((days, counter.clock().id.as_str()), (10, "K70"));
    away.state.born = None;
    assert_eq!(days_from_birthday(&away.state, &away.scene.rules, today(&away)), None);
}

#[test]
fn nobody_is_named_and_nothing_is_on_nobodys_list() {
    let mut away = Away::new();
    away.step(SOCIAL_WORKER, "begin", BEGIN).unwrap();
    for duty in list(&away.state, &away.scene.rules).duties {
        let pool = duty.scheduled.responsible.as_str();
        assert!(pool == "front-door-manager" || duty.person.is_some(), "{}: {pool}", duty.scheduled.duty);
    }
    away.name(FRONT_DOOR_MANAGER, Role::Worker, SOCIAL_WORKER).unwrap();
    away.name(FRONT_DOOR_MANAGER, Role::Reviewer, CHAIR).unwrap();
    for duty in list(&away.state, &away.scene.rules).duties {
        let expected = if duty.scheduled.duty == "LA-07" { CHAIR } else { SOCIAL_WORKER };
        assert_eq!(duty.person, Some(person(expected)), "{}", duty.scheduled.duty);
        assert!(duty.watchers.contains(&person(SOCIAL_WORKER)), "{}", duty.scheduled.duty);
    }
    assert_eq!(code(away.name(FRONT_DOOR_MANAGER, Role::Adviser, ADVISER)), "care-not-their-work");
}
