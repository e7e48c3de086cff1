//! A duty for which law and guidance set no day is answered in words, where the guidance allows that.

use serde::{Deserialize, Serialize};

use super::{Child, ChildEvent};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// A duty was answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DutyAnswered {
    /// The duty: `DC-04`.
    pub duty: String,
    /// What was done, or why not; the family reads it.
    pub words: String,
}

/// Answer a duty in words.
#[derive(Debug, Clone, Deserialize)]
pub struct AnswerDuty(pub DutyAnswered);

refusals! {
    /// Why a duty cannot be answered in words.
    AnswerDutyRefusal {
        NoSupport = "no support assessment is open", "no-support", "duties arise on the support route";
        UnknownDuty = "this duty is not answered in words", "duty-not-answered-so", "a duty is met by doing what it asks";
        NoWords = "say what was done, or why not", "no-words", "each decision has its reason";
    }
}

impl Command for AnswerDuty {
    type Stream = Child;
    type Refusal = AnswerDutyRefusal;

    fn decide(
        &self,
        state: &Child,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChildEvent>>, AnswerDutyRefusal> {
        if state.assessment.opened.is_none() {
            return Err(AnswerDutyRefusal::NoSupport);
        }
        let duty = context.rules.guidance().duty(&self.0.duty);
        if !duty.is_some_and(|duty| duty.answered_in_words && duty.clock.is_none()) {
            return Err(AnswerDutyRefusal::UnknownDuty);
        }
        if self.0.words.trim().is_empty() {
            return Err(AnswerDutyRefusal::NoWords);
        }
        Ok(vec![Decided::now(context, self.0.clone())])
    }
}
