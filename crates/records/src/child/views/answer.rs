//! What was done about a view, when the child was told, and the child's own copy.

use kernel::Moment;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::super::{Child, ChildEvent};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// What came of a view.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ViewOutcome {
    /// It is done.
    Done,
    /// A part of it is done.
    InPart,
    /// It will be done.
    Planned,
    /// It is not done, with why.
    NotDone,
}

impl ViewOutcome {
    /// Every outcome, with the name that forms and stored events use.
    pub const ALL: [(&'static str, Self); 4] = [
        ("done", Self::Done),
        ("in_part", Self::InPart),
        ("planned", Self::Planned),
        ("not_done", Self::NotDone),
    ];

    /// Its name in forms and stored events.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, each)| *each == self).map_or("", |(name, _)| name)
    }
}

/// It was decided what follows from a view.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ViewAnswered {
    /// The view.
    pub view: Uuid,
    /// What came of it.
    pub outcome: ViewOutcome,
    /// What was done, in words for the child.
    pub done: String,
    /// Why not, or why not all of it, in words for the child.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
}

/// Say what was done about a view.
#[derive(Debug, Clone, Deserialize)]
pub struct AnswerView(pub ViewAnswered);

refusals! {
    /// Why that cannot be said so.
    AnswerViewRefusal {
        NoView = "there is no such view", "no-view", "an answer answers a view";
        DoneMissing = "say what was done", "view-done-missing", "CA 1989 section 17(4A): the child's wishes are given due consideration";
        WhyMissing = "say why, in words for the child", "view-why-missing", "a child who is not given what they asked for is told why";
    }
}

impl Command for AnswerView {
    type Stream = Child;
    type Refusal = AnswerViewRefusal;

    fn decide(
        &self,
        state: &Child,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChildEvent>>, AnswerViewRefusal> {
        if state.views.view(self.0.view).is_none() {
            return Err(AnswerViewRefusal::NoView);
        }
        let in_full = matches!(self.0.outcome, ViewOutcome::Done | ViewOutcome::Planned);
        if in_full && self.0.done.trim().is_empty() {
            return Err(AnswerViewRefusal::DoneMissing);
        }
        if !in_full && self.0.why.trim().is_empty() {
            return Err(AnswerViewRefusal::WhyMissing);
        }
        Ok(vec![Decided::now(context, self.0.clone())])
    }
}

/// The child was told what was done about a view.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ViewTold {
    /// The view.
    pub view: Uuid,
    /// How: in which way, by whom, and what the child said or showed then.
    pub how: String,
}

/// Record that the child was told.
#[derive(Debug, Clone, Deserialize)]
pub struct TellView {
    /// What took place.
    pub told: ViewTold,
    /// When.
    pub happened: Moment,
}

refusals! {
    /// Why that cannot be recorded.
    TellViewRefusal {
        NoView = "there is no such view", "no-view", "what a child is told is about a view";
        NotAnswered = "nothing stands yet of what was done", "view-not-answered", "a child is told what was done";
        HowMissing = "say how the child was told", "view-how-missing", "a child is told in the child's own way";
        InTheFuture = "it cannot have happened in the future", "in-future", "what happened is not what is planned";
    }
}

impl Command for TellView {
    type Stream = Child;
    type Refusal = TellViewRefusal;

    fn decide(
        &self,
        state: &Child,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChildEvent>>, TellViewRefusal> {
        let view = state.views.view(self.told.view).ok_or(TellViewRefusal::NoView)?;
        if view.answered.is_empty() {
            return Err(TellViewRefusal::NotAnswered);
        }
        if self.told.how.trim().is_empty() {
            return Err(TellViewRefusal::HowMissing);
        }
        if context.today() < self.happened.date() {
            return Err(TellViewRefusal::InTheFuture);
        }
        Ok(vec![Decided::when(self.happened, self.told.clone())])
    }
}

/// The child was given a copy of what they said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopyGiven {
    /// In which form: a page with symbols, a recording, a photo book.
    pub how: String,
}

/// Record that the child was given a copy.
#[derive(Debug, Clone, Deserialize)]
pub struct GiveCopy {
    /// What was given.
    pub given: CopyGiven,
    /// When.
    pub happened: Moment,
}

refusals! {
    /// Why that cannot be recorded.
    GiveCopyRefusal {
        NothingSaid = "nothing stands yet of what the child said", "view-nothing-said", "a copy is a copy of something";
        HowMissing = "say in which form", "view-how-missing", "a child's copy is in the child's own form";
        InTheFuture = "it cannot have happened in the future", "in-future", "what happened is not what is planned";
    }
}

impl Command for GiveCopy {
    type Stream = Child;
    type Refusal = GiveCopyRefusal;

    fn decide(
        &self,
        state: &Child,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChildEvent>>, GiveCopyRefusal> {
        if state.views.said.is_empty() {
            return Err(GiveCopyRefusal::NothingSaid);
        }
        if self.given.how.trim().is_empty() {
            return Err(GiveCopyRefusal::HowMissing);
        }
        if context.today() < self.happened.date() {
            return Err(GiveCopyRefusal::InTheFuture);
        }
        Ok(vec![Decided::when(self.happened, self.given.clone())])
    }
}
