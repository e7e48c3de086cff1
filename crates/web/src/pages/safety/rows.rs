//! Rows of concerns, as the front door's list and the sheet for the next shift show them.

use application::LineShown;
use govuk::{Attributes, Button, ButtonType, Cell, Html, Table, Writer};
use kernel::StreamKind;
use store::Page;

use super::parts::{how_long, mark, name_of, short_time};
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::site::Site;

/// One concern, with the name of whoever saw it.
pub(super) struct Row {
    /// What the list keeps of it.
    pub(super) shown: LineShown,
    /// Who saw it.
    pub(super) seer: Option<String>,
}

/// The concerns of one stage.
pub(super) async fn rows(
    site: &Site,
    signed_in: &SignedIn,
    stage: &str,
    page: Page,
) -> Result<Vec<Row>, PageFailure> {
    let found = site.application().list(&signed_in.actor, StreamKind::Concern, Some(stage), page).await?;
    let mut rows = Vec::with_capacity(found.rows.len());
    for shown in found.rows {
        let seer = match shown.owner {
            Some(owner) => Some(name_of(site, Some(owner)).await?),
            None => None,
        };
        rows.push(Row { shown, seer });
    }
    Ok(rows)
}

/// A table of concerns under its caption; one line where there are none.
pub(super) fn write_table(
    writer: &mut Writer,
    site: &Site,
    caption: &str,
    head: [&str; 4],
    classes: &str,
    rows: Vec<Vec<Cell>>,
) {
    let words = site.words();
    writer.heading(2, caption);
    if rows.is_empty() {
        return writer.paragraph(words.say("front-door-none"));
    }
    let table = Table {
        caption: caption.to_owned(),
        caption_classes: "govuk-visually-hidden".to_owned(),
        head: Some(head.map(|name| Cell::from(words.say(name).as_str())).into()),
        rows,
        first_cell_is_header: true,
        classes: classes.to_owned(),
        ..Table::default()
    };
    writer
        .element("div")
        .class("alongside-scroll")
        .attribute("tabindex", "0")
        .attribute("role", "region")
        .attribute("aria-label", caption)
        .within(|writer| writer.add(&table));
}

/// Whom it is about, with what stands out.
pub(super) fn about(site: &Site, row: &Row, writer: &mut Writer) {
    let line = &row.shown.line;
    let nobody = || site.words().say("front-door-nobody-named");
    let title = if line.title.is_empty() { nobody() } else { line.title.clone() };
    writer
        .element("a")
        .class("govuk-link")
        .attribute("href", &format!("/concerns/{}", row.shown.stream.id))
        .text(&title);
    for tag in line.marks.iter().filter_map(|name| mark(site, name)) {
        writer.text(" ");
        writer.add(&tag);
    }
}

/// When it came, and how long ago that is.
pub(super) fn came(site: &Site, row: &Row) -> Html {
    let ago = site.words().with("front-door-ago", &[("time", &how_long(site, row.shown.at))]);
    Html::build(|writer| {
        writer.element("div").text(&short_time(site, row.shown.at));
        writer.element("div").class("alongside-because").text(&ago);
    })
}

/// The button that prints the page; it is there where scripts are.
pub(super) fn write_print(writer: &mut Writer, words: &str) {
    writer.element("div").class("alongside-no-print").within(|writer| {
        writer.add(&Button {
            button_type: ButtonType::Button,
            attributes: Attributes::new().flag("data-print").flag("hidden"),
            ..Button::secondary(words)
        });
    });
}
