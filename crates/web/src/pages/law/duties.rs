//! Every duty, by what it is about, as the lists name them.

use axum::extract::State;
use axum::response::Response;
use govuk::Html;
use guidance::Duty;

use super::shown;
use crate::actor::Visitor;
use crate::layout::page;
use crate::site::Site;

/// The page; anybody may read it.
pub async fn show(State(site): State<Site>, visitor: Visitor) -> Response {
    let words = site.words();
    let guidance = site.application().rules().guidance();
    let title = words.say("law-duties-title");
    let main = Html::build(|writer| {
        writer.element("h1").class("govuk-heading-l").text(&title);
        writer.element("p").class("govuk-body-l").text(&words.say("law-duties-lead"));
        for listed in guidance.listed() {
            let mut duties: Vec<&Duty> = Vec::new();
            for duty in listed.ids.iter().flat_map(|id| guidance.duties_known_as(id)) {
                if duties.iter().all(|other| other.id != duty.id) {
                    duties.push(duty);
                }
            }
            shown::write_duties(&site, writer, &listed.title, &duties);
        }
    });
    page(&site, &shown::frame(&visitor.actor), &title, main)
}
