//! Places, groups and spaces online: those that the reader works on, or all for the front door. From a child's record it is also
//! where the child is linked to one.

use access::{Action, RecordKind};
use application::LineShown;
use axum::extract::{Query, State};
use axum::response::Response;
use govuk::{Button, Cell, Html, Writer};
use guidance::full_date;
use kernel::{StreamKind, london_date};
use serde::Deserialize;
use uuid::Uuid;

use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Frame, page};
use crate::pages::staged_list::{stages_of, write_table};
use crate::site::Site;

/// The stages.
const STAGES: [&str; 2] = ["open", "closed"];

/// What the address says.
#[derive(Debug, Deserialize)]
pub struct About {
    /// The child to link.
    child: Option<Uuid>,
}

/// The page.
pub async fn show(
    State(site): State<Site>,
    signed_in: SignedIn,
    Query(about): Query<About>,
) -> Result<Response, PageFailure> {
    let application = site.application();
    let actor = &signed_in.actor;
    let stages = stages_of(&site, &signed_in, StreamKind::Place, &STAGES).await?;
    let child = match about.child {
        Some(child) => {
            let known = application.known_for_place(actor, child).await?;
            Some((child, known))
        }
        None => None,
    };
    let words = site.words();
    let title = words.say("places-list-title");
    let may_open = application.may_here(actor, Action::Write, RecordKind::Place);
    let main = Html::build(|writer| {
        writer.element("h1").class("govuk-heading-l").text(&title);
        writer.paragraph(words.say("places-list-lead"));
        if let Some((_, called)) = &child {
            writer.paragraph(words.with("places-list-for", &[("name", called)]));
        }
        if may_open {
            let classes = "govuk-button--secondary".into();
            writer
                .add(&Button { classes, ..Button::link(words.say("places-open"), "/places/new".to_owned()) });
        }
        if stages.is_empty() {
            writer.paragraph(words.say("looked-after-list-none"));
        }
        for (stage, rows) in &stages {
            let child = child.as_ref().filter(|_| *stage == "open").map(|(child, _)| *child);
            write_stage(writer, &site, stage, rows, child);
        }
    });
    Ok(page(&site, &Frame::practitioner(actor, "places"), &title, main))
}

fn write_stage(writer: &mut Writer, site: &Site, stage: &str, rows: &[LineShown], child: Option<Uuid>) {
    let words = site.words();
    let caption = words.say(&format!("places-stage-{stage}"));
    let head = ["places-name", "places-kind", "protection-list-since"];
    let lines = rows.iter().map(|row| {
        let name = Html::build(|writer| {
            let link = |writer: &mut Writer, address: &str, text: &str| {
                writer.element("a").class("govuk-link").attribute("href", address).text(text);
            };
            link(writer, &format!("/places/{}", row.stream.id), &row.line.title);
            if let Some(child) = child {
                writer.text(" ");
                let address = format!("/places/{}/children/{child}/link", row.stream.id);
                link(writer, &address, &words.with("places-link-here", &[("place", &row.line.title)]));
            }
        });
        let kind = words.say(&format!("places-kind-{}", row.line.detail));
        let since = full_date(london_date(row.at));
        vec![Cell::from(name), Cell::from(kind.as_str()), Cell::from(since.as_str())]
    });
    write_table(writer, site, &caption, &head, lines.collect());
}
