//! The help ends: when, why, and how to come back.

use documents::Symbol;
use guidance::full_date;
use jiff::civil::Date;
use records::child::LetterText;
use records::people::Involved;

use super::Letters;

/// What a closing letter is made of.
#[derive(Debug, Clone)]
pub struct Closing {
    /// The last day of the help.
    pub ends_on: Date,
    /// Why.
    pub why: String,
    /// Whether this person agrees.
    pub agreed: bool,
    /// What whoever signs adds in their own words.
    pub said: String,
}

impl Letters<'_> {
    /// The help ends.
    pub fn closing(&self, to: &Involved, closing: &Closing) -> LetterText {
        let ends_on = full_date(closing.ends_on);
        let agreed = if closing.agreed { "letter-closing-agreed" } else { "letter-closing-not-agreed" };
        let mut blocks =
            vec![self.paragraph("letter-closing-ends", &[("date", &ends_on)]), self.paragraph(agreed, &[])];
        super::push_own(&mut blocks, &closing.said);
        blocks.push(self.heading("letter-closing-why"));
        super::push_own(&mut blocks, &closing.why);
        blocks.push(self.heading("letter-closing-back"));
        for name in ["letter-closing-back-lead", "letter-closing-back-no-proof", "letter-closing-record"] {
            blocks.push(self.paragraph(name, &[]));
        }
        self.push_ways(&mut blocks);

        let ideas = self.ideas().with(Symbol::Date, "letter-easy-closing", &[("date", &ends_on)]);
        let ideas =
            if closing.agreed { ideas.idea(Symbol::Yes, "letter-easy-closing-agreed") } else { ideas };
        let ideas = ideas
            .with(Symbol::Question, "letter-easy-why", &[("why", &closing.why)])
            .idea(Symbol::Help, "letter-easy-closing-again")
            .idea(Symbol::Yes, "letter-easy-closing-no-proof");
        self.letter(to, "letter-closing-subject", blocks).in_easy_read(self.easy_ways(ideas))
    }
}
