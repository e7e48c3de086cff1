//! It ends: answered, and everything that was agreed is done.

use access::Action;
use application::Act;
use axum::extract::{Path, State};
use axum::response::Response;
use govuk::Button;
use records::challenge::{Close, Closed};
use uuid::Uuid;

use super::desk::Desk;
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Problems, form};
use crate::pages::children::fields::Typed;
use crate::site::Site;
use crate::submitted::Submitted;

/// The page.
pub async fn show(
    State(site): State<Site>,
    reader: SignedIn,
    Path(challenge): Path<Uuid>,
) -> Result<Response, PageFailure> {
    let desk = Desk::open_to(&site, &reader, challenge, Action::RunChallenge).await?;
    Ok(view(&desk, None, &Problems::default()))
}

/// It is closed.
pub async fn submit(
    State(site): State<Site>,
    reader: SignedIn,
    Path(challenge): Path<Uuid>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let desk = Desk::open_to(&site, &reader, challenge, Action::RunChallenge).await?;
    let close = Close(Closed { learned: submitted.value("learned").to_owned() });
    match desk.attempt(Act::on(challenge, close), &submitted, |_| "learned").await? {
        None => Ok(desk.back()),
        Some(problems) => Ok(view(&desk, Some(&submitted), &problems)),
    }
}

fn view(desk: &Desk<'_>, submitted: Option<&Submitted>, problems: &Problems) -> Response {
    let (site, words) = (desk.site, desk.site.words());
    let typed = Typed::new(site, submitted, problems);
    let fields = form(site, &desk.reader.held, &desk.href("/close"), |writer| {
        typed.area(writer, "learned", "challenge-close-learned", "");
        writer.add(&Button::submit(words.say("challenge-close-button")));
    });
    desk.page(&words.say("challenge-close-title"), problems, |writer| {
        writer.paragraph(words.say("challenge-close-lead"));
        writer.html(&fields);
    })
}
