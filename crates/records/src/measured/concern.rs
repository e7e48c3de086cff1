//! What a concern contributes to the measures: that safeguarding was contacted, about whom, on which day. Not by whom and
//! not why.

use kernel::london_date;
use measures::Facts;

use crate::concern::Concern;

/// A concern's facts; none where it names no record.
pub fn of_concern(concern: &Concern) -> Facts {
    let Some(raised) = &concern.raised else { return Facts::default() };
    let about = &raised.fact.about;
    if about.child.is_none() && about.request.is_none() {
        return Facts::default();
    }
    Facts {
        child: about.child,
        request: about.request,
        safeguarding_contacts: vec![london_date(raised.at)],
        ..Facts::default()
    }
}
