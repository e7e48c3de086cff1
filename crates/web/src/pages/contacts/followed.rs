//! Whoever got in touch by a page sees that it arrived, and what they were told.

use axum::extract::{Path, State};
use axum::response::Response;
use govuk::{Html, Panel, SummaryList, SummaryRow};
use guidance::full_time;
use kernel::london_date;
use uuid::Uuid;

use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Frame, page};
use crate::letters::{Edition, Sent, view};
use crate::pages::safety::parts::numbers;
use crate::site::Site;

/// The page.
pub async fn show(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(contact): Path<Uuid>,
) -> Result<Response, PageFailure> {
    let state = site.application().follow_contact(&signed_in.actor, contact).await?;
    let received = state.received.as_ref().ok_or(PageFailure::NotThere)?;
    let words = site.words();
    let title = words.say("contact-followed-title");
    let told = state.told.iter().rev().find_map(|told| told.fact.text.as_ref().map(|text| (told, text)));
    let stands = if told.is_some() { "contact-followed-told" } else { "contact-followed-waits" };
    let rows = vec![
        SummaryRow::new(words.say("contact-followed-sent"), full_time(received.fact.received_at)),
        SummaryRow::new(words.say("contact-followed-stands"), words.say(stands)),
    ];
    let letter = told.map(|(told, text)| {
        let on = london_date(told.at);
        view(&site, &Sent { text, on, place: String::new(), asked_for: None }, Edition::default())
    });
    let main = Html::build(|writer| {
        writer.element("div").class("govuk-grid-row").within(|writer| {
            writer.element("div").class("govuk-grid-column-two-thirds").within(|writer| {
                writer.add(&Panel { title: title.as_str().into(), ..Panel::default() });
                writer.add(&SummaryList::of(rows));
                if let Some(letter) = &letter {
                    writer.html(letter);
                } else {
                    writer.paragraph(words.say("contact-followed-next"));
                }
                writer.heading(2, words.say("followed-cannot-wait"));
                writer.html(&numbers(&site));
            });
        });
    });
    Ok(page(&site, &Frame::practitioner(&signed_in.actor, "contacts"), &title, main))
}
