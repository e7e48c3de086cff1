//! Check the answers, read what will happen, and send.

use application::{Act, Failure};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use forms::{Language, validate};
use govuk::{Button, Html, InsetText};
use records::request::{Channel, Receive};

use crate::actor::Visitor;
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, form, full_page};
use crate::session::{self, Sent};
use crate::site::Site;
use crate::submitted::Submitted;

use super::draft::{self, Writing};
use super::{describe, next, summary};

/// The refusal of a request that is there already.
const ALREADY_RECEIVED: &str = "already-received";

/// The answers, once every question was met.
pub async fn show(State(site): State<Site>, visitor: Visitor) -> Result<Response, PageFailure> {
    let Some(writing) = draft::current(&site, visitor.held.draft).await? else {
        return Ok(Redirect::to("/ask").into_response());
    };
    if writing.first_open().is_some() {
        return Ok(Redirect::to(&writing.go_on()).into_response());
    }
    Ok(view(&site, &visitor, &writing, &Problems::default()))
}

/// Sends the request: once, however often the form is sent.
pub async fn submit(
    State(site): State<Site>,
    visitor: Visitor,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let Some(writing) = draft::current(&site, visitor.held.draft).await? else {
        return match visitor.held.sent {
            Some(_) => Ok(sent_already(&site)),
            None => Ok(Redirect::to("/ask").into_response()),
        };
    };
    let application = site.application();
    let errors = validate(writing.form, &writing.draft.answers, application.today());
    if !errors.is_empty() {
        // The summary links to the answers on this page, each with its way to the question.
        let problems = errors.into_iter().map(|error| (error.question.to_string(), error.message)).collect();
        return Ok(view(&site, &visitor, &writing, &Problems(problems)));
    }
    let receipt =
        describe::Receipt { channel: Channel::Web, received_at: application.now(), entered_by: None };
    let received = describe::received(&site, writing.form, &writing.draft, &receipt);
    let sent = Sent {
        request: writing.id,
        person: received.asker.person,
        reference: received.reference.clone(),
        received_at: received.received_at,
        entered: false,
    };
    let mut act = Act::on(writing.id, Receive(received)).discard_draft(writing.id);
    if let Some(token) = submitted.once {
        act = act.once(token);
    }
    let mut code_to_show = None;
    if !writing.draft.has_code {
        let reach = application::Application::stream_of_draft(writing.id);
        let (kept, given) = application.make_code(sent.person, reach);
        act = act.code(kept);
        code_to_show = Some(given.text);
    }
    match application.execute(&draft::anybody(&site), act).await {
        Ok(_) => {}
        Err(Failure::AlreadyDone) => return Ok(sent_already(&site)),
        Err(Failure::Refused(refusal)) if refusal.code() == ALREADY_RECEIVED => {
            return Ok(sent_already(&site));
        }
        Err(failure) => return Err(failure.into()),
    }
    session::change(&site, &visitor.session, |held| {
        held.draft = None;
        held.sent = Some(sent);
        held.code_to_show = code_to_show;
    })
    .await?;
    Ok(Redirect::to("/ask/sent").into_response())
}

/// The same form came a second time: it was counted once, and its receipt is a link away.
fn sent_already(site: &Site) -> Response {
    let words = site.words();
    let title = words.say("failure-already-done-title");
    let main = Html::build(|writer| {
        writer.element("h1").class("govuk-heading-l").text(&title);
        writer.paragraph(words.say("ask-sent-already"));
        writer.add(&Button::link(words.say("ask-sent-already-receipt"), "/ask/sent"));
    });
    let mut response = full_page(site, &Frame::Public, &title, None, &Problems::default(), main);
    *response.status_mut() = StatusCode::CONFLICT;
    response
}

fn view(site: &Site, visitor: &Visitor, writing: &Writing<'_>, problems: &Problems) -> Response {
    let words = site.words();
    let settings = site.application().rules().protocol().settings();
    let title = words.say("ask-check-title");
    let answers = &writing.draft.answers;
    let young = answers.is("who-is-asking", "child-or-young-person");
    let change = |question: &forms::Question| format!("/ask/{}?change=yes", question.id);
    let send = form(site, &visitor.held, "/ask/check", |writer| {
        writer.add(&Button::submit(words.say("ask-check-send")));
    });
    let back = writing
        .form
        .visible_questions(answers)
        .last()
        .map_or_else(|| "/ask".to_owned(), |last| format!("/ask/{}", last.id));
    let main = Html::build(|writer| {
        writer.element("h1").class("govuk-heading-l").text(&title);
        writer.html(&summary::view(site, writing, &words.say("ask-check-left-out"), change));
        writer.heading(2, words.say("ask-check-next-title"));
        writer.paragraph(words.with("ask-check-goes-to", &[("name", &settings.support.name)]));
        writer.paragraph(settings.reading.words.as_str());
        writer.paragraph(words.say("ask-check-next-body"));
        if young {
            writer.add(&InsetText::from(words.say("ask-young-not-told").as_str()));
        }
        writer.paragraph(next::ring(site));
        writer.html(&send);
        writer.element("p").class("govuk-body").within(|writer| {
            let later = writer.element("a").class("govuk-link").attribute("href", "/ask/save");
            later.text(&words.say("ask-save-for-later"));
        });
        if let Some(notice) = writing.form.notice(&Language::english()) {
            writer.element("p").class("govuk-body-s").text(notice);
        }
    });
    full_page(site, &Frame::Public, &title, Some(&back), problems, main)
}
