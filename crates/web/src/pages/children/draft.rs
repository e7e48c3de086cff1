//! The draft goes to the family, with a letter to each of them.

use access::{Action, RecordKind};
use application::Act;
use axum::extract::{Path, State};
use axum::response::Response;
use govuk::{Button, Html};
use guidance::full_date;
use records::child::{DraftShared, ShareDraft};
use uuid::Uuid;

use super::child_page::{ChildPage, carry_out, day_of, to_record};
use super::fields::Typed;
use super::{letters, record_parts};
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Problems, form};
use crate::site::Site;
use crate::submitted::Submitted;

/// What would be sent.
pub async fn show(
    State(site): State<Site>,
    reader: SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Response, PageFailure> {
    let page = ChildPage::open(&site, reader, id, "needs").await?;
    view(&page, None, &Problems::default())
}

/// It is shared.
pub async fn submit(
    State(site): State<Site>,
    reader: SignedIn,
    Path(id): Path<Uuid>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let page = ChildPage::open(&site, reader, id, "needs").await?;
    let said = submitted.value("words");
    let issued = letters::issue(&page, "draft", |to| letters::of(&page).draft(to, said));
    let act = Act::on(id, ShareDraft(DraftShared { words: said.to_owned() }));
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
    page.must(Action::Share, RecordKind::ChildRecord)?;
    let words = page.words();
    let title = words.say("children-draft-title");
    let typed = Typed::new(&page.site, submitted, problems);
    let today = page.site.application().today();
    let fields = form(&page.site, &page.held, &page.path("/draft"), |writer| {
        typed.area(writer, "words", "children-draft-words", "");
        writer.add(&Button::submit(words.say("children-draft-button")));
    });
    let main = Html::build(|writer| {
        writer.heading(1, title.as_str());
        if let Some(shared) = &page.child().assessment.draft {
            writer.paragraph(words.with("children-draft-before", &[("date", &day_of(shared.at))]));
        }
        writer.paragraph(words.say("children-draft-lead"));
        if let Some(until) = letters::of(page).comments_until() {
            writer.paragraph(words.with("children-draft-until", &[("date", &full_date(until))]));
        }
        write_recipients(page, writer, today);
        if page.may(Action::See, RecordKind::NeedDecision) {
            writer.heading(2, words.say("children-record-needs"));
            record_parts::write_needs(page, writer);
        }
        writer.html(&fields);
    });
    Ok(page.page(&title, &page.path(""), problems, main))
}

/// To whom letters go; or that they go to nobody, which somebody must then put right.
pub fn write_recipients(page: &ChildPage, writer: &mut govuk::Writer, today: jiff::civil::Date) {
    let words = page.words();
    let names: Vec<String> =
        letters::recipients(page.child(), today).into_iter().map(|part| part.name.clone()).collect();
    if names.is_empty() {
        writer.paragraph(words.say("children-letters-to-nobody"));
    } else {
        writer.paragraph(words.with("children-letters-to", &[("names", &names.join(", "))]));
    }
}
