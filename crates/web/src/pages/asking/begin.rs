//! A request begins. Somebody who is in the middle of one is asked whether to go on with it.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use govuk::{Button, Html};

use crate::actor::Visitor;
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, form, full_page};
use crate::session;
use crate::site::Site;
use crate::submitted::Submitted;

use super::draft;

/// Begins, or asks whether to go on.
pub async fn show(State(site): State<Site>, visitor: Visitor) -> Result<Response, PageFailure> {
    let writing = draft::current(&site, visitor.held.draft).await?;
    match writing {
        Some(writing) if writing.revision > 0 => Ok(view(&site, &visitor, &writing.go_on())),
        Some(writing) => Ok(Redirect::to(&writing.go_on()).into_response()),
        None => begin(&site, &visitor).await,
    }
}

/// Begins anew. Answers for which no code was given are thrown away, since nobody could come back to them.
pub async fn submit(
    State(site): State<Site>,
    visitor: Visitor,
    _: Submitted,
) -> Result<Response, PageFailure> {
    if let Some(writing) = draft::current(&site, visitor.held.draft).await?
        && !writing.draft.has_code
    {
        let application = site.application();
        application.store().discard_draft(application.partnership(), writing.id).await?;
    }
    begin(&site, &visitor).await
}

async fn begin(site: &Site, visitor: &Visitor) -> Result<Response, PageFailure> {
    let id = site.application().new_identifier();
    let form = draft::newest_form(site)?;
    let first = form.first(&form.no_answers()).ok_or(PageFailure::NotThere)?;
    session::change(site, &visitor.session, |held| held.draft = Some(id)).await?;
    Ok(Redirect::to(&format!("/ask/{}", first.id)).into_response())
}

fn view(site: &Site, visitor: &Visitor, go_on: &str) -> Response {
    let words = site.words();
    let title = words.say("ask-begin-title");
    let anew = form(site, &visitor.held, "/ask", |writer| {
        writer.add(&Button::secondary(words.say("ask-begin-anew")));
    });
    let main = Html::build(|writer| {
        writer.element("h1").class("govuk-heading-l").text(&title);
        writer.paragraph(words.say("ask-begin-kept"));
        writer.add(&Button::link(words.say("ask-begin-go-on"), go_on));
        writer.heading(2, words.say("ask-begin-anew-title"));
        writer.paragraph(words.say("ask-begin-anew-body"));
        writer.html(&anew);
    });
    full_page(site, &Frame::Public, &title, Some("/"), &Problems::default(), main)
}
