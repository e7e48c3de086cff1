//! Whoever made it takes it back. What was agreed before is still carried out.

use serde::{Deserialize, Serialize};

use super::{Challenge, ChallengeEvent};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// It was taken back.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawn {
    /// Why, if they said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
}

/// Take it back.
#[derive(Debug, Clone, Deserialize)]
pub struct Withdraw(pub Withdrawn);

refusals! {
    /// Why it cannot be taken back.
    WithdrawRefusal {
        NotOpen = "it is not open", "challenge-not-open", "what is open can be taken back";
        NotTheirs = "only whoever made it takes it back", "challenge-not-theirs", "a challenge belongs to whoever made it";
    }
}

impl Command for Withdraw {
    type Stream = Challenge;
    type Refusal = WithdrawRefusal;

    fn decide(
        &self,
        state: &Challenge,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChallengeEvent>>, WithdrawRefusal> {
        if !state.is_open() {
            return Err(WithdrawRefusal::NotOpen);
        }
        if state.maker() != context.author.person {
            return Err(WithdrawRefusal::NotTheirs);
        }
        Ok(vec![Decided::now(context, self.0.clone())])
    }
}
