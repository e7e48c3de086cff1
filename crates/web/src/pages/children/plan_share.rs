//! The plan goes to the family, with a letter to each of them.

use access::{Action, RecordKind};
use application::Act;
use axum::extract::{Path, State};
use axum::response::Response;
use govuk::{Button, Html};
use records::child::{Child, PlanShared, SharePlan};
use uuid::Uuid;

use super::child_page::{ChildPage, carry_out, to_record};
use super::draft::write_recipients;
use super::fields::{Typed, link};
use super::{letters, record_parts};
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Problems, form};
use crate::site::Site;
use crate::submitted::Submitted;

/// Whether a plan stands that the family has not been sent.
pub fn waits(child: &Child) -> bool {
    child.plan().is_some_and(|plan| child.plan_shared.as_ref().is_none_or(|shared| shared.at < plan.at))
}

/// The plan as it would be sent.
pub async fn show(
    State(site): State<Site>,
    reader: SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Response, PageFailure> {
    let page = ChildPage::open(&site, reader, id, "plan").await?;
    view(&page, None, &Problems::default())
}

/// It is sent.
pub async fn submit(
    State(site): State<Site>,
    reader: SignedIn,
    Path(id): Path<Uuid>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let page = ChildPage::open(&site, reader, id, "plan").await?;
    let said = submitted.value("words");
    let issued = match page.child().plan() {
        Some(plan) => letters::issue(&page, "plan", |to| letters::of(&page).plan(to, &plan.fact, said)),
        None => Vec::new(),
    };
    let act = Act::on(id, SharePlan(PlanShared { words: said.to_owned() }));
    let act = letters::with_letters(act, id, issued);
    match carry_out(&site, &page.actor, act, &submitted, |_| "words").await? {
        None => Ok(to_record(id, "#letters")),
        Some(problems) => view(&page, Some(&submitted), &problems),
    }
}

fn view(
    page: &ChildPage,
    submitted: Option<&Submitted>,
    problems: &Problems,
) -> Result<Response, PageFailure> {
    page.must(Action::Plan, RecordKind::Plan)?;
    let words = page.words();
    let title = words.say("children-plan-share-title");
    let typed = Typed::new(&page.site, submitted, problems);
    let fields = form(&page.site, &page.held, &page.path("/plan/share"), |writer| {
        typed.area(writer, "words", "children-plan-share-words", "");
        writer.add(&Button::submit(words.say("children-plan-share-button")));
    });
    let main = Html::build(|writer| {
        writer.heading(1, title.as_str());
        record_parts::write_plan(page, writer);
        writer.element("p").class("govuk-body").within(|writer| {
            link(writer, &page.path("/plan"), &words.say("children-plan-share-change"), "");
        });
        write_recipients(page, writer, page.site.application().today());
        if page.child().plan().is_some() {
            writer.html(&fields);
        }
    });
    Ok(page.page(&title, &page.path("#plan"), problems, main))
}
