//! A second person decides: to divert, which opens the strategy discussion at once, or not to, with a written answer.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::enquire::{OpenedBecause, StrategyOpened};
use super::propose::{ProposalRefused, RefusedBecause};
use super::qualified::{decides_resources, is_manager, is_qualified, out_of_hours};
use crate::concern::{Concern, ConcernAnswered, ConcernEvent, seen_first};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// It was decided to divert.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DiversionDecided {
    /// Which proposal.
    pub proposal: Uuid,
    /// One person answers for it alone, out of hours; a second confirms it on the next working day.
    pub alone: bool,
    /// Why, in the decider's words; empty where they have not said yet.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
}

/// Decide a proposal.
#[derive(Debug, Clone, Deserialize)]
pub struct DecideDiversion {
    /// Which proposal.
    pub proposal: Uuid,
    /// Divert, or leave it on the support route.
    pub divert: bool,
    /// Why. Where it is decided not to divert, this is the written answer to whoever raised the concern.
    pub words: String,
}

refusals! {
    /// Why a proposal cannot be decided so.
    DecideDiversionRefusal {
        NotRaised = "there is no such concern", "no-such-concern", "crossing is decided on a concern";
        NobodyNamed = "only a person who is signed in decides", "nobody-named-crossing", "crossing has a named decider; no rule, score or import makes one";
        NothingWaits = "no such proposal waits for a decision", "no-proposal-waits", "a proposal is decided once";
        NotQualified = "only a social-work-qualified person decides", "decider-not-qualified", "the decider is a social-work-qualified manager";
        DecidesResources = "whoever decides resources does not decide this", "decider-holds-resources", "the decider is not the resource decision maker";
        NotAManager = "a social-work-qualified manager decides", "decider-not-a-manager", "the decider is a social-work-qualified manager; out of hours one social-work-qualified person may act alone";
        SamePerson = "whoever proposed does not decide too", "decider-proposed", "proposer and decider are two people, except out of hours";
        NoAnswer = "say why not; whoever raised it reads it", "refusal-needs-answer", "a refused proposal is answered in writing the same day";
    }
}

impl Command for DecideDiversion {
    type Stream = Concern;
    type Refusal = DecideDiversionRefusal;

    fn decide(
        &self,
        state: &Concern,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ConcernEvent>>, DecideDiversionRefusal> {
        if state.raised.is_none() {
            return Err(DecideDiversionRefusal::NotRaised);
        }
        let Some(author) = context.author.person else {
            return Err(DecideDiversionRefusal::NobodyNamed);
        };
        let waiting = state.diversion.waiting().filter(|waiting| waiting.made.fact.proposal == self.proposal);
        let proposer = waiting.ok_or(DecideDiversionRefusal::NothingWaits)?.made.author.person;
        if !is_qualified(context) {
            return Err(DecideDiversionRefusal::NotQualified);
        }
        if decides_resources(context) {
            return Err(DecideDiversionRefusal::DecidesResources);
        }
        // At night there may be one person. In the day, and for every refusal, there are two, and one is a manager.
        let may_be_alone = self.divert && out_of_hours(context);
        let manager = is_manager(context);
        let same_person = proposer == Some(author);
        if !manager && !may_be_alone {
            return Err(DecideDiversionRefusal::NotAManager);
        }
        if same_person && !may_be_alone {
            return Err(DecideDiversionRefusal::SamePerson);
        }
        let words = self.words.trim().to_owned();
        if self.divert {
            let alone = same_person || !manager;
            let mut events = seen_first(state, context);
            events.push(Decided::now(context, DiversionDecided { proposal: self.proposal, alone, words }));
            events.push(Decided::now(context, StrategyOpened { because: OpenedBecause::Decided }));
            return Ok(events);
        }
        if words.is_empty() {
            return Err(DecideDiversionRefusal::NoAnswer);
        }
        let refused = ProposalRefused { proposal: self.proposal, because: RefusedBecause::DecidedOtherwise };
        Ok(vec![Decided::now(context, refused), Decided::now(context, ConcernAnswered { words })])
    }
}
