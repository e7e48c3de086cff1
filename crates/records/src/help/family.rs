//! Who of the family takes part; what is about one adult alone; what somebody says to what was shared with them.

use forms::Answers;
use kernel::PersonId;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::assessment::leads;
use super::{Help, HelpEvent};
use crate::people::Involved;
use crate::protection::ask::words;
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// Somebody of the family takes part from now on, and reads what is shared with them.
#[derive(Debug, Clone, Deserialize)]
pub struct AddRelative(pub Involved);

refusals! {
    /// Why somebody cannot take part.
    AddRelativeRefusal {
        NothingOpen = "no help is open", "help-nothing-open", "a family takes part in help that is given";
        NameMissing = "say who it is", "help-relative-no-name", "each person of a family has a page of their own";
        ThereAlready = "this person takes part", "already-involved", "one part, one line";
    }
}

impl Command for AddRelative {
    type Stream = Help;
    type Refusal = AddRelativeRefusal;

    fn decide(
        &self,
        state: &Help,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<HelpEvent>>, AddRelativeRefusal> {
        state.open().ok_or(AddRelativeRefusal::NothingOpen)?;
        if self.0.name.trim().is_empty() {
            return Err(AddRelativeRefusal::NameMissing);
        }
        if state.relative(self.0.person).is_some() {
            return Err(AddRelativeRefusal::ThereAlready);
        }
        Ok(vec![Decided::now(context, self.0.clone())])
    }
}

/// Something about one adult was written. That adult reads it, and nobody else of the family.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AdultPartWritten {
    /// The adult, where they take part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    /// Their name.
    pub name: String,
    /// What was written.
    pub answers: Answers,
}

/// Write something about one adult.
#[derive(Debug, Clone, Deserialize)]
pub struct WriteAdultPart {
    /// The adult, where they take part.
    pub person: Option<PersonId>,
    /// What is written, and the name where they do not take part.
    pub answers: Answers,
}

refusals! {
    /// Why it cannot be written so.
    WriteAdultPartRefusal {
        NothingOpen = "no assessment is open", "help-no-assessment", "what is about an adult belongs to an assessment";
        NotLead = "whoever leads writes the assessment", "help-not-lead", "AS-06: a lead practitioner answers for the assessment";
        Waits = "a manager reads it now", "help-assessment-waits", "AS-03: what a manager reads stands still";
        WhoMissing = "say whom it is about", "help-adult-missing", "nothing about one adult is shown to another by default";
        WordsMissing = "nothing is written", "help-part-empty", "an assessment says something";
    }
}

impl Command for WriteAdultPart {
    type Stream = Help;
    type Refusal = WriteAdultPartRefusal;

    fn decide(
        &self,
        state: &Help,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<HelpEvent>>, WriteAdultPartRefusal> {
        let open = state.open().ok_or(WriteAdultPartRefusal::NothingOpen)?;
        let assessment = open.open_assessment().ok_or(WriteAdultPartRefusal::NothingOpen)?;
        if !leads(open, context) {
            return Err(WriteAdultPartRefusal::NotLead);
        }
        if assessment.waits().is_some() {
            return Err(WriteAdultPartRefusal::Waits);
        }
        let known = self.person.and_then(|person| state.relative(person));
        let name = known.map_or_else(|| words(&self.answers, "adult-name"), |known| known.name.clone());
        if name.is_empty() {
            return Err(WriteAdultPartRefusal::WhoMissing);
        }
        if words(&self.answers, "adult-words").is_empty() {
            return Err(WriteAdultPartRefusal::WordsMissing);
        }
        let person = known.map(|known| known.person);
        Ok(vec![Decided::now(context, AdultPartWritten { person, name, answers: self.answers.clone() })])
    }
}

/// Somebody of the family said something to what was shared with them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommentMade {
    /// This comment.
    pub comment: Uuid,
    /// Who said it.
    pub by: PersonId,
    /// In their words.
    pub words: String,
}

/// Say something to what was shared: the person themselves on their page, or the lead who writes down what they said.
#[derive(Debug, Clone, Deserialize)]
pub struct MakeComment(pub CommentMade);

refusals! {
    /// Why that cannot be kept so.
    MakeCommentRefusal {
        NotOfFamily = "this person does not take part", "help-not-of-family", "a comment is somebody's own";
        NotTheirs = "somebody else's words cannot be written", "help-comment-not-theirs", "a comment is somebody's own";
        WordsMissing = "nothing is written", "help-comment-empty", "a comment says something";
    }
}

impl Command for MakeComment {
    type Stream = Help;
    type Refusal = MakeCommentRefusal;

    fn decide(
        &self,
        state: &Help,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<HelpEvent>>, MakeCommentRefusal> {
        if state.relative(self.0.by).is_none() {
            return Err(MakeCommentRefusal::NotOfFamily);
        }
        let theirs = context.author.person == Some(self.0.by);
        let written_down = state.latest().is_some_and(|latest| leads(latest, context));
        if !theirs && !written_down {
            return Err(MakeCommentRefusal::NotTheirs);
        }
        if self.0.words.trim().is_empty() {
            return Err(MakeCommentRefusal::WordsMissing);
        }
        Ok(vec![Decided::now(context, self.0.clone())])
    }
}
