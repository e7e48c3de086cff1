//! Whoever got in touch is told that it arrived. That is one thing; deciding is another, and neither closes the other.

use serde::{Deserialize, Serialize};

use super::{Contact, ContactEvent};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// They were told that it arrived.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acknowledged {
    /// How: `page`, `said`, or as the form has it.
    pub how: String,
    /// What else was said; or why they could not be reached.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
}

/// Record that they were told.
#[derive(Debug, Clone, Deserialize)]
pub struct Acknowledge(pub Acknowledged);

refusals! {
    /// Why it cannot be recorded.
    AcknowledgeRefusal {
        NotReceived = "there is no such contact", "no-contact", "what arrived is acknowledged";
        AlreadyTold = "they have been told that it arrived", "contact-acknowledged", "it is said once";
        WhyMissing = "say why they could not be reached", "contact-unreached-why", "FD-01: not reaching somebody has a reason";
    }
}

/// Nobody could be reached.
pub(super) const UNREACHED: &str = "unreached";

impl Command for Acknowledge {
    type Stream = Contact;
    type Refusal = AcknowledgeRefusal;

    fn decide(
        &self,
        state: &Contact,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ContactEvent>>, AcknowledgeRefusal> {
        if state.received.is_none() {
            return Err(AcknowledgeRefusal::NotReceived);
        }
        if state.acknowledged.is_some() {
            return Err(AcknowledgeRefusal::AlreadyTold);
        }
        if self.0.how == UNREACHED && self.0.words.trim().is_empty() {
            return Err(AcknowledgeRefusal::WhyMissing);
        }
        Ok(vec![Decided::now(context, self.0.clone())])
    }
}
