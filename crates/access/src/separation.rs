//! Steps that one person may not both take.

use std::collections::BTreeSet;

use kernel::PersonId;

use crate::{Action, Policy, RowRef};

/// A step that somebody may not take who has taken one of certain earlier steps on the same thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Separation {
    /// The later step.
    pub action: Action,
    /// The earlier ones.
    pub after: BTreeSet<Action>,
    /// Why, and on which rule it rests.
    pub row: RowRef,
}

impl Policy {
    /// What keeps this person from this step, given who took the earlier steps on the same thing; `None` if
    /// nothing does.
    pub fn separate_persons(
        &self,
        action: Action,
        person: PersonId,
        earlier: impl IntoIterator<Item = (Action, PersonId)>,
    ) -> Option<&Separation> {
        let by_them: BTreeSet<Action> =
            earlier.into_iter().filter(|(_, who)| *who == person).map(|(step, _)| step).collect();
        self.separations()
            .iter()
            .find(|separation| separation.action == action && !separation.after.is_disjoint(&by_them))
    }
}
