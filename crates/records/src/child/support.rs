//! The support episode opens with a confirmed request. Its clocks run from the request's true receipt.

use std::collections::BTreeMap;

use guidance::Level;
use jiff::Timestamp;
use kernel::{Moment, PersonId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Child, ChildEvent};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// The support route began for this child.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupportOpened {
    /// The request.
    pub request: Uuid,
    /// Its short reference.
    pub reference: String,
    /// True receipt of the request: every clock's origin.
    pub received_at: Timestamp,
    /// How deep the assessment is.
    pub level: Level,
    /// The kinds of help asked for.
    pub request_types: Vec<String>,
    /// The sections that these open. All others stay closed until somebody gives a reason.
    pub sections: Vec<String>,
    /// Why this route, in the words of the route letter.
    pub why: String,
    /// Whether education, health and care advice was asked for, whose track is shorter.
    #[serde(default)]
    pub ehc_advice: bool,
    /// Whether the child is disabled, as triage has it; absent while that is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disabled: Option<bool>,
    /// What the request settled before the record took over, each at its true time.
    #[serde(default)]
    pub settled: BTreeMap<String, Moment>,
    /// Who asked: only they put it on hold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked_by: Option<PersonId>,
}

/// Open the support episode.
#[derive(Debug, Clone, Deserialize)]
pub struct OpenSupport(pub SupportOpened);

refusals! {
    /// Why the episode cannot open.
    OpenSupportRefusal {
        NotRegistered = "there is no such record", "not-registered", "the support route belongs to a child's record";
        AlreadyOpen = "a support assessment is open already", "support-already-open", "one assessment at a time; a new need joins the open one";
        YoungPersonsOwn = "the record is a young person's own, and they have not agreed", "young-person-not-agreed", "a young person's request is not announced to parents";
    }
}

impl Command for OpenSupport {
    type Stream = Child;
    type Refusal = OpenSupportRefusal;

    fn decide(&self, state: &Child, _: &Context<'_>) -> Result<Vec<Decided<ChildEvent>>, OpenSupportRefusal> {
        if state.registered.is_none() {
            return Err(OpenSupportRefusal::NotRegistered);
        }
        if state.is_assessing() {
            return Err(OpenSupportRefusal::AlreadyOpen);
        }
        if state.is_kept_from_parents() {
            return Err(OpenSupportRefusal::YoungPersonsOwn);
        }
        Ok(vec![Decided::when(Moment::At(self.0.received_at), self.0.clone())])
    }
}
