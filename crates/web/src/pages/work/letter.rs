//! One letter of a request, as it was sent.

use access::{Action, RecordKind};
use axum::extract::{Path, State};
use axum::response::Response;
use uuid::Uuid;

use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, full_page};
use crate::letters;
use crate::pages::work::desk::Desk;
use crate::site::Site;

/// The page.
pub async fn show(
    State(site): State<Site>,
    reader: SignedIn,
    Path((request, letter)): Path<(Uuid, Uuid)>,
) -> Result<Response, PageFailure> {
    let desk = Desk::open(&site, &reader, request, "letter").await?;
    let found = desk.request().letters.iter().find(|sent| sent.fact.letter == letter);
    let found = found.filter(|_| desk.may(Action::See, RecordKind::Letter)).ok_or(PageFailure::NotThere)?;
    let sent_on = guidance::full_date(kernel::london_date(found.at));
    let main = letters::view(&site, &found.fact.text, &sent_on);
    let frame = Frame::request(&reader.actor, request);
    let back = desk.href("");
    Ok(full_page(&site, &frame, &found.fact.text.subject, Some(&back), &Problems::default(), main))
}
