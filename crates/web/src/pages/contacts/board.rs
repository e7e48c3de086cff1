//! The board of the front door: every open contact by its stage, who answers for it, and what is due by when. Whoever of
//! another agency was asked by name finds there what they were asked.

use access::{Action, RecordKind};
use application::{DutyShown, LineShown};
use axum::extract::State;
use axum::response::Response;
use govuk::{Button, Cell, Html, Table, Writer};
use kernel::StreamKind;
use store::Page;

use super::shown::{clocks, write_levels_of_need, write_marks};
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Frame, page};
use crate::pages::safety::parts::{how_long, name_of};
use crate::pages::work::shown::{scroll, short_time};
use crate::site::Site;

/// The stages of an open contact, in their order.
const STAGES: [&str; 4] =
    ["contact-to-look", "contact-with-partners", "contact-to-decide", "contact-to-tell"];
const CLOSED: &str = "contact-closed";
/// The most rows of one stage that are shown; more are said. As many as a morning's team could see to.
const ROWS_MAX: u32 = 100;
/// How many closed contacts are shown; older ones are reached from a later contact about the same child.
const CLOSED_SHOWN: u32 = 20;

/// One row.
struct Row {
    line: LineShown,
    owner: Option<String>,
    duties: Vec<DutyShown>,
}

/// The page.
pub async fn show(State(site): State<Site>, signed_in: SignedIn) -> Result<Response, PageFailure> {
    let mut stages = Vec::new();
    for stage in STAGES {
        let rows = rows(&site, &signed_in, stage, Page::first(ROWS_MAX)).await?;
        stages.push((stage, rows));
    }
    let whole = site.application().may_here(&signed_in.actor, Action::WorkContact, RecordKind::Contact);
    let closed = if whole { Some(closed(&site, &signed_in).await?) } else { None };
    let words = site.words();
    let title = words.say("contacts-title");
    let main = Html::build(|writer| {
        writer.element("h1").class("govuk-heading-l").text(&title);
        writer.paragraph(words.say(if whole { "contacts-lead" } else { "contacts-lead-asked" }));
        writer.add(&Button::link(words.say("contacts-new"), "/contacts/new"));
        if whole {
            write_levels_of_need(writer, &site);
        }
        if stages.iter().all(|(_, (rows, _))| rows.is_empty()) {
            writer.paragraph(words.say("contacts-none"));
        }
        for (stage, (rows, total)) in stages.iter().filter(|(_, (rows, _))| !rows.is_empty()) {
            let caption = words.count(&format!("{stage}-count"), *total);
            write_table(writer, &site, &caption, rows);
            if *total > rows.len() as u64 {
                writer.paragraph(words.say("contacts-more"));
            }
        }
        if let Some((rows, _)) = closed.as_ref().filter(|(rows, _)| !rows.is_empty()) {
            write_table(writer, &site, &words.say("contact-closed-caption"), rows);
        }
    });
    Ok(page(&site, &Frame::practitioner(&signed_in.actor, "contacts"), &title, main))
}

async fn rows(
    site: &Site,
    signed_in: &SignedIn,
    stage: &str,
    page: Page,
) -> Result<(Vec<Row>, u64), PageFailure> {
    let application = site.application();
    let found = application.list(&signed_in.actor, StreamKind::Contact, Some(stage), page).await?;
    let mut rows = Vec::with_capacity(found.rows.len());
    for line in found.rows {
        let owner = match line.owner {
            Some(owner) => Some(name_of(site, Some(owner)).await?),
            None => None,
        };
        let mut duties = application.duties_of(line.stream).await?;
        duties.sort_by_key(|duty| duty.scheduled.due.date());
        rows.push(Row { line, owner, duties });
    }
    Ok((rows, found.total))
}

/// The latest closed: lists begin with the oldest, so it is their end that is taken.
async fn closed(site: &Site, signed_in: &SignedIn) -> Result<(Vec<Row>, u64), PageFailure> {
    let (_, total) = rows(site, signed_in, CLOSED, Page::first(1)).await?;
    let before = u32::try_from(total).unwrap_or(u32::MAX).saturating_sub(CLOSED_SHOWN);
    let (mut latest, total) =
        rows(site, signed_in, CLOSED, Page { offset: before, limit: CLOSED_SHOWN }).await?;
    latest.reverse();
    Ok((latest, total))
}

fn write_table(writer: &mut Writer, site: &Site, caption: &str, rows: &[Row]) {
    let words = site.words();
    let head =
        ["contacts-column-about", "contacts-column-came", "contacts-column-owner", "contacts-column-due"];
    let table = Table {
        caption: caption.to_owned(),
        caption_classes: "govuk-table__caption--m".to_owned(),
        classes: "alongside-dense alongside-front-door".to_owned(),
        head: Some(head.map(|name| Cell::from(words.say(name).as_str())).into()),
        first_cell_is_header: true,
        rows: rows.iter().map(|row| cells(site, row)).collect(),
        ..Table::default()
    };
    scroll(writer, caption, &table);
}

fn cells(site: &Site, row: &Row) -> Vec<Cell> {
    let words = site.words();
    let about = Html::build(|writer| {
        let shown = &row.line.line;
        let title = if shown.title.is_empty() { words.say("contact-unnamed") } else { shown.title.clone() };
        let link = writer.element("a").class("govuk-link");
        link.attribute("href", &format!("/contacts/{}", row.line.stream.id)).text(&title);
        write_marks(writer, site, &shown.marks);
        writer.element("div").class("alongside-because").text(&shown.detail);
    });
    let came = Html::build(|writer| {
        writer.element("div").text(&short_time(row.line.at));
        let ago = words.with("front-door-ago", &[("time", &how_long(site, row.line.at))]);
        writer.element("div").class("alongside-because").text(&ago);
    });
    let owner = row.owner.clone().unwrap_or_else(|| words.say("contacts-nobody"));
    vec![
        Cell::from(about),
        Cell::from(came),
        Cell::from(owner.as_str()),
        Cell::from(clocks(site, &row.duties)),
    ]
}
