//! Whoever raised a concern sees whether it was seen, by whom and when, and what was answered. The number stays.

use axum::extract::{Path, State};
use axum::response::Response;
use govuk::{Button, Html, Panel, SummaryList, SummaryRow};
use guidance::full_time;
use uuid::Uuid;

use super::parts::{how_long, name_of, numbers, page_of, passed_on_to, record_of, short_time};
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Frame, page};
use crate::site::Site;

/// The page.
pub async fn show(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(concern): Path<Uuid>,
) -> Result<Response, PageFailure> {
    let application = site.application();
    let state = application.follow_concern(&signed_in.actor, concern).await?;
    let raised = state.raised.as_ref().ok_or(PageFailure::NotThere)?;
    let words = site.words();
    let title = words.say("followed-title");
    let seen = match &state.seen {
        Some(seen) => {
            let name = name_of(&site, seen.author.person).await?;
            words.with("followed-seen-by", &[("name", &name), ("time", &full_time(seen.at))])
        }
        None => words.with("followed-not-seen", &[("time", &how_long(&site, raised.at))]),
    };
    let mut rows = vec![
        SummaryRow::new(words.say("followed-sent"), full_time(raised.at)),
        SummaryRow::new(words.say("followed-seen"), seen),
    ];
    if let Some(passed_on) = &state.escalated {
        let named = [("time", short_time(&site, passed_on.at)), ("others", passed_on_to(&site))];
        let named = named.each_ref().map(|(name, value)| (*name, value.as_str()));
        rows.push(SummaryRow::new(
            words.say("followed-passed-on"),
            words.with("followed-passed-on-to", &named),
        ));
    }
    for answered in &state.answered {
        let name = name_of(&site, answered.author.person).await?;
        let answer = Html::build(|writer| {
            writer.element("p").class("govuk-body alongside-as-written").text(&answered.fact.words);
            let byline =
                words.with("followed-answered-by", &[("name", &name), ("time", &full_time(answered.at))]);
            writer.element("p").class("alongside-because").text(&byline);
        });
        rows.push(SummaryRow::new(words.say("followed-answer"), answer));
    }
    if state.answered.is_empty() {
        rows.push(SummaryRow::new(words.say("followed-answer"), words.say("followed-no-answer")));
    }
    let unsure = raised.fact.unsure && state.answered.is_empty();
    let main = Html::build(|writer| {
        writer.element("div").class("govuk-grid-row").within(|writer| {
            writer.element("div").class("govuk-grid-column-two-thirds").within(|writer| {
                writer.add(&Panel { title: title.as_str().into(), ..Panel::default() });
                writer.add(&SummaryList::of(rows));
                if unsure {
                    writer.element("p").class("govuk-body").text(&words.say("followed-unsure"));
                }
                writer.element("h2").class("govuk-heading-m").text(&words.say("followed-cannot-wait"));
                writer.html(&numbers(&site));
                writer.add(&Button::link(
                    words.say("followed-refresh"),
                    format!("/concerns/{concern}/followed"),
                ));
                writer.element("h2").class("govuk-heading-m").text(&words.say("followed-goes-on"));
                writer.element("p").class("govuk-body").text(&words.say("followed-nothing-changed"));
                if let Some(record) = record_of(&raised.fact.about) {
                    writer.element("p").class("govuk-body").within(|writer| {
                        writer
                            .element("a")
                            .class("govuk-link")
                            .attribute("href", &page_of(record))
                            .text(&words.say("followed-back"));
                    });
                }
            });
        });
    });
    Ok(page(&site, &Frame::practitioner(&signed_in.actor, "raise-concern"), &title, main))
}
