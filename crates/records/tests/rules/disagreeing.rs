//! Practitioners disagree: stages and their times are the protocol's, only whoever disagreed says that they agree, and nothing
//! waits for it.

use jiff::civil::date;
use records::protection::{Disagree, GiveSeat, SettledHow};
use uuid::Uuid;

use crate::protecting::{answers, called, code, enquired, minutes, of, on, step};
use crate::scene::{
    CHAIR, FRONT_DOOR, FRONT_DOOR_MANAGER, OTHER_MANAGER, Outcome, POLICE, SCHOOL, SOCIAL_WORKER, Scene,
    person,
};

const SAID: &[(&str, &str)] = &[
    ("disagree-about", "enquiries"),
    ("disagree-why", "The marks are not what the plan explains"),
    ("disagree-child", "He goes home to it tonight"),
];
const ANSWER: &[(&str, &str)] =
    &[("disagree-changes", "no"), ("disagree-answer", "The doctor saw him and explains them")];
const FURTHER: &[(&str, &str)] = &[("disagree-next", "further")];

fn seated() -> Scene {
    let mut scene = enquired();
    for who in [SCHOOL, POLICE] {
        scene.protection(FRONT_DOOR, &GiveSeat(person(who))).unwrap();
    }
    minutes(&mut scene, 5);
    scene
}

/// What is open, by the stage or the promise, with the day by which it is due.
fn due(scene: &Scene) -> std::collections::BTreeMap<String, String> {
    let listed = records::protection::list(&scene.protection, &scene.rules).duties.into_iter();
    let listed =
        listed.filter_map(|duty| Some((duty.scheduled.clock?, duty.scheduled.due.date()?.to_string())));
    listed.collect()
}

/// Who owes it by name, in which capacity, and who sees it on their day.
fn owed(scene: &Scene, clock: &str) -> (Option<kernel::PersonId>, String, Vec<kernel::PersonId>) {
    let listed = records::protection::list(&scene.protection, &scene.rules).duties;
    let found = listed
        .into_iter()
        .find(|listed| listed.scheduled.clock.as_deref() == Some(clock))
        .unwrap_or_else(|| panic!("{clock}"));
    (found.person, found.scheduled.responsible.to_string(), found.watchers)
}

fn take(scene: &mut Scene, who: u128, name: &str, given: &[(&str, &str)]) -> Outcome {
    minutes(scene, 5);
    step(scene, who, name, given)
}

#[test]
fn each_stage_has_its_time_from_the_protocol_and_waits_for_whoever_answers_it() {
    let mut scene = seated();
    take(&mut scene, SCHOOL, "disagree", SAID).unwrap();
    assert_eq!(of(&due(&scene), "LS-DISAGREEMENT-1"), Some("2026-11-24"));
    let lead = person(SOCIAL_WORKER);
    assert_eq!(
        owed(&scene, "LS-DISAGREEMENT-1"),
        (Some(lead), "social-worker".into(), vec![lead, person(SCHOOL)])
    );
    take(&mut scene, SOCIAL_WORKER, "disagree-answer", ANSWER).unwrap();
    assert_eq!(of(&due(&scene), "LS-DISAGREEMENT-1"), None);
    assert_eq!(of(&due(&scene), "LS-DISAGREEMENT-NEXT"), Some("2026-11-25"));
    assert_eq!(owed(&scene, "LS-DISAGREEMENT-NEXT").0, Some(person(SCHOOL)));

    on(&mut scene, date(2026, 11, 24));
    take(&mut scene, SCHOOL, "disagree-next", FURTHER).unwrap();
    assert_eq!(of(&due(&scene), "LS-DISAGREEMENT-2"), Some("2026-11-26"));
    assert_eq!(owed(&scene, "LS-DISAGREEMENT-2"), (None, "front-door-manager".into(), vec![person(SCHOOL)]));
    assert_eq!(of(&due(&scene), "LS-DISAGREEMENT-NEXT"), None);
    for who in [SOCIAL_WORKER, SCHOOL, CHAIR] {
        assert_eq!(code(take(&mut scene, who, "disagree-answer", ANSWER)), "disagreement-answer-not-theirs");
    }
    take(&mut scene, FRONT_DOOR_MANAGER, "disagree-answer", ANSWER).unwrap();
    assert_eq!(code(take(&mut scene, OTHER_MANAGER, "disagree-answer", ANSWER)), "no-disagreement-waits");

    take(&mut scene, SCHOOL, "disagree-next", FURTHER).unwrap();
    assert_eq!(of(&due(&scene), "LS-DISAGREEMENT-3"), Some("2026-12-01"));
    assert_eq!(code(take(&mut scene, SCHOOL, "disagree-next", FURTHER)), "disagreement-last-stage");
    // What the last stage decides is the end of the way.
    take(&mut scene, OTHER_MANAGER, "disagree-answer", ANSWER).unwrap();
    let ended = scene.protection.disagreements[0].settled.as_ref().unwrap();
    assert_eq!(ended.fact.how, SettledHow::Decided);
    assert!(due(&scene).keys().all(|duty| !duty.contains("DISAGREEMENT")), "{:?}", due(&scene));
}

