//! What was done about what the child said, in words for the child.

use access::{Action, RecordKind};
use application::Act;
use axum::extract::{Path, State};
use axum::response::Response;
use govuk::{Button, Choice, Html};
use records::child::{AnswerView, ViewAnswered, ViewOutcome};
use uuid::Uuid;

use super::super::child_page::{ChildPage, carry_out, to_record};
use super::super::fields::Typed;
use super::{must_see, quoted, view_of};
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Problems, form};
use crate::site::Site;
use crate::submitted::Submitted;

/// The form.
pub async fn show(
    State(site): State<Site>,
    reader: SignedIn,
    Path((id, of)): Path<(Uuid, Uuid)>,
) -> Result<Response, PageFailure> {
    let page = ChildPage::open(&site, reader, id, "views").await?;
    view(&page, of, None, &Problems::default())
}

/// It is recorded.
pub async fn submit(
    State(site): State<Site>,
    reader: SignedIn,
    Path((id, of)): Path<(Uuid, Uuid)>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let page = ChildPage::open(&site, reader, id, "views").await?;
    may(&page)?;
    view_of(&page, of)?;
    let chosen = submitted.value("outcome");
    let outcome = ViewOutcome::ALL.iter().find(|(name, _)| *name == chosen).map(|(_, outcome)| *outcome);
    let problems = match outcome {
        None => Some(Problems::one("outcome", site.words().say("children-view-outcome-missing"))),
        Some(outcome) => {
            let text = |name: &str| submitted.value(name).to_owned();
            let answered = ViewAnswered { view: of, outcome, done: text("done"), why: text("why") };
            carry_out(&site, &page.actor, Act::on(id, AnswerView(answered)), &submitted, field_of).await?
        }
    };
    match problems {
        None => Ok(to_record(id, "/views")),
        Some(problems) => view(&page, of, Some(&submitted), &problems),
    }
}

/// Whoever writes here also reads what the child said.
fn may(page: &ChildPage) -> Result<(), PageFailure> {
    must_see(page)?;
    page.must(Action::RecordMeeting, RecordKind::ChildRecord)
}

fn field_of(code: &str) -> &'static str {
    if code == "view-why-missing" { "why" } else { "done" }
}

fn view(
    page: &ChildPage,
    of: Uuid,
    submitted: Option<&Submitted>,
    problems: &Problems,
) -> Result<Response, PageFailure> {
    may(page)?;
    let found = view_of(page, of)?;
    let words = page.words();
    let title = words.say("children-view-answer");
    let typed = Typed::new(&page.site, submitted, problems);
    let choices = ViewOutcome::ALL
        .map(|(name, _)| Choice::new(name, words.say(&format!("view-outcome-{}", name.replace('_', "-")))));
    let fields = form(&page.site, &page.held, &page.path(&format!("/views/{of}/answer")), |writer| {
        typed.radios(writer, "outcome", "children-view-outcome", choices.into(), "");
        typed.area(writer, "done", "children-view-done", "");
        typed.area(writer, "why", "children-view-why", "");
        writer.add(&Button::submit(words.say("children-view-answer-button")));
    });
    let main = Html::build(|writer| {
        writer.heading(1, title.as_str());
        writer.html(&quoted(found));
        writer.html(&fields);
    });
    Ok(page.page(&title, &page.path("/views"), problems, main))
}
