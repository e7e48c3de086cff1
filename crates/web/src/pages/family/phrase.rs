//! A second step for one's own page, by choice: a phrase that is asked for after the code.

use application::PhraseFailure;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use govuk::{Button, Html, InsetText, Label, PasswordInput};

use super::reading::Reading;
use super::talk;
use crate::actor::CodeHolder;
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, form, full_page};
use crate::site::Site;
use crate::submitted::Submitted;

/// The page.
pub async fn show(State(site): State<Site>, holder: CodeHolder) -> Result<Response, PageFailure> {
    let reading = Reading::open(&site, &holder, "family-phrase").await?;
    let set = site.application().has_phrase(holder.person).await?;
    Ok(view(&reading, &holder, set, &Problems::default()))
}

/// It is set, or taken away.
pub async fn submit(
    State(site): State<Site>,
    holder: CodeHolder,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let reading = Reading::open(&site, &holder, "family-phrase").await?;
    let application = site.application();
    if submitted.value("act") == "end" {
        application.end_phrase(holder.person).await?;
        return Ok(Redirect::to("/family/phrase").into_response());
    }
    let set = application.has_phrase(holder.person).await?;
    match application.set_phrase(&holder.actor, submitted.value("phrase")).await {
        Ok(()) => Ok(Redirect::to("/family/phrase").into_response()),
        Err(PhraseFailure::Unfit(_)) => {
            let problems = Problems::one("phrase", site.words().say("family-phrase-unfit"));
            Ok(view(&reading, &holder, set, &problems))
        }
        Err(PhraseFailure::Failure(failure)) => Err(failure.into()),
    }
}

fn view(reading: &Reading, holder: &CodeHolder, set: bool, problems: &Problems) -> Response {
    let site = &reading.site;
    let words = site.words();
    let title = words.say("family-phrase-title");
    let set_form = form(site, &holder.held, "/family/phrase", |writer| {
        writer.add(&PasswordInput {
            name: "phrase".into(),
            id: "phrase".into(),
            label: Label::bold(words.say("family-phrase-label")),
            hint: Some(words.say("family-phrase-hint").into()),
            error: problems.of("phrase").map(Into::into),
            autocomplete: "new-password".into(),
            ..PasswordInput::default()
        });
        writer.add(&Button::submit(words.say("family-phrase-button")));
    });
    let end_form = form(site, &holder.held, "/family/phrase", |writer| {
        crate::pages::children::fields::hidden(writer, "act", "end");
        writer.add(&Button::secondary(words.say("family-phrase-end")));
    });
    let main = Html::build(|writer| {
        writer.heading(1, title.as_str());
        writer.paragraph(words.say("family-phrase-lead"));
        if set {
            writer.add(&InsetText::from(words.say("family-phrase-is-set").as_str()));
        }
        writer.html(&set_form);
        if set {
            writer.html(&end_form);
        }
        writer.paragraph(words.say("family-phrase-lost"));
        writer.html(&talk::view(reading, 2));
    });
    full_page(site, &Frame::Family, &title, Some("/family"), problems, main)
}
