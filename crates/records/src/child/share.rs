//! What was passed on about a child, to whom, why and on which footing; or that it was not.
//!
//! It stands in the child's record, so the family reads it at once: recording it here is telling them. What must not be
//! told yet is recorded with the concern, at the front door.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Child, ChildEvent};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// The version of an agreement between agencies under which something was passed on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnderAgreement {
    /// The published version.
    pub document: Uuid,
    /// Its title and version, as they were published.
    pub named: String,
}

/// Something was passed on, or was not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shared {
    /// To whom: an agency or a person there, as the family knows them.
    pub with: String,
    /// What, in a few words.
    pub what: String,
    /// Why.
    pub why: String,
    /// What whoever has it uses it for, or wanted it for. What was recorded before this was asked has none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub purpose: String,
    /// The version of the agreement on sharing that it stands under, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub under: Option<UnderAgreement>,
    /// The footing, as a clause's identifier.
    pub basis: String,
    /// Whether it was passed on; `false` when it was asked for and not given.
    pub passed_on: bool,
    /// Why without agreement, where nobody agreed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub without_agreement: String,
}

/// Record that something was passed on, or was not.
#[derive(Debug, Clone, Deserialize)]
pub struct RecordShare(pub Shared);

refusals! {
    /// Why it cannot be recorded so.
    RecordShareRefusal {
        NotRegistered = "there is no such record", "not-registered", "a share belongs to a child's record";
        WithMissing = "say with whom", "with-missing", "each share says with whom";
        WhatMissing = "say what was passed on", "what-missing", "each share says what";
        WhyMissing = "say why", "why-missing", "each share says why";
        PurposeMissing = "say what they use it for", "purpose-missing", "each share says the purpose of whoever has it, also when nothing is passed on";
        UnknownAgreement = "choose an agreement that is in force", "sharing-agreement-unknown", "each share names the version of the agreement that it stands under";
        UnknownBasis = "choose the footing it rests on", "basis-missing", "each share names its lawful footing; agreement is not one";
        NotAgreed = "nobody has agreed to this: say why it was passed on all the same", "not-agreed", "agreement is asked and its scope recorded before an agency is contacted for support; sharing without it takes a reason";
    }
}

impl Command for RecordShare {
    type Stream = Child;
    type Refusal = RecordShareRefusal;

    fn decide(
        &self,
        state: &Child,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChildEvent>>, RecordShareRefusal> {
        if state.registered.is_none() {
            return Err(RecordShareRefusal::NotRegistered);
        }
        let fact = &self.0;
        if fact.with.trim().is_empty() {
            return Err(RecordShareRefusal::WithMissing);
        }
        if fact.what.trim().is_empty() {
            return Err(RecordShareRefusal::WhatMissing);
        }
        if fact.why.trim().is_empty() {
            return Err(RecordShareRefusal::WhyMissing);
        }
        if fact.purpose.trim().is_empty() {
            return Err(RecordShareRefusal::PurposeMissing);
        }
        let today = context.today();
        let in_force = context.partnership.sharing_agreements(today);
        let published = |under: &UnderAgreement| {
            in_force.iter().any(|known| known.document == under.document && known.named() == under.named)
        };
        if fact.under.as_ref().is_some_and(|under| !published(under)) {
            return Err(RecordShareRefusal::UnknownAgreement);
        }
        let mut bases = context.rules.guidance().bases_for_sharing(today);
        if !bases.any(|clause| clause.id == fact.basis) {
            return Err(RecordShareRefusal::UnknownBasis);
        }
        let agreed = state.is_agreed(&fact.with, today);
        if fact.passed_on && !agreed && fact.without_agreement.trim().is_empty() {
            return Err(RecordShareRefusal::NotAgreed);
        }
        Ok(vec![Decided::now(context, fact.clone())])
    }
}
