//! Working days in England and Wales, as far ahead as the bank holidays are known.

use std::collections::BTreeMap;

use jiff::Span;
use jiff::civil::{Date, Weekday};
use thiserror::Error;

use crate::words;

/// One bank holiday.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holiday {
    /// The day.
    pub date: Date,
    /// Its name on the published list.
    pub name: String,
    /// Its name inside a sentence.
    pub said: String,
    /// Whether it stands in for a holiday that fell on a weekend.
    pub substitute: bool,
}

impl Holiday {
    /// As people name it; a substitute day by its date.
    pub fn label(&self) -> String {
        if self.substitute { words::day_and_month(self.date) } else { self.said.clone() }
    }
}

/// The bank holidays of that time are not known, so no date can be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("bank holidays are known from {known_from} until {known_until}, and {date} lies outside")]
pub struct BeyondKnown {
    /// The first day that could not be judged.
    pub date: Date,
    /// The first day that can.
    pub known_from: Date,
    /// The last day that can.
    pub known_until: Date,
}

/// A count of working days, and how it was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// The last day counted.
    pub due: Date,
    /// Day 1.
    pub first_day: Date,
    /// The bank holidays passed over, each as people name it. Weekends are not listed.
    pub skipped: Vec<(Date, String)>,
}

/// Hours in a day of the calendar.
const HOURS_A_DAY: i64 = 24;
/// Years that are laid out as a table at the most; a list of holidays over a longer time is walked day by day.
const TABLE_YEARS_MAX: i16 = 128;

/// The working days of England and Wales.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    holidays: BTreeMap<Date, Holiday>,
    known_from: Date,
    known_until: Date,
    /// The known working days, in order.
    worked: Vec<Date>,
    /// For each known day, how many working days there are up to it, itself included.
    up_to: Vec<u32>,
}

impl Calendar {
    /// A calendar of these holidays, known between these days, both included.
    pub fn new(holidays: Vec<Holiday>, known_from: Date, known_until: Date) -> Self {
        let holidays: BTreeMap<Date, Holiday> =
            holidays.into_iter().map(|holiday| (holiday.date, holiday)).collect();
        let (mut worked, mut up_to) = (Vec::new(), Vec::new());
        if known_until.year().saturating_sub(known_from.year()) <= TABLE_YEARS_MAX {
            for day in known_from.series(Span::new().days(1)).take_while(|day| *day <= known_until) {
                if !is_weekend(day) && !holidays.contains_key(&day) {
                    worked.push(day);
                }
                up_to.push(u32::try_from(worked.len()).unwrap_or(u32::MAX));
            }
        }
        Self { holidays, known_from, known_until, worked, up_to }
    }

    /// The first day on which bank holidays are known.
    pub fn known_from(&self) -> Date {
        self.known_from
    }

    /// The last day on which bank holidays are known.
    pub fn known_until(&self) -> Date {
        self.known_until
    }

    /// The bank holidays, in order.
    pub fn holidays(&self) -> impl Iterator<Item = &Holiday> {
        self.holidays.values()
    }

    /// The bank holiday on that day.
    pub fn holiday(&self, date: Date) -> Option<&Holiday> {
        self.holidays.get(&date)
    }

    /// Whether that day is a working day.
    pub fn is_working_day(&self, date: Date) -> Result<bool, BeyondKnown> {
        if is_weekend(date) {
            return Ok(false);
        }
        self.known(date)?;
        Ok(!self.holidays.contains_key(&date))
    }

    /// The next working day after this day.
    pub fn next_working_day(&self, date: Date) -> Result<Date, BeyondKnown> {
        Ok(self.add_working_days(date, 1)?.due)
    }

    /// Counts working days on from a day: the day itself is day 0, and day 1 is the next working day.
    /// Counting none answers the day itself.
    pub fn add_working_days(&self, from: Date, count: u32) -> Result<Counted, BeyondKnown> {
        let mut counted = Counted { due: from, first_day: from, skipped: Vec::new() };
        let mut left = count;
        while left > 0 {
            counted.due = self.day_after(counted.due)?;
            if self.is_working_day(counted.due)? {
                if left == count {
                    counted.first_day = counted.due;
                }
                left -= 1;
            } else if let (false, Some(holiday)) = (is_weekend(counted.due), self.holiday(counted.due)) {
                counted.skipped.push((counted.due, holiday.label()));
            }
        }
        Ok(counted)
    }

    /// The day to which [`Self::add_working_days`] counts, without how: looked up, not walked.
    pub fn working_days_after(&self, from: Date, count: u32) -> Result<Date, BeyondKnown> {
        if count == 0 {
            return Ok(from);
        }
        let Some(before) = self.worked_up_to(from) else {
            return Ok(self.add_working_days(from, count)?.due);
        };
        let last = usize::try_from(u64::from(before) + u64::from(count) - 1).unwrap_or(usize::MAX);
        if let Some(due) = self.worked.get(last) {
            return Ok(*due);
        }
        let mut beyond = self.day_after(self.known_until)?;
        while is_weekend(beyond) {
            beyond = self.day_after(beyond)?;
        }
        Err(self.beyond(beyond))
    }

    /// How many working days lie after the first day, up to and including the second.
    /// When the second day is not after the first there are none.
    pub fn working_days_between(&self, after: Date, until: Date) -> Result<u32, BeyondKnown> {
        if until <= after {
            return Ok(0);
        }
        if let (Some(before), Some(all)) = (self.worked_up_to(after), self.worked_up_to(until)) {
            return Ok(all - before);
        }
        let mut days = 0;
        let mut day = after;
        while day < until {
            day = self.day_after(day)?;
            if self.is_working_day(day)? {
                days += 1;
            }
        }
        Ok(days)
    }

    /// The fewest working days that a stretch of so many days holds, anywhere in the known calendar.
    pub(crate) fn fewest_working_days(&self, days: u32) -> Option<u32> {
        let days = usize::try_from(days).ok()?;
        // How many working days there are up to each known day.
        let mut up_to = vec![0_u32];
        let mut day = self.known_from;
        while day <= self.known_until {
            let worked = u32::from(self.is_working_day(day).ok()?);
            up_to.push(up_to.last().copied().unwrap_or(0) + worked);
            day = day.tomorrow().ok()?;
        }
        let starts = up_to.iter();
        let ends = up_to.iter().skip(days);
        starts.zip(ends).map(|(start, end)| end - start).min()
    }

    /// How many working days the table holds up to a day, itself included; nothing for a day that is not in it.
    fn worked_up_to(&self, date: Date) -> Option<u32> {
        let days = date.duration_since(self.known_from).as_hours() / HOURS_A_DAY;
        self.up_to.get(usize::try_from(days).ok()?).copied()
    }

    fn day_after(&self, date: Date) -> Result<Date, BeyondKnown> {
        date.tomorrow().map_err(|_| self.beyond(date))
    }

    fn known(&self, date: Date) -> Result<(), BeyondKnown> {
        let inside = self.known_from <= date && date <= self.known_until;
        if inside { Ok(()) } else { Err(self.beyond(date)) }
    }

    fn beyond(&self, date: Date) -> BeyondKnown {
        BeyondKnown { date, known_from: self.known_from, known_until: self.known_until }
    }
}

pub(crate) fn is_weekend(date: Date) -> bool {
    matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
}
