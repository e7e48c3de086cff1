//! What a form is made of. All of it comes from `forms/`; see [`crate::Library`].

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::answers::Answers;
use crate::field_error::CommonWords;
use crate::identifiers::{FormId, Language, QuestionId, SectionId, VoiceId};
use crate::words::{Worded, Words};

/// Which form, and which version of it. Answers stay with the version that was answered.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FormRef {
    /// The form.
    pub id: FormId,
    /// Its version, from 1.
    pub version: u32,
}

impl fmt::Display for FormRef {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} version {}", self.id, self.version)
    }
}

/// On which side of the one door the form stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Route {
    /// Help is asked for and given here. The words not used are checked.
    Support,
    /// Harm is told about here.
    Safety,
    /// Any child's family is helped here, under family help or section 17; the disabled child's route is the support route.
    Help,
    /// A practitioner's own working form on the way to support. The words not used are checked.
    Practice,
}

/// Who reads the questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Audience {
    /// Children, parent carers and those who help them. Every question has an easy-read line and says why.
    Family,
    /// People at work.
    Practitioner,
}

/// When a section opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opening {
    /// For everyone.
    Always,
    /// When one of these kinds of help is asked for; else with a reason that the family can read.
    RequestTypes(Vec<String>),
    /// Only with a reason that the family can read.
    Reason,
}

/// A form, loaded and checked.
#[derive(Debug, Clone, PartialEq)]
pub struct Form {
    pub(crate) reference: FormRef,
    pub(crate) route: Route,
    pub(crate) audience: Audience,
    pub(crate) worded: Worded,
    pub(crate) designed_from: Worded,
    pub(crate) reviewed_by: Vec<String>,
    pub(crate) reading_grade_max: Option<f64>,
    pub(crate) voices: Vec<Voice>,
    pub(crate) sections: Vec<Section>,
    pub(crate) common: Arc<CommonWords>,
}

/// A way of addressing the reader, used once an answer calls for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voice {
    /// Its name.
    pub id: VoiceId,
    /// The answer that calls for it.
    pub when: ShowWhen,
}

/// Questions that belong together, and open together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Its name, stable across versions.
    pub id: SectionId,
    /// When it opens.
    pub opens: Opening,
    /// Its title (`label`) and what it is for (`hint`).
    pub worded: Worded,
    /// Its questions, in the order in which they are asked.
    pub questions: Vec<Question>,
}

/// One question, one page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Its name, stable across versions; also the name of its field.
    pub id: QuestionId,
    /// What counts as an answer.
    pub kind: Kind,
    /// Whether it may be left out.
    pub optional: bool,
    /// Whether it touches the body, health or private life. Always optional; "as much as you like".
    pub intimate: bool,
    /// What must have been answered before for it to be asked.
    pub show_when: Option<ShowWhen>,
    /// Where its choices come from, where they are not ours.
    pub source: Option<String>,
    /// Its words.
    pub worded: Worded,
}

/// What counts as an answer. Characters are counted as Unicode scalar values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// One line.
    Text {
        /// The most characters taken.
        characters_max: usize,
        /// What kind of line.
        format: Format,
    },
    /// As many lines as wanted.
    LongText {
        /// The most characters taken.
        characters_max: usize,
    },
    /// Yes or no.
    YesNo,
    /// Exactly one of the choices.
    OneOf(Vec<Choice>),
    /// Any number of the choices.
    ManyOf(Vec<Choice>),
    /// A whole number.
    Number {
        /// The least taken.
        min: i64,
        /// The most taken.
        max: i64,
    },
    /// A day, in three fields.
    Date {
        /// Whether a day after today may be given.
        future: bool,
    },
    /// The same few questions about each of several things or people.
    Group {
        /// What is asked about each; never itself a group, never conditional.
        fields: Vec<Question>,
        /// The most rows taken.
        rows_max: usize,
    },
}

/// What kind of line a text is, for the browser's help and a gentle check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema, Default)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// Anything.
    #[default]
    Plain,
    /// A person's name.
    Name,
    /// A telephone number, in any spelling that holds some digits.
    Telephone,
    /// An e-mail address: something on either side of an at sign.
    Email,
}

/// One choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What is stored, stable across versions.
    pub value: String,
    /// Whether it rules out all others ("none", "not sure").
    pub exclusive: bool,
    /// Its words.
    pub worded: Worded,
}

