//! One letter of a challenge, as it was sent.

use axum::extract::{Path, State};
use axum::response::Response;
use uuid::Uuid;

use super::desk::Desk;
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Problems, full_page};
use crate::letters;
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
    let sent_on = guidance::full_date(kernel::london_date(found.at));
    let main = letters::view(&site, found.text, &sent_on);
    let back = desk.href("");
    Ok(full_page(&site, &desk.frame(), &found.text.subject, Some(&back), &Problems::default(), main))
}
