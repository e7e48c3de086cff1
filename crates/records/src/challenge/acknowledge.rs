//! They are told that it arrived, who looks at it and by when.

use serde::{Deserialize, Serialize};

use super::{Challenge, ChallengeEvent};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// They were told that it arrived.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acknowledged {
    /// What was written to them.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
}

/// Say that it arrived.
#[derive(Debug, Clone, Deserialize)]
pub struct Acknowledge(pub Acknowledged);

refusals! {
    /// Why that cannot be said.
    AcknowledgeRefusal {
        NotOpen = "it is not open", "challenge-not-open", "a challenge is acknowledged while it is open";
        AlreadyAcknowledged = "they were told already", "already-acknowledged", "once is enough";
    }
}

impl Command for Acknowledge {
    type Stream = Challenge;
    type Refusal = AcknowledgeRefusal;

    fn decide(
        &self,
        state: &Challenge,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChallengeEvent>>, AcknowledgeRefusal> {
        if !state.is_open() {
            return Err(AcknowledgeRefusal::NotOpen);
        }
        if state.acknowledged.is_some() {
            return Err(AcknowledgeRefusal::AlreadyAcknowledged);
        }
        Ok(vec![Decided::now(context, self.0.clone())])
    }
}
