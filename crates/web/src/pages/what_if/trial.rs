//! One trial: how far it is, or what came out.

use access::Action;
use axum::extract::{Path, State};
use axum::response::Response;
use govuk::{Button, ButtonStyle, Cell, Html, Table, Writer};
use simulation::{Block, Report};
use uuid::Uuid;

use super::download::FORMATS;
use super::open;
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, full_page};
use crate::pages::work::scroll;
use crate::site::Site;
use crate::trials::{Standing, Trial};

/// The page. It waits a little for a trial that runs, so that most people never see how far it is.
pub async fn show(
    State(site): State<Site>,
    reader: SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Response, PageFailure> {
    let trial = open(&site, &reader.actor, Action::See, id)?;
    let words = site.words();
    let [name, version] = &trial.named;
    let title = words.with("what-if-trial", &[("name", name), ("version", version)]);
    let standing = trial.wait().await;
    let main = Html::build(|writer| {
        writer.heading(1, title.as_str());
        match &standing {
            Standing::Running => {
                let read = trial.read().to_string();
                writer.paragraph(words.with("what-if-running", &[("records", &read)]));
                let address = format!("/what-if/trials/{}", trial.id);
                writer.add(&Button::link(words.say("what-if-look-again"), address));
            }
            Standing::Failed => writer.paragraph(words.say("what-if-failed")),
            Standing::Done(report) => write_report(&site, &reader, writer, &trial, report),
        }
    });
    let frame = Frame::practitioner(&reader.actor, "what-if");
    Ok(full_page(&site, &frame, &title, Some("/what-if"), &Problems::default(), main))
}

fn write_report(site: &Site, reader: &SignedIn, writer: &mut Writer, trial: &Trial, report: &Report) {
    let words = site.words();
    writer.paragraph(words.say("what-if-changes-nothing"));
    if site.application().may_try_reforms(&reader.actor, Action::Download) {
        writer.element("div").class("govuk-button-group").within(|writer| {
            for format in FORMATS {
                let address = format!("/what-if/trials/{}/{}", trial.id, format.name);
                let label = words.say(&format!("what-if-download-{}", format.name));
                writer.add(&Button { style: ButtonStyle::Secondary, ..Button::link(label, address) });
            }
        });
        writer.paragraph(words.with("what-if-same-file", &[("day", &report.on.to_string())]));
    }
    let document = report.document();
    let mut place = Place { heading: document.title.clone(), paragraph: String::new(), tables: 0 };
    for block in &document.blocks {
        write_block(writer, &mut place, block);
    }
}

/// Where a table stands, so that each has a name of its own.
struct Place {
    heading: String,
    paragraph: String,
    tables: usize,
}

impl Place {
    fn caption(&mut self) -> String {
        self.tables += 1;
        match self.tables {
            1 => self.heading.clone(),
            _ => format!("{}: {}", self.heading, self.paragraph.trim_end_matches(':')),
        }
    }
}

fn write_block(writer: &mut Writer, place: &mut Place, block: &Block) {
    match block {
        Block::Heading { level, text } => {
            *place = Place { heading: text.clone(), paragraph: String::new(), tables: 0 };
            writer.heading(*level, text.as_str());
        }
        Block::Paragraph(text) => {
            place.paragraph.clone_from(text);
            writer.paragraph(text.as_str());
        }
        Block::List(items) => writer.element("ul").class("govuk-list govuk-list--bullet").within(|writer| {
            for item in items {
                writer.element("li").text(item);
            }
        }),
        Block::Table { head, rows } => {
            let caption = place.caption();
            let table = Table {
                caption: caption.clone(),
                caption_classes: "govuk-visually-hidden".to_owned(),
                first_cell_is_header: true,
                head: Some(head.iter().map(|name| Cell::from(name.as_str())).collect()),
                rows: rows
                    .iter()
                    .map(|row| row.iter().map(|cell| Cell::from(cell.as_str())).collect())
                    .collect(),
                classes: "alongside-dense".to_owned(),
                ..Table::default()
            };
            scroll(writer, &caption, &table);
        }
    }
}
