//! Somebody does not agree: they talk with a named person, a manager who was not involved looks again, they complain,
//! or they ask why this route.
//!
//! A challenge has a stream of its own, which belongs to whoever made it: nobody else of the family reads it, and no
//! command here touches a request or a child's record, so complaining changes nothing else. What was asked for as a
//! complaint stays in the statutory procedure; there is no command that makes it something smaller.

mod acknowledge;
mod action;
mod allocate;
mod answer;
mod close;
mod deciders;
mod extend;
mod listing;
mod make;
pub(crate) mod milestones;
mod stage;
mod step;
mod withdraw;

use std::collections::BTreeSet;

use jiff::Timestamp;
use kernel::{PersonId, StreamKind};
use uuid::Uuid;

pub use acknowledge::{Acknowledge, AcknowledgeRefusal, Acknowledged};
pub use action::{ActionDone, FinishAction, FinishActionRefusal};
pub use allocate::{Allocate, AllocateRefusal, Allocated};
pub use answer::{Action, Answer, AnswerRefusal, Answered, Outcome};
pub use close::{Close, CloseRefusal, Closed};
pub use deciders::Deciders;
pub use extend::{Extend, ExtendRefusal, Extended};
pub use listing::list;
pub use make::{About, Challenger, Enter, EnterRefusal, Made, Make, MakeRefusal, WORDS_MAX, Way};
pub use stage::{
    AskNextStage, AskNextStageRefusal, EnterNextStage, EnterNextStageRefusal, Stage, StageAsked,
};
pub use step::{RecordStep, RecordStepRefusal, Step, StepTaken};
pub use withdraw::{Withdraw, WithdrawRefusal, Withdrawn};

use crate::child::LetterText;
use crate::request::{Noted, noted};
use crate::stream::{Recorded, Stream, events};

events! {
    /// What happens to a challenge.
    ChallengeEvent {
        "challenge.made" => Made(Box<Made>),
        "challenge.acknowledged" => Acknowledged(Acknowledged),
        "challenge.allocated" => Allocated(Allocated),
        "challenge.extended" => Extended(Extended),
        "challenge.answered" => Answered(Answered),
        "challenge.stage_asked" => StageAsked(StageAsked),
        "challenge.step_taken" => StepTaken(StepTaken),
        "challenge.action_done" => ActionDone(ActionDone),
        "challenge.withdrawn" => Withdrawn(Withdrawn),
        "challenge.closed" => Closed(Closed),
    }
}

/// The state of a challenge.
#[derive(Debug, Clone, Default)]
pub struct Challenge {
    /// What was said, by whom, about what.
    pub made: Option<Noted<Made>>,
    /// They were told that it arrived.
    pub acknowledged: Option<Noted<Acknowledged>>,
    /// Who looks at it, newest last; earlier ones stay.
    pub allocated: Vec<Noted<Allocated>>,
    /// More time that was taken, each with its reason.
    pub extended: Vec<Noted<Extended>>,
    /// Answers, oldest first.
    pub answers: Vec<Noted<Answered>>,
    /// Later stages of a complaint that were asked for.
    pub stages: Vec<Noted<StageAsked>>,
    /// Steps of the procedure, each on its true day.
    pub steps: Vec<Noted<StepTaken>>,
    /// Agreed actions that were carried out.
    pub done: Vec<Noted<ActionDone>>,
    /// Taken back by whoever made it.
    pub withdrawn: Option<Noted<Withdrawn>>,
    /// Ended.
    pub closed: Option<Noted<Closed>>,
}

/// A letter of a challenge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SentLetter<'a> {
    /// The letter.
    pub letter: Uuid,
    /// When it was sent.
    pub at: Timestamp,
    /// What it says.
    pub text: &'a LetterText,
}

impl Challenge {
    /// Which way was chosen.
    pub fn way(&self) -> Option<Way> {
        self.made.as_ref().map(|made| made.fact.way)
    }

    /// Whose it is.
    pub fn maker(&self) -> Option<PersonId> {
        self.made.as_ref().map(|made| made.fact.by.person)
    }

    /// Whether anything may still be decided.
    pub fn is_open(&self) -> bool {
        self.made.is_some() && self.withdrawn.is_none() && self.closed.is_none()
    }

