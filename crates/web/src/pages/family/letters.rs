//! Letters to this reader, and to nobody else.

use access::{Action, FieldKind, RecordFacts, RecordKind};
use axum::extract::{Path, State};
use axum::response::Response;
use govuk::{Html, Writer};
use guidance::full_date;
use jiff::Timestamp;
use kernel::{PersonId, london_date};
use records::child::{LetterBlock, LetterText};
use uuid::Uuid;

use super::reading::Reading;
use super::talk;
use crate::actor::CodeHolder;
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, full_page, page};
use crate::letters::{Edition, Sent, asked_for, paper, send, view};
use crate::site::Site;

/// A letter to the reader.
pub(super) struct Letter<'a> {
    id: Uuid,
    at: Timestamp,
    text: &'a LetterText,
}

/// The letters to the reader, the newest first.
pub(super) fn letters_of(reading: &Reading) -> Vec<Letter<'_>> {
    let mine = |facts: &RecordFacts, to: PersonId| {
        reading.may_of(facts, Some(to), Action::See, RecordKind::Letter, FieldKind::Ordinary)
    };
    let mut letters = Vec::new();
    if let Some(open) = &reading.request {
        let sent = open.opened.state.letters.iter().filter(|letter| mine(&open.opened.facts, letter.fact.to));
        letters.extend(sent.map(|letter| Letter {
            id: letter.fact.letter,
            at: letter.at,
            text: &letter.fact.text,
        }));
    }
    if let Some(open) = &reading.child {
        let sent = open.opened.state.letters.iter().filter(|letter| mine(&open.opened.facts, letter.fact.to));
        letters.extend(sent.map(|letter| Letter {
            id: letter.fact.letter,
            at: letter.at,
            text: &letter.fact.text,
        }));
    }
    for open in &reading.help {
        let mine = open.opened.state.shared.iter().filter(|shared| shared.fact.to == reading.me);
        letters.extend(mine.map(|shared| Letter {
            id: shared.fact.letter,
            at: shared.at,
            text: &shared.fact.text,
        }));
    }
    for open in &reading.challenges {
        letters.extend(open.opened.state.letters().into_iter().map(|sent| Letter {
            id: sent.letter,
            at: sent.at,
            text: sent.text,
        }));
    }
    letters.sort_by_key(|letter| (std::cmp::Reverse(letter.at), letter.id));
    // A letter that stands in both records is one letter.
    letters.dedup_by_key(|letter| letter.id);
    letters
}

/// The list.
pub async fn list(State(site): State<Site>, holder: CodeHolder) -> Result<Response, PageFailure> {
    let reading = Reading::open(&site, &holder, "family-letters").await?;
    let words = site.words();
    let title = words.say("family-letters-title");
    let letters = letters_of(&reading);
    let main = Html::build(|writer| {
        writer.heading(1, title.as_str());
        writer.paragraph(words.say("family-letters-lead"));
        if letters.is_empty() {
            writer.paragraph(words.say("family-letters-none"));
        } else {
            writer.element("ul").class("govuk-list alongside-links").within(|writer| {
                for letter in &letters {
                    write_line(writer, letter);
                }
            });
        }
        writer.html(&talk::view(&reading, 2));
    });
    Ok(page(&site, &Frame::Family, &title, main))
}

fn write_line(writer: &mut Writer, letter: &Letter<'_>) {
    let href = format!("/family/letters/{}", letter.id);
    writer.element("li").within(|writer| {
        writer.element("a").class("govuk-link").attribute("href", &href).within(|writer| {
            writer.element("span").class("alongside-as-written").text(&letter.text.subject);
        });
        writer.element("span").class("alongside-links__when").text(&full_date(london_date(letter.at)));
    });
}

/// One letter, which prints as it reads, in the edition that its reader asked for.
pub async fn show(
    State(site): State<Site>,
    holder: CodeHolder,
    Path(letter): Path<Uuid>,
) -> Result<Response, PageFailure> {
    let reading = Reading::open(&site, &holder, "family-letters").await?;
    shown(&reading, letter, None)
}

/// One letter in one edition.
pub async fn show_edition(
    State(site): State<Site>,
    holder: CodeHolder,
    Path((letter, edition)): Path<(Uuid, String)>,
) -> Result<Response, PageFailure> {
    let reading = Reading::open(&site, &holder, "family-letters").await?;
    shown(&reading, letter, Some(Edition::named(&edition).ok_or(PageFailure::NotThere)?))
}

/// One letter in one edition, as a PDF.
pub async fn pdf(
    State(site): State<Site>,
    holder: CodeHolder,
    Path((letter, edition)): Path<(Uuid, String)>,
) -> Result<Response, PageFailure> {
    let reading = Reading::open(&site, &holder, "family-letters").await?;
    let edition = Edition::named(&edition).ok_or(PageFailure::NotThere)?;
    let document = paper(&site, &sent(&reading, letter)?, edition);
    send(&site, document, edition.print()).await
}

fn sent(reading: &Reading, letter: Uuid) -> Result<Sent<'_>, PageFailure> {
    let letter =
        letters_of(reading).into_iter().find(|sent| sent.id == letter).ok_or(PageFailure::NotThere)?;
    // Only whoever asked said how they are best written to.
    let received = reading.asked().and_then(|request| request.received.as_ref());
    let own = received.filter(|received| received.fact.asker.person == reading.me);
    Ok(Sent {
        text: letter.text,
        on: london_date(letter.at),
        place: format!("/family/letters/{}", letter.id),
        asked_for: own.and_then(|received| asked_for(&received.fact.answers)),
    })
}

fn shown(reading: &Reading, letter: Uuid, edition: Option<Edition>) -> Result<Response, PageFailure> {
    let sent = sent(reading, letter)?;
    let site = &reading.site;
    let main = Html::build(|writer| {
        writer.html(&view(site, &sent, edition.unwrap_or_else(|| sent.first())));
        writer.element("div").class("alongside-no-print").within(|writer| {
            writer.html(&talk::view(reading, 2));
        });
    });
    let title = &sent.text.subject;
    Ok(full_page(site, &Frame::Family, title, Some("/family/letters"), &Problems::default(), main))
}

/// Every letter in full, below headings of this level.
pub(super) fn all(reading: &Reading, level: u8) -> Html {
    let words = reading.words();
    Html::build(|writer| {
        for letter in letters_of(reading) {
            writer.element("article").class("alongside-letter").within(|writer| {
                writer.heading(level, letter.text.subject.as_str());
                let date = full_date(london_date(letter.at));
                writer.paragraph(words.with("letter-date", &[("date", &date)]));
                writer.paragraph(words.with("letter-dear", &[("name", &letter.text.to)]));
                for block in &letter.text.blocks {
                    write_block(writer, block, level + 1);
                }
                for line in letter.text.from.lines() {
                    writer.paragraph(line);
                }
            });
        }
    })
}

fn write_block(writer: &mut Writer, block: &LetterBlock, level: u8) {
    match block {
        LetterBlock::Heading(text) => writer.heading(level, text.as_str()),
        LetterBlock::Paragraph(text) => writer.paragraph(text.as_str()),
        LetterBlock::List(items) => writer.element("ul").within(|writer| {
            for item in items {
                writer.element("li").text(item);
            }
        }),
        LetterBlock::Table(rows) => writer.element("dl").within(|writer| {
            for (name, value) in rows {
                writer.element("dt").text(name);
                writer.element("dd").text(value);
            }
        }),
    }
}
