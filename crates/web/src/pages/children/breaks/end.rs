//! An arrangement ends: when, and why.

use access::{Action, RecordKind};
use application::Act;
use axum::extract::{Path, State};
use axum::response::Response;
use govuk::{Button, Html};
use records::child::{BreaksEnded, EndBreaks};
use uuid::Uuid;

use super::super::child_page::{ChildPage, carry_out, to_record};
use super::super::fields::{Typed, date_typed};
use super::{arrangement, place};
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
    let page = ChildPage::open(&site, reader, id, "breaks").await?;
    view(&page, of, None, &Problems::default())
}

/// It ends.
pub async fn submit(
    State(site): State<Site>,
    reader: SignedIn,
    Path((id, of)): Path<(Uuid, Uuid)>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let page = ChildPage::open(&site, reader, id, "breaks").await?;
    page.must(Action::Plan, RecordKind::Plan)?;
    arrangement(&page, of)?;
    let problems = match date_typed(&submitted, "on") {
        Ok(Some(on)) => {
            let ended = BreaksEnded { arrangement: of, on, why: submitted.value("why").to_owned() };
            let act = Act::on(id, EndBreaks(ended));
            carry_out(&site, &page.actor, act, &submitted, field_of).await?
        }
        _ => Some(Problems::one("on.day", site.words().say("children-not-a-date"))),
    };
    match problems {
        None => Ok(to_record(id, "/breaks")),
        Some(problems) => view(&page, of, Some(&submitted), &problems),
    }
}

fn field_of(code: &str) -> &'static str {
    if code == "why-missing" { "why" } else { "on.day" }
}

fn view(
    page: &ChildPage,
    of: Uuid,
    submitted: Option<&Submitted>,
    problems: &Problems,
) -> Result<Response, PageFailure> {
    page.must(Action::Plan, RecordKind::Plan)?;
    let found = arrangement(page, of)?;
    let words = page.words();
    let title = words.say("children-breaks-end");
    let typed = Typed::new(&page.site, submitted, problems);
    let fields = form(&page.site, &page.held, &page.path(&format!("/breaks/{of}/end")), |writer| {
        typed.date(writer, "on", "children-breaks-end-on", Some(page.site.application().today()));
        typed.area(writer, "why", "children-breaks-end-why", "");
        writer.add(&Button::submit(words.say("children-breaks-end-button")));
    });
    let main = Html::build(|writer| {
        writer.heading(1, title.as_str());
        writer.paragraph(place(found));
        writer.paragraph(words.say("children-breaks-end-lead"));
        writer.html(&fields);
    });
    Ok(page.page(&title, &page.path("/breaks"), problems, main))
}
