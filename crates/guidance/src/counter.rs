//! Running counts of days and hours. They are no dates: they say which legal regime applies, and never limit anything.

use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff::{SignedDuration, Span, Timestamp};
use kernel::london_date;

use crate::model::{Clock, Counting};
use crate::rules::Rules;
use crate::vocabulary::{Limit, Unit};

/// A stretch of time: from an instant until, and without, another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stretch {
    /// When it begins.
    pub from: Timestamp,
    /// When it ends. What ends before it begins, or at once, is no time at all.
    pub until: Timestamp,
}

impl Stretch {
    /// Its first and last day in England. A stretch that ends at midnight does not reach into the day that begins then.
    pub fn days(self) -> Option<(Date, Date)> {
        let last = self.until.checked_sub(Span::new().nanoseconds(1)).ok()?;
        (self.from <= last).then(|| (london_date(self.from), london_date(last)))
    }
}

/// What was counted, and where the most of it lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Count {
    /// How many, in the unit of the counter's limit; a part counts as a whole.
    pub number: u32,
    /// The first day of the stretch, or of the window, that holds the most.
    pub from: Date,
    /// Its last day.
    pub until: Date,
}

/// A running count, with its number from law or guidance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counter {
    clock: Clock,
}

impl Rules {
    /// The running count with this clock, as it is in force on a day; nothing where the clock is none.
    pub fn counter(&self, clock: &str, on: Date) -> Option<Counter> {
        let clock = self.guidance().clock_on(clock, on)?;
        (clock.counting == Counting::Counter).then(|| Counter { clock: clock.clone() })
    }

    /// The counts of days of short breaks that the protocol keeps, in its order.
    pub fn short_break_counters(&self, on: Date) -> Vec<Counter> {
        let kept = &self.protocol().settings().route.short_break_counters;
        kept.iter().filter_map(|clock| self.counter(clock, on)).collect()
    }
}

impl Counter {
    /// The clock whose number this is: its limit, clauses and how well they were verified.
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// The number.
    pub fn limit(&self) -> Limit {
        self.clock.limit
    }

    /// The most that these stretches come to: in one stretch without a gap, or, for a counter with a window, in any window.
    /// What overlaps counts once. Nothing where there is nothing to count.
    pub fn count(&self, stretches: &[Stretch]) -> Option<Count> {
        match (self.clock.limit.unit, self.clock.window) {
            (Unit::Hours, _) => most(joined(stretches).into_iter().filter_map(hours)),
            (_, None) => most(joined(stretches).into_iter().filter_map(whole)),
            (_, Some(window)) => {
                let days = days_of(stretches);
                most((0..days.len()).map(|first| {
                    let until = last_day(days[first], window);
                    let inside = days[first..].iter().take_while(|day| **day <= until).count();
                    Count { number: number(inside), from: days[first], until }
                }))
            }
        }
    }

    /// Whether a count is past the number.
    pub fn is_past(&self, count: Option<Count>) -> bool {
        count.is_some_and(|count| count.number > self.clock.limit.count)
    }

    /// The first day on which the count is past the number, when it comes to that.
    pub fn passed_on(&self, stretches: &[Stretch]) -> Option<Date> {
        let limit = usize::try_from(self.clock.limit.count).unwrap_or(usize::MAX);
        match (self.clock.limit.unit, self.clock.window) {
            (Unit::Hours, _) => {
                let past = joined(stretches).into_iter().filter(|one| self.is_past(hours(*one)));
                past.filter_map(Stretch::days).map(|(first, _)| first).min()
            }
            (_, None) => {
                let days = joined(stretches).into_iter().map(|one| days_of(&[one]));
                days.filter_map(|days| days.get(limit).copied()).min()
            }
            (_, Some(window)) => {
                let days = days_of(stretches);
                let starts = 0..days.len().saturating_sub(limit);
                let passing = starts.map(|first| (days[first], days[first + limit]));
                passing.filter(|(first, past)| *past <= last_day(*first, window)).map(|(_, past)| past).min()
            }
        }
    }

