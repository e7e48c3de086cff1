//! A challenge is taken back by whoever made it. Nobody asks why unless they want to say.

use application::{Act, Failure};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use govuk::{Button, Html, Label, Textarea};
use records::challenge::{WORDS_MAX, Withdraw, Withdrawn};
use uuid::Uuid;

use super::reading::Reading;
use super::talk;
use crate::actor::CodeHolder;
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, form, full_page};
use crate::site::Site;
use crate::submitted::Submitted;

/// The page.
pub async fn show(
    State(site): State<Site>,
    holder: CodeHolder,
    Path(id): Path<Uuid>,
) -> Result<Response, PageFailure> {
    let reading = Reading::open(&site, &holder, "family-challenge").await?;
    if !reading.challenge(id)?.opened.state.is_open() {
        return Err(PageFailure::NotThere);
    }
    Ok(view(&reading, &holder, id, &Submitted::default(), &Problems::default()))
}

/// It is taken back.
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
    if words.chars().count() > WORDS_MAX {
        let problems = Problems::one("words", site.words().say("refusal-challenge-too-long"));
        return Ok(view(&reading, &holder, id, &submitted, &problems));
    }
    let act = Act::on(id, Withdraw(Withdrawn { words })).once(once);
    match site.application().execute(&holder.actor, act).await {
        Ok(_) => Ok(Redirect::to(&format!("/family/challenge/{id}")).into_response()),
        Err(Failure::Refused(refusal)) => {
            let problems = Problems::one("words", super::comment::refused(&site, refusal.code()));
            Ok(view(&reading, &holder, id, &submitted, &problems))
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
) -> Response {
    let site = &reading.site;
    let words = site.words();
    let title = words.say("family-challenge-withdraw-title");
    let place = format!("/family/challenge/{id}");
    let withdraw = form(site, &holder.held, &format!("{place}/withdraw"), |writer| {
        writer.add(&Textarea {
            name: "words".into(),
            id: "words".into(),
            label: Label::bold(words.say("family-challenge-withdraw-words")),
            error: problems.of("words").map(Into::into),
            value: submitted.value("words").to_owned(),
            ..Textarea::default()
        });
        writer.add(&Button::submit(words.say("family-challenge-withdraw-button")));
    });
    let main = Html::build(|writer| {
        writer.heading(1, title.as_str());
        writer.paragraph(words.say("family-challenge-withdraw-lead"));
        writer.html(&withdraw);
        writer.html(&talk::view(reading, 2));
    });
    full_page(site, &Frame::Family, &title, Some(&place), problems, main)
}
