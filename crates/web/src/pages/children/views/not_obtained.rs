//! The child's views could not be found out so far: what was tried, why it did not work, what is tried next.

use access::{Action, RecordKind};
use application::Act;
use axum::extract::{Path, State};
use axum::response::Response;
use govuk::{Button, Html};
use records::child::{RecordNotObtained, ViewsNotObtained};
use uuid::Uuid;

use super::super::child_page::{ChildPage, carry_out, to_record};
use super::super::fields::Typed;
use super::back;
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Problems, form};
use crate::site::Site;
use crate::submitted::Submitted;

/// The form.
pub async fn show(
    State(site): State<Site>,
    reader: SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Response, PageFailure> {
    let page = ChildPage::open(&site, reader, id, "views").await?;
    view(&page, None, &Problems::default())
}

/// It is recorded.
pub async fn submit(
    State(site): State<Site>,
    reader: SignedIn,
    Path(id): Path<Uuid>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let page = ChildPage::open(&site, reader, id, "views").await?;
    page.must(Action::RecordMeeting, RecordKind::ChildRecord)?;
    let text = |name: &str| submitted.value(name).to_owned();
    let tried = ViewsNotObtained { tried: text("tried"), why: text("why"), next: text("next") };
    let act = Act::on(id, RecordNotObtained(tried));
    match carry_out(&site, &page.actor, act, &submitted, field_of).await? {
        None => Ok(to_record(id, back(&page))),
        Some(problems) => view(&page, Some(&submitted), &problems),
    }
}

fn field_of(code: &str) -> &'static str {
    match code {
        "why-missing" => "why",
        "views-next-missing" => "next",
        _ => "tried",
    }
}

fn view(
    page: &ChildPage,
    submitted: Option<&Submitted>,
    problems: &Problems,
) -> Result<Response, PageFailure> {
    page.must(Action::RecordMeeting, RecordKind::ChildRecord)?;
    let words = page.words();
    let title = words.say("children-views-not-obtained");
    let typed = Typed::new(&page.site, submitted, problems);
    let fields = form(&page.site, &page.held, &page.path("/views/not-obtained"), |writer| {
        typed.area(writer, "tried", "children-views-tried-form", "");
        typed.area(writer, "why", "children-views-why-form", "");
        typed.area(writer, "next", "children-views-next-form", "");
        writer.add(&Button::submit(words.say("children-view-button")));
    });
    let main = Html::build(|writer| {
        writer.heading(1, title.as_str());
        writer.paragraph(words.say("children-views-not-obtained-lead"));
        writer.html(&fields);
    });
    Ok(page.page(&title, &page.path(back(page)), problems, main))
}
