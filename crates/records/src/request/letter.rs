//! A letter to the asker. What it said is kept with it, word for word.

use kernel::PersonId;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Request, RequestEvent};
use crate::child::LetterText;
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// A letter was issued.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterIssued {
    /// The letter.
    pub letter: Uuid,
    /// Which letter: `receipt`, `route`.
    pub kind: String,
    /// To whom.
    pub to: PersonId,
    /// What it says.
    pub text: LetterText,
}

/// Issue a letter.
#[derive(Debug, Clone, Deserialize)]
pub struct IssueLetter(pub LetterIssued);

refusals! {
    /// Why a letter cannot be issued.
    IssueLetterRefusal {
        NothingReceived = "there is no request", "no-request", "a letter answers a request";
        NotDecided = "the route is not decided", "route-not-decided", "OB-06: the route letter says what was decided";
        SomebodyElse = "a letter about a request goes to the person who asked", "letter-somebody-else", "nothing one person says is shown to another by default";
    }
}

impl Command for IssueLetter {
    type Stream = Request;
    type Refusal = IssueLetterRefusal;

    fn decide(
        &self,
        state: &Request,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<RequestEvent>>, IssueLetterRefusal> {
        let Some(asker) = state.described_asker() else {
            return Err(IssueLetterRefusal::NothingReceived);
        };
        if asker.person != self.0.to {
            return Err(IssueLetterRefusal::SomebodyElse);
        }
        if self.0.kind == "route" && state.route.is_none() {
            return Err(IssueLetterRefusal::NotDecided);
        }
        Ok(vec![Decided::now(context, self.0.clone())])
    }
}
