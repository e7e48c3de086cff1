//! A named person decides to tell the family, and tells them. Only then does anything stand where a family reads.

use kernel::{Moment, PersonId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::concern::{Concern, ConcernEvent};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// Somebody who was told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToldPerson {
    /// Who, where they have a part in the child's record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    /// Their name.
    pub name: String,
}

/// The family was told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FamilyTelling {
    /// This telling; the child's record has an event of the same identifier.
    pub telling: Uuid,
    /// Who was told. What one person is told is not shown to another.
    pub to: Vec<ToldPerson>,
    /// How: `in-person`, `phone`, `letter`.
    pub how: String,
    /// In which words.
    pub words: String,
}

/// Tell the family.
#[derive(Debug, Clone, Deserialize)]
pub struct TellFamily {
    /// Who was told what.
    pub telling: FamilyTelling,
    /// When.
    pub happened: Moment,
}

refusals! {
    /// Why it cannot be recorded that the family was told.
    TellFamilyRefusal {
        NotRaised = "there is no such concern", "no-such-concern", "telling belongs to a concern";
        NobodyNamed = "a named person decides about telling", "nobody-named", "a named person decides to tell";
        NobodyTold = "say who was told", "nobody-told", "telling names who was told";
        HowMissing = "say how they were told", "told-how-missing", "telling says how";
        WordsMissing = "say what they were told", "told-words-missing", "telling keeps the words";
        InTheFuture = "it cannot have happened in the future", "told-in-future", "what happened is not what is planned";
    }
}

impl Command for TellFamily {
    type Stream = Concern;
    type Refusal = TellFamilyRefusal;

    fn decide(
        &self,
        state: &Concern,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ConcernEvent>>, TellFamilyRefusal> {
        if state.raised.is_none() {
            return Err(TellFamilyRefusal::NotRaised);
        }
        if context.author.person.is_none() {
            return Err(TellFamilyRefusal::NobodyNamed);
        }
        let telling = &self.telling;
        if telling.to.iter().all(|told| told.name.trim().is_empty()) {
            return Err(TellFamilyRefusal::NobodyTold);
        }
        if telling.how.trim().is_empty() {
            return Err(TellFamilyRefusal::HowMissing);
        }
        if telling.words.trim().is_empty() {
            return Err(TellFamilyRefusal::WordsMissing);
        }
        if self.happened.date() > context.today() {
            return Err(TellFamilyRefusal::InTheFuture);
        }
        Ok(vec![Decided::when(self.happened, telling.clone())])
    }
}
