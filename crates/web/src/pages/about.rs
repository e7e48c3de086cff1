//! What this service says of itself: accessibility and privacy.

use axum::extract::State;
use axum::response::Response;
use govuk::Html;

use crate::layout::{Frame, page};
use crate::site::Site;

fn text_page(site: &Site, name: &str, paragraphs: usize) -> Response {
    let words = site.words();
    let title = words.say(&format!("{name}-title"));
    let main = Html::build(|writer| {
        writer.element("h1").class("govuk-heading-l").text(&title);
        for number in 1..=paragraphs {
            writer.element("p").class("govuk-body").text(&words.say(&format!("{name}-{number}")));
        }
    });
    page(site, &Frame::Public, &title, main)
}

/// The accessibility statement.
pub async fn accessibility(State(site): State<Site>) -> Response {
    text_page(&site, "accessibility", 4)
}

/// What is kept, why, and who may see it.
pub async fn privacy(State(site): State<Site>) -> Response {
    text_page(&site, "privacy", 6)
}
