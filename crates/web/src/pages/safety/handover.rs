//! The handover sheet for the next shift: what nobody has seen, what is open, and what is due, on one page to print.

use application::DutyShown;
use axum::extract::State;
use axum::response::Response;
use govuk::{Cell, Html, Tag, Writer};
use guidance::{Due, Status, full_date, full_time};
use store::Page;

use super::parts::{numbers, passed_on_to};
use super::rows::{self, Row};
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

/// One concern on the sheet, with what is due on it.
struct Handed {
    row: Row,
    duties: Vec<DutyShown>,
}

/// The page.
pub async fn show(State(site): State<Site>, signed_in: SignedIn) -> Result<Response, PageFailure> {
    let mut tables = Vec::new();
    for (stage, name) in STAGES {
        tables.push((name, handed(&site, &signed_in, stage).await?));
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
        rows::write_print(writer, &words.say("handover-print"));
    });
    Ok(page(&site, &Frame::practitioner(&signed_in.actor, "front-door"), &title, main))
}

async fn handed(site: &Site, signed_in: &SignedIn, stage: &str) -> Result<Vec<Handed>, PageFailure> {
    let found = rows::rows(site, signed_in, stage, Page::whole()).await?;
    let mut all = Vec::with_capacity(found.len());
    for row in found {
        let duties = site.application().duties_of(row.shown.stream).await?;
        all.push(Handed { row, duties });
    }
    Ok(all)
}

fn write_table(writer: &mut Writer, site: &Site, name: &str, all: &[Handed]) {
    let caption = site.words().count(name, all.len() as u64);
    let head = ["front-door-about", "front-door-came", "handover-seen-by", "handover-due"];
    let cells = all.iter().map(|handed| cells(site, handed)).collect();
    rows::write_table(writer, site, &caption, head, "alongside-dense", cells);
}

fn cells(site: &Site, Handed { row, duties }: &Handed) -> Vec<Cell> {
    let about = Html::build(|writer| {
        rows::about(site, row, writer);
        writer.element("div").text(&row.shown.line.detail);
    });
    let due = Html::build(|writer| {
        writer.element("ul").class("govuk-list").within(|writer| {
            for duty in duties {
                writer.element("li").within(|writer| write_duty(writer, site, duty));
            }
        });
    });
    let seer = row.seer.clone().unwrap_or_else(|| site.words().say("front-door-is-unseen"));
    vec![Cell::from(about), Cell::from(rows::came(site, row)), Cell::from(seer.as_str()), Cell::from(due)]
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
