//! One entry of the record as the family reads it: the words, whose they are, who wrote them down and when; what
//! stood there before; what the family said of it, and the answer.

use access::{Action, RecordKind};
use application::DutyShown;
use forms::{Answer, Form, Language, Question};
use govuk::{Component, Details, Html, Writer};
use guidance::full_date;
use kernel::london_date;
use records::child::{Comment, CommentKind, CommentOutcome, Entry, Source};
use uuid::Uuid;

use super::dates::due_words;
use super::ownership::held_back;
use super::reading::Reading;
use crate::questions::in_words;

/// The form and the question that an entry answers, in the version that was answered.
pub(super) fn asked_of<'a>(reading: &'a Reading, entry: &Entry) -> Option<(&'a Form, &'a Question)> {
    let (id, version) = entry.form.split_once('@')?;
    let form = reading.site.application().forms().form(id, version.parse().ok()?)?;
    Some((form, form.question(&entry.question)?))
}

/// Whether the reader is shown an entry.
pub(super) fn is_shown(reading: &Reading, entry: &Entry) -> bool {
    held_back(reading, entry, asked_of(reading, entry).map(|(_, question)| question)).is_none()
}

/// The question of an entry.
fn question(reading: &Reading, entry: &Entry) -> String {
    asked_of(reading, entry).map_or_else(
        || entry.question.clone(),
        |(_, question)| question.words(&Language::english(), None).label.clone(),
    )
}

fn said(reading: &Reading, entry: &Entry, answer: &Answer) -> String {
    match asked_of(reading, entry) {
        Some((form, question)) => in_words(form, question, answer),
        None => answer.text().unwrap_or_default().to_owned(),
    }
}

/// An entry with everything that belongs to it. `links`: whether the reader can act on it from here.
pub(super) fn view(reading: &Reading, entry: &Entry, duties: &[DutyShown], level: u8, links: bool) -> Html {
    let struck = if entry.struck_out.is_some() { "alongside-entry--struck" } else { "" };
    let comments = reading.record().map(|child| child.comments.as_slice()).unwrap_or_default();
    Html::build(|writer| {
        writer
            .element("article")
            .classes(["alongside-entry", struck])
            .attribute("id", &format!("entry-{}", entry.entry))
            .within(|writer| {
                writer.heading(level, question(reading, entry).as_str());
                write_struck_out(reading, writer, entry);
                write_words(reading, writer, entry);
                write_earlier(reading, writer, entry);
                for comment in comments.iter().filter(|comment| comment.made.fact.entry == Some(entry.entry))
                {
                    write_comment(reading, writer, comment, duties);
                }
                if links && reading.may(Action::Comment, RecordKind::AssessmentEntry) {
                    write_links(reading, writer, entry);
                }
            });
    })
}

/// Only the words, for the page that says something about them.
pub(super) fn quoted(reading: &Reading, entry: &Entry) -> Html {
    Html::build(|writer| {
        writer.element("div").class("alongside-entry").within(|writer| {
            writer.heading(3, question(reading, entry).as_str());
            write_words(reading, writer, entry);
        });
    })
}

fn write_words(reading: &Reading, writer: &mut Writer, entry: &Entry) {
    let current = entry.current();
    writer.element("p").class("alongside-entry__words").text(&said(reading, entry, &current.answer));
    let words = reading.words();
    let source = words.say(match entry.source {
        Source::Family => "family-entry-source-family",
        Source::Child => "family-entry-source-child",
        Source::Practitioner => "family-entry-source-practitioner",
        Source::Report => "family-entry-source-report",
    });
    let name = reading.name_of(current.author.person);
    let written = full_date(london_date(current.at));
    let happened = full_date(current.happened.date());
    writer.element("p").class("alongside-entry__byline").within(|writer| {
        writer.text(&source);
        if !entry.source_note.trim().is_empty() {
            writer.text(" (");
            writer.element("span").class("alongside-as-written").text(&entry.source_note);
            writer.text(")");
        }
        writer.text(" ");
        writer.text(&words.with("family-entry-happened", &[("date", &happened)]));
        writer.text(" ");
        writer.text(&words.with("family-entry-written", &[("name", &name), ("date", &written)]));
    });
}

fn write_struck_out(reading: &Reading, writer: &mut Writer, entry: &Entry) {
    let Some((author, at, why)) = &entry.struck_out else { return };
    let (name, date) = (reading.name_of(author.person), full_date(london_date(*at)));
    let said = reading.words().with("family-entry-struck-out", &[("name", &name), ("date", &date)]);
    writer.element("p").class("govuk-body").within(|writer| {
        writer.element("strong").text(&said);
        writer.text(" ");
        writer.element("span").class("alongside-as-written").text(why);
    });
}

