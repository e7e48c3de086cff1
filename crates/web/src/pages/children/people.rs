//! Who takes part, how each is safely reached, and the code that each of the family holds.

use access::{Action, FieldKind, RecordKind};
use axum::extract::{Path, Query, State};
use axum::response::Response;
use govuk::{Button, Html, Panel, SummaryList, SummaryRow, Writer};
use kernel::{PersonId, StreamId, StreamKind};
use records::people::Involved;
use serde::Deserialize;
use store::Code;
use uuid::Uuid;

use super::child_page::{ChildPage, day_of, short_date, to_record};
use super::fields::hidden;
use super::people_rights::{write_agreed, write_withheld};
use super::record_parts::{contact_words, is_family};
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Problems, form};
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

/// Everybody.
pub async fn show(
    State(site): State<Site>,
    reader: SignedIn,
    Path(id): Path<Uuid>,
    Query(made): Query<Made>,
) -> Result<Response, PageFailure> {
    // A code is shown once: whoever loads the page again does not see it.
    let code = reader.held.code_to_show.clone().filter(|_| made.made_for.is_some());
    if code.is_some() {
        session::change(&site, &reader.session, |held| held.code_to_show = None).await?;
    }
    let page = ChildPage::open(&site, reader, id, "people").await?;
    let shown = code.as_deref().zip(made.made_for.map(PersonId));
    view(&page, shown, &Submitted::default(), &Problems::default()).await
}

/// The page, with a code that is shown this once, or with what must be put right.
pub(super) async fn view(
    page: &ChildPage,
    shown: Option<(&str, PersonId)>,
    submitted: &Submitted,
    problems: &Problems,
) -> Result<Response, PageFailure> {
    let (application, id) = (page.site.application(), page.id);
    let reach = StreamId::new(StreamKind::Child, id);
    let codes = if page.may(Action::See, RecordKind::Code) {
        Some(application.store().codes_of_stream(application.partnership(), reach).await?)
    } else {
        None
    };
    let words = page.words();
    let title = words.say("children-people-title");
    let main = Html::build(|writer| {
        if let Some((code, person)) = shown {
            write_code(page, writer, person, code);
        }
        writer.heading(1, title.as_str());
        if page.may(Action::Write, RecordKind::Person) {
            writer.add(&Button {
                href: page.path("/people/new"),
                ..Button::secondary(words.say("children-people-add"))
            });
        }
        let (family, practitioners): (Vec<&Involved>, Vec<&Involved>) =
            page.child().involved.iter().partition(|part| is_family(part));
        writer.heading(2, words.say("children-people-family"));
        for part in family {
            write_person(page, writer, part, codes.as_deref());
        }
        write_agreed(page, writer, submitted, problems);
        writer.heading(2, words.say("children-people-practitioners"));
        for part in practitioners {
            write_person(page, writer, part, None);
        }
    });
    Ok(page.page(&title, &page.path(""), problems, main))
}

/// Gives a person a new code, which ends the one before, or ends the one they have.
pub async fn submit(
    State(site): State<Site>,
    reader: SignedIn,
    Path((id, person)): Path<(Uuid, Uuid)>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let person = PersonId(person);
    let reach = StreamId::new(StreamKind::Child, id);
    let session = reader.session.clone();
    let actor = reader.actor.clone();
    let page = ChildPage::open(&site, reader, id, "people").await?;
    let today = site.application().today();
    // A code goes to somebody of the family who takes part today, and to nobody else.
    if !page.child().parts_of(person, today).any(is_family) {
        return Err(PageFailure::NotThere);
    }
    if submitted.value("act") == "end" {
        site.application().end_codes(&actor, person, reach).await?;
        return Ok(to_record(id, "/people"));
    }
    let given = site.application().give_code(&actor, person, reach).await?;
    session::change(&site, &session, |held| held.code_to_show = Some(given.text)).await?;
    Ok(to_record(id, &format!("/people?for={person}")))
}

fn write_code(page: &ChildPage, writer: &mut Writer, person: PersonId, code: &str) {
    let words = page.words();
    let name = page.name_of(Some(person));
    let contacts = page.may_field(Action::See, RecordKind::ChildRecord, FieldKind::ContactDetails);
    let reach = page
        .child()
        .involved
        .iter()
        .find(|part| part.person == person)
        .and_then(|part| part.contact.as_ref())
        .filter(|_| contacts)
        .map(|contact| contact_words(page, contact));
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
    if let Some(reach) = reach {
        writer.paragraph(words.with("children-code-send", &[("contact", &reach)]));
    }
}

fn write_person(page: &ChildPage, writer: &mut Writer, part: &Involved, codes: Option<&[Code]>) {
    let words = page.words();
    let today = page.site.application().today();
    let contacts = page.may_field(Action::See, RecordKind::ChildRecord, FieldKind::ContactDetails);
    let mut rows =
        vec![SummaryRow::new(words.say("children-people-capacity"), page.capacity(&part.capacity))];
    if !part.relationship.is_empty() {
        rows.push(SummaryRow::new(words.say("children-people-relationship"), part.relationship.as_str()));
    }
    if let Some(contact) = part.contact.as_ref().filter(|_| contacts) {
        rows.push(SummaryRow::new(words.say("children-people-contact"), contact_words(page, contact)));
    }
    if let Some(known) = page.partnership.state.practitioner(part.person) {
        rows.push(SummaryRow::new(words.say("children-people-telephone"), known.telephone.as_str()));
    }
    let until = part.until.map_or_else(|| words.say("children-people-now"), short_date);
    let dates = [("from", short_date(part.from)), ("until", until)];
    let dates: Vec<(&str, &str)> = dates.iter().map(|(name, value)| (*name, value.as_str())).collect();
    rows.push(SummaryRow::new(
        words.say("children-people-dates"),
        words.with("children-people-from-until", &dates),
    ));
    let live = codes
        .and_then(|codes| codes.iter().find(|code| code.person == part.person && code.revoked_at.is_none()));
    if codes.is_some() {
        let code = match live {
            Some(code) => words.with("children-code-has", &[("date", &day_of(code.issued_at))]),
            None => words.say("children-code-none"),
        };
        rows.push(SummaryRow::new(words.say("children-code"), code));
    }
    writer
        .element("section")
        .attribute("id", &format!("person-{}", part.person))
        .class("alongside-need")
        .within(|writer| {
            writer.heading(3, part.name.as_str());
            writer.add(&SummaryList::of(rows));
            if is_family(part) && part.holds_on(today) {
                write_withheld(page, writer, part);
                write_code_buttons(page, writer, part, live.is_some());
            }
        });
}

fn write_code_buttons(page: &ChildPage, writer: &mut Writer, part: &Involved, has_code: bool) {
    let words = page.words();
    let address = page.path(&format!("/people/{}/code", part.person));
    writer.element("div").class("govuk-button-group alongside-no-print").within(|writer| {
        if page.may(Action::IssueCode, RecordKind::Code) {
            writer.html(&form(&page.site, &page.held, &address, |writer| {
                hidden(writer, "act", "give");
                writer.add(&Button::secondary(words.with("children-code-give", &[("name", &part.name)])));
            }));
        }
        if has_code && page.may(Action::RevokeCode, RecordKind::Code) {
            writer.html(&form(&page.site, &page.held, &address, |writer| {
                hidden(writer, "act", "end");
                writer.add(&Button::warning(words.with("children-code-end", &[("name", &part.name)])));
            }));
        }
    });
}
