//! What a concern contributes to the measures: that safeguarding was contacted, about whom, on which day. Not by whom and
//! not why.

use kernel::london_date;
use measures::{Diversion, Facts};

use crate::concern::{Concern, Way};

/// A concern's facts; none where it names no record.
pub fn of_concern(concern: &Concern) -> Facts {
    let Some(raised) = &concern.raised else { return Facts::default() };
    let (child, request) = concern.about();
    if child.is_none() && request.is_none() {
        return Facts::default();
    }
    Facts {
        child,
        request,
        safeguarding_contacts: vec![london_date(raised.at)],
        // What a reader of a request noted at the triage question about harm: stated, whatever became of it.
        harm_stated: (raised.fact.way == Way::Triage).then(|| london_date(raised.at)).into_iter().collect(),
        diversions: diversion(concern).into_iter().collect(),
        ..Facts::default()
    }
}

/// The diversion record, once it opened the strategy discussion: a proposal alone sends nobody anywhere.
fn diversion(concern: &Concern) -> Option<Diversion> {
    let summary = concern.summary()?;
    Some(Diversion {
        on: london_date(summary.diverted_at?),
        complete: summary.complete,
        alternatives: summary.alternatives,
        from_outside: summary.from_outside,
    })
}
