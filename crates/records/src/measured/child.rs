//! What a child's record contributes to the measures.

use std::collections::BTreeSet;

use kernel::london_date;
use measures::{Allocation, AssessmentFacts, CarerAssessment, Delivery, Facts};
use uuid::Uuid;

use crate::child::{Assessment, Child, Decision, Hundredths, LinkedStep, Remedy, Unit};

/// The question of the assessment form whose answers are the census codes of disability.
const CODES: &str = "areas";
/// The capacity of a parent carer, and the kind of assessment that is theirs.
const PARENT_CARER: &str = "parent-carer";

/// A child's facts.
pub fn of_child(id: Uuid, child: &Child) -> Facts {
    let disputes: BTreeSet<_> = child.comments.iter().map(|comment| london_date(comment.made.at)).collect();
    Facts {
        child: Some(id),
        request: child.assessment.opened.as_ref().map(|support| support.fact.request),
        assessed: assessed(child, &child.assessment),
        earlier: child.earlier.iter().filter_map(|before| assessed(child, before)).collect(),
        disputes: disputes.into_iter().collect(),
        deliveries: deliveries(child),
        carers: carers(child),
        ..Facts::default()
    }
}

/// One support assessment: the one at hand, or one before it.
fn assessed(child: &Child, assessment: &Assessment) -> Option<AssessmentFacts> {
    let support = assessment.opened.as_ref()?;
    Some(AssessmentFacts {
        received_on: london_date(support.fact.received_at),
        disabled_ever: support.fact.disabled == Some(true),
        codes: codes(child),
        allocations: allocations(assessment),
        sections_opened: u16::try_from(child.opened_with_reason(assessment).count()).unwrap_or(u16::MAX),
        ehc: support.fact.ehc_advice,
        decided_on: assessment.signed_off.as_ref().map(|signed| london_date(signed.at)),
        needs_unmet: needs_unmet(assessment),
        views: are_heard(child, assessment),
    })
}

/// Each service of the plan that counts hours and has begun, or did not come: the time that the plan gives in one of its
/// periods, and the same without what was reported to be missing. Hours that were made up later came; money in their place
/// is no hours.
fn deliveries(child: &Child) -> Vec<Delivery> {
    let Some(plan) = child.plan() else { return Vec::new() };
    let counted = plan.fact.services.iter().filter_map(|service| {
        let planned = service.quantity.filter(|quantity| quantity.unit == Unit::Hours)?.amount;
        let gaps = || child.journey.gaps.iter().filter(|gap| gap.reported.fact.service == service.service);
        let started = child.journey.started(service.service).map(|started| started.fact.on);
        let from = started.into_iter().chain(gaps().map(|gap| gap.reported.fact.from)).min()?;
        let missing = gaps().fold(0_u32, |missing, gap| {
            let made_up = gap.remedied.iter().filter(|answer| answer.fact.remedy == Remedy::MadeUp);
            let made_up = made_up.map(|answer| answer.fact.made_good.0).sum();
            missing.saturating_add(gap.reported.fact.missed.0.saturating_sub(made_up))
        });
        let planned = minutes(planned);
        Some(Delivery {
            from,
            planned_minutes: Some(planned),
            delivered_minutes: Some(planned.saturating_sub(minutes(Hundredths(missing)))),
            direct_payment_refused: None,
        })
    });
    counted.collect()
}

/// Whole minutes of so many hours.
fn minutes(Hundredths(hours): Hundredths) -> u32 {
    /// Minutes of an hour, over the hundred parts in which hours are kept: three fifths.
    const MINUTES: (u32, u32) = (3, 5);
    hours.saturating_mul(MINUTES.0) / MINUTES.1
}

/// Every parent carer who takes part, with what became of an assessment of their own.
fn carers(child: &Child) -> Vec<CarerAssessment> {
    let parents = child.involved.iter().filter(|part| part.capacity.as_str() == PARENT_CARER);
    parents
        .map(|part| {
            let steps = child
                .journey
                .linked
                .iter()
                .filter(|linked| {
                    linked.first().fact.kind == PARENT_CARER
                        && linked.first().fact.person == Some(part.person)
                })
                .flat_map(|linked| &linked.steps)
                .map(|step| step.fact.step);
            let steps: Vec<LinkedStep> = steps.collect();
            let any = |wanted: &[LinkedStep]| steps.iter().any(|step| wanted.contains(step));
            CarerAssessment {
                from: part.from,
                offered: !steps.is_empty(),
                accepted: any(&[LinkedStep::Asked, LinkedStep::Accepted, LinkedStep::Done]),
                done: any(&[LinkedStep::Done]),
            }
        })
        .collect()
}

/// Whether the child's views stand: by a way in which this child communicates, where both are on the record; otherwise
/// whether anything stands that the child said or showed.
fn are_heard(child: &Child, assessment: &Assessment) -> bool {
    let met = || {
        let mut met = assessment.met.iter();
        met.any(|met| !met.fact.how.trim().is_empty() && !met.fact.views.trim().is_empty())
    };
    let anything = || child.views.of(assessment).next().is_some() || met();
    child.heard_by_own_way(assessment).unwrap_or_else(anything)
}

/// The codes that stand: not those that were struck out.
pub(crate) fn codes(child: &Child) -> Vec<String> {
    let standing = child.entries.iter().filter(|entry| entry.question == CODES && entry.struck_out.is_none());
    let chosen: BTreeSet<&str> = standing.flat_map(|entry| entry.current().answer.chosen()).collect();
    chosen.into_iter().map(str::to_owned).collect()
}

fn allocations(assessment: &Assessment) -> Vec<Allocation> {
    let allocated = assessment.allocated.iter().map(|allocated| Allocation {
        assessor: allocated.fact.assessor.0,
        trained: allocated.fact.trained_until.is_some_and(|until| london_date(allocated.at) <= until),
        adviser: allocated.fact.condition.is_some(),
    });
    allocated.collect()
}

fn needs_unmet(assessment: &Assessment) -> u16 {
    let unmet =
        assessment.needs.iter().filter(|need| need.current().fact.decision == Decision::Unmet).count();
    u16::try_from(unmet).unwrap_or(u16::MAX)
}
