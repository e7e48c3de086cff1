//! Somebody more of the family, or a supporter, takes part, each with a safe way of their own to be reached.

use access::{Action, RecordKind};
use application::Act;
use axum::extract::{Path, State};
use axum::response::Response;
use govuk::{Button, Choice, Html};
use kernel::{Capacity, PersonId};
use records::child::Involve;
use records::people::{Involved, SafeContact};
use uuid::Uuid;

use super::child_page::{ChildPage, carry_out, to_record};
use super::fields::Typed;
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Problems, form};
use crate::site::Site;
use crate::submitted::Submitted;

/// What somebody may be to the record.
const CAPACITIES: [&str; 3] = ["parent-carer", "young-person", "supporter"];
/// The ways to be reached that the form for asking offers too.
const METHODS: [&str; 5] = ["phone", "text", "email", "letter", "someone-else"];

/// The empty form.
pub async fn show(
    State(site): State<Site>,
    reader: SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Response, PageFailure> {
    let page = ChildPage::open(&site, reader, id, "people").await?;
    view(&page, None, &Problems::default())
}

/// They take part from today.
pub async fn submit(
    State(site): State<Site>,
    reader: SignedIn,
    Path(id): Path<Uuid>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let problems = match read(&site, &submitted) {
        Err(problems) => Some(problems),
        Ok(part) => {
            carry_out(&site, &reader.actor, Act::on(id, Involve(part)), &submitted, |_| "name").await?
        }
    };
    let Some(problems) = problems else { return Ok(to_record(id, "/people")) };
    let page = ChildPage::open(&site, reader, id, "people").await?;
    view(&page, Some(&submitted), &problems)
}

fn read(site: &Site, submitted: &Submitted) -> Result<Involved, Problems> {
    let words = site.words();
    let mut problems = Problems::default();
    let mut missing = |field: &str| {
        problems.0.push((
            field.to_owned(),
            words.say(&format!("children-person-{}-missing", field.replace('_', "-"))),
        ));
    };
    let one_of = |field: &str, choices: &[&'static str]| {
        choices.iter().copied().find(|choice| *choice == submitted.value(field))
    };
    if submitted.value("name").is_empty() {
        missing("name");
    }
    let capacity = one_of("capacity", &CAPACITIES).and_then(|name| Capacity::new(name).ok());
    if capacity.is_none() {
        missing("capacity");
    }
    let method = one_of("method", &METHODS);
    if method.is_none() {
        missing("method");
    }
    if submitted.value("value").is_empty() {
        missing("value");
    }
    let (Some(capacity), Some(method), true) = (capacity, method, problems.is_empty()) else {
        return Err(problems);
    };
    let contact = SafeContact {
        method: method.to_owned(),
        value: submitted.value("value").to_owned(),
        may_leave_message: submitted.is("message", "yes"),
    };
    Ok(Involved {
        person: PersonId(site.application().new_identifier()),
        name: submitted.value("name").to_owned(),
        capacity,
        relationship: submitted.value("relationship").to_owned(),
        contact: Some(contact),
        from: site.application().today(),
        until: None,
    })
}

fn view(
    page: &ChildPage,
    submitted: Option<&Submitted>,
    problems: &Problems,
) -> Result<Response, PageFailure> {
    page.must(Action::Write, RecordKind::Person)?;
    let words = page.words();
    let title = words.say("children-person-title");
    let typed = Typed::new(&page.site, submitted, problems);
    let offered = |prefix: &str, names: &[&str]| -> Vec<Choice> {
        names.iter().map(|name| Choice::new(*name, words.say(&format!("{prefix}-{name}")))).collect()
    };
    let fields = form(&page.site, &page.held, &page.path("/people/new"), |writer| {
        typed.line(writer, "name", "children-person-name", "");
        typed.radios(
            writer,
            "capacity",
            "children-person-capacity",
            offered("children-capacity", &CAPACITIES),
            "",
        );
        typed.line(writer, "relationship", "children-person-relationship", "");
        typed.radios(writer, "method", "children-person-method", offered("children-contact", &METHODS), "");
        typed.line(writer, "value", "children-person-value", "");
        typed.radios(
            writer,
            "message",
            "children-person-message",
            offered("children-person-message", &["yes", "no"]),
            "no",
        );
        writer.add(&Button::submit(words.say("children-person-button")));
    });
    let main = Html::build(|writer| {
        writer.heading(1, title.as_str());
        writer.paragraph(words.say("children-person-lead"));
        writer.html(&fields);
    });
    Ok(page.page(&title, &page.path("/people"), problems, main))
}
