//! The family is told that nothing more is done, and shown where else help is; or a named person says why not yet.

use jiff::Timestamp;
use kernel::PersonId;
use serde::{Deserialize, Serialize};

use super::{Contact, ContactEvent};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// The family was told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FamilyTold {
    /// Who was told, by name.
    pub to: String,
    /// How, as the form has it.
    pub how: String,
    /// What they were told, and where else help is.
    pub words: String,
}

/// Record that the family was told.
#[derive(Debug, Clone, Deserialize)]
pub struct TellAboutContact(pub FamilyTold);

refusals! {
    /// Why it cannot be recorded.
    TellAboutContactRefusal {
        NothingToTell = "nothing was decided that the family is told from here", "contact-nothing-to-tell", "FD-05: the family is told when nothing more is done";
        ToMissing = "say who was told", "contact-told-who", "FD-05: somebody of the family is told";
        WordsMissing = "say what they were told", "contact-told-words", "FD-05: the family is told, and shown where else help is";
    }
}

impl Command for TellAboutContact {
    type Stream = Contact;
    type Refusal = TellAboutContactRefusal;

    fn decide(
        &self,
        state: &Contact,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ContactEvent>>, TellAboutContactRefusal> {
        if state.family_to_tell().next().is_none() {
            return Err(TellAboutContactRefusal::NothingToTell);
        }
        if self.0.to.trim().is_empty() {
            return Err(TellAboutContactRefusal::ToMissing);
        }
        if self.0.words.trim().is_empty() {
            return Err(TellAboutContactRefusal::WordsMissing);
        }
        Ok(vec![Decided::now(context, self.0.clone())])
    }
}

/// The family is not told yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FamilyNotTold {
    /// Why not.
    pub why: String,
    /// Who answers for it.
    pub owner: PersonId,
    /// When it is looked at again.
    pub review_at: Timestamp,
}

/// Do not tell the family yet, with a reason and a time.
#[derive(Debug, Clone, Deserialize)]
pub struct HoldBackFromFamily {
    /// Why not.
    pub why: String,
    /// When it is looked at again.
    pub review_at: Timestamp,
}

refusals! {
    /// Why that cannot be set.
    HoldBackFromFamilyRefusal {
        NothingToTell = "nothing was decided that the family is told from here", "contact-nothing-to-tell", "FD-05: the family is told when nothing more is done";
        NobodyNamed = "a named person decides about telling", "nobody-named-contact", "not telling has an owner";
        WhyMissing = "say why the family is not told yet", "contact-not-told-why", "not telling has a reason (Data Protection Act 2018 Schedule 3)";
        ReviewInThePast = "the time to look again lies in the past", "review-in-past", "not telling has a time to look again";
    }
}

impl Command for HoldBackFromFamily {
    type Stream = Contact;
    type Refusal = HoldBackFromFamilyRefusal;

    fn decide(
        &self,
        state: &Contact,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ContactEvent>>, HoldBackFromFamilyRefusal> {
        if state.family_to_tell().next().is_none() {
            return Err(HoldBackFromFamilyRefusal::NothingToTell);
        }
        let owner = context.author.person.ok_or(HoldBackFromFamilyRefusal::NobodyNamed)?;
        let why = self.why.trim().to_owned();
        if why.is_empty() {
            return Err(HoldBackFromFamilyRefusal::WhyMissing);
        }
        if self.review_at <= context.now {
            return Err(HoldBackFromFamilyRefusal::ReviewInThePast);
        }
        Ok(vec![Decided::now(context, FamilyNotTold { why, owner, review_at: self.review_at })])
    }
}
