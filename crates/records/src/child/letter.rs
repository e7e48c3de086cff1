//! Letters. What a letter said is kept with it, word for word, so that it reads the same in ten years.

use kernel::PersonId;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Child, ChildEvent};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// One part of a letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LetterBlock {
    /// A heading.
    Heading(String),
    /// A paragraph.
    Paragraph(String),
    /// A list.
    List(Vec<String>),
    /// Names with what stands beside them, such as dates.
    Table(Vec<(String, String)>),
}

/// One idea of a letter in easy read: one sentence, with a picture beside it that says the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EasyIdea {
    /// The picture, by its name; empty where none would be honest.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub picture: String,
    /// The sentence.
    pub words: String,
}

/// What a letter says: the decision first, then why, then how to challenge it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterText {
    /// To whom, by name.
    pub to: String,
    /// What it is about, in one line: the decision.
    pub subject: String,
    /// The body.
    pub blocks: Vec<LetterBlock>,
    /// Whom to talk to: a name, a part, a telephone number.
    pub from: String,
    /// The same in easy read. Empty for a letter that was not written in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub easy: Vec<EasyIdea>,
}

impl LetterText {
    /// The same letter, with its edition in easy read.
    #[must_use]
    pub fn in_easy_read(mut self, easy: Vec<EasyIdea>) -> Self {
        self.easy = easy;
        self
    }
}

/// A letter was issued.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterIssued {
    /// The letter.
    pub letter: Uuid,
    /// Which letter: `draft`, `decision`, `plan`.
    pub kind: String,
    /// To whom.
    pub to: PersonId,
    /// What it says.
    pub text: LetterText,
}

/// Issue a letter.
#[derive(Debug, Clone, Deserialize)]
pub struct IssueLetter(pub LetterIssued);

refusals! {
    /// Why a letter cannot be issued.
    IssueLetterRefusal {
        NotInvolved = "this person has no part in the record", "not-involved", "a letter goes to somebody who takes part";
        NotDecided = "the assessment is not signed off", "not-signed-off", "a decision letter says what was decided";
    }
}

impl Command for IssueLetter {
    type Stream = Child;
    type Refusal = IssueLetterRefusal;

    fn decide(
        &self,
        state: &Child,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChildEvent>>, IssueLetterRefusal> {
        if state.parts_of(self.0.to, context.today()).next().is_none() {
            return Err(IssueLetterRefusal::NotInvolved);
        }
        if self.0.kind == "decision" && state.assessment.signed_off.is_none() {
            return Err(IssueLetterRefusal::NotDecided);
        }
        Ok(vec![Decided::now(context, self.0.clone())])
    }
}
