//! Not telling somebody is looked at again when whoever decided it said.

use guidance::{Bound, Due, Milestone, Rules, Scheduled};
use jiff::Timestamp;
use kernel::Moment;

/// The promise to decide again about telling.
pub(crate) const TELLING_STANDARD: &str = "LS-TELLING";

/// The look that is due, for what was decided at a moment.
pub(crate) fn again(rules: &Rules, decided_at: Timestamp, due: Due, explanation: &str) -> Option<Scheduled> {
    let standard = rules.protocol().standard(TELLING_STANDARD)?;
    Some(Scheduled {
        duty: standard.id.clone(),
        clock: Some(standard.id.clone()),
        key: None,
        name: standard.name.clone(),
        must: standard.must.clone(),
        responsible: standard.responsible.clone(),
        due,
        bound: Bound::Max,
        origin: Milestone::new("telling.review_set", Moment::At(decided_at)),
        stopped: None,
        lapsed: false,
        begins: None,
        clause: None,
        verified: None,
        edition: None,
        statutory: false,
        shown_to_family: false,
        explanation: explanation.to_owned(),
        skipped: Vec::new(),
    })
}
