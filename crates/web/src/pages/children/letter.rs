//! A letter as it was sent.

use access::{Action, RecordKind};
use axum::extract::{Path, State};
use axum::response::Response;
use uuid::Uuid;

use super::child_page::{ChildPage, day_of};
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::Problems;
use crate::letters::view;
use crate::site::Site;

/// The letter.
pub async fn show(
    State(site): State<Site>,
    reader: SignedIn,
    Path((id, letter)): Path<(Uuid, Uuid)>,
) -> Result<Response, PageFailure> {
    let page = ChildPage::open(&site, reader, id, "letters").await?;
    page.must(Action::See, RecordKind::Letter)?;
    let found = page.child().letters.iter().find(|each| each.fact.letter == letter);
    let found = found.ok_or(PageFailure::NotThere)?;
    let main = view(&site, &found.fact.text, &day_of(found.at));
    Ok(page.page(&found.fact.text.subject, &page.path("#letters"), &Problems::default(), main))
}
