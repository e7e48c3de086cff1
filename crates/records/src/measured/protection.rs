//! What a child's protection contributes: when enquiries began, and whether they led to something for harm.

use kernel::london_date;
use measures::{Enquiry, Facts};
use uuid::Uuid;

use crate::protection::Protection;

/// The facts of one child's protection. Enquiries that looked at nothing but what began them say since when.
pub fn of_protection(child: Uuid, protection: &Protection) -> Facts {
    let enquiries = protection.enquiries.iter().map(|enquiry| {
        let begun = &enquiry.begun;
        let of = |discussion: &&crate::protection::Discussion| {
            discussion.convened.fact.discussion == begun.fact.discussion
        };
        let on = begun.happened.date();
        let convened = protection.discussions.iter().find(of);
        let suspected_on = convened.map_or(on, |convened| london_date(convened.convened.at).min(on));
        let substantiated = enquiry.concluded().map(|(proposed, _)| proposed.fact.substantiated);
        Enquiry { suspected_on, on, substantiated, from_return: false }
    });
    let enquiries: Vec<Enquiry> = enquiries.collect();
    if enquiries.is_empty() {
        return Facts::default();
    }
    Facts { child: Some(child), enquiries, ..Facts::default() }
}
