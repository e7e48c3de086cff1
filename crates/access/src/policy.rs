//! The table, and what it answers.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use kernel::Capacity;
use thiserror::Error;

use crate::load::{LoadErrors, Source};
use crate::scope::{Scope, way_in};
use crate::{Action, Actor, FieldKind, RecordKind, Relationship, Resource, Separation};

/// The files of `policies/`, compiled in.
const EMBEDDED: [(&str, &str); 3] = [
    ("policies/capacities.toml", include_str!("../../../policies/capacities.toml")),
    ("policies/policies.toml", include_str!("../../../policies/policies.toml")),
    ("policies/limits.toml", include_str!("../../../policies/limits.toml")),
];

/// Who can have a capacity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// A practitioner, by their account.
    Practitioner,
    /// Another agency's system, by a key that was given to it.
    System,
    /// A member of the family or somebody they chose, by a confirmed involvement in the child.
    Family,
    /// Whoever holds a code, before and after they are confirmed.
    Asker,
    /// Anybody at all.
    Public,
}

impl Side {
    /// The word, as the data has it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Practitioner => "practitioner",
            Self::System => "system",
            Self::Family => "family",
            Self::Asker => "asker",
            Self::Public => "public",
        }
    }
}

/// One capacity, as `policies/capacities.toml` describes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CapacityEntry {
    /// Its name in data.
    pub name: Capacity,
    /// What people call it.
    pub title: String,
    /// What it does, in a sentence.
    pub description: String,
    /// Who can have it.
    pub side: Side,
    /// Whether it takes a social-work qualification.
    pub social_work_qualified: bool,
    /// Whether it works at the safeguarding front door or for the police; its readings are kept from the family
    /// until a named person decides to tell.
    pub safeguarding: bool,
    /// The capacities that the same practitioner may not also hold.
    pub never_with: BTreeSet<Capacity>,
    /// Where it is written.
    pub place: Place,
}

/// A place in the data.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file.
    pub file: Arc<str>,
    /// The line, from 1.
    pub line: usize,
}

/// What a row says about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowRef {
    /// Why, in plain words.
    pub reason: Arc<str>,
    /// The law, guidance or rule of the house that it rests on.
    pub rule: Arc<str>,
    /// Where it is written.
    pub place: Place,
}

/// One cell of the table: somebody in this capacity, standing in this relationship, may do this.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    /// In which capacity.
    pub capacity: Capacity,
    /// Standing how.
    pub relationship: Relationship,
    /// What they may do.
    pub action: Action,
    /// To what.
    pub kind: RecordKind,
    /// To which part of it.
    pub field: FieldKind,
    /// Why.
    pub row: RowRef,
}

/// Whether somebody may, in which capacity, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Whether they may.
    pub allowed: bool,
    /// The row that allows it.
    pub row: Option<RowRef>,
    /// In which capacity; it goes into the event's header and the read log.
    pub capacity: Option<Capacity>,
    /// By which relationship.
    pub relationship: Option<Relationship>,
    /// Whether a reading under this decision is kept from the family's page until a named person decides to tell.
    pub held_from_family: bool,
}

impl Decision {
    /// What every answer is that no row allows.
    pub const NOT_ALLOWED: Self =
        Self { allowed: false, row: None, capacity: None, relationship: None, held_from_family: false };
}

/// A practitioner's account may not have these capacities.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CapacitiesRefused {
    /// The name is not in the table, or is not for practitioners.
    #[error("`{0}` is not a capacity of practitioners: choose one from policies/capacities.toml")]
    NotForPractitioners(Capacity),
    /// The capacity takes a qualification.
    #[error("`{0}` needs a social-work-qualified practitioner: record the qualification first")]
    NeedsSocialWorkQualification(Capacity),
    /// Two capacities are kept in separate hands.
    #[error("`{0}` and `{1}` are kept in separate hands: give them to two people")]
    NeverTogether(Capacity, Capacity),
}

type Cell = (Action, RecordKind, FieldKind);

/// The one table of who may see or do what.
#[derive(Debug, Clone)]
pub struct Policy {
    capacities: Vec<CapacityEntry>,
    /// Every grant of a cell, by precedence of relationship and then in the order of the capacities.
    grants: BTreeMap<Cell, Vec<Grant>>,
    separations: Vec<Separation>,
}

impl Policy {
    /// The table that is compiled in.
    pub fn embedded() -> Result<Self, LoadErrors> {
        Self::from_sources(
            EMBEDDED.map(|(path, text)| Source { path: path.to_owned(), text: text.to_owned() }),
        )
    }

    /// The table in one text.
    pub fn from_source(source: Source) -> Result<Self, LoadErrors> {
        Self::from_sources([source])
    }

