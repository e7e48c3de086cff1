//! Keeping and destroying records: what nothing keeps any longer, the holds that stand, and the proof of what was destroyed.
//! No name is shown and no record is opened. What is still kept is in no list, because the day until which a record is kept
//! could tell that a concern was raised.

pub mod hold;
pub mod release;

use application::KeptRecord;
use axum::extract::State;
use axum::response::Response;
use govuk::{Button, Cell, Html, Table, Writer};
use records::partnership::{Destroyed, Hold};

use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Frame, page};
use crate::pages::work::shown::{scroll, short_date};
use crate::site::Site;

/// The page.
pub async fn show(State(site): State<Site>, reader: SignedIn) -> Result<Response, PageFailure> {
    open(&site, &reader)?;
    let over = site.application().records_over().await?;
    let holds = site.application().holds().await?;
    let state = site.application().partnership_state().await?;
    let destroyed: Vec<&Destroyed> = state.state.destroyed.iter().rev().map(|noted| &noted.fact).collect();
    let words = site.words();
    let title = words.say("retention-title");
    let main = Html::build(|writer| {
        writer.heading(1, title.as_str());
        writer.paragraph(words.say("retention-lead"));
        writer.heading(2, words.say("retention-over"));
        write_over(&site, writer, &over);
        writer.heading(2, words.say("retention-holds"));
        write_holds(&site, writer, &holds);
        writer.add(&Button::link(words.say("retention-hold-place"), "/retention/hold"));
        writer.heading(2, words.say("retention-destroyed"));
        write_destroyed(&site, writer, &destroyed);
    });
    Ok(page(&site, &Frame::practitioner(&reader.actor, "retention"), &title, main))
}

/// Only for those whom the table lets look after it.
fn open(site: &Site, reader: &SignedIn) -> Result<(), PageFailure> {
    if site.application().may_retain(&reader.actor) { Ok(()) } else { Err(PageFailure::NotThere) }
}

/// A rule by its name, with its clause and whether that was checked.
fn rule(site: &Site, id: &str) -> Html {
    let guidance = site.application().rules().guidance();
    let rule = guidance.retention().iter().find(|rule| rule.id == id);
    let clause = rule.and_then(|rule| guidance.clause(&rule.clause));
    Html::build(|writer| {
        writer.text(rule.map_or(id, |rule| rule.name.as_str()));
        if let Some(clause) = clause {
            writer.text(": ");
            writer
                .element("a")
                .class("govuk-link")
                .attribute("href", &format!("/clauses/{}", clause.id))
                .text(&clause.citation);
            if site.application().is_unverified(clause) {
                writer.text(" ");
                writer.element("span").class("alongside-verified").text(&site.words().say("work-unverified"));
            }
        }
    })
}

fn table(site: &Site, caption: &str, head: &[&str], rows: Vec<Vec<Cell>>) -> Table {
    Table {
        caption: site.words().say(caption),
        caption_classes: "govuk-visually-hidden".to_owned(),
        classes: "alongside-dense".to_owned(),
        head: Some(head.iter().map(|name| Cell::from(site.words().say(name).as_str())).collect()),
        first_cell_is_header: true,
        rows,
        ..Table::default()
    }
}

fn write_over(site: &Site, writer: &mut Writer, over: &[KeptRecord]) {
    let words = site.words();
    if over.is_empty() {
        return writer.paragraph(words.say("retention-over-nothing"));
    }
    let row = |record: &KeptRecord| {
        vec![
            Cell::from(record.record.to_string().as_str()),
            Cell::from(record.reference.as_str()),
            Cell::from(record.until.map(short_date).unwrap_or_default().as_str()),
            Cell::from(rule(site, &record.rule)),
        ]
    };
    let head = ["retention-record", "retention-reference", "retention-since", "retention-rule"];
    let rows = over.iter().map(row).collect();
    scroll(writer, &words.say("retention-over"), &table(site, "retention-over", &head, rows));
    writer.paragraph(words.say("retention-how"));
}

fn write_holds(site: &Site, writer: &mut Writer, holds: &[Hold]) {
    let words = site.words();
    if holds.is_empty() {
        return writer.paragraph(words.say("retention-holds-nothing"));
    }
    let today = site.application().today();
    let row = |hold: &Hold| {
        let placed = &hold.placed.fact;
        let review = Html::build(|writer| {
            writer.text(&short_date(placed.review_on));
            if placed.review_on <= today {
                writer.text(" ");
                writer.element("strong").text(&words.say("retention-review-now"));
            }
        });
        let release = Html::build(|writer| {
            let about = placed.record.to_string();
            writer
                .element("a")
                .class("govuk-link")
                .attribute("href", &format!("/retention/release?hold={}", placed.hold))
                .within(|writer| {
                    writer.text(&words.say("retention-release"));
                    writer.element("span").class("govuk-visually-hidden").text(&format!(": {about}"));
                });
        });
        vec![
            Cell::from(placed.record.to_string().as_str()),
            Cell::from(placed.reason.as_str()),
            Cell::from(placed.by.as_str()),
            Cell::from(review),
            Cell::from(release),
        ]
    };
    let head =
        ["retention-record", "retention-reason", "retention-by", "retention-review", "retention-action"];
    let rows = holds.iter().map(row).collect();
    scroll(writer, &words.say("retention-holds"), &table(site, "retention-holds", &head, rows));
}

fn write_destroyed(site: &Site, writer: &mut Writer, destroyed: &[&Destroyed]) {
    let words = site.words();
    if destroyed.is_empty() {
        return writer.paragraph(words.say("retention-destroyed-nothing"));
    }
    let row = |destroyed: &&Destroyed| {
        let entries: u64 = destroyed.streams.iter().map(|stream| stream.entries).sum();
        vec![
            Cell::from(destroyed.record.to_string().as_str()),
            Cell::from(words.count("retention-entries", entries).as_str()),
            Cell::from(rule(site, &destroyed.rule)),
            Cell::from(destroyed.by.as_str()),
            Cell::from(short_date(destroyed.complete_on).as_str()),
        ]
    };
    let head =
        ["retention-record", "retention-what", "retention-rule", "retention-decided", "retention-complete"];
    let rows = destroyed.iter().map(row).collect();
    scroll(writer, &words.say("retention-destroyed"), &table(site, "retention-destroyed", &head, rows));
}
