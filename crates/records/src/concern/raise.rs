//! Anybody raises a concern. It is never refused as incomplete.

use forms::Answers;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Concern, ConcernEvent, NotTelling};
use crate::people::SafeContact;
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// How a concern came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// A practitioner, from a page of the record.
    Practitioner,
    /// Anybody, by the short form behind the quiet safety line.
    SafetyLine,
    /// The reader of a request, at the first or the last triage question.
    Triage,
}

/// Whom it is about.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// The child's record, when it was raised from there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub child: Option<Uuid>,
    /// The request, when it was raised from there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<Uuid>,
    /// Who may be at risk, in the raiser's words.
    pub described: String,
}

/// Who raised it. Never shown to the family.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Raiser {
    /// The name they gave, if they gave one.
    pub name: String,
    /// How to reach them safely, if they said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<SafeContact>,
}

/// A concern was raised.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Raised {
    /// How it came in.
    pub way: Way,
    /// Whom it is about.
    pub about: About,
    /// The answers, pinned to the version of the form.
    pub answers: Answers,
    /// What was seen, heard or noticed.
    pub noticed: String,
    /// Somebody may be in danger now.
    pub immediate: bool,
    /// The raiser is unsure; somebody talks with them the same day.
    pub unsure: bool,
    /// Who raised it.
    pub raiser: Raiser,
}

/// Raise a concern.
#[derive(Debug, Clone, Deserialize)]
pub struct Raise {
    /// What is raised.
    pub raised: Raised,
    /// When not telling the family is looked at, at the latest; from the protocol.
    pub telling_review_at: Timestamp,
}

refusals! {
    /// Why a concern cannot be taken. Nothing that is missing is a reason, but a wholly empty form says nothing.
    RaiseRefusal {
        AlreadyRaised = "this concern was taken already", "already-raised", "a concern is taken once";
        NothingNoticed = "say what you saw, heard or noticed, even one word", "nothing-noticed", "what somebody noticed is taken as it is, without proof";
    }
}

impl Command for Raise {
    type Stream = Concern;
    type Refusal = RaiseRefusal;

    fn decide(
        &self,
        state: &Concern,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ConcernEvent>>, RaiseRefusal> {
        if state.raised.is_some() {
            return Err(RaiseRefusal::AlreadyRaised);
        }
        if self.raised.noticed.trim().is_empty() && !self.raised.immediate {
            return Err(RaiseRefusal::NothingNoticed);
        }
        // Not telling is never silent: from the first moment it has a reason, an owner and a time.
        let not_telling = NotTelling {
            why: "nobody has decided yet whether telling is safe".to_owned(),
            owner: None,
            review_at: self.telling_review_at,
        };
        Ok(vec![Decided::now(context, self.raised.clone()), Decided::now(context, not_telling)])
    }
}
