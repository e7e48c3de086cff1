//! What several of these pages share: the numbers to ring, the questions of a form on one page, names and times.

use access::Actor;
use application::Failure;
use axum::http::StatusCode;
use axum::response::Response;
use forms::{Answers, Form, Language, parse_question};
use govuk::{Html, Tag, Writer};
use jiff::Timestamp;
use kernel::{Capacity, PersonId, StreamId, StreamKind, london_date, london_datetime};
use records::concern::About;

use crate::failure::PageFailure;
use crate::layout::Problems;
use crate::questions::{Asked, Standing};
use crate::site::Site;
use crate::submitted::Submitted;

/// The longest text that the front door writes in one go, in characters: as long as what it answers may be.
pub(super) const TEXT_CHARACTERS_MAX: usize = 50_000;

/// The newest version of a form.
pub(in crate::pages) fn form_of<'a>(site: &'a Site, id: &str) -> Result<&'a Form, PageFailure> {
    site.application().forms().latest(id).ok_or(PageFailure::NotThere)
}

/// The words that a form says of itself.
pub(super) fn form_words(form: &Form) -> (String, Option<String>) {
    let words = form.words(&Language::english());
    (words.label.clone(), words.hint.clone())
}

/// Reads a whole form that stands on one page.
pub(super) fn read_answers(site: &Site, form: &Form, fields: &[(String, String)]) -> (Answers, Problems) {
    let today = site.application().today();
    let mut answers = form.no_answers();
    let mut problems = Problems::default();
    for question in form.questions() {
        match parse_question(form, question.id.as_str(), fields, &answers, today) {
            Ok(answer) => answers.set(&question.id, answer),
            Err(errors) => {
                problems.0.extend(errors.into_iter().map(|error| (error.field, error.message)));
            }
        }
    }
    (answers, problems)
}

/// Writes a whole form on one page, with what was typed.
pub(super) fn write_questions(
    writer: &mut Writer,
    site: &Site,
    form: &Form,
    typed: Option<&[(String, String)]>,
    problems: &Problems,
) {
    let answers = form.no_answers();
    for question in form.questions() {
        let standing = Standing::Among;
        let asked = Asked { site, form, question, answers: &answers, typed, problems, standing };
        writer.html(&asked.render());
    }
}

/// The numbers to ring: first, and large, on every page on which somebody says that a person is not safe.
pub(in crate::pages) fn numbers(site: &Site) -> Html {
    let line = &site.application().rules().protocol().settings().safety_line;
    let words = site.words();
    Html::build(|writer| {
        writer
            .element("section")
            .class("alongside-ring")
            .attribute("aria-label", &words.say("ring-label"))
            .within(|writer| {
                write_number(writer, &words.say("ring-emergency"), &line.emergency);
                write_number(writer, &words.with("ring-number", &[("who", &line.answered_by)]), &line.number);
                writer.element("p").class("alongside-ring__hours").text(&line.hours);
            });
    })
}

/// A number that a telephone can ring by itself, unless it is words that stand in for one.
fn write_number(writer: &mut Writer, before: &str, number: &str) {
    writer.element("p").class("alongside-ring__line").within(|writer| {
        writer.text(before);
        writer.text(" ");
        let digits: String = number.chars().filter(char::is_ascii_digit).collect();
        if number.chars().all(|character| character.is_ascii_digit() || character == ' ') {
            writer
                .element("a")
                .class("govuk-link alongside-ring__number")
                .attribute("href", &format!("tel:{digits}"))
                .text(number);
        } else {
            writer.element("strong").class("alongside-ring__number").text(number);
        }
    });
}

/// What went wrong with the sending, where the words can be sent again: the words to show, and the status.
pub(super) fn not_sent(site: &Site, failure: &PageFailure) -> (String, StatusCode) {
    let number = &site.application().rules().protocol().settings().safety_line.number;
    let (name, status) = match failure {
        PageFailure::TokenMissing(_) => ("not-sent-too-old", StatusCode::FORBIDDEN),
        PageFailure::TooLarge => ("not-sent-too-large", StatusCode::PAYLOAD_TOO_LARGE),
        _ => ("not-sent-broken", StatusCode::INTERNAL_SERVER_ERROR),
    };
    (site.words().with(name, &[("number", number)]), status)
}

/// The failure of something that was to be sent, if the page can say so itself and keep the words.
pub(super) fn kept_failure(failure: Failure) -> Result<PageFailure, PageFailure> {
    match PageFailure::from(failure) {
        PageFailure::Broken(cause) => {
            tracing::error!(error = %cause, "a concern was not sent");
            Ok(PageFailure::Broken(cause))
        }
        PageFailure::Busy => Ok(PageFailure::Busy),
        other => Err(other),
    }
}

/// A page with a status of its own.
pub(super) fn with_status(mut response: Response, status: StatusCode) -> Response {
    *response.status_mut() = status;
    response
}

/// A time as practitioners read it in lists: today's without its date.
pub(in crate::pages) fn short_time(site: &Site, at: Timestamp) -> String {
    let there = london_datetime(at);
    if london_date(at) == site.application().today() {
        there.strftime("%H:%M").to_string()
    } else {
        there.strftime("%H:%M, %-d %B %Y").to_string()
    }
}

