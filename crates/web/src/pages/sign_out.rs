//! Leaving: the session ends here and in the store; at the partnership's provider, if there is one, by a step of its own.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use govuk::{Button, Html, InsetText};

use crate::actor::Visitor;
use crate::failure::PageFailure;
use crate::layout::{Frame, form, page};
use crate::session::Who;
use crate::site::Site;
use crate::submitted::Submitted;

/// Asks, because a link that signs out could be followed by a machine.
pub async fn show(State(site): State<Site>, visitor: Visitor) -> Response {
    let words = site.words();
    let title = words.say("sign-out-title");
    let sign_out = form(&site, &visitor.held, "/sign-out", |writer| {
        writer.add(&Button::submit(words.say("sign-out-button")));
    });
    let main = Html::build(|writer| {
        writer.element("h1").class("govuk-heading-l").text(&title);
        writer.html(&sign_out);
    });
    page(&site, &Frame::Public, &title, main)
}

/// Ends the session.
pub async fn submit(
    State(site): State<Site>,
    visitor: Visitor,
    _: Submitted,
) -> Result<Response, PageFailure> {
    let practitioner = matches!(visitor.held.who, Some(Who::Practitioner { .. }));
    visitor.session.flush().await.map_err(PageFailure::session)?;
    let after = if practitioner && site.settings().identity.is_some() { "/sign-out/done" } else { "/" };
    Ok(Redirect::to(after).into_response())
}

/// Signed out here; not yet at the provider, where whoever comes next at this computer would be let in without a password.
pub async fn done(State(site): State<Site>) -> Result<Response, PageFailure> {
    let provider = site.settings().identity.as_ref().ok_or(PageFailure::NotThere)?;
    let words = site.words();
    let title = words.say("sign-out-done-title");
    let name = [("name", provider.name())];
    let main = Html::build(|writer| {
        writer.element("h1").class("govuk-heading-l").text(&title);
        writer.add(&InsetText::from(words.with("sign-out-still-there", &name)));
        writer.add(&Button::link(words.with("sign-out-there-too", &name), "/sign-out/identity"));
    });
    Ok(page(&site, &Frame::Public, &title, main))
}

/// On to the provider's own page for signing out.
pub async fn identity(State(site): State<Site>) -> Result<Response, PageFailure> {
    let provider = site.settings().identity.as_ref().ok_or(PageFailure::NotThere)?;
    if let Some(address) = provider.way_out(site.application().now()).await {
        return Ok(Redirect::to(&address).into_response());
    }
    let words = site.words();
    let title = words.say("sign-out-nowhere-title");
    let main = Html::build(|writer| {
        writer.element("h1").class("govuk-heading-l").text(&title);
        writer.paragraph(words.with("sign-out-nowhere", &[("name", provider.name())]));
    });
    Ok(page(&site, &Frame::Public, &title, main))
}
