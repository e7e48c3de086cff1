//! Somebody at the front door has seen it. The raiser can see that they did.

use serde::{Deserialize, Serialize};

use super::{Concern, ConcernEvent};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// A concern was seen by the author of this event.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {}

/// Mark a concern as seen.
#[derive(Debug, Clone, Deserialize)]
pub struct MarkSeen;

refusals! {
    /// Why it cannot be marked.
    MarkSeenRefusal {
        NotRaised = "there is no such concern", "no-such-concern", "a concern is seen after it is raised";
        AlreadySeen = "somebody has seen it already", "already-seen", "the first person to see it is the one recorded";
    }
}

impl Command for MarkSeen {
    type Stream = Concern;
    type Refusal = MarkSeenRefusal;

    fn decide(
        &self,
        state: &Concern,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ConcernEvent>>, MarkSeenRefusal> {
        if state.raised.is_none() {
            return Err(MarkSeenRefusal::NotRaised);
        }
        if state.seen.is_some() {
            return Err(MarkSeenRefusal::AlreadySeen);
        }
        Ok(vec![Decided::now(context, Seen {})])
    }
}
