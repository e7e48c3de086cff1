//! The handover sheet for the next shift: what nobody has seen, what is open, and what is due, on one page to print.

use application::{DutyShown, LineShown};
use axum::extract::State;
use axum::response::Response;
use govuk::{Attributes, Button, ButtonType, Cell, Html, Table, Tag, Writer};
use guidance::{Due, Status, full_date, full_time};
use kernel::StreamKind;
use store::Page;

use super::parts::{how_long, mark, name_of, numbers, passed_on_to, short_time};
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Frame, page};
use crate::site::Site;

/// The stages that the next shift must know of, with the words above each. What is answered or set aside is not theirs.
const STAGES: [(&str, &str); 5] = [
    ("unseen", "handover-unseen"),
    ("diverted", "handover-diverted"),
    ("proposed", "handover-waiting"),
    ("seen", "handover-seen-open"),
    ("way-back", "handover-way-back"),
];

/// One concern on the sheet.
struct Row {
    shown: LineShown,
    seer: Option<String>,
    duties: Vec<DutyShown>,
}

/// The page.
pub async fn show(State(site): State<Site>, signed_in: SignedIn) -> Result<Response, PageFailure> {
    let mut tables = Vec::new();
    for (stage, name) in STAGES {
        tables.push((name, rows(&site, &signed_in, stage).await?));
    }
    let words = site.words();
    let title = words.say("handover-title");
    let now = full_time(site.application().now());
    let main = Html::build(|writer| {
        writer.element("h1").class("govuk-heading-l").text(&title);
        writer.paragraph(words.with("handover-as-at", &[("time", &now)]));
        writer.html(&numbers(&site));
        writer.paragraph(words.with("front-door-unseen-goes-to", &[("others", &passed_on_to(&site))]));
        for (name, rows) in &tables {
            write_table(writer, &site, name, rows);
        }
        writer.element("div").class("alongside-no-print").within(|writer| {
            writer.add(&Button {
                button_type: ButtonType::Button,
                attributes: Attributes::new().flag("data-print").flag("hidden"),
                ..Button::secondary(words.say("handover-print"))
            });
        });
    });
    Ok(page(&site, &Frame::practitioner(&signed_in.actor, "front-door"), &title, main))
}

async fn rows(site: &Site, signed_in: &SignedIn, stage: &str) -> Result<Vec<Row>, PageFailure> {
    let application = site.application();
    let found = application.list(&signed_in.actor, StreamKind::Concern, Some(stage), Page::whole()).await?;
    let mut rows = Vec::with_capacity(found.rows.len());
    for shown in found.rows {
        let seer = match shown.owner {
            Some(owner) => Some(name_of(site, Some(owner)).await?),
            None => None,
        };
        let duties = application.duties_of(shown.stream).await?;
        rows.push(Row { shown, seer, duties });
    }
    Ok(rows)
}

fn write_table(writer: &mut Writer, site: &Site, name: &str, rows: &[Row]) {
    let words = site.words();
    let caption = words.count(name, rows.len() as u64);
    writer.element("h2").class("govuk-heading-m").text(&caption);
    if rows.is_empty() {
        writer.paragraph(words.say("front-door-none"));
        return;
    }
    let head = ["front-door-about", "front-door-came", "handover-seen-by", "handover-due"];
    let table = Table {
        caption: caption.clone(),
        caption_classes: "govuk-visually-hidden".to_owned(),
        head: Some(head.map(|name| Cell::from(words.say(name).as_str())).into()),
        rows: rows.iter().map(|row| cells(site, row)).collect(),
        first_cell_is_header: true,
        classes: "alongside-dense".to_owned(),
        ..Table::default()
    };
    writer
        .element("div")
        .class("alongside-scroll")
        .attribute("tabindex", "0")
        .attribute("role", "region")
        .attribute("aria-label", &caption)
        .within(|writer| writer.add(&table));
}

fn cells(site: &Site, row: &Row) -> Vec<Cell> {
    let words = site.words();
    let line = &row.shown.line;
    let about = Html::build(|writer| {
        let title =
            if line.title.is_empty() { words.say("front-door-nobody-named") } else { line.title.clone() };
        writer
            .element("a")
            .class("govuk-link")
            .attribute("href", &format!("/concerns/{}", row.shown.stream.id))
            .text(&title);
        for tag in line.marks.iter().filter_map(|name| mark(site, name)) {
            writer.text(" ");
            writer.add(&tag);
        }
        writer.element("div").text(&line.detail);
    });
    let came = Html::build(|writer| {
        writer.element("div").text(&short_time(site, row.shown.at));
        writer
            .element("div")
            .class("alongside-because")
            .text(&words.with("front-door-ago", &[("time", &how_long(site, row.shown.at))]));
    });
    let due = Html::build(|writer| {
        writer.element("ul").class("govuk-list").within(|writer| {
            for duty in &row.duties {
                writer.element("li").within(|writer| write_duty(writer, site, duty));
            }
        });
    });
    let seer = row.seer.clone().unwrap_or_else(|| words.say("front-door-is-unseen"));
    vec![Cell::from(about), Cell::from(came), Cell::from(seer.as_str()), Cell::from(due)]
}

fn write_duty(writer: &mut Writer, site: &Site, duty: &DutyShown) {
    let words = site.words();
    let due = match duty.scheduled.due {
        Due::At(instant) => full_time(instant),
        Due::On(date) => full_date(date),
        Due::NoLimit | Due::BeyondKnownHolidays => words.say("concern-no-date"),
    };
    if duty.status == Status::Overdue {
        writer.add(&Tag::coloured("red", words.say("concern-overdue")));
        writer.text(" ");
    }
    writer.text(&words.with("handover-duty", &[("what", &duty.scheduled.name), ("due", &due)]));
}
