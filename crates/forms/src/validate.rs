//! Whether an answer, and a whole form, will do.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::answers::{Answer, Answers};
use crate::field_error::{ErrorCode, FieldError};
use crate::form::{Choice, Form, Format, Kind, Question};
use crate::identifiers::{Language, VoiceId};
use crate::parse::first_field;

/// The fewest digits in a telephone number: short codes of helplines have three.
const TELEPHONE_DIGITS_MIN: usize = 3;

/// Something wrong, before it has words.
pub(crate) struct Problem<'q> {
    question: &'q Question,
    field: String,
    code: ErrorCode,
}

impl<'q> Problem<'q> {
    pub(crate) fn new(question: &'q Question, field: String, code: ErrorCode) -> Self {
        Self { question, field, code }
    }
}

/// What is still missing or wrong in the answers to a whole form: every required question that is asked has an
/// answer, and every answer is of its question's kind and within its limits. Answers to questions that are not
/// asked are passed over; [`crate::prune`] takes them away. `today` is the day in England.
pub fn validate(form: &Form, answers: &Answers, today: Date) -> Vec<FieldError> {
    let voice = form.voice(answers);
    form.visible_questions(answers)
        .into_iter()
        .flat_map(|question| {
            let problems = match answers.values.get(&question.id) {
                Some(answer) => check(question, question.id.as_str(), answer, today),
                None if question.optional => Vec::new(),
                None => vec![Problem::new(question, first_field(question), ErrorCode::Missing)],
            };
            field_errors(form, question, problems, voice)
        })
        .collect()
}

/// Gives problems their words.
pub(crate) fn field_errors(
    form: &Form,
    question: &Question,
    problems: Vec<Problem<'_>>,
    voice: Option<&VoiceId>,
) -> Vec<FieldError> {
    let english = Language::english();
    problems
        .into_iter()
        .map(|problem| FieldError {
            question: question.id.clone(),
            message: form.error_message(Some(problem.question), &problem.code, &english, voice),
            field: problem.field,
            code: problem.code,
        })
        .collect()
}

/// Everything wrong with this answer to this question.
pub(crate) fn check<'q>(
    question: &'q Question,
    field: &str,
    answer: &Answer,
    today: Date,
) -> Vec<Problem<'q>> {
    let code = match (&question.kind, answer) {
        (Kind::Group { fields, rows_max }, Answer::Rows(rows)) => {
            return check_rows(question, fields, *rows_max, field, rows, today);
        }
        (Kind::Text { characters_max, format }, Answer::Text(text)) => {
            check_text(question, text, *characters_max).or_else(|| check_format(text, *format))
        }
        (Kind::LongText { characters_max }, Answer::Text(text)) => {
            check_text(question, text, *characters_max)
        }
        (Kind::YesNo, Answer::YesNo(_)) => None,
        (Kind::OneOf(choices), Answer::Choice(value)) => {
            choices.iter().all(|choice| choice.value != *value).then_some(ErrorCode::NotAChoice)
        }
        (Kind::ManyOf(choices), Answer::Choices(values)) => check_choices(question, choices, values),
        (Kind::Number { min, max }, Answer::Number(number)) => {
            (number < min || number > max).then_some(ErrorCode::OutOfRange { min: *min, max: *max })
        }
        (Kind::Date { future }, Answer::Date(date)) => {
            (!future && *date > today).then_some(ErrorCode::DateInFuture)
        }
        _ => Some(ErrorCode::WrongKind),
    };
    let field = match question.kind {
        Kind::Date { .. } => format!("{field}.day"),
        _ => field.to_owned(),
    };
    code.map(|code| Problem::new(question, field, code)).into_iter().collect()
}

fn check_text(question: &Question, text: &str, limit: usize) -> Option<ErrorCode> {
    let count = text.chars().count();
    if count > limit {
        Some(ErrorCode::TooLong { limit, count })
    } else {
        (!question.optional && text.trim().is_empty()).then_some(ErrorCode::Missing)
    }
}

fn check_format(text: &str, format: Format) -> Option<ErrorCode> {
    match format {
        Format::Plain | Format::Name => None,
        Format::Telephone => {
            let digits = text.chars().filter(char::is_ascii_digit).count();
            (digits < TELEPHONE_DIGITS_MIN).then_some(ErrorCode::NotATelephoneNumber)
        }
        Format::Email => {
            let well_formed = text.rsplit_once('@').is_some_and(|(name, host)| {
                !name.is_empty() && !host.is_empty() && !text.contains(char::is_whitespace)
            });
            (!well_formed).then_some(ErrorCode::NotAnEmail)
        }
    }
}

fn check_choices(question: &Question, choices: &[Choice], values: &[String]) -> Option<ErrorCode> {
    let distinct: BTreeSet<_> = values.iter().collect();
    let known = |value: &String| choices.iter().find(|choice| choice.value == *value);
    if distinct.len() != values.len() || values.iter().any(|value| known(value).is_none()) {
        Some(ErrorCode::NotAChoice)
    } else if values.len() > 1 && values.iter().filter_map(known).any(|choice| choice.exclusive) {
        Some(ErrorCode::ExclusiveWithOthers)
    } else {
        (values.is_empty() && !question.optional).then_some(ErrorCode::Missing)
    }
}

fn check_rows<'q>(
    question: &'q Question,
    fields: &'q [Question],
    rows_max: usize,
    field: &str,
    rows: &[std::collections::BTreeMap<crate::QuestionId, Answer>],
    today: Date,
) -> Vec<Problem<'q>> {
    if rows.len() > rows_max {
        return vec![Problem::new(
            question,
            first_field(question),
            ErrorCode::TooManyRows { limit: rows_max },
        )];
    }
    if rows.is_empty() && !question.optional {
        return vec![Problem::new(question, first_field(question), ErrorCode::Missing)];
    }
    let mut problems = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        for each in fields {
            let name = format!("{field}.{}.{}", index + 1, each.id);
            match row.get(&each.id) {
                Some(answer) => problems.extend(check(each, &name, answer, today)),
                None if each.optional => {}
                None => problems.push(Problem::new(each, name, ErrorCode::Missing)),
            }
        }
        if row.keys().any(|key| fields.iter().all(|each| each.id != *key)) {
            problems.push(Problem::new(question, first_field(question), ErrorCode::UnknownQuestion));
        }
    }
    problems
}
