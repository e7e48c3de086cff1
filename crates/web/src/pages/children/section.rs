//! One section of the assessment: its questions, each with what is written, and the way to write more.

use access::{Action, FieldKind, RecordKind};
use axum::extract::{Path, State};
use axum::response::Response;
use forms::{Language, Question};
use govuk::{Html, Writer};
use uuid::Uuid;

use super::child_page::ChildPage;
use super::entry_view;
use super::fields::link;
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::Problems;
use crate::site::Site;

/// The section of the child's views, which also have a list of their own.
const CHILD_VIEWS: &str = "p-child-views";

/// The section.
pub async fn show(
    State(site): State<Site>,
    reader: SignedIn,
    Path((id, section)): Path<(Uuid, String)>,
) -> Result<Response, PageFailure> {
    let page = ChildPage::open(&site, reader, id, "assessment").await?;
    page.must(Action::See, RecordKind::AssessmentEntry)?;
    let form = page.form()?;
    let found = form.section(&section).ok_or(PageFailure::NotThere)?;
    let words = page.words();
    let label = found.words(&Language::english());
    let is_open = page.child().open_sections().contains(&section.as_str());
    let answers = page.answers(form);
    let visible = form.visible_questions(&answers);
    // A question that is no longer asked still shows what was written to it.
    let questions: Vec<&Question> = found
        .questions
        .iter()
        .filter(|question| {
            visible.iter().any(|each| each.id == question.id)
                || page.child().entries.iter().any(|entry| entry.question == question.id.as_str())
        })
        .collect();
    let main = Html::build(|writer| {
        writer.heading(1, label.label.as_str());
        if let Some(hint) = &label.hint {
            writer.paragraph(hint.as_str());
        }
        if !is_open {
            writer.paragraph(words.say("children-section-closed"));
            if page.child().assessment.signed_off.is_none()
                && page.may(Action::Write, RecordKind::AssessmentEntry)
            {
                writer.element("p").class("govuk-body").within(|writer| {
                    let href = page.path(&format!("/assessment/{section}/open"));
                    link(writer, &href, &words.say("children-assessment-open-it"), &label.label);
                });
            }
        }
        if section == CHILD_VIEWS
            && page.may_field(Action::See, RecordKind::AssessmentEntry, FieldKind::OwnWords)
        {
            writer.element("p").class("govuk-body").within(|writer| {
                link(writer, &page.path("/views"), &words.say("children-section-views"), "");
            });
        }
        for question in &questions {
            write_question(&page, writer, &section, question, is_open);
        }
    });
    Ok(page.page(&label.label, &page.path("/assessment"), &Problems::default(), main))
}

/// Whether the reader may write to a question: intimate ones have a row of their own in the table.
pub fn may_write(page: &ChildPage, question: &Question) -> bool {
    let field = if question.intimate { FieldKind::Intimate } else { FieldKind::Ordinary };
    page.child().assessment.signed_off.is_none()
        && page.may_field(Action::Write, RecordKind::AssessmentEntry, field)
}

fn write_question(page: &ChildPage, writer: &mut Writer, section: &str, question: &Question, is_open: bool) {
    let words = page.words();
    let label = &question.words(&Language::english(), None).label;
    writer.element("section").class("alongside-question").attribute("id", question.id.as_str()).within(
        |writer| {
            writer.heading(2, label.as_str());
            let entries: Vec<_> = page
                .child()
                .section_entries(section)
                .filter(|entry| entry.question == question.id.as_str() && page.shows(entry))
                .collect();
            for entry in &entries {
                entry_view::write(page, writer, entry);
            }
            if entries.is_empty() {
                writer.element("p").class("govuk-hint").text(&words.say("children-question-nothing"));
            }
            if is_open && may_write(page, question) {
                writer.element("p").class("govuk-body alongside-no-print").within(|writer| {
                    let href = page.path(&format!("/assessment/{section}/{}", question.id));
                    let name =
                        if entries.is_empty() { "children-question-write" } else { "children-question-add" };
                    link(writer, &href, &words.say(name), label);
                });
            }
        },
    );
}
