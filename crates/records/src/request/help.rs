//! Help that cannot wait for an assessment.

use serde::{Deserialize, Serialize};

use super::{Request, RequestEvent};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// What was decided about help before the assessment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InterimDecided {
    /// Whether help starts now.
    pub starts: bool,
    /// What help and from when, or why none is needed; the family reads it.
    pub words: String,
}

/// Decide about help before the assessment. It never moves the route.
#[derive(Debug, Clone)]
pub struct DecideInterimHelp(pub InterimDecided);

refusals! {
    /// Why it cannot be decided.
    DecideInterimHelpRefusal {
        NotOpen = "the request is not open", "not-open", "help before the assessment is decided while the request is open";
        NoWords = "say what help and from when, or why none", "no-words", "each decision has its reason";
    }
}

impl Command for DecideInterimHelp {
    type Stream = Request;
    type Refusal = DecideInterimHelpRefusal;

    fn decide(
        &self,
        state: &Request,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<RequestEvent>>, DecideInterimHelpRefusal> {
        if !state.is_open() {
            return Err(DecideInterimHelpRefusal::NotOpen);
        }
        if self.0.words.trim().is_empty() {
            return Err(DecideInterimHelpRefusal::NoWords);
        }
        Ok(vec![Decided::now(context, self.0.clone())])
    }
}
