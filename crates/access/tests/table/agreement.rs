//! The decision on one thing, the filter of a list, and a naive reading of the table agree, row by row.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::common::{capacity, otherdale, person, policy, wendale};
use access::{
    Action, Actor, FieldKind, Grant, Policy, RecordFacts, RecordKind, Relationship, Resource, Side, Source,
};
use kernel::{Capacity, Partnership, PersonId};
use proptest::collection::{btree_set, vec};
use proptest::prelude::*;

const CAPACITIES: &str = include_str!("../../../../policies/capacities.toml");

static POLICY: LazyLock<Policy> = LazyLock::new(policy);

/// Every (action, kind, field) that any row allows to anybody, and one that none does.
static CELLS: LazyLock<BTreeSet<(Action, RecordKind, FieldKind)>> = LazyLock::new(|| {
    let nothing = (Action::ManageAccounts, RecordKind::Letter, FieldKind::Intimate);
    POLICY.grants().map(|grant| (grant.action, grant.kind, grant.field)).chain([nothing]).collect()
});

fn some_partnership() -> impl Strategy<Value = Partnership> {
    prop_oneof![4 => Just(wendale()), 1 => Just(otherdale())]
}

fn some_person() -> impl Strategy<Value = PersonId> {
    (1_u128..4).prop_map(person)
}

fn some_people() -> impl Strategy<Value = BTreeSet<PersonId>> {
    btree_set(some_person(), 0..3)
}

/// Any capacity of the table, also those of the other side, and one that is not in it.
fn some_capacity() -> impl Strategy<Value = Capacity> {
    let mut all: Vec<Capacity> = POLICY.capacities().iter().map(|entry| entry.name.clone()).collect();
    all.push(capacity("not-in-the-table"));
    proptest::sample::select(all)
}

fn some_actor() -> impl Strategy<Value = Actor> {
    prop_oneof![
        1 => some_partnership().prop_map(|partnership| Actor::Anonymous { partnership }),
        4 => (some_partnership(), some_person())
            .prop_map(|(partnership, person)| Actor::Family { partnership, person }),
        8 => (some_partnership(), some_person(), vec(some_capacity(), 0..4)).prop_map(
            |(partnership, person, capacities)| {
                Actor::Practitioner { partnership, person, agency: "Wendale Council".to_owned(), capacities }
            }
        ),
    ]
}

fn some_facts() -> impl Strategy<Value = RecordFacts> {
    let people = (some_people(), some_people(), some_people(), some_people(), some_people());
    let involved = btree_set((some_person(), some_capacity()), 0..12);
    (some_partnership(), any::<bool>(), involved, people).prop_map(
        |(partnership, on_support_route, involved, (asked_by, own_of, shared_with, raised_by, opened))| {
            RecordFacts {
                partnership,
                on_support_route,
                involved,
                asked_by,
                own_of,
                shared_with,
                raised_by,
                covered_by: opened.clone(),
                opened_urgently_by: opened,
            }
        },
    )
}

/// One row of the table read as a person would read it.
fn naive_row(policy: &Policy, actor: &Actor, grant: &Grant, facts: &RecordFacts) -> bool {
    let side = policy.capacity(&grant.capacity).unwrap().side;
    let who = match actor {
        Actor::Anonymous { .. } => None,
        Actor::Practitioner { person, .. } | Actor::Family { person, .. } => Some(*person),
    };
    let is_in = |people: &BTreeSet<PersonId>| who.is_some_and(|who| people.contains(&who));
    let involved = || who.is_some_and(|who| facts.involved.contains(&(who, grant.capacity.clone())));
    let has_the_capacity = match (side, actor) {
        (Side::Public, _) | (Side::Asker, Actor::Family { .. }) => true,
        (Side::Practitioner | Side::System, Actor::Practitioner { capacities, .. }) => {
            capacities.contains(&grant.capacity)
        }
        (Side::Family, Actor::Family { .. }) => involved(),
        _ => false,
    };
    let stands_so = match grant.relationship {
        Relationship::Anyone => matches!(side, Side::Public | Side::Practitioner),
        Relationship::Partnership => matches!(side, Side::Practitioner | Side::System),
        Relationship::Route => side == Side::Practitioner && facts.on_support_route,
        Relationship::Urgent => side == Side::Practitioner && is_in(&facts.opened_urgently_by),
        Relationship::Allocated => side == Side::Practitioner && involved(),
        Relationship::Covering => side == Side::Practitioner && is_in(&facts.covered_by),
        Relationship::Family => side == Side::Family && involved(),
        Relationship::Own => !matches!(side, Side::Public | Side::System) && is_in(&facts.own_of),
        Relationship::Asker => !matches!(side, Side::Public | Side::System) && is_in(&facts.asked_by),
        Relationship::Shared => {
            matches!(side, Side::Practitioner | Side::Family) && is_in(&facts.shared_with)
        }
        Relationship::Raiser => matches!(side, Side::Practitioner | Side::Family) && is_in(&facts.raised_by),
    };
    *actor.partnership() == facts.partnership && has_the_capacity && stands_so
}

