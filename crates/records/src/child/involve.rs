//! A person's part in the child's record begins or ends.

use jiff::civil::Date;
use kernel::{Capacity, PersonId};
use serde::{Deserialize, Serialize};

use super::{Child, ChildEvent};
use crate::people::Involved;
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// Involve a person.
#[derive(Debug, Clone, Deserialize)]
pub struct Involve(pub Involved);

refusals! {
    /// Why somebody cannot be involved.
    InvolveRefusal {
        NotRegistered = "there is no such record", "not-registered", "a part is a part in a child's record";
        AlreadyInvolved = "this person takes part in this capacity already", "already-involved", "one part, one line";
        YoungPersonsOwn = "the record is a young person's own, and they have not agreed", "young-person-not-agreed", "a young person's request is not announced to parents";
    }
}

impl Command for Involve {
    type Stream = Child;
    type Refusal = InvolveRefusal;

    fn decide(
        &self,
        state: &Child,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChildEvent>>, InvolveRefusal> {
        if state.registered.is_none() {
            return Err(InvolveRefusal::NotRegistered);
        }
        let today = context.today();
        if state.parts_of(self.0.person, today).any(|part| part.capacity == self.0.capacity) {
            return Err(InvolveRefusal::AlreadyInvolved);
        }
        if state.is_kept_from_parents() && super::young_person::is_parent(&self.0.capacity) {
            return Err(InvolveRefusal::YoungPersonsOwn);
        }
        Ok(vec![Decided::now(context, self.0.clone())])
    }
}

/// A person's part ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvolvementEnded {
    /// Who.
    pub person: PersonId,
    /// In which capacity.
    pub capacity: Capacity,
    /// The last day.
    pub until: Date,
    /// Why.
    pub why: String,
}

impl InvolvementEnded {
    pub(super) fn end(&self, involved: &mut [Involved]) {
        let running = involved.iter_mut().find(|part| {
            part.person == self.person && part.capacity == self.capacity && part.until.is_none()
        });
        if let Some(part) = running {
            part.until = Some(self.until);
        }
    }
}

/// End a person's part.
#[derive(Debug, Clone, Deserialize)]
pub struct EndInvolvement(pub InvolvementEnded);

refusals! {
    /// Why a part cannot end.
    EndInvolvementRefusal {
        NotInvolved = "this person has no such part now", "not-involved", "a part ends after it began";
        WhyMissing = "say why", "why-missing", "each decision has its reason";
    }
}

impl Command for EndInvolvement {
    type Stream = Child;
    type Refusal = EndInvolvementRefusal;

    fn decide(
        &self,
        state: &Child,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChildEvent>>, EndInvolvementRefusal> {
        let runs = state.involved.iter().any(|part| {
            part.person == self.0.person && part.capacity == self.0.capacity && part.until.is_none()
        });
        if !runs {
            return Err(EndInvolvementRefusal::NotInvolved);
        }
        if self.0.why.trim().is_empty() {
            return Err(EndInvolvementRefusal::WhyMissing);
        }
        Ok(vec![Decided::now(context, self.0.clone())])
    }
}
