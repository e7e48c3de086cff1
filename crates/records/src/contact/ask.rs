//! What the commands read of answers to the form.

use std::collections::BTreeMap;

use forms::{Answer, Answers, QuestionId};
use jiff::civil::Date;

pub(super) use crate::protection::{one, words};

/// The form of all steps.
pub const FORM: &str = "contact";

/// Yes or no, where one of them was chosen; "not known" is neither.
pub(super) fn yes_or_no(answers: &Answers, question: &str) -> Option<bool> {
    match one(answers, question).as_deref() {
        Some("yes") => Some(true),
        Some("no") => Some(false),
        _ => None,
    }
}

/// The rows that were filled.
pub(super) fn rows<'a>(answers: &'a Answers, question: &str) -> &'a [BTreeMap<QuestionId, Answer>] {
    match answers.get(question) {
        Some(Answer::Rows(rows)) => rows,
        _ => &[],
    }
}

fn cell<'a>(row: &'a BTreeMap<QuestionId, Answer>, field: &str) -> Option<&'a Answer> {
    row.iter().find(|(name, _)| name.as_str() == field).map(|(_, answer)| answer)
}

/// The words of a field of a row.
pub(super) fn cell_words(row: &BTreeMap<QuestionId, Answer>, field: &str) -> String {
    cell(row, field).and_then(Answer::text).unwrap_or_default().trim().to_owned()
}

/// The day of a field of a row.
pub(super) fn cell_day(row: &BTreeMap<QuestionId, Answer>, field: &str) -> Option<Date> {
    match cell(row, field) {
        Some(Answer::Date(date)) => Some(*date),
        _ => None,
    }
}
