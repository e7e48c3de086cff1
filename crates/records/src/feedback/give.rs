//! Somebody says how it was. Every question may be left out.

use forms::Answers;
use kernel::PersonId;
use serde::{Deserialize, Serialize};

use super::{Feedback, FeedbackEvent};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// After which step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum After {
    /// After the assessment was drafted.
    Assessing,
    /// After it was decided.
    Deciding,
    /// After a review.
    Reviewing,
}

impl After {
    /// Every step, with its name in data.
    pub const ALL: [(&'static str, Self); 3] =
        [("assessing", Self::Assessing), ("deciding", Self::Deciding), ("reviewing", Self::Reviewing)];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Assessing => "assessing",
            Self::Deciding => "deciding",
            Self::Reviewing => "reviewing",
        }
    }
}

/// A reply was given. It holds no child's record and no assessor, so that no figure can be traced to either.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Given {
    /// After which step.
    pub after: After,
    /// By whom, so that each person replies once to each step.
    pub by: PersonId,
    /// The answers, pinned to the version of the form.
    pub answers: Answers,
}

/// Give a reply.
#[derive(Debug, Clone, Deserialize)]
pub struct Give(pub Given);

refusals! {
    /// Why a reply cannot be taken.
    GiveRefusal {
        AlreadyGiven = "this reply was taken already", "feedback-already-given", "each person replies once to each step";
        NothingSaid = "nothing was answered", "feedback-empty", "one answer is enough";
    }
}

impl Command for Give {
    type Stream = Feedback;
    type Refusal = GiveRefusal;

    fn decide(
        &self,
        state: &Feedback,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<FeedbackEvent>>, GiveRefusal> {
        if state.given.is_some() {
            return Err(GiveRefusal::AlreadyGiven);
        }
        if self.0.answers.values.is_empty() {
            return Err(GiveRefusal::NothingSaid);
        }
        Ok(vec![Decided::now(context, self.0.clone())])
    }
}
