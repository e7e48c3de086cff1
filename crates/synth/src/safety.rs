//! Concerns of an invented partnership: raised, seen, answered. Each in a stream of its own, so that no family's page
//! can tell that it exists.

use application::{Application, Unit};
use jiff::SignedDuration;
use jiff::Timestamp;
use kernel::{StreamId, StreamKind};
use records::concern::{
    About, AnswerConcern, ConcernAnswered, MarkSeen, Raise, Raised, Raiser, SetTellingReview, Way,
};
use records::people::SafeContact;
use records::reads::RecordRead;
use records::{Author, Command};
use uuid::Uuid;

use crate::chance::Chance;
use crate::error::SynthError;
use crate::family::Sheet;
use crate::founding::Staff;

/// What was raised, and what became of it.
pub(crate) struct Worry<'a> {
    pub(crate) way: Way,
    pub(crate) raiser: Option<(&'a Staff, &'a str)>,
    pub(crate) child: Option<Uuid>,
    pub(crate) described: String,
    pub(crate) noticed: &'a str,
    pub(crate) know_and_think: &'a str,
    pub(crate) reach: &'a str,
    pub(crate) raised_at: Timestamp,
    /// Seen by, after how many minutes.
    pub(crate) seen: Option<(&'a Staff, i64)>,
    /// Answered by, after how many minutes, in which words.
    pub(crate) answered: Option<(&'a Staff, i64, &'a str)>,
}

fn later(at: Timestamp, minutes: i64) -> Timestamp {
    at.saturating_add(SignedDuration::from_mins(minutes)).unwrap_or(at)
}

/// Writes a concern with what became of it.
pub(crate) fn raise(
    application: &Application,
    unit: &mut Unit,
    chance: &Chance,
    worry: &Worry<'_>,
    now: Timestamp,
) -> Result<(), SynthError> {
    let concern = chance.identifier(worry.raised_at);
    let author = match worry.raiser {
        Some((staff, capacity)) => staff.acting(capacity)?,
        None => Author::default(),
    };
    let raise =
        Raise { raised: raised(application, worry)?, telling_review_at: later(worry.raised_at, 24 * 60) };
    decide(unit, concern, "raise a concern", &raise, &author, worry.raised_at)?;
    if let Some((staff, minutes)) = worry.seen {
        let at = later(worry.raised_at, minutes);
        let seer = staff.acting("front-door-practitioner")?;
        read_by_front_door(unit, StreamId::new(StreamKind::Concern, concern), &seer, at)?;
        if let Some(child) = worry.child {
            read_by_front_door(unit, StreamId::new(StreamKind::Child, child), &seer, later(at, 4))?;
        }
        decide(unit, concern, "see a concern", &MarkSeen, &seer, later(at, 1))?;
    }
    if let Some((manager, minutes, words)) = worry.answered {
        let at = later(worry.raised_at, minutes);
        let manager = manager.acting("front-door-manager")?;
        let answer = AnswerConcern(ConcernAnswered { words: words.to_owned() });
        decide(unit, concern, "answer a concern", &answer, &manager, at)?;
        let review = SetTellingReview {
            why: "Telling now could lead somebody to speak to the child before we have.".to_owned(),
            review_at: later(now, 24 * 60),
        };
        decide(unit, concern, "decide about telling", &review, &manager, later(at, 5))?;
    }
    Ok(())
}

fn raised(application: &Application, worry: &Worry<'_>) -> Result<Raised, SynthError> {
    let by_line = worry.way == Way::SafetyLine;
    let mut sheet = Sheet::of(application.forms(), if by_line { "safety" } else { "concern" })?;
    if by_line {
        sheet.text("what-is-happening", worry.noticed)?;
        sheet.text("who-is-it-about", &worry.described)?;
        sheet.text("how-to-reach-you", worry.reach)?;
    } else {
        sheet.text("what-was-noticed", worry.noticed)?;
        sheet.text("know-and-think", worry.know_and_think)?;
        sheet.choice("immediate-danger", "no")?;
        sheet.text("who-may-be-at-risk", &worry.described)?;
        sheet.text("reach-you", worry.reach)?;
    }
    let contact = (!worry.reach.is_empty()).then(|| SafeContact {
        method: "phone".to_owned(),
        value: worry.reach.to_owned(),
        may_leave_message: false,
    });
    Ok(Raised {
        way: worry.way,
        about: About { child: worry.child, request: None, described: worry.described.clone() },
        answers: sheet.0,
        noticed: worry.noticed.to_owned(),
        immediate: false,
        unsure: false,
        raiser: Raiser {
            name: worry.raiser.map_or_else(String::new, |(staff, _)| staff.name.clone()),
            contact,
        },
    })
}

fn decide<C>(
    unit: &mut Unit,
    concern: Uuid,
    step: &'static str,
    command: &C,
    author: &Author,
    at: Timestamp,
) -> Result<(), SynthError>
where
    C: Command<Stream = records::concern::Concern>,
{
    unit.decide(concern, command, author, at).map_err(|source| SynthError::Step { step, source })
}

/// A reading that the family is not shown until a named person decides to tell.
fn read_by_front_door(
    unit: &mut Unit,
    of: StreamId,
    author: &Author,
    at: Timestamp,
) -> Result<(), SynthError> {
    let (Some(reader), Some(capacity)) = (author.person, author.capacity.clone()) else { return Ok(()) };
    let urgent = of.kind == StreamKind::Child;
    let read = RecordRead {
        reader,
        capacity,
        page: if urgent { "urgent" } else { "concern" }.to_owned(),
        reason: if urgent { "A concern was raised about this child" } else { "work" }.to_owned(),
        urgent,
        kept_from_family: true,
    };
    unit.read(of, read, at).map_err(|source| SynthError::Step { step: "read", source })
}
