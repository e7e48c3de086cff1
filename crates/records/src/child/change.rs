//! A service becomes less or ends: only after a new assessment and with notice, or because the family asks for it.

use jiff::civil::Date;
use kernel::Moment;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::plan::{MakePlanRefusal, Service};
use super::{Child, ChildEvent};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// The promise of the least notice.
const NOTICE: &str = "LS-CHANGE-NOTICE";

/// The family was told that a service will be less or end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeNotified {
    /// The service.
    pub service: Uuid,
    /// What it will be, or that it ends.
    pub what: String,
    /// Why; the family reads it.
    pub why: String,
    /// From this day.
    pub from: Date,
    /// How the family asked for it, in their words; empty when they did not.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub asked: String,
}

/// Tell the family that a service will be less or end.
#[derive(Debug, Clone, Deserialize)]
pub struct NotifyChange(pub ChangeNotified);

refusals! {
    /// Why the family cannot be told that.
    NotifyChangeRefusal {
        UnknownService = "the plan has no such service", "unknown-service", "a service is one of the plan";
        WhatMissing = "say what it will be, or that it ends", "change-missing", "a notice says what changes";
        WhyMissing = "say why, in words the family will read", "why-missing", "each decision has its reason";
        CutWithoutReassessment = "nothing becomes less without a new assessment", "cut-without-reassessment", "support route, step 11: no cut without reassessment and notice";
        TooSoon = "the notice is shorter than what is promised", "change-too-soon", "LS-CHANGE-NOTICE: a family can prepare, or challenge it";
    }
}

impl Command for NotifyChange {
    type Stream = Child;
    type Refusal = NotifyChangeRefusal;

    fn decide(
        &self,
        state: &Child,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChildEvent>>, NotifyChangeRefusal> {
        if state.service(self.0.service).is_none() {
            return Err(NotifyChangeRefusal::UnknownService);
        }
        if self.0.what.trim().is_empty() {
            return Err(NotifyChangeRefusal::WhatMissing);
        }
        if self.0.why.trim().is_empty() {
            return Err(NotifyChangeRefusal::WhyMissing);
        }
        if self.0.asked.trim().is_empty() {
            if !is_reassessed(state) {
                return Err(NotifyChangeRefusal::CutWithoutReassessment);
            }
            let earliest = context.rules.promised(NOTICE, Moment::At(context.now));
            if earliest.is_some_and(|earliest| self.0.from < earliest) {
                return Err(NotifyChangeRefusal::TooSoon);
            }
        }
        Ok(vec![Decided::now(context, self.0.clone())])
    }
}

/// Whether a later assessment than the one that the plan carries out has been decided.
fn is_reassessed(state: &Child) -> bool {
    let Some(plan) = state.plan() else { return false };
    let signed = state.assessment.signed_off.as_ref();
    signed.is_some_and(|signed| signed.at > plan.at) && !state.assessment.reaches(plan)
}

/// Whether a new plan may stand in place of the one before: nothing in it is less without assessment and notice.
pub(super) fn check(
    state: &Child,
    services: &[Service],
    context: &Context<'_>,
) -> Result<(), MakePlanRefusal> {
    let Some(plan) = state.plan() else { return Ok(()) };
    for before in &plan.fact.services {
        let after = services.iter().find(|after| after.service == before.service);
        if after.is_some_and(|after| !is_less(before, after)) {
            continue;
        }
        let mut notices = state.journey.changes.iter().filter(|notice| notice.at >= plan.at);
        let notice = notices.rfind(|notice| notice.fact.service == before.service);
        match notice {
            Some(notice) if notice.fact.from > context.today() => return Err(MakePlanRefusal::NoticeRuns),
            Some(_) => {}
            None if is_reassessed(state) => return Err(MakePlanRefusal::NoticeMissing),
            None => return Err(MakePlanRefusal::CutWithoutReassessment),
        }
    }
    Ok(())
}

/// Whether a service is less than it was: fewer hours, fewer people, or an amount that can no longer be counted.
fn is_less(before: &Service, after: &Service) -> bool {
    let people = |service: &Service| -> Option<u32> {
        service.ratio.split_once(':').and_then(|(people, _)| people.trim().parse().ok())
    };
    let fewer = match (&before.quantity, &after.quantity) {
        (Some(before), Some(after)) => after.is_less_than(before) || !after.is_like(before),
        (Some(_), None) => true,
        // Words cannot be compared, so any other words are held to be less until the family was told.
        (None, _) => before.amount.trim() != after.amount.trim(),
    };
    fewer || people(after) < people(before)
}
