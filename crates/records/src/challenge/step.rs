//! Steps of the statutory procedure, each on its true day: they start and stop its clocks.

use kernel::Moment;
use serde::{Deserialize, Serialize};

use super::{Challenge, ChallengeEvent, Stage};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// A step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    /// What stage 2 looks at was agreed with the family.
    StageTwoAgreed,
    /// The panel met.
    PanelMet,
    /// The panel reported.
    PanelReported,
    /// The council received the report.
    ReportReceived,
}

impl Step {
    /// Every step in order, with the name that forms and stored events use.
    pub const ALL: [(&'static str, Self); 4] = [
        ("stage-two-agreed", Self::StageTwoAgreed),
        ("panel-met", Self::PanelMet),
        ("panel-reported", Self::PanelReported),
        ("report-received", Self::ReportReceived),
    ];

    /// The stage that it belongs to, and the step that comes before it.
    fn place(self) -> (Stage, Option<Self>) {
        match self {
            Self::StageTwoAgreed => (Stage::Two, None),
            Self::PanelMet => (Stage::Three, None),
            Self::PanelReported => (Stage::Three, Some(Self::PanelMet)),
            Self::ReportReceived => (Stage::Three, Some(Self::PanelReported)),
        }
    }
}

/// A step was taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepTaken {
    /// Which.
    pub step: Step,
    /// What was agreed, who was there, what was found: in words that the family reads.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
}

/// Record a step.
#[derive(Debug, Clone, Deserialize)]
pub struct RecordStep {
    /// The step.
    pub taken: StepTaken,
    /// When it was taken.
    pub happened: Moment,
}

refusals! {
    /// Why a step cannot be recorded.
    RecordStepRefusal {
        NotOpen = "it is not open", "challenge-not-open", "a step belongs to an open complaint";
        NotItsTurn = "this step is not the next one", "step-not-its-turn", "steps follow the statutory procedure";
        AlreadyTaken = "this step was recorded already", "step-already-taken", "a step is taken once";
        InTheFuture = "it cannot have happened in the future", "in-future", "what happened is not what is planned";
    }
}

impl Command for RecordStep {
    type Stream = Challenge;
    type Refusal = RecordStepRefusal;

    fn decide(
        &self,
        challenge: &Challenge,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChallengeEvent>>, RecordStepRefusal> {
        if !challenge.is_open() {
            return Err(RecordStepRefusal::NotOpen);
        }
        let (stage, before) = self.taken.step.place();
        if challenge.current_stage() != Some(stage)
            || before.is_some_and(|before| !challenge.has_taken(before))
        {
            return Err(RecordStepRefusal::NotItsTurn);
        }
        if challenge.has_taken(self.taken.step) {
            return Err(RecordStepRefusal::AlreadyTaken);
        }
        if self.happened.date() > context.today() {
            return Err(RecordStepRefusal::InTheFuture);
        }
        Ok(vec![Decided::when(self.happened, self.taken.clone())])
    }
}
