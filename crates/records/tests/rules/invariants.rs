//! The contract of the support route, over random sequences of everything that anybody can try: whatever is tried in
//! whatever order, these hold after each step.

use std::collections::BTreeSet;
use std::sync::Mutex;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use records::child::{Child, Entry};
use records::request::Route;

use crate::moves::{MOVES, PEOPLE, Throw, raise};
use crate::scene::{ASSESSOR, NAVIGATOR, PARENT, SUPERVISOR, Scene};

/// How many sequences are tried in an ordinary run, and how long each may be.
const SEQUENCES: u32 = 10_000;
const STEPS: usize = 30;

/// One step of a sequence.
type Step = (usize, usize, u8);

/// What stands in the record before a step. A command changes one stream, by its type: nothing on the support route can
/// write a concern, and nothing at the front door the record that the family reads.
struct Before {
    child: Child,
    unanswered: usize,
}

impl Before {
    fn of(scene: &Scene) -> Self {
        Self { child: scene.child.clone(), unanswered: scene.child.unanswered().count() }
    }
}

type Held = Result<(), TestCaseError>;

/// A request is a request. A disabled child who asked is on the support route unless two people recorded why not, and
/// being disabled is never the reason to turn anybody away.
fn a_request_stays_a_request(scene: &Scene) -> Held {
    if let Some(route) = &scene.request.route {
        prop_assert!(scene.partnership.is_social_work_manager(route.author.person));
        let is_disabled = scene
            .request
            .latest_triage()
            .is_some_and(|triage| triage.fact.disabled != records::request::YesNoUnsure::No);
        prop_assert!(!(is_disabled && route.fact.route == Route::NotTakenUp));
    }
    Ok(())
}

/// Nothing that was written is lost: each entry keeps every text it ever had, and what is struck out stays.
fn nothing_is_overwritten(before: &Child, after: &Child) -> Held {
    for entry in &before.entries {
        let now = after.entry(entry.entry);
        let texts = |entry: &Entry| entry.revisions.iter().map(|one| one.answer.clone()).collect::<Vec<_>>();
        prop_assert!(now.is_some_and(|now| texts(now).starts_with(&texts(entry))));
        prop_assert!(entry.struck_out.is_none() || now.is_some_and(|now| now.struck_out == entry.struck_out));
    }
    prop_assert!(after.comments.len() >= before.comments.len());
    prop_assert!(after.letters.len() >= before.letters.len());
    prop_assert!(after.plans.len() >= before.plans.len());
    prop_assert!(after.earlier.len() >= before.earlier.len());
    Ok(())
}

/// Sections outside the request stay closed; each that is open was asked for or has a reason the family reads. Every
/// answer is pinned to a form and version that exists.
fn sections_open_for_a_reason(before: &Child, scene: &Scene) -> Held {
    let open = before.open_sections();
    for entry in scene.child.entries.iter().skip(before.entries.len()) {
        prop_assert!(open.contains(&entry.section.as_str()), "{} was closed", entry.section);
        let (form, version) = entry.form.split_once('@').unwrap_or_default();
        let version = version.parse().unwrap_or_default();
        prop_assert!(scene.forms.form(form, version).is_some(), "{}", entry.form);
    }
    for opened in &scene.child.assessment.sections {
        prop_assert!(!opened.fact.why.trim().is_empty());
    }
    Ok(())
}

/// The family's corrections are answered before anything is decided, by somebody other than the assessor.
fn comments_are_answered_before_the_decision(before: &Before, scene: &Scene) -> Held {
    let newly = before.child.assessment.signed_off.is_none();
    if let Some(signed) = scene.child.assessment.signed_off.as_ref().filter(|_| newly) {
        prop_assert_eq!(before.unanswered, 0);
        prop_assert!(before.child.views_are_known(), "the child was heard, or it stands why not");
        prop_assert!(before.child.views_are_considered(), "each view has its answer");
        prop_assert!(signed.author.person != scene.child.assessor());
        prop_assert!(scene.partnership.is_social_work_manager(signed.author.person));
    }
    Ok(())
}

/// Nobody outside is told anything for support without agreement or a reason, and each share names its footing.
fn agreement_comes_first(before: &Child, scene: &Scene) -> Held {
    for share in scene.child.shares.iter().skip(before.shares.len()) {
        let agreed = before.is_agreed(&share.fact.with, scene.today());
        prop_assert!(!share.fact.passed_on || agreed || !share.fact.without_agreement.is_empty());
        prop_assert!(scene.rules.guidance().clause(&share.fact.basis).is_some());
    }
    Ok(())
}

