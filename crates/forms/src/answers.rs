//! What somebody answered, pinned to the version of the form they saw.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::form::FormRef;
use crate::identifiers::{QuestionId, SectionId};

/// One answer. The stored shape is `{"text": "…"}`, `{"choice": "…"}` and so on, and does not change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// Their words, one line or many.
    Text(String),
    /// The value of the one choice made.
    Choice(String),
    /// The values of the choices made, in the form's order.
    Choices(Vec<String>),
    /// A whole number.
    Number(i64),
    /// A day.
    Date(Date),
    /// Yes or no.
    YesNo(bool),
    /// One map of field to answer for each row.
    Rows(Vec<BTreeMap<QuestionId, Answer>>),
}

impl Answer {
    /// Whether the answer is, or includes, this value (`yes` and `no` for a yes-or-no question).
    pub fn is(&self, value: &str) -> bool {
        match self {
            Self::Choice(chosen) => chosen == value,
            Self::Choices(chosen) => chosen.iter().any(|each| each == value),
            Self::YesNo(yes) => value == if *yes { "yes" } else { "no" },
            Self::Text(_) | Self::Number(_) | Self::Date(_) | Self::Rows(_) => false,
        }
    }

    /// The words, where the answer is words.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The values chosen: one, many or none.
    pub fn chosen(&self) -> Vec<&str> {
        match self {
            Self::Choice(value) => vec![value],
            Self::Choices(values) => values.iter().map(String::as_str).collect(),
            _ => Vec::new(),
        }
    }
}

/// Answers to one version of one form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answers {
    /// The form and version that was answered.
    pub form: FormRef,
    /// The sections that were opened, beyond those that are open for everyone.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub opened: BTreeSet<SectionId>,
    /// The answers by question.
    pub values: BTreeMap<QuestionId, Answer>,
}

impl Answers {
    /// No answer yet.
    pub fn new(form: FormRef) -> Self {
        Self { form, opened: BTreeSet::new(), values: BTreeMap::new() }
    }

    /// The answer to this question.
    pub fn get(&self, question: &str) -> Option<&Answer> {
        self.values.get(question)
    }

    /// The words given to this question.
    pub fn text(&self, question: &str) -> Option<&str> {
        self.get(question).and_then(Answer::text)
    }

    /// Whether the answer to this question is, or includes, this value.
    pub fn is(&self, question: &str, value: &str) -> bool {
        self.get(question).is_some_and(|answer| answer.is(value))
    }

    /// Stores an answer, or takes one away.
    pub fn set(&mut self, question: &QuestionId, answer: Option<Answer>) {
        match answer {
            Some(answer) => {
                self.values.insert(question.clone(), answer);
            }
            None => {
                self.values.remove(question);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stored_shape_stands_still() {
        let mut answers = Answers::new(FormRef { id: "ask".parse().unwrap(), version: 1 });
        let question = |id: &str| QuestionId::new(id).unwrap();
        answers.set(&question("a"), Some(Answer::Text("Hello".into())));
        answers.set(&question("b"), Some(Answer::Choice("now".into())));
        answers.set(&question("c"), Some(Answer::Choices(vec!["x".into(), "y".into()])));
        answers.set(&question("d"), Some(Answer::Number(-3)));
        answers.set(&question("e"), Some(Answer::Date(jiff::civil::date(2026, 2, 28))));
        answers.set(&question("f"), Some(Answer::YesNo(true)));
        let row = BTreeMap::from([(question("who"), Answer::Text("School".into()))]);
        answers.set(&question("g"), Some(Answer::Rows(vec![row])));
        let stored = concat!(
            r#"{"form":{"id":"ask","version":1},"values":{"a":{"text":"Hello"},"b":{"choice":"now"},"#,
            r#""c":{"choices":["x","y"]},"d":{"number":-3},"e":{"date":"2026-02-28"},"f":{"yes_no":true},"#,
            r#""g":{"rows":[{"who":{"text":"School"}}]}}}"#
        );
        assert_eq!(serde_json::to_string(&answers).unwrap(), stored);
        assert_eq!(serde_json::from_str::<Answers>(stored).unwrap(), answers);
    }
}
