//! Coming back: the phrase that the holder of a code set, where they set one.

use application::PhraseCheck;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use govuk::{Button, Html, Label, PasswordInput};

use super::next;
use crate::actor::Visitor;
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, form, full_page};
use crate::session::{self, Who};
use crate::site::Site;
use crate::submitted::Submitted;

/// The page.
pub async fn show(State(site): State<Site>, visitor: Visitor) -> Result<Response, PageFailure> {
    match visitor.held.who {
        Some(Who::HalfFamily { .. }) => Ok(view(&site, &visitor, &Problems::default())),
        _ => Err(PageFailure::CodeFirst),
    }
}

/// The phrase is checked.
pub async fn submit(
    State(site): State<Site>,
    visitor: Visitor,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let Some(Who::HalfFamily { person, reach }) = visitor.held.who else {
        return Err(PageFailure::CodeFirst);
    };
    match site.application().check_phrase(person, submitted.value("phrase")).await? {
        PhraseCheck::Right => {
            session::sign_in(&site, &visitor.session, Who::Family { person, reach }).await?;
            Ok(Redirect::to("/family").into_response())
        }
        PhraseCheck::Wrong => {
            let problems = Problems::one("phrase", site.words().say("return-phrase-wrong"));
            Ok(view(&site, &visitor, &problems))
        }
        PhraseCheck::TooMany => Err(PageFailure::TooMany),
    }
}

fn view(site: &Site, visitor: &Visitor, problems: &Problems) -> Response {
    let words = site.words();
    let title = words.say("return-phrase-title");
    let phrase_form = form(site, &visitor.held, "/return/phrase", |writer| {
        writer.add(&PasswordInput {
            name: "phrase".into(),
            id: "phrase".into(),
            label: Label::bold(words.say("return-phrase-label")),
            error: problems.of("phrase").map(Into::into),
            autocomplete: "current-password".into(),
            ..PasswordInput::default()
        });
        writer.add(&Button::submit(words.say("ask-continue")));
    });
    let main = Html::build(|writer| {
        writer.element("h1").class("govuk-heading-l").text(&title);
        writer.paragraph(words.say("return-phrase-lead"));
        writer.html(&phrase_form);
        writer.heading(2, words.say("return-phrase-lost-title"));
        writer.paragraph(words.say("return-phrase-lost"));
        writer.paragraph(next::ring(site));
    });
    full_page(site, &Frame::Public, &title, Some("/return"), problems, main)
}
