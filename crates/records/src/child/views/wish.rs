//! A child wishes to speak to somebody alone. It is honoured. If a parent says no, the supervisor and an independent
//! advocate are told that day, so that somebody helps to find a way; it is no check on the parents.

use kernel::Moment;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::super::{Child, ChildEvent};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// A child wished to speak to somebody alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WishRecorded {
    /// The wish.
    pub wish: Uuid,
    /// With whom, as the child wants it.
    pub with: String,
    /// How the child said or showed it.
    pub words: String,
}

/// What followed a wish.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WishStep {
    /// The child spoke to them.
    Honoured,
    /// A parent said no.
    NotAgreed,
    /// The supervisor was told that day.
    SupervisorTold,
    /// An independent advocate was told that day.
    AdvocateTold,
    /// The child no longer wishes it.
    Withdrawn,
}

impl WishStep {
    /// Every step, with the name that forms and stored events use.
    pub const ALL: [(&'static str, Self); 5] = [
        ("honoured", Self::Honoured),
        ("not_agreed", Self::NotAgreed),
        ("supervisor_told", Self::SupervisorTold),
        ("advocate_told", Self::AdvocateTold),
        ("withdrawn", Self::Withdrawn),
    ];

    /// Its name in forms and stored events.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, each)| *each == self).map_or("", |(name, _)| name)
    }

    pub(super) fn milestone(self) -> &'static str {
        match self {
            Self::Honoured => "wish.honoured",
            Self::NotAgreed => "wish.not_agreed",
            Self::SupervisorTold => "wish.supervisor_told",
            Self::AdvocateTold => "wish.advocate_told",
            Self::Withdrawn => "wish.withdrawn",
        }
    }
}

/// Something followed a wish.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WishFollowed {
    /// The wish.
    pub wish: Uuid,
    /// What followed.
    pub step: WishStep,
    /// How it was, who was told, what was said.
    pub words: String,
}

/// Record a wish.
#[derive(Debug, Clone, Deserialize)]
pub struct RecordWish {
    /// The wish.
    pub wished: WishRecorded,
    /// When the child said or showed it.
    pub happened: Moment,
}

refusals! {
    /// Why a wish cannot be recorded.
    RecordWishRefusal {
        NoSupport = "no support assessment is open", "no-support", "a child is heard for an open assessment";
        AlreadyRecorded = "this wish exists", "wish-already-recorded", "each wish is written down once";
        WithMissing = "say with whom the child wants to speak", "wish-with-missing", "the child's wish to speak to someone is honoured as the child has it";
        InTheFuture = "it cannot have happened in the future", "in-future", "what happened is not what is planned";
    }
}

impl Command for RecordWish {
    type Stream = Child;
    type Refusal = RecordWishRefusal;

    fn decide(
        &self,
        state: &Child,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChildEvent>>, RecordWishRefusal> {
        if state.assessment.opened.is_none() {
            return Err(RecordWishRefusal::NoSupport);
        }
        if state.views.wish(self.wished.wish).is_some() {
            return Err(RecordWishRefusal::AlreadyRecorded);
        }
        if self.wished.with.trim().is_empty() {
            return Err(RecordWishRefusal::WithMissing);
        }
        if context.today() < self.happened.date() {
            return Err(RecordWishRefusal::InTheFuture);
        }
        Ok(vec![Decided::when(self.happened, self.wished.clone())])
    }
}

/// Record what followed a wish.
#[derive(Debug, Clone, Deserialize)]
pub struct FollowWish(pub WishFollowed);

refusals! {
    /// Why that cannot be recorded.
    FollowWishRefusal {
        NoWish = "there is no such wish", "no-wish", "what follows a wish follows one that is written down";
        AlreadyDone = "that is on the record already", "wish-step-done", "each step is written down once";
        NobodyRefused = "nobody has said no to it", "wish-nobody-refused", "the supervisor and an advocate are told when a parent says no";
        WordsMissing = "say how, and who was told", "wish-words-missing", "each step says what was done";
    }
}

impl Command for FollowWish {
    type Stream = Child;
    type Refusal = FollowWishRefusal;

    fn decide(
        &self,
        state: &Child,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChildEvent>>, FollowWishRefusal> {
        let wish = state.views.wish(self.0.wish).ok_or(FollowWishRefusal::NoWish)?;
        if wish.has(self.0.step) && self.0.step != WishStep::NotAgreed {
            return Err(FollowWishRefusal::AlreadyDone);
        }
        let tells = matches!(self.0.step, WishStep::SupervisorTold | WishStep::AdvocateTold);
        if tells && !wish.has(WishStep::NotAgreed) {
            return Err(FollowWishRefusal::NobodyRefused);
        }
        if self.0.words.trim().is_empty() {
            return Err(FollowWishRefusal::WordsMissing);
        }
        Ok(vec![Decided::now(context, self.0.clone())])
    }
}
