//! What must hold of the table that is shipped, whoever edits it.

use crate::common::{
    anonymous, capacity, family, names, otherdale, parts, person, policy, practitioner, tied_in_every_way,
    wendale,
};
use std::fmt::Write as _;

use access::{
    Action, Actor, CapacitiesRefused, Decision, FieldKind, Policy, RecordKind, Resource, Scope, Side, Source,
    Tie,
};
use expect_test::expect;
use kernel::Partnership;

const ABOUT_A_CHILD: [RecordKind; 10] = [
    RecordKind::ChildRecord,
    RecordKind::AssessmentEntry,
    RecordKind::Comment,
    RecordKind::NeedDecision,
    RecordKind::Plan,
    RecordKind::Letter,
    RecordKind::ReadLog,
    RecordKind::Code,
    RecordKind::Person,
    RecordKind::DutyList,
];

/// Everything the actor may do to things that `prepare` makes, a line for each kind of record and field.
fn allowed(actor: &Actor, prepare: impl Fn(RecordKind, FieldKind) -> Resource) -> String {
    let policy = policy();
    let mut page = String::new();
    for (kind, field) in parts() {
        let actions: Vec<&str> = Action::ALL
            .iter()
            .filter(|action| policy.decide(actor, **action, &prepare(kind, field)).allowed)
            .map(|action| action.as_str())
            .collect();
        if !actions.is_empty() {
            writeln!(page, "{kind} ({field}): {}", actions.join(", ")).unwrap();
        }
    }
    page
}

#[test]
fn nobody_outside_the_practitioners_sees_anything_of_a_concern() {
    let policy = policy();
    for actor in [family(), anonymous()] {
        for (kind, field) in parts() {
            let resource = tied_in_every_way(&policy, kind, field);
            let hidden = kind == RecordKind::Concern
                || matches!(
                    field,
                    FieldKind::Safeguarding | FieldKind::RaiserIdentity | FieldKind::ProtectionStatus
                );
            for action in Action::ALL.iter().filter(|_| hidden) {
                let raises = *action == Action::RaiseConcern
                    && kind == RecordKind::Concern
                    && field == FieldKind::Ordinary;
                let decision = policy.decide(&actor, *action, &resource);
                assert_eq!(decision.allowed, raises, "{actor:?} {action} {kind} {field}");
            }
        }
    }
}

#[test]
fn everybody_may_raise_a_concern_from_anywhere() {
    let policy = policy();
    let concern = Resource::new(RecordKind::Concern, wendale());
    for name in names(&policy, Side::Practitioner) {
        let decision = policy.decide(&practitioner(&[&name]), Action::RaiseConcern, &concern);
        assert!(decision.allowed, "{name}");
        assert_eq!(decision.capacity, Some(capacity(&name)));
    }
    for actor in [family(), anonymous(), practitioner(&[])] {
        let decision = policy.decide(&actor, Action::RaiseConcern, &concern);
        assert!(decision.allowed, "{actor:?}");
        assert!(decision.held_from_family);
    }
}

#[test]
fn a_raiser_follows_their_concern_and_no_more() {
    let policy = policy();
    let school = practitioner(&["school"]);
    let concern = Resource::new(RecordKind::Concern, wendale());
    assert!(!policy.decide(&school, Action::FollowConcern, &concern).allowed);
    let raised = concern.tied(Tie::Raiser);
    assert!(policy.decide(&school, Action::FollowConcern, &raised).allowed);
    for action in [Action::See, Action::List, Action::Download] {
        for field in FieldKind::ALL {
            assert!(
                !policy.decide(&school, action, &raised.clone().field(*field)).allowed,
                "{action} {field}"
            );
        }
    }
}

#[test]
fn the_raiser_is_known_to_the_front_door_alone() {
    let policy = policy();
    for entry in policy.capacities() {
        let sees = RecordKind::ALL.iter().any(|kind| {
            let resource = tied_in_every_way(&policy, *kind, FieldKind::RaiserIdentity);
            policy.decide(&practitioner(&[entry.name.as_str()]), Action::See, &resource).allowed
        });
        assert_eq!(sees, entry.name.as_str().starts_with("front-door-"), "{}", entry.name);
    }
}

