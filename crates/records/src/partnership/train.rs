//! What a practitioner is trained in, and until when that is current.

use jiff::civil::Date;
use kernel::PersonId;
use serde::{Deserialize, Serialize};

use super::{Partnership, PartnershipEvent};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// Training that was completed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Training {
    /// Who completed it.
    pub person: PersonId,
    /// Which training, as the protocol names it: `disability`, `abuse-of-disabled-children`.
    pub kind: String,
    /// The day it was completed.
    pub completed_on: Date,
    /// The last day on which it is current.
    pub expires_on: Date,
}

/// Record training.
#[derive(Debug, Clone, Deserialize)]
pub struct RecordTraining(pub Training);

refusals! {
    /// Why training cannot be recorded.
    RecordTrainingRefusal {
        UnknownPractitioner = "nobody of this partnership", "unknown-practitioner", "training is recorded for practitioners of the partnership";
        NotYet = "the training was not completed yet", "training-in-future", "training counts from the day it was completed";
        ExpiresBeforeCompleted = "the training would expire before it was completed", "training-expires-first", "training counts from the day it was completed";
    }
}

impl Command for RecordTraining {
    type Stream = Partnership;
    type Refusal = RecordTrainingRefusal;

    fn decide(
        &self,
        state: &Partnership,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<PartnershipEvent>>, RecordTrainingRefusal> {
        let training = &self.0;
        if state.practitioner(training.person).is_none() {
            return Err(RecordTrainingRefusal::UnknownPractitioner);
        }
        if training.completed_on > context.today() {
            return Err(RecordTrainingRefusal::NotYet);
        }
        if training.expires_on < training.completed_on {
            return Err(RecordTrainingRefusal::ExpiresBeforeCompleted);
        }
        Ok(vec![Decided::now(context, training.clone())])
    }
}
