//! What each person of a family is owed beside the others: a young person's word before a parent reads along, and a way to
//! be reached that nobody else of the family learns.

use access::{Action, RecordKind};
use application::Act;
use axum::extract::{Path, State};
use axum::response::Response;
use govuk::{Button, InsetText, Label, Tag, Textarea, Writer};
use kernel::PersonId;
use records::child::{AgreeReading, ContactWithheld, ReadingAgreed, WithholdContact};
use records::people::Involved;
use uuid::Uuid;

use super::child_page::{ChildPage, carry_out, day_of, to_record};
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::form;
use crate::site::Site;
use crate::submitted::Submitted;

/// The young person agreed that those who care for them read along.
pub async fn agree(
    State(site): State<Site>,
    reader: SignedIn,
    Path(id): Path<Uuid>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let actor = reader.actor.clone();
    let page = ChildPage::open(&site, reader, id, "people").await?;
    page.must(Action::Write, RecordKind::Person)?;
    let agreed = AgreeReading(ReadingAgreed { how: submitted.value("how").to_owned() });
    match carry_out(&site, &actor, Act::on(id, agreed), &submitted, |_| "how").await? {
        None => Ok(to_record(id, "/people")),
        Some(problems) => super::people::view(&page, None, &submitted, &problems).await,
    }
}

/// How somebody is reached is kept from everybody else of the family.
pub async fn withhold(
    State(site): State<Site>,
    reader: SignedIn,
    Path((id, person)): Path<(Uuid, Uuid)>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let actor = reader.actor.clone();
    let page = ChildPage::open(&site, reader, id, "people").await?;
    page.must(Action::Correct, RecordKind::Person)?;
    let person = PersonId(person);
    if page.child().parts_of(person, site.application().today()).next().is_none() {
        return Err(PageFailure::NotThere);
    }
    let withheld = WithholdContact(ContactWithheld { person, why: submitted.value("why").to_owned() });
    match carry_out(&site, &actor, Act::on(id, withheld), &submitted, |_| "how").await? {
        None => Ok(to_record(id, "/people")),
        Some(problems) => super::people::view(&page, None, &submitted, &problems).await,
    }
}

/// Whether a young person's word is needed, or was given; and the place to record it.
pub(super) fn write_agreed(
    page: &ChildPage,
    writer: &mut Writer,
    submitted: &Submitted,
    problems: &crate::layout::Problems,
) {
    let words = page.words();
    writer.heading(2, words.say("children-agreed-title"));
    if let Some(agreed) = &page.child().reading_agreed {
        let given = [("date", day_of(agreed.at)), ("name", page.name_of(agreed.author.person))];
        let given: Vec<(&str, &str)> = given.iter().map(|(name, text)| (*name, text.as_str())).collect();
        writer.paragraph(words.with("children-agreed-given", &given));
        writer.element("div").class("alongside-as-written govuk-body").text(&agreed.fact.how);
        return;
    }
    if page.child().is_kept_from_parents() {
        writer.add(&InsetText::from(words.say("children-agreed-owned").as_str()));
    }
    writer.paragraph(words.say("children-agreed-lead"));
    if !page.may(Action::Write, RecordKind::Person) {
        return;
    }
    writer.html(&form(&page.site, &page.held, &page.path("/people/agreed"), |writer| {
        writer.add(&Textarea {
            name: "how".into(),
            id: "how".into(),
            label: Label::bold(words.say("children-agreed-how")),
            error: problems.of("how").map(Into::into),
            value: submitted.value("how").to_owned(),
            rows: 3,
            ..Textarea::default()
        });
        writer.add(&Button::secondary(words.say("children-agreed-button")));
    }));
}

/// That a way to be reached is kept, or the button that keeps it.
pub(super) fn write_withheld(page: &ChildPage, writer: &mut Writer, part: &Involved) {
    let words = page.words();
    if page.child().is_withheld(part.person) {
        writer.element("p").class("govuk-body").within(|writer| {
            writer.add(&Tag::coloured("red", words.say("children-withheld")));
        });
        return;
    }
    if part.contact.is_none() || !page.may(Action::Correct, RecordKind::Person) {
        return;
    }
    let address = page.path(&format!("/people/{}/withhold", part.person));
    writer.html(&form(&page.site, &page.held, &address, |writer| {
        writer.add(&Button::secondary(words.with("children-withhold", &[("name", &part.name)])));
    }));
}
