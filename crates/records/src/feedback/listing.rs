//! What a reply contributes to lists: that its giver has replied, and nothing of what they said.

use guidance::Rules;
use kernel::Capacity;

use super::Feedback;
use crate::listing::{Involvement, Line, Listing};

/// The rows of a reply.
pub fn list(feedback: &Feedback, _: &Rules) -> Listing {
    let Some(given) = &feedback.given else { return Listing::default() };
    let from = kernel::london_date(given.at);
    let asker = Capacity::new("asker").into_iter();
    Listing {
        stage: given.fact.after.name(),
        sort_at: given.at,
        line: Line::default(),
        involvements: asker
            .map(|capacity| Involvement { person: given.fact.by, capacity, from, until: None })
            .collect(),
        ..Listing::default()
    }
}
