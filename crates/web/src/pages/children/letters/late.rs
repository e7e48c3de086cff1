//! "We are late": what was due, by which rule, what the family can do, whom to ring.

use documents::Symbol;
use guidance::{Rules, Scheduled, Settings, full_date};
use records::child::{EasyIdea, LetterBlock, LetterText};
use records::people::Involved;

use super::Letters;
use crate::letters::Ideas;
use crate::wording::Wording;

impl Letters<'_> {
    /// Dates were missed.
    pub fn late(&self, to: &Involved, missed: &[&Scheduled]) -> LetterText {
        let mut blocks = late_blocks(self.words, self.rules, missed);
        let values = [("name", self.signer.name.as_str()), ("telephone", &self.signer.telephone)];
        blocks.push(LetterBlock::Heading(self.words.say("letter-late-can")));
        blocks.push(self.paragraph("letter-late-ring", &values));
        self.push_ways(&mut blocks);
        let settings = self.rules.protocol().settings();
        let easy = easy_late(self.ideas(), settings, missed, (&self.signer.name, &self.signer.telephone));
        self.letter(to, "letter-late-subject", blocks).in_easy_read(easy)
    }
}

/// What was missed, first of all; then that it must still be done.
pub fn late_blocks(words: &Wording, rules: &Rules, missed: &[&Scheduled]) -> Vec<LetterBlock> {
    let rows = missed.iter().map(|duty| (duty.name.clone(), due(words, rules, duty))).collect();
    vec![
        LetterBlock::Paragraph(words.count("letter-late-lead", missed.len() as u64)),
        LetterBlock::Heading(words.say("letter-late-what")),
        LetterBlock::Table(rows),
        LetterBlock::Paragraph(words.say("letter-late-still")),
    ]
}

/// By when something was promised, because of which rule, and whether that was checked.
fn due(words: &Wording, rules: &Rules, duty: &Scheduled) -> String {
    let date = duty.due.date().map(full_date).unwrap_or_default();
    let clause = duty.clause.as_deref().and_then(|id| rules.guidance().clause(id));
    let rule = match clause {
        Some(clause) => words.with("letter-late-rule", &[("rule", &clause.citation)]),
        None => words.say("letter-late-promise"),
    };
    let mut said = vec![words.with("letter-late-due", &[("date", &date)]), rule];
    if duty.verified.is_some_and(guidance::Verified::needs_badge) {
        said.push(words.say("letter-late-unverified"));
    }
    said.join(" ")
}

/// The same in easy read.
pub fn easy_late(
    ideas: Ideas<'_>,
    settings: &Settings,
    missed: &[&Scheduled],
    (name, telephone): (&str, &str),
) -> Vec<EasyIdea> {
    ideas
        .idea(Symbol::Clock, "letter-easy-late")
        .idea(Symbol::Say, "letter-easy-late-sorry")
        .each(missed, |ideas, duty| {
            let date = duty.due.date().map(full_date).unwrap_or_default();
            ideas.with(Symbol::Paper, "letter-easy-late-what", &[("what", &duty.name)]).with(
                Symbol::Date,
                "letter-easy-late-when",
                &[("date", &date)],
            )
        })
        .idea(Symbol::No, "letter-easy-late-still")
        .ring(name, telephone)
        .idea(Symbol::Question, "letter-easy-late-ask")
        .ways(settings)
        .finish()
}
