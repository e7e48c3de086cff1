//! Somebody at the front door proposes to cross from support to safeguarding.

use std::collections::BTreeSet;

use forms::Answers;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::part::{FORM, Part, chose_any, words_of};
use crate::concern::{Concern, ConcernEvent, seen_first};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// What asks for the grounds that are never enough alone, for other grounds, and for the effect on this child.
const LISTED: &str = "grounds-listed";
const OTHER: &str = "grounds-other";
const EFFECT: &str = "harm-shown";

/// Crossing was proposed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Proposed {
    /// This proposal.
    pub proposal: Uuid,
    /// What was seen, heard or noticed, opinion apart; the grounds; the harm it shows. Pinned to the form's version.
    pub answers: Answers,
    /// The parts that are answered in full already.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub complete: BTreeSet<Part>,
}

/// Why a proposal was refused. The concern stands, and is answered in writing the same day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefusedBecause {
    /// All that was given as grounds is never enough alone, and no effect on this child was stated.
    NeverSufficientAlone,
    /// A manager decided otherwise.
    DecidedOtherwise,
}

/// A proposal was refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposalRefused {
    /// Which proposal.
    pub proposal: Uuid,
    /// Why.
    pub because: RefusedBecause,
}

/// Propose to cross.
#[derive(Debug, Clone, Deserialize)]
pub struct ProposeDiversion {
    /// The identifier of the proposal.
    pub proposal: Uuid,
    /// The answers.
    pub answers: Answers,
}

refusals! {
    /// Why crossing cannot be proposed. Nothing that is missing is among the reasons: what whoever raised the concern
    /// noticed stands as the fact, and what else is missing is asked for afterwards.
    ProposeDiversionRefusal {
        NotRaised = "there is no such concern", "no-such-concern", "crossing is proposed on a concern";
        NobodyNamed = "only a person who is signed in proposes", "nobody-named-crossing", "crossing has a named proposer; no rule, score or import makes one";
        AlreadyOpen = "the strategy discussion is open already", "discussion-open-already", "a concern crosses once";
        AlreadyProposed = "a proposal waits for a decision already", "proposal-waits", "one proposal is decided at a time";
    }
}

/// Whether all that was given as grounds is on the list of what is never enough alone, and no effect on this child was
/// stated. A new, different or unexplained injury, or restraint beyond the plan, is another ground.
fn is_never_sufficient(answers: &Answers) -> bool {
    chose_any(answers, LISTED) && !chose_any(answers, OTHER) && words_of(answers, EFFECT).is_empty()
}

impl Command for ProposeDiversion {
    type Stream = Concern;
    type Refusal = ProposeDiversionRefusal;

    fn decide(
        &self,
        state: &Concern,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ConcernEvent>>, ProposeDiversionRefusal> {
        if state.raised.is_none() {
            return Err(ProposeDiversionRefusal::NotRaised);
        }
        if context.author.person.is_none() {
            return Err(ProposeDiversionRefusal::NobodyNamed);
        }
        if state.diversion.opened.is_some() {
            return Err(ProposeDiversionRefusal::AlreadyOpen);
        }
        if state.diversion.waiting().is_some() {
            return Err(ProposeDiversionRefusal::AlreadyProposed);
        }
        let form = context.forms.latest(FORM);
        let answered =
            |part: &Part| form.is_some_and(|form| part.is_answered(form, &self.answers, context.today()));
        let complete = [Part::Significance, Part::Source].into_iter().filter(answered).collect();
        let (proposal, answers) = (self.proposal, self.answers.clone());
        let mut events = seen_first(state, context);
        let refused = is_never_sufficient(&answers);
        events.push(Decided::now(context, Proposed { proposal, answers, complete }));
        if refused {
            let because = RefusedBecause::NeverSufficientAlone;
            events.push(Decided::now(context, ProposalRefused { proposal, because }));
        }
        Ok(events)
    }
}
