//! A child died or was seriously harmed: the council notifies whatever partners think, the area where it happened leads, and a
//! looked-after child's death is always notified.

use jiff::civil::date;

use crate::protecting::{code, due, of, on, step};
use crate::scene::{FRONT_DOOR, FRONT_DOOR_MANAGER, POLICE, SOCIAL_WORKER, Scene, capacity, person};

const HERE: &[(&str, &str)] = &[
    ("incident-what", "seriously-harmed"),
    ("incident-suspected", "yes"),
    ("incident-looked-after", "no"),
    ("incident-where", "here"),
];
const DISSENT: &[(&str, &str)] =
    &[("panel-partners", "disagree"), ("panel-words", "The police think that it was an accident")];
const WEIGHED: &[(&str, &str)] = &[
    ("review-improve", "Who reads the hospital's letters"),
    ("review-themes", "Missed appointments again"),
    ("review-together", "Three agencies met within a day"),
    ("review-panel", "It has said nothing yet"),
];

fn with<'a>(given: &[(&'a str, &'a str)], other: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = given.iter().filter(|(question, _)| other.iter().all(|(changed, _)| changed != question));
    kept.chain(other).copied().collect()
}

/// The police manager of this scene works for the police, as in life.
fn scene() -> Scene {
    let mut scene = Scene::new();
    let agency = records::partnership::Agency {
        agency: "police".into(),
        name: "Wendale Police".into(),
        kind: "police".into(),
    };
    scene.partnership(&records::partnership::AddAgency(agency)).unwrap();
    let joined = records::partnership::Joined {
        person: person(POLICE),
        name: "Pell Harrow".into(),
        agency: "police".into(),
        capacities: vec![capacity("police-safeguarding")],
        social_work_qualified: false,
        telephone: "01632 960 001".into(),
    };
    scene.partnership(&records::partnership::Join(joined)).unwrap();
    scene
}

#[test]
fn pitfall_21_the_council_notifies_also_where_partners_disagree_and_nobody_else_does() {
    let mut scene = scene();
    step(&mut scene, FRONT_DOOR, "incident", HERE).unwrap();
    // Five working days after Monday 23 November 2026, whether or not anybody else agrees.
    assert_eq!(of(&due(&scene), "LR-01"), Some("2026-11-30"));
    assert_eq!(of(&due(&scene), "LR-02"), Some("2026-11-30"));
    assert_eq!(of(&due(&scene), "LR-07"), None);
    let agree = [("panel-partners", "agree")];
    assert_eq!(code(step(&mut scene, POLICE, "incident-panel", &agree)), "incident-not-authority");
    let silent = [("panel-partners", "disagree")];
    assert_eq!(
        code(step(&mut scene, FRONT_DOOR_MANAGER, "incident-panel", &silent)),
        "incident-needs-dissent"
    );
    step(&mut scene, FRONT_DOOR_MANAGER, "incident-panel", DISSENT).unwrap();
    assert!(scene.protection.incidents[0].notified.as_ref().unwrap().fact.partner_disagrees);
    assert_eq!(of(&due(&scene), "LR-01"), None);
    let again = step(&mut scene, FRONT_DOOR_MANAGER, "incident-panel", DISSENT);
    assert_eq!(code(again), "incident-nothing-to-notify");
    // The rapid review follows the notification, and the partners are told.
    assert_eq!(of(&due(&scene), "LR-03"), Some("2026-12-14"));
    assert_eq!(code(step(&mut scene, FRONT_DOOR_MANAGER, "incident-partners", &[])), "incident-needs-who");
    let told = [("partners-who", "The police, the integrated care board")];
    step(&mut scene, FRONT_DOOR_MANAGER, "incident-partners", &told).unwrap();
    let three = &WEIGHED[..3];
    assert_eq!(
        code(step(&mut scene, FRONT_DOOR_MANAGER, "incident-review", three)),
        "incident-needs-weighed"
    );
    step(&mut scene, FRONT_DOOR_MANAGER, "incident-review", WEIGHED).unwrap();
    assert!(!scene.protection.incidents[0].is_open());
    assert!(due(&scene).keys().all(|duty| !duty.starts_with("LR-")), "{:?}", due(&scene));
}

