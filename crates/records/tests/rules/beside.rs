//! Assessments beside the child's own, duties without a day, growing up.

use jiff::civil::{Date, date};
use kernel::Moment;
use records::child::{
    AdulthoodRecorded, AdulthoodStep, AnswerDuty, DutyAnswered, EndInvolvement, Involve, InvolvementEnded,
    LinkedRecorded, LinkedStep, RecordAdulthood, RecordLinked,
};
use records::people::Involved;
use std::collections::BTreeMap;
use uuid::Uuid;

use crate::journey::allocated;
use crate::scene::{ASSESSOR, PARENT, Scene, capacity, person};

pub fn step(linked: u128, kind: &str, who: Option<u128>, step: LinkedStep, words: &str) -> RecordLinked {
    RecordLinked {
        recorded: LinkedRecorded {
            linked: Uuid::from_u128(linked),
            kind: kind.into(),
            person: who.map(person),
            name: "Jo Larch".into(),
            step,
            words: words.into(),
            parts: BTreeMap::new(),
        },
        happened: None,
    }
}

pub fn take_part(scene: &mut Scene, number: u128) {
    let part = Involved {
        person: person(number),
        name: "A parent".into(),
        capacity: capacity("parent-carer"),
        relationship: "mum".into(),
        contact: None,
        from: scene.today(),
        until: None,
    };
    scene.child(ASSESSOR, &Involve(part)).unwrap();
}

fn is_open(scene: &Scene, duty: &str) -> bool {
    let listing = records::child::list(&scene.child, &scene.rules);
    listing.duties.iter().any(|each| each.scheduled.duty == duty)
}

/// Liverpool 22 000 114: no parent carer's assessment was offered.
#[test]
fn a_missed_parent_carer_assessment_stays_due_until_each_parent_has_an_answer() {
    let mut scene = allocated();
    take_part(&mut scene, PARENT);
    take_part(&mut scene, 22);
    assert!(is_open(&scene, "DC-04"));
    let code = |scene: &mut Scene, command: &RecordLinked| scene.child(ASSESSOR, command).unwrap_err().0;
    let declined = step(1, "parent-carer", Some(PARENT), LinkedStep::Declined, "");
    assert_eq!(code(&mut scene, &declined), "not-offered");
    scene.child(ASSESSOR, &step(1, "parent-carer", Some(PARENT), LinkedStep::Offered, "")).unwrap();
    assert_eq!(code(&mut scene, &step(1, "sibling", None, LinkedStep::Done, "So")), "another-linked");
    scene.child(ASSESSOR, &declined).unwrap();
    let done = step(1, "parent-carer", Some(PARENT), LinkedStep::Done, "Two evenings a week.");
    assert_eq!(code(&mut scene, &done), "declined-already", "nobody is assessed who does not want it");
    assert!(is_open(&scene, "DC-04"), "the other parent has no answer");
    scene.child(ASSESSOR, &step(2, "parent-carer", Some(22), LinkedStep::Asked, "")).unwrap();
    let refused = |words| step(2, "parent-carer", Some(22), LinkedStep::Refused, words);
    assert_eq!(code(&mut scene, &refused(" ")), "why-missing");
    assert_eq!(code(&mut scene, &step(2, "parent-carer", Some(22), LinkedStep::Done, "")), "result-missing");
    scene.child(ASSESSOR, &refused("Dad does not care for Robin yet; ask us when he does.")).unwrap();
    assert!(!is_open(&scene, "DC-04"));
    // Somebody who declined can ask again, and is answered again.
    scene.child(ASSESSOR, &step(1, "parent-carer", Some(PARENT), LinkedStep::Asked, "Now I do.")).unwrap();
    assert!(is_open(&scene, "DC-04"));
    scene.child(ASSESSOR, &done).unwrap();
    assert!(!is_open(&scene, "DC-04"));
    let ended = InvolvementEnded {
        person: person(22),
        capacity: capacity("parent-carer"),
        until: scene.today(),
        why: "Lives abroad".into(),
    };
    scene.child(ASSESSOR, &EndInvolvement(ended)).unwrap();
    assert!(!is_open(&scene, "DC-04"));
}

#[test]
fn each_young_carer_has_an_answer_of_their_own() {
    let mut scene = allocated();
    assert!(!is_open(&scene, "DC-06"), "nobody has said that a child cares for Robin");
    scene.child(ASSESSOR, &step(1, "young-carer", None, LinkedStep::Offered, "")).unwrap();
    scene.child(ASSESSOR, &step(2, "young-carer", None, LinkedStep::Asked, "")).unwrap();
    scene.child(ASSESSOR, &step(1, "young-carer", None, LinkedStep::Done, "A group on Mondays.")).unwrap();
    assert!(is_open(&scene, "DC-06"), "the other one waits");
    scene.child(ASSESSOR, &step(2, "young-carer", None, LinkedStep::Declined, "")).unwrap();
    assert!(!is_open(&scene, "DC-06"));
    let unknown = step(3, "bedroom", None, LinkedStep::Offered, "");
    assert_eq!(scene.child(ASSESSOR, &unknown).unwrap_err().0, "unknown-linked");
}

