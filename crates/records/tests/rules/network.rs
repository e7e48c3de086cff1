//! The family and network: people in homes over time, children who are not born yet, and one child in one home.

use jiff::civil::date;

use crate::protecting::{code, enquired, minutes, step};
use crate::scene::{FRONT_DOOR, SOCIAL_WORKER, Scene};

const FAMILY: &str = "member-name=Robin;member-relation=child;member-home=With Mum;member-until=2026-11-01\
|member-name=Robin;member-relation=child;member-home=With Gran;member-since=2026-11-01\
|member-name=Jo Larch;member-relation=mother;member-home=With Mum;member-responsible=yes\
|member-name=Sid Larch;member-relation=father;member-home=His flat;member-responsible=not-known\
|member-name=The baby;member-relation=sibling-mother;member-born=2027-03-01";

fn written() -> Scene {
    let mut scene = enquired();
    step(&mut scene, SOCIAL_WORKER, "network", &[("network-people", FAMILY)]).unwrap();
    scene
}

#[test]
fn who_lives_where_is_known_for_each_day() {
    let scene = written();
    let homes = |day| {
        let network = scene.protection.network();
        let child = network.into_iter().rev().find(|member| member.is_this_child() && member.holds_on(day));
        child.map(|child| child.home)
    };
    assert_eq!(homes(date(2026, 10, 31)).as_deref(), Some("With Mum"));
    assert_eq!(homes(date(2026, 11, 2)).as_deref(), Some("With Gran"));
}

#[test]
fn pitfall_26_a_brother_or_sister_who_is_not_born_yet_has_an_expected_day() {
    let network = written().protection.network();
    let baby = network.iter().find(|member| member.name == "The baby").unwrap();
    assert!(baby.is_unborn_on(date(2026, 11, 23)) && !baby.is_unborn_on(date(2027, 3, 1)));
}

#[test]
fn each_version_stays_and_the_latest_stands() {
    let mut scene = written();
    minutes(&mut scene, 5);
    let alone = "member-name=Robin;member-relation=child";
    step(&mut scene, SOCIAL_WORKER, "network", &[("network-people", alone)]).unwrap();
    assert_eq!((scene.protection.networks.len(), scene.protection.network().len()), (2, 1));
}

#[test]
fn what_cannot_be_is_refused_and_one_person_keeps_the_list() {
    let mut scene = enquired();
    let twice = "member-name=Robin;member-relation=child;member-home=A|member-name=Robin;member-relation=child;member-home=B";
    let backwards = "member-name=Jo;member-relation=mother;member-since=2026-11-02;member-until=2026-11-01";
    for (people, refusal) in [(twice, "network-child-twice"), (backwards, "network-until-before-since")] {
        assert_eq!(code(step(&mut scene, SOCIAL_WORKER, "network", &[("network-people", people)])), refusal);
    }
    assert_eq!(code(step(&mut scene, SOCIAL_WORKER, "network", &[])), "network-empty");
    assert_eq!(
        code(step(&mut scene, FRONT_DOOR, "network", &[("network-people", FAMILY)])),
        "network-not-lead"
    );
    assert_eq!(code(step(&mut Scene::new(), SOCIAL_WORKER, "network", &[])), "protection-not-begun");
}
