//! A page that is not open to this reader yet. It says the same whether there is a record or not.

use axum::response::Response;
use govuk::Html;

use super::reading::Reading;
use super::talk;
use crate::layout::{Frame, page};

/// The page: why it is not open, and whom to ask.
pub(super) fn view(reading: &Reading, title: &str) -> Response {
    let words = reading.words();
    let main = Html::build(|writer| {
        writer.heading(1, title);
        writer.paragraph(words.say("family-not-open"));
        writer.paragraph(words.say("family-not-open-until"));
        writer.element("p").class("govuk-body").within(|writer| {
            let link = words.say("family-not-open-link");
            writer.element("a").class("govuk-link").attribute("href", "/family").text(&link);
        });
        writer.html(&talk::view(reading, 2));
    });
    page(&reading.site, &Frame::Family, title, main)
}
