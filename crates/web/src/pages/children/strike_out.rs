//! An entry is struck out: it stays readable, with who and why.

use access::{Action, RecordKind};
use application::Act;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use govuk::{Button, Html};
use kernel::EntryId;
use records::child::{StrikeOut, StruckOut};
use uuid::Uuid;

use super::child_page::{ChildPage, carry_out};
use super::entry_view;
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
    Path((id, entry)): Path<(Uuid, Uuid)>,
) -> Result<Response, PageFailure> {
    let page = ChildPage::open(&site, reader, id, "assessment").await?;
    view(&page, EntryId(entry), None, &Problems::default())
}

/// It is struck out.
pub async fn submit(
    State(site): State<Site>,
    reader: SignedIn,
    Path((id, entry)): Path<(Uuid, Uuid)>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let page = ChildPage::open(&site, reader, id, "assessment").await?;
    let entry = EntryId(entry);
    let section =
        page.child().entry(entry).filter(|entry| page.shows(entry)).map(|entry| entry.section.clone());
    let section = section.ok_or(PageFailure::NotThere)?;
    let struck = StruckOut { entry, why: submitted.value("why").to_owned() };
    match carry_out(&site, &page.actor, Act::on(id, StrikeOut(struck)), &submitted, |_| "why").await? {
        None => Ok(Redirect::to(&page.path(&format!("/assessment/{section}#entry-{entry}"))).into_response()),
        Some(problems) => view(&page, entry, Some(&submitted), &problems),
    }
}

fn view(
    page: &ChildPage,
    entry: EntryId,
    submitted: Option<&Submitted>,
    problems: &Problems,
) -> Result<Response, PageFailure> {
    page.must(Action::StrikeOut, RecordKind::AssessmentEntry)?;
    let words = page.words();
    let found = page.child().entry(entry).filter(|entry| page.shows(entry)).ok_or(PageFailure::NotThere)?;
    let title = words.say("children-strike-title");
    let typed = Typed::new(&page.site, submitted, problems);
    let fields =
        form(&page.site, &page.held, &page.path(&format!("/entries/{entry}/strike-out")), |writer| {
            typed.area(writer, "why", "children-strike-why", "");
            writer.add(&Button::warning(words.say("children-strike-button")));
        });
    let main = Html::build(|writer| {
        writer.heading(1, title.as_str());
        writer.paragraph(words.say("children-strike-lead"));
        entry_view::write(page, writer, found);
        writer.html(&fields);
    });
    let back = page.path(&format!("/assessment/{}#entry-{entry}", found.section));
    Ok(page.page(&title, &back, problems, main))
}
