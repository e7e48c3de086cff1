//! Who acts.

use kernel::{Capacity, Partnership, PersonId};

/// Who asks to see or do something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// Somebody who has not signed in.
    Anonymous {
        /// The partnership whose pages they are on.
        partnership: Partnership,
    },
    /// A practitioner who has signed in.
    Practitioner {
        /// The partnership their account belongs to.
        partnership: Partnership,
        /// Who they are.
        person: PersonId,
        /// The agency they work for.
        agency: String,
        /// What their account lets them act as, the usual one first.
        capacities: Vec<Capacity>,
    },
    /// Somebody who has given a code of their own. What they may see follows from their confirmed involvements;
    /// until there is one, they are an asker and see only what they sent and the answers to it.
    Family {
        /// The partnership that gave the code.
        partnership: Partnership,
        /// Whose code it is.
        person: PersonId,
    },
}

impl Actor {
    /// The partnership they act in.
    pub fn partnership(&self) -> &Partnership {
        match self {
            Self::Anonymous { partnership }
            | Self::Practitioner { partnership, .. }
            | Self::Family { partnership, .. } => partnership,
        }
    }

    /// Who they are, if they said.
    pub fn person(&self) -> Option<PersonId> {
        match self {
            Self::Anonymous { .. } => None,
            Self::Practitioner { person, .. } | Self::Family { person, .. } => Some(*person),
        }
    }

    /// The capacities of a practitioner's account; empty for everybody else.
    pub fn capacities(&self) -> &[Capacity] {
        match self {
            Self::Practitioner { capacities, .. } => capacities,
            Self::Anonymous { .. } | Self::Family { .. } => &[],
        }
    }

    /// The same practitioner acting in this one capacity only; `None` if their account does not hold it.
    #[must_use]
    pub fn acting_as(&self, capacity: &Capacity) -> Option<Self> {
        let Self::Practitioner { partnership, person, agency, capacities } = self else { return None };
        capacities.contains(capacity).then(|| Self::Practitioner {
            partnership: partnership.clone(),
            person: *person,
            agency: agency.clone(),
            capacities: vec![capacity.clone()],
        })
    }
}
