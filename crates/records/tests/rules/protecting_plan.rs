//! The protection plan, its core groups, visits, reviews and end; orders, a child who moved here, seats, and telling.

use guidance::Due;
use jiff::ToSpan;
use jiff::civil::date;
use kernel::Moment;
use records::protection::{Convene, GiveSeat, NameChair, NameLead, RecordOrder, TellPerson, TellingMade};
use uuid::Uuid;

use crate::protecting::{
    CALL, CONCLUDE, CORE, END, LINES, NO_PLAN, PLAN, VISIT, answers, called, code, due, enquired, minutes,
    of, on, planned, step,
};
use crate::scene::{
    ASSESSOR, CHAIR, FRONT_DOOR, FRONT_DOOR_MANAGER, OTHER_MANAGER, PARENT, POLICE, SOCIAL_WORKER, Scene,
    capacity, person,
};

#[test]
fn pitfalls_9_and_10_core_groups_in_working_days_reviews_in_months() {
    let mut scene = called();
    on(&mut scene, date(2026, 11, 30));
    step(&mut scene, CHAIR, "hold", PLAN).unwrap();
    let first = due(&scene);
    // Ten working days after Monday 30 November; three months, which end on the last day of February.
    assert_eq!((of(&first, "CP-06"), of(&first, "CP-08")), (Some("2026-12-14"), Some("2027-02-28")));
    assert_eq!(of(&first, "CP-05"), None, "the conference settled it");
    on(&mut scene, date(2026, 12, 7));
    step(&mut scene, SOCIAL_WORKER, "core-group", CORE).unwrap();
    assert_eq!(of(&due(&scene), "CP-06"), None);
    assert_eq!(of(&due(&scene), "CP-07"), Some("open"));
    on(&mut scene, date(2027, 2, 26));
    step(&mut scene, FRONT_DOOR, "call", CALL).unwrap();
    step(&mut scene, CHAIR, "hold", PLAN).unwrap();
    let after = due(&scene);
    assert_eq!((of(&after, "CP-08"), of(&after, "CP-09")), (None, Some("2027-08-26")));
}

#[test]
fn pitfall_9_police_protection_is_counted_in_hours_and_an_order_in_days() {
    let mut scene = Scene::new();
    scene.at("2026-12-24T22:15:00Z");
    step(&mut scene, FRONT_DOOR, "order", &[("order-kind", "police-protection")]).unwrap();
    // Over Christmas, whatever the days are called.
    assert_eq!(of(&due(&scene), "EM-01"), Some("2026-12-27T22:15:00Z"));
    assert_eq!(
        code(step(&mut scene, FRONT_DOOR, "order", &[("order-kind", "police-protection")])),
        "order-runs"
    );
    scene.at("2026-12-26T09:00:00Z");
    let by_police = [("order-kind", "emergency-protection"), ("order-by-police", "yes")];
    step(&mut scene, FRONT_DOOR, "order", &by_police).unwrap();
    // Asked for by a police officer: from the first day of police protection.
    assert_eq!(of(&due(&scene), "EM-05"), Some("2026-12-31"));
    assert_eq!(of(&due(&scene), "EM-03"), None);
    let ended = [("order-end-kind", "police-protection"), ("order-end-follows", "The order took over")];
    step(&mut scene, FRONT_DOOR, "order-end", &ended).unwrap();
    assert_eq!(of(&due(&scene), "EM-01"), None);
    scene.at("2026-12-31T09:00:00Z");
    step(&mut scene, FRONT_DOOR, "order-extend", &[]).unwrap();
    assert_eq!((of(&due(&scene), "EM-05"), of(&due(&scene), "EM-04")), (None, Some("2027-01-07")));
    assert_eq!(code(step(&mut scene, FRONT_DOOR, "order-extend", &[])), "no-order-to-extend");
    let mut other = Scene::new();
    step(&mut other, FRONT_DOOR, "order", &[("order-kind", "emergency-protection")]).unwrap();
    assert_eq!(of(&due(&other), "EM-03"), Some("2026-12-01"));
    assert_eq!(code(step(&mut Scene::new(), FRONT_DOOR, "order", &by_police)), "order-no-police-protection");
    let undated = RecordOrder {
        order: Uuid::from_u128(9),
        from: Moment::On(other.today()),
        answers: answers(&other, &[("order-kind", "police-protection")]),
    };
    assert_eq!(code(other.protection(FRONT_DOOR, &undated)), "order-needs-time");
}

