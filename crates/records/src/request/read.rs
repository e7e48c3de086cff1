//! A person reads what was sent, on the day it arrives, for one thing: is anybody in danger now?

use serde::{Deserialize, Serialize};

use super::{Request, RequestEvent};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// A person read the request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Read {
    /// Whether care may fail before the next working day, as the reader understands it.
    pub care_may_fail: bool,
}

/// Mark a request as read. What the reader noticed about danger goes to the front door as a concern of its own
/// and leaves no trace here.
#[derive(Debug, Clone, Deserialize)]
pub struct ReadRequest(pub Read);

refusals! {
    /// Why a request cannot be marked as read.
    ReadRefusal {
        NothingReceived = "there is no request", "no-request", "a request is read after it is received";
        AlreadyRead = "somebody has read it already", "already-read", "a request is read once for danger";
    }
}

impl Command for ReadRequest {
    type Stream = Request;
    type Refusal = ReadRefusal;

    fn decide(
        &self,
        state: &Request,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<RequestEvent>>, ReadRefusal> {
        if state.received.is_none() {
            return Err(ReadRefusal::NothingReceived);
        }
        if state.read.is_some() {
            return Err(ReadRefusal::AlreadyRead);
        }
        Ok(vec![Decided::now(context, self.0.clone())])
    }
}
