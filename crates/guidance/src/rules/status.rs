//! How something stands at a moment. Computed when it is read, never stored.

use std::fmt;

use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{Moment, london_date};
use serde::{Deserialize, Serialize};

use super::{Due, Scheduled};
use crate::vocabulary::Bound;

/// How something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// It is past its date and not done.
    Overdue,
    /// It is due today.
    Due,
    /// It has no date, or none can be given, and it is not done.
    Unanswered,
    /// Its date is still to come.
    Upcoming,
    /// It does not apply yet: only once another date has been missed.
    NotYet,
    /// It was done after its date.
    Late,
    /// It was done before the least time had passed.
    TooSoon,
    /// It was done in time; or the least time was given.
    Met,
    /// Something ended it undone.
    Lapsed,
}

impl Status {
    /// Whether somebody still has to do something.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Overdue | Self::Due | Self::Unanswered | Self::Upcoming)
    }

    /// The status as one word or two.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Due => "due",
            Self::Unanswered => "unanswered",
            Self::Upcoming => "upcoming",
            Self::NotYet => "not yet",
            Self::Late => "late",
            Self::TooSoon => "too soon",
            Self::Met => "met",
            Self::Lapsed => "lapsed",
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl Scheduled {
    /// How it stands at this instant, by the day in England.
    pub fn status(&self, now: Timestamp) -> Status {
        let Self { due, bound, stopped, lapsed, begins, .. } = *self;
        Stand { due, bound, stopped, lapsed, begins }.status(now)
    }
}

/// What decides how something stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stand {
    pub due: Due,
    pub bound: Bound,
    pub stopped: Option<Moment>,
    pub lapsed: bool,
    pub begins: Option<Date>,
}

impl Stand {
    /// How it stands at an instant. The day is looked up only for what is still open.
    pub(super) fn status(self, now: Timestamp) -> Status {
        if self.lapsed {
            return Status::Lapsed;
        }
        match (self.bound, self.stopped) {
            (Bound::Max, Some(stopped)) if stopped_in_time(self.due, stopped) => Status::Met,
            (Bound::Max, Some(_)) => Status::Late,
            (Bound::Max, None) => self.open_status(now, london_date(now)),
            (Bound::Min, stopped) => self.least_time_status(stopped.map(Moment::date), now),
        }
    }

    fn open_status(self, now: Timestamp, today: Date) -> Status {
        if self.begins.is_some_and(|begins| today < begins) {
            return Status::NotYet;
        }
        match self.due {
            Due::NoLimit | Due::BeyondKnownHolidays => Status::Unanswered,
            Due::At(due) if now > due => Status::Overdue,
            Due::At(due) => by_day(london_date(due), today),
            Due::On(due) => by_day(due, today),
        }
    }

    fn least_time_status(self, stopped: Option<Date>, now: Timestamp) -> Status {
        let Some(earliest) = self.due.date() else { return Status::Unanswered };
        match stopped {
            Some(stopped) if stopped < earliest => Status::TooSoon,
            None if london_date(now) < earliest => Status::Upcoming,
            Some(_) | None => Status::Met,
        }
    }
}

/// Whether what was done at this moment was done by then. Without a date, whatever is done is in time.
pub(super) fn stopped_in_time(due: Due, stopped: Moment) -> bool {
    match (due, stopped.instant()) {
        (Due::At(due), Some(instant)) => instant <= due,
        (Due::At(due), None) => stopped.date() <= london_date(due),
        (Due::On(due), _) => stopped.date() <= due,
        (Due::NoLimit | Due::BeyondKnownHolidays, _) => true,
    }
}

fn by_day(due: Date, today: Date) -> Status {
    match today.cmp(&due) {
        std::cmp::Ordering::Less => Status::Upcoming,
        std::cmp::Ordering::Equal => Status::Due,
        std::cmp::Ordering::Greater => Status::Overdue,
    }
}
