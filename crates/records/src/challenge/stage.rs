//! The next stage of a complaint is asked for. Stage 2 may be asked for at any time, so that a late stage 1 keeps
//! nobody waiting.

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
}

/// Ask for the next stage.
#[derive(Debug, Clone)]
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
        let stage = match challenge.current_stage() {
            None => return Err(AskNextStageRefusal::NotAComplaint),
            Some(Stage::One) => Stage::Two,
            Some(Stage::Two) if challenge.current_answer().is_none() => {
                return Err(AskNextStageRefusal::StageTwoNotAnswered);
            }
            Some(Stage::Two) => Stage::Three,
            Some(Stage::Three) => return Err(AskNextStageRefusal::NoFurtherStage),
        };
        Ok(vec![Decided::now(context, StageAsked { stage, words: self.words.trim().to_owned() })])
    }
}
