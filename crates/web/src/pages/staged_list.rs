//! A list of children by stage, with what a reader must see beside each name: the records of protection, of help and of living
//! away from home are listed alike.

use application::LineShown;
use axum::response::Response;
use govuk::{Button, Cell, Html, Table, Tag, Writer};
use guidance::full_date;
use kernel::{StreamKind, london_date};
use store::Page;

use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Frame, page};
use crate::pages::work::scroll;
use crate::site::Site;

/// The most rows of one stage that are shown.
const ROWS_MAX: u32 = 100;

/// What one such list is of.
pub(super) struct StagedList {
    pub(super) kind: StreamKind,
    /// Where the records are, and their place in the navigation: `/protection`, `protection`.
    pub(super) path: &'static str,
    pub(super) place: &'static str,
    /// The stages, the most urgent first.
    pub(super) stages: &'static [&'static str],
    /// The messages of the title, the first lines, and that there is nobody.
    pub(super) title: &'static str,
    pub(super) lead: &'static str,
    pub(super) none: &'static str,
    /// The messages of the two columns.
    pub(super) head: [&'static str; 2],
    /// What a stage is called.
    pub(super) stage: fn(&Site, &str) -> String,
    /// What stands beside a name.
    pub(super) marks: fn(&mut Writer, &Site, &[String]),
}

impl StagedList {
    /// The page, with what can be begun above the stages.
    pub(super) async fn show(
        &self,
        site: &Site,
        signed_in: &SignedIn,
        begins: Html,
    ) -> Result<Response, PageFailure> {
        let stages = stages_of(site, signed_in, self.kind, self.stages).await?;
        let words = site.words();
        let title = words.say(self.title);
        let main = Html::build(|writer| {
            writer.element("h1").class("govuk-heading-l").text(&title);
            writer.paragraph(words.say(self.lead));
            writer.html(&begins);
            if stages.is_empty() {
                writer.paragraph(words.say(self.none));
            }
            for (stage, rows) in &stages {
                self.write_stage(writer, site, stage, rows);
            }
        });
        Ok(page(site, &Frame::practitioner(&signed_in.actor, self.place), &title, main))
    }

    fn write_stage(&self, writer: &mut Writer, site: &Site, stage: &str, rows: &[LineShown]) {
        let lines = rows.iter().map(|row| {
            let child = Html::build(|writer| {
                let unnamed = || site.words().say("protection-unnamed");
                let title = if row.line.title.is_empty() { unnamed() } else { row.line.title.clone() };
                let link = writer.element("a").class("govuk-link");
                link.attribute("href", &format!("{}/{}", self.path, row.stream.id)).text(&title);
                (self.marks)(writer, site, &row.line.marks);
            });
            vec![Cell::from(child), Cell::from(full_date(london_date(row.at)).as_str())]
        });
        write_table(writer, site, &(self.stage)(site, stage), &self.head, lines.collect());
    }
}

/// The stages in which anything stands that the reader may list, in their order.
pub(super) async fn stages_of(
    site: &Site,
    signed_in: &SignedIn,
    kind: StreamKind,
    stages: &[&'static str],
) -> Result<Vec<(&'static str, Vec<LineShown>)>, PageFailure> {
    let mut found = Vec::new();
    for stage in stages {
        let page = Page::first(ROWS_MAX);
        let rows = site.application().list(&signed_in.actor, kind, Some(stage), page).await?.rows;
        if !rows.is_empty() {
            found.push((*stage, rows));
        }
    }
    Ok(found)
}

/// One stage as a table that may be scrolled.
pub(super) fn write_table(
    writer: &mut Writer,
    site: &Site,
    caption: &str,
    head: &[&str],
    rows: Vec<Vec<Cell>>,
) {
    let head = head.iter().map(|name| Cell::from(site.words().say(name).as_str()));
    let table = Table {
        caption: caption.to_owned(),
        caption_classes: "govuk-table__caption--m".to_owned(),
        head: Some(head.collect()),
        rows,
        first_cell_is_header: true,
        ..Table::default()
    };
    scroll(writer, caption, &table);
}

/// A button for each thing that can be begun, where anything can be.
pub(super) fn begin_buttons(begins: impl Iterator<Item = (String, String)>) -> Html {
    let begins: Vec<_> = begins.collect();
    Html::build(|writer| {
        if begins.is_empty() {
            return;
        }
        writer.element("div").class("govuk-button-group").within(|writer| {
            for (label, address) in begins {
                let classes = "govuk-button--secondary".into();
                writer.add(&Button { classes, ..Button::link(label, address) });
            }
        });
    })
}

/// Marks of one colour, each after a space.
pub(super) fn write_tags(writer: &mut Writer, colour: &str, marks: impl Iterator<Item = String>) {
    for mark in marks {
        writer.text(" ");
        writer.add(&Tag::coloured(colour, mark));
    }
}