/// How long ago something was, in the largest unit that tells it.
pub(in crate::pages) fn how_long(site: &Site, since: Timestamp) -> String {
    let minutes = u64::try_from((site.application().now() - since).get_seconds().max(0) / 60).unwrap_or(0);
    match minutes {
        0..120 => site.words().count("how-long-minutes", minutes),
        120..2880 => site.words().count("how-long-hours", minutes / 60),
        _ => site.words().count("how-long-days", minutes / 1440),
    }
}

/// The name of somebody who works here.
pub(in crate::pages) async fn name_of(site: &Site, person: Option<PersonId>) -> Result<String, PageFailure> {
    let state = site.application().partnership_state().await?;
    let name = state.state.name_of(person).map(str::to_owned);
    Ok(name.unwrap_or_else(|| site.words().say("somebody")))
}

/// The title of a capacity.
pub(in crate::pages) fn title_of(site: &Site, capacity: &Capacity) -> String {
    let entry = site.application().policy().capacity(capacity);
    entry.map_or_else(|| capacity.to_string(), |entry| entry.title.clone())
}

/// The services that an unseen concern goes to, each with its number.
pub(in crate::pages) fn services_passed_on_to(site: &Site) -> String {
    let settings = site.application().rules().protocol().settings();
    let services = settings.concern.unseen_goes_to.iter().map(|id| {
        settings.service(id).map_or_else(
            || id.clone(),
            |service| {
                let named = [("name", service.name.as_str()), ("telephone", service.telephone.as_str())];
                site.words().with("passed-on-service", &named)
            },
        )
    });
    services.collect::<Vec<_>>().join(", ")
}

/// To whom an unseen concern goes: the services, and whoever acts in the capacities that are told as well.
pub(super) fn passed_on_to(site: &Site) -> String {
    let tells = &site.application().rules().protocol().settings().concern.unseen_tells;
    let capacities = tells.iter().map(|capacity| title_of(site, capacity));
    std::iter::once(services_passed_on_to(site)).chain(capacities).collect::<Vec<_>>().join(", ")
}

/// What a mark in a list says, and in which colour. The names are those that a concern's row carries.
pub(super) fn mark(site: &Site, mark: &str) -> Option<Tag> {
    let (colour, name) = match mark {
        "immediate" => ("red", "mark-immediate"),
        "unsure" => ("yellow", "mark-unsure"),
        "escalated" => ("orange", "mark-passed-on"),
        "harm-from-care-worker" => ("purple", "mark-harm-from-care-worker"),
        "harm-from-setting" => ("purple", "mark-harm-from-setting"),
        "harm-from-school" => ("purple", "mark-harm-from-school"),
        "harm-from-peer" => ("purple", "mark-harm-from-peer"),
        "harm-from-outside-home" => ("purple", "mark-harm-from-outside-home"),
        "harm-from-family" => ("grey", "mark-harm-from-family"),
        "harm-from-unknown" => ("grey", "mark-harm-from-unknown"),
        _ => return None,
    };
    Some(Tag::coloured(colour, site.words().say(name)))
}

/// The record that a concern was raised from.
pub(super) fn record_of(about: &About) -> Option<StreamId> {
    let child = about.child.map(|id| StreamId::new(StreamKind::Child, id));
    child.or_else(|| about.request.map(|id| StreamId::new(StreamKind::Request, id)))
}

/// The page of a record.
pub(super) fn page_of(record: StreamId) -> String {
    match record.kind {
        StreamKind::Request => format!("/requests/{}", record.id),
        _ => format!("/children/{}", record.id),
    }
}

/// The page on which a record is opened urgently.
pub(super) fn urgent_page_of(record: StreamId) -> String {
    match record.kind {
        StreamKind::Request => format!("/urgent/requests/{}", record.id),
        _ => format!("/urgent/{}", record.id),
    }
}

/// The way to a record for this actor: its page, or the page that opens it urgently; none where there is no way.
pub(super) async fn way_to(
    site: &Site,
    actor: &Actor,
    record: StreamId,
) -> Result<Option<(&'static str, String)>, PageFailure> {
    let application = site.application();
    if application.may_open(actor, record).await? {
        return Ok(Some(("concern-open-record", page_of(record))));
    }
    match application.known_as(actor, record).await {
        Ok(_) => Ok(Some(("concern-open-urgently", urgent_page_of(record)))),
        Err(Failure::NotThere) => Ok(None),
        Err(failure) => Err(failure.into()),
    }
}

/// A text that somebody must write: what is wrong with it, if anything is.
pub(super) fn text_problems(
    site: &Site,
    submitted: &Submitted,
    field: &str,
    missing: &str,
    limit: usize,
) -> Problems {
    let words = site.words();
    let text = submitted.value(field);
    if text.is_empty() {
        return Problems::one(field, words.say(missing));
    }
    let length = text.chars().count();
    if length > limit {
        let (limit, length) = (limit.to_string(), length.to_string());
        return Problems::one(field, words.with("text-too-long", &[("limit", &limit), ("length", &length)]));
    }
    Problems::default()
}

/// What a refusal says to whoever was refused.
pub(crate) fn refusal_words(site: &Site, code: &str) -> String {
    // These codes are used by other commands too, where they say other things.
    let own = match code {
        "no-words" => Some("answer-missing"),
        "not-a-manager" => Some("answer-not-a-manager"),
        "why-missing" => Some("telling-why-missing"),
        _ => None,
    };
    own.map_or_else(|| site.words().say(&format!("refusal-{code}")), |name| site.words().say(name))
}
