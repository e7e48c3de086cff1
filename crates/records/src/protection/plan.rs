//! The protection plan: who does what by when and for what change, core groups, visits, and its end.

use forms::Answers;
use kernel::Moment;
use serde::{Deserialize, Serialize};

use super::ask::{day_until_now, has_rows, leads, one, words};
use super::{Protection, ProtectionEvent};
use crate::refusal::refusals;
use crate::request::noted;
use crate::stream::{Command, Context, Decided, Recorded};

/// The reason for an end that a review must have decided.
const BY_REVIEW: &str = "review";

/// The plan was written in detail.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlanWritten {
    /// How many days may lie between two visits, where the plan says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visit_every_days: Option<i32>,
    /// Who does what, by when, for what change.
    pub answers: Answers,
}

/// Write the plan.
#[derive(Debug, Clone, Deserialize)]
pub struct WritePlan(pub Answers);

refusals! {
    /// Why it cannot be written so.
    WritePlanRefusal {
        NoPlan = "the child has no protection plan", "no-protection-plan", "a plan is made by a conference";
        NotLead = "whoever leads writes the plan with the core group", "plan-not-lead", "the lead social worker answers for the plan";
        NothingPlanned = "write who does what, by when, for what change", "plan-needs-lines", "a plan says who does what by when";
    }
}

impl Command for WritePlan {
    type Stream = Protection;
    type Refusal = WritePlanRefusal;

    fn decide(
        &self,
        state: &Protection,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ProtectionEvent>>, WritePlanRefusal> {
        state.plan().ok_or(WritePlanRefusal::NoPlan)?;
        if !leads(state, context) {
            return Err(WritePlanRefusal::NotLead);
        }
        if !has_rows(&self.0, "plan-lines") {
            return Err(WritePlanRefusal::NothingPlanned);
        }
        let visit_every_days = match self.0.get("plan-visits") {
            Some(forms::Answer::Number(days)) => i32::try_from(*days).ok(),
            _ => None,
        };
        Ok(vec![Decided::now(context, PlanWritten { visit_every_days, answers: self.0.clone() })])
    }
}

/// The core group met.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CoreGroupMet {
    /// Who came, what has changed for the child, what follows.
    pub answers: Answers,
}

/// Record that the core group met.
#[derive(Debug, Clone, Deserialize)]
pub struct HoldCoreGroup(pub Answers);

refusals! {
    /// Why that cannot be recorded so.
    HoldCoreGroupRefusal {
        NoPlan = "the child has no protection plan", "no-protection-plan", "a core group works on a plan";
        NobodyNamed = "only a person who is signed in records it", "nobody-named-crossing", "each step has a named person";
        InTheFuture = "it cannot have taken place in the future", "held-in-future", "what happened is not what is planned";
        BeforeThePlan = "the plan had not begun on that day", "before-the-plan", "a core group works on a plan";
        ChangeMissing = "say what has changed for the child", "core-group-needs-change", "a core group looks at whether the plan helps the child";
    }
}

impl Command for HoldCoreGroup {
    type Stream = Protection;
    type Refusal = HoldCoreGroupRefusal;

    fn decide(
        &self,
        state: &Protection,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ProtectionEvent>>, HoldCoreGroupRefusal> {
        let plan = state.plan().ok_or(HoldCoreGroupRefusal::NoPlan)?;
        if context.author.person.is_none() {
            return Err(HoldCoreGroupRefusal::NobodyNamed);
        }
        let on = day_until_now(&self.0, "core-on", context).ok_or(HoldCoreGroupRefusal::InTheFuture)?;
        if on < plan.made.happened.date() {
            return Err(HoldCoreGroupRefusal::BeforeThePlan);
        }
        if words(&self.0, "core-changed").is_empty() {
            return Err(HoldCoreGroupRefusal::ChangeMissing);
        }
        Ok(vec![Decided::when(Moment::On(on), CoreGroupMet { answers: self.0.clone() })])
    }
}

/// The lead social worker visited.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct VisitMade {
    /// Whether the child was seen.
    pub seen: bool,
    /// Alone or with whom, what the child said or showed, what else was noticed.
    pub answers: Answers,
}

/// Record a visit.
#[derive(Debug, Clone, Deserialize)]
pub struct RecordVisit(pub Answers);

