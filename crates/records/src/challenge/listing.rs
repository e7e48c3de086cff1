//! What a challenge contributes to lists and duties. It stands under the name of whoever made it, in no child's record.

use guidance::Rules;
use kernel::{Capacity, PersonId};

use super::{Challenge, Way, milestones};
use crate::listing::{FoundBy, Involvement, Line, ListedDuty, Listing};

/// The capacity under which the list of a family member's own challenges finds them.
const ASKER: &str = "asker";

/// The rows of a challenge.
pub fn list(challenge: &Challenge, rules: &Rules) -> Listing {
    let Some(made) = &challenge.made else { return Listing::default() };
    let (passed, facts) = milestones::of(challenge);
    let named = challenge.named();
    let watchers: Vec<PersonId> = named.iter().map(|(person, _)| *person).collect();
    let duties = rules
        .schedule(&passed, &facts)
        .into_iter()
        .filter(|duty| duty.stopped.is_none() && !duty.lapsed)
        .map(|scheduled| ListedDuty {
            scheduled,
            person: watchers.last().copied(),
            watchers: watchers.clone(),
        })
        .collect();
    let from = kernel::london_date(made.fact.received_at);
    let part = |person: PersonId, capacity: Capacity| Involvement { person, capacity, from, until: None };
    let mut involvements: Vec<Involvement> =
        Capacity::new(ASKER).into_iter().map(|asker| part(made.fact.by.person, asker)).collect();
    involvements.extend(named.iter().map(|(person, capacity)| part(*person, capacity.clone())));
    let mut marks = vec![made.fact.way.name().to_owned()];
    if challenge.open_actions().next().is_some() {
        marks.push("actions-open".to_owned());
    }
    Listing {
        stage: challenge.stage(),
        owner: watchers.last().copied(),
        sort_at: made.fact.received_at,
        line: Line {
            title: made.fact.by.name.clone(),
            detail: made.fact.about.called.clone(),
            reference: made.fact.reference.clone(),
            marks,
        },
        duties,
        involvements,
        names: Vec::new(),
        found_by: FoundBy { references: vec![made.fact.reference.clone()], ..FoundBy::default() },
    }
}

impl Challenge {
    /// Who looks at it now, in which capacity: the person allocated, or whom somebody asked to talk with.
    pub fn named(&self) -> Vec<(PersonId, Capacity)> {
        if let Some(allocated) = self.allocated_now() {
            return vec![(allocated.fact.to, allocated.fact.capacity.clone())];
        }
        let asked_for =
            self.made.as_ref().filter(|made| made.fact.way == Way::Talk).and_then(|made| made.fact.asked_for);
        let capacities = ["lead-assessor", "navigator", "practice-supervisor"];
        let as_each = |person: PersonId| {
            capacities
                .iter()
                .filter_map(move |name| Capacity::new(*name).ok().map(|capacity| (person, capacity)))
        };
        asked_for.into_iter().flat_map(as_each).collect()
    }
}