#[test]
fn pitfall_21_where_it_happened_decides_which_area_leads_not_where_the_child_lives() {
    let mut scene = scene();
    let elsewhere = with(HERE, &[("incident-where", "elsewhere")]);
    assert_eq!(code(step(&mut scene, FRONT_DOOR, "incident", &elsewhere)), "incident-needs-where");
    let named = with(&elsewhere, &[("incident-other-area", "Northmoor")]);
    step(&mut scene, FRONT_DOOR, "incident", &named).unwrap();
    assert_eq!(of(&due(&scene), "LR-01"), None, "the other area notifies");
    assert!(due(&scene).contains_key("LR-07"));
    let notify = step(&mut scene, FRONT_DOOR_MANAGER, "incident-panel", DISSENT);
    assert_eq!(code(notify), "incident-nothing-to-notify");
    assert_eq!(
        code(step(&mut scene, FRONT_DOOR_MANAGER, "incident-area", &[])),
        "incident-needs-area-person"
    );
    let settled = [("area-who", "The duty manager of Northmoor")];
    step(&mut scene, FRONT_DOOR_MANAGER, "incident-area", &settled).unwrap();
    assert!(!due(&scene).contains_key("LR-07"));
    assert!(!scene.protection.incidents[0].is_open());
}

#[test]
fn pitfall_21_the_death_of_a_looked_after_child_is_always_notified() {
    for place in ["here", "elsewhere"] {
        let mut scene = scene();
        let died = with(
            HERE,
            &[
                ("incident-what", "died"),
                ("incident-suspected", "no"),
                ("incident-looked-after", "yes"),
                ("incident-where", place),
                ("incident-other-area", "Northmoor"),
            ],
        );
        step(&mut scene, FRONT_DOOR, "incident", &died).unwrap();
        assert!(due(&scene).contains_key("LA-19"), "{place}");
        assert!(!due(&scene).contains_key("LR-01"), "no abuse is suspected");
        step(&mut scene, FRONT_DOOR_MANAGER, "incident-panel", &[("panel-partners", "agree")]).unwrap();
        assert!(!due(&scene).contains_key("LA-19"), "{place}");
    }
}

#[test]
fn nothing_is_owed_where_nothing_is_suspected_and_what_is_missing_is_named() {
    let mut scene = scene();
    for (missing, said) in [
        ("incident-what", "incident-needs-what"),
        ("incident-suspected", "incident-needs-suspected"),
        ("incident-where", "incident-needs-where"),
    ] {
        let given: Vec<_> = HERE.iter().copied().filter(|(question, _)| *question != missing).collect();
        assert_eq!(code(step(&mut scene, FRONT_DOOR, "incident", &given)), said);
    }
    let ahead = with(HERE, &[("incident-on", "2027-01-04")]);
    assert_eq!(code(step(&mut scene, FRONT_DOOR, "incident", &ahead)), "held-in-future");
    let not_suspected = with(HERE, &[("incident-suspected", "no")]);
    step(&mut scene, FRONT_DOOR, "incident", &not_suspected).unwrap();
    assert!(!scene.protection.incidents[0].is_open() && due(&scene).is_empty());
    // It is suspected a week later: the time runs from the day on which the council learned that.
    on(&mut scene, date(2026, 12, 1));
    step(&mut scene, SOCIAL_WORKER, "incident", HERE).unwrap();
    assert_eq!(of(&due(&scene), "LR-01"), Some("2026-12-08"));
    let before = [("panel-partners", "agree"), ("panel-on", "2026-11-30")];
    let refused = step(&mut scene, FRONT_DOOR_MANAGER, "incident-panel", &before);
    assert_eq!(code(refused), "dated-before-it-began");
    assert_eq!(
        code(step(&mut scene, FRONT_DOOR_MANAGER, "incident-review", WEIGHED)),
        "incident-nothing-to-review"
    );
}
