//! The child was met or observed: where and who chose it, how the child took part, what the child showed or said.

use access::{Action, RecordKind};
use application::Act;
use axum::extract::{Path, State};
use axum::response::Response;
use govuk::{Button, Html};
use kernel::Moment;
use records::child::{Met, RecordMeeting};
use uuid::Uuid;

use super::child_page::{ChildPage, carry_out, to_record};
use super::fields::{Typed, date_typed};
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Problems, form};
use crate::site::Site;
use crate::submitted::Submitted;

/// The empty form.
pub async fn show(
    State(site): State<Site>,
    reader: SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Response, PageFailure> {
    let page = ChildPage::open(&site, reader, id, "met").await?;
    view(&page, None, &Problems::default())
}

/// The meeting is recorded.
pub async fn submit(
    State(site): State<Site>,
    reader: SignedIn,
    Path(id): Path<Uuid>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let text = |name: &str| submitted.value(name).to_owned();
    let problems = match date_typed(&submitted, "on") {
        Ok(Some(date)) => {
            let met = Met { place: text("place"), how: text("how"), views: text("views") };
            let command = RecordMeeting { met, happened: Moment::On(date) };
            carry_out(&site, &reader.actor, Act::on(id, command), &submitted, field_of).await?
        }
        _ => Some(Problems::one("on.day", site.words().say("children-not-a-date"))),
    };
    let Some(problems) = problems else { return Ok(to_record(id, "#met")) };
    let page = ChildPage::open(&site, reader, id, "met").await?;
    view(&page, Some(&submitted), &problems)
}

fn field_of(code: &str) -> &'static str {
    match code {
        "how-the-child-missing" => "how",
        "in-future" => "on.day",
        _ => "place",
    }
}

fn view(
    page: &ChildPage,
    submitted: Option<&Submitted>,
    problems: &Problems,
) -> Result<Response, PageFailure> {
    page.must(Action::RecordMeeting, RecordKind::ChildRecord)?;
    let words = page.words();
    let title = words.with("children-met-title", &[("called", page.called())]);
    let typed = Typed::new(&page.site, submitted, problems);
    let fields = form(&page.site, &page.held, &page.path("/met"), |writer| {
        typed.date(writer, "on", "children-met-on", None);
        typed.area(writer, "place", "children-met-form-place", "");
        typed.area(writer, "how", "children-met-form-how", "");
        typed.area(writer, "views", "children-met-form-views", "");
        writer.add(&Button::submit(words.say("children-met-button")));
    });
    let main = Html::build(|writer| {
        writer.heading(1, title.as_str());
        writer.paragraph(words.say("children-met-lead"));
        writer.html(&fields);
    });
    Ok(page.page(&title, &page.path(""), problems, main))
}