/// A condition on an earlier question of the same form. A question that is not asked itself meets no condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShowWhen {
    /// The earlier question.
    pub question: QuestionId,
    /// What must hold of its answer.
    pub condition: Condition,
}

/// What must hold of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// It is, or includes, one of these values; `yes` and `no` for a yes-or-no question.
    Is(Vec<String>),
    /// There is one.
    Answered,
    /// There is none.
    Unanswered,
}

impl Form {
    /// Which form and version this is.
    pub fn reference(&self) -> &FormRef {
        &self.reference
    }

    /// On which side of the one door it stands.
    pub fn route(&self) -> Route {
        self.route
    }

    /// Who reads it.
    pub fn audience(&self) -> Audience {
        self.audience
    }

    /// Its title (`label`) and introduction (`hint`).
    pub fn words(&self, language: &Language) -> &Words {
        self.worded.words(language, None)
    }

    /// What must be said of how the form came about: shown until a named group has reviewed it.
    pub fn notice(&self, language: &Language) -> Option<&str> {
        self.reviewed_by.is_empty().then(|| self.designed_from.words(language, None).label.as_str())
    }

    /// The groups that have reviewed this version and put their name to it.
    pub fn reviewed_by(&self) -> &[String] {
        &self.reviewed_by
    }

    /// The highest reading grade that the form allows itself (years of school in the Flesch-Kincaid scale; age is
    /// about five more).
    pub fn reading_grade_max(&self) -> Option<f64> {
        self.reading_grade_max
    }

    /// Its sections, in order.
    pub fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// The section of this name.
    pub fn section(&self, id: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.id.as_str() == id)
    }

    /// Every question, in order, whether asked or not.
    pub fn questions(&self) -> impl DoubleEndedIterator<Item = &Question> {
        self.sections.iter().flat_map(|section| &section.questions)
    }

    /// The question of this name.
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions().find(|question| question.id.as_str() == id)
    }

    /// The section that holds this question.
    pub fn section_of(&self, question: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.questions.iter().any(|each| each.id.as_str() == question))
    }

    /// Answers to this form, with none given yet.
    pub fn no_answers(&self) -> Answers {
        Answers::new(self.reference.clone())
    }

    /// "Yes", "No" and the other words that all forms share.
    pub fn common_words(&self) -> &CommonWords {
        &self.common
    }

    /// Every text of the form with where it stands: form, section, question and choice identifiers, and words.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &str> {
        self.worded.texts().chain(self.designed_from.texts()).chain(self.sections.iter().flat_map(
            |section| section.worded.texts().chain(section.questions.iter().flat_map(Question::texts)),
        ))
    }

    /// Every identifier of the form.
    pub(crate) fn identifiers(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.reference.id.as_str()).chain(self.sections.iter().flat_map(|section| {
            std::iter::once(section.id.as_str())
                .chain(section.questions.iter().flat_map(Question::identifiers))
        }))
    }
}

impl Section {
    /// The section's own words.
    pub fn words(&self, language: &Language) -> &Words {
        self.worded.words(language, None)
    }
}

impl Question {
    /// Its words, in this language and voice (see [`Form::voice`]).
    pub fn words(&self, language: &Language, voice: Option<&VoiceId>) -> &Words {
        self.worded.words(language, voice)
    }

    /// Its choices; none for kinds that have none.
    pub fn choices(&self) -> &[Choice] {
        match &self.kind {
            Kind::OneOf(choices) | Kind::ManyOf(choices) => choices,
            _ => &[],
        }
    }

    /// What is asked about each row; nothing for kinds that have no rows.
    pub fn fields(&self) -> &[Self] {
        match &self.kind {
            Kind::Group { fields, .. } => fields,
            _ => &[],
        }
    }

    pub(crate) fn texts(&self) -> Box<dyn Iterator<Item = &str> + '_> {
        Box::new(
            self.worded
                .texts()
                .chain(self.choices().iter().flat_map(|choice| choice.worded.texts()))
                .chain(self.fields().iter().flat_map(Self::texts)),
        )
    }

    fn identifiers(&self) -> Box<dyn Iterator<Item = &str> + '_> {
        Box::new(
            std::iter::once(self.id.as_str())
                .chain(self.choices().iter().map(|choice| choice.value.as_str()))
                .chain(self.fields().iter().flat_map(Self::identifiers)),
        )
    }
}

impl Choice {
    /// Its words, in this language and voice.
    pub fn words(&self, language: &Language, voice: Option<&VoiceId>) -> &Words {
        self.worded.words(language, voice)
    }
}
