//! What the commands read of answers to the form, and who may do what by their qualification.

use std::collections::BTreeSet;

use forms::Answers;
use jiff::civil::Date;
use kernel::PersonId;

use super::Protection;
use crate::stream::Context;

/// The form of all steps.
pub const FORM: &str = "protection";
/// Leads enquiries and protection plans.
pub(crate) const SOCIAL_WORKER: &str = "social-worker";
/// Chairs conferences.
pub(super) const CHAIR: &str = "conference-chair";

/// The words given to a question; empty where there are none.
pub(crate) fn words(answers: &Answers, question: &str) -> String {
    answers.text(question).unwrap_or_default().trim().to_owned()
}

/// The value chosen, where one is.
pub(crate) fn one(answers: &Answers, question: &str) -> Option<String> {
    answers.get(question).and_then(|answer| answer.chosen().first().map(|&one| one.to_owned()))
}

/// The values chosen.
pub(crate) fn many(answers: &Answers, question: &str) -> BTreeSet<String> {
    answers
        .get(question)
        .map(forms::Answer::chosen)
        .unwrap_or_default()
        .into_iter()
        .map(str::to_owned)
        .collect()
}

/// The day given, where one is.
pub(crate) fn day(answers: &Answers, question: &str) -> Option<Date> {
    match answers.get(question) {
        Some(forms::Answer::Date(date)) => Some(*date),
        _ => None,
    }
}

/// The day given, today where none is; nothing for a day that is still to come.
pub(crate) fn day_until_now(answers: &Answers, question: &str, context: &Context<'_>) -> Option<Date> {
    let on = day(answers, question).unwrap_or_else(|| context.today());
    (on <= context.today()).then_some(on)
}

/// Whether any row was filled.
pub(crate) fn has_rows(answers: &Answers, question: &str) -> bool {
    matches!(answers.get(question), Some(forms::Answer::Rows(rows)) if !rows.is_empty())
}

/// The values that a question of the form offers.
pub(super) fn offered(context: &Context<'_>, question: &str) -> BTreeSet<String> {
    let question = context.forms.latest(FORM).and_then(|form| form.question(question));
    let choices = question.map(forms::Question::choices).unwrap_or_default();
    choices.iter().map(|choice| choice.value.clone()).collect()
}

/// Whether a person is a social worker who may lead: by qualification, and in that capacity.
pub(super) fn may_lead(context: &Context<'_>, person: PersonId) -> bool {
    let known = context.partnership.practitioner(person);
    known.is_some_and(|known| known.social_work_qualified && known.may_act_as(SOCIAL_WORKER))
}

/// Whether the author is a social worker by qualification.
pub(crate) fn is_qualified(context: &Context<'_>) -> bool {
    let known = context.author.person.and_then(|person| context.partnership.practitioner(person));
    known.is_some_and(|known| known.social_work_qualified)
}

/// Whether the author is a social-work-qualified manager.
pub(crate) fn is_manager(context: &Context<'_>) -> bool {
    context.partnership.is_social_work_manager(context.author.person)
}

/// Whether the author leads.
pub(super) fn leads(state: &Protection, context: &Context<'_>) -> bool {
    context.author.person.is_some() && context.author.person == state.lead()
}
