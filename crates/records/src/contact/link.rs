//! Who a child of a contact may be: somebody looked before a second record could begin, and says what they found.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Contact, ContactEvent};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// Who it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    /// The child of this record.
    Known(Uuid),
    /// A child of an earlier contact who has no record here: the identifier under which contacts about that child stand.
    SameAs(Uuid),
    /// Nobody whom this partnership knows.
    Nobody,
}

/// Somebody said who a child is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Linked {
    /// The child of this contact.
    pub child: Uuid,
    /// Who it is.
    pub who: Who,
}

/// Say who a child is.
#[derive(Debug, Clone, Deserialize)]
pub struct LinkChild(pub Linked);

refusals! {
    /// Why it cannot be said.
    LinkChildRefusal {
        NoSuchChild = "this contact is about no such child", "no-contact-child", "what is linked is a child of the contact";
        Decided = "the child was decided about", "contact-child-decided", "who a child is stands before the decision";
    }
}

impl Command for LinkChild {
    type Stream = Contact;
    type Refusal = LinkChildRefusal;

    fn decide(
        &self,
        state: &Contact,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ContactEvent>>, LinkChildRefusal> {
        if state.child(self.0.child).is_none() {
            return Err(LinkChildRefusal::NoSuchChild);
        }
        // A discussion may have begun before anybody looked; who the child is can still be said then.
        let told = state.is_linked(self.0.child) && state.decision(self.0.child).is_some();
        if told {
            return Err(LinkChildRefusal::Decided);
        }
        Ok(vec![Decided::now(context, self.0)])
    }
}
