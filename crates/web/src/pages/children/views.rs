//! The child's own views, for practitioners: what was said, what was done about it, when the child was told; and the
//! child's wish to speak to somebody alone.

pub mod answer;
pub mod list;
pub mod not_obtained;
pub mod record;
pub mod told;
pub mod wish;
pub mod wish_new;

use access::{Action, FieldKind, RecordKind};
use forms::{Answers, Form, parse_question};
use govuk::{Html, Writer};
use records::child::View;
use uuid::Uuid;

use super::child_page::ChildPage;
use crate::failure::PageFailure;
use crate::layout::Problems;
use crate::questions::in_words;
use crate::site::Site;
use crate::submitted::Submitted;

/// The form of one view.
pub const FORM: &str = "child-view";

/// What a child said is own words: whoever may not read those has no such page.
fn must_see(page: &ChildPage) -> Result<(), PageFailure> {
    let sees = page.may_field(Action::See, RecordKind::AssessmentEntry, FieldKind::OwnWords);
    if sees { Ok(()) } else { Err(PageFailure::NotThere) }
}

/// Whoever may record a meeting with the child writes here.
fn may_write(page: &ChildPage) -> bool {
    page.child().assessment.opened.is_some() && page.may(Action::RecordMeeting, RecordKind::ChildRecord)
}

/// A view of this record; any other is not there.
fn view_of(page: &ChildPage, view: Uuid) -> Result<&View, PageFailure> {
    page.child().views.view(view).ok_or(PageFailure::NotThere)
}

/// Back to the list, or, for who may write and not read it, to the record.
fn back(page: &ChildPage) -> &'static str {
    if must_see(page).is_ok() { "/views" } else { "#met" }
}

/// The answers to the questions that are asked, and what must be put right. Questions that are not asked are passed over.
pub fn read_form(
    site: &Site,
    form: &Form,
    known: &[(&str, &str)],
    submitted: &Submitted,
) -> (Answers, Problems) {
    let today = site.application().today();
    let mut fields = submitted.fields.clone();
    fields.retain(|(name, _)| known.iter().all(|(fixed, _)| fixed != name));
    fields.extend(known.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    let mut answers = form.no_answers();
    let mut problems = Problems::default();
    for question in form.questions() {
        let asked = form.visible_questions(&answers).iter().any(|each| each.id == question.id);
        if !asked {
            continue;
        }
        match parse_question(form, question.id.as_str(), &fields, &answers, today) {
            Ok(answer) => answers.set(&question.id, answer),
            Err(errors) => problems.0.extend(errors.into_iter().map(|error| (error.field, error.message))),
        }
    }
    (answers, problems)
}

/// The answers to the form of a view, each under its question, in the version that was answered.
pub fn write_answers(site: &Site, writer: &mut Writer, answers: &Answers) {
    let Some(form) = site.application().forms().form_of(answers) else { return };
    let english = forms::Language::english();
    let left = ["said", "who-writes"];
    writer.element("dl").class("govuk-summary-list").within(|writer| {
        for question in form.questions().filter(|question| !left.contains(&question.id.as_str())) {
            let Some(answer) = answers.get(question.id.as_str()) else { continue };
            writer.element("div").class("govuk-summary-list__row").within(|writer| {
                let label = &question.words(&english, form.voice(answers)).label;
                writer.element("dt").class("govuk-summary-list__key").text(label);
                writer
                    .element("dd")
                    .class("govuk-summary-list__value alongside-as-written")
                    .text(&in_words(form, question, answer));
            });
        }
    });
}

/// Only what was said.
fn quoted(view: &View) -> Html {
    Html::build(|writer| {
        writer.element("div").class("alongside-entry").within(|writer| {
            writer.element("p").class("alongside-entry__words").text(view.recorded.fact.said());
        });
    })
}
