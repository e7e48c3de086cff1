//! The front door's list: what nobody has seen first, then what nobody has answered, then the latest answered.

use axum::extract::State;
use axum::response::Response;
use govuk::{Cell, Html, Writer};
use guidance::Due;
use kernel::StreamKind;
use store::Page;

use super::parts::{passed_on_to, short_time};
use super::rows::{self, Row};
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Frame, page};
use crate::site::Site;

/// How many answered concerns the list shows; older ones are reached from the record they are about.
const ANSWERED_SHOWN: u32 = 50;

/// Crossing to safeguarding, and back: each stage with the name of its list. What is set aside is in none.
const CROSSING: [(&str, &str); 3] = [
    ("proposed", "front-door-proposed"),
    ("diverted", "front-door-diverted"),
    ("way-back", "front-door-way-back"),
];

/// The page.
pub async fn show(State(site): State<Site>, signed_in: SignedIn) -> Result<Response, PageFailure> {
    let unseen = rows::rows(&site, &signed_in, "unseen", Page::whole()).await?;
    let seen = rows::rows(&site, &signed_in, "seen", Page::whole()).await?;
    let mut crossing = Vec::new();
    for (stage, name) in CROSSING {
        crossing.push((name, rows::rows(&site, &signed_in, stage, Page::whole()).await?));
    }
    let mut answered = answered(&site, &signed_in).await?;
    answered.reverse();
    let application = site.application();
    let openings = if application.may_review_urgent(&signed_in.actor) {
        Some(application.urgent_openings(&signed_in.actor).await?.len() as u64)
    } else {
        None
    };
    let words = site.words();
    let title = words.say("front-door-title");
    let main = Html::build(|writer| {
        writer.element("h1").class("govuk-heading-l").text(&title);
        writer
            .element("p")
            .class("govuk-body")
            .text(&words.with("front-door-unseen-goes-to", &[("others", &passed_on_to(&site))]));
        if let Some(number) = openings {
            writer.element("p").class("govuk-body").within(|writer| {
                writer
                    .element("a")
                    .class("govuk-link")
                    .attribute("href", "/urgent")
                    .text(&words.count("front-door-urgent", number));
            });
        }
        writer.element("p").class("govuk-body alongside-no-print").within(|writer| {
            writer
                .element("a")
                .class("govuk-link")
                .attribute("href", "/concerns/handover")
                .text(&words.say("front-door-handover"));
        });
        write_table(writer, &site, "front-door-unseen", &unseen);
        for (name, rows) in crossing.iter().filter(|(_, rows)| !rows.is_empty()) {
            write_table(writer, &site, name, rows);
        }
        write_table(writer, &site, "front-door-seen", &seen);
        write_table(writer, &site, "front-door-answered", &answered);
        rows::write_print(writer, &words.say("front-door-print"));
    });
    Ok(page(&site, &Frame::practitioner(&signed_in.actor, "front-door"), &title, main))
}

/// The latest answered: lists begin with the oldest, so it is their end that is taken.
async fn answered(site: &Site, signed_in: &SignedIn) -> Result<Vec<Row>, PageFailure> {
    let actor = &signed_in.actor;
    let first = site.application().list(actor, StreamKind::Concern, Some("answered"), Page::first(1)).await?;
    let before = u32::try_from(first.total).unwrap_or(u32::MAX).saturating_sub(ANSWERED_SHOWN);
    rows::rows(site, signed_in, "answered", Page { offset: before, limit: ANSWERED_SHOWN }).await
}

fn write_table(writer: &mut Writer, site: &Site, name: &'static str, rows: &[Row]) {
    let words = site.words();
    let caption = match name {
        "front-door-unseen" => words.count("front-door-unseen", rows.len() as u64),
        "front-door-seen" => words.count("front-door-seen", rows.len() as u64),
        "front-door-proposed" => words.count("front-door-proposed", rows.len() as u64),
        "front-door-diverted" => words.count("front-door-diverted", rows.len() as u64),
        "front-door-way-back" => words.count("front-door-way-back", rows.len() as u64),
        _ => words.say("front-door-answered"),
    };
    let head = ["front-door-about", "front-door-noticed", "front-door-came", "front-door-where"];
    let cells = rows.iter().map(|row| cells(site, row)).collect();
    rows::write_table(writer, site, &caption, head, "alongside-dense alongside-front-door", cells);
}

fn cells(site: &Site, row: &Row) -> Vec<Cell> {
    vec![
        Cell::from(Html::build(|writer| rows::about(site, row, writer))),
        Cell::from(row.shown.line.detail.as_str()),
        Cell::from(rows::came(site, row)),
        Cell::from(where_it_stands(site, row).as_str()),
    ]
}

/// Whether somebody has seen it, and if nobody has: since when, and to whom it has gone or will go.
fn where_it_stands(site: &Site, row: &Row) -> String {
    let words = site.words();
    if let Some(seer) = &row.seer {
        let name =
            if row.shown.stage == "answered" { "front-door-is-answered" } else { "front-door-is-seen" };
        return words.with(name, &[("name", seer)]);
    }
    if row.shown.stage == "answered" {
        return words.say("front-door-is-answered-unseen");
    }
    if row.shown.line.marks.iter().any(|mark| mark == "escalated") {
        return words.say("front-door-is-passed-on");
    }
    let limit = site.application().concern_seen_by(row.shown.at).map(|scheduled| scheduled.due);
    match limit {
        Some(Due::At(instant)) => {
            words.with("front-door-goes-on-at", &[("time", &short_time(site, instant))])
        }
        _ => words.say("front-door-is-unseen"),
    }
}
