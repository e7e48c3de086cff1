//! A stage of a complaint is given more time, once, with a reason; whoever made it is told in the same breath.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Challenge, ChallengeEvent, Stage};
use crate::child::LetterText;
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// A stage was given more time. How much is in the guidance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extended {
    /// The stage.
    pub stage: Stage,
    /// Why.
    pub why: String,
    /// The letter that tells it.
    pub letter: Uuid,
    /// What the letter says, word for word.
    pub text: LetterText,
}

/// Give a stage more time.
#[derive(Debug, Clone, Deserialize)]
pub struct Extend(pub Extended);

refusals! {
    /// Why a stage cannot be given more time.
    ExtendRefusal {
        NotOpen = "it is not open", "challenge-not-open", "more time is taken while it is open";
        NothingToExtend = "only stages 1 and 2 of a complaint can be given more time", "nothing-to-extend", "REP-14 and REP-17: stages 1 and 2 may be extended";
        Answered = "it is answered", "challenge-answered", "what is answered needs no more time";
        AlreadyExtended = "this stage was given more time already", "already-extended", "REP-14 and REP-17: a stage is extended once";
        WhyMissing = "say why more time is needed", "challenge-why-missing", "the family is told why";
    }
}

impl Command for Extend {
    type Stream = Challenge;
    type Refusal = ExtendRefusal;

    fn decide(
        &self,
        challenge: &Challenge,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChallengeEvent>>, ExtendRefusal> {
        if !challenge.is_open() {
            return Err(ExtendRefusal::NotOpen);
        }
        let stage = challenge.current_stage().filter(|stage| *stage != Stage::Three);
        if stage != Some(self.0.stage) {
            return Err(ExtendRefusal::NothingToExtend);
        }
        if challenge.current_answer().is_some() {
            return Err(ExtendRefusal::Answered);
        }
        if challenge.is_extended(self.0.stage) {
            return Err(ExtendRefusal::AlreadyExtended);
        }
        if self.0.why.trim().is_empty() {
            return Err(ExtendRefusal::WhyMissing);
        }
        Ok(vec![Decided::now(context, self.0.clone())])
    }
}
