//! It is entered: the reference, the code to read out or put into the letter, and the clocks, which run from true
//! receipt.

use application::{Application, Failure, ReadReason};
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use govuk::{Button, Html, Panel};
use guidance::full_time;

use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Frame, page};
use crate::site::Site;

use super::enter::may_enter;
use super::{code, next};

/// What to tell whoever asked.
pub async fn show(State(site): State<Site>, reader: SignedIn) -> Result<Response, PageFailure> {
    may_enter(&site, &reader.actor)?;
    let Some(sent) = reader.held.sent.clone().filter(|sent| sent.entered) else {
        return Ok(Redirect::to("/requests/new").into_response());
    };
    let application = site.application();
    // Some who enter requests may not open them; they still get the reference and the code to pass on.
    let opened = application.open_request(&reader.actor, sent.request, ReadReason::work("entered")).await;
    let duties = match opened {
        Ok(_) => Some(application.duties_of(Application::stream_of_draft(sent.request)).await?),
        Err(Failure::NotThere) => None,
        Err(failure) => return Err(failure.into()),
    };
    let code = code::take_from(&site, &reader.session, reader.held.code_to_show.clone()).await?;
    let words = site.words();
    let title = words.say("enter-sent-title");
    let received = full_time(sent.received_at);
    let main = Html::build(|writer| {
        writer.add(&Panel {
            title: title.clone().into(),
            content: words.with("enter-sent-reference", &[("reference", &sent.reference)]).into(),
            ..Panel::default()
        });
        writer.paragraph(words.with("enter-sent-clocks", &[("when", &received)]));
        if let Some(code) = &code {
            let notes = ["enter-sent-code-whose", "enter-sent-code-once"].map(|name| words.say(name));
            writer.html(&code::view(&words.say("enter-sent-code-title"), code, &notes));
        } else {
            writer.paragraph(words.say("enter-sent-code-given"));
        }
        if let Some(duties) = &duties {
            writer.heading(2, words.say("enter-sent-next-title"));
            writer.html(&next::steps(&site, duties));
            let request = format!("/requests/{}", sent.request);
            writer.add(&Button::link(words.say("enter-sent-open"), request));
        }
        writer.element("p").class("govuk-body").within(|writer| {
            let again = writer.element("a").class("govuk-link").attribute("href", "/requests/new");
            again.text(&words.say("enter-sent-another"));
        });
    });
    Ok(page(&site, &Frame::practitioner(&reader.actor, "requests"), &title, main))
}
