//! The asker no longer asks. Why is counted, because fear of the process is a finding about the process.

use serde::{Deserialize, Serialize};

use super::{Request, RequestEvent, WhoAsks};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// The reasons that are counted. Nobody has to give one.
pub const REASONS: [&str; 5] =
    ["fear-of-process", "intrusive-questions", "help-elsewhere", "no-longer-needed", "other"];

/// The request was withdrawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawn {
    /// Why, as one of [`REASONS`]; empty when they did not say.
    pub reason: String,
    /// In their own words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
}

/// Withdraw a request.
#[derive(Debug, Clone, Deserialize)]
pub struct Withdraw(pub Withdrawn);

refusals! {
    /// Why a request cannot be withdrawn.
    WithdrawRefusal {
        NotOpen = "the request is not open", "not-open", "a request is withdrawn while it is open";
        NotTheirs = "a young person's request is theirs: nobody else can withdraw it", "not-theirs", "a parent can neither withdraw nor pause a young person's request";
        ReasonUnknown = "this is not one of the reasons", "reason-unknown", "withdrawals are counted by reason (M-11)";
    }
}

impl Command for Withdraw {
    type Stream = Request;
    type Refusal = WithdrawRefusal;

    fn decide(
        &self,
        state: &Request,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<RequestEvent>>, WithdrawRefusal> {
        let asker = match state.described_asker() {
            Some(asker) if state.is_open() => asker,
            _ => return Err(WithdrawRefusal::NotOpen),
        };
        if asker.who == WhoAsks::YoungPerson && context.author.person != Some(asker.person) {
            return Err(WithdrawRefusal::NotTheirs);
        }
        if !self.0.reason.is_empty() && !REASONS.contains(&self.0.reason.as_str()) {
            return Err(WithdrawRefusal::ReasonUnknown);
        }
        Ok(vec![Decided::now(context, self.0.clone())])
    }
}
