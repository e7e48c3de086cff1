//! The partnership: who may act as what, and what they are trained in.

use jiff::civil::date;
use records::partnership::{
    AddAgency, Agency, ConfirmSource, Found, Founded, Join, Joined, PublishProtocol, PublishedProtocol,
    RecordTraining, Training,
};

use crate::scene::{ASSESSOR, LAPSED, NAVIGATOR, Scene, capacity, person};

fn joining(capacities: &[&str], qualified: bool) -> Join {
    Join(Joined {
        person: person(99),
        name: "Ottilie Fern".into(),
        agency: "council".into(),
        capacities: capacities.iter().map(|name| capacity(name)).collect(),
        social_work_qualified: qualified,
        telephone: "01632 960 099".into(),
    })
}

#[test]
fn a_manager_is_social_work_qualified() {
    for (capacities, qualified, expected) in [
        (&["practice-supervisor"][..], false, Err("manager-not-qualified")),
        (&["front-door-manager"], false, Err("manager-not-qualified")),
        (&["practice-supervisor"], true, Ok(1)),
        (&["navigator", "lead-assessor"], false, Ok(1)),
    ] {
        let outcome = Scene::new().partnership(&joining(capacities, qualified));
        assert_eq!(outcome.map_err(|(code, _)| code), expected, "{capacities:?}");
    }
}

#[test]
fn joining_names_a_known_agency_and_a_person() {
    let mut scene = Scene::new();
    let mut elsewhere = joining(&["navigator"], false);
    elsewhere.0.agency = "elsewhere".into();
    assert_eq!(scene.partnership(&elsewhere).unwrap_err().0, "unknown-agency");
    let mut nameless = joining(&["navigator"], false);
    nameless.0.name = "  ".into();
    assert_eq!(scene.partnership(&nameless).unwrap_err().0, "no-name");
}

#[test]
fn joining_again_changes_what_one_may_do_and_keeps_the_training() {
    let mut scene = Scene::new();
    let mut again = joining(&["navigator"], false);
    again.0.person = person(ASSESSOR);
    scene.partnership(&again).unwrap();
    let practitioner = scene.partnership.practitioner(person(ASSESSOR)).unwrap();
    assert!(practitioner.may_act_as("navigator"));
    assert!(!practitioner.may_act_as("lead-assessor"));
    assert!(!practitioner.training.is_empty());
}

#[test]
fn training_is_current_only_when_every_kind_is() {
    let mut scene = Scene::new();
    let kinds: Vec<String> =
        scene.rules.protocol().settings().training.iter().map(|kind| kind.id.clone()).collect();
    let until =
        |scene: &Scene, who| scene.partnership.practitioner(person(who)).unwrap().trained_until(&kinds);
    assert_eq!(until(&scene, ASSESSOR), Some(date(2028, 1, 10)));
    assert_eq!(until(&scene, LAPSED), Some(date(2025, 1, 10)));
    assert_eq!(until(&scene, NAVIGATOR), None);
    let one = Training {
        person: person(LAPSED),
        kind: kinds[0].clone(),
        completed_on: date(2026, 11, 2),
        expires_on: date(2028, 11, 2),
    };
    scene.partnership(&RecordTraining(one)).unwrap();
    let expected = if kinds.len() == 1 { date(2028, 11, 2) } else { date(2025, 1, 10) };
    assert_eq!(until(&scene, LAPSED), Some(expected));
}

#[test]
fn training_was_done_by_somebody_before_it_runs_out() {
    let training = |who, completed_on, expires_on| {
        RecordTraining(Training { person: person(who), kind: "disability".into(), completed_on, expires_on })
    };
    for (command, code) in [
        (training(77, date(2026, 1, 1), date(2027, 1, 1)), "unknown-practitioner"),
        (training(LAPSED, date(2026, 11, 24), date(2028, 1, 1)), "training-in-future"),
        (training(LAPSED, date(2026, 1, 2), date(2026, 1, 1)), "training-expires-first"),
    ] {
        assert_eq!(Scene::new().partnership(&command).unwrap_err().0, code);
    }
}

#[test]
fn a_partnership_begins_once_and_a_published_protocol_never_changes() {
    let mut scene = Scene::new();
    let again = Found(Founded { name: "Wendale".into(), fictional: true });
    assert_eq!(scene.partnership(&again).unwrap_err().0, "already-founded");
    let nameless = Agency { agency: "x".into(), name: String::new(), kind: "voluntary".into() };
    assert_eq!(scene.partnership(&AddAgency(nameless)).unwrap_err().0, "no-name");
    let protocol = PublishedProtocol {
        protocol: "wendale".into(),
        version: "1".into(),
        digest: "abc".into(),
        from: date(2026, 11, 23),
    };
    assert_eq!(scene.partnership(&PublishProtocol(protocol.clone())), Ok(1));
    let other_text = PublishedProtocol { digest: "def".into(), ..protocol };
    assert_eq!(scene.partnership(&PublishProtocol(other_text)).unwrap_err().0, "already-published");
}

#[test]
fn a_clause_is_confirmed_by_a_name_a_day_and_a_source_and_only_as_it_stands() {
    let confirm = |clause: &str, by: &str, source: &str, on| ConfirmSource {
        clause: clause.to_owned(),
        by: by.to_owned(),
        on,
        source: source.to_owned(),
    };
    let (today, clause) = (date(2026, 11, 23), "WT2026-assessment-time");
    for (command, code) in [
        (confirm("WT2099-nothing", "Ada Brook", "The text", today), "unknown-clause"),
        (confirm(clause, " ", "The text", today), "reader-missing"),
        (confirm(clause, "Ada Brook", " ", today), "source-missing"),
        (confirm(clause, "Ada Brook", "The text", date(2027, 1, 1)), "confirmed-in-future"),
    ] {
        assert_eq!(Scene::new().partnership(&command).unwrap_err().0, code);
    }
    let mut scene = Scene::new();
    assert_eq!(scene.partnership(&confirm(clause, "Ada Brook", "The text of March 2026", today)), Ok(1));
    let confirmed = &scene.partnership.confirmed[clause];
    assert_eq!(Some(&confirmed.fingerprint), scene.rules.guidance().fingerprint(clause).as_ref());
    assert_ne!(
        Some(&confirmed.fingerprint),
        scene.rules.guidance().fingerprint("WT2023-assessment-time").as_ref()
    );
}