    /// The table in several texts, for authors who keep their own folder. Any of them may have any section.
    pub fn from_sources(sources: impl IntoIterator<Item = Source>) -> Result<Self, LoadErrors> {
        crate::load::load(sources)
    }

    pub(crate) fn assemble(
        capacities: Vec<CapacityEntry>,
        grants: Vec<Grant>,
        separations: Vec<Separation>,
    ) -> Self {
        let mut cells: BTreeMap<Cell, Vec<Grant>> = BTreeMap::new();
        for grant in grants {
            cells.entry((grant.action, grant.kind, grant.field)).or_default().push(grant);
        }
        let position = |name: &Capacity| capacities.iter().position(|entry| entry.name == *name);
        for cell in cells.values_mut() {
            cell.sort_by_key(|grant| (grant.relationship, position(&grant.capacity)));
        }
        Self { capacities, grants: cells, separations }
    }

    /// Whether this actor may do this to this.
    pub fn decide(&self, actor: &Actor, action: Action, resource: &Resource) -> Decision {
        if *actor.partnership() != resource.partnership {
            return Decision::NOT_ALLOWED;
        }
        let allowing = self.cell((action, resource.kind, resource.field)).iter().filter(|grant| {
            self.capacity(&grant.capacity)
                .and_then(|entry| way_in(actor, entry, grant.relationship))
                .is_some_and(|part| part.holds(resource))
        });
        // The account's first capacity is the usual one; within a relationship it is the one that is logged.
        let usual = |grant: &&Grant| {
            actor.capacities().iter().position(|held| *held == grant.capacity).unwrap_or(usize::MAX)
        };
        allowing.min_by_key(|grant| (grant.relationship, usual(grant))).map_or(
            Decision::NOT_ALLOWED,
            |grant| Decision {
                allowed: true,
                row: Some(grant.row.clone()),
                capacity: Some(grant.capacity.clone()),
                relationship: Some(grant.relationship),
                held_from_family: self.held_from_family(grant),
            },
        )
    }

    fn held_from_family(&self, grant: &Grant) -> bool {
        matches!(
            grant.kind,
            RecordKind::Concern
                | RecordKind::Protection
                | RecordKind::Contact
                | RecordKind::LookedAfter
                | RecordKind::Place
        ) || matches!(grant.field, FieldKind::Safeguarding | FieldKind::RaiserIdentity)
            || self.capacity(&grant.capacity).is_some_and(|entry| entry.safeguarding)
    }

    /// Which rows of a list of this kind the actor may have, for what is ordinary in them.
    pub fn scope(&self, actor: &Actor, action: Action, kind: RecordKind) -> Scope {
        self.scope_of_field(actor, action, kind, FieldKind::Ordinary)
    }

    /// Which rows of a list of this kind the actor may have, for this kind of field in them.
    pub fn scope_of_field(&self, actor: &Actor, action: Action, kind: RecordKind, field: FieldKind) -> Scope {
        let parts = self
            .cell((action, kind, field))
            .iter()
            .filter_map(|grant| way_in(actor, self.capacity(&grant.capacity)?, grant.relationship))
            .collect();
        Scope::of_parts(actor, parts)
    }

    /// Whether one practitioner's account may hold these capacities together.
    pub fn check_capacities(
        &self,
        capacities: &[Capacity],
        social_work_qualified: bool,
    ) -> Result<(), CapacitiesRefused> {
        for name in capacities {
            let entry = self
                .capacity(name)
                .filter(|entry| entry.side == Side::Practitioner)
                .ok_or_else(|| CapacitiesRefused::NotForPractitioners(name.clone()))?;
            if entry.social_work_qualified && !social_work_qualified {
                return Err(CapacitiesRefused::NeedsSocialWorkQualification(name.clone()));
            }
            if let Some(other) = capacities.iter().find(|other| entry.never_with.contains(other)) {
                return Err(CapacitiesRefused::NeverTogether(name.clone(), other.clone()));
            }
        }
        Ok(())
    }

    /// Every capacity, in the order of the data.
    pub fn capacities(&self) -> &[CapacityEntry] {
        &self.capacities
    }

    /// The capacity of this name.
    pub fn capacity(&self, name: &Capacity) -> Option<&CapacityEntry> {
        self.capacities.iter().find(|entry| entry.name == *name)
    }

    /// Every grant: by action, kind and field, then by precedence of relationship.
    pub fn grants(&self) -> impl Iterator<Item = &Grant> {
        self.grants.values().flatten()
    }

    /// Every pair of steps that are kept in separate hands.
    pub fn separations(&self) -> &[Separation] {
        &self.separations
    }

    fn cell(&self, cell: Cell) -> &[Grant] {
        self.grants.get(&cell).map_or(&[], Vec::as_slice)
    }
}
