//! What the children in need census asks of a contact, as plain facts about each child: when somebody got in touch, who, and
//! what a manager decided. Pure; who referred is the code that somebody chose, and nothing else is one.

use jiff::civil::Date;
use kernel::london_date;
use uuid::Uuid;

use super::{Contact, Outcome};
use crate::help::code_of;

/// That somebody got in touch about a child.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approach {
    /// The contact.
    pub contact: Uuid,
    /// The day of its true receipt.
    pub received: Date,
    /// Who got in touch, by census code, as somebody chose it.
    pub source: Option<String>,
    /// What was decided about the child, once it was.
    pub outcome: Option<Outcome>,
    /// The request that began with the decision.
    pub request: Option<Uuid>,
    /// When the child was born, as whoever got in touch said it.
    pub born: Option<Date>,
}

/// Each child of a contact, by the identifier under which a record of the child is kept, or would be.
pub fn census(contact: Uuid, state: &Contact) -> Vec<(Uuid, Approach)> {
    let Some(received) = &state.received else { return Vec::new() };
    let each = received.fact.children.iter().map(|child| {
        let decision = state.decision(child.child).map(|decided| &decided.fact);
        let approach = Approach {
            contact,
            received: london_date(received.fact.received_at),
            source: received.fact.caller.source.as_deref().map(code_of),
            outcome: decision.map(|decided| decided.outcome),
            request: decision.and_then(|decided| decided.request),
            born: child.born,
        };
        (state.identity(child.child), approach)
    });
    each.collect()
}
