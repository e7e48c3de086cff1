//! Nobody saw it in time, so it goes to the out-of-hours team and the manager.

use kernel::Capacity;
use serde::{Deserialize, Serialize};

use super::{Concern, ConcernEvent};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// A concern was passed on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Escalated {
    /// To whoever acts in these capacities.
    pub to: Vec<Capacity>,
}

/// Pass a concern on because nobody has seen it.
#[derive(Debug, Clone, Deserialize)]
pub struct Escalate(pub Escalated);

refusals! {
    /// Why it is not passed on.
    EscalateRefusal {
        NotRaised = "there is no such concern", "no-such-concern", "a concern is passed on after it is raised";
        Seen = "somebody has seen it", "already-seen", "only an unseen concern is passed on";
        AlreadyEscalated = "it was passed on already", "already-escalated", "a concern is passed on once";
    }
}

impl Command for Escalate {
    type Stream = Concern;
    type Refusal = EscalateRefusal;

    fn decide(
        &self,
        state: &Concern,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ConcernEvent>>, EscalateRefusal> {
        if state.raised.is_none() {
            return Err(EscalateRefusal::NotRaised);
        }
        if state.seen.is_some() {
            return Err(EscalateRefusal::Seen);
        }
        if state.escalated.is_some() {
            return Err(EscalateRefusal::AlreadyEscalated);
        }
        Ok(vec![Decided::now(context, self.0.clone())])
    }
}
