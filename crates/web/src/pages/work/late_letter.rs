//! "We are late", to somebody who asked for support: what was due, by which rule, what they can do, whom to ring.

use guidance::{Rules, Scheduled};
use records::child::{LetterBlock, LetterText};
use records::request::Received;

use crate::letters::Ideas;
use crate::pages::children::letters::{easy_late, late_blocks};
use crate::pages::work::letter_words::{challenge, from};
use crate::wording::Wording;

/// What the letter is made of.
pub struct LateLetter<'a> {
    /// What was asked.
    pub request: &'a Received,
    /// What was missed.
    pub missed: &'a [&'a Scheduled],
    /// Who talks to the family: name and telephone number.
    pub talks: Option<(&'a str, &'a str)>,
}

/// The letter.
pub fn late_letter(words: &Wording, rules: &Rules, letter: &LateLetter<'_>) -> LetterText {
    let settings = rules.protocol().settings();
    let called = letter.request.child.called.as_str();
    let (name, telephone) = letter.talks.unwrap_or((&settings.support.name, &settings.support.telephone));
    let mut blocks = late_blocks(words, rules, letter.missed);
    blocks.push(LetterBlock::Heading(words.say("letter-late-can")));
    let ring = words.with("letter-late-ring", &[("name", name), ("telephone", telephone)]);
    blocks.push(LetterBlock::Paragraph(ring));
    blocks.extend(challenge(words, settings));
    LetterText {
        to: letter.request.asker.name.clone(),
        subject: words.with("letter-late-subject", &[("called", called)]),
        blocks,
        from: from(settings, letter.talks),
        easy: easy_late(Ideas::new(words, called), settings, letter.missed, (name, telephone)),
    }
}