/// What stood there before, each text with why it was changed. Nothing is ever lost.
fn write_earlier(reading: &Reading, writer: &mut Writer, entry: &Entry) {
    if entry.revisions.len() < 2 {
        return;
    }
    let words = reading.words();
    let content = Html::build(|writer| {
        for pair in entry.revisions.windows(2).rev() {
            let [before, after] = pair else { continue };
            let (name, date) = (reading.name_of(before.author.person), full_date(london_date(before.at)));
            writer.element("p").class("alongside-entry__words").text(&said(reading, entry, &before.answer));
            let byline = words.with("family-entry-earlier-by", &[("name", &name), ("date", &date)]);
            writer.element("p").class("alongside-entry__byline").text(&byline);
            let (name, date) = (reading.name_of(after.author.person), full_date(london_date(after.at)));
            writer.element("p").class("govuk-body").within(|writer| {
                writer.text(&words.with("family-entry-changed", &[("name", &name), ("date", &date)]));
                if !after.why.is_empty() {
                    writer.text(" ");
                    writer.element("span").class("alongside-as-written").text(&after.why);
                }
            });
        }
    });
    let summary = Html::build(|writer| {
        writer.text(&words.say("family-entry-earlier"));
        let about = format!(": {}", question(reading, entry));
        writer.element("span").class("govuk-visually-hidden").text(&about);
    });
    writer.html(&Details { summary: summary.into(), content: content.into(), ..Details::default() }.render());
}

/// What the reader said, and the answer; or when the answer comes. What others said is theirs.
pub(super) fn write_comment(reading: &Reading, writer: &mut Writer, comment: &Comment, duties: &[DutyShown]) {
    if !reading.sees_comment(comment) {
        return;
    }
    let words = reading.words();
    let made = &comment.made;
    let kind = words.say(match made.fact.kind {
        CommentKind::Wrong => "family-comment-kind-wrong",
        CommentKind::Missing => "family-comment-kind-missing",
        CommentKind::Disagree => "family-comment-kind-disagree",
    });
    writer.element("div").class("alongside-entry__reply").within(|writer| {
        let date = full_date(london_date(made.at));
        let said = words.with("family-comment-said", &[("date", &date), ("kind", &kind)]);
        writer.element("p").class("alongside-entry__byline").text(&said);
        writer.element("p").class("alongside-entry__words").text(&made.fact.words);
        if comment.answered.is_none() {
            writer.paragraph(answer_by(reading, made.fact.comment, duties));
        }
    });
    let Some(answered) = &comment.answered else { return };
    let outcome = match answered.fact.outcome {
        CommentOutcome::Changed => "family-comment-outcome-changed",
        CommentOutcome::PartlyChanged => "family-comment-outcome-partly-changed",
        CommentOutcome::Kept => "family-comment-outcome-kept",
    };
    writer.element("div").class("alongside-entry__reply alongside-entry__reply--answer").within(|writer| {
        let (name, date) = (reading.name_of(answered.author.person), full_date(london_date(answered.at)));
        let byline = words.with("family-comment-answered", &[("name", &name), ("date", &date)]);
        writer.element("p").class("alongside-entry__byline").text(&byline);
        writer.paragraph(words.say(outcome));
        writer.element("p").class("alongside-entry__words").text(&answered.fact.words);
    });
}

/// By when a comment is answered: with the decision, or on the day that the protocol gives.
fn answer_by(reading: &Reading, comment: Uuid, duties: &[DutyShown]) -> String {
    let key = comment.to_string();
    let duty = duties.iter().find(|duty| duty.scheduled.key.as_ref() == Some(&key));
    match duty.and_then(|duty| due_words(duty.scheduled.due)) {
        Some(date) => reading.words().with("family-comment-answer-by", &[("date", &date)]),
        None => reading.words().say("family-comment-answer-comes"),
    }
}

fn write_links(reading: &Reading, writer: &mut Writer, entry: &Entry) {
    let words = reading.words();
    let about = format!(": {}", question(reading, entry));
    writer.element("ul").class("alongside-entry__actions").within(|writer| {
        let look_again = format!("/family/challenge/new?what=written&entry={}", entry.entry);
        writer.element("li").within(|writer| {
            writer.element("a").class("govuk-link").attribute("href", &look_again).within(|writer| {
                writer.text(&words.say("family-comment-link-look-again"));
                writer.element("span").class("govuk-visually-hidden").text(&about);
            });
        });
        for (kind, name) in [
            ("wrong", "family-comment-link-wrong"),
            ("missing", "family-comment-link-missing"),
            ("disagree", "family-comment-link-disagree"),
        ] {
            let href = format!("/family/record/{}/comment?kind={kind}", entry.entry);
            writer.element("li").within(|writer| {
                writer.element("a").class("govuk-link").attribute("href", &href).within(|writer| {
                    writer.text(&words.say(name));
                    writer.element("span").class("govuk-visually-hidden").text(&about);
                });
            });
        }
    });
}
