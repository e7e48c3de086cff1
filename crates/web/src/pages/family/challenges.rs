//! The reader's own challenges, where each stands, and every way that is open.

use axum::extract::State;
use axum::response::Response;
use govuk::{Button, Html};
use guidance::full_date;
use kernel::london_date;

use super::reading::Reading;
use super::{challenge, challenge_one, talk};
use crate::actor::CodeHolder;
use crate::failure::PageFailure;
use crate::layout::{Frame, page};
use crate::site::Site;

/// The page.
pub async fn show(State(site): State<Site>, holder: CodeHolder) -> Result<Response, PageFailure> {
    let reading = Reading::open(&site, &holder, "family-challenge").await?;
    let words = site.words();
    let title = words.say("family-challenges-title");
    let main = Html::build(|writer| {
        writer.heading(1, title.as_str());
        writer.paragraph(words.say("family-challenges-private"));
        if !reading.challenges.is_empty() {
            writer.heading(2, words.say("family-challenges-yours"));
            writer.element("ul").class("govuk-list alongside-links").within(|writer| {
                for open in &reading.challenges {
                    let state = &open.opened.state;
                    let Some(made) = &state.made else { continue };
                    let date = full_date(london_date(made.fact.received_at));
                    writer.element("li").within(|writer| {
                        let (name, href) =
                            (challenge_one::title(&reading, state), format!("/family/challenge/{}", open.id));
                        let sent = [("way", name.as_str()), ("date", date.as_str())];
                        let text = words.with("family-challenges-one", &sent);
                        writer.element("a").class("govuk-link").attribute("href", &href).text(&text);
                        let stand = challenge_one::stand(&reading, state);
                        writer.element("span").class("alongside-links__when").text(&stand);
                    });
                }
            });
        }
        writer.add(&Button::link(words.say("family-challenges-new"), "/family/challenge/new"));
        writer.html(&challenge::view(&reading, 2));
        writer.html(&talk::view(&reading, 2));
    });
    Ok(page(&site, &Frame::Family, &title, main))
}
