//! What is shared with one person of the family: from then on it stands on their page, as it was, with a letter.

use kernel::PersonId;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Help, HelpEvent};
use crate::child::LetterText;
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// What is shared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SharedWhat {
    /// The assessment.
    Assessment,
    /// The plan.
    Plan,
    /// That the help ended.
    End,
}

impl SharedWhat {
    /// Of a value in the form.
    pub fn of(value: &str) -> Option<Self> {
        match value {
            "assessment" => Some(Self::Assessment),
            "plan" => Some(Self::Plan),
            "end" => Some(Self::End),
            _ => None,
        }
    }

    /// Its name in the form and in messages.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Assessment => "assessment",
            Self::Plan => "plan",
            Self::End => "end",
        }
    }
}

/// Something was shared with somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shared {
    /// What.
    pub what: SharedWhat,
    /// With whom.
    pub to: PersonId,
    /// How: `in-person`, `phone`, `letter`.
    pub how: String,
    /// The letter.
    pub letter: Uuid,
    /// What the letter says.
    pub text: LetterText,
}

/// Share something with somebody.
#[derive(Debug, Clone, Deserialize)]
pub struct Share(pub Shared);

refusals! {
    /// Why it cannot be shared.
    ShareRefusal {
        NotOfFamily = "this person does not take part", "help-not-of-family", "what is shared is shared with somebody by name";
        NoAssessment = "no assessment is completed", "help-nothing-to-share", "what is shared is written first";
        NoPlan = "there is no plan", "help-no-plan", "what is shared is written first";
        NotEnded = "the help has not ended", "help-not-ended", "what is told has happened";
        HowMissing = "say how it was shared", "told-how-missing", "sharing says how";
    }
}

impl Command for Share {
    type Stream = Help;
    type Refusal = ShareRefusal;

    fn decide(&self, state: &Help, context: &Context<'_>) -> Result<Vec<Decided<HelpEvent>>, ShareRefusal> {
        let latest = state.latest().ok_or(ShareRefusal::NoAssessment)?;
        if state.relative(self.0.to).is_none() {
            return Err(ShareRefusal::NotOfFamily);
        }
        match self.0.what {
            SharedWhat::Assessment if latest.assessment().is_none_or(|found| found.completed.is_none()) => {
                return Err(ShareRefusal::NoAssessment);
            }
            SharedWhat::Plan if latest.written.is_empty() => return Err(ShareRefusal::NoPlan),
            SharedWhat::End if latest.ended.is_none() => return Err(ShareRefusal::NotEnded),
            _ => {}
        }
        if self.0.how.trim().is_empty() {
            return Err(ShareRefusal::HowMissing);
        }
        Ok(vec![Decided::now(context, self.0.clone())])
    }
}