    /// The stage that a complaint stands at; the other ways have none.
    pub fn current_stage(&self) -> Option<Stage> {
        let complaint = self.way() == Some(Way::Complaint);
        complaint.then(|| self.stages.last().map_or(Stage::One, |asked| asked.fact.stage))
    }

    /// The answer to what stands now, if there is one.
    pub fn current_answer(&self) -> Option<&Noted<Answered>> {
        let stage = self.current_stage();
        self.answers.iter().rev().find(|answer| answer.fact.stage == stage)
    }

    /// Who looks at it now. A later stage of a complaint begins with nobody.
    pub fn allocated_now(&self) -> Option<&Noted<Allocated>> {
        let stage = self.current_stage();
        self.allocated.iter().rev().find(|allocated| allocated.fact.stage == stage)
    }

    /// Whether a step of the procedure was taken.
    pub fn has_taken(&self, step: Step) -> bool {
        self.steps.iter().any(|taken| taken.fact.step == step)
    }

    /// Whether more time was taken for this stage.
    pub fn is_extended(&self, stage: Stage) -> bool {
        self.extended.iter().any(|extended| extended.fact.stage == stage)
    }

    /// Every agreed action.
    pub fn actions(&self) -> impl Iterator<Item = &Action> {
        self.answers.iter().flat_map(|answer| answer.fact.actions.iter())
    }

    /// When an action was carried out.
    pub fn done(&self, action: Uuid) -> Option<&Noted<ActionDone>> {
        self.done.iter().find(|done| done.fact.action == action)
    }

    /// Agreed actions that are not carried out yet. They outlive the answer, and also a taking back.
    pub fn open_actions(&self) -> impl Iterator<Item = &Action> {
        self.actions().filter(|action| self.done(action.action).is_none())
    }

    /// The letters that went out, oldest first.
    pub fn letters(&self) -> Vec<SentLetter<'_>> {
        let answers = self.answers.iter().map(|sent| (sent.fact.letter, sent.at, &sent.fact.text));
        let extensions = self.extended.iter().map(|sent| (sent.fact.letter, sent.at, &sent.fact.text));
        let mut letters: Vec<_> =
            answers.chain(extensions).map(|(letter, at, text)| SentLetter { letter, at, text }).collect();
        letters.sort_by_key(|sent| (sent.at, sent.letter));
        letters
    }

    /// Everybody who answered an earlier stage.
    pub(crate) fn answered_before(&self) -> BTreeSet<PersonId> {
        self.answers.iter().filter_map(|answer| answer.author.person).collect()
    }

    /// The stage, as lists filter by it.
    pub fn stage(&self) -> &'static str {
        match self {
            Self { made: None, .. } => "",
            Self { withdrawn: Some(_), .. } if self.open_actions().next().is_none() => "withdrawn",
            Self { closed: Some(_), .. } => "closed",
            _ if self.current_answer().is_some() || self.withdrawn.is_some() => "answered",
            _ if self.allocated_now().is_some() => "to-answer",
            _ => "to-allocate",
        }
    }
}

impl Stream for Challenge {
    const KIND: StreamKind = StreamKind::Challenge;
    type Event = ChallengeEvent;

    fn apply(&mut self, recorded: &Recorded<ChallengeEvent>) {
        match recorded.event.clone() {
            ChallengeEvent::Made(fact) => self.made = Some(noted(recorded, *fact)),
            ChallengeEvent::Acknowledged(fact) => self.acknowledged = Some(noted(recorded, fact)),
            ChallengeEvent::Allocated(fact) => self.allocated.push(noted(recorded, fact)),
            ChallengeEvent::Extended(fact) => self.extended.push(noted(recorded, fact)),
            ChallengeEvent::Answered(fact) => self.answers.push(noted(recorded, fact)),
            ChallengeEvent::StageAsked(fact) => self.stages.push(noted(recorded, fact)),
            ChallengeEvent::StepTaken(fact) => self.steps.push(noted(recorded, fact)),
            ChallengeEvent::ActionDone(fact) => self.done.push(noted(recorded, fact)),
            ChallengeEvent::Withdrawn(fact) => self.withdrawn = Some(noted(recorded, fact)),
            ChallengeEvent::Closed(fact) => self.closed = Some(noted(recorded, fact)),
        }
    }
}
