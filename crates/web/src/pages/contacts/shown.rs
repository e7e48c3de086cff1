//! What several of these pages say in the same words: clocks, children, outcomes, who got in touch.

use access::{Action, FieldKind, RecordKind};
use application::{DutyShown, Opened};
use forms::Language;
use govuk::{Html, Tag, Writer};
use guidance::full_date;
use records::contact::{Contact, ContactChild, FORM, Outcome, Received};

use crate::actor::SignedIn;
use crate::pages::work::shown::{short_due, status_tag};
use crate::site::Site;

/// What the reader may do with a contact.
pub(super) fn may(site: &Site, signed_in: &SignedIn, opened: &Opened<Contact>, action: Action) -> bool {
    site.application().may(&signed_in.actor, opened, action, RecordKind::Contact, FieldKind::Ordinary)
}

/// Whether the reader may know who got in touch.
pub(super) fn may_know_caller(site: &Site, signed_in: &SignedIn, opened: &Opened<Contact>) -> bool {
    let (kind, field) = (RecordKind::Contact, FieldKind::RaiserIdentity);
    site.application().may(&signed_in.actor, opened, Action::See, kind, field)
}

/// A child, as far as the child is named.
pub(super) fn named(site: &Site, child: &ContactChild) -> String {
    let name = if child.name.is_empty() { site.words().say("contact-unnamed") } else { child.name.clone() };
    match child.born {
        Some(born) => site.words().with("contact-child-born", &[("name", &name), ("born", &full_date(born))]),
        None => name,
    }
}

/// All children, as a title.
pub(super) fn title(site: &Site, children: &[ContactChild]) -> String {
    let names: Vec<&str> =
        children.iter().map(|child| child.name.as_str()).filter(|name| !name.is_empty()).collect();
    if names.is_empty() { site.words().say("contact-unnamed") } else { names.join(", ") }
}

/// What an agency that can be asked is called.
pub(in crate::pages) fn agency_words(site: &Site, agency: &str) -> String {
    choice_words(site, "agency-which", agency)
}

/// What an outcome is called.
pub(in crate::pages) fn outcome_words(site: &Site, outcome: Outcome) -> String {
    choice_words(site, "decide-outcome", outcome.name())
}

/// The label of a choice of the form; the value itself where the form has none.
pub(super) fn choice_words(site: &Site, question: &str, value: &str) -> String {
    let language = Language::english();
    let form = site.application().forms().latest(FORM);
    let question = form.and_then(|form| form.question(question));
    let choices = question.map(forms::Question::choices).unwrap_or_default();
    let found = choices.iter().find(|choice| choice.value == value);
    found.map_or_else(|| value.to_owned(), |choice| choice.worded.words(&language, None).label.clone())
}

/// Who got in touch, as far as they said.
pub(super) fn caller(site: &Site, received: &Received) -> String {
    let caller = &received.caller;
    let parts: Vec<&str> = [&caller.name, &caller.organisation]
        .into_iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    if parts.is_empty() { site.words().say("contact-caller-unnamed") } else { parts.join(", ") }
}

/// What is due and by when, each with whether it is late in words.
pub(super) fn clocks(site: &Site, duties: &[DutyShown]) -> Html {
    Html::build(|writer| {
        if duties.is_empty() {
            writer.text(&site.words().say("contact-nothing-due"));
            return;
        }
        writer.element("ul").class("govuk-list alongside-clocks").within(|writer| {
            for duty in duties {
                writer.element("li").within(|writer| {
                    writer.text(&site.words().with(
                        "contact-clock",
                        &[("what", &duty.scheduled.name), ("due", &short_due(site, duty.scheduled.due))],
                    ));
                    writer.text(" ");
                    writer.add(&status_tag(site, duty.status));
                });
            }
        });
    })
}

/// The marks of a contact, each in words.
pub(super) fn write_marks(writer: &mut Writer, site: &Site, marks: &[String]) {
    for mark in marks {
        let colour = if mark == "contact-harm" { "red" } else { "blue" };
        writer.text(" ");
        writer.add(&Tag::coloured(colour, site.words().say(&format!("mark-{mark}"))));
    }
}

/// Where the levels of need are described: the partnership's published document, never a score.
pub(super) fn write_levels_of_need(writer: &mut Writer, site: &Site) {
    let levels = &site.application().rules().protocol().settings().contents.levels_of_need;
    let (document, place) = (levels.document.as_deref(), levels.r#where.as_deref());
    let words = site.words();
    let said = match (document, place) {
        (Some(document), Some(place)) => {
            words.with("contact-levels", &[("document", document), ("where", place)])
        }
        _ => words.say("contact-levels-none"),
    };
    writer.element("p").class("govuk-body").within(|writer| {
        writer.text(&said);
        writer.text(" ");
        let link = writer.element("a").class("govuk-link").attribute("href", "/protocol");
        link.text(&words.say("contact-levels-link"));
    });
}
