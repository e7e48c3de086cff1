//! Harm outside the home: what a link says and never says, who decides how a child is helped, and that nothing of a child follows.

use guidance::Due;
use records::place::{
    ClosePlace, DecideHarm, EndLink, LinkChild, NamePartner, OpenPlace, Place, PlaceWork, RecordPlaceStep,
    linked_to, list,
};
use records::{Author, Command};
use uuid::Uuid;

use crate::protecting::{answers_to, code};
use crate::scene::{
    CHAIR, FRONT_DOOR, FRONT_DOOR_MANAGER, Outcome, POLICE, SCHOOL, SOCIAL_WORKER, Scene, capacity, person,
};

const LINK: Uuid = Uuid::from_u128(0xA1);
const CHILD: Uuid = Uuid::from_u128(0xC1);
pub const OPEN: &[(&str, &str)] = &[
    ("open-kind", "place"),
    ("open-name", "The underpass"),
    ("open-why", "Children are given parcels there"),
];
const LINKED: &[(&str, &str)] = &[("link-why", "Seen there at night, afraid"), ("link-seen-by", "core")];
pub const ASSESS: &[(&str, &str)] = &[
    ("assess-happens", "Parcels, in the evening"),
    ("assess-safe", "The bakery is open late"),
    ("assess-needs", "Light, and somebody there"),
];
pub const PLAN: &[(&str, &str)] = &[
    ("plan-lines", "line-who=The council;line-what=Mends the lights;line-when=15 December"),
    ("plan-review", "2026-12-20"),
];

pub const REVIEW: &[(&str, &str)] = &[
    ("review-on", "2026-11-23"),
    ("review-came", "police school"),
    ("review-changed", "The lights work"),
    ("review-next", "2027-01-20"),
];
pub const DECIDED: &[(&str, &str)] =
    &[("decide-which", "section-17"), ("decide-why", "Their parents keep them safe with help")];
pub const UNLINKED: &[(&str, &str)] = &[("unlink-why", "Moved away")];
pub const CLOSED: &[(&str, &str)] = &[("close-why", "Lights, and people")];

pub struct There {
    pub scene: Scene,
    pub state: Place,
}

impl There {
    /// Nothing is open yet.
    pub fn empty() -> Self {
        Self { scene: Scene::new(), state: Place::default() }
    }

    fn new() -> Self {
        let mut there = Self::empty();
        there.by(FRONT_DOOR, |answers| OpenPlace(answers(OPEN))).unwrap();
        there
    }

    pub fn by<C: Command<Stream = Place>>(
        &mut self,
        who: u128,
        command: impl FnOnce(&dyn Fn(&[(&str, &str)]) -> forms::Answers) -> C,
    ) -> Outcome {
        let command = command(&|given| answers_to(&self.scene, "place", given));
        let author = match who {
            POLICE => Author::new(person(who), capacity("police-safeguarding")),
            other => Scene::author(other),
        };
        self.scene.decide(&author, &mut self.state, &command)
    }

    pub fn link_as(&mut self, who: u128, link: Uuid, child: Uuid) -> Outcome {
        self.by(who, |answers| LinkChild { link, child, called: "Robin".into(), answers: answers(LINKED) })
    }

    fn link(&mut self) -> Outcome {
        self.link_as(FRONT_DOOR, LINK, CHILD)
    }

    fn decide(&mut self, who: u128, given: &[(&str, &str)]) -> Outcome {
        self.by(who, |answers| DecideHarm { link: LINK, answers: answers(given) })
    }
}

#[test]
fn where_harm_outside_the_home_is_suspected_it_is_asked_whether_section_17_or_47_applies() {
    let mut there = There::new();
    assert!(list(&there.state, &there.scene.rules).duties.is_empty());
    there.link().unwrap();
    let duties = list(&there.state, &there.scene.rules).duties;
    assert_eq!(duties.len(), 1);
    let asked = &duties[0].scheduled;
    assert_eq!((asked.duty.as_str(), asked.due), ("AS-11", Due::NoLimit));
    assert_eq!(asked.responsible.as_str(), "front-door-manager");
    let [which, why] = *DECIDED else { panic!("two answers") };
    assert_eq!(code(there.decide(SOCIAL_WORKER, &[which, why])), "place-not-a-manager");
    assert_eq!(code(there.decide(FRONT_DOOR_MANAGER, &[why])), "place-decide-which-missing");
    assert_eq!(code(there.decide(FRONT_DOOR_MANAGER, &[which])), "place-decide-why-missing");
    there.decide(FRONT_DOOR_MANAGER, &[which, why]).unwrap();
    assert!(list(&there.state, &there.scene.rules).duties.is_empty());
}

