//! A comment of the family is answered.

use access::{Action, RecordKind};
use application::Act;
use axum::extract::{Path, State};
use axum::response::Response;
use govuk::{Button, Choice, Html};
use records::child::{AnswerComment, CommentAnswered, CommentOutcome};
use uuid::Uuid;

use super::child_page::{ChildPage, carry_out, to_record};
use super::entry_view;
use super::fields::{Typed, link};
use super::record_parts::{question_label, write_need_of};
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Problems, form};
use crate::site::Site;
use crate::submitted::Submitted;

/// The comment, and what it is about.
pub async fn show(
    State(site): State<Site>,
    reader: SignedIn,
    Path((id, comment)): Path<(Uuid, Uuid)>,
) -> Result<Response, PageFailure> {
    let page = ChildPage::open(&site, reader, id, "comments").await?;
    view(&page, comment, None, &Problems::default())
}

/// The answer.
pub async fn submit(
    State(site): State<Site>,
    reader: SignedIn,
    Path((id, comment)): Path<(Uuid, Uuid)>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let outcome = CommentOutcome::ALL.iter().find(|(name, _)| *name == submitted.value("outcome"));
    let problems = match outcome {
        None => Some(Problems::one("outcome", site.words().say("children-answer-outcome-missing"))),
        Some((_, outcome)) => {
            let answered =
                CommentAnswered { comment, outcome: *outcome, words: submitted.value("words").to_owned() };
            carry_out(&site, &reader.actor, Act::on(id, AnswerComment(answered)), &submitted, |_| "words")
                .await?
        }
    };
    let Some(problems) = problems else { return Ok(to_record(id, "")) };
    let page = ChildPage::open(&site, reader, id, "comments").await?;
    view(&page, comment, Some(&submitted), &problems)
}

fn view(
    page: &ChildPage,
    comment: Uuid,
    submitted: Option<&Submitted>,
    problems: &Problems,
) -> Result<Response, PageFailure> {
    page.must(Action::AnswerComment, RecordKind::Comment)?;
    let words = page.words();
    let found = page.child().comment(comment).ok_or(PageFailure::NotThere)?;
    let entry = found.made.fact.entry.and_then(|entry| page.child().entry(entry));
    let entry = entry.filter(|entry| page.shows(entry));
    let title = words.say("children-answer-title");
    let typed = Typed::new(&page.site, submitted, problems);
    let outcomes = CommentOutcome::ALL
        .iter()
        .map(|(name, _)| Choice::new(*name, words.say(&format!("children-outcome-{name}"))))
        .collect();
    let fields = form(&page.site, &page.held, &page.path(&format!("/comments/{comment}/answer")), |writer| {
        typed.radios(writer, "outcome", "children-answer-outcome", outcomes, "");
        typed.area(writer, "words", "children-answer-words", "");
        writer.add(&Button::submit(words.say("children-answer-button")));
    });
    let main = Html::build(|writer| {
        writer.heading(1, title.as_str());
        writer.paragraph(words.say("children-answer-lead"));
        let name = page.name_of(found.made.author.person);
        writer.heading(2, words.with("children-answer-said", &[("name", &name)]));
        writer
            .element("blockquote")
            .class("govuk-inset-text alongside-as-written")
            .text(&found.made.fact.words);
        write_need_of(page, writer, found);
        if let Some(entry) = entry {
            writer.heading(2, question_label(page, &entry.question));
            writer.element("p").class("govuk-body alongside-as-written").text(&entry_view::said(
                page,
                entry,
                entry.current(),
            ));
            if page.may(Action::Correct, RecordKind::AssessmentEntry) && entry.struck_out.is_none() {
                writer.element("p").class("govuk-body").within(|writer| {
                    let href = page.path(&format!("/entries/{}/correct", entry.entry));
                    link(writer, &href, &words.say("children-answer-correct"), "");
                });
            }
        }
        if found.answered.is_none() {
            writer.html(&fields);
        } else {
            entry_view::write_comment(page, writer, found);
        }
    });
    Ok(page.page(&title, &page.path(""), problems, main))
}
