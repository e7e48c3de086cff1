//! One letter of a request, as it was sent: in each edition, on the screen and on paper.

use access::{Action, RecordKind};
use axum::extract::{Path, State};
use axum::response::Response;
use kernel::london_date;
use uuid::Uuid;

use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, full_page};
use crate::letters::{Edition, Sent, asked_for, paper, send, view};
use crate::pages::work::desk::Desk;
use crate::site::Site;

/// The page, in the edition that the asker chose.
pub async fn show(
    State(site): State<Site>,
    reader: SignedIn,
    Path((request, letter)): Path<(Uuid, Uuid)>,
) -> Result<Response, PageFailure> {
    let desk = Desk::open(&site, &reader, request, "letter").await?;
    Ok(shown(&site, &reader, &desk, request, &found(&desk, letter)?, None))
}

/// The page, in one edition.
pub async fn show_edition(
    State(site): State<Site>,
    reader: SignedIn,
    Path((request, letter, edition)): Path<(Uuid, Uuid, String)>,
) -> Result<Response, PageFailure> {
    let desk = Desk::open(&site, &reader, request, "letter").await?;
    let edition = Edition::named(&edition).ok_or(PageFailure::NotThere)?;
    Ok(shown(&site, &reader, &desk, request, &found(&desk, letter)?, Some(edition)))
}

/// One edition as a PDF.
pub async fn pdf(
    State(site): State<Site>,
    reader: SignedIn,
    Path((request, letter, edition)): Path<(Uuid, Uuid, String)>,
) -> Result<Response, PageFailure> {
    let desk = Desk::open(&site, &reader, request, "letter").await?;
    let edition = Edition::named(&edition).ok_or(PageFailure::NotThere)?;
    let document = paper(&site, &found(&desk, letter)?, edition);
    send(&site, document, edition.print()).await
}

fn found<'a>(desk: &'a Desk<'_>, letter: Uuid) -> Result<Sent<'a>, PageFailure> {
    let found = desk.request().letters.iter().find(|sent| sent.fact.letter == letter);
    let found = found.filter(|_| desk.may(Action::See, RecordKind::Letter)).ok_or(PageFailure::NotThere)?;
    let received = desk.request().received.as_ref();
    Ok(Sent {
        text: &found.fact.text,
        on: london_date(found.at),
        place: desk.href(&format!("letters/{letter}")),
        asked_for: received.and_then(|received| asked_for(&received.fact.answers)),
    })
}

fn shown(
    site: &Site,
    reader: &SignedIn,
    desk: &Desk<'_>,
    request: Uuid,
    sent: &Sent<'_>,
    edition: Option<Edition>,
) -> Response {
    let main = view(site, sent, edition.unwrap_or_else(|| sent.first()));
    let frame = Frame::request(&reader.actor, request);
    full_page(site, &frame, &sent.text.subject, Some(&desk.href("")), &Problems::default(), main)
}
