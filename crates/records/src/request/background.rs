//! What a family chooses to tell of the child's background, so that it can be counted whether families are treated alike.
//!
//! Nobody needs it for any help, and nothing waits for it. It may be told, changed and taken back at any time, also after the
//! request was answered, because a count over those who were sent on alone would say nothing.

use forms::Answers;
use serde::{Deserialize, Serialize};

use super::{Request, RequestEvent};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// The form that is answered.
const FORM: &str = "background";
/// The tenths of neighbourhoods by deprivation: from the most to the least deprived.
const TENTHS: std::ops::RangeInclusive<u8> = 1..=10;

/// What was told. The whole of it each time: what is left out is no longer told.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BackgroundTold {
    /// The answers, pinned to the version of the form.
    pub answers: Answers,
    /// The tenth of neighbourhoods by deprivation affecting children (IDACI) in which the child lives; 1 is the most
    /// deprived. The address is not kept with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deprivation: Option<u8>,
}

/// What becomes of the tenth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Neighbourhood {
    /// It stays as it is.
    AsItStands,
    /// It is this one, or none.
    Is(Option<u8>),
}

/// Tell of a child's background.
#[derive(Debug, Clone, Deserialize)]
pub struct TellBackground {
    /// The answers.
    pub answers: Answers,
    /// The neighbourhood.
    pub neighbourhood: Neighbourhood,
}

refusals! {
    /// Why a child's background cannot be told.
    TellBackgroundRefusal {
        NothingReceived = "there is no request", "no-request", "what is told belongs to a request";
        FormNotKnown = "the answers are to a form that is not known", "form-not-known", "answers are pinned to the version answered";
        NoTenth = "tenths of neighbourhoods go from 1 to 10", "no-such-tenth", "the index of deprivation affecting children is given in tenths";
    }
}

impl Command for TellBackground {
    type Stream = Request;
    type Refusal = TellBackgroundRefusal;

    fn decide(
        &self,
        state: &Request,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<RequestEvent>>, TellBackgroundRefusal> {
        if state.received.is_none() {
            return Err(TellBackgroundRefusal::NothingReceived);
        }
        if context.forms.form_of(&self.answers).is_none_or(|form| form.reference().id.as_str() != FORM) {
            return Err(TellBackgroundRefusal::FormNotKnown);
        }
        let before = state.background.as_ref();
        let deprivation = match self.neighbourhood {
            Neighbourhood::AsItStands => before.and_then(|told| told.fact.deprivation),
            Neighbourhood::Is(tenth) => tenth,
        };
        if deprivation.is_some_and(|tenth| !TENTHS.contains(&tenth)) {
            return Err(TellBackgroundRefusal::NoTenth);
        }
        let told = BackgroundTold { answers: self.answers.clone(), deprivation };
        // Sent again as it stands, nothing was told.
        if before.is_some_and(|before| before.fact == told) {
            return Ok(Vec::new());
        }
        Ok(vec![Decided::now(context, told)])
    }
}
