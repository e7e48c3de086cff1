//! Who of the family takes part, how each is safely reached, and the code that each holds.

use access::{Action, FieldKind, RecordKind};
use application::{Opened, ReadReason};
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use govuk::{Button, Html, Panel, SummaryList, SummaryRow, Writer};
use kernel::{PersonId, StreamId, StreamKind};
use records::help::Help;
use records::people::Involved;
use serde::Deserialize;
use store::Code;
use uuid::Uuid;

use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, form, full_page};
use crate::pages::children::fields::hidden;
use crate::pages::safety::parts::title_of;
use crate::session;
use crate::site::Site;
use crate::submitted::Submitted;

/// For whom a code was just made.
#[derive(Debug, Default, Deserialize)]
pub struct Made {
    /// The person.
    #[serde(default, rename = "for")]
    made_for: Option<Uuid>,
}

async fn open(site: &Site, reader: &SignedIn, child: Uuid) -> Result<Opened<Help>, PageFailure> {
    let application = site.application();
    let opened = application.open_help(&reader.actor, child, ReadReason::work("help")).await?;
    let may = |action, field| application.may(&reader.actor, &opened, action, RecordKind::Help, field);
    let gives = may(Action::IssueCode, FieldKind::Ordinary) && may(Action::See, FieldKind::ContactDetails);
    if gives { Ok(opened) } else { Err(PageFailure::NotThere) }
}

/// Everybody of the family who takes part.
pub async fn show(
    State(site): State<Site>,
    reader: SignedIn,
    Path(child): Path<Uuid>,
    Query(made): Query<Made>,
) -> Result<Response, PageFailure> {
    let opened = open(&site, &reader, child).await?;
    // A code is shown once: whoever loads the page again does not see it.
    let code = reader.held.code_to_show.clone().filter(|_| made.made_for.is_some());
    if code.is_some() {
        session::change(&site, &reader.session, |held| held.code_to_show = None).await?;
    }
    let application = site.application();
    let reach = StreamId::new(StreamKind::Help, child);
    let codes = application.store().codes_of_stream(application.partnership(), reach).await?;
    let words = site.words();
    let title = words.say("help-people-title");
    let main = Html::build(|writer| {
        if let Some((code, person)) = code.as_deref().zip(made.made_for.map(PersonId)) {
            let name = opened.state.relative(person).map(|known| known.name.clone()).unwrap_or_default();
            let content = Html::build(|writer| {
                writer.element("span").class("alongside-code").text(code);
            });
            writer.add(&Panel {
                title: words.with("children-code-title", &[("name", &name)]).into(),
                heading_level: 2,
                content: content.into(),
                ..Panel::default()
            });
            writer.paragraph(words.say("children-code-once"));
        }
        writer.element("span").class("govuk-caption-l").text(&opened.state.called);
        writer.element("h1").class("govuk-heading-l").text(&title);
        writer.paragraph(words.say("help-people-lead"));
        if opened.state.open().is_some() {
            let add = format!("/help/{child}/relative");
            writer.add(&Button { href: add, ..Button::secondary(words.say("help-relative-title")) });
        }
        for relative in opened.state.relatives.iter().map(|added| &added.fact) {
            write_person(writer, &site, &reader, child, relative, &codes);
        }
    });
    let frame = Frame::practitioner(&reader.actor, "help");
    Ok(full_page(&site, &frame, &title, Some(&format!("/help/{child}")), &Problems::default(), main))
}

/// Gives a person a new code, which ends the one before, or ends the one they have.
pub async fn submit(
    State(site): State<Site>,
    reader: SignedIn,
    Path((child, person)): Path<(Uuid, Uuid)>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let opened = open(&site, &reader, child).await?;
    let person = PersonId(person);
    opened.state.relative(person).ok_or(PageFailure::NotThere)?;
    let reach = StreamId::new(StreamKind::Help, child);
    if submitted.value("act") == "end" {
        site.application().end_codes(&reader.actor, person, reach).await?;
        return Ok(Redirect::to(&format!("/help/{child}/people")).into_response());
    }
    let given = site.application().give_code(&reader.actor, person, reach).await?;
    session::change(&site, &reader.session, |held| held.code_to_show = Some(given.text)).await?;
    Ok(Redirect::to(&format!("/help/{child}/people?for={person}")).into_response())
}

fn write_person(
    writer: &mut Writer,
    site: &Site,
    reader: &SignedIn,
    child: Uuid,
    relative: &Involved,
    codes: &[Code],
) {
    let words = site.words();
    let live = codes.iter().find(|code| code.person == relative.person && code.revoked_at.is_none());
    let mut rows =
        vec![SummaryRow::new(words.say("children-people-capacity"), title_of(site, &relative.capacity))];
    if !relative.relationship.is_empty() {
        rows.push(SummaryRow::new(words.say("children-people-relationship"), relative.relationship.as_str()));
    }
    if let Some(contact) = &relative.contact {
        let method = words.say(&format!("children-contact-{}", contact.method));
        rows.push(SummaryRow::new(
            words.say("children-people-contact"),
            format!("{method}: {}", contact.value),
        ));
    }
    let code = match live {
        Some(code) => {
            let date = guidance::full_date(kernel::london_date(code.issued_at));
            words.with("children-code-has", &[("date", &date)])
        }
        None => words.say("children-code-none"),
    };
    rows.push(SummaryRow::new(words.say("children-code"), code));
    writer.element("section").class("alongside-need").within(|writer| {
        writer.heading(2, relative.name.as_str());
        writer.add(&SummaryList::of(rows));
        let address = format!("/help/{child}/people/{}/code", relative.person);
        writer.element("div").class("govuk-button-group alongside-no-print").within(|writer| {
            let named = [("name", relative.name.as_str())];
            writer.html(&form(site, &reader.held, &address, |writer| {
                hidden(writer, "act", "give");
                writer.add(&Button::secondary(words.with("children-code-give", &named)));
            }));
            if live.is_some() {
                writer.html(&form(site, &reader.held, &address, |writer| {
                    hidden(writer, "act", "end");
                    writer.add(&Button::warning(words.with("children-code-end", &named)));
                }));
            }
        });
    });
}
