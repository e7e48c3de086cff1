//! An entry of the record: whose words, when, what stood there before, what the family says to it.

use access::{Action, RecordKind};
use govuk::{Details, Html, Writer};
use kernel::Moment;
use records::child::{Comment, Entry, Revision, Source};

use super::child_page::{ChildPage, short_date, time_of};
use super::fields::link;
use crate::questions::in_words;

/// The name of a source, in messages.
pub fn source_name(source: Source) -> &'static str {
    Source::ALL.iter().find(|(_, each)| *each == source).map_or("", |(name, _)| name)
}

/// What a revision says, in words.
pub fn said(page: &ChildPage, entry: &Entry, revision: &Revision) -> String {
    let form = entry
        .form
        .split_once('@')
        .and_then(|(id, version)| page.site.application().forms().form(id, version.parse().ok()?));
    match form.and_then(|form| form.question(&entry.question).map(|question| (form, question))) {
        Some((form, question)) => in_words(form, question, &revision.answer),
        // The version that was answered is always kept; this is for a damaged record, which must still be read.
        None => revision.answer.text().unwrap_or_default().to_owned(),
    }
}

/// The entry, with its history, its comments and what the reader may do.
pub fn write(page: &ChildPage, writer: &mut Writer, entry: &Entry) {
    let struck = if entry.struck_out.is_some() { "alongside-entry--struck" } else { "" };
    writer
        .element("article")
        .classes(["alongside-entry", struck])
        .attribute("id", &format!("entry-{}", entry.entry))
        .within(|writer| {
            writer.element("p").class("alongside-entry__byline").text(&byline(page, entry));
            writer.element("p").class("alongside-entry__words").text(&said(page, entry, entry.current()));
            write_struck(page, writer, entry);
            write_earlier(page, writer, entry);
            if page.may(Action::See, RecordKind::Comment) {
                let about = page.child().comments.iter();
                for comment in about.filter(|comment| comment.made.fact.entry == Some(entry.entry)) {
                    write_comment(page, writer, comment);
                }
            }
            write_actions(page, writer, entry);
        });
}

fn byline(page: &ChildPage, entry: &Entry) -> String {
    let words = page.words();
    let current = entry.current();
    let author = page.name_of(current.author.person);
    let author = match &current.author.capacity {
        Some(capacity) => {
            words.with("children-entry-author", &[("name", &author), ("capacity", &page.capacity(capacity))])
        }
        None => author,
    };
    let source = words.say(&format!("children-source-{}", source_name(entry.source)));
    let source = if entry.source_note.is_empty() {
        source
    } else {
        words.with("children-entry-source", &[("source", &source), ("note", &entry.source_note)])
    };
    let said_on = short_date(current.happened.date());
    let values = [
        ("author", author.as_str()),
        ("source", &source),
        ("said", &said_on),
        ("written", &time_of(current.at)),
    ];
    let happened_then = matches!(current.happened, Moment::At(at) if at == current.at);
    words.with(if happened_then { "children-entry-byline" } else { "children-entry-byline-said" }, &values)
}

fn write_struck(page: &ChildPage, writer: &mut Writer, entry: &Entry) {
    if let Some((author, at, why)) = &entry.struck_out {
        let name = page.name_of(author.person);
        let values = [("name", name.as_str()), ("date", &time_of(*at)), ("why", why.as_str())];
        writer.paragraph(page.words().with("children-entry-struck", &values));
    }
}

fn write_earlier(page: &ChildPage, writer: &mut Writer, entry: &Entry) {
    let words = page.words();
    let earlier = entry.revisions.len() - 1;
    if earlier == 0 {
        return;
    }
    let content = Html::build(|writer| {
        if !entry.current().why.is_empty() {
            writer.paragraph(words.with("children-entry-why", &[("why", &entry.current().why)]));
        }
        for revision in entry.revisions.iter().rev().skip(1) {
            let name = page.name_of(revision.author.person);
            let values = [("name", name.as_str()), ("date", &time_of(revision.at))];
            writer
                .element("p")
                .class("alongside-entry__byline")
                .text(&words.with("children-entry-earlier-by", &values));
            writer.element("p").class("alongside-entry__words").text(&said(page, entry, revision));
        }
    });
    writer.add(&Details {
        summary: words.count("children-entry-earlier", u64::try_from(earlier).unwrap_or(u64::MAX)).into(),
        content: content.into(),
        ..Details::default()
    });
}

/// A comment of the family with its answer, or the way to answer it.
pub fn write_comment(page: &ChildPage, writer: &mut Writer, comment: &Comment) {
    let words = page.words();
    let made = &comment.made;
    let kind = records::child::CommentKind::ALL
        .iter()
        .find(|(_, kind)| *kind == made.fact.kind)
        .map_or("", |(name, _)| name);
    let kind = words.say(&format!("children-comment-{kind}"));
    let name = page.name_of(made.author.person);
    writer
        .element("div")
        .class("alongside-entry__reply")
        .attribute("id", &format!("comment-{}", made.fact.comment))
        .within(|writer| {
            let values = [("name", name.as_str()), ("kind", &kind), ("date", &time_of(made.at))];
            writer
                .element("p")
                .class("alongside-entry__byline")
                .text(&words.with("children-comment-by", &values));
            writer.element("p").class("alongside-entry__words").text(&made.fact.words);
        });
    match &comment.answered {
        Some(answered) => {
            let outcome = records::child::CommentOutcome::ALL
                .iter()
                .find(|(_, outcome)| *outcome == answered.fact.outcome)
                .map_or("", |(name, _)| name);
            let outcome = words.say(&format!("children-outcome-{outcome}"));
            let by = page.name_of(answered.author.person);
            let values = [("name", by.as_str()), ("outcome", &outcome), ("date", &time_of(answered.at))];
            writer.element("div").class("alongside-entry__reply alongside-entry__reply--answer").within(
                |writer| {
                    writer
                        .element("p")
                        .class("alongside-entry__byline")
                        .text(&words.with("children-comment-answered-by", &values));
                    writer.element("p").class("alongside-entry__words").text(&answered.fact.words);
                },
            );
        }
        None if page.may(Action::AnswerComment, RecordKind::Comment) => {
            writer.element("p").class("govuk-body").within(|writer| {
                let href = page.path(&format!("/comments/{}/answer", made.fact.comment));
                link(writer, &href, &words.with("children-comment-answer", &[("name", &name)]), "");
            });
        }
        None => writer.paragraph(words.say("children-comment-waiting")),
    }
}

fn write_actions(page: &ChildPage, writer: &mut Writer, entry: &Entry) {
    if entry.struck_out.is_some() {
        return;
    }
    let words = page.words();
    let about = words.with("children-entry-about", &[("date", &time_of(entry.current().at))]);
    let actions = [
        (Action::Correct, "correct", "children-entry-correct"),
        (Action::StrikeOut, "strike-out", "children-entry-strike-out"),
    ];
    let allowed: Vec<_> =
        actions.into_iter().filter(|(action, ..)| page.may(*action, RecordKind::AssessmentEntry)).collect();
    if allowed.is_empty() {
        return;
    }
    writer.element("p").class("govuk-body-s alongside-no-print alongside-actions").within(|writer| {
        for (_, address, name) in allowed {
            let href = page.path(&format!("/entries/{}/{address}", entry.entry));
            link(writer, &href, &words.say(name), &about);
            writer.text(" ");
        }
    });
}
