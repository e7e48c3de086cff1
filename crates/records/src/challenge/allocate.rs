//! A named person looks at it: one who was not involved, where the way asks for that.

use kernel::{Capacity, PersonId};
use serde::{Deserialize, Serialize};

use super::{Challenge, ChallengeEvent, Deciders, Stage};
use crate::partnership::Practitioner;
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// Somebody was named to look at it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Allocated {
    /// Who.
    pub to: PersonId,
    /// In which capacity.
    pub capacity: Capacity,
    /// At which stage of a complaint.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<Stage>,
    /// Who stands beside them from outside the council: the independent person of stage 2, the panel of stage 3.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub independent: String,
}

/// Name somebody.
#[derive(Debug, Clone)]
pub struct Allocate {
    /// Who.
    pub to: PersonId,
    /// Who stands beside them from outside, by name.
    pub independent: String,
    /// Who made an earlier decision on what is challenged.
    pub deciders: Deciders,
}

refusals! {
    /// Why this person cannot look at it.
    AllocateRefusal {
        NotOpen = "it is not open", "challenge-not-open", "somebody is named while it is open";
        Answered = "it is answered", "challenge-answered", "an answer stands; a later stage is asked for";
        Unknown = "nobody of this name works here", "not-a-practitioner", "a named person answers";
        NotAManager = "this needs a social-work-qualified manager", "uninvolved-manager-needed", "a second look and a route challenge are decided by a social-work-qualified manager";
        MadeEarlierDecision = "this person made an earlier decision on it", "made-earlier-decision", "a challenge is decided by somebody who made no earlier decision on it";
        IndependentMissing = "say who from outside stands beside them", "independent-missing", "DC-17 and DC-18: an independent person at stage 2, a panel at stage 3";
    }
}

impl Command for Allocate {
    type Stream = Challenge;
    type Refusal = AllocateRefusal;

    fn decide(
        &self,
        challenge: &Challenge,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChallengeEvent>>, AllocateRefusal> {
        let Some(way) = challenge.way().filter(|_| challenge.is_open()) else {
            return Err(AllocateRefusal::NotOpen);
        };
        if challenge.current_answer().is_some() {
            return Err(AllocateRefusal::Answered);
        }
        let known = context.partnership.practitioner(self.to).ok_or(AllocateRefusal::Unknown)?;
        if way.needs_uninvolved_manager() && !context.partnership.is_social_work_manager(Some(self.to)) {
            return Err(AllocateRefusal::NotAManager);
        }
        let stage = challenge.current_stage();
        let outside = way.needs_uninvolved_manager() || stage.is_some();
        if outside && (self.deciders.includes(self.to) || challenge.answered_before().contains(&self.to)) {
            return Err(AllocateRefusal::MadeEarlierDecision);
        }
        if stage.is_some_and(|stage| stage != Stage::One) && self.independent.trim().is_empty() {
            return Err(AllocateRefusal::IndependentMissing);
        }
        let capacity = capacity_of(known).ok_or(AllocateRefusal::Unknown)?;
        let allocated =
            Allocated { to: self.to, capacity, stage, independent: self.independent.trim().to_owned() };
        Ok(vec![Decided::now(context, allocated)])
    }
}

/// The capacity in which somebody answers: as a manager where they are one, else in their usual one.
fn capacity_of(practitioner: &Practitioner) -> Option<Capacity> {
    let manager = practitioner
        .capacities
        .iter()
        .find(|held| matches!(held.as_str(), "practice-supervisor" | "front-door-manager"));
    manager.or(practitioner.capacities.first()).cloned()
}
