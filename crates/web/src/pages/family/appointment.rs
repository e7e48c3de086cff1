//! A visit that is coming, for the reader's own calendar.

use axum::extract::{Path, State};
use axum::response::Response;
use records::child::Visit;
use uuid::Uuid;

use super::reading::Reading;
use crate::actor::CodeHolder;
use crate::calendar::{self, Appointment};
use crate::failure::PageFailure;
use crate::site::Site;

/// The visits that are coming, as the reader sees them on their page.
pub(super) fn coming(reading: &Reading) -> impl Iterator<Item = &Visit> {
    let today = reading.site.application().today();
    let child = reading.record().filter(|child| child.ended().is_none());
    child
        .into_iter()
        .flat_map(|child| &child.assessment.visits)
        .filter(move |visit| visit.called_off.is_none() && visit.notified.fact.on >= today)
}

/// The file.
pub async fn show(
    State(site): State<Site>,
    holder: CodeHolder,
    Path(visit): Path<Uuid>,
) -> Result<Response, PageFailure> {
    let reading = Reading::open(&site, &holder, "family-appointment").await?;
    let visit =
        coming(&reading).find(|coming| coming.notified.fact.visit == visit).ok_or(PageFailure::NotThere)?;
    Ok(calendar::send(&site, &appointment(visit)))
}

/// A visit as an appointment.
pub(crate) fn appointment(visit: &Visit) -> Appointment<'_> {
    let fact = &visit.notified.fact;
    Appointment {
        id: fact.visit,
        said_at: visit.notified.at,
        on: fact.on,
        time: &fact.time,
        place: &fact.place,
    }
}
