//! What a place contributes to lists: a line of its own. No child is named in it, and nothing of it reaches a child's rows.

use guidance::Rules;
use uuid::Uuid;

use super::Place;
use crate::listing::{FoundBy, Involvement, Line, ListedDuty, Listing};
use crate::milestones;

/// The rows of a place.
pub fn list(state: &Place, rules: &Rules) -> Listing {
    let Some(opened) = &state.opened else { return Listing::default() };
    let (milestones, facts) = milestones::of_place(state);
    let open = rules.schedule(&milestones, &facts).into_iter();
    let open = open.filter(|duty| duty.stopped.is_none() && !duty.lapsed);
    let involvements = state.workers().into_iter();
    let involvements =
        involvements.map(|(person, capacity, from)| Involvement { person, capacity, from, until: None });
    Listing {
        stage: if state.is_open() { "open" } else { "closed" },
        owner: opened.author.person,
        sort_at: opened.at,
        line: Line {
            title: opened.fact.name.clone(),
            detail: opened.fact.kind.clone(),
            reference: String::new(),
            marks: Vec::new(),
        },
        // A social-work-qualified manager decides: whoever of them is there.
        duties: open.map(|scheduled| ListedDuty { scheduled, person: None, watchers: Vec::new() }).collect(),
        involvements: involvements.collect(),
        names: state.standing().map(|link| linked_to(link.linked.fact.child)).collect(),
        found_by: FoundBy::default(),
    }
}

/// The name under which the places are found to which a child is linked. It is no word that anybody would search for.
pub fn linked_to(child: Uuid) -> String {
    format!("placeof{}", child.simple())
}
