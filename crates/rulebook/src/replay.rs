//! What a list of milestones makes due.

mod read;

use std::fmt;
use std::sync::Arc;

use guidance::{Bound, Facts, Guidance, Milestone, Protocol, Rules, Scheduled, Status, Verified, full_date};
use jiff::civil::Date;
use jiff::{Span, Timestamp};
use kernel::Moment;
use serde::Serialize;

use crate::due::{Skipped, due_written, written};
use crate::not_answered::NotAnswered;
use crate::{said, text};

pub use read::{FILE_BYTES_MAX, MILESTONES_MAX, parse};

/// What happened, and the day on which it is looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Happened {
    /// The day on which it is looked at. What happened later has not happened yet.
    pub today: Date,
    /// As if this edition were in force; without it, what was in force when each thing started.
    pub edition: Option<String>,
    /// What is known.
    pub facts: Facts,
    /// What happened.
    pub milestones: Vec<Milestone>,
}

/// What became due, by date. As JSON it is an array.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Replayed {
    /// Everything that became due.
    pub duties: Vec<DutyThen>,
    /// The day on which it was looked at.
    #[serde(skip)]
    pub today: Date,
    /// How many of the milestones lie after that day, and so have not happened yet.
    #[serde(skip)]
    pub later: usize,
}

/// One duty, and how it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DutyThen {
    /// The duty, or the local promise where that stands alone.
    pub id: String,
    /// The statutory clock that gave the limit.
    pub clock: Option<String>,
    /// The local promise that gave it.
    pub promise: Option<String>,
    /// What it is called.
    pub name: String,
    /// What pairs it with its stop, where several run side by side.
    pub key: Option<String>,
    /// The milestone that started it.
    pub origin: String,
    /// When it started: a day, or an instant where the limit counts hours.
    pub from: String,
    /// When it is due; nothing where there is no date.
    pub due: Option<String>,
    /// Whether that is the latest or the earliest.
    pub bound: Bound,
    /// How it stands on the day.
    pub status: Status,
    /// When it was done.
    pub met_on: Option<String>,
    /// Who is responsible.
    pub responsible: String,
    /// The edition that is cited.
    pub edition: Option<String>,
    /// The clause that is cited.
    pub clause: Option<String>,
    /// How well number and clause were checked: the weaker of the two.
    pub verified: Option<Verified>,
    /// The bank holidays that were passed over.
    pub skipped: Vec<Skipped>,
    /// How the date was found, in plain words.
    pub explanation: String,
}

/// What these milestones make due, under law and guidance alone or with a local protocol.
pub fn replay(
    guidance: &Guidance,
    protocol: Option<&Protocol>,
    happened: &Happened,
) -> Result<Replayed, NotAnswered> {
    let seen = match &happened.edition {
        None => guidance.clone(),
        Some(id) => guidance.under(id).ok_or_else(|| {
            NotAnswered::unknown("edition", id, guidance.editions().map(|known| known.id.as_str()))
        })?,
    };
    let protocol = match protocol {
        Some(protocol) => protocol.clone(),
        None => crate::law_alone().map_err(NotAnswered::NotComparable)?,
    };
    let rules = Rules::new(Arc::new(seen), Arc::new(protocol));
    // How something stands on a day does not depend on the hour: what is due on it is due, not late; and what happened at any
    // hour of it has happened.
    let begins = starts(Some(happened.today));
    let ends =
        starts(happened.today.tomorrow().ok()).checked_sub(Span::new().nanoseconds(1)).unwrap_or(begins);
    let owed = rules.as_of(&happened.milestones, &happened.facts, ends);
    let later = |milestone: &&Milestone| milestone.at.date() > happened.today;
    Ok(Replayed {
        duties: owed.iter().map(|(item, _)| duty_then(&rules, item, item.status(begins))).collect(),
        today: happened.today,
        later: happened.milestones.iter().filter(later).count(),
    })
}

/// When a day begins in England.
fn starts(day: Option<Date>) -> Timestamp {
    day.and_then(|day| kernel::london_instant(day.at(0, 0, 0, 0))).unwrap_or(Timestamp::MAX)
}

fn duty_then(rules: &Rules, item: &Scheduled, status: Status) -> DutyThen {
    let clock = item.clock.as_deref().and_then(|id| rules.guidance().clock(id));
    let in_hours = clock.is_some_and(|clock| said::is_instant(clock.limit.unit))
        || matches!(item.due, guidance::Due::At(_));
    let shown = |moment: Moment| match moment {
        Moment::At(_) if in_hours => written(moment),
        _ => moment.date().to_string(),
    };
    DutyThen {
        id: item.duty.clone(),
        clock: clock.map(|clock| clock.id.clone()),
        promise: item.clock.clone().filter(|_| clock.is_none()),
        name: item.name.clone(),
        key: item.key.clone(),
        origin: item.origin.name.clone(),
        from: shown(item.origin.at),
        due: due_written(item.due),
        bound: item.bound,
        status,
        met_on: item.stopped.map(shown),
        responsible: item.responsible.as_str().to_owned(),
        edition: item.edition.clone(),
        clause: item.clause.clone(),
        verified: item.verified,
        skipped: item
            .skipped
            .iter()
            .map(|(date, name)| Skipped { date: *date, name: name.clone() })
            .collect(),
        explanation: item.explanation.clone(),
    }
}

impl fmt::Display for Replayed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "On {}", full_date(self.today))?;
        if self.later > 0 {
            let later = text::many(self.later, "milestone lies", "milestones lie");
            writeln!(formatter, "{later} after that day, and counts as not happened yet.")?;
        }
        if self.duties.is_empty() {
            return write!(formatter, "\nNothing that happened makes anything due.");
        }
        let rows = self.duties.iter().map(|duty| {
            let by = duty.clock.as_ref().or(duty.promise.as_ref()).map(|clock| format!(" ({clock})"));
            let key = duty.key.as_ref().map(|key| format!(" [{key}]")).unwrap_or_default();
            vec![
                duty.id.clone(),
                format!("{}{key}", duty.name),
                duty.from.clone(),
                format!("{}{}", duty.due.as_deref().unwrap_or("no date"), by.unwrap_or_default()),
                duty.status.to_string(),
                duty.met_on.clone().unwrap_or_default(),
                duty.verified.map(said::checked_briefly).unwrap_or_default(),
            ]
        });
        let header = ["duty", "what must happen", "from", "due", "status", "done", "verified"];
        write!(formatter, "\n{}", text::table(&header, rows))?;
        if self.duties.iter().any(|duty| duty.verified.is_some_and(Verified::needs_badge)) {
            write!(formatter, "\n\n{}", said::SIGN)?;
        }
        Ok(())
    }
}
