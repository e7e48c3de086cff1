//! Before anybody visits.

use jiff::civil::{Date, date};
use records::child::{
    CallOffVisit, NotifyVisit, OpenSection, PauseSupport, QuestionsSent, ResumeSupport, SectionOpened,
    SendQuestions, SupportPaused, SupportResumed, VisitCalledOff, VisitNotified,
};
use uuid::Uuid;

use crate::journey::{allocated, opened};
use crate::scene::{ASSESSOR, PARENT, Scene, person};

fn questions(sections: &[&str]) -> SendQuestions {
    SendQuestions(QuestionsSent {
        sections: sections.iter().map(|section| (*section).to_owned()).collect(),
        adjustments: "Symbols for Robin, no bright light, two short meetings.".into(),
        advocate: "Wendale Advocacy, 01632 960133".into(),
        words: String::new(),
    })
}

fn visit(on: Date, sooner: &str) -> NotifyVisit {
    NotifyVisit(VisitNotified {
        visit: Uuid::from_u128(70),
        on,
        time: "4pm, after school".into(),
        place: "The library, which Robin chose".into(),
        who: "Ade Brimble, and an interpreter".into(),
        sooner: sooner.into(),
    })
}

/// Whether a promise is still to be kept.
fn is_due(scene: &Scene, clock: &str) -> bool {
    let listing = records::child::list(&scene.child, &scene.rules);
    listing.duties.iter().any(|duty| duty.scheduled.clock.as_deref() == Some(clock))
}

#[test]
fn the_questions_come_in_advance_and_only_for_sections_that_are_open() {
    let mut scene = opened();
    let code = |scene: &mut Scene, command: &SendQuestions| scene.child(ASSESSOR, command).unwrap_err().0;
    assert_eq!(code(&mut scene, &questions(&["i-leisure"])), "not-allocated");
    let mut scene = allocated();
    assert!(is_due(&scene, "LS-QUESTIONS"), "they are due from the day the assessor is named");
    assert_eq!(code(&mut scene, &questions(&[])), "no-sections");
    assert_eq!(code(&mut scene, &questions(&["f-night"])), "section-closed");
    let mut silent = questions(&["i-leisure"]);
    silent.0.adjustments = " ".into();
    assert_eq!(code(&mut scene, &silent), "adjustments-missing");
    let mut alone = questions(&["i-leisure"]);
    alone.0.advocate = String::new();
    assert_eq!(code(&mut scene, &alone), "advocate-missing");
    let reason = SectionOpened { section: "f-night".into(), why: "You told us about the nights.".into() };
    scene.child(ASSESSOR, &OpenSection(reason)).unwrap();
    scene.child(ASSESSOR, &questions(&["i-leisure", "f-night"])).unwrap();
    assert!(!is_due(&scene, "LS-QUESTIONS"), "they were sent");
}

#[test]
fn nobody_visits_unannounced() {
    let mut scene = allocated();
    let code = |scene: &mut Scene, command: &NotifyVisit| scene.child(ASSESSOR, command).unwrap_err().0;
    // A Monday; five working days later is the next Monday.
    assert_eq!(code(&mut scene, &visit(date(2026, 11, 22), "")), "visit-in-past");
    assert_eq!(code(&mut scene, &visit(date(2026, 11, 23), "")), "notice-too-short");
    assert_eq!(code(&mut scene, &visit(date(2026, 11, 27), "")), "notice-too-short");
    let mut nowhere = visit(date(2026, 11, 30), "");
    nowhere.0.place = String::new();
    assert_eq!(code(&mut scene, &nowhere), "place-missing");
    assert_eq!(scene.child(ASSESSOR, &visit(date(2026, 11, 30), "")), Ok(1));
    let asked = visit(date(2026, 11, 24), "You rang and asked us to come tomorrow.");
    assert_eq!(scene.child(ASSESSOR, &asked), Ok(1), "sooner when the family asks for it");
    let off = |why: &str| CallOffVisit(VisitCalledOff { visit: Uuid::from_u128(70), why: why.into() });
    assert_eq!(scene.child(ASSESSOR, &off("")).unwrap_err().0, "why-missing");
    scene.child(ASSESSOR, &off("Robin is ill. We find another day with you.")).unwrap();
    assert_eq!(scene.child(ASSESSOR, &off("Again")).unwrap_err().0, "called-off");
}

#[test]
fn whoever_asked_puts_it_on_hold_and_nobody_else() {
    let mut scene = allocated();
    let pause = PauseSupport(SupportPaused { words: "Granny died. Give us two weeks.".into() });
    let resume = ResumeSupport(SupportResumed { words: String::new() });
    let before = records::child::list(&scene.child, &scene.rules).duties.len();
    assert_eq!(scene.child(ASSESSOR, &pause).unwrap_err().0, "not-theirs");
    assert_eq!(scene.child(PARENT, &resume).unwrap_err().0, "not-paused");
    scene.child(PARENT, &pause).unwrap();
    assert_eq!(scene.child(PARENT, &pause).unwrap_err().0, "paused-already");
    let listing = records::child::list(&scene.child, &scene.rules);
    assert_eq!(listing.duties.len(), before, "every date runs on, and is shown as running");
    assert!(listing.line.marks.contains(&"paused".to_owned()));
    // A young person asked: a parent can do nothing to it.
    let mut theirs = allocated();
    let young = person(21);
    let opened = theirs.child.assessment.opened.as_mut().unwrap();
    opened.fact.asked_by = Some(young);
    assert_eq!(theirs.child(PARENT, &pause).unwrap_err().0, "not-theirs");
    assert_eq!(scene.child(PARENT, &resume), Ok(1));
    assert!(scene.child.paused().is_none());
}