#[test]
fn an_asker_sees_what_they_sent_and_the_answers() {
    let sent = |kind, field| {
        Resource::new(kind, wendale()).field(field).tied(Tie::Asker).tied(Tie::Own).tied(Tie::OnRoute)
    };
    expect![[r#"
        request (ordinary): see, list, download, ask, withdraw, pause, comment
        request (own-words): see, list, download
        request (intimate): see, list, download
        request (contact-details): see, correct
        comment (ordinary): see, list
        comment (own-words): see, list
        letter (ordinary): see, list, download
        concern (ordinary): raise-concern
        code (ordinary): see, revoke-code
        person (contact-details): see, correct
        partnership (ordinary): see
        clause (ordinary): see, list
        draft (ordinary): see, ask, write
        draft (own-words): see, write
        draft (intimate): see, write
        draft (contact-details): see, write
        challenge (ordinary): see, list, download, ask, withdraw, comment
        challenge (own-words): see, list, download
        feedback (ordinary): ask
        background (ordinary): see, write
    "#]]
    .assert_eq(&allowed(&family(), sent));
}

#[test]
fn a_stranger_who_asks_about_a_child_finds_nothing() {
    let others = |kind, field| Resource::new(kind, wendale()).field(field).tied(Tie::OnRoute);
    let as_a_stranger = allowed(&family(), others);
    expect![[r#"
        request (ordinary): ask
        concern (ordinary): raise-concern
        partnership (ordinary): see
        clause (ordinary): see, list
        draft (ordinary): ask
        challenge (ordinary): ask
        feedback (ordinary): ask
    "#]]
    .assert_eq(&as_a_stranger);
    assert_eq!(allowed(&anonymous(), others), as_a_stranger);
    for kind in ABOUT_A_CHILD {
        let resource = Resource::new(kind, wendale());
        assert_eq!(policy().decide(&family(), Action::See, &resource), Decision::NOT_ALLOWED, "{kind}");
        assert_eq!(policy().scope(&anonymous(), Action::List, kind), Scope::Nothing, "{kind}");
    }
}

#[test]
fn nobody_in_a_family_sees_how_another_household_is_reached() {
    let policy = policy();
    for kind in RecordKind::ALL {
        let mut resource = tied_in_every_way(&policy, *kind, FieldKind::ContactDetails);
        resource.ties.remove(&Tie::Own);
        for action in Action::ALL {
            assert!(!policy.decide(&family(), *action, &resource).allowed, "{action} {kind}");
        }
    }
    let own = Resource::new(RecordKind::Person, wendale()).field(FieldKind::ContactDetails).tied(Tie::Own);
    assert!(policy.decide(&family(), Action::Correct, &own).allowed);
}

#[test]
fn what_one_person_said_is_not_shown_to_another_until_shared() {
    let policy = policy();
    for name in names(&policy, Side::Family) {
        let entry = Resource::new(RecordKind::AssessmentEntry, wendale())
            .field(FieldKind::OwnWords)
            .involved_as(capacity(&name));
        assert!(!policy.decide(&family(), Action::See, &entry).allowed, "{name}");
        for tie in [Tie::Own, Tie::Shared] {
            assert!(policy.decide(&family(), Action::See, &entry.clone().tied(tie)).allowed, "{name} {tie}");
        }
    }
}

#[test]
fn a_parent_can_neither_withdraw_nor_pause_what_another_asked() {
    let policy = policy();
    let mut request = tied_in_every_way(&policy, RecordKind::Request, FieldKind::Ordinary);
    request.ties.remove(&Tie::Asker);
    for action in [Action::Withdraw, Action::Pause] {
        assert!(!policy.decide(&family(), action, &request).allowed);
        assert!(policy.decide(&family(), action, &request.clone().tied(Tie::Asker)).allowed);
    }
    let announced = Resource::new(RecordKind::Request, wendale()).involved_as(capacity("parent-carer"));
    assert!(!policy.decide(&family(), Action::See, &announced).allowed);
}

#[test]
fn sign_off_is_by_a_supervisor_who_did_not_write_it() {
    let policy = policy();
    for (kind, field) in parts() {
        let resource = tied_in_every_way(&policy, kind, field);
        for entry in policy.capacities() {
            let may =
                policy.decide(&practitioner(&[entry.name.as_str()]), Action::SignOff, &resource).allowed;
            assert!(!may || entry.name.as_str() == "practice-supervisor", "{}", entry.name);
        }
    }
    let decision = Resource::new(RecordKind::NeedDecision, wendale()).tied(Tie::OnRoute);
    assert!(policy.decide(&practitioner(&["practice-supervisor"]), Action::SignOff, &decision).allowed);

    let separated = |action, who, earlier: &[(Action, u128)]| {
        let earlier = earlier.iter().map(|(step, by)| (*step, person(*by)));
        policy.separate_persons(action, person(who), earlier).is_some()
    };
    for (action, earlier) in [
        (Action::SignOff, Action::Write),
        (Action::SignOff, Action::ProposeDecision),
        (Action::ConfirmRoute, Action::ProposeRoute),
        (Action::DecideResources, Action::Write),
        (Action::ReviewUrgent, Action::OpenUrgently),
    ] {
        assert!(separated(action, 1, &[(earlier, 1)]), "{action} after {earlier}");
        assert!(!separated(action, 1, &[(earlier, 2)]), "{action} by another than {earlier}");
    }
    assert!(!separated(Action::SignOff, 1, &[(Action::See, 1)]));
    assert!(!separated(Action::AnswerConcern, 1, &[(Action::RaiseConcern, 1), (Action::MarkSeen, 1)]));
}

#[test]
fn whoever_decides_resources_may_not_write_the_assessment() {
    let policy = policy();
    let actor = practitioner(&["resource-decision-maker"]);
    for action in
        [Action::Write, Action::Correct, Action::StrikeOut, Action::ProposeDecision, Action::SignOff]
    {
        for kind in [RecordKind::AssessmentEntry, RecordKind::NeedDecision] {
            let resource = tied_in_every_way(&policy, kind, FieldKind::Ordinary);
            assert!(!policy.decide(&actor, action, &resource).allowed, "{action} {kind}");
        }
    }
}

#[test]
fn the_administrator_sees_no_childs_record() {
    let policy = policy();
    let tied = |kind, field| tied_in_every_way(&policy, kind, field);
    expect![[r#"
        request (ordinary): ask
        concern (ordinary): raise-concern, follow-concern
        contact (ordinary): ask, follow-concern
        practitioner (ordinary): see, list, write, correct
        partnership (ordinary): see, publish-protocol
        clause (ordinary): see, list, write
        account (ordinary): see, list, write, manage-accounts
        draft (ordinary): see, ask, write
        challenge (ordinary): ask
        feedback (ordinary): ask
        retention (ordinary): retain
    "#]]
    .assert_eq(&allowed(&practitioner(&["administrator"]), tied));
}

#[test]
fn schools_and_health_services_see_only_their_own_children_and_nothing_intimate() {
    let policy = policy();
    for name in ["school", "health-professional"] {
        let actor = practitioner(&[name]);
        for kind in ABOUT_A_CHILD {
            let mut strange = tied_in_every_way(&policy, kind, FieldKind::Ordinary);
            strange.involved_as.clear();
            for action in Action::ALL {
                assert!(!policy.decide(&actor, *action, &strange).allowed, "{name} {action} {kind}");
            }
            let intimate = tied_in_every_way(&policy, kind, FieldKind::Intimate);
            assert!(!policy.decide(&actor, Action::See, &intimate).allowed, "{name} {kind}");
        }
        let theirs = Resource::new(RecordKind::ChildRecord, wendale()).involved_as(capacity(name));
        assert!(policy.decide(&actor, Action::See, &theirs).allowed);
    }
}

#[test]
fn only_safeguarding_capacities_open_urgently() {
    let policy = policy();
    let record = Resource::new(RecordKind::ChildRecord, wendale());
    for entry in policy.capacities() {
        let actor = practitioner(&[entry.name.as_str()]);
        let opens = policy.decide(&actor, Action::OpenUrgently, &record).allowed;
        assert_eq!(opens, entry.safeguarding, "{}", entry.name);
        let opened = policy.decide(&actor, Action::See, &record.clone().tied(Tie::Urgent));
        assert_eq!(opened.allowed, entry.safeguarding, "{}", entry.name);
        assert!(!policy.decide(&actor, Action::See, &record).allowed, "{}", entry.name);
        let search = Resource::new(RecordKind::Search, wendale());
        assert_eq!(policy.decide(&actor, Action::FindKnown, &search).allowed, entry.safeguarding);
    }
}

#[test]
fn readings_by_the_front_door_and_the_police_are_held_from_the_family() {
    let policy = policy();
    let mut held = 0;
    for entry in policy.capacities().iter().filter(|entry| entry.safeguarding) {
        for (kind, field) in parts() {
            let resource = tied_in_every_way(&policy, kind, field);
            let decision = policy.decide(&practitioner(&[entry.name.as_str()]), Action::See, &resource);
            let published = decision.capacity == Some(capacity("public"));
            assert_eq!(decision.held_from_family, decision.allowed && !published, "{} {kind}", entry.name);
            held += usize::from(decision.held_from_family);
        }
    }
    assert!(held > 0);
    let record = Resource::new(RecordKind::ChildRecord, wendale()).tied(Tie::OnRoute);
    assert!(!policy.decide(&practitioner(&["navigator"]), Action::See, &record).held_from_family);
}

/// Whoever an author's own table lets read it, what belongs to a concern is held by its kind and field.
#[test]
fn what_belongs_to_a_concern_is_held_whoever_reads_it() {
    let text = format!(
        "{}\n[[allow]]\ncapacities = [\"navigator\"]\nrelationships = [\"partnership\"]\nactions = [\"see\"]\n\
         kinds = [\"read-log\", \"concern\"]\nfields = [\"ordinary\", \"safeguarding\", \"raiser-identity\"]\n\
         reason = \"Any.\"\nrule = \"Any\"\n",
        include_str!("../../../../policies/capacities.toml")
    );
    let policy = Policy::from_source(Source { path: "own.toml".to_owned(), text }).unwrap();
    for (kind, field, held) in [
        (RecordKind::ReadLog, FieldKind::Ordinary, false),
        (RecordKind::ReadLog, FieldKind::Safeguarding, true),
        (RecordKind::ReadLog, FieldKind::RaiserIdentity, true),
        (RecordKind::Concern, FieldKind::Ordinary, true),
    ] {
        let resource = Resource::new(kind, wendale()).field(field);
        let decision = policy.decide(&practitioner(&["navigator"]), Action::See, &resource);
        assert_eq!((decision.allowed, decision.held_from_family), (true, held), "{kind} {field}");
    }
}

#[test]
fn while_a_record_is_open_urgently_it_is_read_in_that_capacity() {
    let policy = policy();
    let both = practitioner(&["navigator", "front-door-practitioner"]);
    let record = Resource::new(RecordKind::ChildRecord, wendale()).tied(Tie::OnRoute);
    let usual = policy.decide(&both, Action::See, &record);
    assert_eq!((usual.capacity, usual.held_from_family), (Some(capacity("navigator")), false));
    let urgent = policy.decide(&both, Action::See, &record.tied(Tie::Urgent));
    assert_eq!((urgent.capacity, urgent.held_from_family), (Some(capacity("front-door-practitioner")), true));
}

#[test]
fn the_first_capacity_of_an_account_is_the_one_that_is_logged() {
    let policy = policy();
    let request = Resource::new(RecordKind::Request, wendale()).tied(Tie::OnRoute);
    for order in [["navigator", "practice-supervisor"], ["practice-supervisor", "navigator"]] {
        let actor = practitioner(&order);
        assert_eq!(policy.decide(&actor, Action::Triage, &request).capacity, Some(capacity(order[0])));
        let narrowed = actor.acting_as(&capacity(order[1])).unwrap();
        assert_eq!(policy.decide(&narrowed, Action::Triage, &request).capacity, Some(capacity(order[1])));
        assert_eq!(actor.acting_as(&capacity("administrator")), None);
    }
}

#[test]
fn an_involvement_and_the_account_must_name_the_same_capacity() {
    let policy = policy();
    let allocated =
        Resource::new(RecordKind::AssessmentEntry, wendale()).involved_as(capacity("lead-assessor"));
    assert!(policy.decide(&practitioner(&["lead-assessor"]), Action::Write, &allocated).allowed);
    assert!(!policy.decide(&practitioner(&["navigator"]), Action::Write, &allocated).allowed);
    assert!(!policy.decide(&family(), Action::Write, &allocated).allowed);
    let ended = Resource::new(RecordKind::AssessmentEntry, wendale());
    assert!(!policy.decide(&practitioner(&["lead-assessor"]), Action::Write, &ended).allowed);
}

#[test]
fn nothing_of_another_partnership_is_allowed() {
    let policy = policy();
    let elsewhere =
        |kind, field| Resource { partnership: otherdale(), ..tied_in_every_way(&policy, kind, field) };
    let everything = names(&policy, Side::Practitioner);
    let everything: Vec<&str> = everything.iter().map(String::as_str).collect();
    for actor in [practitioner(&everything), family(), anonymous()] {
        assert_eq!(allowed(&actor, elsewhere), "");
    }
}

#[test]
fn an_account_has_only_capacities_that_go_together() {
    let policy = policy();
    let check = |given: &[&str], qualified| {
        let given: Vec<_> = given.iter().map(|name| capacity(name)).collect();
        policy.check_capacities(&given, qualified)
    };
    assert_eq!(check(&["navigator", "lead-assessor"], false), Ok(()));
    assert_eq!(check(&["practice-supervisor"], true), Ok(()));
    assert_eq!(
        check(&["practice-supervisor"], false),
        Err(CapacitiesRefused::NeedsSocialWorkQualification(capacity("practice-supervisor")))
    );
    assert_eq!(
        check(&["front-door-manager", "resource-decision-maker"], true),
        Err(CapacitiesRefused::NeverTogether(
            capacity("front-door-manager"),
            capacity("resource-decision-maker")
        ))
    );
    for not_theirs in ["parent-carer", "asker", "public", "head-of-everything"] {
        let refused = CapacitiesRefused::NotForPractitioners(capacity(not_theirs));
        assert_eq!(check(&[not_theirs], true), Err(refused));
    }
}

#[test]
fn a_partnership_is_compared_whole() {
    let near: Partnership = Partnership::new("wendal").unwrap();
    let clause = Resource::new(RecordKind::Clause, near);
    assert_eq!(policy().decide(&anonymous(), Action::See, &clause), Decision::NOT_ALLOWED);
}
