//! A meeting of the family's own, and what comes before and in court: who does what, what starts and stops each clock, and that
//! nothing that is missing delays an application.

use jiff::civil::date;

use crate::protecting::{code, due, enquired, minutes, of, on, step};
use crate::scene::{FRONT_DOOR, FRONT_DOOR_MANAGER, PARENT, POLICE, SOCIAL_WORKER, Scene};

const OFFER: &[(&str, &str)] =
    &[("family-offer", "offered"), ("family-offer-whom", "Jo Larch, in the letter")];
const HARM: &[(&str, &str)] =
    &[("family-offer", "would-harm"), ("family-offer-why-not", "He follows her to every meeting")];
const ACCEPTED: &[(&str, &str)] = &[("family-answer", "accepted")];
const DECLINED: &[(&str, &str)] = &[("family-answer", "declined")];
const MET: &[(&str, &str)] = &[("family-met-plan", "Nan has him from Friday to Sunday")];
const CONSIDER: &[(&str, &str)] = &[("proceedings-why", "He was hurt again; who is with him must change")];
const AGREED: &[(&str, &str)] = &[("proceedings-met-agreed", "Nobody else has the key")];
const COURT: &[(&str, &str)] =
    &[("proceedings-decision", "court"), ("proceedings-decided-why", "It was not kept to")];
const NOT_NEEDED: &[(&str, &str)] =
    &[("proceedings-decision", "not-needed"), ("proceedings-decided-why", "He lives with his nan now")];
const ORDER: &[(&str, &str)] = &[("proceedings-order", "A special guardianship order to his nan")];

fn considered() -> Scene {
    let mut scene = enquired();
    step(&mut scene, FRONT_DOOR_MANAGER, "proceedings", CONSIDER).unwrap();
    minutes(&mut scene, 5);
    scene
}

#[test]
fn whoever_leads_offers_a_meeting_at_any_stage_and_the_family_s_plan_stands_in_its_words() {
    let mut scene = Scene::new();
    assert_eq!(code(step(&mut scene, SOCIAL_WORKER, "family-offer", OFFER)), "protection-not-begun");
    scene = enquired();
    assert_eq!(code(step(&mut scene, FRONT_DOOR, "family-offer", OFFER)), "family-meeting-not-lead");
    let nobody = [("family-offer", "offered")];
    assert_eq!(code(step(&mut scene, SOCIAL_WORKER, "family-offer", &nobody)), "family-meeting-needs-whom");
    let ahead = [&[("family-offer-on", "2027-01-04")], OFFER].concat();
    assert_eq!(code(step(&mut scene, SOCIAL_WORKER, "family-offer", &ahead)), "held-in-future");
    for early in ["family-answer", "family-met"] {
        let given = if early == "family-met" { MET } else { ACCEPTED };
        assert_eq!(code(step(&mut scene, SOCIAL_WORKER, early, given)), "no-family-meeting");
    }
    step(&mut scene, SOCIAL_WORKER, "family-offer", OFFER).unwrap();
    assert_eq!(code(step(&mut scene, SOCIAL_WORKER, "family-offer", OFFER)), "family-meeting-open");
    assert_eq!(code(step(&mut scene, SOCIAL_WORKER, "family-answer", &[])), "family-meeting-needs-answer");
    step(&mut scene, SOCIAL_WORKER, "family-answer", ACCEPTED).unwrap();
    let before = [&[("family-met-on", "2026-11-20")], MET].concat();
    assert_eq!(code(step(&mut scene, SOCIAL_WORKER, "family-met", &before)), "family-meeting-before");
    assert_eq!(code(step(&mut scene, SOCIAL_WORKER, "family-met", &[])), "family-meeting-needs-plan");
    step(&mut scene, SOCIAL_WORKER, "family-met", MET).unwrap();
    let held = scene.protection.family_meetings[0].held.as_ref().unwrap();
    assert_eq!(held.fact.answers.text("family-met-plan"), Some("Nan has him from Friday to Sunday"));
    assert!(scene.protection.open_family_meeting().is_none());
}

#[test]
fn a_meeting_is_left_out_only_with_the_reason_why_it_would_harm_the_child() {
    let mut scene = enquired();
    let why = [("family-offer", "would-harm")];
    assert_eq!(code(step(&mut scene, SOCIAL_WORKER, "family-offer", &why)), "family-meeting-needs-why");
    step(&mut scene, SOCIAL_WORKER, "family-offer", HARM).unwrap();
    assert!(scene.protection.open_family_meeting().is_none(), "there is nothing to answer");
    // It may be offered after all, and declined, and offered again.
    step(&mut scene, SOCIAL_WORKER, "family-offer", OFFER).unwrap();
    step(&mut scene, SOCIAL_WORKER, "family-answer", DECLINED).unwrap();
    step(&mut scene, SOCIAL_WORKER, "family-offer", OFFER).unwrap();
    assert_eq!(scene.protection.family_meetings.len(), 3);
}

