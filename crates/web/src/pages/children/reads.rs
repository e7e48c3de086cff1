//! Who opened the record, in which capacity and why.

use access::{Action, FieldKind, RecordKind};
use axum::extract::{Path, State};
use axum::response::Response;
use govuk::{Cell, Html, Table, Tag};
use records::reads::RecordRead;
use uuid::Uuid;

use super::child_page::{ChildPage, time_of};
use super::duty_view::scrolling;
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::Problems;
use crate::site::Site;

/// The log, newest first.
pub async fn show(
    State(site): State<Site>,
    reader: SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Response, PageFailure> {
    let page = ChildPage::open(&site, reader, id, "reads").await?;
    let reads = site.application().reads(&page.actor, &page.opened, id).await?;
    // What is kept from the family for now is seen only by those who decide about telling.
    let whole = page.may_field(Action::See, RecordKind::ReadLog, FieldKind::Safeguarding);
    let words = page.words();
    let title = words.say("children-reads-title");
    let rows: Vec<Vec<Cell>> = reads
        .reads
        .iter()
        .rev()
        .map(|(_, read)| read)
        .filter(|read| whole || !read.fact.kept_from_family)
        .map(|read| {
            vec![
                Cell::from(time_of(read.at)),
                Cell::from(page.name_of(Some(read.fact.reader))),
                Cell::from(page.capacity(&read.fact.capacity)),
                Cell::from(page_name(&page, &read.fact)),
                Cell::from(reason(&page, &read.fact)),
            ]
        })
        .collect();
    let table = Table {
        caption: title.clone(),
        caption_classes: "govuk-visually-hidden".into(),
        head: Some(
            ["when", "who", "capacity", "page", "why"]
                .map(|name| Cell::from(words.say(&format!("children-reads-{name}"))))
                .into(),
        ),
        rows,
        first_cell_is_header: true,
        classes: "alongside-dense".into(),
        ..Table::default()
    };
    let main = Html::build(|writer| {
        writer.heading(1, title.as_str());
        writer.paragraph(words.say("children-reads-lead"));
        writer.html(&scrolling(&title, |writer| writer.add(&table)));
    });
    Ok(page.page(&title, &page.path(""), &Problems::default(), main))
}

fn page_name(page: &ChildPage, read: &RecordRead) -> String {
    let name = format!("children-reads-page-{}", read.page);
    if page.words().has(&name) { page.words().say(&name) } else { read.page.clone() }
}

fn reason(page: &ChildPage, read: &RecordRead) -> Html {
    let words = page.words();
    let name = format!("children-reads-why-{}", read.reason);
    let said = if !read.urgent && words.has(&name) { words.say(&name) } else { read.reason.clone() };
    Html::build(|writer| {
        if read.urgent {
            writer.add(&Tag::coloured("red", words.say("children-reads-urgent")));
            writer.text(" ");
        }
        writer.text(&said);
    })
}