    /// What one stretch comes to together with others: the time away without a gap that it lies in, or the most in any window
    /// that it reaches into; and, where that is past the number, the first day past it.
    pub fn count_with(&self, one: Stretch, others: &[Stretch]) -> Option<(Count, Option<Date>)> {
        let limit = usize::try_from(self.clock.limit.count).unwrap_or(usize::MAX);
        let (first, last) = one.days()?;
        let all: Vec<Stretch> = others.iter().copied().chain([one]).collect();
        let Some(window) = self.clock.window else {
            let run = joined(&all).into_iter().find(|run| run.from <= one.from && one.until <= run.until)?;
            let count = if self.clock.limit.unit == Unit::Hours { hours(run)? } else { whole(run)? };
            let past =
                self.is_past(Some(count)).then(|| days_of(&[run]).get(limit).copied().unwrap_or(first));
            return Some((count, past));
        };
        let days = days_of(&all);
        let reaches = |start: &usize| days[*start] <= last && first <= last_day(days[*start], window);
        let counted = |start: usize| {
            let until = last_day(days[start], window);
            let inside = days[start..].iter().take_while(|day| **day <= until).count();
            let past = (inside > limit).then(|| days[start + limit]);
            (Count { number: number(inside), from: days[start], until }, past)
        };
        let windows: Vec<(Count, Option<Date>)> = (0..days.len()).filter(reaches).map(counted).collect();
        let past = windows.iter().filter_map(|(_, past)| *past).min();
        most(windows.into_iter().map(|(count, _)| count)).map(|count| (count, past))
    }

    /// The stretches that can still come into a count on or after a day.
    pub fn reaching(&self, stretches: &[Stretch], day: Date) -> Vec<Stretch> {
        let earliest = self.clock.window.map_or(day, |window| {
            // The first day of the window that ends with this day lies after this one.
            day.checked_sub(months(window)).unwrap_or(Date::MIN)
        });
        let ends = |one: &Stretch| one.days().is_some_and(|(_, last)| earliest <= last);
        stretches.iter().copied().filter(ends).collect()
    }

    /// What is counted in the window that ends with a day; without a window, in the stretch that this day lies in.
    pub fn count_on(&self, stretches: &[Stretch], day: Date) -> u32 {
        match self.clock.window {
            Some(window) => {
                let inside = |one: &Date| *one <= day && day <= last_day(*one, window);
                number(days_of(stretches).iter().filter(|one| inside(one)).count())
            }
            None => joined(stretches)
                .into_iter()
                .filter_map(|one| one.days().zip(whole(one)))
                .find(|((first, last), _)| *first <= day && day <= *last)
                .map_or(0, |(_, count)| count.number),
        }
    }
}

/// The one with the highest number; the earliest of several.
fn most(counts: impl Iterator<Item = Count>) -> Option<Count> {
    counts.reduce(|best, next| if next.number > best.number { next } else { best })
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Stretches in order, those without time between them as one.
fn joined(stretches: &[Stretch]) -> Vec<Stretch> {
    let mut ordered: Vec<Stretch> = stretches.iter().copied().filter(|one| one.from < one.until).collect();
    ordered.sort_unstable();
    let mut runs: Vec<Stretch> = Vec::new();
    for next in ordered {
        match runs.last_mut() {
            Some(run) if next.from <= run.until => run.until = run.until.max(next.until),
            _ => runs.push(next),
        }
    }
    runs
}

/// Every day in England of which any part lies in a stretch, once, in order.
fn days_of(stretches: &[Stretch]) -> Vec<Date> {
    let mut days = BTreeSet::new();
    for (first, last) in stretches.iter().filter_map(|one| one.days()) {
        days.extend(first.series(Span::new().days(1)).take_while(|day| *day <= last));
    }
    days.into_iter().collect()
}

fn whole(one: Stretch) -> Option<Count> {
    let (from, until) = one.days()?;
    Some(Count { number: number(days_of(&[one]).len()), from, until })
}

fn hours(one: Stretch) -> Option<Count> {
    let (from, until) = one.days()?;
    let elapsed = one.until.duration_since(one.from);
    let whole = elapsed.as_hours();
    let begun = i64::from(elapsed > SignedDuration::from_hours(whole));
    Some(Count { number: u32::try_from(whole + begun).unwrap_or(u32::MAX), from, until })
}

/// A window as a span. One that no calendar holds is refused when the data is read.
fn months(window: Limit) -> Span {
    Span::new().try_months(window.count).unwrap_or_default()
}

/// The last day of a window that begins on this day. Where the month of its end is too short for the day, the window ends
/// with that month, so that a window over a 29 February is no shorter than others.
fn last_day(first: Date, window: Limit) -> Date {
    let Ok(after) = first.checked_add(months(window)) else { return Date::MAX };
    if after.day() < first.day() { after } else { after.yesterday().unwrap_or(Date::MAX) }
}
