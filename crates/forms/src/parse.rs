//! From what a browser sent to an answer. The raw text stays with the caller, so that a page can come back with it.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::answers::{Answer, Answers};
use crate::field_error::{ErrorCode, FieldError};
use crate::form::{Form, Kind, Question};
use crate::validate::{Problem, check, field_errors};

/// Reads the answer to one question from the fields of a page.
///
/// The field is named after the question; a date has `question.day`, `question.month` and `question.year`; a group
/// has `question.1.field`, rows counted from 1. Fields of other names are ignored and never stored. `today` is the
/// day in England, which a date may be refused for being after. `Ok(None)` means that an optional question was
/// left out.
///
/// Nothing is cut off: text that is too long is refused with its limit. Characters that cannot be seen or typed
/// (control characters other than a line's end and a tab) are left out, and line ends become `\n`.
pub fn parse_question(
    form: &Form,
    question: &str,
    raw: &[(String, String)],
    answers: &Answers,
    today: Date,
) -> Result<Option<Answer>, Vec<FieldError>> {
    let asked = form.visible_questions(answers).into_iter().find(|each| each.id.as_str() == question);
    let Some(found) = asked else {
        return Err(not_asked(form, question));
    };
    let voice = form.voice(answers);
    let result = read(found, question, raw).and_then(|answer| {
        let problems = match &answer {
            Some(answer) => check(found, question, answer, today),
            None if found.optional => Vec::new(),
            None => vec![Problem::new(found, first_field(found), ErrorCode::Missing)],
        };
        if problems.is_empty() { Ok(answer) } else { Err(problems) }
    });
    result.map_err(|problems| field_errors(form, found, problems, voice))
}

fn not_asked(form: &Form, question: &str) -> Vec<FieldError> {
    let known = form.question(question);
    let code = if known.is_some() { ErrorCode::NotAsked } else { ErrorCode::UnknownQuestion };
    let message = form.error_message(known, &code, &crate::Language::english(), None);
    // An identifier that no form has cannot be a link's target; the form's first question stands in for it.
    let target = known.or_else(|| form.questions().next());
    target
        .map(|target| FieldError { question: target.id.clone(), field: target.id.to_string(), code, message })
        .into_iter()
        .collect()
}

/// The field that an error about the whole question links to.
pub(crate) fn first_field(question: &Question) -> String {
    match &question.kind {
        Kind::Date { .. } => format!("{}.day", question.id),
        Kind::Group { fields, .. } => {
            let first = fields.first().map_or_else(String::new, first_field);
            format!("{}.1.{first}", question.id)
        }
        _ => question.id.to_string(),
    }
}

fn values<'a>(raw: &'a [(String, String)], field: &str) -> Vec<&'a str> {
    raw.iter()
        .filter(|(name, value)| name == field && !value.trim().is_empty())
        .map(|(_, value)| value.as_str())
        .collect()
}

/// Turns fields into an answer of the question's kind; limits are checked afterwards, on the answer.
fn read<'q>(
    question: &'q Question,
    field: &str,
    raw: &[(String, String)],
) -> Result<Option<Answer>, Vec<Problem<'q>>> {
    let problem = |field: String, code| Err(vec![Problem::new(question, field, code)]);
    match &question.kind {
        Kind::Date { .. } => return read_date(question, field, raw),
        Kind::Group { fields, rows_max } => return read_rows(question, fields, *rows_max, field, raw),
        Kind::ManyOf(choices) => {
            let sent = values(raw, field);
            if sent.iter().any(|value| !choices.iter().any(|choice| choice.value == *value)) {
                return problem(field.to_owned(), ErrorCode::NotAChoice);
            }
            let chosen: Vec<_> = choices
                .iter()
                .filter(|choice| sent.contains(&choice.value.as_str()))
                .map(|each| each.value.clone())
                .collect();
            return Ok((!chosen.is_empty()).then_some(Answer::Choices(chosen)));
        }
        _ => {}
    }
    let sent = values(raw, field);
    let value = match sent.as_slice() {
        [] => return Ok(None),
        [value] => *value,
        _ => return problem(field.to_owned(), ErrorCode::SeveralGiven),
    };
    let answer = match &question.kind {
        Kind::Text { .. } => text(one_line(value)),
        Kind::LongText { .. } => text(many_lines(value)),
        Kind::YesNo => match value {
            "yes" => Some(Answer::YesNo(true)),
            "no" => Some(Answer::YesNo(false)),
            _ => return problem(field.to_owned(), ErrorCode::NotAChoice),
        },
        Kind::Number { .. } => match number(value) {
            Some(number) => Some(Answer::Number(number)),
            None => return problem(field.to_owned(), ErrorCode::NotANumber),
        },
        _ => Some(Answer::Choice(value.to_owned())),
    };
    Ok(answer)
}

