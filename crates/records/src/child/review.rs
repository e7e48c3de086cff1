//! Whether the help works: light, and only about what changed. Anybody in the family may ask for it sooner.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Child, ChildEvent};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// Somebody asked for the plan to be looked at sooner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewAsked {
    /// What they said, in their words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
}

/// Ask for the plan to be looked at sooner. No reason is asked for.
#[derive(Debug, Clone, Deserialize)]
pub struct AskForReview(pub ReviewAsked);

refusals! {
    /// Why that cannot be asked.
    AskForReviewRefusal {
        NoPlan = "there is no plan yet", "no-plan", "a review looks at a plan";
    }
}

impl Command for AskForReview {
    type Stream = Child;
    type Refusal = AskForReviewRefusal;

    fn decide(
        &self,
        state: &Child,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChildEvent>>, AskForReviewRefusal> {
        if state.plan().is_none() {
            return Err(AskForReviewRefusal::NoPlan);
        }
        Ok(vec![Decided::now(context, self.0.clone())])
    }
}

/// The plan was reviewed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewHeld {
    /// What changed since the last time; nothing else is repeated.
    pub changed: String,
    /// Whether the help works, as the child and the family see it.
    pub works: String,
    /// Who took part.
    pub present: String,
    /// The day by which it is looked at again.
    pub next_on: Date,
}

/// Record a review. It changes no service.
#[derive(Debug, Clone, Deserialize)]
pub struct HoldReview(pub ReviewHeld);

refusals! {
    /// Why a review cannot be recorded.
    HoldReviewRefusal {
        NoPlan = "there is no plan yet", "no-plan", "a review looks at a plan";
        ChangedMissing = "say what changed, or that nothing did", "changed-missing", "OB-42: a review says what changed";
        WorksMissing = "say whether the help works, as the child and the family see it", "works-missing", "support route, step 11: does it work";
        NextInThePast = "the next review lies in the past", "review-in-past", "OB-42: a plan is reviewed";
    }
}

impl Command for HoldReview {
    type Stream = Child;
    type Refusal = HoldReviewRefusal;

    fn decide(
        &self,
        state: &Child,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChildEvent>>, HoldReviewRefusal> {
        if state.plan().is_none() {
            return Err(HoldReviewRefusal::NoPlan);
        }
        if self.0.changed.trim().is_empty() {
            return Err(HoldReviewRefusal::ChangedMissing);
        }
        if self.0.works.trim().is_empty() {
            return Err(HoldReviewRefusal::WorksMissing);
        }
        if self.0.next_on < context.today() {
            return Err(HoldReviewRefusal::NextInThePast);
        }
        Ok(vec![Decided::now(context, self.0.clone())])
    }
}
