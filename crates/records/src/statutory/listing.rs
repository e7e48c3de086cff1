//! What a return contributes to lists: which it is. No child stands in it.

use super::Return;
use crate::listing::{Line, Listing};

/// The rows of a return.
pub fn list(state: &Return) -> Listing {
    let (Some(which), Some(latest)) = (state.which, state.latest()) else { return Listing::default() };
    Listing {
        stage: "checked",
        owner: latest.author.person,
        sort_at: latest.at,
        line: Line { title: which.to_string(), ..Line::default() },
        ..Listing::default()
    }
}