#[test]
fn pitfall_11_a_plan_new_enquiries_and_an_order_stand_beside_one_another() {
    let mut scene = planned();
    step(&mut scene, SOCIAL_WORKER, "convene", &[]).unwrap();
    step(&mut scene, SOCIAL_WORKER, "discussion", &[]).unwrap();
    step(&mut scene, FRONT_DOOR, "order", &[("order-kind", "assessment")]).unwrap();
    let state = &scene.protection;
    assert!(state.plan().is_some() && state.open_enquiry().is_some() && state.running_orders().count() == 1);
    let marks = records::protection::list(state, &scene.rules).line.marks;
    assert_eq!(marks, ["enquiry-and-plan", "assessment-order"]);
    // What they find is looked at by the plan's review, which is its conference.
    minutes(&mut scene, 5);
    step(&mut scene, SOCIAL_WORKER, "seen", &[("seen-alone", "yes")]).unwrap();
    step(&mut scene, SOCIAL_WORKER, "conclude", CONCLUDE).unwrap();
    step(&mut scene, OTHER_MANAGER, "authorise", &[]).unwrap();
    minutes(&mut scene, 5);
    assert!(due(&scene).contains_key("CP-04"));
    step(&mut scene, FRONT_DOOR, "call", CALL).unwrap();
    minutes(&mut scene, 5);
    step(&mut scene, CHAIR, "hold", PLAN).unwrap();
    assert!(!due(&scene).contains_key("CP-04"), "{:?}", due(&scene));
    assert_eq!(scene.protection.plans.len(), 1);
}

#[test]
fn pitfall_12_neither_the_bedroom_nor_being_alone_is_a_field_that_must_be_filled() {
    let mut scene = planned();
    let form = scene.forms.latest("protection").unwrap();
    let room = form.question("visit-room").unwrap();
    assert!(room.optional);
    step(
        &mut scene,
        SOCIAL_WORKER,
        "visit",
        &[("visit-seen", "with-others"), ("visit-said", "He signed hello")],
    )
    .unwrap();
    assert_eq!(scene.protection.plan().unwrap().seen().count(), 1);
}

#[test]
fn a_visit_without_the_child_stops_no_clock_and_the_plan_says_how_often() {
    let mut scene = planned();
    assert_eq!(of(&due(&scene), "CP-10"), Some("open"));
    let mut lines = LINES.to_vec();
    lines.push(("plan-visits", "10"));
    step(&mut scene, SOCIAL_WORKER, "plan", &lines).unwrap();
    assert_eq!(of(&due(&scene), "CP-10"), Some("2026-12-03"));
    on(&mut scene, date(2026, 11, 27));
    step(&mut scene, SOCIAL_WORKER, "visit", &[("visit-seen", "not-seen"), ("visit-said", "Nobody opened")])
        .unwrap();
    assert_eq!(of(&due(&scene), "CP-10"), Some("2026-12-03"));
    step(&mut scene, SOCIAL_WORKER, "visit", VISIT).unwrap();
    assert_eq!(of(&due(&scene), "CP-10"), Some("2026-12-07"));
    assert_eq!(code(step(&mut scene, POLICE, "visit", VISIT)), "visit-not-a-social-worker");
    let early = [("visit-on", "2026-11-20"), ("visit-seen", "alone"), ("visit-said", "He waved")];
    assert_eq!(code(step(&mut scene, SOCIAL_WORKER, "visit", &early)), "before-the-plan");
}

