//! What a concern contributes to the front door's list.

use guidance::{Due, Rules, Scheduled};
use uuid::Uuid;

use super::Concern;
use crate::listing::{FoundBy, Line, ListedDuty, Listing};
use crate::milestones;
use crate::telling::again;

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
        .filter(|duty| duty.stopped.is_none() && !duty.lapsed)
        .chain(looked_at_again(concern, rules))
        .filter(|_| !concern.diversion.is_out_of_view())
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
        names: [raised.fact.about.child.map(same_child), raised.fact.about.request.map(same_request)]
            .into_iter()
            .flatten()
            .collect(),
        found_by: FoundBy::default(),
    }
}

/// Not telling that somebody answers for is looked at again when they said, until the family was told.
fn looked_at_again(concern: &Concern, rules: &Rules) -> Option<Scheduled> {
    let last = concern.not_telling.last().filter(|last| last.fact.owner.is_some())?;
    if concern.diversion.told.iter().any(|told| told.at >= last.at) {
        return None;
    }
    again(
        rules,
        last.at,
        Due::At(last.fact.review_at),
        "the time that was set when it was decided not to tell yet",
    )
}

/// The name under which concerns about the same child find one another. It is no word that anybody would search for.
pub fn same_child(child: Uuid) -> String {
    format!("about{}", child.simple())
}

/// The name under which concerns that came with the same request find one another.
pub fn same_request(request: Uuid) -> String {
    format!("asked{}", request.simple())
}

/// The beginning of a text, with a mark where something was left out.
fn shortened(text: &str) -> String {
    let mut shown: String = text.chars().take(SHOWN_MAX).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}
