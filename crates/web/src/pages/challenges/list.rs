//! The list of challenges: all of them for the complaints manager, one's own for whoever was named.

use access::{Action, RecordKind};
use axum::extract::{Query, State};
use axum::response::Response;
use govuk::{Button, Html, Writer};
use kernel::StreamKind;
use serde::Deserialize;
use store::Page;

use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Frame, page};
use crate::pages::work::shown::{line_table, scroll, stage_words};
use crate::site::Site;

/// Rows of the list. A partnership has few open challenges; those that ended have stages of their own.
const ROWS: u32 = 200;

const STAGES: [&str; 5] = ["to-allocate", "to-answer", "answered", "closed", "withdrawn"];

/// Which part of the list.
#[derive(Debug, Default, Deserialize)]
pub struct Wanted {
    /// The stage; all of them when absent.
    #[serde(default)]
    stage: Option<String>,
}

/// Whether the reader may enter a challenge that came by telephone or on paper.
pub(super) fn may_enter(site: &Site, reader: &SignedIn) -> bool {
    site.application().may_here(&reader.actor, Action::Enter, RecordKind::Challenge)
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
    let page_asked = Page::first(ROWS);
    let found = site.application().list(&reader.actor, StreamKind::Challenge, stage, page_asked).await?;
    let words = site.words();
    let title = words.say("challenges-title");
    let main = Html::build(|writer| {
        writer.element("h1").class("govuk-heading-l").text(&title);
        if may_enter(&site, &reader) {
            writer.add(&Button::link(words.say("challenges-enter"), "/challenges/new"));
        }
        write_stages(&site, writer, stage);
        let caption = stage.map_or_else(|| words.say("challenges-all"), |stage| stage_words(&site, stage));
        writer.paragraph(words.count("challenges-count", found.total));
        if !found.rows.is_empty() {
            scroll(writer, &caption, &line_table(&site, &reader.actor, &caption, &found.rows));
        }
    });
    Ok(page(&site, &Frame::practitioner(&reader.actor, "challenges"), &title, main))
}

fn write_stages(site: &Site, writer: &mut Writer, current: Option<&str>) {
    let words = site.words();
    let stages = std::iter::once(None).chain(STAGES.into_iter().map(Some));
    writer.element("nav").attribute("aria-label", &words.say("challenges-stages")).within(|writer| {
        writer.element("ul").class("govuk-list alongside-filter").within(|writer| {
            for stage in stages {
                let (label, href) = stage.map_or_else(
                    || (words.say("challenges-all"), "/challenges".to_owned()),
                    |stage| (stage_words(site, stage), format!("/challenges?stage={stage}")),
                );
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
