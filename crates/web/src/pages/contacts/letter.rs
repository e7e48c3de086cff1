//! The letter to whoever got in touch, as it was sent: on the screen and on paper.

use application::{Opened, ReadReason};
use axum::extract::{Path, State};
use axum::response::Response;
use kernel::london_date;
use records::contact::Contact;
use uuid::Uuid;

use super::shown::may_know_caller;
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, full_page};
use crate::letters::{Edition, Sent, paper, send, view};
use crate::site::Site;

/// The page.
pub async fn show(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path((contact, letter, edition)): Path<(Uuid, Uuid, String)>,
) -> Result<Response, PageFailure> {
    let edition = Edition::named(&edition).ok_or(PageFailure::NotThere)?;
    let opened = open(&site, &signed_in, contact).await?;
    let sent = found(&opened, contact, letter)?;
    let main = view(&site, &sent, edition);
    let frame = Frame::practitioner(&signed_in.actor, "contacts");
    let back = format!("/contacts/{contact}");
    Ok(full_page(&site, &frame, &sent.text.subject, Some(&back), &Problems::default(), main))
}

/// One edition as a PDF.
pub async fn pdf(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path((contact, letter, edition)): Path<(Uuid, Uuid, String)>,
) -> Result<Response, PageFailure> {
    let edition = Edition::named(&edition).ok_or(PageFailure::NotThere)?;
    let opened = open(&site, &signed_in, contact).await?;
    let document = paper(&site, &found(&opened, contact, letter)?, edition);
    send(&site, document, edition.print()).await
}

async fn open(site: &Site, signed_in: &SignedIn, contact: Uuid) -> Result<Opened<Contact>, PageFailure> {
    let reason = ReadReason::work("contact-letter");
    let opened = site.application().open_contact(&signed_in.actor, contact, reason).await?;
    if may_know_caller(site, signed_in, &opened) { Ok(opened) } else { Err(PageFailure::NotThere) }
}

fn found(opened: &Opened<Contact>, contact: Uuid, letter: Uuid) -> Result<Sent<'_>, PageFailure> {
    let sent = opened.state.told.iter().find(|told| told.fact.letter == letter);
    let (told, text) = sent
        .and_then(|told| told.fact.text.as_ref().map(|text| (told, text)))
        .ok_or(PageFailure::NotThere)?;
    Ok(Sent {
        text,
        on: london_date(told.at),
        place: format!("/contacts/{contact}/letters/{letter}"),
        asked_for: None,
    })
}
