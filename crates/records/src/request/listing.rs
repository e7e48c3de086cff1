//! What a request contributes to lists and duties.

use guidance::Rules;

use super::{Request, Route};
use crate::listing::{FoundBy, Line, ListedDuty, Listing};
use crate::milestones;

/// The rows of a request.
pub fn list(request: &Request, rules: &Rules) -> Listing {
    let Some(received) = &request.received else { return Listing::default() };
    let (milestones, facts) = milestones::of_request(request);
    // Once the support route is confirmed, the clocks go on in the child's record.
    let goes_on = request.route.as_ref().is_some_and(|route| route.fact.route == Route::Support);
    let owner = request.latest_triage().and_then(|triage| triage.author.person);
    let duties = rules
        .schedule(&milestones, &facts)
        .into_iter()
        .filter(|duty| !goes_on && duty.stopped.is_none() && !duty.lapsed)
        .map(|scheduled| ListedDuty { scheduled, person: owner, watchers: owner.into_iter().collect() })
        .collect();
    let mut marks = Vec::new();
    if received.fact.care_may_fail || request.read.as_ref().is_some_and(|read| read.fact.care_may_fail) {
        marks.push("care-may-fail".to_owned());
    }
    if request.asker.is_none() {
        marks.push("asker-not-confirmed".to_owned());
    }
    Listing {
        stage: request.stage(),
        owner,
        sort_at: received.fact.received_at,
        line: Line {
            title: received.fact.child.called.clone(),
            detail: received.fact.asker.name.clone(),
            reference: received.fact.reference.clone(),
            marks,
        },
        duties,
        involvements: Vec::new(),
        names: Vec::new(),
        found_by: FoundBy {
            names: vec![received.fact.child.called.clone(), received.fact.asker.name.clone()],
            born: received.fact.child.birth_date,
            references: vec![received.fact.reference.clone()],
            contacts: vec![received.fact.asker.contact.value.clone()],
        }
        .tidied(),
    }
}
