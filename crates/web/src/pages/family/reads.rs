//! Who opened the record, in which part, and why.
//!
//! Readings that a named person has not decided to tell about are not in it, and nothing here counts or numbers what
//! is: a gap would tell as much as a line.

use access::Side;
use axum::extract::State;
use axum::response::Response;
use govuk::{Cell, Html, Table};
use guidance::full_time;
use kernel::Capacity;
use records::reads::RecordRead;
use records::request::Noted;

use super::reading::Reading;
use super::{not_open, talk};
use crate::actor::CodeHolder;
use crate::failure::PageFailure;
use crate::layout::{Frame, page};
use crate::site::Site;

/// The page.
pub async fn show(State(site): State<Site>, holder: CodeHolder) -> Result<Response, PageFailure> {
    let reading = Reading::open(&site, &holder, "family-reads").await?;
    let words = site.words();
    let title = words.say("family-reads-title");
    if reading.child.is_none() {
        return Ok(not_open::view(&reading, &title));
    }
    let table = body(&reading).await?;
    let main = Html::build(|writer| {
        writer.heading(1, title.as_str());
        writer.paragraph(words.say("family-reads-lead"));
        writer.html(&table);
        writer.paragraph(words.say("family-reads-wrong"));
        writer.html(&talk::view(&reading, 2));
    });
    Ok(page(&site, &Frame::Family, &title, main))
}

/// The readings by practitioners that the family is shown, the newest first.
async fn body(reading: &Reading) -> Result<Html, PageFailure> {
    let words = reading.words();
    let Some(open) = &reading.child else { return Ok(Html::default()) };
    let reads = reading.site.application().reads(&reading.actor, &open.opened, open.id).await?;
    let rows: Vec<Vec<Cell>> = reads
        .shown_to_family()
        .rev()
        .filter(|read| is_by_practitioner(reading, &read.fact.capacity))
        .map(|read| row(reading, read))
        .collect();
    if rows.is_empty() {
        return Ok(Html::build(|writer| writer.paragraph(words.say("family-reads-none"))));
    }
    let table = Table {
        caption: words.say("family-reads-caption"),
        head: Some(
            [
                "family-reads-when",
                "family-reads-who",
                "family-reads-part",
                "family-reads-agency",
                "family-reads-page",
                "family-reads-why",
            ]
            .map(|name| Cell::from(words.say(name).as_str()))
            .into(),
        ),
        rows,
        ..Table::default()
    };
    Ok(Html::build(|writer| {
        writer
            .element("div")
            .class("alongside-scroll")
            .attribute("tabindex", "0")
            .attribute("role", "region")
            .attribute("aria-label", &words.say("family-reads-caption"))
            .within(|writer| writer.add(&table));
    }))
}

fn is_by_practitioner(reading: &Reading, capacity: &Capacity) -> bool {
    let policy = reading.site.application().policy();
    policy.capacity(capacity).is_none_or(|entry| entry.side == Side::Practitioner)
}

fn row(reading: &Reading, read: &Noted<RecordRead>) -> Vec<Cell> {
    let fact = &read.fact;
    let policy = reading.site.application().policy();
    let part = policy
        .capacity(&fact.capacity)
        .map_or_else(|| fact.capacity.to_string(), |entry| entry.title.clone());
    let agency = reading.practitioner(fact.reader).map(|known| reading.agency(known)).unwrap_or_default();
    [
        full_time(read.at),
        reading.name_of(Some(fact.reader)),
        part,
        agency,
        page_in_words(reading, &fact.page),
        why_in_words(reading, &fact.reason),
    ]
    .iter()
    .map(|text| Cell::from(text.as_str()))
    .collect()
}

/// Which page, in words; a page that the catalogue does not name is simply a page of the record.
fn page_in_words(reading: &Reading, page: &str) -> String {
    named(reading, &format!("family-reads-page-{page}"), "family-reads-page-record")
}

fn why_in_words(reading: &Reading, reason: &str) -> String {
    named(reading, &format!("family-reads-why-{reason}"), "family-reads-why-work")
}

fn named(reading: &Reading, name: &str, otherwise: &str) -> String {
    let words = reading.words();
    words.say(if words.has(name) { name } else { otherwise })
}
