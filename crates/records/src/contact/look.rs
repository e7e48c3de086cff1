//! Somebody looks first, and answers for it from then on.

use serde::{Deserialize, Serialize};

use super::{Contact, ContactEvent};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// The author looked first, or took it over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Looked {
    /// What it is, and what happens next.
    pub words: String,
}

/// Look first, or take it over.
#[derive(Debug, Clone, Deserialize)]
pub struct LookFirst(pub Looked);

refusals! {
    /// Why it cannot be recorded.
    LookFirstRefusal {
        NotReceived = "there is no such contact", "no-contact", "what arrived is looked at";
        NobodyNamed = "only a person who is signed in looks", "nobody-named-contact", "each contact has an owner";
        NoWords = "say what it is", "contact-look-words", "FD-08: looking first says what the contact is";
    }
}

impl Command for LookFirst {
    type Stream = Contact;
    type Refusal = LookFirstRefusal;

    fn decide(
        &self,
        state: &Contact,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ContactEvent>>, LookFirstRefusal> {
        if state.received.is_none() {
            return Err(LookFirstRefusal::NotReceived);
        }
        if context.author.person.is_none() {
            return Err(LookFirstRefusal::NobodyNamed);
        }
        if self.0.words.trim().is_empty() {
            return Err(LookFirstRefusal::NoWords);
        }
        Ok(vec![Decided::now(context, self.0.clone())])
    }
}
