//! A letter as it was sent.

use access::{Action, RecordKind};
use axum::extract::{Path, State};
use axum::response::Response;
use uuid::Uuid;

use kernel::london_date;

use super::child_page::ChildPage;
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::Problems;
use crate::letters::{Edition, Sent, paper, send, view};
use crate::site::Site;

/// The letter.
pub async fn show(
    State(site): State<Site>,
    reader: SignedIn,
    Path((id, letter)): Path<(Uuid, Uuid)>,
) -> Result<Response, PageFailure> {
    let page = ChildPage::open(&site, reader, id, "letters").await?;
    shown(&page, letter, Edition::default())
}

/// The letter in one edition.
pub async fn show_edition(
    State(site): State<Site>,
    reader: SignedIn,
    Path((id, letter, edition)): Path<(Uuid, Uuid, String)>,
) -> Result<Response, PageFailure> {
    let page = ChildPage::open(&site, reader, id, "letters").await?;
    shown(&page, letter, Edition::named(&edition).ok_or(PageFailure::NotThere)?)
}

/// The letter in one edition, as a PDF.
pub async fn pdf(
    State(site): State<Site>,
    reader: SignedIn,
    Path((id, letter, edition)): Path<(Uuid, Uuid, String)>,
) -> Result<Response, PageFailure> {
    let page = ChildPage::open(&site, reader, id, "letters").await?;
    let edition = Edition::named(&edition).ok_or(PageFailure::NotThere)?;
    let document = paper(&site, &found(&page, letter)?, edition);
    send(&site, document, edition.print()).await
}

fn found(page: &ChildPage, letter: Uuid) -> Result<Sent<'_>, PageFailure> {
    page.must(Action::See, RecordKind::Letter)?;
    let found = page.child().letters.iter().find(|each| each.fact.letter == letter);
    let found = found.ok_or(PageFailure::NotThere)?;
    Ok(Sent {
        text: &found.fact.text,
        on: london_date(found.at),
        place: page.path(&format!("/letters/{letter}")),
        asked_for: None,
    })
}

fn shown(page: &ChildPage, letter: Uuid, edition: Edition) -> Result<Response, PageFailure> {
    let sent = found(page, letter)?;
    let main = view(&page.site, &sent, edition);
    Ok(page.page(&sent.text.subject, &page.path("#letters"), &Problems::default(), main))
}
