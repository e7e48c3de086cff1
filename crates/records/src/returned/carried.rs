//! What returns said before: the one of the year as it stands, or what was open at the end of the last one, carried on.

use census::{Assessment, Child, Details, Enquiry, Plan, ProtectionPlan};
use jiff::civil::Date;

use super::Period;
use crate::history::History;

/// What returns say of a child for a year; nothing where nothing of it reaches into the year.
pub fn said(history: &History, period: &Period) -> Option<Child> {
    if let Some(statement) = history.of_year(period.year) {
        return Some(statement.child.clone());
    }
    let before = history.before(period.year)?;
    let open = |details: &&Details| details.closed.is_none() && details.no_further_action != Some(true);
    let details: Vec<Details> =
        before.child.details.iter().filter(open).map(|details| going_on(details, period.start)).collect();
    (!details.is_empty()).then(|| Child { details, ..before.child.clone() })
}

/// An open episode without what had ended before the year: a return holds what happened in its year, or was open in it.
fn going_on(details: &Details, start: Date) -> Details {
    let still = |ended: Option<Date>| ended.is_none_or(|ended| ended >= start);
    let open = |assessment: &&Assessment| still(assessment.authorised);
    let running = |plan: &&Plan| still(plan.ended);
    // Enquiries are over when the conference was held, or when it was found that none is needed.
    let asking =
        |enquiry: &&Enquiry| enquiry.conference.is_none() && enquiry.conference_not_required != Some(true);
    let protecting = |plan: &&ProtectionPlan| still(plan.ended);
    Details {
        conference: details.conference.filter(|held| *held >= start),
        assessments: details.assessments.iter().filter(open).cloned().collect(),
        plans: details.plans.iter().filter(running).copied().collect(),
        enquiries: details.enquiries.iter().filter(asking).copied().collect(),
        protection_plans: details.protection_plans.iter().filter(protecting).cloned().collect(),
        ..details.clone()
    }
}
