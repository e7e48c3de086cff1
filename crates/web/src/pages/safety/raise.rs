//! A practitioner raises a concern: from any page, one link and one button. Only what was noticed is needed.

use std::collections::BTreeMap;

use application::{Failure, Worry};
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use govuk::{Button, Html, InsetText, Writer};
use kernel::StreamId;
use records::concern::{About, Way};
use uuid::Uuid;

use super::parts::{
    form_of, form_words, kept_failure, not_sent, numbers, page_of, read_answers, record_of, refusal_words,
    with_status, write_questions,
};
use crate::actor::{SignedIn, Visitor};
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, form, full_page};
use crate::site::Site;
use crate::submitted::Submitted;

/// The question that must have an answer.
const NOTICED: &str = "what-was-noticed";
/// The question whose "yes" is enough by itself.
const DANGER: &str = "immediate-danger";

/// The page.
pub async fn show(
    State(site): State<Site>,
    signed_in: SignedIn,
    Query(query): Query<BTreeMap<String, String>>,
) -> Result<Response, PageFailure> {
    let identifier = |name: &str| query.get(name).and_then(|value| value.parse().ok());
    let about = about(identifier("child"), identifier("request"));
    view(&site, &signed_in, &about, None, &Problems::default()).await
}

/// It is sent.
pub async fn submit(
    State(site): State<Site>,
    reader: Result<SignedIn, PageFailure>,
    visitor: Visitor,
    submitted: Result<Submitted, PageFailure>,
) -> Result<Response, PageFailure> {
    let signed_in = match reader {
        Ok(signed_in) => signed_in,
        Err(failure) => return signed_out(&site, &visitor, submitted, failure),
    };
    let submitted = match submitted {
        Ok(submitted) => submitted,
        Err(PageFailure::TokenMissing(submitted)) => {
            let failure = PageFailure::TokenMissing(submitted.clone());
            return come_back(&site, &signed_in, &submitted, &failure).await;
        }
        Err(other) => return Err(other),
    };
    let about = about_of(&submitted);
    let (answers, mut problems) = read_answers(&site, form_of(&site, "concern")?, &submitted.fields);
    let immediate = answers.is(DANGER, "yes");
    if immediate && submitted.value(NOTICED).is_empty() {
        // That somebody is in danger now says enough.
        problems.0.retain(|(field, _)| field != NOTICED);
    }
    if !problems.is_empty() {
        return view(&site, &signed_in, &about, Some(&submitted), &problems).await;
    }
    let said = |question: &str| answers.text(question).unwrap_or_default().to_owned();
    let worry = Worry {
        way: Way::Practitioner,
        about: About { described: said("who-may-be-at-risk"), ..about.clone() },
        noticed: said(NOTICED),
        immediate,
        unsure: answers.is(DANGER, "unsure"),
        reach: said("reach-you"),
        answers,
    };
    match site.application().raise_concern(&signed_in.actor, worry, submitted.once).await {
        Ok(concern) => Ok(Redirect::to(&format!("/concerns/{concern}/followed")).into_response()),
        Err(Failure::Refused(refusal)) => {
            let problems = Problems::one(NOTICED, refusal_words(&site, refusal.code()));
            view(&site, &signed_in, &about, Some(&submitted), &problems).await
        }
        Err(failure) => come_back(&site, &signed_in, &submitted, &kept_failure(failure)?).await,
    }
}

/// The record that the link came from. A child's record says more than the request it began with.
fn about(child: Option<Uuid>, request: Option<Uuid>) -> About {
    About { child, request, described: String::new() }
}

fn about_of(submitted: &Submitted) -> About {
    about(submitted.identifier("child"), submitted.identifier("request"))
}

/// The page again, with the words kept, a fresh form, and why it was not sent.
async fn come_back(
    site: &Site,
    signed_in: &SignedIn,
    submitted: &Submitted,
    failure: &PageFailure,
) -> Result<Response, PageFailure> {
    let (why, status) = not_sent(site, failure);
    let problems = Problems::one(NOTICED, why);
    let page = view(site, signed_in, &about_of(submitted), Some(submitted), &problems).await?;
    Ok(with_status(page, status))
}

