//! Leaving: the session ends here and in the store.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use govuk::{Button, Html};

use crate::actor::Visitor;
use crate::failure::PageFailure;
use crate::layout::{Frame, form, page};
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
pub async fn submit(visitor: Visitor, _: Submitted) -> Result<Response, PageFailure> {
    visitor.session.flush().await.map_err(PageFailure::session)?;
    Ok(Redirect::to("/").into_response())
}
