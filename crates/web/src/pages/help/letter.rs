//! A letter of help as it was sent, on its page and as a PDF, for the practitioners who work on it.

use application::{Opened, ReadReason};
use axum::extract::{Path, State};
use axum::response::Response;
use kernel::london_date;
use records::help::Help;
use uuid::Uuid;

use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, full_page};
use crate::letters::{Edition, Sent, paper, send, view};
use crate::site::Site;

/// The letter.
pub async fn show(
    State(site): State<Site>,
    reader: SignedIn,
    Path((child, letter)): Path<(Uuid, Uuid)>,
) -> Result<Response, PageFailure> {
    shown(&site, &reader, child, letter, Edition::default()).await
}

/// The letter in one edition.
pub async fn show_edition(
    State(site): State<Site>,
    reader: SignedIn,
    Path((child, letter, edition)): Path<(Uuid, Uuid, String)>,
) -> Result<Response, PageFailure> {
    let edition = Edition::named(&edition).ok_or(PageFailure::NotThere)?;
    shown(&site, &reader, child, letter, edition).await
}

/// The letter in one edition, as a PDF.
pub async fn pdf(
    State(site): State<Site>,
    reader: SignedIn,
    Path((child, letter, edition)): Path<(Uuid, Uuid, String)>,
) -> Result<Response, PageFailure> {
    let edition = Edition::named(&edition).ok_or(PageFailure::NotThere)?;
    let opened = open(&site, &reader, child).await?;
    let document = paper(&site, &found(&opened, child, letter)?, edition);
    send(&site, document, edition.print()).await
}

async fn open(site: &Site, reader: &SignedIn, child: Uuid) -> Result<Opened<Help>, PageFailure> {
    Ok(site.application().open_help(&reader.actor, child, ReadReason::work("letters")).await?)
}

fn found(opened: &Opened<Help>, child: Uuid, letter: Uuid) -> Result<Sent<'_>, PageFailure> {
    let shared = opened.state.shared.iter().find(|shared| shared.fact.letter == letter);
    let shared = shared.ok_or(PageFailure::NotThere)?;
    Ok(Sent {
        text: &shared.fact.text,
        on: london_date(shared.at),
        place: format!("/help/{child}/letters/{letter}"),
        asked_for: None,
    })
}

async fn shown(
    site: &Site,
    reader: &SignedIn,
    child: Uuid,
    letter: Uuid,
    edition: Edition,
) -> Result<Response, PageFailure> {
    let opened = open(site, reader, child).await?;
    let sent = found(&opened, child, letter)?;
    let main = view(site, &sent, edition);
    let frame = Frame::practitioner(&reader.actor, "help");
    let back = format!("/help/{child}");
    Ok(full_page(site, &frame, &sent.text.subject, Some(&back), &Problems::default(), main))
}
