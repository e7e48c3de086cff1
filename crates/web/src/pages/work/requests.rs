//! The list of requests, by stage.

use access::{Action, RecordKind};
use axum::extract::{Query, State};
use axum::response::Response;
use govuk::{Button, Html, Pagination, PaginationLink, Writer};
use kernel::StreamKind;
use serde::Deserialize;
use store::Page;

use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Frame, page};
use crate::pages::work::shown::{line_table, scroll, stage_words};
use crate::site::Site;

/// Rows of one page: as many as can be looked over without losing the place.
const ROWS: u32 = 25;
/// The last page that can be asked for, so that an address with a huge number asks for nothing odd.
const PAGES_MAX: u32 = 100_000;

const STAGES: [&str; 5] = ["to-read", "to-triage", "to-confirm", "routed", "withdrawn"];

/// Which part of the list.
#[derive(Debug, Default, Deserialize)]
pub struct Wanted {
    /// The stage; all of them when absent.
    #[serde(default)]
    stage: Option<String>,
    /// The page, from 1. What is no number asks for the first.
    #[serde(default)]
    page: String,
}

/// The page.
pub async fn show(
    State(site): State<Site>,
    reader: SignedIn,
    Query(wanted): Query<Wanted>,
) -> Result<Response, PageFailure> {
    let stage = wanted.stage.as_deref();
    if stage.is_some_and(|stage| !STAGES.contains(&stage)) {
        return Err(PageFailure::NotThere);
    }
    let number = wanted.page.parse().unwrap_or(1).clamp(1, PAGES_MAX);
    let asked = Page { offset: (number - 1) * ROWS, limit: ROWS };
    let found = site.application().list(&reader.actor, StreamKind::Request, stage, asked).await?;
    let words = site.words();
    let title = words.say("requests-title");
    let may_enter = site.application().may_here(&reader.actor, Action::Enter, RecordKind::Request);
    let main = Html::build(|writer| {
        writer.element("h1").class("govuk-heading-l").text(&title);
        if may_enter {
            writer.add(&Button::link(words.say("requests-enter"), "/requests/new"));
        }
        write_stages(&site, writer, stage);
        let caption = stage.map_or_else(|| words.say("requests-all"), |stage| stage_words(&site, stage));
        writer.paragraph(words.count("requests-count", found.total));
        if !found.rows.is_empty() {
            scroll(writer, &caption, &line_table(&site, &reader.actor, &caption, &found.rows));
        }
        write_pages(writer, stage, number, found.total);
    });
    Ok(page(&site, &Frame::practitioner(&reader.actor, "requests"), &title, main))
}

fn write_stages(site: &Site, writer: &mut Writer, current: Option<&str>) {
    let words = site.words();
    let stages = std::iter::once(None).chain(STAGES.into_iter().map(Some));
    writer.element("nav").attribute("aria-label", &words.say("requests-stages")).within(|writer| {
        writer.element("ul").class("govuk-list alongside-filter").within(|writer| {
            for stage in stages {
                let label = stage.map_or_else(|| words.say("requests-all"), |stage| stage_words(site, stage));
                let href =
                    stage.map_or_else(|| "/requests".to_owned(), |stage| format!("/requests?stage={stage}"));
                writer.element("li").within(|writer| {
                    writer
                        .element("a")
                        .class("govuk-link")
                        .attribute("href", &href)
                        .optional("aria-current", if stage == current { "page" } else { "" })
                        .text(&label);
                });
            }
        });
    });
}

fn write_pages(writer: &mut Writer, stage: Option<&str>, number: u32, total: u64) {
    let href = |page: u32| match stage {
        Some(stage) => format!("/requests?stage={stage}&page={page}"),
        None => format!("/requests?page={page}"),
    };
    let more = u64::from(number) * u64::from(ROWS) < total;
    if number == 1 && !more {
        return;
    }
    writer.add(&Pagination {
        previous: (number > 1).then(|| PaginationLink::to(href(number - 1))),
        next: more.then(|| PaginationLink::to(href(number + 1))),
        ..Pagination::default()
    });
}
