//! The young person, or somebody of the family, is told by a named person, and has a page from then on.

use kernel::{Capacity, PersonId};
use serde::{Deserialize, Serialize};

use super::{LookedAfter, LookedAfterEvent};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// Somebody was told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CareTold {
    /// Who: they take part in the child's record.
    pub person: PersonId,
    /// In which capacity they take part in it.
    pub capacity: Capacity,
    /// Their name.
    pub name: String,
    /// In which words.
    pub words: String,
}

/// Tell somebody.
#[derive(Debug, Clone, Deserialize)]
pub struct TellOfCare(pub CareTold);

refusals! {
    /// Why it cannot be recorded that somebody was told.
    TellOfCareRefusal {
        NotBegun = "there is no such record", "care-not-begun", "telling belongs to what happened";
        NobodyNamed = "a named person decides about telling", "nobody-named", "a named person decides to tell";
        WordsMissing = "say what they were told", "told-words-missing", "telling keeps the words";
    }
}

impl Command for TellOfCare {
    type Stream = LookedAfter;
    type Refusal = TellOfCareRefusal;

    fn decide(
        &self,
        state: &LookedAfter,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<LookedAfterEvent>>, TellOfCareRefusal> {
        if !state.is_begun() {
            return Err(TellOfCareRefusal::NotBegun);
        }
        if context.author.person.is_none() {
            return Err(TellOfCareRefusal::NobodyNamed);
        }
        if self.0.words.trim().is_empty() {
            return Err(TellOfCareRefusal::WordsMissing);
        }
        Ok(vec![Decided::now(context, self.0.clone())])
    }
}