fn text(text: String) -> Option<Answer> {
    (!text.is_empty()).then_some(Answer::Text(text))
}

fn one_line(value: &str) -> String {
    let visible: String = value
        .chars()
        .map(|character| if character.is_whitespace() { ' ' } else { character })
        .filter(|character| !character.is_control())
        .collect();
    visible.trim().to_owned()
}

fn many_lines(value: &str) -> String {
    let visible: String = value
        .replace("\r\n", "\n")
        .replace('\r', "\n")
        .chars()
        .filter(|character| !character.is_control() || matches!(character, '\n' | '\t'))
        .collect();
    visible.trim().to_owned()
}

/// A whole number as people write it: `1,200` and `1 200` are twelve hundred.
fn number(value: &str) -> Option<i64> {
    let digits: String = value.trim().chars().filter(|character| !matches!(character, ',' | ' ')).collect();
    digits.parse().ok()
}

fn read_date<'q>(
    question: &'q Question,
    field: &str,
    raw: &[(String, String)],
) -> Result<Option<Answer>, Vec<Problem<'q>>> {
    let part =
        |name: &str| values(raw, &format!("{field}.{name}")).first().map(|value| value.trim().to_owned());
    let (day, month, year) = (part("day"), part("month"), part("year"));
    if day.is_none() && month.is_none() && year.is_none() {
        return Ok(None);
    }
    let date = (|| {
        let year: i16 = year?.parse().ok()?;
        Date::new(year, month_number(&month?)?, day?.parse().ok()?).ok()
    })();
    match date {
        Some(date) => Ok(Some(Answer::Date(date))),
        None => Err(vec![Problem::new(question, format!("{field}.day"), ErrorCode::NotADate)]),
    }
}

/// A month by its number or its English name, whole or in its first three letters.
fn month_number(value: &str) -> Option<i8> {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let lower = value.to_lowercase();
    let named = NAMES.iter().position(|name| *name == lower || name.get(..3) == Some(lower.as_str()));
    named.and_then(|index| i8::try_from(index + 1).ok()).or_else(|| value.parse().ok())
}

fn read_rows<'q>(
    question: &'q Question,
    fields: &'q [Question],
    rows_max: usize,
    field: &str,
    raw: &[(String, String)],
) -> Result<Option<Answer>, Vec<Problem<'q>>> {
    let prefix = format!("{field}.");
    let numbers: std::collections::BTreeSet<usize> = raw
        .iter()
        .filter(|(_, value)| !value.trim().is_empty())
        .filter_map(|(name, _)| {
            let (row, rest) = name.strip_prefix(&prefix)?.split_once('.')?;
            let known = fields
                .iter()
                .any(|each| rest == each.id.as_str() || rest.starts_with(&format!("{}.", each.id)));
            if known { row.parse().ok().filter(|row| *row > 0) } else { None }
        })
        .collect();
    if numbers.len() > rows_max {
        let last = fields.first().map_or_else(String::new, first_field);
        let field = format!("{field}.1.{last}");
        return Err(vec![Problem::new(question, field, ErrorCode::TooManyRows { limit: rows_max })]);
    }
    let (mut rows, mut problems) = (Vec::new(), Vec::new());
    for row in numbers {
        let mut answers = BTreeMap::new();
        for each in fields {
            let name = format!("{field}.{row}.{}", each.id);
            match read(each, &name, raw) {
                Ok(Some(answer)) => {
                    answers.insert(each.id.clone(), answer);
                }
                Ok(None) => {}
                Err(more) => problems.extend(more),
            }
        }
        if !answers.is_empty() {
            rows.push(answers);
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    Ok((!rows.is_empty()).then_some(Answer::Rows(rows)))
}
