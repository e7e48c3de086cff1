//! Coming back with a code, however it is typed: to a request that is being written, or to what became of it.

use application::CodeFailure;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use govuk::{Button, Html, Input, Label};
use kernel::StreamKind;

use crate::actor::Visitor;
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, form, full_page};
use crate::peer::Peer;
use crate::session::{self, Who};
use crate::site::Site;
use crate::submitted::Submitted;

use super::{draft, next};

/// The longest text that is shown again in the field; a code is 23 letters, however it is spelled.
const TYPED_LENGTH_MAX: usize = 80;

/// The page.
pub async fn show(State(site): State<Site>, visitor: Visitor) -> Response {
    view(&site, &visitor, "", &Problems::default())
}

/// Opens what the code opens. A wrong code and an ended one are answered alike.
pub async fn submit(
    State(site): State<Site>,
    visitor: Visitor,
    peer: Peer,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let typed = submitted.value("code");
    let problem = |name: &str| Problems::one("code", site.words().say(name));
    if typed.is_empty() {
        return Ok(view(&site, &visitor, "", &problem("come-back-empty")));
    }
    let place = peer.place(&visitor.held.token);
    let code = match site.application().open_with_code(typed, &place).await {
        Ok(code) => code,
        Err(CodeFailure::Unknown) => {
            let kept: String = typed.chars().take(TYPED_LENGTH_MAX).collect();
            return Ok(view(&site, &visitor, &kept, &problem("come-back-wrong")));
        }
        Err(CodeFailure::TooMany { .. }) => return Err(PageFailure::TooMany),
        Err(CodeFailure::Failure(failure)) => return Err(failure.into()),
    };
    if code.reach.kind != StreamKind::Request || site.application().is_sent(code.reach.id).await? {
        let (person, reach) = (code.person, code.reach);
        if site.application().has_phrase(person).await? {
            session::sign_in(&site, &visitor.session, Who::HalfFamily { person, reach }).await?;
            return Ok(Redirect::to("/return/phrase").into_response());
        }
        session::sign_in(&site, &visitor.session, Who::Family { person, reach }).await?;
        return Ok(Redirect::to("/family").into_response());
    }
    let Some(writing) = draft::load(&site, code.reach.id).await? else {
        return Ok(gone(&site));
    };
    // What is opened now must not be open to whoever knew the session before.
    visitor.session.cycle_id().await.map_err(PageFailure::session)?;
    session::change(&site, &visitor.session, |held| held.draft = Some(writing.id)).await?;
    Ok(Redirect::to(&writing.go_on()).into_response())
}

/// The code is right, and what it opened was not sent in time.
fn gone(site: &Site) -> Response {
    let words = site.words();
    let title = words.say("come-back-gone-title");
    let main = Html::build(|writer| {
        writer.element("h1").class("govuk-heading-l").text(&title);
        writer.paragraph(words.say("come-back-gone-body"));
        writer.paragraph(next::ring(site));
        writer.add(&Button::link(words.say("come-back-gone-anew"), "/ask"));
    });
    let mut response = full_page(site, &Frame::Public, &title, Some("/return"), &Problems::default(), main);
    *response.status_mut() = StatusCode::GONE;
    response
}

fn view(site: &Site, visitor: &Visitor, typed: &str, problems: &Problems) -> Response {
    let words = site.words();
    let title = words.say("come-back-title");
    let code_form = form(site, &visitor.held, "/return", |writer| {
        writer.add(&Input {
            name: "code".into(),
            id: "code".into(),
            label: Label::bold(words.say("come-back-label")),
            hint: Some(words.say("come-back-hint").into()),
            error: problems.of("code").map(Into::into),
            value: typed.to_owned(),
            autocomplete: "off".into(),
            autocapitalize: "none".into(),
            spellcheck: Some(false),
            classes: "govuk-input--width-20".into(),
            ..Input::default()
        });
        writer.add(&Button::submit(words.say("ask-continue")));
    });
    let main = Html::build(|writer| {
        writer.element("h1").class("govuk-heading-l").text(&title);
        writer.paragraph(words.say("come-back-lead"));
        writer.html(&code_form);
        writer.heading(2, words.say("come-back-lost-title"));
        writer.paragraph(words.say("come-back-lost-body"));
        writer.paragraph(next::ring(site));
    });
    full_page(site, &Frame::Public, &title, Some("/"), problems, main)
}
