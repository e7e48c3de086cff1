//! What a letter says in each edition, part by part. Page and paper are both made from this, so they cannot differ.

use documents::{Block, Symbol};
use records::child::{LetterBlock, LetterText};

use super::{Edition, Sent, day};
use crate::wording::Wording;

/// A letter, part by part, in the order in which it is read.
pub fn parts(words: &Wording, sent: &Sent<'_>, edition: Edition) -> Vec<Block> {
    let text = sent.text;
    let mut parts = vec![
        Block::Paragraph(words.with("letter-date", &[("date", &day(sent))])),
        Block::Paragraph(words.with("letter-dear", &[("name", &text.to)])),
        Block::Heading { level: 1, text: text.subject.clone() },
    ];
    match edition {
        Edition::Plain | Edition::Large => parts.extend(text.blocks.iter().map(block)),
        Edition::Easy => parts.extend(easy(words, text)),
    }
    parts.extend(text.from.lines().map(|line| Block::Paragraph(line.to_owned())));
    if edition == Edition::Easy {
        parts.push(Block::Paragraph(words.say("letter-easy-untested")));
    }
    parts
}

fn block(block: &LetterBlock) -> Block {
    match block {
        LetterBlock::Heading(text) => Block::Heading { level: 2, text: text.clone() },
        LetterBlock::Paragraph(text) => Block::Paragraph(text.clone()),
        LetterBlock::List(items) => Block::List(items.clone()),
        LetterBlock::Table(rows) => Block::Table(rows.clone()),
    }
}

/// The letter in easy read. One that was not written in it is given in its own words, one sentence at a time, and says so:
/// short lines are not easy read.
fn easy(words: &Wording, text: &LetterText) -> Vec<Block> {
    if !text.easy.is_empty() {
        let idea = |idea: &records::child::EasyIdea| Block::Idea {
            symbol: Symbol::named(&idea.picture),
            words: idea.words.clone(),
        };
        return text.easy.iter().map(idea).collect();
    }
    let one = |sentence: &str| Block::Idea { symbol: None, words: sentence.to_owned() };
    let mut parts = vec![Block::Paragraph(words.say("letter-easy-none"))];
    for each in &text.blocks {
        match each {
            LetterBlock::Heading(text) => parts.push(Block::Heading { level: 2, text: text.clone() }),
            LetterBlock::Paragraph(text) => parts.extend(sentences(text).into_iter().map(one)),
            LetterBlock::List(items) => {
                parts.extend(items.iter().flat_map(|item| sentences(item)).map(one));
            }
            LetterBlock::Table(rows) => parts.push(Block::Table(rows.clone())),
        }
    }
    parts
}

/// The sentences of a text. An abbreviation in the middle of a line does not end one.
fn sentences(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut ends = false;
    for (at, sign) in text.char_indices() {
        if ends && sign.is_whitespace() {
            let next = text[at..].trim_start().chars().next();
            if next.is_some_and(|next| next.is_uppercase() || next.is_numeric()) {
                found.push(text[start..at].trim());
                start = at;
            }
        }
        ends = matches!(sign, '.' | '?' | '!') || (ends && matches!(sign, '”' | '’' | ')'));
    }
    found.push(text[start..].trim());
    found.retain(|sentence| !sentence.is_empty());
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_told_apart_into_sentences() {
        assert_eq!(
            sentences("We help. You choose! Do you? Yes"),
            ["We help.", "You choose!", "Do you?", "Yes"]
        );
        assert_eq!(sentences("You said: “No.” Then you left."), ["You said: “No.”", "Then you left."]);
        assert_eq!(sentences("Ring us, e.g. today."), ["Ring us, e.g. today."]);
        assert_eq!(sentences("  "), Vec::<&str>::new());
    }
}
