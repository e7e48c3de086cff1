//! A navigator confirms who the asker is. Only from then on may a code open a child's record.

use kernel::Capacity;
use serde::{Deserialize, Serialize};

use super::{Request, RequestEvent};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// The asker is who they say they are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskerConfirmed {
    /// How that was confirmed: `called back on the number the school holds`.
    pub how: String,
    /// What they are to the child: `mum`, `granddad`, `themselves`.
    pub relationship: String,
    /// The capacity in which they take part from now on.
    pub capacity: Capacity,
    /// Whether they hold parental responsibility, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parental_responsibility: Option<bool>,
}

/// Confirm who the asker is.
#[derive(Debug, Clone, Deserialize)]
pub struct ConfirmAsker(pub AskerConfirmed);

refusals! {
    /// Why an asker cannot be confirmed.
    ConfirmAskerRefusal {
        NotOpen = "the request is not open", "not-open", "an asker is confirmed while the request is open";
        HowMissing = "say how you know who the asker is", "how-missing", "a code opens a record only after a navigator confirmed who holds it";
        NotFamily = "the capacity is not one of the family's", "not-family-capacity", "a code belongs to a member of the family or a supporter they chose";
    }
}

/// The capacities that a confirmed asker may have.
const FAMILY_CAPACITIES: [&str; 3] = ["parent-carer", "young-person", "supporter"];

impl Command for ConfirmAsker {
    type Stream = Request;
    type Refusal = ConfirmAskerRefusal;

    fn decide(
        &self,
        state: &Request,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<RequestEvent>>, ConfirmAskerRefusal> {
        if !state.is_open() {
            return Err(ConfirmAskerRefusal::NotOpen);
        }
        if self.0.how.trim().is_empty() {
            return Err(ConfirmAskerRefusal::HowMissing);
        }
        if !FAMILY_CAPACITIES.contains(&self.0.capacity.as_str()) {
            return Err(ConfirmAskerRefusal::NotFamily);
        }
        Ok(vec![Decided::now(context, self.0.clone())])
    }
}