#[test]
fn only_whoever_disagreed_says_that_they_agree_and_a_different_view_stands_with_its_reason() {
    let mut scene = seated();
    take(&mut scene, SCHOOL, "disagree", SAID).unwrap();
    take(&mut scene, SOCIAL_WORKER, "disagree-answer", ANSWER).unwrap();
    assert_eq!(
        code(take(&mut scene, SOCIAL_WORKER, "disagree-next", &[("disagree-next", "agreed")])),
        "no-own-disagreement"
    );
    assert_eq!(code(take(&mut scene, SCHOOL, "disagree-next", &[])), "disagreement-next-missing");
    let differ = [("disagree-next", "differ")];
    assert_eq!(code(take(&mut scene, SCHOOL, "disagree-next", &differ)), "disagreement-next-needs-why");
    let differ = [("disagree-next", "differ"), ("disagree-next-words", "The doctor did not see his back")];
    take(&mut scene, SCHOOL, "disagree-next", &differ).unwrap();
    assert_eq!(scene.protection.disagreements[0].settled.as_ref().unwrap().fact.how, SettledHow::Differs);
    assert!(due(&scene).is_empty() || !due(&scene).keys().any(|clock| clock.contains("DISAGREEMENT")));
    // Another may follow.
    take(&mut scene, SCHOOL, "disagree", SAID).unwrap();
    take(&mut scene, SCHOOL, "disagree-next", &[("disagree-next", "agreed")]).unwrap();
    assert_eq!(scene.protection.disagreements[1].settled.as_ref().unwrap().fact.how, SettledHow::Agreed);
}

#[test]
fn nobody_need_wait_for_an_answer_to_take_it_further() {
    let mut scene = seated();
    take(&mut scene, SCHOOL, "disagree", SAID).unwrap();
    take(&mut scene, SCHOOL, "disagree-next", FURTHER).unwrap();
    assert_eq!(of(&due(&scene), "LS-DISAGREEMENT-1"), None);
    assert!(due(&scene).contains_key("LS-DISAGREEMENT-2"));
}

#[test]
fn two_people_disagree_beside_one_another_and_each_has_one_at_a_time() {
    let mut scene = seated();
    take(&mut scene, SCHOOL, "disagree", SAID).unwrap();
    assert_eq!(code(take(&mut scene, SCHOOL, "disagree", SAID)), "disagreement-open");
    take(&mut scene, POLICE, "disagree", SAID).unwrap();
    assert_eq!(scene.protection.open_disagreements().count(), 2);
    let marks = records::protection::list(&scene.protection, &scene.rules).line.marks;
    assert_eq!(marks, ["disagreement"]);
    let with_oneself = Disagree {
        disagreement: Uuid::from_u128(9),
        with: Some(person(CHAIR)),
        answers: answers(&scene, SAID),
    };
    assert_eq!(code(scene.protection(CHAIR, &with_oneself)), "disagreement-with-oneself");
    for left_out in ["disagree-why", "disagree-child"] {
        let given: Vec<_> = SAID.iter().filter(|(question, _)| *question != left_out).copied().collect();
        assert_eq!(code(take(&mut scene, CHAIR, "disagree", &given)), "disagreement-needs-why");
    }
    assert_eq!(code(step(&mut Scene::new(), SCHOOL, "disagree", SAID)), "protection-not-begun");
}

#[test]
fn whoever_leads_disagrees_too_and_then_the_chair_answers() {
    let mut scene = called();
    take(&mut scene, SOCIAL_WORKER, "disagree", SAID).unwrap();
    assert_eq!(owed(&scene, "LS-DISAGREEMENT-1").0, Some(person(CHAIR)));
    let asked = Disagree {
        disagreement: Uuid::from_u128(9),
        with: Some(person(SOCIAL_WORKER)),
        answers: answers(&scene, SAID),
    };
    let mut other = called();
    other.protection(CHAIR, &asked).unwrap();
    assert_eq!(owed(&other, "LS-DISAGREEMENT-1").0, Some(person(SOCIAL_WORKER)));
}

#[test]
fn nothing_waits_for_a_disagreement() {
    let mut scene = Scene::new();
    step(&mut scene, SOCIAL_WORKER, "convene", &[]).unwrap();
    take(&mut scene, SCHOOL, "disagree", SAID).unwrap();
    take(&mut scene, SOCIAL_WORKER, "discussion", &[]).unwrap();
    assert!(scene.protection.open_enquiry().is_some());
    assert!(scene.protection.open_disagreements().next().is_some());
}
