//! The next stage of a complaint is asked for. Stage 2 may be asked for at any time, so that a late stage 1 keeps
//! nobody waiting.

use kernel::{Moment, PersonId};
use serde::{Deserialize, Serialize};

use super::{Challenge, ChallengeEvent};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// A stage of the statutory procedure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// A manager answers.
    One,
    /// Somebody from outside the team looks into it, with an independent person.
    Two,
    /// A panel of independent people.
    Three,
}

impl Stage {
    /// Its name in data.
    pub fn name(self) -> &'static str {
        match self {
            Self::One => "stage-1",
            Self::Two => "stage-2",
            Self::Three => "stage-3",
        }
    }
}

/// A stage was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageAsked {
    /// Which.
    pub stage: Stage,
    /// What is still wrong, in their own words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
    /// The practitioner who wrote it down, when it did not come by the pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entered_by: Option<PersonId>,
}

/// Ask for the next stage.
#[derive(Debug, Clone, Deserialize)]
pub struct AskNextStage {
    /// What is still wrong, in their own words.
    pub words: String,
}

refusals! {
    /// Why no further stage can be asked for.
    AskNextStageRefusal {
        NotOpen = "it is not open", "challenge-not-open", "a further stage belongs to an open complaint";
        NotAComplaint = "only a complaint has stages", "not-a-complaint", "the statutory procedure has three stages";
        StageTwoNotAnswered = "stage 2 is not answered yet", "stage-2-not-answered", "REP-19: the panel looks at the answer of stage 2";
        NoFurtherStage = "there is no further stage", "no-further-stage", "after stage 3 the ombudsman is the way on";
    }
}

impl Command for AskNextStage {
    type Stream = Challenge;
    type Refusal = AskNextStageRefusal;

    fn decide(
        &self,
        challenge: &Challenge,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChallengeEvent>>, AskNextStageRefusal> {
        if !challenge.is_open() {
            return Err(AskNextStageRefusal::NotOpen);
        }
        let stage = next(challenge)?;
        let asked = StageAsked { stage, words: self.words.trim().to_owned(), entered_by: None };
        Ok(vec![Decided::now(context, asked)])
    }
}

/// The stage that comes next, or why there is none.
fn next(challenge: &Challenge) -> Result<Stage, AskNextStageRefusal> {
    match challenge.current_stage() {
        None => Err(AskNextStageRefusal::NotAComplaint),
        Some(Stage::One) => Ok(Stage::Two),
        Some(Stage::Two) if challenge.current_answer().is_none() => {
            Err(AskNextStageRefusal::StageTwoNotAnswered)
        }
        Some(Stage::Two) => Ok(Stage::Three),
        Some(Stage::Three) => Err(AskNextStageRefusal::NoFurtherStage),
    }
}

/// Enter that the next stage was asked for by telephone, on paper or in person, on its true day.
#[derive(Debug, Clone, Deserialize)]
pub struct EnterNextStage {
    /// What is still wrong, in their own words.
    pub words: String,
    /// When they asked.
    pub asked: Moment,
}

refusals! {
    /// Why no further stage can be entered.
    EnterNextStageRefusal {
        NotOpen = "it is not open", "challenge-not-open", "a further stage belongs to an open complaint";
        NotAComplaint = "only a complaint has stages", "not-a-complaint", "the statutory procedure has three stages";
        StageTwoNotAnswered = "stage 2 is not answered yet", "stage-2-not-answered", "REP-19: the panel looks at the answer of stage 2";
        NoFurtherStage = "there is no further stage", "no-further-stage", "after stage 3 the ombudsman is the way on";
        InTheFuture = "it cannot have been asked for in the future", "in-future", "what happened is not what is planned";
    }
}

impl Command for EnterNextStage {
    type Stream = Challenge;
    type Refusal = EnterNextStageRefusal;

    fn decide(
        &self,
        challenge: &Challenge,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChallengeEvent>>, EnterNextStageRefusal> {
        if !challenge.is_open() {
            return Err(EnterNextStageRefusal::NotOpen);
        }
        let stage = next(challenge).map_err(|refusal| match refusal {
            AskNextStageRefusal::NotOpen => EnterNextStageRefusal::NotOpen,
            AskNextStageRefusal::NotAComplaint => EnterNextStageRefusal::NotAComplaint,
            AskNextStageRefusal::StageTwoNotAnswered => EnterNextStageRefusal::StageTwoNotAnswered,
            AskNextStageRefusal::NoFurtherStage => EnterNextStageRefusal::NoFurtherStage,
        })?;
        if self.asked.date() > context.today() {
            return Err(EnterNextStageRefusal::InTheFuture);
        }
        let entered_by = context.author.person;
        let asked = StageAsked { stage, words: self.words.trim().to_owned(), entered_by };
        Ok(vec![Decided::when(self.asked, asked)])
    }
}
