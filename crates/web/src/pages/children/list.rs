//! The children whose records the reader may list.

use axum::extract::{Query, State};
use axum::response::Response;
use govuk::{Cell, Html, Pagination, PaginationLink, Table, Tag, Writer};
use kernel::{StreamKind, london_date};
use serde::Deserialize;
use store::Page;

use super::child_page::short_date;
use super::duty_view::scrolling;
use super::fields::link;
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, full_page};
use crate::site::Site;
use application::LineShown;

/// Rows of one page: about two screens.
const ROWS: u32 = 50;

/// The stages of a record, in order.
pub const STAGES: [&str; 6] =
    ["to-allocate", "assessing", "draft-with-family", "decided", "plan-shared", "ended"];

/// Which part of the list.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    /// Only this stage.
    #[serde(default)]
    stage: String,
    /// The page, from 1.
    #[serde(default)]
    page: u32,
}

/// The list.
pub async fn show(
    State(site): State<Site>,
    reader: SignedIn,
    Query(asked): Query<Asked>,
) -> Result<Response, PageFailure> {
    let stage = STAGES.into_iter().find(|stage| *stage == asked.stage);
    let number = asked.page.max(1);
    let offset = (number - 1).saturating_mul(ROWS);
    let found = site
        .application()
        .list(&reader.actor, StreamKind::Child, stage, Page { offset, limit: ROWS })
        .await?;
    // Somebody's own few records come all at once.
    let (rows, total) = (found.rows, found.total);
    let rows: Vec<LineShown> = if rows.len() > ROWS as usize {
        rows.into_iter().skip(offset as usize).take(ROWS as usize).collect()
    } else {
        rows
    };
    let partnership = site.application().partnership_state().await?;
    let words = site.words();
    let title = words.say("children-title");
    let main = Html::build(|writer| {
        writer.heading(1, title.as_str());
        write_stages(&site, writer, stage);
        writer.element("p").class("govuk-body").text(&words.count("children-count", total));
        if rows.is_empty() {
            writer.paragraph(words.say("children-none"));
        } else {
            let table = Table {
                caption: title.clone(),
                caption_classes: "govuk-visually-hidden".into(),
                head: Some(
                    ["name", "stage", "received", "assessor", "reference", "marks"]
                        .map(|name| Cell::from(words.say(&format!("children-list-{name}"))))
                        .into(),
                ),
                rows: rows.iter().map(|line| row(&site, &partnership.state, line)).collect(),
                first_cell_is_header: true,
                classes: "alongside-dense".into(),
                ..Table::default()
            };
            writer.html(&scrolling(&title, |writer| writer.add(&table)));
        }
        write_paging(writer, stage, number, total);
    });
    let frame = Frame::practitioner(&reader.actor, "children");
    Ok(full_page(&site, &frame, &title, None, &Problems::default(), main))
}

fn write_stages(site: &Site, writer: &mut Writer, chosen: Option<&str>) {
    let words = site.words();
    writer
        .element("nav")
        .class("alongside-stages")
        .attribute("aria-label", &words.say("children-stages"))
        .within(|writer| {
            writer.element("ul").class("govuk-list").within(|writer| {
                let all = std::iter::once(None).chain(STAGES.into_iter().map(Some));
                for stage in all {
                    let href = stage
                        .map_or_else(|| "/children".to_owned(), |stage| format!("/children?stage={stage}"));
                    let name = words.say(&format!("children-stage-{}", stage.unwrap_or("all")));
                    let current = if stage == chosen { "page" } else { "" };
                    writer.element("li").within(|writer| {
                        writer
                            .element("a")
                            .class("govuk-link")
                            .attribute("href", &href)
                            .optional("aria-current", current)
                            .text(&name);
                    });
                }
            });
        });
}

fn row(site: &Site, partnership: &records::partnership::Partnership, shown: &LineShown) -> Vec<Cell> {
    let words = site.words();
    let name = Html::build(|writer| {
        link(writer, &format!("/children/{}", shown.stream.id), &shown.line.title, "");
        if !shown.line.detail.is_empty() && shown.line.detail != shown.line.title {
            writer.element("p").class("alongside-because").text(&shown.line.detail);
        }
    });
    let marks = Html::build(|writer| {
        for mark in &shown.line.marks {
            writer.add(&Tag::coloured("orange", words.say(&format!("children-mark-{mark}"))));
            writer.text(" ");
        }
    });
    let stage = if shown.stage.is_empty() { "none" } else { shown.stage.as_str() };
    let assessor = partnership
        .name_of(shown.owner)
        .map_or_else(|| words.say("children-identity-no-assessor"), str::to_owned);
    vec![
        Cell::from(name),
        Cell::from(words.say(&format!("children-stage-{stage}"))),
        Cell::from(short_date(london_date(shown.at))),
        Cell::from(assessor),
        Cell::from(shown.line.reference.as_str()),
        Cell::from(marks),
    ]
}

fn write_paging(writer: &mut Writer, stage: Option<&str>, number: u32, total: u64) {
    let last = total.div_ceil(u64::from(ROWS)).max(1);
    if last == 1 {
        return;
    }
    let to = |page: u32| {
        let stage = stage.map_or_else(String::new, |stage| format!("stage={stage}&"));
        PaginationLink::to(format!("/children?{stage}page={page}"))
    };
    writer.add(&Pagination {
        previous: (number > 1).then(|| to(number - 1)),
        next: (u64::from(number) < last).then(|| to(number + 1)),
        ..Pagination::default()
    });
}
