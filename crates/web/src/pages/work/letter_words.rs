//! Parts that the letters about a request share: dates with their clauses, whom to ring, how to challenge.

use guidance::{Due, Facts, Level, Milestone, Rules, Scheduled, Settings};
use kernel::Moment;
use records::child::LetterBlock;
use records::request::Received;

use crate::wording::Wording;

/// Makes what is due as well verified as the partnership made it.
pub(crate) type AsVerified<'a> = &'a dyn Fn(Scheduled) -> Scheduled;

/// The message that names how deep an assessment is, as part of a sentence.
pub(super) fn level_name(level: Level) -> &'static str {
    match level {
        Level::SelfAssessed => "level-self-assessed",
        Level::Short => "level-short",
        Level::Full => "level-full",
    }
}

pub(super) fn heading(words: &Wording, name: &str) -> LetterBlock {
    LetterBlock::Heading(words.say(name))
}

pub(super) fn paragraph(words: &Wording, name: &str) -> LetterBlock {
    LetterBlock::Paragraph(words.say(name))
}

/// What a family may see of what must happen, with a date, each once and the earliest first.
pub(super) fn dates(
    words: &Wording,
    rules: &Rules,
    milestones: &[Milestone],
    facts: &Facts,
    as_verified: AsVerified<'_>,
    of: impl Fn(&Scheduled) -> bool,
) -> Vec<LetterBlock> {
    let mut due: Vec<Scheduled> = rules
        .schedule(milestones, facts)
        .into_iter()
        .filter(|duty| duty.shown_to_family && duty.stopped.is_none() && !duty.lapsed && of(duty))
        .filter(|duty| duty.begins.is_none())
        .filter(|duty| matches!(duty.due, Due::On(_) | Due::At(_)))
        .map(as_verified)
        .collect();
    due.sort_by_key(|duty| (duty.due.date(), duty.name.clone()));
    due.dedup_by(|later, earlier| later.name == earlier.name && later.due == earlier.due);
    if due.is_empty() {
        return Vec::new();
    }
    let rows = due
        .iter()
        .map(|duty| {
            let date = duty.due.date().map(guidance::full_date).unwrap_or_default();
            (duty.name.clone(), format!("{date}. {}", because(words, rules, duty)))
        })
        .collect();
    vec![heading(words, "letter-route-dates"), LetterBlock::Table(rows)]
}

/// Which rule sets a date, and that it was not checked against its source where that is so.
fn because(words: &Wording, rules: &Rules, duty: &Scheduled) -> String {
    let clause = duty.clause.as_deref().and_then(|id| rules.guidance().clause(id));
    let rule = clause.map_or_else(
        || words.say("letter-route-our-promise"),
        |clause| words.with("letter-route-rule", &[("rule", &clause.citation)]),
    );
    if duty.verified.is_some_and(guidance::Verified::needs_badge) {
        format!("{rule} {}", words.say("letter-route-unverified"))
    } else {
        rule
    }
}

/// The milestone from which every clock of a request runs.
pub(super) fn asked(received: &Received) -> Milestone {
    Milestone::new("support.requested", Moment::At(received.received_at))
}

/// Whom to ring.
pub(super) fn who_to_ring(
    words: &Wording,
    settings: &Settings,
    talks: Option<(&str, &str)>,
) -> [LetterBlock; 2] {
    let support = &settings.support;
    let said = match talks {
        Some((name, telephone)) => words.with(
            "letter-route-talk-person",
            &[
                ("name", name),
                ("telephone", telephone),
                ("team", &support.name),
                ("team-telephone", &support.telephone),
                ("hours", &support.hours),
            ],
        ),
        None => words.with(
            "letter-route-talk-team",
            &[("team", &support.name), ("team-telephone", &support.telephone), ("hours", &support.hours)],
        ),
    };
    [heading(words, "letter-route-talk"), LetterBlock::Paragraph(said)]
}

/// From whom the letter is.
pub(super) fn from(settings: &Settings, talks: Option<(&str, &str)>) -> String {
    let support = &settings.support;
    match talks {
        Some((name, telephone)) => format!("{name}\n{}\n{telephone}", support.name),
        None => format!("{}\n{}", support.name, support.telephone),
    }
}

/// How to challenge the decision, at once and in any order.
pub(super) fn challenge(words: &Wording, settings: &Settings) -> Vec<LetterBlock> {
    let complaints = &settings.complaints;
    let address = complaints.address.as_deref().unwrap_or_default();
    vec![
        heading(words, "letter-route-challenge"),
        paragraph(words, "letter-route-challenge-lead"),
        LetterBlock::List(vec![
            words.with(
                "letter-route-challenge-second",
                &[("team", &settings.support.name), ("telephone", &settings.support.telephone)],
            ),
            words.with(
                "letter-route-challenge-complaint",
                &[
                    ("name", &complaints.name),
                    ("telephone", &complaints.telephone),
                    ("email", &complaints.email),
                    ("address", address),
                ],
            ),
            words.say("letter-route-challenge-ombudsman"),
            words.say("letter-route-challenge-court"),
        ]),
        paragraph(words, "letter-route-challenge-help"),
    ]
}
