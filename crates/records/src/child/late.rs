//! A date that the family was shown was missed: they hear so at once, with what they can do, and once for each date.

use std::collections::BTreeSet;

use guidance::{Rules, Scheduled, Status};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Child, ChildEvent, LetterIssued};
use crate::milestones;
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// The kind of a letter that says that we are late.
pub const LATE_LETTER: &str = "late";

/// A date that was missed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct MissedDate {
    /// The duty: `AS-01`.
    pub duty: String,
    /// What tells it apart from the same duty beside it: a comment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// When it was due.
    pub due_on: Date,
}

/// The family was told that dates were missed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LateTold {
    /// Which dates.
    pub missed: Vec<MissedDate>,
    /// The letters that say so.
    pub letters: Vec<Uuid>,
}

impl MissedDate {
    /// The date that something scheduled missed, at a moment; nothing where it did not, or where the family is not shown
    /// it.
    pub fn of(scheduled: &Scheduled, now: Timestamp) -> Option<Self> {
        let missed = scheduled.shown_to_family && scheduled.status(now) == Status::Overdue;
        let due_on = scheduled.due.date().filter(|_| missed)?;
        Some(Self { duty: scheduled.duty.clone(), key: scheduled.key.clone(), due_on })
    }
}

/// What was missed of what is scheduled, and not told of yet.
pub(crate) fn untold<'a>(
    scheduled: Vec<Scheduled>,
    told: impl Iterator<Item = &'a LateTold>,
    now: Timestamp,
) -> Vec<(MissedDate, Scheduled)> {
    let told: BTreeSet<&MissedDate> = told.flat_map(|told| &told.missed).collect();
    let missed =
        scheduled.into_iter().filter_map(|duty| MissedDate::of(&duty, now).map(|missed| (missed, duty)));
    missed.filter(|(missed, _)| !told.contains(missed)).collect()
}

/// The dates of a child's record that the family was shown, that were missed, and that nobody has told them of yet.
pub fn missed(child: &Child, rules: &Rules, now: Timestamp) -> Vec<(MissedDate, Scheduled)> {
    let (milestones, facts) = milestones::of_child(child, rules);
    let told = child.told_late.iter().map(|told| &told.fact);
    untold(rules.schedule(&milestones, &facts), told, now)
}

/// Tell the family that dates were missed.
#[derive(Debug, Clone, Deserialize)]
pub struct TellLate {
    /// Which dates.
    pub missed: Vec<MissedDate>,
    /// A letter to each person who was shown them.
    pub letters: Vec<LetterIssued>,
}

refusals! {
    /// Why a letter that says that we are late is not sent.
    TellLateRefusal {
        NotMissed = "the date was not missed, or the family was told of it already", "late-not-missed", "a missed date is told of once, when it is missed";
        NobodyTold = "nobody would be told", "late-nobody-told", "a late letter goes to somebody who was shown the date";
        NotInvolved = "this person has no part in the record", "not-involved", "a letter goes to somebody who takes part";
    }
}

impl Command for TellLate {
    type Stream = Child;
    type Refusal = TellLateRefusal;

    fn decide(
        &self,
        state: &Child,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChildEvent>>, TellLateRefusal> {
        let open = missed(state, context.rules, context.now);
        let is_open = |wanted: &MissedDate| open.iter().any(|(missed, _)| missed == wanted);
        if self.missed.is_empty() || !self.missed.iter().all(is_open) {
            return Err(TellLateRefusal::NotMissed);
        }
        if self.letters.is_empty() {
            return Err(TellLateRefusal::NobodyTold);
        }
        let takes_part = |letter: &LetterIssued| state.parts_of(letter.to, context.today()).next().is_some();
        if !self.letters.iter().all(takes_part) {
            return Err(TellLateRefusal::NotInvolved);
        }
        let told = LateTold {
            missed: self.missed.clone(),
            letters: self.letters.iter().map(|letter| letter.letter).collect(),
        };
        let letters = self.letters.iter().map(|letter| Decided::now(context, letter.clone()));
        Ok(letters.chain([Decided::now(context, told)]).collect())
    }
}
