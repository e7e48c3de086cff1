//! What is acted upon, and how an actor stands to it.

use std::collections::BTreeSet;

use kernel::{Capacity, Partnership, PersonId};

use crate::{Actor, FieldKind, RecordKind, Tie};

/// The facts of one record that matter for access: a row of the list, before anybody in particular looks at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordFacts {
    /// The partnership that holds it.
    pub partnership: Partnership,
    /// Whether it is on the support route.
    pub on_support_route: bool,
    /// Every current, confirmed involvement in the child it is about. Ended ones are left out, and so are those of
    /// family members whom nobody has confirmed yet.
    pub involved: BTreeSet<(PersonId, Capacity)>,
    /// Who sent the request that this is, or that this answers.
    pub asked_by: BTreeSet<PersonId>,
    /// Whose own it is; see [`crate::Relationship::Own`].
    pub own_of: BTreeSet<PersonId>,
    /// With whom those whose own it is have agreed to share it.
    pub shared_with: BTreeSet<PersonId>,
    /// Who raised the concern that this is.
    pub raised_by: BTreeSet<PersonId>,
    /// Who has it open urgently now.
    pub opened_urgently_by: BTreeSet<PersonId>,
    /// Who covers today for somebody involved, and may act in the same capacity.
    pub covered_by: BTreeSet<PersonId>,
}

impl RecordFacts {
    /// A record to which nobody is tied yet.
    pub fn new(partnership: Partnership) -> Self {
        Self {
            partnership,
            on_support_route: false,
            involved: BTreeSet::new(),
            asked_by: BTreeSet::new(),
            own_of: BTreeSet::new(),
            shared_with: BTreeSet::new(),
            raised_by: BTreeSet::new(),
            opened_urgently_by: BTreeSet::new(),
            covered_by: BTreeSet::new(),
        }
    }

    /// Whether this tie exists between the record and this person.
    pub fn has(&self, tie: Tie, person: PersonId) -> bool {
        match tie {
            Tie::OnRoute => self.on_support_route,
            Tie::Asker => self.asked_by.contains(&person),
            Tie::Own => self.own_of.contains(&person),
            Tie::Shared => self.shared_with.contains(&person),
            Tie::Raiser => self.raised_by.contains(&person),
            Tie::Urgent => self.opened_urgently_by.contains(&person),
            Tie::Covering => self.covered_by.contains(&person),
        }
    }
}

/// A part of one thing, and how one actor stands to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resource {
    /// What it is.
    pub kind: RecordKind,
    /// Which kind of part of it.
    pub field: FieldKind,
    /// The partnership that holds it.
    pub partnership: Partnership,
    /// What ties the actor to it.
    pub ties: BTreeSet<Tie>,
    /// The capacities in which the actor is currently involved in the child it is about.
    pub involved_as: BTreeSet<Capacity>,
}

impl Resource {
    /// An ordinary part of a thing to which the actor has no tie.
    pub fn new(kind: RecordKind, partnership: Partnership) -> Self {
        let field = FieldKind::Ordinary;
        Self { kind, field, partnership, ties: BTreeSet::new(), involved_as: BTreeSet::new() }
    }

    /// How this actor stands to a thing with these facts.
    pub fn of(actor: &Actor, kind: RecordKind, field: FieldKind, facts: &RecordFacts) -> Self {
        let mut resource = Self::new(kind, facts.partnership.clone()).field(field);
        if let Some(person) = actor.person() {
            resource.ties = Tie::ALL.iter().copied().filter(|tie| facts.has(*tie, person)).collect();
            resource.involved_as = facts
                .involved
                .iter()
                .filter(|(involved, _)| *involved == person)
                .map(|(_, capacity)| capacity.clone())
                .collect();
        }
        resource
    }

    /// The same, for another kind of field.
    #[must_use]
    pub fn field(mut self, field: FieldKind) -> Self {
        self.field = field;
        self
    }

    /// The same, with this tie.
    #[must_use]
    pub fn tied(mut self, tie: Tie) -> Self {
        self.ties.insert(tie);
        self
    }

    /// The same, with a current involvement of the actor in this capacity.
    #[must_use]
    pub fn involved_as(mut self, capacity: Capacity) -> Self {
        self.involved_as.insert(capacity);
        self
    }
}
