//! A visit that was arranged, for the calendar of whoever makes it.

use access::{Action, RecordKind};
use axum::extract::{Path, State};
use axum::response::Response;
use uuid::Uuid;

use super::child_page::ChildPage;
use crate::actor::SignedIn;
use crate::calendar;
use crate::failure::PageFailure;
use crate::pages::family::appointment::appointment;
use crate::site::Site;

/// The file.
pub async fn show(
    State(site): State<Site>,
    reader: SignedIn,
    Path((id, visit)): Path<(Uuid, Uuid)>,
) -> Result<Response, PageFailure> {
    let page = ChildPage::open(&site, reader, id, "appointment").await?;
    if !page.may(Action::RecordMeeting, RecordKind::ChildRecord) {
        return Err(PageFailure::NotThere);
    }
    let visits = &page.child().assessment.visits;
    let found = visits.iter().find(|made| made.called_off.is_none() && made.notified.fact.visit == visit);
    Ok(calendar::send(&site, &appointment(found.ok_or(PageFailure::NotThere)?)))
}
