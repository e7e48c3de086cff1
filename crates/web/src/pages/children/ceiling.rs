//! Why the assessment takes longer than the most it may take; the family reads it.

use access::{Action, RecordKind};
use application::Act;
use axum::extract::{Path, State};
use axum::response::Response;
use govuk::{Button, Html};
use records::child::{CeilingReason, RecordCeilingReason};
use uuid::Uuid;

use super::child_page::{ChildPage, carry_out, to_record};
use super::fields::Typed;
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Problems, form};
use crate::site::Site;
use crate::submitted::Submitted;

/// Asks why.
pub async fn show(
    State(site): State<Site>,
    reader: SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Response, PageFailure> {
    let page = ChildPage::open(&site, reader, id, "record").await?;
    view(&page, None, &Problems::default())
}

/// It is recorded.
pub async fn submit(
    State(site): State<Site>,
    reader: SignedIn,
    Path(id): Path<Uuid>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let fact = CeilingReason { why: submitted.value("why").to_owned() };
    let act = Act::on(id, RecordCeilingReason(fact));
    match carry_out(&site, &reader.actor, act, &submitted, |_| "why").await? {
        None => Ok(to_record(id, "")),
        Some(problems) => {
            let page = ChildPage::open(&site, reader, id, "record").await?;
            view(&page, Some(&submitted), &problems)
        }
    }
}

fn view(
    page: &ChildPage,
    submitted: Option<&Submitted>,
    problems: &Problems,
) -> Result<Response, PageFailure> {
    page.must(Action::RecordLateness, RecordKind::ChildRecord)?;
    let words = page.words();
    let title = words.say("children-ceiling-title");
    let typed = Typed::new(&page.site, submitted, problems);
    let fields = form(&page.site, &page.held, &page.path("/ceiling"), |writer| {
        typed.area(writer, "why", "children-ceiling-why", "");
        writer.add(&Button::submit(words.say("children-ceiling-button")));
    });
    let main = Html::build(|writer| {
        writer.heading(1, title.as_str());
        writer.paragraph(words.say("children-ceiling-lead"));
        writer.html(&fields);
    });
    Ok(page.page(&title, &page.path(""), problems, main))
}
