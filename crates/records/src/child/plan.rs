//! The support plan: what starts when, from whom, how much, and on which legal footing.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Child, ChildEvent, Decision};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// One service of the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Service {
    /// The need it meets.
    pub need: Uuid,
    /// What it is.
    pub what: String,
    /// How much and how often, in words: `4 hours each Saturday`.
    pub amount: String,
    /// Who provides it.
    pub provider: String,
    /// The legal footing, as an obligation's identifier.
    pub duty: String,
    /// The first day.
    pub starts_on: Date,
}

/// A plan was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// What will be provided.
    pub services: Vec<Service>,
    /// What happens when something falls through.
    pub contingency: String,
    /// The day by which it is looked at again.
    pub review_on: Date,
}

/// Make the plan.
#[derive(Debug, Clone)]
pub struct MakePlan(pub Plan);

refusals! {
    /// Why a plan cannot be made.
    MakePlanRefusal {
        NotDecided = "the assessment is not signed off", "not-signed-off", "a plan carries out decisions";
        NeedWithoutService = "a need that was decided to be met has no service in the plan", "need-without-service", "OB-12: what is necessary must be arranged";
        UnknownNeed = "a service meets no need of the assessment", "unknown-need", "each service meets a need";
        DetailMissing = "each service says what, how much and from whom", "service-detail-missing", "a plan says services, amounts and providers";
        ReviewInThePast = "the review lies in the past", "review-in-past", "OB-42: a plan is reviewed";
    }
}

impl Command for MakePlan {
    type Stream = Child;
    type Refusal = MakePlanRefusal;

    fn decide(
        &self,
        state: &Child,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChildEvent>>, MakePlanRefusal> {
        if state.assessment.signed_off.is_none() {
            return Err(MakePlanRefusal::NotDecided);
        }
        let services = &self.0.services;
        let is_met = |need: Uuid| services.iter().any(|service| service.need == need);
        for need in state.assessment.needs.iter().map(|need| &need.current().fact) {
            if need.decision == Decision::Meet && !is_met(need.need) {
                return Err(MakePlanRefusal::NeedWithoutService);
            }
        }
        let is_known =
            |need: Uuid| state.assessment.needs.iter().any(|known| known.current().fact.need == need);
        if services.iter().any(|service| !is_known(service.need)) {
            return Err(MakePlanRefusal::UnknownNeed);
        }
        let incomplete = |service: &Service| {
            [&service.what, &service.amount, &service.provider].iter().any(|text| text.trim().is_empty())
        };
        if services.iter().any(incomplete) {
            return Err(MakePlanRefusal::DetailMissing);
        }
        if self.0.review_on < context.today() {
            return Err(MakePlanRefusal::ReviewInThePast);
        }
        Ok(vec![Decided::now(context, self.0.clone())])
    }
}

/// The plan went to the family.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanShared {
    /// What is said to the family with it.
    pub words: String,
}

/// Share the plan with the family.
#[derive(Debug, Clone)]
pub struct SharePlan(pub PlanShared);

refusals! {
    /// Why a plan cannot be shared.
    SharePlanRefusal {
        NoPlan = "there is no plan yet", "no-plan", "a plan is made before it is shared";
    }
}

impl Command for SharePlan {
    type Stream = Child;
    type Refusal = SharePlanRefusal;

    fn decide(
        &self,
        state: &Child,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChildEvent>>, SharePlanRefusal> {
        if state.plan().is_none() {
            return Err(SharePlanRefusal::NoPlan);
        }
        Ok(vec![Decided::now(context, self.0.clone())])
    }
}
