//! What is written into the record: each entry has an author, a source and a date, and can be corrected or struck
//! out by a later event, never overwritten. A correction names the revision it was based on, so that two people
//! who edit the same words both see both texts.

use forms::Answer;
use jiff::Timestamp;
use kernel::{EntryId, Moment};
use serde::{Deserialize, Serialize};

use super::{Child, ChildEvent};
use crate::refusal::{Refusal, TextConflict, refusals};
use crate::stream::{Author, Command, Context, Decided, Recorded};

/// Whose words these are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// The family's.
    Family,
    /// The child's.
    Child,
    /// A practitioner's.
    Practitioner,
    /// A report that the family agreed we may reuse.
    Report,
}

impl Source {
    /// Every source, with the name that forms and stored events use.
    pub const ALL: [(&'static str, Self); 4] = [
        ("family", Self::Family),
        ("child", Self::Child),
        ("practitioner", Self::Practitioner),
        ("report", Self::Report),
    ];
}

/// An entry was written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Written {
    /// The entry.
    pub entry: EntryId,
    /// The form and its version: `assessment@1`.
    pub form: String,
    /// The section of the form.
    pub section: String,
    /// The question of the form.
    pub question: String,
    /// The answer.
    pub answer: Answer,
    /// Whose words these are.
    pub source: Source,
    /// Who said it or which report it comes from, where that is not the author.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source_note: String,
}

/// One text that stood in an entry, with who wrote it and when.
#[derive(Debug, Clone, PartialEq)]
pub struct Revision {
    /// What it said.
    pub answer: Answer,
    /// Who wrote it.
    pub author: Author,
    /// When it was written down.
    pub at: Timestamp,
    /// When it happened.
    pub happened: Moment,
    /// Why it was changed; empty for the first.
    pub why: String,
}

/// An entry with all that ever stood in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The entry.
    pub entry: EntryId,
    /// The form and its version.
    pub form: String,
    /// The section.
    pub section: String,
    /// The question.
    pub question: String,
    /// Whose words.
    pub source: Source,
    /// Who said it.
    pub source_note: String,
    /// Every text, oldest first; never empty.
    pub revisions: Vec<Revision>,
    /// Struck out: by whom, when, why. The text stays.
    pub struck_out: Option<(Author, Timestamp, String)>,
}

impl Entry {
    pub(super) fn written(recorded: &Recorded<ChildEvent>, fact: Written) -> Self {
        Self {
            entry: fact.entry,
            form: fact.form,
            section: fact.section,
            question: fact.question,
            source: fact.source,
            source_note: fact.source_note,
            revisions: vec![revision(recorded, fact.answer, String::new())],
            struck_out: None,
        }
    }

    pub(super) fn correct(&mut self, recorded: &Recorded<ChildEvent>, fact: &Corrected) {
        self.revisions.push(revision(recorded, fact.answer.clone(), fact.why.clone()));
    }

    pub(super) fn strike_out(&mut self, recorded: &Recorded<ChildEvent>, fact: &StruckOut) {
        self.struck_out = Some((recorded.author.clone(), recorded.recorded_at, fact.why.clone()));
    }

    /// The revision that stands. The first one is made with the entry, so there always is one.
    pub fn current(&self) -> &Revision {
        &self.revisions[self.revisions.len() - 1]
    }

    /// Its number, from 1.
    pub fn revision(&self) -> u32 {
        u32::try_from(self.revisions.len()).unwrap_or(u32::MAX)
    }
}

fn revision(recorded: &Recorded<ChildEvent>, answer: Answer, why: String) -> Revision {
    Revision {
        answer,
        author: recorded.author.clone(),
        at: recorded.recorded_at,
        happened: recorded.happened,
        why,
    }
}

/// Write an entry.
#[derive(Debug, Clone, Deserialize)]
pub struct Write {
    /// What is written.
    pub written: Written,
    /// When it was said or seen, where that is not now.
    pub happened: Option<Moment>,
}

refusals! {
    /// Why an entry cannot be written.
    WriteRefusal {
        NotRegistered = "there is no such record", "not-registered", "an entry belongs to a child's record";
        SignedOff = "the assessment is signed off", "signed-off", "a signed assessment is changed by a correction or a new assessment";
        SectionClosed = "the section is closed; open it with a reason first", "section-closed", "sections outside the request stay closed unless there is a reason";
        UnknownQuestion = "the form has no such question", "unknown-question", "answers are pinned to the version answered";
        InTheFuture = "it cannot have happened in the future", "in-future", "what happened is not what is planned";
        EntryExists = "this entry exists; correct it instead", "entry-exists", "an entry is written once and then corrected";
    }
}

impl Command for Write {
    type Stream = Child;
    type Refusal = WriteRefusal;

