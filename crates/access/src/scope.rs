//! The filter of a list, derived from the same table as each decision.

use std::collections::BTreeSet;

use kernel::{Capacity, Partnership, PersonId};

use crate::policy::{CapacityEntry, Side};
use crate::{Actor, RecordFacts, Relationship, Resource, Tie};

/// Which rows of a list an actor may have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// None at all.
    Nothing,
    /// Every row of this partnership.
    WholePartnership(Partnership),
    /// The rows of this partnership that meet any one of the parts, each seen from this person.
    AnyOf {
        /// The partnership, to which all rows must belong.
        partnership: Partnership,
        /// The person whose ties and involvements count.
        person: PersonId,
        /// The ways in; never empty, and no two with the same ties.
        parts: Vec<Part>,
    },
}

/// One way in. A row meets it when every tie is there and, if any capacity is named, one of these involvements.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Part {
    /// Each of these ties must exist between the person and the row.
    pub ties: BTreeSet<Tie>,
    /// The person must be currently involved in one of these capacities; if empty, no involvement is needed.
    pub involved_as: BTreeSet<Capacity>,
}

impl Scope {
    /// Whether a row with these facts is within the scope.
    pub fn admits(&self, facts: &RecordFacts) -> bool {
        match self {
            Self::Nothing => false,
            Self::WholePartnership(partnership) => *partnership == facts.partnership,
            Self::AnyOf { partnership, person, parts } => {
                *partnership == facts.partnership && parts.iter().any(|part| part.admits(*person, facts))
            }
        }
    }

    pub(crate) fn of_parts(actor: &Actor, found: Vec<Part>) -> Self {
        let mut parts: Vec<Part> = Vec::new();
        for part in found {
            if part == Part::default() {
                return Self::WholePartnership(actor.partnership().clone());
            }
            // Where no involvement is needed, the same ties with one add nothing.
            match parts.iter_mut().find(|other| other.ties == part.ties) {
                Some(other) if part.involved_as.is_empty() => other.involved_as.clear(),
                Some(other) if other.involved_as.is_empty() => {}
                Some(other) => other.involved_as.extend(part.involved_as),
                None => parts.push(part),
            }
        }
        match actor.person() {
            Some(person) if !parts.is_empty() => {
                Self::AnyOf { partnership: actor.partnership().clone(), person, parts }
            }
            _ => Self::Nothing,
        }
    }
}

impl Part {
    fn tied(tie: Tie) -> Self {
        Self { ties: BTreeSet::from([tie]), involved_as: BTreeSet::new() }
    }

    fn involved(capacity: &Capacity) -> Self {
        Self { ties: BTreeSet::new(), involved_as: BTreeSet::from([capacity.clone()]) }
    }

    fn admits(&self, person: PersonId, facts: &RecordFacts) -> bool {
        let involved =
            || facts.involved.iter().any(|(who, how)| *who == person && self.involved_as.contains(how));
        self.ties.iter().all(|tie| facts.has(*tie, person)) && (self.involved_as.is_empty() || involved())
    }

    /// Whether the actor for whom this resource was made gets in this way.
    pub(crate) fn holds(&self, resource: &Resource) -> bool {
        self.ties.is_subset(&resource.ties)
            && (self.involved_as.is_empty() || !self.involved_as.is_disjoint(&resource.involved_as))
    }
}

/// What must be true of a thing for this actor to stand to it in this relationship, in this capacity; `None` if
/// nothing could make it so.
///
/// A practitioner acts only in capacities of their account. A member of the family acts in the capacities of
/// their confirmed involvements in this very child, and otherwise as the asker.
pub(crate) fn way_in(actor: &Actor, capacity: &CapacityEntry, relationship: Relationship) -> Option<Part> {
    let tie = match relationship {
        Relationship::Urgent => Some(Tie::Urgent),
        Relationship::Raiser => Some(Tie::Raiser),
        Relationship::Own => Some(Tie::Own),
        Relationship::Asker => Some(Tie::Asker),
        Relationship::Shared => Some(Tie::Shared),
        Relationship::Route => Some(Tie::OnRoute),
        Relationship::Covering => Some(Tie::Covering),
        Relationship::Family | Relationship::Allocated | Relationship::Partnership | Relationship::Anyone => {
            None
        }
    };
    match (actor, capacity.side) {
        (_, Side::Public) => (relationship == Relationship::Anyone).then(Part::default),
        (Actor::Practitioner { capacities, .. }, Side::Practitioner)
            if capacities.contains(&capacity.name) =>
        {
            match relationship {
                Relationship::Partnership | Relationship::Anyone => Some(Part::default()),
                Relationship::Allocated => Some(Part::involved(&capacity.name)),
                _ => tie.map(Part::tied),
            }
        }
        // A system stands to nothing: it sends to the partnership as a whole.
        (Actor::Practitioner { capacities, .. }, Side::System) if capacities.contains(&capacity.name) => {
            (relationship == Relationship::Partnership).then(Part::default)
        }
        (Actor::Family { .. }, Side::Family) => match relationship {
            Relationship::Family => Some(Part::involved(&capacity.name)),
            Relationship::Own | Relationship::Asker | Relationship::Shared | Relationship::Raiser => {
                tie.map(|tie| Part { ties: BTreeSet::from([tie]), ..Part::involved(&capacity.name) })
            }
            _ => None,
        },
        (Actor::Family { .. }, Side::Asker) => match relationship {
            Relationship::Own | Relationship::Asker => tie.map(Part::tied),
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn ways_in_with_the_same_ties_become_one_whatever_their_order() {
        let person = PersonId(Uuid::from_u128(1));
        let partnership = Partnership::new("wendale").unwrap();
        let actor = Actor::Family { partnership: partnership.clone(), person };
        let own = Part::tied(Tie::Own);
        let own_as = |name| Part { ties: own.ties.clone(), ..Part::involved(&Capacity::new(name).unwrap()) };
        let any_of = |parts| Scope::AnyOf { partnership: partnership.clone(), person, parts };

        for parts in [vec![own.clone(), own_as("parent-carer")], vec![own_as("parent-carer"), own.clone()]] {
            assert_eq!(Scope::of_parts(&actor, parts), any_of(vec![own.clone()]));
        }
        let mut both = own_as("parent-carer");
        both.involved_as.extend(own_as("supporter").involved_as);
        let parts = vec![own_as("parent-carer"), own_as("supporter")];
        assert_eq!(Scope::of_parts(&actor, parts), any_of(vec![both]));
    }
}
