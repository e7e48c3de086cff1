//! What was sent to the front door from the reading or the triage of a request; the request goes on.

use axum::extract::{Path, State};
use axum::response::Response;
use govuk::{Button, SummaryList, SummaryRow};
use uuid::Uuid;

use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::Problems;
use crate::pages::work::desk::Desk;
use crate::pages::work::passing_on::write_numbers;
use crate::pages::work::shown::{as_written, name_of, short_time};
use crate::site::Site;

/// The page.
pub async fn show(
    State(site): State<Site>,
    reader: SignedIn,
    Path((request, concern)): Path<(Uuid, Uuid)>,
) -> Result<Response, PageFailure> {
    let desk = Desk::open(&site, &reader, request, "request").await?;
    let application = site.application();
    let followed = application.follow_concern(&reader.actor, concern).await?;
    let raised = followed.raised.as_ref().ok_or(PageFailure::NotThere)?;
    let partnership = application.partnership_state().await?;
    let words = site.words();
    let seen = match &followed.seen {
        Some(seen) => {
            let by = name_of(&site, &partnership.state, seen.author.person);
            words.with("work-by-at", &[("name", &by), ("time", &short_time(seen.at))])
        }
        None => words.say("sent-not-seen"),
    };
    let title = words.say(if raised.fact.unsure { "sent-title-unsure" } else { "sent-title" });
    Ok(desk.page(&title, &Problems::default(), |writer| {
        write_numbers(&site, writer);
        if raised.fact.unsure {
            writer.paragraph(words.say("sent-unsure"));
        }
        writer.add(&SummaryList::of(vec![
            SummaryRow::new(words.say("sent-what"), as_written(&raised.fact.noticed)),
            SummaryRow::new(words.say("sent-when"), short_time(raised.at)),
            SummaryRow::new(words.say("sent-seen"), seen.clone()),
        ]));
        writer.element("h2").class("govuk-heading-m").text(&words.say("sent-goes-on-heading"));
        writer.paragraph(words.say("sent-goes-on"));
        writer.add(&Button::link(words.say("sent-continue"), desk.href("")));
    }))
}
