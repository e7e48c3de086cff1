//! What a child's record contributes to lists, duties and searches.

use guidance::Rules;
use kernel::PersonId;

use super::{Child, Registered};
use crate::listing::{FoundBy, Involvement, Line, ListedDuty, Listing};
use crate::milestones;

/// Capacities on whose Today page a child's duties stand.
const WATCHING: [&str; 2] = ["lead-assessor", "practice-supervisor"];

/// The rows of a child's record.
pub fn list(child: &Child, rules: &Rules) -> Listing {
    let Some(registered) = &child.registered else { return Listing::default() };
    let (milestones, facts) = milestones::of_child(child, rules);
    let watchers: Vec<PersonId> = child
        .involved
        .iter()
        .filter(|part| part.until.is_none() && WATCHING.contains(&part.capacity.as_str()))
        .map(|part| part.person)
        .collect();
    let duties = rules
        .schedule(&milestones, &facts)
        .into_iter()
        .filter(|duty| duty.stopped.is_none() && !duty.lapsed)
        .map(|scheduled| {
            let person = holder_of(child, scheduled.responsible.as_str());
            ListedDuty { scheduled, person, watchers: watchers.clone() }
        })
        .collect();
    let mut marks = Vec::new();
    if child.assessment.allocated.last().is_some_and(|allocated| allocated.fact.condition.is_some()) {
        marks.push("training-gap".to_owned());
    }
    let journey = &child.journey;
    for (stands, mark) in [
        (child.paused().is_some(), "paused"),
        (journey.gaps.iter().any(|gap| gap.remedied.is_none()), "gap-unanswered"),
    ] {
        if stands {
            marks.push(mark.to_owned());
        }
    }
    if child.unanswered().next().is_some() {
        marks.push("comment-unanswered".to_owned());
    }
    Listing {
        stage: child.stage(),
        owner: child.assessor(),
        sort_at: child
            .assessment
            .opened
            .as_ref()
            .map(|support| support.fact.received_at)
            .or(child.begun_at)
            .unwrap_or_default(),
        line: Line {
            title: registered.called.clone(),
            detail: registered.full_name.clone(),
            reference: child
                .assessment
                .opened
                .as_ref()
                .map_or_else(String::new, |support| support.fact.reference.clone()),
            marks,
        },
        duties,
        involvements: child
            .involved
            .iter()
            .map(|part| Involvement {
                person: part.person,
                capacity: part.capacity.clone(),
                from: part.from,
                until: part.until,
            })
            .collect(),
        names: Vec::new(),
        found_by: found_by(child, registered),
    }
}

/// What a child's record is found by: the child's names, and how those who take part now are reached.
fn found_by(child: &Child, registered: &Registered) -> FoundBy {
    let assessments = child.earlier.iter().chain(std::iter::once(&child.assessment));
    let contacts =
        child.involved.iter().filter(|part| part.until.is_none()).filter_map(|part| part.contact.as_ref());
    FoundBy {
        names: vec![registered.called.clone(), registered.full_name.clone()],
        born: registered.birth_date,
        references: assessments
            .filter_map(|assessment| assessment.opened.as_ref())
            .map(|opened| opened.fact.reference.clone())
            .collect(),
        contacts: contacts.map(|contact| contact.value.clone()).collect(),
    }
    .tidied()
}

/// The person who acts for this child in a capacity, where one is named.
fn holder_of(child: &Child, capacity: &str) -> Option<PersonId> {
    if capacity == "lead-assessor" {
        return child.assessor();
    }
    child
        .involved
        .iter()
        .find(|part| part.until.is_none() && part.capacity.as_str() == capacity)
        .map(|part| part.person)
}
