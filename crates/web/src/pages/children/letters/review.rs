//! What came of a review: the help goes on, or what changes and why.

use documents::Symbol;
use guidance::full_date;
use jiff::civil::Date;
use records::child::{LetterBlock, LetterText};
use records::people::Involved;

use super::Letters;

/// What the letter about a review is made of.
#[derive(Debug, Clone)]
pub struct Review {
    /// The day it was held.
    pub held_on: Date,
    /// What changes, one line each; nothing where the help goes on as it is.
    pub changes: Vec<String>,
    /// The first day on which less help is given, where it is less. Help is never cut without notice.
    pub reduced_from: Option<Date>,
    /// Why.
    pub why: String,
    /// By when the next one is.
    pub next_on: Option<Date>,
    /// What whoever signs adds in their own words.
    pub said: String,
}

impl Letters<'_> {
    /// A review was held.
    pub fn review(&self, to: &Involved, review: &Review) -> LetterText {
        let held = [("date", full_date(review.held_on))];
        let held: Vec<(&str, &str)> = held.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let goes_on = review.changes.is_empty();
        let lead = if goes_on { "letter-review-continues" } else { "letter-review-changes" };
        let mut blocks = vec![self.paragraph(lead, &held)];
        if !goes_on {
            blocks.push(LetterBlock::List(review.changes.clone()));
        }
        if let Some(from) = review.reduced_from {
            blocks.push(self.paragraph("letter-review-reduced", &[("date", &full_date(from))]));
        }
        super::push_own(&mut blocks, &review.said);
        blocks.push(self.heading("letter-review-why"));
        super::push_own(&mut blocks, &review.why);
        if let Some(next) = review.next_on {
            blocks.push(self.heading("letter-next"));
            blocks.push(self.paragraph("letter-review-next-on", &[("date", &full_date(next))]));
        }
        self.push_ways(&mut blocks);

        let ideas = if goes_on {
            self.ideas().idea(Symbol::Yes, "letter-easy-review-continues")
        } else {
            self.ideas()
                .idea(Symbol::Paper, "letter-easy-review-changes")
                .each(&review.changes, |ideas, change| {
                    ideas.with(Symbol::Help, "letter-easy-review-change", &[("change", change)])
                })
        };
        let ideas = ideas.idea(Symbol::Say, "letter-easy-review-asked").with(
            Symbol::Question,
            "letter-easy-why",
            &[("why", &review.why)],
        );
        let ideas = match review.next_on {
            Some(next) => ideas.with(Symbol::Date, "letter-easy-review-next", &[("date", &full_date(next))]),
            None => ideas,
        };
        let easy = self.easy_ways(ideas.idea(Symbol::Telephone, "letter-easy-review-sooner"));
        self.letter(to, "letter-review-subject", blocks).in_easy_read(easy)
    }
}