#[test]
fn a_manager_decides_about_court_and_the_court_has_its_weeks() {
    let mut scene = enquired();
    for who in [SOCIAL_WORKER, FRONT_DOOR, POLICE, PARENT] {
        assert_eq!(code(step(&mut scene, who, "proceedings", CONSIDER)), "proceedings-not-a-manager");
    }
    assert_eq!(code(step(&mut scene, FRONT_DOOR_MANAGER, "proceedings", &[])), "proceedings-need-why");
    for early in [("proceedings-met", AGREED), ("proceedings-decide", COURT)] {
        assert_eq!(code(step(&mut scene, FRONT_DOOR_MANAGER, early.0, early.1)), "no-proceedings");
    }
    step(&mut scene, FRONT_DOOR_MANAGER, "proceedings", CONSIDER).unwrap();
    assert_eq!(code(step(&mut scene, FRONT_DOOR_MANAGER, "proceedings", CONSIDER)), "proceedings-open");
    assert_eq!(code(step(&mut scene, POLICE, "proceedings-met", &[])), "proceedings-meeting-needs-agreed");
    step(&mut scene, SOCIAL_WORKER, "proceedings-met", AGREED).unwrap();
    assert_eq!(
        code(step(&mut scene, SOCIAL_WORKER, "proceedings-decide", COURT)),
        "proceedings-not-a-manager"
    );
    assert_eq!(
        code(step(&mut scene, FRONT_DOOR_MANAGER, "proceedings-decide", &[])),
        "proceedings-need-decision"
    );
    assert_eq!(
        code(step(&mut scene, FRONT_DOOR_MANAGER, "proceedings-end", ORDER)),
        "no-proceedings-in-court"
    );
    on(&mut scene, date(2027, 1, 11));
    step(&mut scene, FRONT_DOOR_MANAGER, "proceedings-decide", COURT).unwrap();
    // Twenty-six weeks after Monday 11 January 2027.
    assert_eq!(of(&due(&scene), "EM-08"), Some("2027-07-12"));
    assert_eq!(code(step(&mut scene, FRONT_DOOR_MANAGER, "proceedings-end", &[])), "proceedings-need-order");
    on(&mut scene, date(2027, 6, 1));
    step(&mut scene, FRONT_DOOR_MANAGER, "proceedings-end", ORDER).unwrap();
    assert_eq!(of(&due(&scene), "EM-08"), None);
    assert!(scene.protection.open_proceedings().is_none());
}

#[test]
fn nothing_that_was_left_out_delays_an_application_and_other_proceedings_begin_anew() {
    let mut scene = considered();
    // No letter, no meeting, no offer: what a child needs today does not wait for them.
    step(&mut scene, FRONT_DOOR_MANAGER, "proceedings-decide", NOT_NEEDED).unwrap();
    assert_eq!(of(&due(&scene), "EM-08"), None);
    minutes(&mut scene, 5);
    step(&mut scene, FRONT_DOOR_MANAGER, "proceedings", CONSIDER).unwrap();
    minutes(&mut scene, 5);
    step(&mut scene, FRONT_DOOR_MANAGER, "proceedings-decide", COURT).unwrap();
    assert!(of(&due(&scene), "EM-08").is_some());
    assert_eq!(records::protection::list(&scene.protection, &scene.rules).stage, "enquiry");
}

#[test]
fn the_offer_is_owed_for_each_proceedings_once_the_law_asks_for_it() {
    let told = |scene: &Scene| {
        let told = records::told::of_protection(&scene.protection).unwrap();
        told.milestones.iter().filter(|passed| passed.name == "fgdm.offered").count()
    };
    let mut scene = considered();
    assert_eq!(told(&scene), 0);
    step(&mut scene, SOCIAL_WORKER, "family-offer", OFFER).unwrap();
    assert_eq!(told(&scene), 1);
    step(&mut scene, FRONT_DOOR_MANAGER, "proceedings-decide", NOT_NEEDED).unwrap();
    minutes(&mut scene, 5);
    step(&mut scene, FRONT_DOOR_MANAGER, "proceedings", CONSIDER).unwrap();
    assert_eq!(told(&scene), 1, "what was offered before the earlier ones is not offered before these");
}
