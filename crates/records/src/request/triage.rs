//! The triage questions T1 to T9, in that order; the one about harm comes last.

use forms::Answers;
use serde::{Deserialize, Serialize};

use super::{Request, RequestEvent};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// An answer that may be "unsure". Unsure is not a route: it opens a conversation the same day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum YesNoUnsure {
    /// Yes.
    Yes,
    /// No.
    No,
    /// Unsure.
    Unsure,
}

/// The request was triaged. The answers to T1 and T9 are not among these: what was noticed there went to the
/// front door as a concern, and a family reads this event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Triaged {
    /// T2 to T8, pinned to the version of the form.
    pub answers: Answers,
    /// T3: whether the child is disabled or may be; awaiting a diagnosis counts.
    pub disabled: YesNoUnsure,
    /// T5: the kinds of help asked for.
    pub request_types: Vec<String>,
}

/// Record the triage.
#[derive(Debug, Clone, Deserialize)]
pub struct Triage(pub Triaged);

refusals! {
    /// Why a triage cannot be recorded.
    TriageRefusal {
        NotOpen = "the request is not open", "not-open", "a request is triaged while it is open";
        NotRead = "nobody has read the request for danger yet", "not-read", "danger is looked for first (T1)";
        FormNotKnown = "the answers are to a form that is not known", "form-not-known", "answers are pinned to the version answered";
    }
}

impl Command for Triage {
    type Stream = Request;
    type Refusal = TriageRefusal;

    fn decide(
        &self,
        state: &Request,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<RequestEvent>>, TriageRefusal> {
        if !state.is_open() {
            return Err(TriageRefusal::NotOpen);
        }
        if state.read.is_none() {
            return Err(TriageRefusal::NotRead);
        }
        if context.forms.form_of(&self.0.answers).is_none() {
            return Err(TriageRefusal::FormNotKnown);
        }
        Ok(vec![Decided::now(context, self.0.clone())])
    }
}
