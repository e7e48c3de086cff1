//! What was written in a request passes into the record when the route is confirmed, so that nobody says it twice.

use kernel::Moment;

use super::{Child, ChildEvent, Write, WriteRefusal, Written};
use crate::stream::{Command, Context, Decided};
use serde::Deserialize;

/// Carry over what was written in the request, word for word. Whoever confirms the route does it; the entries keep the
/// source and the day of the request.
#[derive(Debug, Clone, Deserialize)]
pub struct CarryOver {
    /// The entries, each with its section and question.
    pub written: Vec<Written>,
    /// When it was said: the receipt of the request.
    pub said: Moment,
}

impl Command for CarryOver {
    type Stream = Child;
    type Refusal = WriteRefusal;

    fn decide(&self, state: &Child, context: &Context<'_>) -> Result<Vec<Decided<ChildEvent>>, WriteRefusal> {
        let mut decided = Vec::new();
        for written in &self.written {
            let write = Write { written: written.clone(), happened: Some(self.said) };
            decided.extend(write.decide(state, context)?);
        }
        Ok(decided)
    }
}
