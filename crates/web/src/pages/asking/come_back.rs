//! Coming back with a code, however it is typed: to a request that is being written, or to what became of it.

use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};

use application::CodeFailure;
use axum::extract::{ConnectInfo, FromRequestParts, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use govuk::{Button, Html, Input, Label};
use kernel::StreamKind;

use crate::actor::Visitor;
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, form, full_page};
use crate::session::{self, Who};
use crate::site::Site;
use crate::submitted::Submitted;

use super::{draft, next};

/// The longest text that is shown again in the field; a code is 23 letters, however it is spelled.
const TYPED_LENGTH_MAX: usize = 80;

/// The header in which a proxy says for whom it asks.
const FORWARDED_FOR: &str = "x-forwarded-for";

/// From where a form was sent, where the server knows it.
///
/// Real use has a proxy in front that ends TLS. One on the same machine is believed when it says for whom it asks; of
/// anybody else only the address itself is believed.
pub struct Peer(Option<IpAddr>);

impl<S: Send + Sync> FromRequestParts<S> for Peer {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let Some(ConnectInfo(address)) = parts.extensions.get::<ConnectInfo<SocketAddr>>() else {
            return Ok(Self(None));
        };
        let address = address.ip().to_canonical();
        if !address.is_loopback() {
            return Ok(Self(Some(address)));
        }
        // The last address is the one that the proxy itself saw; those before it were only told to it.
        let told = parts.headers.get_all(FORWARDED_FOR).iter().next_back();
        let last = told.and_then(|value| value.to_str().ok()).and_then(|value| value.rsplit(',').next());
        Ok(Self(last.and_then(|last| last.trim().parse().ok())))
    }
}

impl Peer {
    /// What stands for this place when attempts are counted: the address; where none is known, the session.
    fn place(&self, session_token: &str) -> Vec<u8> {
        match self.0 {
            Some(address) => format!("code-from/{address}").into_bytes(),
            None => format!("code-in/{session_token}").into_bytes(),
        }
    }
}

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