/// The session ended while somebody was writing. Their words come back to them, and only to them, with the way to sign
/// in beside; once they have, the same page sends what it holds.
fn signed_out(
    site: &Site,
    visitor: &Visitor,
    submitted: Result<Submitted, PageFailure>,
    failure: PageFailure,
) -> Result<Response, PageFailure> {
    let (Ok(submitted) | Err(PageFailure::TokenMissing(submitted))) = submitted else { return Err(failure) };
    if submitted.fields.iter().all(|(_, value)| value.trim().is_empty()) {
        return Err(failure);
    }
    let words = site.words();
    let asked = form_of(site, "concern")?;
    let (title, _) = form_words(asked);
    let number = &site.application().rules().protocol().settings().safety_line.number;
    let problems = Problems::one(NOTICED, words.with("raise-signed-out", &[("number", number)]));
    let about = about_of(&submitted);
    let send = form(site, &visitor.held, "/concerns/new", |writer| {
        write_about(writer, &about);
        write_questions(writer, site, asked, Some(&submitted.fields), &problems);
        writer.add(&Button::submit(words.say("raise-send-again")));
    });
    let main = Html::build(|writer| {
        writer.element("h1").class("govuk-heading-l").text(&title);
        writer.html(&numbers(site));
        writer.element("p").class("govuk-body").within(|writer| {
            writer
                .element("a")
                .class("govuk-link")
                .attribute("href", "/sign-in")
                .attribute("target", "_blank")
                .attribute("rel", "noopener")
                .text(&words.say("raise-sign-in"));
        });
        writer.html(&send);
    });
    let page = full_page(site, &Frame::Public, &title, None, &problems, main);
    Ok(with_status(page, StatusCode::FORBIDDEN))
}

/// The record that the link came from, in the form.
fn write_about(writer: &mut Writer, about: &About) {
    for (name, value) in [("child", about.child), ("request", about.request)] {
        if let Some(value) = value {
            writer
                .element("input")
                .attribute("type", "hidden")
                .attribute("name", name)
                .attribute("value", &value.to_string())
                .empty();
        }
    }
}

/// What the page says it is about. Whether there is such a record is said only to those who may list it; nothing is
/// opened, so the record's own readings stay as they are.
async fn subject(site: &Site, signed_in: &SignedIn, record: StreamId) -> Result<String, PageFailure> {
    let name = site.application().listed_name(&signed_in.actor, record).await?;
    let words = site.words();
    Ok(name.filter(|name| !name.is_empty()).map_or_else(
        || words.say("raise-about-record"),
        |name| words.with("raise-about-name", &[("name", &name)]),
    ))
}

async fn view(
    site: &Site,
    signed_in: &SignedIn,
    about: &About,
    submitted: Option<&Submitted>,
    problems: &Problems,
) -> Result<Response, PageFailure> {
    let words = site.words();
    let asked = form_of(site, "concern")?;
    let (title, hint) = form_words(asked);
    let record = record_of(about);
    let subject = match record {
        Some(record) => Some(subject(site, signed_in, record).await?),
        None => None,
    };
    let typed = submitted.map(|submitted| submitted.fields.as_slice());
    let send = form(site, &signed_in.held, "/concerns/new", |writer| {
        write_about(writer, about);
        write_questions(writer, site, asked, typed, problems);
        writer.add(&Button::submit(words.say("raise-send")));
        writer.element("p").class("govuk-body").text(&words.say("raise-goes-on"));
    });
    let main = Html::build(|writer| {
        writer.element("div").class("govuk-grid-row").within(|writer| {
            writer.element("div").class("govuk-grid-column-two-thirds").within(|writer| {
                writer.element("h1").class("govuk-heading-l").text(&title);
                writer.html(&numbers(site));
                if let Some(subject) = &subject {
                    writer.add(&InsetText::from(subject.as_str()));
                }
                if let Some(hint) = &hint {
                    writer.element("p").class("govuk-body").text(hint);
                }
                writer.element("p").class("govuk-body").text(&words.say("raise-not-shown"));
                writer.html(&send);
                writer.element("p").class("govuk-body").within(|writer| {
                    writer.text(&words.say("raise-not-harm"));
                    writer.text(" ");
                    let link = writer.element("a").class("govuk-link").attribute("href", "/contacts/new");
                    link.text(&words.say("raise-not-harm-link"));
                });
            });
        });
    });
    let frame = match record {
        Some(record) if about.child.is_some() => place(Frame::child(&signed_in.actor, record.id)),
        Some(record) => place(Frame::request(&signed_in.actor, record.id)),
        None => Frame::practitioner(&signed_in.actor, "raise-concern"),
    };
    let back = record.map(page_of);
    Ok(full_page(site, &frame, &title, back.as_deref(), problems, main))
}

/// The same frame, standing at "raise a concern".
fn place(frame: Frame) -> Frame {
    match frame {
        Frame::Practitioner { actor, about, .. } => {
            Frame::Practitioner { actor, place: "raise-concern", about }
        }
        other => other,
    }
}
