//! Children who are helped: for whoever may list them, those they work with, or all.

use application::LineShown;
use axum::extract::State;
use axum::response::Response;
use govuk::{Button, Cell, Html, Table, Tag, Writer};
use guidance::full_date;
use kernel::{StreamKind, london_date};
use store::Page;

use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Frame, page};
use crate::pages::work::shown::scroll;
use crate::site::Site;

/// The stages, the heavier level first.
const STAGES: [&str; 3] = ["child-in-need", "family-help", "ended"];
/// The most rows of one stage that are shown.
const ROWS_MAX: u32 = 100;

/// The page.
pub async fn show(State(site): State<Site>, signed_in: SignedIn) -> Result<Response, PageFailure> {
    let application = site.application();
    let mut stages = Vec::new();
    for stage in STAGES {
        let actor = &signed_in.actor;
        let found = application.list(actor, StreamKind::Help, Some(stage), Page::first(ROWS_MAX)).await?;
        stages.push((stage, found.rows));
    }
    let words = site.words();
    let title = words.say("help-list-title");
    let main = Html::build(|writer| {
        writer.element("h1").class("govuk-heading-l").text(&title);
        writer.paragraph(words.say("help-list-lead"));
        if application.may_begin_help(&signed_in.actor) {
            writer.add(&Button::link(words.say("help-begin-title"), "/help/new"));
        }
        if stages.iter().all(|(_, rows)| rows.is_empty()) {
            writer.paragraph(words.say("help-list-none"));
        }
        for (stage, rows) in stages.iter().filter(|(_, rows)| !rows.is_empty()) {
            write_stage(writer, &site, stage, rows);
        }
    });
    Ok(page(&site, &Frame::practitioner(&signed_in.actor, "help"), &title, main))
}

fn write_stage(writer: &mut Writer, site: &Site, stage: &str, rows: &[LineShown]) {
    let words = site.words();
    let caption = words.say(&format!("help-stage-{stage}"));
    let head = ["help-list-child", "help-list-since"];
    let lines = rows.iter().map(|row| {
        let child = Html::build(|writer| {
            let link = writer.element("a").class("govuk-link");
            link.attribute("href", &format!("/help/{}", row.stream.id)).text(&row.line.title);
            write_marks(writer, site, &row.line.marks);
        });
        vec![Cell::from(child), Cell::from(full_date(london_date(row.at)).as_str())]
    });
    let table = Table {
        caption: caption.clone(),
        caption_classes: "govuk-table__caption--m".to_owned(),
        head: Some(head.map(|name| Cell::from(words.say(name).as_str())).into()),
        rows: lines.collect(),
        first_cell_is_header: true,
        ..Table::default()
    };
    scroll(writer, &caption, &table);
}

/// What a reader must see beside a name.
pub(super) fn write_marks(writer: &mut Writer, site: &Site, marks: &[String]) {
    for mark in marks {
        writer.text(" ");
        writer.add(&Tag::coloured("yellow", site.words().say(&format!("help-mark-{mark}"))));
    }
}
