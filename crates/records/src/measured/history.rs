//! What returns say contributes: that a child was referred, and the enquiries that stand there. A referral of a return is no
//! request for support, and an enquiry of a return does not say since when harm was suspected.

use measures::{Enquiry, Facts, Referred};
use uuid::Uuid;

use crate::history::History;

/// The code that says that a child is not disabled.
const NOT_DISABLED: &str = "NONE";

/// The facts of one child's history.
pub fn of_history(child: Uuid, history: &History) -> Facts {
    let Some(latest) = history.latest() else { return Facts::default() };
    let codes = &latest.child.characteristics.disabilities;
    let disabled = (!codes.is_empty()).then(|| codes.iter().any(|code| code != NOT_DISABLED));
    let referrals = history.referrals();
    let enquiries = referrals.iter().flat_map(|details| {
        details.enquiries.iter().filter_map(|enquiry| {
            let on = enquiry.started?;
            // A conference says that harm was likely; that none was needed says that it was not. Neither says nothing.
            let substantiated = if enquiry.conference.is_some() {
                Some(true)
            } else {
                enquiry.conference_not_required.filter(|not| *not).map(|_| false)
            };
            Some(Enquiry { suspected_on: on, on, substantiated, from_return: true })
        })
    });
    Facts {
        child: Some(child),
        enquiries: enquiries.collect(),
        referred: referrals
            .iter()
            .filter_map(|details| Some(Referred { on: details.referred?, disabled }))
            .collect(),
        ..Facts::default()
    }
}
