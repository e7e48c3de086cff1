//! The first page: ask for support, come back with a code, or say that somebody is not safe.

use axum::extract::State;
use axum::response::Response;
use govuk::{Button, Html};

use crate::layout::{Frame, page};
use crate::site::Site;

/// The page.
pub async fn show(State(site): State<Site>) -> Response {
    let words = site.words();
    let settings = site.application().rules().protocol().settings();
    let title = words.say("start-title");
    let main = Html::build(|writer| {
        writer.element("div").class("govuk-grid-row").within(|writer| {
            writer.element("div").class("govuk-grid-column-two-thirds").within(|writer| {
                writer.element("h1").class("govuk-heading-xl").text(&title);
                writer
                    .element("p")
                    .class("govuk-body-l")
                    .text(&words.with("start-lead", &[("authority", &settings.partnership.authority)]));
                writer.element("ul").class("govuk-list govuk-list--bullet").within(|writer| {
                    for point in [
                        "start-point-no-diagnosis",
                        "start-point-no-account",
                        "start-point-words",
                        "start-point-not-checked",
                    ] {
                        writer.element("li").text(&words.say(point));
                    }
                });
                writer.add(&Button { start: true, ..Button::link(words.say("start-ask"), "/ask") });
                writer.element("p").class("govuk-body").within(|writer| {
                    writer
                        .element("a")
                        .class("govuk-link")
                        .attribute("href", "/return")
                        .text(&words.say("start-return"));
                });
                writer.element("h2").class("govuk-heading-m").text(&words.say("start-talk-title"));
                writer.element("p").class("govuk-body").text(&words.with(
                    "start-talk",
                    &[
                        ("name", &settings.support.name),
                        ("telephone", &settings.support.telephone),
                        ("hours", &settings.support.hours),
                    ],
                ));
                writer.element("p").class("govuk-body").text(&settings.reading.words);
            });
        });
    });
    page(&site, &Frame::Public, &title, main)
}
