//! A section outside the request is opened, with a reason that the family reads.

use access::{Action, RecordKind};
use application::Act;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use forms::Language;
use govuk::{Button, Html};
use records::child::{OpenSection, SectionOpened};
use uuid::Uuid;

use super::child_page::{ChildPage, carry_out};
use super::fields::Typed;
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Problems, form};
use crate::site::Site;
use crate::submitted::Submitted;

/// Asks why.
pub async fn show(
    State(site): State<Site>,
    reader: SignedIn,
    Path((id, section)): Path<(Uuid, String)>,
) -> Result<Response, PageFailure> {
    let page = ChildPage::open(&site, reader, id, "assessment").await?;
    view(&page, &section, None, &Problems::default())
}

/// It opens.
pub async fn submit(
    State(site): State<Site>,
    reader: SignedIn,
    Path((id, section)): Path<(Uuid, String)>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let opened = SectionOpened { section: section.clone(), why: submitted.value("why").to_owned() };
    let act = Act::on(id, OpenSection(opened));
    match carry_out(&site, &reader.actor, act, &submitted, |_| "why").await? {
        None => Ok(Redirect::to(&format!("/children/{id}/assessment/{section}")).into_response()),
        Some(problems) => {
            let page = ChildPage::open(&site, reader, id, "assessment").await?;
            view(&page, &section, Some(&submitted), &problems)
        }
    }
}

fn view(
    page: &ChildPage,
    section: &str,
    submitted: Option<&Submitted>,
    problems: &Problems,
) -> Result<Response, PageFailure> {
    page.must(Action::OpenSection, RecordKind::AssessmentEntry)?;
    let words = page.words();
    let found = page.form()?.section(section).ok_or(PageFailure::NotThere)?;
    let label = &found.words(&Language::english()).label;
    let title = words.with("children-open-title", &[("section", label)]);
    let typed = Typed::new(&page.site, submitted, problems);
    let address = page.path(&format!("/assessment/{section}/open"));
    let fields = form(&page.site, &page.held, &address, |writer| {
        typed.area(writer, "why", "children-open-why", "");
        writer.add(&Button::submit(words.say("children-open-button")));
    });
    let main = Html::build(|writer| {
        writer.heading(1, title.as_str());
        writer.paragraph(words.say("children-open-lead"));
        writer.html(&fields);
    });
    Ok(page.page(&title, &page.path("/assessment"), problems, main))
}
