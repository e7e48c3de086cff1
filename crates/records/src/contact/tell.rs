//! Whoever got in touch is told what was decided, also when nothing is done and why; never more than they may know.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::acknowledge::UNREACHED;
use super::{Contact, ContactEvent};
use crate::child::LetterText;
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// Whoever got in touch was told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReferrerTold {
    /// How, as the form has it.
    pub how: String,
    /// What else was said; or why they could not be reached.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
    /// The letter.
    pub letter: Uuid,
    /// What it says; absent where nobody could be reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<LetterText>,
}

/// Tell whoever got in touch.
#[derive(Debug, Clone, Deserialize)]
pub struct TellReferrer(pub ReferrerTold);

refusals! {
    /// Why it cannot be recorded.
    TellReferrerRefusal {
        NotDecided = "not every child is decided about", "contact-not-decided", "FD-04: what was decided is told";
        AlreadyTold = "they have been told", "contact-referrer-told", "it is told once";
        WhyMissing = "say why they could not be reached", "contact-unreached-why", "FD-04: not telling somebody has a reason";
        NothingDone = "say why nothing is done", "contact-nothing-done-why", "FD-04: also when nothing is done, and why";
        NoLetter = "there is no letter", "contact-no-letter", "what was told is kept, word for word";
    }
}

impl Command for TellReferrer {
    type Stream = Contact;
    type Refusal = TellReferrerRefusal;

    fn decide(
        &self,
        state: &Contact,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ContactEvent>>, TellReferrerRefusal> {
        if state.decided_at().is_none() {
            return Err(TellReferrerRefusal::NotDecided);
        }
        if state.is_referrer_told() {
            return Err(TellReferrerRefusal::AlreadyTold);
        }
        let no_words = self.0.words.trim().is_empty();
        if self.0.how == UNREACHED && no_words {
            return Err(TellReferrerRefusal::WhyMissing);
        }
        let decided = |child: &super::ContactChild| state.decision(child.child);
        let mut outcomes = state.children().iter().filter_map(decided);
        if no_words && outcomes.any(|decided| decided.fact.outcome.ends_here()) {
            return Err(TellReferrerRefusal::NothingDone);
        }
        if self.0.how != UNREACHED && self.0.text.is_none() {
            return Err(TellReferrerRefusal::NoLetter);
        }
        let text = self.0.text.clone().filter(|_| self.0.how != UNREACHED);
        Ok(vec![Decided::now(context, ReferrerTold { text, ..self.0.clone() })])
    }
}
