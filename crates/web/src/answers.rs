//! Several questions of a form that were sent together.

use forms::{Answers, ErrorCode, Form, Question, parse_question};

use crate::layout::Problems;
use crate::site::Site;
use crate::submitted::Submitted;

/// What was sent, as far as it can be read, and what must be put right. An answer that is missing is asked for where the step
/// `waits` for it, or where something was written.
pub(crate) fn read<'a>(
    site: &Site,
    form: &Form,
    questions: impl Iterator<Item = &'a Question>,
    submitted: &Submitted,
    waits: bool,
) -> (Answers, Problems) {
    let today = site.application().today();
    let (mut answers, mut problems) = (form.no_answers(), Problems::default());
    for question in questions {
        let id = question.id.as_str();
        let below = format!("{id}.");
        let written = submitted
            .fields
            .iter()
            .any(|(name, value)| (name == id || name.starts_with(&below)) && !value.trim().is_empty());
        match parse_question(form, id, &submitted.fields, &answers, today) {
            Ok(answer) => answers.set(&question.id, answer),
            Err(errors) => {
                // A question that these answers do not ask stands on the page all the same, and comes back empty.
                let told = errors.into_iter().filter(|error| match error.code {
                    ErrorCode::Missing => written || waits,
                    ErrorCode::NotAsked => written,
                    _ => true,
                });
                problems.0.extend(told.map(|error| (error.field, error.message)));
            }
        }
    }
    (answers, problems)
}
