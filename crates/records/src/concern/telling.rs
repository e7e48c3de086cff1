//! Not telling the family yet: always with a reason, an owner, and a time to look again.

use jiff::Timestamp;
use kernel::PersonId;
use serde::{Deserialize, Serialize};

use super::{Concern, ConcernEvent};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// The family is not told yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotTelling {
    /// Why not.
    pub why: String,
    /// Who answers for it; absent until somebody takes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<PersonId>,
    /// When it is looked at again.
    pub review_at: Timestamp,
}

/// Take ownership of not telling, with a reason and a time.
#[derive(Debug, Clone, Deserialize)]
pub struct SetTellingReview {
    /// Why not yet.
    pub why: String,
    /// When it is looked at again.
    pub review_at: Timestamp,
}

refusals! {
    /// Why that cannot be set.
    SetTellingReviewRefusal {
        NotRaised = "there is no such concern", "no-such-concern", "not telling belongs to a concern";
        NobodyNamed = "a named person decides about telling", "nobody-named", "not telling has an owner";
        WhyMissing = "say why the family is not told yet", "why-missing", "not telling has a reason (Data Protection Act 2018 Schedule 3)";
        ReviewInThePast = "the time to look again lies in the past", "review-in-past", "not telling has a time to look again";
    }
}

impl Command for SetTellingReview {
    type Stream = Concern;
    type Refusal = SetTellingReviewRefusal;

    fn decide(
        &self,
        state: &Concern,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ConcernEvent>>, SetTellingReviewRefusal> {
        if state.raised.is_none() {
            return Err(SetTellingReviewRefusal::NotRaised);
        }
        let owner = context.author.person.ok_or(SetTellingReviewRefusal::NobodyNamed)?;
        if self.why.trim().is_empty() {
            return Err(SetTellingReviewRefusal::WhyMissing);
        }
        if self.review_at <= context.now {
            return Err(SetTellingReviewRefusal::ReviewInThePast);
        }
        let fact =
            NotTelling { why: self.why.trim().to_owned(), owner: Some(owner), review_at: self.review_at };
        Ok(vec![Decided::now(context, fact)])
    }
}
