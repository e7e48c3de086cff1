//! What was found, and the way back. What is not substantiated leaves the default lists; it stays in the record.

use serde::{Deserialize, Serialize};

use super::qualified::is_manager;
use crate::concern::{Concern, ConcernEvent};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// It was found whether the harm is real.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutcomeRecorded {
    /// Whether the suspicion of significant harm was borne out.
    pub substantiated: bool,
    /// Why.
    pub why: String,
}

/// Record what was found.
#[derive(Debug, Clone, Deserialize)]
pub struct RecordOutcome(pub OutcomeRecorded);

refusals! {
    /// Why an outcome cannot be recorded.
    RecordOutcomeRefusal {
        NotClosed = "the strategy discussion has not closed", "discussion-not-closed", "an outcome follows the strategy discussion, which decides about every child";
        AlreadyRecorded = "an outcome is recorded already", "has-outcome", "what is new is raised as a concern of its own";
        NotAManager = "a social-work-qualified manager records the outcome", "outcome-not-a-manager", "a social-work-qualified manager decides";
        WhyMissing = "say why", "outcome-needs-why", "each decision has its reason";
    }
}

impl Command for RecordOutcome {
    type Stream = Concern;
    type Refusal = RecordOutcomeRefusal;

    fn decide(
        &self,
        state: &Concern,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ConcernEvent>>, RecordOutcomeRefusal> {
        if state.diversion.outcome.is_some() {
            return Err(RecordOutcomeRefusal::AlreadyRecorded);
        }
        if state.diversion.closed.is_none() {
            return Err(RecordOutcomeRefusal::NotClosed);
        }
        if !is_manager(context) {
            return Err(RecordOutcomeRefusal::NotAManager);
        }
        let why = self.0.why.trim().to_owned();
        if why.is_empty() {
            return Err(RecordOutcomeRefusal::WhyMissing);
        }
        Ok(vec![Decided::now(context, OutcomeRecorded { substantiated: self.0.substantiated, why })])
    }
}
