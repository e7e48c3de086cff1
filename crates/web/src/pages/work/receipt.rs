//! The receipt letter of a request that came by telephone, on paper or in person. A page answers by itself.

use access::{Action, RecordKind};
use application::Act;
use axum::extract::{Path, State};
use axum::response::Response;
use records::request::{IssueLetter, LetterIssued};
use uuid::Uuid;

use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::pages::work::desk::Desk;
use crate::pages::work::receipt_letter::{Receipt, receipt_letter};
use crate::pages::work::request::view;
use crate::site::Site;
use crate::submitted::Submitted;

/// The letter is issued.
pub async fn submit(
    State(site): State<Site>,
    reader: SignedIn,
    Path(request): Path<Uuid>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let desk = Desk::open(&site, &reader, request, "request").await?;
    let owed = desk.request().received.as_ref().filter(|received| received.fact.entered_by.is_some());
    let sent = desk.request().letters.iter().any(|letter| letter.fact.kind == "receipt");
    let (Some(received), false, true) = (owed, sent, desk.may(Action::Write, RecordKind::Letter)) else {
        return Err(PageFailure::NotThere);
    };
    let application = site.application();
    let text = receipt_letter(
        site.words(),
        application.rules(),
        &Receipt::of(&received.fact, &|duty| application.as_verified(duty)),
    );
    let letter = LetterIssued {
        letter: application.new_identifier(),
        kind: "receipt".to_owned(),
        to: received.fact.asker.person,
        text,
    };
    match desk.attempt(Act::on(request, IssueLetter(letter)), &submitted, |_| "words").await? {
        None => Ok(desk.back()),
        Some(problems) => view(&desk, "", &problems).await,
    }
}
