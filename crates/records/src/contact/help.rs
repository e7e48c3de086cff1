//! Help that was decided on has begun on the child's own record.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Contact, ContactEvent};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// Help began.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HelpBegun {
    /// The child of this contact.
    pub child: Uuid,
    /// Where it stands, in a few words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// Record that help began.
#[derive(Debug, Clone, Deserialize)]
pub struct RecordHelpBegun(pub HelpBegun);

refusals! {
    /// Why it cannot be recorded.
    RecordHelpBegunRefusal {
        NotDecided = "help was not decided on, or has begun", "contact-no-help-to-begin", "help begins once, after the decision";
    }
}

impl Command for RecordHelpBegun {
    type Stream = Contact;
    type Refusal = RecordHelpBegunRefusal;

    fn decide(
        &self,
        state: &Contact,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ContactEvent>>, RecordHelpBegunRefusal> {
        let waits = state.help_to_begin().any(|(child, _)| child.child == self.0.child);
        if !waits {
            return Err(RecordHelpBegunRefusal::NotDecided);
        }
        Ok(vec![Decided::now(context, self.0.clone())])
    }
}
