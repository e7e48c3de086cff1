//! What a concern contributes to the front door's list.

use guidance::Rules;

use uuid::Uuid;

use super::Concern;
use crate::listing::{Line, ListedDuty, Listing};
use crate::milestones;

/// The longest part of what was noticed that a list shows, in characters.
const SHOWN_MAX: usize = 140;

/// The rows of a concern.
pub fn list(concern: &Concern, rules: &Rules) -> Listing {
    let Some(raised) = &concern.raised else { return Listing::default() };
    let (milestones, facts) = milestones::of_concern(concern);
    let seer = concern.seen.as_ref().and_then(|seen| seen.author.person);
    let duties = rules
        .schedule(&milestones, &facts)
        .into_iter()
        .filter(|duty| duty.stopped.is_none() && !duty.lapsed && !concern.diversion.is_out_of_view())
        .map(|scheduled| ListedDuty { scheduled, person: seer, watchers: seer.into_iter().collect() })
        .collect();
    let mut marks = Vec::new();
    if raised.fact.immediate {
        marks.push("immediate".to_owned());
    }
    if raised.fact.unsure {
        marks.push("unsure".to_owned());
    }
    if concern.escalated.is_some() && concern.seen.is_none() {
        marks.push("escalated".to_owned());
    }
    marks.extend(concern.harm_from().into_iter().map(|who| format!("harm-from-{who}")));
    Listing {
        stage: concern.stage(),
        owner: seer,
        sort_at: raised.at,
        line: Line {
            title: raised.fact.about.described.clone(),
            detail: shortened(&raised.fact.noticed),
            reference: String::new(),
            marks,
        },
        duties,
        involvements: Vec::new(),
        names: raised.fact.about.child.map(same_child).into_iter().collect(),
    }
}

/// The name under which concerns about the same child find one another. It is no word that anybody would search for.
pub fn same_child(child: Uuid) -> String {
    format!("about{}", child.simple())
}

/// The beginning of a text, with a mark where something was left out.
fn shortened(text: &str) -> String {
    let mut shown: String = text.chars().take(SHOWN_MAX).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}
