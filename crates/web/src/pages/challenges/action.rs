//! An agreed action was carried out.

use access::Action;
use application::Act;
use axum::extract::{Path, State};
use axum::response::Response;
use govuk::Button;
use records::challenge::{ActionDone, FinishAction};
use uuid::Uuid;

use super::desk::Desk;
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Problems, form};
use crate::pages::children::fields::Typed;
use crate::pages::work::shown::as_written;
use crate::site::Site;
use crate::submitted::Submitted;

/// The page. An action that is done has none.
pub async fn show(
    State(site): State<Site>,
    reader: SignedIn,
    Path((challenge, action)): Path<(Uuid, Uuid)>,
) -> Result<Response, PageFailure> {
    let desk = Desk::open_to(&site, &reader, challenge, Action::RunChallenge).await?;
    view(&desk, action, None, &Problems::default())
}

/// It is done.
pub async fn submit(
    State(site): State<Site>,
    reader: SignedIn,
    Path((challenge, action)): Path<(Uuid, Uuid)>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let desk = Desk::open_to(&site, &reader, challenge, Action::RunChallenge).await?;
    let done = FinishAction(ActionDone { action, words: submitted.value("words").to_owned() });
    match desk.attempt(Act::on(challenge, done), &submitted, |_| "words").await? {
        None => Ok(desk.back()),
        Some(problems) => view(&desk, action, Some(&submitted), &problems),
    }
}

fn view(
    desk: &Desk<'_>,
    action: Uuid,
    submitted: Option<&Submitted>,
    problems: &Problems,
) -> Result<Response, PageFailure> {
    let (site, words) = (desk.site, desk.site.words());
    let mut open = desk.challenge().open_actions();
    let promised = open.find(|open| open.action == action).ok_or(PageFailure::NotThere)?;
    let typed = Typed::new(site, submitted, problems);
    let address = desk.href(&format!("/actions/{action}"));
    let fields = form(site, &desk.reader.held, &address, |writer| {
        typed.area(writer, "words", "challenge-action-words", "");
        writer.add(&Button::submit(words.say("challenge-action-button")));
    });
    Ok(desk.page(&words.say("challenge-action-title"), problems, |writer| {
        writer.html(&as_written(&promised.what));
        writer.html(&fields);
    }))
}
