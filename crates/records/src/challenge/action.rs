//! An agreed action was carried out. Actions are followed until they are done, whatever else became of the challenge.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Challenge, ChallengeEvent};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// An agreed action was carried out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActionDone {
    /// Which.
    pub action: Uuid,
    /// What was done, in words that the family reads.
    pub words: String,
}

/// Record that an action was carried out.
#[derive(Debug, Clone, Deserialize)]
pub struct FinishAction(pub ActionDone);

refusals! {
    /// Why that cannot be recorded.
    FinishActionRefusal {
        NoAction = "there is no such action", "no-action", "an action was agreed before it is done";
        AlreadyDone = "the action is done already", "action-already-done", "an action is carried out once";
        NoWords = "say what was done", "action-words-missing", "the family reads what was done";
    }
}

impl Command for FinishAction {
    type Stream = Challenge;
    type Refusal = FinishActionRefusal;

    fn decide(
        &self,
        state: &Challenge,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChallengeEvent>>, FinishActionRefusal> {
        if !state.actions().any(|action| action.action == self.0.action) {
            return Err(FinishActionRefusal::NoAction);
        }
        if state.done(self.0.action).is_some() {
            return Err(FinishActionRefusal::AlreadyDone);
        }
        if self.0.words.trim().is_empty() {
            return Err(FinishActionRefusal::NoWords);
        }
        Ok(vec![Decided::now(context, self.0.clone())])
    }
}