#[test]
fn a_plan_ends_by_a_review_that_decided_so_or_by_what_no_review_decides() {
    let mut scene = planned();
    assert_eq!(code(step(&mut scene, CHAIR, "end", END)), "end-not-decided");
    step(&mut scene, FRONT_DOOR, "call", CALL).unwrap();
    minutes(&mut scene, 5);
    step(&mut scene, CHAIR, "hold", NO_PLAN).unwrap();
    assert_eq!(of(&due(&scene), "CP-12"), Some("open"), "tell every agency, and offer other help");
    for (left_out, refusal) in [
        ("end-because", "end-needs-reason"),
        ("end-told", "end-needs-told"),
        ("end-offered", "end-needs-offer"),
    ] {
        let given: Vec<_> = END.iter().filter(|(question, _)| *question != left_out).copied().collect();
        assert_eq!(code(step(&mut scene, CHAIR, "end", &given)), refusal);
    }
    assert_eq!(code(step(&mut scene, SOCIAL_WORKER, "end", END)), "end-not-theirs");
    step(&mut scene, CHAIR, "end", END).unwrap();
    assert!(scene.protection.plan().is_none() && due(&scene).is_empty(), "{:?}", due(&scene));
    for because in ["moved", "grown-up", "died"] {
        let mut scene = planned();
        let mut given = END.to_vec();
        given[0] = ("end-because", because);
        step(&mut scene, CHAIR, "end", &given).unwrap();
        assert!(due(&scene).is_empty(), "{because}: {:?}", due(&scene));
    }
}

#[test]
fn a_child_with_a_plan_who_moved_here_has_a_conference_of_their_own_clock() {
    let mut scene = Scene::new();
    let moved = [("transfer-from", "Eastmere"), ("transfer-on", "2026-11-23")];
    step(&mut scene, FRONT_DOOR, "transfer", &moved).unwrap();
    assert_eq!(of(&due(&scene), "CP-11"), Some("2026-12-14"));
    assert_eq!(code(step(&mut scene, FRONT_DOOR, "transfer", &moved)), "transfer-waits");
    scene.protection(FRONT_DOOR_MANAGER, &NameLead(person(SOCIAL_WORKER))).unwrap();
    scene.protection(FRONT_DOOR_MANAGER, &NameChair(person(CHAIR))).unwrap();
    step(&mut scene, FRONT_DOOR, "call", CALL).unwrap();
    step(&mut scene, CHAIR, "hold", PLAN).unwrap();
    let due = due(&scene);
    assert!(!due.contains_key("CP-11") && due.contains_key("CP-06"), "{due:?}");
    assert_eq!(code(step(&mut scene, FRONT_DOOR, "transfer", &moved)), "has-plan-here");
}

#[test]
fn pitfall_26_an_unborn_child_has_no_birth_date_and_is_protected() {
    let mut scene = Scene::new();
    step(&mut scene, SOCIAL_WORKER, "convene", &[("convene-expected", "2027-03-01")]).unwrap();
    step(&mut scene, SOCIAL_WORKER, "discussion", &[]).unwrap();
    let listed = records::protection::list(&scene.protection, &scene.rules);
    assert_eq!(listed.line.marks, ["unborn"]);
    assert!(due(&scene).contains_key("CP-04"));
}

#[test]
fn pitfall_27_children_of_one_meeting_have_clocks_and_decisions_of_their_own() {
    let meeting = Uuid::from_u128(77);
    let mut clocks = Vec::new();
    for (number, decided) in [(1_u128, "enquiries"), (2, "support")] {
        let mut scene = Scene::new();
        let convene = Convene {
            discussion: Uuid::from_u128(number),
            meeting,
            concern: None,
            called: format!("Child {number}"),
            answers: answers(&scene, &[]),
        };
        scene.protection(SOCIAL_WORKER, &convene).unwrap();
        let given = [("discussion-decided", decided), ("discussion-why", "Said at the table")];
        step(&mut scene, SOCIAL_WORKER, "discussion", &given).unwrap();
        let listed = records::protection::list(&scene.protection, &scene.rules);
        assert!(listed.names.contains(&records::protection::same_meeting(meeting)));
        clocks.push(due(&scene).contains_key("CP-04"));
    }
    assert_eq!(clocks, [true, false]);
}

