//! The next stage of a complaint is asked for.

use application::{Act, Failure};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use govuk::{Button, Html, Label, Textarea};
use records::challenge::{AskNextStage, Stage};
use uuid::Uuid;

use super::reading::Reading;
use super::talk;
use crate::actor::CodeHolder;
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, form, full_page};
use crate::pages::challenges::stage::next_stage;
use crate::site::Site;
use crate::submitted::Submitted;

/// The page.
pub async fn show(
    State(site): State<Site>,
    holder: CodeHolder,
    Path(id): Path<Uuid>,
) -> Result<Response, PageFailure> {
    let reading = Reading::open(&site, &holder, "family-challenge").await?;
    view(&reading, &holder, id, &Submitted::default(), &Problems::default())
}

/// It is asked for.
pub async fn submit(
    State(site): State<Site>,
    holder: CodeHolder,
    Path(id): Path<Uuid>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let reading = Reading::open(&site, &holder, "family-challenge").await?;
    reading.challenge(id)?;
    let once = submitted.once.ok_or(PageFailure::NotAForm)?;
    let words = submitted.value("words").to_owned();
    if words.chars().count() > records::challenge::WORDS_MAX {
        let problems = Problems::one("words", site.words().say("refusal-challenge-too-long"));
        return view(&reading, &holder, id, &submitted, &problems);
    }
    let act = Act::on(id, AskNextStage { words }).once(once);
    match site.application().execute(&holder.actor, act).await {
        Ok(_) => Ok(Redirect::to(&format!("/family/challenge/{id}")).into_response()),
        Err(Failure::Refused(refusal)) => {
            let problems = Problems::one("words", super::comment::refused(&site, refusal.code()));
            view(&reading, &holder, id, &submitted, &problems)
        }
        Err(other) => Err(other.into()),
    }
}

fn view(
    reading: &Reading,
    holder: &CodeHolder,
    id: Uuid,
    submitted: &Submitted,
    problems: &Problems,
) -> Result<Response, PageFailure> {
    let state = &reading.challenge(id)?.opened.state;
    let site = &reading.site;
    let words = site.words();
    let asked_for = next_stage(state);
    if asked_for.is_none() && problems.is_empty() {
        return Err(PageFailure::NotThere);
    }
    let third = asked_for == Some(Stage::Three);
    let title =
        words.say(if third { "family-challenge-stage-3-title" } else { "family-challenge-stage-2-title" });
    let place = format!("/family/challenge/{id}");
    let ask = form(site, &holder.held, &format!("{place}/stage"), |writer| {
        writer.add(&Textarea {
            name: "words".into(),
            id: "words".into(),
            label: Label::bold(words.say("family-challenge-stage-words")),
            error: problems.of("words").map(Into::into),
            value: submitted.value("words").to_owned(),
            ..Textarea::default()
        });
        writer.add(&Button::submit(words.say("family-challenge-stage-button")));
    });
    let main = Html::build(|writer| {
        writer.heading(1, title.as_str());
        writer.paragraph(words.say(if third {
            "family-challenge-stage-3-lead"
        } else {
            "family-challenge-stage-2-lead"
        }));
        writer.html(&ask);
        writer.html(&talk::view(reading, 2));
    });
    Ok(full_page(site, &Frame::Family, &title, Some(&place), problems, main))
}
