//! The conference that is called, for the calendar of whoever comes to it. The entry says nothing of what it is.

use application::ReadReason;
use axum::extract::{Path, State};
use axum::response::Response;
use uuid::Uuid;

use crate::actor::SignedIn;
use crate::calendar::{self, Appointment};
use crate::failure::PageFailure;
use crate::site::Site;

/// The file.
pub async fn show(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(child): Path<Uuid>,
) -> Result<Response, PageFailure> {
    let reason = ReadReason::work("appointment");
    let opened = site.application().open_protection(&signed_in.actor, child, reason).await?;
    let waiting = opened.state.waiting_conference().ok_or(PageFailure::NotThere)?;
    let called = &waiting.called;
    let appointment = Appointment {
        id: called.fact.conference,
        said_at: called.at,
        on: called.fact.on,
        // The form asks for one line with the place and the time.
        time: "",
        place: called.fact.answers.text("call-place").unwrap_or_default(),
    };
    Ok(calendar::send(&site, &appointment))
}
