//! The sections of the assessment: the open ones with how much is written, the closed ones with the way to open them.

use access::{Action, RecordKind};
use axum::extract::{Path, State};
use axum::response::Response;
use forms::{Language, Section};
use govuk::{Html, InsetText, Tag, Task, TaskList, TaskStatus};
use uuid::Uuid;

use super::child_page::ChildPage;
use super::fields::link;
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::Problems;
use crate::site::Site;

/// The sections.
pub async fn show(
    State(site): State<Site>,
    reader: SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Response, PageFailure> {
    let page = ChildPage::open(&site, reader, id, "assessment").await?;
    page.must(Action::See, RecordKind::AssessmentEntry)?;
    let form = page.form()?;
    let words = page.words();
    let language = Language::english();
    let open = page.child().open_sections();
    let (opened, closed): (Vec<&Section>, Vec<&Section>) =
        form.sections().iter().partition(|section| open.contains(&section.id.as_str()));
    let title = words.say("children-assessment-title");
    let may_open = page.child().assessment.signed_off.is_none()
        && page.may(Action::OpenSection, RecordKind::AssessmentEntry);
    let main = Html::build(|writer| {
        writer.heading(1, title.as_str());
        if let Some(notice) = form.notice(&language) {
            writer.add(&InsetText::from(notice));
        }
        writer.heading(2, words.say("children-assessment-open"));
        writer.add(&TaskList {
            items: opened.iter().map(|section| task(&page, section)).collect(),
            ..TaskList::default()
        });
        if !closed.is_empty() {
            writer.heading(2, words.say("children-assessment-closed"));
            writer.paragraph(words.say("children-assessment-closed-lead"));
            writer.element("ul").class("govuk-list govuk-list--spaced").within(|writer| {
                for section in closed {
                    let label = &section.words(&language).label;
                    writer.element("li").within(|writer| {
                        writer.text(label);
                        if may_open {
                            writer.text(" ");
                            let href = page.path(&format!("/assessment/{}/open", section.id));
                            link(writer, &href, &words.say("children-assessment-open-it"), label);
                        }
                    });
                }
            });
        }
    });
    Ok(page.page(&title, &page.path(""), &Problems::default(), main))
}

/// A section with how many of its questions have something written.
fn task(page: &ChildPage, section: &Section) -> Task {
    let words = page.words();
    let language = Language::english();
    let written = section
        .questions
        .iter()
        .filter(|question| {
            page.child().section_entries(section.id.as_str()).any(|entry| {
                entry.question == question.id.as_str() && entry.struck_out.is_none() && page.shows(entry)
            })
        })
        .count();
    let count = words.with(
        "children-assessment-written",
        &[("written", &written.to_string()), ("questions", &section.questions.len().to_string())],
    );
    let status = if written == 0 {
        TaskStatus::Tag(Tag::coloured("blue", words.say("children-assessment-nothing")))
    } else {
        TaskStatus::Words(count.into())
    };
    let reason =
        page.child().assessment.sections.iter().find(|opened| opened.fact.section == section.id.as_str());
    let hint = match reason {
        Some(opened) => words.with("children-assessment-opened-why", &[("why", &opened.fact.why)]),
        None => section.words(&language).hint.clone().unwrap_or_default(),
    };
    Task {
        title: section.words(&language).label.as_str().into(),
        hint: hint.into(),
        href: page.path(&format!("/assessment/{}", section.id)),
        status,
        ..Task::default()
    }
}
