//! The draft goes to the family before anything is decided; and why a ceiling was passed, when it was.

use serde::{Deserialize, Serialize};

use super::{Child, ChildEvent};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// The draft went to the family.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftShared {
    /// What the assessor says to the family with it.
    pub words: String,
}

/// Share the draft with the family.
#[derive(Debug, Clone, Deserialize)]
pub struct ShareDraft(pub DraftShared);

refusals! {
    /// Why a draft cannot be shared.
    ShareDraftRefusal {
        NotAllocated = "no assessor is allocated", "not-allocated", "a draft is the assessor's";
        SignedOff = "the assessment is signed off", "signed-off", "a draft comes before the decision";
        NoNeeds = "no need is written down yet", "no-needs", "a draft says each need and what is proposed for it";
    }
}

impl Command for ShareDraft {
    type Stream = Child;
    type Refusal = ShareDraftRefusal;

    fn decide(
        &self,
        state: &Child,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChildEvent>>, ShareDraftRefusal> {
        if state.assessment.signed_off.is_some() {
            return Err(ShareDraftRefusal::SignedOff);
        }
        if state.assessment.allocated.is_empty() {
            return Err(ShareDraftRefusal::NotAllocated);
        }
        if state.assessment.needs.is_empty() {
            return Err(ShareDraftRefusal::NoNeeds);
        }
        Ok(vec![Decided::now(context, self.0.clone())])
    }
}

/// Why the statutory ceiling was passed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CeilingReason {
    /// Why; the family reads it.
    pub why: String,
}

/// Record why the ceiling was passed.
#[derive(Debug, Clone, Deserialize)]
pub struct RecordCeilingReason(pub CeilingReason);

refusals! {
    /// Why that cannot be recorded.
    RecordCeilingReasonRefusal {
        NoSupport = "no support assessment is open", "no-support", "the ceiling is that of an open assessment";
        WhyMissing = "say why", "why-missing", "AS-02: why the ceiling was exceeded is recorded";
    }
}

impl Command for RecordCeilingReason {
    type Stream = Child;
    type Refusal = RecordCeilingReasonRefusal;

    fn decide(
        &self,
        state: &Child,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChildEvent>>, RecordCeilingReasonRefusal> {
        if state.assessment.opened.is_none() {
            return Err(RecordCeilingReasonRefusal::NoSupport);
        }
        if self.0.why.trim().is_empty() {
            return Err(RecordCeilingReasonRefusal::WhyMissing);
        }
        Ok(vec![Decided::now(context, self.0.clone())])
    }
}
