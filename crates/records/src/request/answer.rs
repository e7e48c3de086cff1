//! We write back to the asker. They read it with their code.

use serde::{Deserialize, Serialize};

use super::{Request, RequestEvent};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// An answer to the asker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// The words.
    pub words: String,
}

/// Write back.
#[derive(Debug, Clone, Deserialize)]
pub struct Answer(pub Answered);

refusals! {
    /// Why an answer cannot be written.
    AnswerRefusal {
        NothingReceived = "there is no request", "no-request", "an answer answers a request";
        NoWords = "the answer is empty", "no-words", "an answer says something";
    }
}

impl Command for Answer {
    type Stream = Request;
    type Refusal = AnswerRefusal;

    fn decide(
        &self,
        state: &Request,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<RequestEvent>>, AnswerRefusal> {
        if state.received.is_none() {
            return Err(AnswerRefusal::NothingReceived);
        }
        if self.0.words.trim().is_empty() {
            return Err(AnswerRefusal::NoWords);
        }
        Ok(vec![Decided::now(context, self.0.clone())])
    }
}