refusals! {
    /// Why that cannot be recorded so.
    RecordVisitRefusal {
        NoPlan = "the child has no protection plan", "no-protection-plan", "these visits belong to a plan";
        NotASocialWorker = "a social worker visits", "visit-not-a-social-worker", "CP-10: the lead social worker sees the child";
        InTheFuture = "it cannot have taken place in the future", "held-in-future", "what happened is not what is planned";
        BeforeThePlan = "the plan had not begun on that day", "before-the-plan", "these visits belong to a plan";
        SeenMissing = "say whether the child was seen", "visit-seen-missing", "a visit on which the child was not seen is not a visit to the child";
    }
}

impl Command for RecordVisit {
    type Stream = Protection;
    type Refusal = RecordVisitRefusal;

    fn decide(
        &self,
        state: &Protection,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ProtectionEvent>>, RecordVisitRefusal> {
        let plan = state.plan().ok_or(RecordVisitRefusal::NoPlan)?;
        if !context.author.person.is_some_and(|person| super::ask::may_lead(context, person)) {
            return Err(RecordVisitRefusal::NotASocialWorker);
        }
        let on = day_until_now(&self.0, "visit-on", context).ok_or(RecordVisitRefusal::InTheFuture)?;
        if on < plan.made.happened.date() {
            return Err(RecordVisitRefusal::BeforeThePlan);
        }
        let seen = one(&self.0, "visit-seen").ok_or(RecordVisitRefusal::SeenMissing)?;
        let seen = matches!(seen.as_str(), "alone" | "with-others");
        Ok(vec![Decided::when(Moment::On(on), VisitMade { seen, answers: self.0.clone() })])
    }
}

/// The plan ended.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlanEnded {
    /// Why, as the form lists it.
    pub because: String,
    /// Which agencies were told, which other help was offered, and what was said to it.
    pub answers: Answers,
}

/// End the plan.
#[derive(Debug, Clone, Deserialize)]
pub struct EndPlan(pub Answers);

refusals! {
    /// Why it cannot end so.
    EndPlanRefusal {
        NoPlan = "the child has no protection plan", "no-protection-plan", "what ends was there";
        NotTheirs = "whoever chairs ends it, or a social-work-qualified manager", "end-not-theirs", "CP-12: the chair and the local authority end it";
        BecauseMissing = "say why it ends", "end-needs-reason", "CP-12: it ends because it is not needed, the child moved, is grown up, or has died";
        NotDecided = "no review has decided that it is not needed", "end-not-decided", "CP-12: a review conference decides that a plan is not needed";
        InTheFuture = "it cannot have ended in the future", "held-in-future", "what happened is not what is planned";
        OfferMissing = "say which other help was offered, or why none was", "end-needs-offer", "CP-12: other help is offered";
        NobodyTold = "say which agencies were told", "end-needs-told", "CP-12: every agency is told";
    }
}

impl Command for EndPlan {
    type Stream = Protection;
    type Refusal = EndPlanRefusal;

    fn decide(
        &self,
        state: &Protection,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ProtectionEvent>>, EndPlanRefusal> {
        let plan = state.plan().ok_or(EndPlanRefusal::NoPlan)?;
        let chairs = context.author.person.is_some() && context.author.person == state.chair();
        if !chairs && !super::ask::is_manager(context) {
            return Err(EndPlanRefusal::NotTheirs);
        }
        let because = one(&self.0, "end-because").ok_or(EndPlanRefusal::BecauseMissing)?;
        if because == BY_REVIEW && plan.not_needed().is_none() {
            return Err(EndPlanRefusal::NotDecided);
        }
        let on = day_until_now(&self.0, "end-on", context).ok_or(EndPlanRefusal::InTheFuture)?;
        if super::ask::many(&self.0, "end-told").is_empty() {
            return Err(EndPlanRefusal::NobodyTold);
        }
        if words(&self.0, "end-offered").is_empty() {
            return Err(EndPlanRefusal::OfferMissing);
        }
        Ok(vec![Decided::when(Moment::On(on), PlanEnded { because, answers: self.0.clone() })])
    }
}

pub(super) fn apply(state: &mut Protection, recorded: &Recorded<ProtectionEvent>) {
    let Some(plan) = state.plans.iter_mut().find(|plan| plan.ended.is_none()) else { return };
    match recorded.event.clone() {
        ProtectionEvent::PlanWritten(fact) => plan.written.push(noted(recorded, fact)),
        ProtectionEvent::CoreGroupMet(fact) => plan.core_groups.push(noted(recorded, fact)),
        ProtectionEvent::VisitMade(fact) => plan.visits.push(noted(recorded, fact)),
        ProtectionEvent::PlanEnded(fact) => plan.ended = Some(noted(recorded, fact)),
        _ => {}
    }
}
