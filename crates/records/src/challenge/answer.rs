//! The answer: the decision first, then why, what will be done by when, and how to go on. It is a letter too, so an
//! answer of which nobody was told does not exist.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Challenge, ChallengeEvent, Deciders, Stage, Step, WORDS_MAX, Way};
use crate::child::LetterText;
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// What was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// They were right.
    Upheld,
    /// They were right in part.
    PartlyUpheld,
    /// It stands as it was, for reasons.
    NotUpheld,
    /// They talked, and what came of it is written down; for a talk alone.
    Talked,
}

impl Outcome {
    /// Every outcome, with the name that forms and stored events use.
    pub const ALL: [(&'static str, Self); 4] = [
        ("upheld", Self::Upheld),
        ("partly-upheld", Self::PartlyUpheld),
        ("not-upheld", Self::NotUpheld),
        ("talked", Self::Talked),
    ];

    /// Whether a challenge of this way can end so.
    pub fn fits(self, way: Way) -> bool {
        self != Self::Talked || way == Way::Talk
    }
}

/// Something that will be done, by a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Action {
    /// Names the action.
    pub action: Uuid,
    /// What will be done.
    pub what: String,
    /// By which day.
    pub by: Date,
}

/// It was answered, and whoever made it was told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// Which stage of a complaint this answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<Stage>,
    /// The decision.
    pub outcome: Outcome,
    /// Why.
    pub why: String,
    /// What will be done.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub actions: Vec<Action>,
    /// The letter.
    pub letter: Uuid,
    /// What the letter says, word for word.
    pub text: LetterText,
}

/// Answer.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The answer.
    pub answered: Answered,
    /// Who made an earlier decision on what is challenged, as it stands now.
    pub deciders: Deciders,
}

refusals! {
    /// Why it cannot be answered.
    AnswerRefusal {
        NotOpen = "it is not open", "challenge-not-open", "an answer answers what is open";
        AlreadyAnswered = "it is answered", "challenge-answered", "an answer stands; a later stage is asked for";
        NotNamed = "only the person named to look at it answers", "challenge-not-named", "a named person answers";
        MadeEarlierDecision = "this person made an earlier decision on it", "made-earlier-decision", "a challenge is decided by somebody who made no earlier decision on it";
        WrongStage = "the answer is to another stage", "challenge-wrong-stage", "each stage has its own answer";
        StageNotBegun = "what stage 2 looks at is not agreed yet", "stage-2-not-begun", "DC-17: the time for stage 2 runs from the agreed statement";
        PanelNotReported = "the panel's report has not been received", "panel-not-reported", "DC-19b: the council answers the panel's report";
        NotATalk = "only a talk ends with talking", "outcome-not-a-talk", "a decision is upheld, upheld in part or not";
        WhyMissing = "say why", "challenge-why-missing", "the decision first, then why";
        TooLong = "the text is too long", "challenge-too-long", "one answer holds so much";
        ActionWithoutWords = "say what will be done", "action-missing", "an agreed action says what will be done";
        ActionInThePast = "an action is promised for today or later", "action-in-past", "an agreed action has a day";
    }
}

impl Command for Answer {
    type Stream = Challenge;
    type Refusal = AnswerRefusal;

    fn decide(
        &self,
        challenge: &Challenge,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChallengeEvent>>, AnswerRefusal> {
        let Some(way) = challenge.way().filter(|_| challenge.is_open()) else {
            return Err(AnswerRefusal::NotOpen);
        };
        if challenge.current_answer().is_some() {
            return Err(AnswerRefusal::AlreadyAnswered);
        }
        let author = context.author.person;
        let named = challenge
            .allocated_now()
            .map(|allocated| allocated.fact.to)
            .or_else(|| named_by_asking(challenge));
        if author.is_none() || author != named {
            return Err(AnswerRefusal::NotNamed);
        }
        let stage = challenge.current_stage();
        let outside = way.needs_uninvolved_manager() || stage.is_some();
        if outside && author.is_some_and(|author| self.deciders.includes(author)) {
            return Err(AnswerRefusal::MadeEarlierDecision);
        }
        if self.answered.stage != stage {
            return Err(AnswerRefusal::WrongStage);
        }
        match stage {
            Some(Stage::Two) if !challenge.has_taken(Step::StageTwoAgreed) => {
                return Err(AnswerRefusal::StageNotBegun);
            }
            Some(Stage::Three) if !challenge.has_taken(Step::ReportReceived) => {
                return Err(AnswerRefusal::PanelNotReported);
            }
            _ => {}
        }
        if !self.answered.outcome.fits(way) {
            return Err(AnswerRefusal::NotATalk);
        }
        self.check_words(context)?;
        Ok(vec![Decided::now(context, self.answered.clone())])
    }
}

/// Whoever asked to talk with a named person is answered by that person, without anybody allocating first.
fn named_by_asking(challenge: &Challenge) -> Option<kernel::PersonId> {
    let made = challenge.made.as_ref().filter(|made| made.fact.way == Way::Talk)?;
    made.fact.asked_for
}

impl Answer {
    fn check_words(&self, context: &Context<'_>) -> Result<(), AnswerRefusal> {
        let answered = &self.answered;
        if answered.why.trim().is_empty() {
            return Err(AnswerRefusal::WhyMissing);
        }
        if answered.why.chars().count() > WORDS_MAX {
            return Err(AnswerRefusal::TooLong);
        }
        for action in &answered.actions {
            if action.what.trim().is_empty() {
                return Err(AnswerRefusal::ActionWithoutWords);
            }
            if action.by < context.today() {
                return Err(AnswerRefusal::ActionInThePast);
            }
        }
        Ok(())
    }
}
