//! The family puts their assessment on hold, and takes it up again. Dates run on and are shown as running; help goes on.

use serde::{Deserialize, Serialize};

use super::{Child, ChildEvent};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// Whoever asked put the assessment on hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupportPaused {
    /// What they said, in their words. No reason is asked for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
}

/// Put one's own assessment on hold.
#[derive(Debug, Clone, Deserialize)]
pub struct PauseSupport(pub SupportPaused);

refusals! {
    /// Why it cannot be put on hold.
    PauseSupportRefusal {
        NothingOpen = "no assessment is open", "no-support", "an open assessment is put on hold";
        Paused = "it is on hold already", "paused-already", "an assessment is put on hold once, and taken up again";
        NotTheirs = "only whoever asked puts it on hold", "not-theirs", "a parent can neither withdraw nor pause a young person's request";
    }
}

impl Command for PauseSupport {
    type Stream = Child;
    type Refusal = PauseSupportRefusal;

    fn decide(
        &self,
        state: &Child,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChildEvent>>, PauseSupportRefusal> {
        if !state.is_assessing() {
            return Err(PauseSupportRefusal::NothingOpen);
        }
        if state.paused().is_some() {
            return Err(PauseSupportRefusal::Paused);
        }
        if !is_own(state, context) {
            return Err(PauseSupportRefusal::NotTheirs);
        }
        Ok(vec![Decided::now(context, self.0.clone())])
    }
}

/// Whether the assessment was asked for by whoever acts.
fn is_own(state: &Child, context: &Context<'_>) -> bool {
    let asked_by = state.assessment.opened.as_ref().and_then(|opened| opened.fact.asked_by);
    asked_by.is_some() && asked_by == context.author.person
}

/// Whoever asked took the assessment up again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupportResumed {
    /// What they said, in their words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
}

/// Take up one's own assessment again.
#[derive(Debug, Clone, Deserialize)]
pub struct ResumeSupport(pub SupportResumed);

refusals! {
    /// Why it cannot be taken up again.
    ResumeSupportRefusal {
        NotPaused = "it is not on hold", "not-paused", "what is on hold is taken up again";
        NotTheirs = "only whoever asked takes it up again", "not-theirs", "a parent can neither withdraw nor pause a young person's request";
    }
}

impl Command for ResumeSupport {
    type Stream = Child;
    type Refusal = ResumeSupportRefusal;

    fn decide(
        &self,
        state: &Child,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChildEvent>>, ResumeSupportRefusal> {
        if state.paused().is_none() {
            return Err(ResumeSupportRefusal::NotPaused);
        }
        if !is_own(state, context) {
            return Err(ResumeSupportRefusal::NotTheirs);
        }
        Ok(vec![Decided::now(context, self.0.clone())])
    }
}
