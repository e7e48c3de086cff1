//! An entry is corrected. When somebody else changed the same words first, both texts are shown and merged.

use access::{Action, RecordKind};
use application::{Act, Failure};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use govuk::{Button, Html};
use kernel::EntryId;
use records::TextConflict;
use records::child::{Correct, Entry};
use uuid::Uuid;

use super::child_page::{ChildPage, counted, refused, time_of, what_to_do};
use super::fields::{Typed, hidden};
use super::two_texts;
use super::write::{Writable, answer_of, typed_words};
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Problems, form};
use crate::questions::{Asked, Standing, in_words};
use crate::site::Site;
use crate::submitted::Submitted;

/// The hidden field that carries the revision which the writer had before them.
const BASED_ON: &str = "based_on";

/// The words that stand.
pub async fn show(
    State(site): State<Site>,
    reader: SignedIn,
    Path((id, entry)): Path<(Uuid, Uuid)>,
) -> Result<Response, PageFailure> {
    let page = ChildPage::open(&site, reader, id, "assessment").await?;
    let entry = found(&page, EntryId(entry))?;
    Ok(view(&page, entry, &asked(&page, entry)?, None, &Problems::default(), None))
}

/// The correction.
pub async fn submit(
    State(site): State<Site>,
    reader: SignedIn,
    Path((id, entry)): Path<(Uuid, Uuid)>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let page = ChildPage::open(&site, reader, id, "assessment").await?;
    let entry = found(&page, EntryId(entry))?;
    let asked = asked(&page, entry)?;
    let mut problems = Problems::default();
    let answer = answer_of(&page, &asked, &submitted, &mut problems);
    if submitted.value("why").is_empty() {
        problems.0.push(("why".to_owned(), what_to_do(page.words(), "why-missing")));
    }
    let (Some(answer), true) = (answer, problems.is_empty()) else {
        return Ok(view(&page, entry, &asked, Some(&submitted), &problems, None));
    };
    let command = Correct {
        entry: entry.entry,
        based_on: submitted.value(BASED_ON).parse().unwrap_or(0),
        answer,
        why: submitted.value("why").to_owned(),
    };
    match site.application().execute(&page.actor, counted(Act::on(id, command), &submitted)).await {
        Ok(_) => {
            let href = page.path(&format!("/assessment/{}#entry-{}", entry.section, entry.entry));
            Ok(Redirect::to(&href).into_response())
        }
        Err(Failure::Refused(refusal)) => {
            let field = asked.question.id.as_str();
            let problems = Problems::one(field, refused(page.words(), refusal.as_ref()));
            let mut response = view(&page, entry, &asked, Some(&submitted), &problems, refusal.conflict());
            if refusal.conflict().is_some() {
                *response.status_mut() = StatusCode::CONFLICT;
            }
            Ok(response)
        }
        Err(failure) => Err(failure.into()),
    }
}

/// The entry, if the reader may see and correct it.
fn found(page: &ChildPage, entry: EntryId) -> Result<&Entry, PageFailure> {
    page.must(Action::Correct, RecordKind::AssessmentEntry)?;
    page.child().entry(entry).filter(|entry| page.shows(entry)).ok_or(PageFailure::NotThere)
}

/// The question as it was asked in the version that was answered.
fn asked<'a>(page: &'a ChildPage, entry: &Entry) -> Result<Writable<'a>, PageFailure> {
    let forms = page.site.application().forms();
    let form = entry
        .form
        .split_once('@')
        .and_then(|(id, version)| forms.form(id, version.parse().ok()?))
        .ok_or(PageFailure::NotThere)?;
    let section = form.section_of(&entry.question).ok_or(PageFailure::NotThere)?;
    let question = form.question(&entry.question).ok_or(PageFailure::NotThere)?;
    let mut answers = page.answers(form);
    answers.opened.insert(section.id.clone());
    answers.set(&question.id, Some(entry.current().answer.clone()));
    Ok(Writable { form, section, question, answers })
}

fn view(
    page: &ChildPage,
    entry: &Entry,
    asked: &Writable<'_>,
    submitted: Option<&Submitted>,
    problems: &Problems,
    conflict: Option<&TextConflict>,
) -> Response {
    let words = page.words();
    let title = words.say(if conflict.is_some() { "children-merge-title" } else { "children-correct-title" });
    let typed = Typed::new(&page.site, submitted, problems);
    let based_on = conflict.map_or_else(
        || typed.value(BASED_ON, &entry.revision().to_string()),
        |conflict| conflict.revision.to_string(),
    );
    let field = Asked {
        site: &page.site,
        form: asked.form,
        question: asked.question,
        answers: &asked.answers,
        typed: submitted.map(|submitted| submitted.fields.as_slice()),
        problems,
        standing: Standing::Among,
    };
    let address = page.path(&format!("/entries/{}/correct", entry.entry));
    let fields = form(&page.site, &page.held, &address, |writer| {
        hidden(writer, BASED_ON, &based_on);
        writer.html(&field.render());
        typed.area(writer, "why", "children-correct-why", "");
        let button = if conflict.is_some() { "children-merge-button" } else { "children-correct-button" };
        writer.add(&Button::submit(words.say(button)));
    });
    let main = Html::build(|writer| {
        writer.heading(1, title.as_str());
        match (conflict, submitted) {
            (Some(conflict), Some(yours)) => {
                writer.paragraph(words.say("children-merge-lead"));
                let values = [("name", page.name_of(conflict.by)), ("date", time_of(conflict.at))];
                let values: Vec<(&str, &str)> =
                    values.iter().map(|(name, value)| (*name, value.as_str())).collect();
                let today = page.site.application().today();
                writer.html(&two_texts::view(
                    &two_texts::Text {
                        title: &words.with("children-merge-theirs", &values),
                        words: &in_words(asked.form, asked.question, &conflict.theirs),
                    },
                    &two_texts::Text {
                        title: &words.say("children-merge-yours"),
                        words: &typed_words(asked, yours, today),
                    },
                ));
            }
            _ => writer.paragraph(words.say("children-correct-lead")),
        }
        writer.html(&fields);
    });
    let back = page.path(&format!("/assessment/{}#entry-{}", entry.section, entry.entry));
    page.page(&title, &back, problems, main)
}
