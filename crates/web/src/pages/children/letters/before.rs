//! The question pack: what we would like to ask, sent before we meet, and what we will not ask.

use documents::Symbol;
use guidance::full_date;
use jiff::civil::Date;
use records::child::{LetterBlock, LetterText};
use records::people::Involved;

use super::super::letters_journey::NOT_ASKED;
use super::Letters;
use crate::letters::Ideas;

/// What a question pack is made of.
#[derive(Debug, Clone, Default)]
pub struct QuestionPack {
    /// The sections that are open, by their titles, each with its questions.
    pub sections: Vec<(String, Vec<String>)>,
    /// Where and when a meeting is proposed, in words: `at home`.
    pub visit: Option<(Date, String)>,
    /// How it is made to fit this family.
    pub adjustments: String,
    /// Who can help them to speak, and how to reach them.
    pub advocate: String,
    /// What whoever signs adds in their own words.
    pub said: String,
}

impl Letters<'_> {
    /// The questions, in advance.
    pub fn question_pack(&self, to: &Involved, pack: &QuestionPack) -> LetterText {
        let name = [("name", self.signer.name.as_str())];
        let mut blocks = vec![self.paragraph("letter-pack-lead", &name)];
        blocks.push(match &pack.visit {
            Some((date, place)) => self.paragraph(
                "letter-pack-visit",
                &[("name", &self.signer.name), ("date", &full_date(*date)), ("place", place)],
            ),
            None => self.paragraph("letter-pack-no-visit", &[]),
        });
        super::push_own(&mut blocks, &pack.said);
        blocks.push(self.heading("letter-pack-questions"));
        blocks.push(self.paragraph("letter-pack-skip", &[]));
        blocks.push(self.paragraph("letter-pack-reports", &[]));
        for (title, questions) in &pack.sections {
            blocks.push(LetterBlock::Heading(title.clone()));
            blocks.push(LetterBlock::List(questions.clone()));
        }
        let promises = NOT_ASKED.map(|name| self.say(name, &[]));
        blocks.push(self.heading("letter-questions-not-asked"));
        blocks.push(LetterBlock::List(promises.clone().into()));
        if !pack.adjustments.trim().is_empty() {
            blocks.push(self.heading("letter-questions-adjustments"));
            super::push_own(&mut blocks, &pack.adjustments);
        }
        blocks.push(self.heading("letter-pack-child"));
        blocks.push(self.paragraph("letter-pack-child-ways", &[]));
        blocks.push(self.paragraph("letter-pack-child-choice", &[]));
        blocks.push(self.heading("letter-pack-rights"));
        let rights = ["letter-pack-right-someone", "letter-pack-right-format", "letter-pack-right-words"];
        blocks.push(LetterBlock::List(rights.map(|name| self.say(name, &[])).into()));
        if !pack.advocate.trim().is_empty() {
            blocks.push(self.paragraph("letter-questions-advocate-words", &[("advocate", &pack.advocate)]));
        }
        blocks.push(self.heading("letter-questions-privacy"));
        blocks.push(self.paragraph("letter-questions-privacy-words", &[]));
        self.push_ways(&mut blocks);

        let ideas = self.ideas().with(Symbol::Person, "letter-easy-pack", &name);
        let ideas = match &pack.visit {
            Some((date, _)) => ideas
                .with(
                    Symbol::Date,
                    "letter-easy-pack-visit",
                    &[("name", &self.signer.name), ("date", &full_date(*date))],
                )
                .idea(Symbol::Choose, "letter-easy-pack-visit-change"),
            None => ideas.idea(Symbol::Choose, "letter-easy-lead-place"),
        };
        let ideas = ideas
            .each(&pack.sections, |ideas, (title, _)| {
                ideas.with(Symbol::Question, "letter-easy-pack-about", &[("section", title)])
            })
            .idea(Symbol::Choose, "letter-easy-pack-skip")
            .each(&promises, |ideas, promise| {
                ideas.with(Symbol::No, "letter-easy-pack-not", &[("promise", promise)])
            })
            .idea(Symbol::Help, "letter-easy-pack-with")
            .idea(Symbol::Say, "letter-easy-pack-way");
        let ideas = with_if_said(ideas, "letter-easy-pack-fit", "adjustments", &pack.adjustments);
        let ideas = with_if_said(ideas, "letter-easy-pack-advocate", "advocate", &pack.advocate);
        self.letter(to, "letter-pack-subject", blocks).in_easy_read(self.easy_ways(ideas))
    }
}

/// An idea that says something a person wrote; none where nothing was written.
fn with_if_said<'a>(ideas: Ideas<'a>, message: &str, name: &'static str, said: &str) -> Ideas<'a> {
    if said.trim().is_empty() { ideas } else { ideas.with(Symbol::Help, message, &[(name, said)]) }
}
