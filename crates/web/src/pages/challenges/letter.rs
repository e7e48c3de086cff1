//! One letter of a challenge, as it was sent.

use axum::extract::{Path, State};
use axum::response::Response;
use uuid::Uuid;

use super::desk::Desk;
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Problems, full_page};
use crate::letters::{Edition, Sent, view};
use crate::site::Site;

/// The page.
pub async fn show(
    State(site): State<Site>,
    reader: SignedIn,
    Path((challenge, letter)): Path<(Uuid, Uuid)>,
) -> Result<Response, PageFailure> {
    let desk = Desk::open(&site, &reader, challenge, "challenge-letter").await?;
    let letters = desk.challenge().letters();
    let found = letters.iter().find(|sent| sent.letter == letter).ok_or(PageFailure::NotThere)?;
    let sent =
        Sent { text: found.text, on: kernel::london_date(found.at), place: String::new(), asked_for: None };
    let main = view(&site, &sent, Edition::default());
    let back = desk.href("");
    Ok(full_page(&site, &desk.frame(), &found.text.subject, Some(&back), &Problems::default(), main))
}
