//! A lead assessor is named: somebody trained, or, when nobody is, somebody with a named condition adviser.

use guidance::Training;
use jiff::civil::Date;
use kernel::{Capacity, PersonId};
use serde::{Deserialize, Serialize};

use super::{Child, ChildEvent, InvolvementEnded};
use crate::people::Involved;
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// How an assessor without current training may lead: never alone, never in silence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdviserCondition {
    /// The condition adviser who stands beside them.
    pub adviser: PersonId,
    /// Why nobody with current training could lead; the family reads it.
    pub why: String,
}

/// A lead assessor was allocated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Allocated {
    /// Who leads.
    pub assessor: PersonId,
    /// The last day on which all the training that the protocol asks for is current.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trained_until: Option<Date>,
    /// Present when the training is missing or out of date: a dated gap that is counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<AdviserCondition>,
}

/// Allocate a lead assessor.
#[derive(Debug, Clone, Deserialize)]
pub struct Allocate {
    /// Who leads.
    pub assessor: PersonId,
    /// The adviser condition, where nobody has current training.
    pub condition: Option<AdviserCondition>,
}

refusals! {
    /// Why an assessor cannot be allocated.
    AllocateRefusal {
        NoSupport = "no support assessment is open", "no-support", "an assessor leads an open assessment";
        SignedOff = "the assessment is signed off", "signed-off", "an assessor leads an open assessment";
        NotAManager = "only a social-work-qualified manager allocates", "not-a-manager", "AS-06: a social-work-qualified manager decides who leads";
        NotAnAssessor = "this person does not act as lead assessor", "not-an-assessor", "AS-06: the lead has the skill and agrees";
        TrainingNotCurrent = "this person's training in disability is missing or out of date", "training-not-current", "M-18: an assessor's training is recorded and current";
        TrainedSomebodyThere = "somebody with current training could lead; choose them, or say why they cannot", "why-missing", "M-18: a gap in training is dated and counted";
        AdviserUnknown = "the adviser does not act as condition adviser", "not-an-adviser", "a condition adviser is recorded by name";
        AdviserIsAssessor = "the adviser is somebody other than the assessor", "adviser-is-assessor", "a condition adviser is recorded by name";
    }
}

impl Command for Allocate {
    type Stream = Child;
    type Refusal = AllocateRefusal;

    fn decide(
        &self,
        state: &Child,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChildEvent>>, AllocateRefusal> {
        if state.assessment.opened.is_none() || state.is_ended() {
            return Err(AllocateRefusal::NoSupport);
        }
        if state.assessment.signed_off.is_some() {
            return Err(AllocateRefusal::SignedOff);
        }
        if !context.partnership.is_social_work_manager(context.author.person) {
            return Err(AllocateRefusal::NotAManager);
        }
        let assessor = context
            .partnership
            .practitioner(self.assessor)
            .filter(|practitioner| practitioner.may_act_as("lead-assessor"))
            .ok_or(AllocateRefusal::NotAnAssessor)?;
        let trained_until = assessor.trained_until(&kinds_required(context));
        let current = trained_until.is_some_and(|until| context.today() <= until);
        let condition = if current { None } else { Some(self.checked_condition(context)?) };
        let adviser = condition.as_ref().map(|condition| (condition.adviser, "condition-adviser"));
        let mut events = ended(state, context, self.assessor);
        for (person, capacity) in
            [Some((self.assessor, "lead-assessor")), supervisor(context), adviser].into_iter().flatten()
        {
            events.extend(begun(state, context, person, capacity));
        }
        let allocated = Allocated { assessor: self.assessor, trained_until, condition };
        events.push(Decided::now(context, allocated));
        Ok(events)
    }
}

/// The training that the protocol asks of a lead assessor.
fn kinds_required(context: &Context<'_>) -> Vec<String> {
    let training = &context.rules.protocol().settings().training;
    let required =
        |kind: &&Training| kind.required_of.iter().any(|capacity| capacity.as_str() == "lead-assessor");
    training.iter().filter(required).map(|kind| kind.id.clone()).collect()
}

/// The manager who allocates stands beside the assessment from now on.
fn supervisor(context: &Context<'_>) -> Option<(PersonId, &'static str)> {
    context.author.person.map(|person| (person, "practice-supervisor"))
}

/// The part of the assessor before, which ends today.
fn ended(state: &Child, context: &Context<'_>, next: PersonId) -> Vec<Decided<ChildEvent>> {
    let running = state.involved.iter().filter(|part| {
        part.capacity.as_str() == "lead-assessor" && part.until.is_none() && part.person != next
    });
    running
        .map(|part| {
            let ended = InvolvementEnded {
                person: part.person,
                capacity: part.capacity.clone(),
                until: context.today(),
                why: "another assessor was allocated".to_owned(),
            };
            Decided::now(context, ended)
        })
        .collect()
}

/// A practitioner's part, unless they have it already.
fn begun(
    state: &Child,
    context: &Context<'_>,
    person: PersonId,
    capacity: &str,
) -> Option<Decided<ChildEvent>> {
    let today = context.today();
    if state.parts_of(person, today).any(|part| part.capacity.as_str() == capacity) {
        return None;
    }
    let practitioner = context.partnership.practitioner(person)?;
    let part = Involved {
        person,
        name: practitioner.name.clone(),
        capacity: Capacity::new(capacity).ok()?,
        relationship: String::new(),
        contact: None,
        from: today,
        until: None,
    };
    Some(Decided::now(context, part))
}

impl Allocate {
    fn checked_condition(&self, context: &Context<'_>) -> Result<AdviserCondition, AllocateRefusal> {
        let condition = self.condition.clone().ok_or(AllocateRefusal::TrainingNotCurrent)?;
        if condition.why.trim().is_empty() {
            return Err(AllocateRefusal::TrainedSomebodyThere);
        }
        if condition.adviser == self.assessor {
            return Err(AllocateRefusal::AdviserIsAssessor);
        }
        let adviser = context.partnership.practitioner(condition.adviser);
        if !adviser.is_some_and(|practitioner| practitioner.may_act_as("condition-adviser")) {
            return Err(AllocateRefusal::AdviserUnknown);
        }
        Ok(condition)
    }
}
