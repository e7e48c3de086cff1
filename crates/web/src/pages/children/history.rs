//! Everything that happened to the record, in order, with the edition and the protocol that were in force.

use axum::extract::{Path, State};
use axum::response::Response;
use govuk::{Cell, Html, Table};
use kernel::Moment;
use uuid::Uuid;

use super::child_page::{ChildPage, short_date, time_of};
use super::duty_view::scrolling;
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::Problems;
use crate::site::Site;
use application::HistoryLine;

/// The history, oldest first.
pub async fn show(
    State(site): State<Site>,
    reader: SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Response, PageFailure> {
    let page = ChildPage::open(&site, reader, id, "history").await?;
    let lines = site.application().history_of_child(&page.actor, &page.opened, id).await?;
    let words = page.words();
    let title = words.say("children-history-title");
    let table = Table {
        caption: title.clone(),
        caption_classes: "govuk-visually-hidden".into(),
        head: Some(
            ["number", "what", "happened", "recorded", "who", "capacity", "edition", "protocol"]
                .map(|name| Cell::from(words.say(&format!("children-history-{name}"))))
                .into(),
        ),
        rows: lines.iter().map(|line| row(&page, line)).collect(),
        classes: "alongside-dense".into(),
        ..Table::default()
    };
    let main = Html::build(|writer| {
        writer.heading(1, title.as_str());
        writer.paragraph(words.say("children-history-lead"));
        writer.html(&scrolling(&title, |writer| writer.add(&table)));
    });
    Ok(page.page(&title, &page.path(""), &Problems::default(), main))
}

fn row(page: &ChildPage, line: &HistoryLine) -> Vec<Cell> {
    let words = page.words();
    let name = format!("children-event-{}", line.kind.replace(['.', '_'], "-"));
    let what = if words.has(&name) { words.say(&name) } else { line.kind.clone() };
    let happened = match line.happened {
        Moment::On(date) => short_date(date),
        Moment::At(at) => time_of(at),
    };
    let guidance = page.site.application().rules().guidance();
    let edition = line.rules.as_ref().map_or_else(String::new, |rules| {
        guidance
            .edition(&rules.edition)
            .map_or_else(|| rules.edition.clone(), |edition| edition.short.clone())
    });
    let author = match line.author {
        Some(person) => page.name_of(Some(person)),
        None => words.say("children-history-by-itself"),
    };
    vec![
        Cell::numeric(line.version.to_string()),
        Cell::from(what),
        Cell::from(happened),
        Cell::from(time_of(line.recorded_at)),
        Cell::from(author),
        Cell::from(line.capacity.as_ref().map_or_else(String::new, |capacity| page.capacity(capacity))),
        Cell::from(edition),
        Cell::from(line.rules.as_ref().map_or("", |rules| rules.protocol.as_str())),
    ]
}
