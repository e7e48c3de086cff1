//! Children who are being protected: for whoever may list them, those at whose table the reader sits, or all.

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
use crate::site::Site;

/// The stages, the most urgent first.
const STAGES: [&str; 6] = ["discussion", "enquiry", "conference", "plan", "court", "ended"];
/// The most rows of one stage that are shown.
const ROWS_MAX: u32 = 100;

/// The page.
pub async fn show(State(site): State<Site>, signed_in: SignedIn) -> Result<Response, PageFailure> {
    let application = site.application();
    let mut stages = Vec::new();
    for stage in STAGES {
        let actor = &signed_in.actor;
        let found =
            application.list(actor, StreamKind::Protection, Some(stage), Page::first(ROWS_MAX)).await?;
        stages.push((stage, found.rows));
    }
    let words = site.words();
    let title = words.say("protection-list-title");
    let may_begin = application.may_begin_protection(&signed_in.actor);
    let main = Html::build(|writer| {
        writer.element("h1").class("govuk-heading-l").text(&title);
        writer.paragraph(words.say("protection-list-lead"));
        if may_begin {
            writer.element("div").class("govuk-button-group").within(|writer| {
                for name in ["convene", "transfer", "order"] {
                    writer.add(&Button {
                        classes: "govuk-button--secondary".into(),
                        ..Button::link(
                            words.say(&format!("protection-new-{name}")),
                            format!("/protection/new/{name}"),
                        )
                    });
                }
            });
        }
        if stages.iter().all(|(_, rows)| rows.is_empty()) {
            writer.paragraph(words.say("protection-list-none"));
        }
        for (stage, rows) in stages.iter().filter(|(_, rows)| !rows.is_empty()) {
            write_stage(writer, &site, stage, rows);
        }
    });
    Ok(page(&site, &Frame::practitioner(&signed_in.actor, "protection"), &title, main))
}

fn write_stage(writer: &mut Writer, site: &Site, stage: &str, rows: &[LineShown]) {
    let words = site.words();
    let caption = words.say(&format!("protection-stage-{stage}"));
    let head = ["protection-list-child", "protection-list-since"];
    let table = Table {
        caption: caption.clone(),
        caption_classes: "govuk-table__caption--m".to_owned(),
        head: Some(head.map(|name| Cell::from(words.say(name).as_str())).into()),
        rows: rows
            .iter()
            .map(|row| {
                let child = Html::build(|writer| {
                    let unnamed = || words.say("protection-unnamed");
                    let title = if row.line.title.is_empty() { unnamed() } else { row.line.title.clone() };
                    writer
                        .element("a")
                        .class("govuk-link")
                        .attribute("href", &format!("/protection/{}", row.stream.id))
                        .text(&title);
                    write_marks(writer, site, &row.line.marks);
                });
                vec![Cell::from(child), Cell::from(full_date(london_date(row.at)).as_str())]
            })
            .collect(),
        first_cell_is_header: true,
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

/// What stands beside what the list is ordered by.
pub(super) fn write_marks(writer: &mut Writer, site: &Site, marks: &[String]) {
    for mark in marks {
        writer.text(" ");
        writer.add(&Tag::coloured("purple", site.words().say(&format!("protection-mark-{mark}"))));
    }
}
