//! Stop here and come back later: a code, shown once; what it opens; that nobody watches a draft; whom to ring.

use application::DRAFT_KEPT_DAYS;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use govuk::{Button, Html};
use guidance::full_date;
use jiff::Span;

use crate::actor::Visitor;
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, form, full_page};
use crate::session;
use crate::site::Site;
use crate::submitted::Submitted;

use super::code;
use super::draft::{self, Writing};

/// The page; the code is on it once.
pub async fn show(State(site): State<Site>, visitor: Visitor) -> Result<Response, PageFailure> {
    let Some(writing) = draft::current(&site, visitor.held.draft).await? else {
        return Ok(Redirect::to("/ask").into_response());
    };
    let code = code::take(&site, &visitor).await?;
    Ok(view(&site, &visitor, &writing, code.as_deref()))
}

/// A new code. The one before it opens nothing any longer.
pub async fn submit(
    State(site): State<Site>,
    visitor: Visitor,
    _: Submitted,
) -> Result<Response, PageFailure> {
    let Some(writing) = draft::current(&site, visitor.held.draft).await? else {
        return Ok(Redirect::to("/ask").into_response());
    };
    give_code(&site, &visitor, &writing).await
}

/// Gives a code unless there is one already.
pub(super) async fn give_code_once(
    site: &Site,
    visitor: &Visitor,
    writing: &Writing<'_>,
) -> Result<Response, PageFailure> {
    if writing.draft.has_code {
        return Ok(Redirect::to("/ask/save").into_response());
    }
    give_code(site, visitor, writing).await
}

async fn give_code(site: &Site, visitor: &Visitor, writing: &Writing<'_>) -> Result<Response, PageFailure> {
    // It is saved even when nothing is answered yet: a code must open something.
    let saved = draft::change(site, writing.id, |draft| draft.has_code = true).await?;
    let given =
        site.application().give_draft_code(&draft::anybody(site), saved.draft.person, writing.id).await?;
    session::change(site, &visitor.session, |held| held.code_to_show = Some(given.text)).await?;
    Ok(Redirect::to("/ask/save").into_response())
}

fn view(site: &Site, visitor: &Visitor, writing: &Writing<'_>, code: Option<&str>) -> Response {
    let words = site.words();
    let application = site.application();
    let settings = application.rules().protocol().settings();
    let title = words.say("ask-save-title");
    let today = application.today();
    let until = today.checked_add(Span::new().days(DRAFT_KEPT_DAYS)).unwrap_or(today);
    let new_code = form(site, &visitor.held, "/ask/save", |writer| {
        let name = if writing.draft.has_code { "ask-save-new-code" } else { "ask-save-get-code" };
        writer.add(&Button::secondary(words.say(name)));
    });
    let main = Html::build(|writer| {
        writer.element("h1").class("govuk-heading-l").text(&title);
        if let Some(code) = code {
            let notes = ["ask-save-code-once", "ask-save-code-spoken"].map(|name| words.say(name));
            writer.html(&code::view(&words.say("ask-save-code-title"), code, &notes));
            writer.paragraph(words.say("ask-save-how"));
        } else {
            writer.paragraph(words.say(if writing.draft.has_code {
                "ask-save-code-given"
            } else {
                "ask-save-no-code"
            }));
            writer.html(&new_code);
        }
        writer.heading(2, words.say("ask-save-not-watched-title"));
        writer.paragraph(settings.reading.drafts.as_str());
        writer.paragraph(words.with("ask-save-kept-until", &[("date", &full_date(until))]));
        writer.paragraph(words.with(
            "ask-save-ring",
            &[
                ("name", &settings.support.name),
                ("telephone", &settings.support.telephone),
                ("hours", &settings.support.hours),
            ],
        ));
        writer.add(&Button::link(words.say("ask-save-go-on"), writing.go_on()));
    });
    full_page(site, &Frame::Public, &title, Some(&writing.go_on()), &Problems::default(), main)
}
