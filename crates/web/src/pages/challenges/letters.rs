//! The letters of a challenge: the answer, and that more time is needed. The decision first, then why, then what will be
//! done, then every way that is still open.

use guidance::full_date;
use records::challenge::{Action, Made, Outcome, Stage, Way};
use records::child::{LetterBlock, LetterText};
use records::partnership::Practitioner;

use crate::site::Site;
use crate::ways::{self, Stands};

/// The message that says an outcome.
pub(super) fn outcome_name(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Upheld => "challenge-outcome-upheld",
        Outcome::PartlyUpheld => "challenge-outcome-partly-upheld",
        Outcome::NotUpheld => "challenge-outcome-not-upheld",
        Outcome::Talked => "challenge-outcome-talked",
    }
}

/// What an answer says.
pub(super) struct AnswerLetter<'a> {
    /// What was said.
    pub made: &'a Made,
    /// The stage that is answered.
    pub stage: Option<Stage>,
    /// The decision.
    pub outcome: Outcome,
    /// Why.
    pub why: &'a str,
    /// What will be done.
    pub actions: &'a [Action],
    /// Who answers.
    pub from: Option<&'a Practitioner>,
}

/// The letter of an answer.
pub(super) fn answer(site: &Site, letter: &AnswerLetter<'_>) -> LetterText {
    let words = site.words();
    let heading = |name: &str| LetterBlock::Heading(words.say(name));
    let mut blocks = vec![
        LetterBlock::Paragraph(words.with(
            "challenge-letter-about",
            &[
                ("way", &words.say(&format!("challenge-letter-way-{}", letter.made.way.name()))),
                ("date", &full_date(kernel::london_date(letter.made.received_at))),
                ("reference", &letter.made.reference),
            ],
        )),
        heading("challenge-letter-why"),
    ];
    blocks.extend(paragraphs(letter.why));
    if !letter.actions.is_empty() {
        blocks.push(heading("challenge-letter-actions"));
        let rows = letter.actions.iter().map(|action| {
            (action.what.clone(), words.with("challenge-letter-by", &[("date", &full_date(action.by))]))
        });
        blocks.push(LetterBlock::Table(rows.collect()));
        blocks.push(LetterBlock::Paragraph(words.say("challenge-letter-actions-told")));
    }
    blocks.push(heading("challenge-letter-next"));
    let stands = Stands { what: &letter.made.about.what, way: letter.made.way, stage: letter.stage };
    blocks.push(LetterBlock::List(ways::after_answer(site, &stands)));
    blocks.push(LetterBlock::Paragraph(words.say("challenge-letter-nothing-changes")));
    LetterText {
        to: letter.made.by.name.clone(),
        subject: words.say(&format!("challenge-letter-subject-{}", outcome_word(letter.outcome))),
        blocks,
        from: from(site, letter.from),
    }
}

fn outcome_word(outcome: Outcome) -> &'static str {
    Outcome::ALL.iter().find(|(_, each)| *each == outcome).map_or("", |(name, _)| name)
}

/// The letter that tells that more time is needed, and until when at the most.
pub(super) fn extension(
    site: &Site,
    made: &Made,
    why: &str,
    by: Option<&str>,
    from_whom: Option<&Practitioner>,
) -> LetterText {
    let words = site.words();
    let mut blocks = Vec::new();
    if let Some(by) = by {
        blocks.push(LetterBlock::Paragraph(words.with("challenge-letter-more-time-until", &[("date", by)])));
    }
    blocks.push(LetterBlock::Heading(words.say("challenge-letter-why")));
    blocks.extend(paragraphs(why));
    blocks.push(LetterBlock::Heading(words.say("challenge-letter-next")));
    let stands = Stands { what: &made.about.what, way: Way::Complaint, stage: None };
    blocks.push(LetterBlock::List(ways::after_answer(site, &stands)));
    LetterText {
        to: made.by.name.clone(),
        subject: words.say("challenge-letter-more-time"),
        blocks,
        from: from(site, from_whom),
    }
}

/// A text as paragraphs, one for each that its writer made.
fn paragraphs(text: &str) -> impl Iterator<Item = LetterBlock> + '_ {
    text.split("\n\n")
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(|part| LetterBlock::Paragraph(part.to_owned()))
}

fn from(site: &Site, who: Option<&Practitioner>) -> String {
    let complaints = &site.application().rules().protocol().settings().complaints;
    match who {
        Some(known) if !known.telephone.is_empty() => format!("{}\n{}", known.name, known.telephone),
        _ => format!("{}\n{}", complaints.name, complaints.telephone),
    }
}
