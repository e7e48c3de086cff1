//! Anybody says that somebody is being hurt or is not safe. The numbers come first; the form is short, goes straight to
//! the front door, and always comes back with its words.
//!
//! The answer is shown at once, without another address: nothing of what was sent stays in the session, the history
//! or a link. Whoever holds the code of the session is not taken for the writer, because the writer may be somebody
//! else in the same home.

use access::Actor;
use application::{Failure, Worry};
use axum::extract::State;
use axum::response::Response;
use govuk::{Button, Html, Panel};
use guidance::Due;
use kernel::StreamKind;
use records::concern::{About, Way};

use super::parts::{
    form_of, form_words, kept_failure, not_sent, numbers, read_answers, refusal_words, services_passed_on_to,
    short_time, with_status, write_questions,
};
use crate::actor::Visitor;
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, form, full_page, page};
use crate::session::Who;
use crate::site::Site;
use crate::submitted::Submitted;

/// The question that must have an answer.
const NOTICED: &str = "what-is-happening";

/// The page.
pub async fn show(State(site): State<Site>, visitor: Visitor) -> Result<Response, PageFailure> {
    view(&site, &visitor, None, &Problems::default())
}

/// It is sent.
pub async fn submit(
    State(site): State<Site>,
    visitor: Visitor,
    submitted: Result<Submitted, PageFailure>,
) -> Result<Response, PageFailure> {
    let submitted = match submitted {
        Ok(submitted) => submitted,
        Err(PageFailure::TokenMissing(submitted)) => {
            return come_back(&site, &visitor, &submitted, &PageFailure::TokenMissing(submitted.clone()));
        }
        Err(failure @ PageFailure::TooLarge) => {
            return come_back(&site, &visitor, &Submitted::default(), &failure);
        }
        Err(other) => return Err(other),
    };
    let (answers, problems) = read_answers(&site, form_of(&site, "safety")?, &submitted.fields);
    if !problems.is_empty() {
        return view(&site, &visitor, Some(&submitted), &problems);
    }
    let said = |question: &str| answers.text(question).unwrap_or_default().to_owned();
    let worry = Worry {
        way: Way::SafetyLine,
        about: about(&visitor, said("who-is-it-about")),
        noticed: said(NOTICED),
        immediate: false,
        unsure: false,
        reach: said("how-to-reach-you"),
        answers,
    };
    let application = site.application();
    let sender = match &visitor.actor {
        practitioner @ Actor::Practitioner { .. } => practitioner.clone(),
        _ => Actor::Anonymous { partnership: application.partnership().clone() },
    };
    match application.raise_concern(&sender, worry, submitted.once).await {
        // Sent twice by a second press of the button: it was counted once, and was sent.
        Ok(_) | Err(Failure::AlreadyDone) => Ok(sent(&site, &visitor)),
        Err(Failure::Refused(refusal)) => {
            let problems = Problems::one(NOTICED, refusal_words(&site, refusal.code()));
            view(&site, &visitor, Some(&submitted), &problems)
        }
        Err(failure) => come_back(&site, &visitor, &submitted, &kept_failure(failure)?),
    }
}

/// What it is about. A code tells the front door which record it came from, and nobody else.
fn about(visitor: &Visitor, described: String) -> About {
    let mut about = About { described, ..About::default() };
    if let Some(Who::Family { reach, .. }) = &visitor.held.who {
        match reach.kind {
            StreamKind::Child => about.child = Some(reach.id),
            StreamKind::Request => about.request = Some(reach.id),
            _ => {}
        }
    }
    about
}

/// The page again, with the words kept, a fresh form, and why it was not sent.
fn come_back(
    site: &Site,
    visitor: &Visitor,
    submitted: &Submitted,
    failure: &PageFailure,
) -> Result<Response, PageFailure> {
    let (why, status) = not_sent(site, failure);
    let page = view(site, visitor, Some(submitted), &Problems::one(NOTICED, why))?;
    Ok(with_status(page, status))
}

fn frame(visitor: &Visitor) -> Frame {
    if matches!(visitor.held.who, Some(Who::Family { .. })) { Frame::Family } else { Frame::Public }
}

fn view(
    site: &Site,
    visitor: &Visitor,
    submitted: Option<&Submitted>,
    problems: &Problems,
) -> Result<Response, PageFailure> {
    let words = site.words();
    let asked = form_of(site, "safety")?;
    let (title, hint) = form_words(asked);
    let typed = submitted.map(|submitted| submitted.fields.as_slice());
    let send = form(site, &visitor.held, "/safety", |writer| {
        write_questions(writer, site, asked, typed, problems);
        writer.add(&Button::submit(words.say("tell-send")));
    });
    let main = Html::build(|writer| {
        writer.element("div").class("govuk-grid-row").within(|writer| {
            writer.element("div").class("govuk-grid-column-two-thirds").within(|writer| {
                writer.element("h1").class("govuk-heading-l").text(&title);
                writer.html(&numbers(site));
                if let Some(hint) = &hint {
                    writer.element("p").class("govuk-body").text(hint);
                }
                writer.element("p").class("govuk-body").text(&words.say("tell-who-does-not"));
                writer.html(&send);
            });
        });
    });
    Ok(full_page(site, &frame(visitor), &title, None, problems, main))
}

/// Calm, and plain: it was sent, what happens now, the number again.
fn sent(site: &Site, visitor: &Visitor) -> Response {
    let words = site.words();
    let application = site.application();
    let title = words.say("tell-sent-title");
    let seen_by = application.concern_seen_by(application.now()).map(|scheduled| scheduled.due);
    let main = Html::build(|writer| {
        writer.element("div").class("govuk-grid-row").within(|writer| {
            writer.element("div").class("govuk-grid-column-two-thirds").within(|writer| {
                writer.add(&Panel { title: title.as_str().into(), ..Panel::default() });
                writer.element("h2").class("govuk-heading-m").text(&words.say("tell-sent-next"));
                writer.element("p").class("govuk-body").text(&words.say("tell-sent-where"));
                if let Some(Due::At(instant)) = seen_by {
                    let time = short_time(site, instant);
                    let named = [("time", time.as_str()), ("others", &services_passed_on_to(site))];
                    writer.element("p").class("govuk-body").text(&words.with("tell-sent-seen-by", &named));
                }
                writer.element("p").class("govuk-body").text(&words.say("tell-sent-reach"));
                writer.element("h2").class("govuk-heading-m").text(&words.say("tell-sent-cannot-wait"));
                writer.html(&numbers(site));
                writer.element("h2").class("govuk-heading-m").text(&words.say("tell-sent-private"));
                writer.element("p").class("govuk-body").text(&words.say("tell-sent-no-trace"));
                writer.element("p").class("govuk-body").within(|writer| {
                    writer
                        .element("a")
                        .class("govuk-link")
                        .attribute("href", "/safety")
                        .text(&words.say("tell-sent-again"));
                });
            });
        });
    });
    page(site, &frame(visitor), &title, main)
}
