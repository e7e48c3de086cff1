//! From plain values to answers as a form keeps them, checked as the form checks them.

use std::collections::BTreeMap;

use forms::{Answer, ErrorCode, Kind, Library, Question, QuestionId, validate};
use jiff::civil::Date;
use serde_json::{Map, Value};

use crate::play::PlayError;

/// The answers to a form. What the form would refuse is an error; what is left out is left out, as in a form that is
/// asked section by section.
pub(crate) fn answers(
    form: &str,
    given: &Map<String, Value>,
    forms: &Library,
    today: Date,
) -> Result<Value, PlayError> {
    let form = forms.latest(form).ok_or_else(|| PlayError::NoSuchForm(form.to_owned()))?;
    let mut answers = form.no_answers();
    for (name, value) in given {
        let question = form.question(name).ok_or_else(|| PlayError::NotAsked(name.clone()))?;
        answers.set(&question.id, Some(answer(question, value)?));
    }
    let refused = validate(form, &answers, today).into_iter().find(|error| error.code != ErrorCode::Missing);
    if let Some(error) = refused {
        return Err(PlayError::Answer(error.field, error.message));
    }
    Ok(serde_json::to_value(answers)?)
}

fn answer(question: &Question, value: &Value) -> Result<Answer, PlayError> {
    let wrong = || PlayError::Answer(question.id.to_string(), format!("`{value}` is no answer to it"));
    let text = || value.as_str().map(str::to_owned).ok_or_else(wrong);
    Ok(match &question.kind {
        Kind::Text { .. } | Kind::LongText { .. } => Answer::Text(text()?),
        Kind::OneOf(_) => Answer::Choice(text()?),
        Kind::YesNo => Answer::YesNo(value.as_bool().ok_or_else(wrong)?),
        Kind::Number { .. } => Answer::Number(value.as_i64().ok_or_else(wrong)?),
        Kind::Date { .. } => Answer::Date(text()?.parse().map_err(|_| wrong())?),
        Kind::ManyOf(_) => {
            let chosen = value.as_array().ok_or_else(wrong)?.iter();
            let chosen = chosen.map(|each| each.as_str().map(str::to_owned).ok_or_else(wrong));
            Answer::Choices(chosen.collect::<Result<_, _>>()?)
        }
        Kind::Group { fields, .. } => {
            let rows = value.as_array().ok_or_else(wrong)?.iter();
            Answer::Rows(rows.map(|each| row(fields, each).ok_or_else(wrong)?).collect::<Result<_, _>>()?)
        }
    })
}

/// One row of a group; nothing where the value is no table.
fn row(fields: &[Question], value: &Value) -> Option<Result<BTreeMap<QuestionId, Answer>, PlayError>> {
    let cells = value.as_object()?.iter();
    let read = cells.map(|(name, value)| {
        let field = fields.iter().find(|field| field.id.as_str() == name);
        let field = field.ok_or_else(|| PlayError::NotAsked(name.clone()))?;
        Ok((field.id.clone(), answer(field, value)?))
    });
    Some(read.collect())
}
