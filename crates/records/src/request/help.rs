//! Help that cannot wait for an assessment.

use serde::{Deserialize, Serialize};

use super::{Request, RequestEvent};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// What was decided about help before the assessment.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InterimDecided {
    /// Whether help starts now.
    pub starts: bool,
    /// What help and from when, or why none is needed; the family reads it.
    pub words: String,
    /// Whether the child would stay somewhere else for a while.
    #[serde(default)]
    pub away: bool,
    /// When it was explained what that means, and to whom, before anybody agreed to it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub explained: String,
}

/// Decide about help before the assessment. It never moves the route.
#[derive(Debug, Clone, Deserialize)]
pub struct DecideInterimHelp(pub InterimDecided);

refusals! {
    /// Why it cannot be decided.
    DecideInterimHelpRefusal {
        NotOpen = "the request is not open", "not-open", "help before the assessment is decided while the request is open";
        ExplainFirst = "say when and to whom it was explained what a stay away from home means", "explain-first", "OB-44: what section 20 means is explained before anyone agrees to it";
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
        if self.0.starts && self.0.away && self.0.explained.trim().is_empty() {
            return Err(DecideInterimHelpRefusal::ExplainFirst);
        }
        Ok(vec![Decided::now(context, self.0.clone())])
    }
}