/// Every clock says what it asks, who owns it, what started it, how its date was found, and on which clause or local
/// standard it rests.
fn every_clock_explains_itself(scene: &Scene) -> Held {
    let request = records::request::list(&scene.request, &scene.rules);
    let child = records::child::list(&scene.child, &scene.rules);
    let concern = records::concern::list(&scene.concern, &scene.rules);
    for listed in request.duties.iter().chain(&child.duties).chain(&concern.duties) {
        let duty = &listed.scheduled;
        prop_assert!(!duty.must.is_empty() && !duty.explanation.is_empty(), "{}", duty.duty);
        prop_assert!(!duty.origin.name.is_empty() && !duty.responsible.as_str().is_empty());
        prop_assert!(duty.clause.is_some() || !duty.statutory, "{} cites nothing", duty.duty);
        if let Some(clause) = &duty.clause {
            prop_assert!(scene.rules.guidance().clause(clause).is_some(), "{clause}");
        }
    }
    Ok(())
}

/// A concern with anything in it is taken in every state of everything, from anybody, once.
fn a_concern_is_always_taken(scene: &Scene, throw: Throw) -> Held {
    let outcome = raise(&mut scene.beside(), throw);
    prop_assert!(outcome.is_ok(), "{outcome:?}");
    Ok(())
}

fn check(before: &Before, scene: &Scene) -> Held {
    a_request_stays_a_request(scene)?;
    nothing_is_overwritten(&before.child, &scene.child)?;
    sections_open_for_a_reason(&before.child, scene)?;
    comments_are_answered_before_the_decision(before, scene)?;
    agreement_comes_first(&before.child, scene)
}

/// The way that a request and a record usually go. A sequence starts somewhere along it, so that late steps are reached too.
const USUAL: &[(&str, u128)] = &[
    ("receive", PARENT),
    ("read", NAVIGATOR),
    ("triage", NAVIGATOR),
    ("confirm asker", NAVIGATOR),
    ("propose route", NAVIGATOR),
    ("register", SUPERVISOR),
    ("involve", SUPERVISOR),
    ("open support", SUPERVISOR),
    ("allocate", SUPERVISOR),
    ("record need", ASSESSOR),
    ("meet", ASSESSOR),
    ("share draft", ASSESSOR),
    ("sign off", SUPERVISOR),
    ("make plan", ASSESSOR),
];

fn some_way(start: u8) -> Scene {
    let mut scene = Scene::new();
    for (name, who) in USUAL.iter().take(usize::from(start) % (USUAL.len() + 1)) {
        let (_, try_it) = MOVES.iter().find(|(known, _)| known == name).unwrap();
        try_it(&mut scene, Throw { who: *who, number: 0 }).unwrap();
    }
    scene
}

#[test]
fn the_contract_of_the_support_route_holds_in_every_order() {
    let reached: Mutex<BTreeSet<&str>> = Mutex::default();
    let steps = prop::collection::vec((0..MOVES.len(), 0..PEOPLE.len(), any::<u8>()), 1..STEPS);
    let mut runner =
        TestRunner::new(Config { cases: SEQUENCES, failure_persistence: None, ..Config::default() });
    let outcome = runner.run(&(any::<u8>(), steps), |(start, steps): (u8, Vec<Step>)| {
        let mut scene = some_way(start);
        for (index, who, number) in steps {
            let throw = Throw { who: PEOPLE[who], number };
            let before = Before::of(&scene);
            let (name, try_it) = MOVES[index];
            if try_it(&mut scene, throw).is_ok() {
                check(&before, &scene)?;
                reached.lock().unwrap().insert(name);
            }
        }
        every_clock_explains_itself(&scene)?;
        a_concern_is_always_taken(&scene, Throw { who: NAVIGATOR, number: 1 })?;
        a_concern_is_always_taken(&scene, Throw { who: PARENT, number: 2 })
    });
    outcome.unwrap();
    let reached = reached.into_inner().unwrap();
    let never: Vec<&str> =
        MOVES.iter().map(|(name, _)| *name).filter(|name| !reached.contains(name)).collect();
    assert!(never.is_empty(), "no sequence ever did these moves, so nothing was shown of them: {never:?}");
}