/// A table with any rows at all for one cell, held by no limit.
fn some_table() -> impl Strategy<Value = Policy> {
    let rows = btree_set((0..POLICY.capacities().len(), proptest::sample::select(Relationship::ALL)), 0..24);
    rows.prop_map(|rows| {
        let mut text = CAPACITIES.to_owned();
        for (capacity, relationship) in rows {
            let capacity = &POLICY.capacities()[capacity].name;
            text += &[
                "[[allow]]",
                &format!("capacities = [\"{capacity}\"]"),
                &format!("relationships = [\"{relationship}\"]"),
                "actions = [\"list\"]",
                "kinds = [\"plan\"]",
                "reason = \"Any.\"",
                "rule = \"Any\"",
                "",
            ]
            .join("\n");
        }
        Policy::from_source(Source { path: "any.toml".to_owned(), text }).unwrap()
    })
}

proptest! {
    #[test]
    fn they_agree_whatever_the_table_says(policy in some_table(), actor in some_actor(), facts in some_facts()) {
        let (action, kind) = (Action::List, RecordKind::Plan);
        let expected = policy.grants().any(|grant| naive_row(&policy, &actor, grant, &facts));
        let resource = Resource::of(&actor, kind, FieldKind::Ordinary, &facts);
        prop_assert_eq!(policy.decide(&actor, action, &resource).allowed, expected);
        let scope = policy.scope(&actor, action, kind);
        prop_assert_eq!(scope.admits(&facts), expected, "{:?}", scope);
    }

    #[test]
    fn decision_scope_and_table_agree(actor in some_actor(), facts in some_facts()) {
        for (action, kind, field) in CELLS.iter().copied() {
            let expected: BTreeSet<&Capacity> = POLICY
                .grants()
                .filter(|grant| (grant.action, grant.kind, grant.field) == (action, kind, field))
                .filter(|grant| naive_row(&POLICY, &actor, grant, &facts))
                .map(|grant| &grant.capacity)
                .collect();
            let decision = POLICY.decide(&actor, action, &Resource::of(&actor, kind, field, &facts));
            prop_assert_eq!(decision.allowed, !expected.is_empty(), "{} {} {}", action, kind, field);
            prop_assert_eq!(decision.row.is_some(), decision.allowed);
            if let Some(capacity) = &decision.capacity {
                prop_assert!(expected.contains(capacity), "{} for {} {} {}", capacity, action, kind, field);
            }
            let scope = POLICY.scope_of_field(&actor, action, kind, field);
            prop_assert_eq!(scope.admits(&facts), decision.allowed, "{:?}: {} {} {}", scope, action, kind, field);
            if field == FieldKind::Ordinary {
                prop_assert_eq!(POLICY.scope(&actor, action, kind), scope);
            }
        }
    }

    #[test]
    fn another_partnership_is_never_reached(actor in some_actor(), facts in some_facts()) {
        let elsewhere = if *actor.partnership() == wendale() { otherdale() } else { wendale() };
        let facts = RecordFacts { partnership: elsewhere, ..facts };
        for (action, kind, field) in CELLS.iter().copied() {
            prop_assert!(!POLICY.decide(&actor, action, &Resource::of(&actor, kind, field, &facts)).allowed);
            prop_assert!(!POLICY.scope_of_field(&actor, action, kind, field).admits(&facts));
        }
    }
}

/// No row is idle: for each there is somebody and something for which it allows.
#[test]
fn every_row_can_allow() {
    for grant in POLICY.grants() {
        let who = person(1);
        let actor = match POLICY.capacity(&grant.capacity).unwrap().side {
            Side::Public => Actor::Anonymous { partnership: wendale() },
            Side::Asker | Side::Family => Actor::Family { partnership: wendale(), person: who },
            Side::Practitioner | Side::System => Actor::Practitioner {
                partnership: wendale(),
                person: who,
                agency: "Wendale Council".to_owned(),
                capacities: vec![grant.capacity.clone()],
            },
        };
        let only = |relationship| {
            if grant.relationship == relationship { BTreeSet::from([who]) } else { BTreeSet::new() }
        };
        let facts = RecordFacts {
            on_support_route: grant.relationship == Relationship::Route,
            involved: BTreeSet::from([(who, grant.capacity.clone())]),
            asked_by: only(Relationship::Asker),
            own_of: only(Relationship::Own),
            shared_with: only(Relationship::Shared),
            raised_by: only(Relationship::Raiser),
            opened_urgently_by: only(Relationship::Urgent),
            covered_by: only(Relationship::Covering),
            ..RecordFacts::new(wendale())
        };
        let resource = Resource::of(&actor, grant.kind, grant.field, &facts);
        assert!(POLICY.decide(&actor, grant.action, &resource).allowed, "{grant:?}");
        let scope = POLICY.scope_of_field(&actor, grant.action, grant.kind, grant.field);
        assert!(scope.admits(&facts), "{grant:?}");
    }
}