/// "Not known to us" was given as advice.
#[test]
fn not_known_to_us_is_no_advice() {
    let mut scene = allocated();
    let mut asked = step(1, "ehc-advice", None, LinkedStep::Asked, "");
    asked.happened = Some(Moment::On(date(2026, 11, 20)));
    scene.child(ASSESSOR, &asked).unwrap();
    let due = |scene: &Scene| -> Option<Date> {
        let listing = records::child::list(&scene.child, &scene.rules);
        let advice = listing.duties.iter().find(|duty| duty.scheduled.duty == "DC-11");
        advice.and_then(|duty| duty.scheduled.due.date())
    };
    assert_eq!(due(&scene), Some(date(2027, 1, 1)), "six weeks from the day on which it was asked for");
    let advice = |needs: &str, provision: &str| {
        let mut done = step(1, "ehc-advice", None, LinkedStep::Done, "");
        done.recorded.parts =
            [("needs", needs), ("outcomes", "Robin has friends."), ("provision", provision)]
                .map(|(part, said)| (part.to_owned(), said.to_owned()))
                .into();
        done
    };
    let code = |scene: &mut Scene, command: &RecordLinked| scene.child(ASSESSOR, command).unwrap_err().0;
    assert_eq!(code(&mut scene, &advice("", "A sitter")), "part-missing");
    assert_eq!(code(&mut scene, &advice("Robin is not known to this service.", "None")), "not-an-answer");
    scene.child(ASSESSOR, &advice("Robin needs company on Saturdays.", "Four hours each Saturday.")).unwrap();
    assert_eq!(due(&scene), None);
    let back = step(1, "ehc-advice", None, LinkedStep::Returned, "Section H1 has the four hours.");
    scene.child(ASSESSOR, &back).unwrap();
    assert_eq!(due(&scene), None, "what comes back reopens nothing");
}

#[test]
fn a_duty_without_a_day_can_be_answered_and_others_cannot() {
    let mut scene = allocated();
    take_part(&mut scene, PARENT);
    scene.days_later(1);
    let answer =
        |duty: &str, words: &str| AnswerDuty(DutyAnswered { duty: duty.into(), words: words.into() });
    assert!(is_open(&scene, "DC-04"));
    assert_eq!(scene.child(ASSESSOR, &answer("DC-04", "")).unwrap_err().0, "no-words");
    for another in ["DC-03", "AS-01", "OB-12", "LS-GAP", "nothing"] {
        assert_eq!(scene.child(ASSESSOR, &answer(another, "Done")).unwrap_err().0, "duty-not-answered-so");
    }
    scene.child(ASSESSOR, &answer("DC-04", "Mum has had one with another council, this spring.")).unwrap();
    assert!(!is_open(&scene, "DC-04"));
}

#[test]
fn growing_up_is_planned_from_the_birth_date() {
    let due = |born: Date, clock: &str| {
        let mut scene = allocated();
        scene.child.registered.as_mut().unwrap().birth_date = Some(born);
        let listing = records::child::list(&scene.child, &scene.rules);
        let found = listing.duties.iter().find(|duty| duty.scheduled.clock.as_deref() == Some(clock));
        found.map(|duty| (duty.scheduled.due.date(), duty.scheduled.status(scene.now)))
    };
    let day = |year, month, day| Some(date(year, month, day));
    let (not_yet, upcoming) = (guidance::Status::NotYet, guidance::Status::Upcoming);
    let born = date(2018, 3, 27);
    assert_eq!(due(born, "LS-ADULT-TALK"), Some((day(2032, 3, 27), not_yet)), "a child of eight");
    let born = date(2013, 3, 27);
    assert_eq!(due(born, "LS-ADULT-TALK"), Some((day(2027, 3, 27), upcoming)), "thirteen: by 14");
    assert_eq!(due(born, "LS-ADULT-WORKER"), Some((day(2029, 3, 27), not_yet)));
    let born = date(2009, 12, 1);
    assert_eq!(due(born, "LS-ADULT-TALK"), None, "a young person of sixteen who asks now");
    assert_eq!(due(born, "LS-ADULT-TALK-NOW"), Some((day(2026, 12, 21), upcoming)));
    assert_eq!(due(born, "LS-ADULT-OFFER"), Some((day(2026, 12, 1), upcoming)));
}

#[test]
fn the_help_goes_on_at_18_until_adult_services_have_decided() {
    let mut scene = allocated();
    scene.child.registered.as_mut().unwrap().birth_date = Some(date(2008, 12, 1));
    assert!(is_open(&scene, "OB-37") && is_open(&scene, "OB-35"));
    let recorded = |step, words: &str, consent: &str| {
        RecordAdulthood(AdulthoodRecorded { step, words: words.into(), consent: consent.into() })
    };
    let talked = |consent: &str| recorded(AdulthoodStep::Talked, "Robin wants a flat and a dog.", consent);
    assert_eq!(scene.child(ASSESSOR, &talked("")).unwrap_err().0, "consent-missing");
    scene.child(ASSESSOR, &talked("Robin was there and agreed, with signs.")).unwrap();
    scene.days_later(30);
    assert!(is_open(&scene, "OB-37"), "past the birthday");
    let concluded = recorded(AdulthoodStep::Concluded, "Twelve hours a week from 1 March.", "Robin agreed.");
    scene.child(ASSESSOR, &concluded).unwrap();
    assert!(!is_open(&scene, "OB-37"));
    scene.child(ASSESSOR, &step(1, "care-act-58", None, LinkedStep::Offered, "")).unwrap();
    scene.child(ASSESSOR, &step(1, "care-act-58", None, LinkedStep::Done, "Needs after 18.")).unwrap();
    assert!(!is_open(&scene, "OB-35"));
}
