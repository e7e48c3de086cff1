//! The support plan: what starts when, from whom, how much, in which form, at what price, and on which legal footing.
//!
//! Plans stay with the child: a new one keeps the one before. A service that is in a plan does not become less or end
//! without a new assessment and notice, unless the family asks for it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Child, ChildEvent, Decision, Hundredths, Quantity, change};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// In which form the family has it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ServiceForm {
    /// It is arranged for the family.
    #[default]
    Provided,
    /// Money, with which the family arranges it.
    DirectPayment,
    /// Money that somebody looks after for the family.
    Managed,
    /// Some of each.
    Mixed,
}

impl ServiceForm {
    /// Every form, with the name that forms and stored events use.
    pub const ALL: [(&'static str, Self); 4] = [
        ("provided", Self::Provided),
        ("direct_payment", Self::DirectPayment),
        ("managed", Self::Managed),
        ("mixed", Self::Mixed),
    ];

    /// Whether the family buys it with money that must be enough.
    pub fn is_money(self) -> bool {
        self != Self::Provided
    }
}

/// Whether the money buys the help here, today.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sufficiency {
    /// What one hour, night or journey costs here, in pounds.
    pub market_rate: Hundredths,
    /// Who was asked, and when.
    pub asked: String,
    /// Why a lower rate is enough, where it is lower.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why_enough: String,
}

/// One service of the plan.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Service {
    /// The service, across versions of the plan.
    #[serde(default)]
    pub service: Uuid,
    /// The need it meets.
    pub need: Uuid,
    /// What it is.
    pub what: String,
    /// What should come of it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub outcome: String,
    /// How much and how often, in words: `4 hours each Saturday`.
    pub amount: String,
    /// The same, to be counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<Quantity>,
    /// How many people it takes at once: `1:1`, `2:1`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub ratio: String,
    /// On which days and at which times.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub pattern: String,
    /// Who provides it.
    pub provider: String,
    /// The legal footing, as an obligation's identifier.
    pub duty: String,
    /// In which form the family has it.
    #[serde(default)]
    pub form: ServiceForm,
    /// The rate of one hour, night or journey, in pounds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate: Option<Hundredths>,
    /// What it costs in a year, in pounds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost: Option<Hundredths>,
    /// Whether the money is enough, where the family buys it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sufficiency: Option<Sufficiency>,
    /// What happens when it falls through.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub contingency: String,
    /// The first day.
    #[serde(default)]
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
#[derive(Debug, Clone, Deserialize)]
pub struct MakePlan(pub Plan);

refusals! {
    /// Why a plan cannot be made.
    MakePlanRefusal {
        NotDecided = "the assessment is not signed off", "not-signed-off", "a plan carries out decisions";
        NeedWithoutService = "a need that was decided to be met has no service in the plan", "need-without-service", "OB-12: what is necessary must be arranged";
        UnknownNeed = "a service meets no need of the assessment", "unknown-need", "each service meets a need";
        DetailMissing = "each service says what, how much and from whom", "service-detail-missing", "a plan says services, amounts and providers";
        ReviewInThePast = "the review lies in the past", "review-in-past", "OB-42: a plan is reviewed";
        LessThanDecided = "the plan gives less than what was decided to be necessary", "less-than-decided", "Chronically Sick and Disabled Persons Act 1970 section 2; R v Gloucestershire, ex parte Barry: resources do not decide how much of an accepted need is met";
        RatioBelow = "the plan gives fewer people than what was decided to be necessary", "ratio-below", "OB-12: what is necessary must be arranged, also how many people it takes";
        SufficiencyMissing = "say whether the money is enough to buy the help here", "sufficiency-missing", "OB-23: a direct payment is enough to buy the help";
        RateTooLow = "the rate is lower than what the help costs here", "rate-too-low", "OB-23: a direct payment is enough to buy the help";
        CutWithoutReassessment = "a service would be less or end without a new assessment", "cut-without-reassessment", "support route, step 11: no cut without reassessment and notice";
        NoticeMissing = "the family has not been told that a service will be less or end", "notice-missing", "support route, step 11: no cut without reassessment and notice";
        NoticeRuns = "the notice that a service will be less or end still runs", "notice-runs", "LS-CHANGE-NOTICE: a family can prepare, or challenge it";
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
        let decided = state.decided().ok_or(MakePlanRefusal::NotDecided)?;
        let services = &self.0.services;
        let is_met = |need: Uuid| services.iter().any(|service| service.need == need);
        let to_meet = decided.needs.iter().map(|need| &need.current().fact);
        for need in to_meet.filter(|need| need.decision == Decision::Meet) {
            if !is_met(need.need) {
                return Err(MakePlanRefusal::NeedWithoutService);
            }
            let meeting = || services.iter().filter(|service| service.need == need.need);
            if need.quantity.is_some_and(|needed| is_short(needed, meeting())) {
                return Err(MakePlanRefusal::LessThanDecided);
            }
            let people = people_of(&need.ratio);
            if people.is_some() && meeting().all(|service| people_of(&service.ratio) < people) {
                return Err(MakePlanRefusal::RatioBelow);
            }
        }
        if services.iter().any(|service| decided.need(service.need).is_none()) {
            return Err(MakePlanRefusal::UnknownNeed);
        }
        for service in services {
            check(service)?;
        }
        if self.0.review_on < context.today() {
            return Err(MakePlanRefusal::ReviewInThePast);
        }
        change::check(state, services, context)?;
        Ok(vec![Decided::now(context, self.0.clone())])
    }
}

/// Whether these services together give less of the same than is needed. What cannot be counted in the same way is
/// compared by people, not here.
fn is_short<'a>(needed: Quantity, services: impl Iterator<Item = &'a Service>) -> bool {
    let mut given = 0_u32;
    let mut all_like = true;
    for service in services {
        match &service.quantity {
            Some(quantity) if quantity.is_like(&needed) => given = given.saturating_add(quantity.amount.0),
            Some(_) => all_like = false,
            None => {}
        }
    }
    all_like && given < needed.amount.0
}

/// How many people a ratio such as `2:1` means.
fn people_of(ratio: &str) -> Option<u32> {
    ratio.split_once(':')?.0.trim().parse().ok()
}

fn check(service: &Service) -> Result<(), MakePlanRefusal> {
    let incomplete =
        [&service.what, &service.amount, &service.provider].iter().any(|text| text.trim().is_empty());
    if incomplete {
        return Err(MakePlanRefusal::DetailMissing);
    }
    if !service.form.is_money() {
        return Ok(());
    }
    // Nothing here asks for a level, a tier or an amount of need: money is for every family that wants it.
    let (Some(rate), Some(sufficiency)) = (service.rate, &service.sufficiency) else {
        return Err(MakePlanRefusal::SufficiencyMissing);
    };
    if sufficiency.asked.trim().is_empty() || sufficiency.market_rate.0 == 0 {
        return Err(MakePlanRefusal::SufficiencyMissing);
    }
    if rate < sufficiency.market_rate && sufficiency.why_enough.trim().is_empty() {
        return Err(MakePlanRefusal::RateTooLow);
    }
    Ok(())
}

/// The plan went to the family.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanShared {
    /// What is said to the family with it.
    pub words: String,
}

/// Share the plan with the family.
#[derive(Debug, Clone, Deserialize)]
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
