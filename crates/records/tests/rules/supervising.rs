//! Supervision: a decision and its reason on the record, what is to be done by whom and when, and the time to the next one.

use jiff::civil::date;

use crate::protecting::{NOTHING, code, due, enquired, minutes, of, on, step};
use crate::scene::{FRONT_DOOR_MANAGER, POLICE, SOCIAL_WORKER, Scene};

const DECIDED: &[(&str, &str)] =
    &[("supervise-decided", "Go on; see him at school"), ("supervise-why", "He says more there")];

fn with_task(by: &str) -> Vec<(&str, &str)> {
    [DECIDED, &[("supervise-do", "See him at school"), ("supervise-by", by)]].concat()
}

#[test]
fn a_manager_decides_with_a_reason_and_what_is_to_be_done_has_an_owner_and_a_day() {
    let mut scene = Scene::new();
    assert_eq!(code(step(&mut scene, FRONT_DOOR_MANAGER, "supervise", DECIDED)), "protection-not-begun");
    scene = enquired();
    assert_eq!(code(step(&mut scene, SOCIAL_WORKER, "supervise", DECIDED)), "supervision-not-a-manager");
    assert_eq!(code(step(&mut scene, FRONT_DOOR_MANAGER, "supervise", &[])), "supervision-needs-decision");
    assert_eq!(
        code(step(&mut scene, FRONT_DOOR_MANAGER, "supervise", &DECIDED[..1])),
        "supervision-needs-why"
    );
    let no_day = [DECIDED, &[("supervise-do", "See him at school")]].concat();
    assert_eq!(code(step(&mut scene, FRONT_DOOR_MANAGER, "supervise", &no_day)), "supervision-needs-day");
    let past = with_task("2026-11-20");
    assert_eq!(code(step(&mut scene, FRONT_DOOR_MANAGER, "supervise", &past)), "supervision-needs-day");
    step(&mut scene, FRONT_DOOR_MANAGER, "supervise", &with_task("2026-12-04")).unwrap();
    assert_eq!(of(&due(&scene), "LS-SUPERVISION-TASK"), Some("2026-12-04"));
    minutes(&mut scene, 5);
    let done = [("supervised-words", "Seen on Thursday; he wants to stay with his nan")];
    assert_eq!(code(step(&mut scene, POLICE, "supervised", &done)), "supervision-nothing-waits");
    assert_eq!(code(step(&mut scene, SOCIAL_WORKER, "supervised", &[])), "supervision-needs-done");
    step(&mut scene, SOCIAL_WORKER, "supervised", &done).unwrap();
    assert_eq!(of(&due(&scene), "LS-SUPERVISION-TASK"), None);
    assert_eq!(code(step(&mut scene, SOCIAL_WORKER, "supervised", &done)), "supervision-nothing-waits");
}

#[test]
fn somebody_who_does_not_work_on_the_record_is_given_nothing() {
    let mut scene = enquired();
    let answers = crate::protecting::answers(&scene, &with_task("2026-12-04"));
    let supervise = |owner| records::protection::Supervise {
        supervision: uuid::Uuid::from_u128(0x9),
        owner,
        answers: answers.clone(),
    };
    let nobody = scene.protection(FRONT_DOOR_MANAGER, &supervise(None));
    assert_eq!(code(nobody), "supervision-needs-owner");
    let stranger = supervise(Some(crate::scene::person(POLICE)));
    assert_eq!(code(scene.protection(FRONT_DOOR_MANAGER, &stranger)), "supervision-not-at-work");
}

#[test]
fn the_next_one_is_owed_within_the_time_of_the_protocol_while_work_goes_on() {
    let mut scene = enquired();
    assert_eq!(of(&due(&scene), "LS-SUPERVISION"), Some("2026-12-23"));
    // On the very day on which the work began.
    let mut same_day = enquired();
    step(&mut same_day, FRONT_DOOR_MANAGER, "supervise", DECIDED).unwrap();
    assert_eq!(of(&due(&same_day), "LS-SUPERVISION"), Some("2026-12-23"));
    on(&mut scene, date(2026, 12, 10));
    step(&mut scene, FRONT_DOOR_MANAGER, "supervise", DECIDED).unwrap();
    assert_eq!(of(&due(&scene), "LS-SUPERVISION"), Some("2027-01-10"));
    let listed = records::protection::list(&scene.protection, &scene.rules);
    let next = listed.duties.iter().find(|duty| duty.scheduled.duty == "LS-SUPERVISION").unwrap();
    assert_eq!(next.person, Some(crate::scene::person(FRONT_DOOR_MANAGER)), "whoever supervised goes on");
    minutes(&mut scene, 5);
    step(&mut scene, SOCIAL_WORKER, "seen", &[("seen-alone", "yes"), ("seen-said", "He laughed")]).unwrap();
    step(&mut scene, SOCIAL_WORKER, "conclude", NOTHING).unwrap();
    step(&mut scene, FRONT_DOOR_MANAGER, "authorise", &[]).unwrap();
    assert_eq!(of(&due(&scene), "LS-SUPERVISION"), None, "nobody works on it any more");
}