#[test]
fn a_discussion_does_not_close_with_a_child_of_the_household_undecided() {
    let mut scene = Scene::new();
    step(&mut scene, SOCIAL_WORKER, "convene", &[]).unwrap();
    step(&mut scene, SOCIAL_WORKER, "discussion", &[]).unwrap();
    let undecided = [("children", "called=Robin;decision=enquiry;why=About him|called=Wren")];
    assert_eq!(code(step(&mut scene, SOCIAL_WORKER, "household", &undecided)), "child-undecided");
    assert_eq!(code(step(&mut scene, SOCIAL_WORKER, "household", &[])), "no-child-named");
    let decided = [(
        "children",
        "called=Robin;decision=enquiry;why=About him|called=Wren;decision=no-enquiry;why=Lives elsewhere",
    )];
    step(&mut scene, SOCIAL_WORKER, "household", &decided).unwrap();
    assert!(scene.protection.unclosed_discussion().is_none());
}

#[test]
fn other_agencies_take_a_seat_once_and_see_what_is_theirs() {
    let mut scene = called();
    scene.protection(FRONT_DOOR, &GiveSeat(person(POLICE))).unwrap();
    assert_eq!(code(scene.protection(FRONT_DOOR, &GiveSeat(person(POLICE)))), "seated-already");
    assert_eq!(code(scene.protection(FRONT_DOOR, &GiveSeat(person(ASSESSOR)))), "seat-not-of-an-agency");
    step(&mut scene, FRONT_DOOR, "order", &[("order-kind", "police-protection")]).unwrap();
    let listed = records::protection::list(&scene.protection, &scene.rules);
    let watching = |duty: &str| {
        let found = listed.duties.iter().find(|listed| listed.scheduled.duty == duty).unwrap();
        (found.person, found.watchers.clone())
    };
    assert_eq!(watching("EM-01"), (None, vec![person(POLICE)]));
    // What a conference owes is the chair's, and the lead sees it too.
    assert_eq!(watching("CP-04"), (Some(person(CHAIR)), vec![person(CHAIR), person(SOCIAL_WORKER)]));
    let workers: Vec<_> = listed.involvements.iter().map(|part| part.person).collect();
    assert_eq!(workers, [person(SOCIAL_WORKER), person(CHAIR), person(POLICE)]);
}

#[test]
fn telling_is_decided_for_each_person_and_not_telling_has_an_owner_and_a_day() {
    let mut scene = enquired();
    let review = (scene.today() + 3.days()).to_string();
    let not_yet = [
        ("held-back-who", "Dad"),
        ("held-back-why", "He may lean on her"),
        ("held-back-review", review.as_str()),
    ];
    step(&mut scene, FRONT_DOOR_MANAGER, "not-yet", &not_yet).unwrap();
    let listed = records::protection::list(&scene.protection, &scene.rules);
    let again =
        listed.duties.iter().find(|duty| duty.scheduled.duty == "LS-TELLING").expect("looked at again");
    assert_eq!(
        (again.person, again.scheduled.due),
        (Some(person(FRONT_DOOR_MANAGER)), Due::On(date(2026, 11, 26)))
    );
    assert_eq!(code(step(&mut scene, FRONT_DOOR_MANAGER, "not-yet", &not_yet[..1])), "held-back-why-missing");
    assert_eq!(code(step(&mut scene, FRONT_DOOR_MANAGER, "not-yet", &not_yet[..2])), "held-back-no-review");
    assert!(scene.protection.told_people().is_empty());
    minutes(&mut scene, 5);
    let telling = TellingMade {
        telling: Uuid::from_u128(5),
        person: Some(person(PARENT)),
        capacity: Some(capacity("parent-carer")),
        name: "Jo Larch".into(),
        how: "in-person".into(),
        words: "We are making enquiries.".into(),
        settles: None,
    };
    let tell = |telling: TellingMade, happened| TellPerson { telling, happened };
    for (wrong, refusal) in [
        (TellingMade { name: " ".into(), ..telling.clone() }, "nobody-told"),
        (TellingMade { how: String::new(), ..telling.clone() }, "told-how-missing"),
        (TellingMade { words: String::new(), ..telling.clone() }, "told-words-missing"),
    ] {
        let moment = scene.moment();
        assert_eq!(code(scene.protection(FRONT_DOOR_MANAGER, &tell(wrong, moment))), refusal);
    }
    let moment = scene.moment();
    scene.protection(FRONT_DOOR_MANAGER, &tell(telling, moment)).unwrap();
    assert_eq!(scene.protection.told_people().into_iter().collect::<Vec<_>>(), [person(PARENT)]);
}
