//! What a child's record contributes to the measures.

use std::collections::BTreeSet;

use kernel::london_date;
use measures::{Allocation, AssessmentFacts, CarerAssessment, Facts};
use uuid::Uuid;

use crate::child::{Child, Decision, LinkedStep};

/// The question of the assessment form whose answers are the census codes of disability.
const CODES: &str = "areas";
/// The capacity of a parent carer, and the kind of assessment that is theirs.
const PARENT_CARER: &str = "parent-carer";

/// A child's facts.
pub fn of_child(id: Uuid, child: &Child) -> Facts {
    let disputes: BTreeSet<_> = child.comments.iter().map(|comment| london_date(comment.made.at)).collect();
    let assessed = child.assessment.opened.as_ref().map(|support| AssessmentFacts {
        received_on: london_date(support.fact.received_at),
        disabled_ever: support.fact.disabled == Some(true),
        codes: codes(child),
        allocations: allocations(child),
        sections_opened: u16::try_from(child.opened_with_reason(&child.assessment).count())
            .unwrap_or(u16::MAX),
        ehc: support.fact.ehc_advice,
        decided_on: child.assessment.signed_off.as_ref().map(|signed| london_date(signed.at)),
        needs_unmet: needs_unmet(child),
        views: are_heard(child),
    });
    Facts {
        child: Some(id),
        request: child.assessment.opened.as_ref().map(|support| support.fact.request),
        assessed,
        disputes: disputes.into_iter().collect(),
        carers: carers(child),
        ..Facts::default()
    }
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
fn are_heard(child: &Child) -> bool {
    let met = || {
        let mut met = child.assessment.met.iter();
        met.any(|met| !met.fact.how.trim().is_empty() && !met.fact.views.trim().is_empty())
    };
    let anything = || child.views_now().next().is_some() || met();
    child.heard_by_own_way(&child.assessment).unwrap_or_else(anything)
}

/// The codes that stand: not those that were struck out.
fn codes(child: &Child) -> Vec<String> {
    let standing = child.entries.iter().filter(|entry| entry.question == CODES && entry.struck_out.is_none());
    let chosen: BTreeSet<&str> = standing.flat_map(|entry| entry.current().answer.chosen()).collect();
    chosen.into_iter().map(str::to_owned).collect()
}

fn allocations(child: &Child) -> Vec<Allocation> {
    let allocated = child.assessment.allocated.iter().map(|allocated| Allocation {
        assessor: allocated.fact.assessor.0,
        trained: allocated.fact.trained_until.is_some_and(|until| london_date(allocated.at) <= until),
        adviser: allocated.fact.condition.is_some(),
    });
    allocated.collect()
}

fn needs_unmet(child: &Child) -> u16 {
    let unmet =
        child.assessment.needs.iter().filter(|need| need.current().fact.decision == Decision::Unmet).count();
    u16::try_from(unmet).unwrap_or(u16::MAX)
}
