//! It ends: answered, and everything that was agreed is done.

use serde::{Deserialize, Serialize};

use super::{Challenge, ChallengeEvent};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// It ended.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closed {
    /// What was learned from it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub learned: String,
}

/// Close it.
#[derive(Debug, Clone, Deserialize)]
pub struct Close(pub Closed);

refusals! {
    /// Why it cannot be closed.
    CloseRefusal {
        NotOpen = "it is not open", "challenge-not-open", "what is open can be closed";
        NotAnswered = "it is not answered", "challenge-not-answered", "a challenge ends with an answer, or because its maker takes it back";
        ActionsOpen = "an agreed action is not done yet", "actions-open", "agreed actions are followed until they are done";
    }
}

impl Command for Close {
    type Stream = Challenge;
    type Refusal = CloseRefusal;

    fn decide(
        &self,
        state: &Challenge,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChallengeEvent>>, CloseRefusal> {
        if !state.is_open() {
            return Err(CloseRefusal::NotOpen);
        }
        if state.current_answer().is_none() {
            return Err(CloseRefusal::NotAnswered);
        }
        if state.open_actions().next().is_some() {
            return Err(CloseRefusal::ActionsOpen);
        }
        Ok(vec![Decided::now(context, self.0.clone())])
    }
}
