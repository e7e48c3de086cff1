//! A social-work-qualified manager answers a concern in writing.

use serde::{Deserialize, Serialize};

use super::{Concern, ConcernEvent};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// A concern was answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConcernAnswered {
    /// What happens next and why; or why nothing does.
    pub words: String,
}

/// Answer a concern.
#[derive(Debug, Clone, Deserialize)]
pub struct AnswerConcern(pub ConcernAnswered);

refusals! {
    /// Why it cannot be answered.
    AnswerConcernRefusal {
        NotRaised = "there is no such concern", "no-such-concern", "a concern is answered after it is raised";
        NotAManager = "only a social-work-qualified manager answers", "not-a-manager", "a named social-work-qualified manager answers in writing the same day";
        NoWords = "the answer is empty", "no-words", "an answer says something";
    }
}

impl Command for AnswerConcern {
    type Stream = Concern;
    type Refusal = AnswerConcernRefusal;

    fn decide(
        &self,
        state: &Concern,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ConcernEvent>>, AnswerConcernRefusal> {
        if state.raised.is_none() {
            return Err(AnswerConcernRefusal::NotRaised);
        }
        if !context.partnership.is_social_work_manager(context.author.person) {
            return Err(AnswerConcernRefusal::NotAManager);
        }
        if self.0.words.trim().is_empty() {
            return Err(AnswerConcernRefusal::NoWords);
        }
        Ok(vec![Decided::now(context, self.0.clone())])
    }
}
