//! Days that cannot be, people who are lost sight of, and answers that are given by the wrong person, in the protection of a child.

use guidance::Due;
use jiff::{SignedDuration, ToSpan};
use kernel::{EntryId, Moment};
use records::protection::{EndOrder, ExtendOrder, GiveSeat, HoldBack, TellPerson, TellingMade};
use uuid::Uuid;

use crate::protecting::{CONCLUDE, answers, code, enquired, minutes, on, step};
use crate::scene::{FRONT_DOOR, FRONT_DOOR_MANAGER, OTHER_MANAGER, SCHOOL, SOCIAL_WORKER, Scene, person};

/// Who is not told yet, with the day on which that is looked at again.
fn looked_at(scene: &Scene) -> Vec<(String, String)> {
    let listed = records::protection::list(&scene.protection, &scene.rules).duties.into_iter();
    let again = listed.filter(|listed| listed.scheduled.duty == "LS-TELLING").filter_map(|listed| {
        let key = listed.scheduled.key?;
        let held = scene.protection.not_told.iter().find(|held| held.entry.to_string() == key)?;
        Some((held.decided.fact.who.clone(), listed.scheduled.due.date()?.to_string()))
    });
    again.collect()
}

fn hold_back(scene: &mut Scene, again: Option<EntryId>, who: &str, days: i64) -> crate::scene::Outcome {
    let review = (scene.today() + days.days()).to_string();
    let given = [
        ("held-back-who", who),
        ("held-back-why", "He may lean on her"),
        ("held-back-review", review.as_str()),
    ];
    let answers = answers(scene, &given);
    minutes(scene, 1);
    scene.protection(FRONT_DOOR_MANAGER, &HoldBack { again, answers })
}

fn tell(scene: &mut Scene, name: &str, settles: Option<EntryId>) -> crate::scene::Outcome {
    let telling = TellingMade {
        telling: Uuid::from_u128(5),
        person: None,
        capacity: None,
        name: name.into(),
        how: "in-person".into(),
        words: "We are making enquiries.".into(),
        settles,
    };
    minutes(scene, 1);
    let happened = scene.moment();
    scene.protection(FRONT_DOOR_MANAGER, &TellPerson { telling, happened })
}

#[test]
fn each_person_who_is_not_told_keeps_a_day_of_their_own() {
    let mut scene = enquired();
    hold_back(&mut scene, None, "Dad", 3).unwrap();
    hold_back(&mut scene, None, "Gran", 5).unwrap();
    let dad = scene.protection.not_told[0].entry;
    let both = [("Dad".to_owned(), "2026-11-26".to_owned()), ("Gran".to_owned(), "2026-11-28".to_owned())];
    assert_eq!(looked_at(&scene), both);
    tell(&mut scene, "Mum", None).unwrap();
    assert_eq!(looked_at(&scene), both, "that one was told settles nothing for another");
    hold_back(&mut scene, Some(dad), "", 7).unwrap();
    let later = ("Dad".to_owned(), "2026-11-30".to_owned());
    assert_eq!(looked_at(&scene), [both[1].clone(), later.clone()]);
    assert_eq!(code(hold_back(&mut scene, Some(dad), "", 8)), "not-held-back");
    hold_back(&mut scene, None, " gran ", 6).unwrap();
    assert_eq!(
        looked_at(&scene),
        [later, (" gran ".trim().to_owned(), "2026-11-29".to_owned())],
        "the same name is the same person"
    );
    let dad = scene.protection.still_not_told().find(|held| held.decided.fact.who == "Dad").unwrap().entry;
    tell(&mut scene, "Jo Larch", Some(dad)).unwrap();
    assert_eq!(looked_at(&scene).len(), 1);
    assert_eq!(code(tell(&mut scene, "Jo Larch", Some(dad))), "not-held-back");
    tell(&mut scene, "Gran", None).unwrap();
    assert_eq!(looked_at(&scene), []);
}

#[test]
fn police_protection_does_not_end_at_an_hour_before_it_began() {
    let mut scene = enquired();
    step(&mut scene, FRONT_DOOR, "order", &[("order-kind", "police-protection")]).unwrap();
    let began = scene.now;
    let ended =
        answers(&scene, &[("order-end-kind", "police-protection"), ("order-end-follows", "She went home")]);
    let end = |hours: i64| EndOrder {
        at: Moment::At(began + SignedDuration::from_hours(hours)),
        answers: ended.clone(),
    };
    minutes(&mut scene, 180);
    assert_eq!(code(scene.protection(FRONT_DOOR, &end(-1))), "order-ended-before");
    scene.protection(FRONT_DOOR, &end(1)).unwrap();
    let listed = records::protection::list(&scene.protection, &scene.rules);
    assert!(listed.duties.iter().all(|listed| listed.scheduled.duty != "EM-01"));
}

