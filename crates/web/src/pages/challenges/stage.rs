//! The next stage was asked for by telephone, on paper or in person.

use access::Action;
use application::Act;
use axum::extract::{Path, State};
use axum::response::Response;
use govuk::Button;
use kernel::Moment;
use records::challenge::{Challenge, EnterNextStage, Stage};
use uuid::Uuid;

use super::desk::Desk;
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Problems, form};
use crate::pages::children::fields::{Typed, date_typed};
use crate::site::Site;
use crate::submitted::Submitted;

/// The stage that can be asked for now.
pub(in crate::pages) fn next_stage(challenge: &Challenge) -> Option<Stage> {
    match challenge.current_stage()? {
        Stage::One if challenge.is_open() => Some(Stage::Two),
        Stage::Two if challenge.is_open() && challenge.current_answer().is_some() => Some(Stage::Three),
        _ => None,
    }
}

/// The page.
pub async fn show(
    State(site): State<Site>,
    reader: SignedIn,
    Path(challenge): Path<Uuid>,
) -> Result<Response, PageFailure> {
    let desk = Desk::open_to(&site, &reader, challenge, Action::RunChallenge).await?;
    next_stage(desk.challenge()).ok_or(PageFailure::NotThere)?;
    Ok(view(&desk, None, &Problems::default()))
}

/// It is recorded.
pub async fn submit(
    State(site): State<Site>,
    reader: SignedIn,
    Path(challenge): Path<Uuid>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let desk = Desk::open_to(&site, &reader, challenge, Action::RunChallenge).await?;
    let Ok(Some(day)) = date_typed(&submitted, "on") else {
        let problems = Problems::one("on.day", site.words().say("challenge-next-on-missing"));
        return Ok(view(&desk, Some(&submitted), &problems));
    };
    let ask = EnterNextStage { words: submitted.value("words").to_owned(), asked: Moment::On(day) };
    match desk.attempt(Act::on(challenge, ask), &submitted, |_| "on.day").await? {
        None => Ok(desk.back()),
        Some(problems) => Ok(view(&desk, Some(&submitted), &problems)),
    }
}

fn view(desk: &Desk<'_>, submitted: Option<&Submitted>, problems: &Problems) -> Response {
    let (site, words) = (desk.site, desk.site.words());
    let typed = Typed::new(site, submitted, problems);
    let fields = form(site, &desk.reader.held, &desk.href("/stage"), |writer| {
        typed.date(writer, "on", "challenge-next-on", None);
        typed.area(writer, "words", "challenge-next-words", "");
        writer.add(&Button::submit(words.say("challenge-next-button")));
    });
    desk.page(&words.say("challenge-next-title"), problems, |writer| {
        writer.paragraph(words.say("challenge-next-lead"));
        writer.html(&fields);
    })
}
