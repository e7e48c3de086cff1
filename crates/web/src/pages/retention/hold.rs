//! A legal hold is placed on a record, which is named by its reference or its identifier.

use application::{Act, PARTNERSHIP_STREAM};
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use govuk::{Button, Html};
use records::partnership::{HoldPlaced, PlaceHold};

use super::open;
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, form, full_page};
use crate::pages::children::child_page::carry_out;
use crate::pages::children::fields::{Typed, date_typed};
use crate::site::Site;
use crate::submitted::Submitted;

/// The form.
pub async fn show(State(site): State<Site>, reader: SignedIn) -> Result<Response, PageFailure> {
    open(&site, &reader)?;
    Ok(view(&site, &reader, None, &Problems::default()))
}

/// It is placed.
pub async fn submit(
    State(site): State<Site>,
    reader: SignedIn,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    open(&site, &reader)?;
    let words = site.words();
    let record = site.application().record_named(submitted.value("record")).await?;
    let problems = match (record, date_typed(&submitted, "review")) {
        (None, _) => Some(Problems::one("record", words.say("retention-hold-unknown-record"))),
        (Some(record), Ok(Some(review_on))) => {
            let placed = HoldPlaced {
                hold: site.application().new_identifier(),
                record,
                reason: submitted.value("reason").to_owned(),
                by: submitted.value("by").to_owned(),
                review_on,
            };
            let act = Act::on(PARTNERSHIP_STREAM.id, PlaceHold(placed));
            carry_out(&site, &reader.actor, act, &submitted, field_of).await?
        }
        _ => Some(Problems::one("review.day", words.say("children-not-a-date"))),
    };
    Ok(match problems {
        None => Redirect::to("/retention").into_response(),
        Some(problems) => view(&site, &reader, Some(&submitted), &problems),
    })
}

fn field_of(code: &str) -> &'static str {
    match code {
        "hold-name-missing" => "by",
        "hold-review-past" => "review.day",
        _ => "reason",
    }
}

fn view(site: &Site, reader: &SignedIn, submitted: Option<&Submitted>, problems: &Problems) -> Response {
    let words = site.words();
    let typed = Typed::new(site, submitted, problems);
    let fields = form(site, &reader.held, "/retention/hold", |writer| {
        typed.line(writer, "record", "retention-hold-record", "");
        typed.area(writer, "reason", "retention-hold-reason", "");
        typed.line(writer, "by", "retention-hold-by", "");
        typed.date(writer, "review", "retention-hold-review", None);
        writer.add(&Button::submit(words.say("retention-hold-place")));
    });
    let title = words.say("retention-hold-title");
    let main = Html::build(|writer| {
        writer.heading(1, title.as_str());
        writer.paragraph(words.say("retention-hold-lead"));
        writer.html(&fields);
    });
    let frame = Frame::practitioner(&reader.actor, "retention");
    full_page(site, &frame, &title, Some("/retention"), problems, main)
}