#[test]
fn an_order_is_extended_while_it_runs() {
    let mut scene = enquired();
    step(&mut scene, FRONT_DOOR, "order", &[("order-kind", "emergency-protection")]).unwrap();
    let (began, answers) = (scene.today(), answers(&scene, &[]));
    let listed = records::protection::list(&scene.protection, &scene.rules).duties;
    let last =
        listed.iter().find(|listed| listed.scheduled.duty == "EM-03").unwrap().scheduled.due.date().unwrap();
    let from = |day| ExtendOrder { from: Moment::On(day), answers: answers.clone() };
    assert_eq!(code(scene.protection(FRONT_DOOR, &from(began - 1.year()))), "dated-before-it-began");
    assert_eq!(code(scene.protection(FRONT_DOOR, &from(last + 2.days()))), "order-extended-after");
    scene.protection(FRONT_DOOR, &from(last.tomorrow().unwrap())).unwrap();
}

#[test]
fn the_first_day_of_police_protection_is_the_first_of_the_eight() {
    let mut scene = enquired();
    step(&mut scene, FRONT_DOOR, "order", &[("order-kind", "police-protection")]).unwrap();
    let first = scene.today();
    minutes(&mut scene, 30);
    let by_police = [("order-kind", "emergency-protection"), ("order-by-police", "yes")];
    step(&mut scene, FRONT_DOOR, "order", &by_police).unwrap();
    let listed = records::protection::list(&scene.protection, &scene.rules).duties;
    let owed = listed.iter().find(|listed| listed.scheduled.duty == "EM-05").unwrap();
    assert_eq!(owed.scheduled.due, Due::On(first + 7.days()));
}

#[test]
fn what_belongs_to_something_is_not_dated_before_it() {
    let mut scene = enquired();
    let slip = (scene.today() - 1.year()).to_string();
    let refused = |scene: &mut Scene, who, name, given: &[(&str, &str)]| {
        assert_eq!(code(step(scene, who, name, given)), "dated-before-it-began", "{name}");
    };
    refused(&mut scene, SOCIAL_WORKER, "seen", &[("seen-on", &slip), ("seen-alone", "yes")]);
    let day = scene.today();
    on(&mut scene, day + 1.day());
    let offer =
        [("family-offer-on", slip.as_str()), ("family-offer", "offered"), ("family-offer-whom", "Gran")];
    refused(&mut scene, SOCIAL_WORKER, "family-offer", &offer);
    let consider = [("proceedings-on", slip.as_str()), ("proceedings-why", "He was hurt again")];
    refused(&mut scene, FRONT_DOOR_MANAGER, "proceedings", &consider);
    step(&mut scene, FRONT_DOOR_MANAGER, "proceedings", &consider[1..]).unwrap();
    let met = [("proceedings-met-on", slip.as_str()), ("proceedings-met-agreed", "A plan")];
    refused(&mut scene, SOCIAL_WORKER, "proceedings-met", &met);
    let decided = [
        ("proceedings-decided-on", slip.as_str()),
        ("proceedings-decision", "court"),
        ("proceedings-decided-why", "Nothing changed"),
    ];
    refused(&mut scene, FRONT_DOOR_MANAGER, "proceedings-decide", &decided);
    step(&mut scene, FRONT_DOOR_MANAGER, "proceedings-decide", &decided[1..]).unwrap();
    let ended = [("proceedings-ended-on", slip.as_str()), ("proceedings-order", "A care order")];
    refused(&mut scene, FRONT_DOOR_MANAGER, "proceedings-end", &ended);
    step(&mut scene, FRONT_DOOR_MANAGER, "proceedings-end", &ended[1..]).unwrap();
}

#[test]
fn whoever_authorised_how_enquiries_end_does_not_answer_a_disagreement_about_it() {
    let mut scene = enquired();
    scene.protection(FRONT_DOOR, &GiveSeat(person(SCHOOL))).unwrap();
    step(&mut scene, SOCIAL_WORKER, "seen", &[("seen-alone", "yes")]).unwrap();
    step(&mut scene, SOCIAL_WORKER, "conclude", CONCLUDE).unwrap();
    step(&mut scene, FRONT_DOOR_MANAGER, "authorise", &[("authorise", "agree")]).unwrap();
    minutes(&mut scene, 5);
    let said =
        [("disagree-why", "The marks are explained by nobody"), ("disagree-child", "He is hurt again")];
    step(&mut scene, SCHOOL, "disagree", &said).unwrap();
    let answer = [("disagree-changes", "no"), ("disagree-answer", "The doctor explains them")];
    step(&mut scene, SOCIAL_WORKER, "disagree-answer", &answer).unwrap();
    step(&mut scene, SCHOOL, "disagree-next", &[("disagree-next", "further")]).unwrap();
    let refused = step(&mut scene, FRONT_DOOR_MANAGER, "disagree-answer", &answer);
    assert_eq!(code(refused), "disagreement-answer-not-theirs");
    step(&mut scene, OTHER_MANAGER, "disagree-answer", &answer).unwrap();
}
