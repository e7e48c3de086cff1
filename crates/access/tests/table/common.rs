//! What the tests share: short ways to say who, what and how.

use access::{Actor, FieldKind, Policy, RecordKind, Resource, Side, Tie};
use kernel::{Capacity, Partnership, PersonId};
use uuid::Uuid;

pub fn policy() -> Policy {
    Policy::embedded().unwrap_or_else(|errors| panic!("{errors}"))
}

pub fn wendale() -> Partnership {
    Partnership::new("wendale").unwrap()
}

pub fn otherdale() -> Partnership {
    Partnership::new("otherdale").unwrap()
}

pub fn capacity(name: &str) -> Capacity {
    Capacity::new(name).unwrap()
}

pub fn person(number: u128) -> PersonId {
    PersonId(Uuid::from_u128(number))
}

pub fn practitioner(capacities: &[&str]) -> Actor {
    Actor::Practitioner {
        partnership: wendale(),
        person: person(1),
        agency: "Wendale Council".to_owned(),
        capacities: capacities.iter().map(|name| capacity(name)).collect(),
    }
}

pub fn family() -> Actor {
    Actor::Family { partnership: wendale(), person: person(2) }
}

pub fn anonymous() -> Actor {
    Actor::Anonymous { partnership: wendale() }
}

pub fn names(policy: &Policy, side: Side) -> Vec<String> {
    policy
        .capacities()
        .iter()
        .filter(|entry| entry.side == side)
        .map(|entry| entry.name.to_string())
        .collect()
}

/// A thing to which the actor has every tie there is, and in which they are involved in every capacity.
pub fn tied_in_every_way(policy: &Policy, kind: RecordKind, field: FieldKind) -> Resource {
    let mut resource = Resource::new(kind, wendale()).field(field);
    resource.ties.extend(Tie::ALL);
    resource.involved_as.extend(policy.capacities().iter().map(|entry| entry.name.clone()));
    resource
}

/// Every kind of record with every kind of field.
pub fn parts() -> impl Iterator<Item = (RecordKind, FieldKind)> {
    RecordKind::ALL.iter().flat_map(|kind| FieldKind::ALL.iter().map(|field| (*kind, *field)))
}
