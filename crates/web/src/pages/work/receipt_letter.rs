//! The receipt for a request that came by telephone, on paper or in person: that it arrived, its reference, what
//! happens next by when.

use documents::Symbol;
use guidance::{Facts, Rules};
use records::child::{LetterBlock, LetterText};
use records::request::Received;

use crate::letters::Ideas;
use crate::pages::work::letter_words::{AsVerified, asked, challenge, dates, from, who_to_ring};
use crate::wording::Wording;

/// What a receipt is made of.
pub(crate) struct Receipt<'a> {
    request: &'a Received,
    as_verified: AsVerified<'a>,
}

impl<'a> Receipt<'a> {
    /// The receipt for what was received.
    pub fn of(request: &'a Received, as_verified: AsVerified<'a>) -> Self {
        Self { request, as_verified }
    }
}

/// The letter.
pub(crate) fn receipt_letter(words: &Wording, rules: &Rules, receipt: &Receipt<'_>) -> LetterText {
    let settings = rules.protocol().settings();
    let request = receipt.request;
    let received = guidance::full_time(request.received_at);
    let mut blocks = vec![
        LetterBlock::Paragraph(words.with(
            "letter-receipt-lead",
            &[("time", &received), ("reference", &request.reference), ("called", &request.child.called)],
        )),
        LetterBlock::Paragraph(settings.reading.words.clone()),
        LetterBlock::Paragraph(words.say("letter-receipt-written")),
    ];
    let facts = Facts { care_may_fail: Some(request.care_may_fail), ..Facts::default() };
    // Only what must happen next; the dates of an assessment come with the route letter.
    let next = |duty: &guidance::Scheduled| matches!(duty.duty.as_str(), "FD-02" | "LS-READ");
    blocks.extend(dates(words, rules, &[asked(request)], &facts, receipt.as_verified, next));
    blocks.extend(who_to_ring(words, settings, None));
    blocks.extend(challenge(words, settings));
    let easy = Ideas::new(words, &request.child.called)
        .idea(Symbol::Letter, "letter-easy-receipt-asked")
        .idea(Symbol::Yes, "letter-easy-receipt-have")
        .with(Symbol::Paper, "letter-easy-receipt-number", &[("reference", &request.reference)])
        .idea(Symbol::Say, "letter-easy-receipt-wrong")
        .ring(&settings.support.name, &settings.support.telephone)
        .ways(settings);
    LetterText {
        to: request.asker.name.clone(),
        subject: words.with("letter-receipt-subject", &[("called", &request.child.called)]),
        blocks,
        from: from(settings, None),
        easy: easy.finish(),
    }
}
