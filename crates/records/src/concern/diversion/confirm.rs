//! Where one person acted alone, a second looks at it on the next working day.

use serde::{Deserialize, Serialize};

use super::qualified::{decides_resources, is_manager, is_one_of};
use crate::concern::{Concern, ConcernEvent};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// A second person looked at what one decided alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DiversionConfirmed {
    /// Whether they agree. If not, the strategy discussion goes on and hears why.
    pub agrees: bool,
    /// What they say to it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
}

/// Confirm what one person decided alone, or disagree.
#[derive(Debug, Clone, Deserialize)]
pub struct ConfirmDiversion(pub DiversionConfirmed);

refusals! {
    /// Why it cannot be confirmed.
    ConfirmDiversionRefusal {
        NothingAlone = "nothing here was decided by one person alone", "nothing-alone", "what two people decided needs no third";
        AlreadyConfirmed = "somebody has confirmed it already", "already-confirmed", "a second person confirms once";
        NotAManager = "a social-work-qualified manager confirms", "confirmer-not-a-manager", "a second social-work-qualified manager confirms on the next working day";
        DecidesResources = "whoever decides resources does not confirm this", "decider-holds-resources", "the decider is not the resource decision maker";
        SamePerson = "somebody else confirms", "confirmer-began", "a second person confirms";
        WhyMissing = "say why you disagree", "disagreeing-needs-why", "the strategy discussion hears why";
    }
}

impl Command for ConfirmDiversion {
    type Stream = Concern;
    type Refusal = ConfirmDiversionRefusal;

    fn decide(
        &self,
        state: &Concern,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ConcernEvent>>, ConfirmDiversionRefusal> {
        if state.diversion.alone_since().is_none() {
            return Err(ConfirmDiversionRefusal::NothingAlone);
        }
        if state.diversion.confirmed.is_some() {
            return Err(ConfirmDiversionRefusal::AlreadyConfirmed);
        }
        if !is_manager(context) {
            return Err(ConfirmDiversionRefusal::NotAManager);
        }
        if decides_resources(context) {
            return Err(ConfirmDiversionRefusal::DecidesResources);
        }
        if is_one_of(context, state.diversion.beginners()) {
            return Err(ConfirmDiversionRefusal::SamePerson);
        }
        let words = self.0.words.trim().to_owned();
        if !self.0.agrees && words.is_empty() {
            return Err(ConfirmDiversionRefusal::WhyMissing);
        }
        Ok(vec![Decided::now(context, DiversionConfirmed { agrees: self.0.agrees, words })])
    }
}
