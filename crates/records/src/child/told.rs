//! Somebody of the family was told of steps that were taken to keep the child safe. It is written here only when a named
//! person has told them, and it is shown to nobody else of the family.

use kernel::{Moment, PersonId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Child, ChildEvent};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// Somebody of the family was told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FamilyTold {
    /// This telling.
    pub telling: Uuid,
    /// Who was told, and may read it here.
    pub to: Vec<PersonId>,
    /// How: `in-person`, `phone`, `letter`.
    pub how: String,
    /// In which words.
    pub words: String,
}

/// Write down what somebody of the family was told.
#[derive(Debug, Clone, Deserialize)]
pub struct RecordTold {
    /// What was told to whom.
    pub told: FamilyTold,
    /// When.
    pub happened: Moment,
}

refusals! {
    /// Why it cannot be written down.
    RecordToldRefusal {
        NotInvolved = "this person has no part in the record", "not-involved", "whoever reads it takes part in the record";
    }
}

impl Command for RecordTold {
    type Stream = Child;
    type Refusal = RecordToldRefusal;

    fn decide(
        &self,
        state: &Child,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChildEvent>>, RecordToldRefusal> {
        let takes_part = |person: &PersonId| state.parts_of(*person, context.today()).next().is_some();
        if !self.told.to.iter().all(takes_part) {
            return Err(RecordToldRefusal::NotInvolved);
        }
        Ok(vec![Decided::when(self.happened, self.told.clone())])
    }
}
