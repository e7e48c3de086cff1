//! A plan agreed, a visit, a review, a reviewing officer named.

use access::{Action, RecordKind};
use application::Act;
use axum::extract::{Path, State};
use axum::response::Response;
use govuk::{Button, Choice, Html};
use kernel::Moment;
use records::child::{BreaksOverseen, Oversight, RecordOversight};
use uuid::Uuid;

use super::super::child_page::{ChildPage, carry_out, to_record};
use super::super::fields::{Typed, date_typed};
use super::{arrangement, place};
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Problems, form};
use crate::site::Site;
use crate::submitted::Submitted;

/// The empty form.
pub async fn show(
    State(site): State<Site>,
    reader: SignedIn,
    Path((id, of)): Path<(Uuid, Uuid)>,
) -> Result<Response, PageFailure> {
    let page = ChildPage::open(&site, reader, id, "breaks").await?;
    view(&page, of, None, &Problems::default())
}

/// It is recorded.
pub async fn submit(
    State(site): State<Site>,
    reader: SignedIn,
    Path((id, of)): Path<(Uuid, Uuid)>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let page = ChildPage::open(&site, reader, id, "breaks").await?;
    page.must(Action::Plan, RecordKind::Plan)?;
    arrangement(&page, of)?;
    let what =
        Oversight::ALL.iter().find(|(name, _)| *name == submitted.value("what")).map(|(_, what)| *what);
    let on = date_typed(&submitted, "on").ok().flatten();
    let (Some(what), Some(on)) = (what, on) else {
        let mut problems = Problems::default();
        if what.is_none() {
            problems.0.push(("what".to_owned(), site.words().say("children-breaks-what-missing")));
        }
        if on.is_none() {
            problems.0.push(("on.day".to_owned(), site.words().say("children-not-a-date")));
        }
        return view(&page, of, Some(&submitted), &problems);
    };
    let overseen = BreaksOverseen { arrangement: of, what, words: submitted.value("words").to_owned() };
    let act = Act::on(id, RecordOversight { overseen, happened: Moment::On(on) });
    match carry_out(&site, &page.actor, act, &submitted, field_of).await? {
        None => Ok(to_record(id, "/breaks")),
        Some(problems) => view(&page, of, Some(&submitted), &problems),
    }
}

fn field_of(code: &str) -> &'static str {
    match code {
        "in-future" => "on.day",
        "no-words" => "words",
        _ => "what",
    }
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
    let title = words.say("children-breaks-oversee");
    let typed = Typed::new(&page.site, submitted, problems);
    let choices = Oversight::ALL.map(|(name, _)| {
        Choice::new(name, words.say(&format!("breaks-overseen-{}", name.replace('_', "-"))))
    });
    let fields = form(&page.site, &page.held, &page.path(&format!("/breaks/{of}/oversee")), |writer| {
        typed.radios(writer, "what", "children-breaks-what", choices.into(), "");
        typed.date(writer, "on", "children-breaks-on", None);
        typed.area(writer, "words", "children-breaks-words", "");
        writer.add(&Button::submit(words.say("children-breaks-oversee-button")));
    });
    let main = Html::build(|writer| {
        writer.heading(1, title.as_str());
        writer.paragraph(place(found));
        writer.html(&fields);
    });
    Ok(page.page(&title, &page.path("/breaks"), problems, main))
}
