//! The receipt: the reference, when it came and when it is read, what happens next with dates, whom to ring, how to
//! challenge, and the code, once. Opening it again shows all but the code.

use access::Actor;
use application::ReadReason;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use govuk::{Attributes, Button, ButtonType, Html, InsetText, Panel};
use guidance::full_time;
use records::request::WhoAsks;

use crate::actor::Visitor;
use crate::failure::PageFailure;
use crate::layout::{Frame, page};
use crate::site::Site;

use super::{code, next};

/// The receipt of what this session sent.
pub async fn show(State(site): State<Site>, visitor: Visitor) -> Result<Response, PageFailure> {
    let Some(sent) = visitor.held.sent.clone().filter(|sent| !sent.entered) else {
        return Ok(Redirect::to("/ask").into_response());
    };
    let application = site.application();
    // Whoever sent it reads it as whoever sent it, which is all that this allows.
    let actor = Actor::Family { partnership: application.partnership().clone(), person: sent.person };
    let request = application.open_request(&actor, sent.request, ReadReason::work("receipt")).await?;
    let duties = application.duties_of(application::Application::stream_of_draft(sent.request)).await?;
    let young = request.state.described_asker().is_some_and(|asker| asker.who == WhoAsks::YoungPerson);
    let code = code::take(&site, &visitor).await?;

    let words = site.words();
    let settings = application.rules().protocol().settings();
    let title = words.say("ask-sent-title");
    let received = full_time(sent.received_at);
    let main =
        Html::build(|writer| {
            writer.add(&Panel {
                title: title.clone().into(),
                content: words.with("ask-sent-reference", &[("reference", &sent.reference)]).into(),
                ..Panel::default()
            });
            writer.paragraph(words.with("ask-sent-received", &[("when", &received)]));
            if let Some(code) = &code {
                let notes = ["ask-sent-code-once", "ask-sent-code-opens"].map(|name| words.say(name));
                writer.html(&code::view(&words.say("ask-sent-code-title"), code, &notes));
            } else {
                writer.paragraph(words.say("ask-sent-code-given"));
            }
            if young {
                writer.add(&InsetText::from(words.say("ask-young-not-told").as_str()));
            }
            writer.heading(2, words.say("ask-sent-read-title"));
            writer.paragraph(settings.reading.words.as_str());
            if !settings.reading.every_day {
                let line = &settings.safety_line;
                writer.paragraph(words.with(
                    "ask-sent-not-every-day",
                    &[("emergency", &line.emergency), ("number", &line.number)],
                ));
            }
            writer.heading(2, words.say("ask-sent-next-title"));
            writer.html(&next::steps(&site, &duties));
            writer.paragraph(words.say("ask-sent-late"));
            writer.heading(2, words.say("ask-sent-ring-title"));
            writer.paragraph(next::ring(&site));
            writer.html(&next::challenge(&site));
            writer.element("div").class("alongside-no-print govuk-button-group").within(|writer| {
                writer.add(&Button::link(words.say("ask-sent-follow"), "/return"));
                writer.add(&Button {
                    button_type: ButtonType::Button,
                    attributes: Attributes::new().flag("data-print").flag("hidden"),
                    ..Button::secondary(words.say("ask-sent-print"))
                });
            });
        });
    Ok(page(&site, &Frame::Public, &title, main))
}