    fn decide(&self, state: &Child, context: &Context<'_>) -> Result<Vec<Decided<ChildEvent>>, WriteRefusal> {
        if state.registered.is_none() {
            return Err(WriteRefusal::NotRegistered);
        }
        if state.assessment.signed_off.is_some() {
            return Err(WriteRefusal::SignedOff);
        }
        if state.entry(self.written.entry).is_some() {
            return Err(WriteRefusal::EntryExists);
        }
        if !state.open_sections().contains(&self.written.section.as_str()) {
            return Err(WriteRefusal::SectionClosed);
        }
        if !known_question(context, &self.written) {
            return Err(WriteRefusal::UnknownQuestion);
        }
        let happened = self.happened.unwrap_or(Moment::At(context.now));
        if happened.date() > context.today() {
            return Err(WriteRefusal::InTheFuture);
        }
        Ok(vec![Decided::when(happened, self.written.clone())])
    }
}

fn known_question(context: &Context<'_>, written: &Written) -> bool {
    let Some((id, version)) = written.form.split_once('@') else { return false };
    let Ok(version) = version.parse() else { return false };
    context.forms.form(id, version).is_some_and(|form| form.question(&written.question).is_some())
}

/// An entry was corrected.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Corrected {
    /// The entry.
    pub entry: EntryId,
    /// The new answer.
    pub answer: Answer,
    /// Why.
    pub why: String,
}

/// Correct an entry.
#[derive(Debug, Clone, Deserialize)]
pub struct Correct {
    /// The entry.
    pub entry: EntryId,
    /// The revision that the writer had before them.
    pub based_on: u32,
    /// The new answer.
    pub answer: Answer,
    /// Why.
    pub why: String,
}

/// Why an entry cannot be corrected.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CorrectRefusal {
    /// No such entry.
    #[error("there is no such entry")]
    NoEntry,
    /// Struck out.
    #[error("the entry is struck out")]
    StruckOut,
    /// Somebody changed it first.
    #[error("somebody changed these words first")]
    Changed(TextConflict),
    /// Nothing would change.
    #[error("nothing would change")]
    Same,
}

impl CorrectRefusal {
    /// Every code of this command, for the test that each has its words.
    pub const CODES: &'static [&'static str] = &["no-entry", "struck-out", "changed", "same-words"];
}

impl Refusal for CorrectRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::NoEntry => "no-entry",
            Self::StruckOut => "struck-out",
            Self::Changed(_) => "changed",
            Self::Same => "same-words",
        }
    }

    fn rule(&self) -> &'static str {
        match self {
            Self::NoEntry | Self::Same => "a correction corrects an entry",
            Self::StruckOut => "a struck-out entry stays as it was",
            Self::Changed(_) => "two people who edit never lose a word",
        }
    }

    fn conflict(&self) -> Option<&TextConflict> {
        match self {
            Self::Changed(conflict) => Some(conflict),
            _ => None,
        }
    }
}

impl Command for Correct {
    type Stream = Child;
    type Refusal = CorrectRefusal;

    fn decide(
        &self,
        state: &Child,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChildEvent>>, CorrectRefusal> {
        let entry = state.entry(self.entry).ok_or(CorrectRefusal::NoEntry)?;
        if entry.struck_out.is_some() {
            return Err(CorrectRefusal::StruckOut);
        }
        let current = entry.current();
        if entry.revision() != self.based_on {
            return Err(CorrectRefusal::Changed(TextConflict {
                theirs: current.answer.clone(),
                by: current.author.person,
                at: current.at,
                revision: entry.revision(),
            }));
        }
        if current.answer == self.answer {
            return Err(CorrectRefusal::Same);
        }
        let corrected =
            Corrected { entry: self.entry, answer: self.answer.clone(), why: self.why.trim().to_owned() };
        Ok(vec![Decided::now(context, corrected)])
    }
}

/// An entry was struck out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StruckOut {
    /// The entry.
    pub entry: EntryId,
    /// Why.
    pub why: String,
}

/// Strike out an entry. It stays, struck out, with who and why.
#[derive(Debug, Clone, Deserialize)]
pub struct StrikeOut(pub StruckOut);

refusals! {
    /// Why an entry cannot be struck out.
    StrikeOutRefusal {
        NoEntry = "there is no such entry", "no-entry", "a struck-out entry was written first";
        AlreadyStruckOut = "the entry is struck out already", "struck-out", "a struck-out entry stays as it was";
        WhyMissing = "say why", "why-missing", "a struck-out entry stays, with who and why";
    }
}

impl Command for StrikeOut {
    type Stream = Child;
    type Refusal = StrikeOutRefusal;

    fn decide(
        &self,
        state: &Child,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChildEvent>>, StrikeOutRefusal> {
        let entry = state.entry(self.0.entry).ok_or(StrikeOutRefusal::NoEntry)?;
        if entry.struck_out.is_some() {
            return Err(StrikeOutRefusal::AlreadyStruckOut);
        }
        if self.0.why.trim().is_empty() {
            return Err(StrikeOutRefusal::WhyMissing);
        }
        Ok(vec![Decided::now(context, self.0.clone())])
    }
}
