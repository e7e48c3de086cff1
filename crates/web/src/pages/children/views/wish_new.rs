//! The child wishes to speak to somebody alone: with whom, and how the child said so.

use access::{Action, RecordKind};
use application::Act;
use axum::extract::{Path, State};
use axum::response::Response;
use govuk::{Button, Html};
use kernel::Moment;
use records::child::{RecordWish, WishRecorded};
use uuid::Uuid;

use super::super::child_page::{ChildPage, carry_out, to_record};
use super::super::fields::{Typed, date_typed};
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
    let problems = match date_typed(&submitted, "on") {
        Ok(Some(on)) => {
            let wished = WishRecorded {
                wish: site.application().new_identifier(),
                with: submitted.value("with").to_owned(),
                words: submitted.value("words").to_owned(),
            };
            let act = Act::on(id, RecordWish { wished, happened: Moment::On(on) });
            carry_out(&site, &page.actor, act, &submitted, field_of).await?
        }
        _ => Some(Problems::one("on.day", site.words().say("children-not-a-date"))),
    };
    match problems {
        None => Ok(to_record(id, back(&page))),
        Some(problems) => view(&page, Some(&submitted), &problems),
    }
}

fn field_of(code: &str) -> &'static str {
    if code == "in-future" { "on.day" } else { "with" }
}

fn view(
    page: &ChildPage,
    submitted: Option<&Submitted>,
    problems: &Problems,
) -> Result<Response, PageFailure> {
    page.must(Action::RecordMeeting, RecordKind::ChildRecord)?;
    let words = page.words();
    let title = words.say("children-wish-new");
    let typed = Typed::new(&page.site, submitted, problems);
    let fields = form(&page.site, &page.held, &page.path("/wishes/new"), |writer| {
        typed.line(writer, "with", "children-wish-with", "");
        typed.area(writer, "words", "children-wish-words", "");
        typed.date(writer, "on", "children-wish-on", Some(page.site.application().today()));
        writer.add(&Button::submit(words.say("children-view-button")));
    });
    let main = Html::build(|writer| {
        writer.heading(1, title.as_str());
        writer.paragraph(words.say("children-wish-lead"));
        writer.html(&fields);
    });
    Ok(page.page(&title, &page.path(back(page)), problems, main))
}
