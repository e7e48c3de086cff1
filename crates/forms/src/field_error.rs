//! What is wrong with an answer, and what to do about it, in the reader's words.

use std::collections::BTreeMap;

use thiserror::Error;

use crate::form::{Form, Question};
use crate::identifiers::{Language, QuestionId, VoiceId};

/// One thing to put right, with the field to go to.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{message}")]
pub struct FieldError {
    /// The question.
    pub question: QuestionId,
    /// The name of the field the error summary links to: `question`, `question.day`, `question.2.field`.
    pub field: String,
    /// What is wrong.
    pub code: ErrorCode,
    /// What to do, in English and in the voice the reader is addressed in; see [`Form::error_message`].
    pub message: String,
}

/// What is wrong with an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "the fields are what their names say, in characters, rows or the number's own unit"
)]
pub enum ErrorCode {
    /// A required answer is not there.
    Missing,
    /// More characters than are taken. Nothing was cut off.
    TooLong { limit: usize, count: usize },
    /// Not one of the choices.
    NotAChoice,
    /// One answer was wanted and several came.
    SeveralGiven,
    /// A choice that rules out all others came with others.
    ExclusiveWithOthers,
    /// Not a whole number.
    NotANumber,
    /// Below the least or above the most.
    OutOfRange { min: i64, max: i64 },
    /// No such day.
    NotADate,
    /// A day after today, where that cannot be.
    DateInFuture,
    /// Not an e-mail address.
    NotAnEmail,
    /// Not a telephone number.
    NotATelephoneNumber,
    /// More rows than are taken.
    TooManyRows { limit: usize },
    /// A stored answer of another kind than the question's.
    WrongKind,
    /// The form has no such question.
    UnknownQuestion,
    /// The form does not ask this question after the answers given.
    NotAsked,
}

impl ErrorCode {
    /// The key of its words in `forms/common.toml`.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::TooLong { .. } => "too-long",
            Self::NotAChoice => "not-a-choice",
            Self::SeveralGiven => "several-given",
            Self::ExclusiveWithOthers => "exclusive-with-others",
            Self::NotANumber => "not-a-number",
            Self::OutOfRange { .. } => "out-of-range",
            Self::NotADate => "not-a-date",
            Self::DateInFuture => "date-in-future",
            Self::NotAnEmail => "not-an-email",
            Self::NotATelephoneNumber => "not-a-telephone-number",
            Self::TooManyRows { .. } => "too-many-rows",
            Self::WrongKind => "wrong-kind",
            Self::UnknownQuestion => "unknown-question",
            Self::NotAsked => "not-asked",
        }
    }

    fn fill(&self, template: &str) -> String {
        match self {
            Self::TooLong { limit, count } => {
                template.replace("{limit}", &limit.to_string()).replace("{count}", &count.to_string())
            }
            Self::OutOfRange { min, max } => {
                template.replace("{min}", &min.to_string()).replace("{max}", &max.to_string())
            }
            Self::TooManyRows { limit } => template.replace("{limit}", &limit.to_string()),
            _ => template.to_owned(),
        }
    }
}

/// The words that all forms share, by language: `yes`, `no`, and one for each [`ErrorCode::key`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CommonWords {
    pub(crate) languages: BTreeMap<Language, BTreeMap<String, String>>,
}

impl CommonWords {
    /// The keys that English must have.
    pub const KEYS: [&str; 18] = [
        "yes",
        "no",
        "optional",
        "missing",
        "too-long",
        "not-a-choice",
        "several-given",
        "exclusive-with-others",
        "not-a-number",
        "out-of-range",
        "not-a-date",
        "date-in-future",
        "not-an-email",
        "not-a-telephone-number",
        "too-many-rows",
        "wrong-kind",
        "unknown-question",
        "not-asked",
    ];

    /// The words of this key, in this language or else in English. Empty for a key that does not exist.
    pub fn get(&self, language: &Language, key: &str) -> &str {
        [language, &Language::english()]
            .into_iter()
            .find_map(|each| self.languages.get(each)?.get(key))
            .map_or("", String::as_str)
    }
}

impl Form {
    /// What to do about this error, in this language and voice.
    pub fn error_message(
        &self,
        question: Option<&Question>,
        code: &ErrorCode,
        language: &Language,
        voice: Option<&VoiceId>,
    ) -> String {
        let own = question
            .filter(|_| *code == ErrorCode::Missing)
            .and_then(|question| question.words(language, voice).error_missing.clone());
        own.unwrap_or_else(|| code.fill(self.common.get(language, code.key())))
    }
}
