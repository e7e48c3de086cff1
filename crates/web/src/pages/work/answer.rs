//! Writing back to the asker; they read it with their code.

use access::{Action, RecordKind};
use application::Act;
use axum::extract::{Path, State};
use axum::response::Response;
use records::request::{Answer, Answered};
use uuid::Uuid;

use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::Problems;
use crate::pages::work::desk::Desk;
use crate::pages::work::request::{ANSWER_CHARACTERS_MAX, view};
use crate::site::Site;
use crate::submitted::Submitted;

/// The answer is sent.
pub async fn submit(
    State(site): State<Site>,
    reader: SignedIn,
    Path(request): Path<Uuid>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let desk = Desk::open(&site, &reader, request, "request").await?;
    if !desk.may(Action::AnswerComment, RecordKind::Comment) {
        return Err(PageFailure::NotThere);
    }
    let words = submitted.value("words");
    if words.chars().count() > ANSWER_CHARACTERS_MAX {
        let problems = Problems::one("words", site.words().say("request-answer-too-long"));
        return view(&desk, words, &problems).await;
    }
    let act = Act::on(request, Answer(Answered { words: words.to_owned() }));
    match desk.attempt(act, &submitted, |_| "words").await? {
        None => Ok(desk.back()),
        Some(problems) => view(&desk, words, &problems).await,
    }
}