#[test]
fn a_link_has_its_reason_and_who_may_see_it_and_ends_with_a_decision() {
    let mut there = There::new();
    for (given, refusal) in [
        (vec![("link-seen-by", "all")], "place-link-why-missing"),
        (vec![("link-why", "Seen there")], "place-link-seen-by-missing"),
    ] {
        let outcome = there.by(FRONT_DOOR, |answers| LinkChild {
            link: LINK,
            child: CHILD,
            called: String::new(),
            answers: answers(&given),
        });
        assert_eq!(code(outcome), refusal);
    }
    there.link().unwrap();
    assert!(there.state.links[0].linked.fact.core_alone);
    assert_eq!(code(there.link()), "place-linked-already");
    let end = |there: &mut There| {
        there.by(FRONT_DOOR, |answers| EndLink { link: LINK, answers: answers(UNLINKED) })
    };
    assert_eq!(code(end(&mut there)), "place-link-undecided");
    let close = |there: &mut There| there.by(FRONT_DOOR_MANAGER, |answers| ClosePlace(answers(CLOSED)));
    assert_eq!(code(close(&mut there)), "place-still-linked");
    there
        .decide(FRONT_DOOR_MANAGER, &[("decide-which", "neither"), ("decide-why", "It was not them")])
        .unwrap();
    assert_eq!(list(&there.state, &there.scene.rules).names, [linked_to(CHILD)]);
    end(&mut there).unwrap();
    assert!(list(&there.state, &there.scene.rules).names.is_empty());
    close(&mut there).unwrap();
    assert_eq!(code(there.link()), "place-not-open");
}

#[test]
fn no_line_of_the_list_names_a_child_and_a_child_is_never_a_suspect_because_of_a_link() {
    let mut there = There::new();
    let before = list(&there.state, &there.scene.rules).line;
    there.link().unwrap();
    assert_eq!(list(&there.state, &there.scene.rules).line, before, "the line is the place's alone");
    let form = there.scene.forms.latest("place").unwrap();
    let said = format!("{form:?}").to_lowercase();
    for word in ["suspect ", "suspects", "offender", "perpetrator", "gang"] {
        assert!(!said.contains(word), "the form says {word:?}");
    }
    assert!(said.contains("it never says that the child does harm"));
}

#[test]
fn the_plan_follows_what_was_found_and_has_a_day_on_which_it_is_looked_at_again() {
    let mut there = There::new();
    let step = |there: &mut There, what, given: &[(&str, &str)]| {
        there.by(FRONT_DOOR, |answers| RecordPlaceStep { what, answers: answers(given) })
    };
    assert_eq!(code(step(&mut there, PlaceWork::Plan, PLAN)), "place-not-assessed");
    assert_eq!(code(step(&mut there, PlaceWork::Assess, &ASSESS[..1])), "care-step-incomplete");
    step(&mut there, PlaceWork::Assess, ASSESS).unwrap();
    assert_eq!(code(step(&mut there, PlaceWork::Review, &[])), "place-no-plan");
    let past = [PLAN[0], ("plan-review", "2026-11-20")];
    assert_eq!(code(step(&mut there, PlaceWork::Plan, &past)), "place-review-past");
    step(&mut there, PlaceWork::Plan, PLAN).unwrap();
    assert_eq!(there.state.review_on().map(|day| day.to_string()).as_deref(), Some("2026-12-20"));
    step(&mut there, PlaceWork::Review, REVIEW).unwrap();
    assert_eq!(there.state.review_on().map(|day| day.to_string()).as_deref(), Some("2027-01-20"));
}

#[test]
fn partners_are_of_their_agencies_and_named_once() {
    let mut there = There::new();
    there.by(FRONT_DOOR, |_| NamePartner(person(POLICE))).unwrap();
    there.by(FRONT_DOOR, |_| NamePartner(person(SCHOOL))).unwrap();
    assert_eq!(code(there.by(FRONT_DOOR, |_| NamePartner(person(POLICE)))), "place-partner-already");
    assert_eq!(code(there.by(FRONT_DOOR, |_| NamePartner(person(CHAIR)))), "place-not-a-partner");
    let workers: Vec<_> =
        there.state.workers().into_iter().map(|(_, capacity, _)| capacity.to_string()).collect();
    assert_eq!(workers, ["front-door-practitioner", "police-safeguarding", "school"]);
}
