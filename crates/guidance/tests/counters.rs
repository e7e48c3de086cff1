//! Running counts of short breaks, against a model that looks at one day after another.

#![expect(clippy::unwrap_used, reason = "a test that cannot set up its world should stop there")]

use std::sync::Arc;

use guidance::{Counter, Guidance, Protocol, Rules, Stretch, Unit};
use jiff::civil::{Date, date};
use jiff::{SignedDuration, Span, Timestamp};
use kernel::{london_date, london_instant};
use proptest::prelude::*;

fn rules() -> Rules {
    let guidance = Arc::new(Guidance::embedded().unwrap());
    let protocol = Arc::new(Protocol::embedded("wendale", &guidance).unwrap());
    Rules::new(guidance, protocol)
}

fn counters() -> Vec<Counter> {
    rules().short_break_counters(date(2026, 11, 23))
}

fn at(day: Date, hour: i8) -> Timestamp {
    london_instant(day.at(hour, 0, 0, 0)).unwrap()
}

/// A stay from one day at a time of day to another.
fn stay(from: (Date, i8), until: (Date, i8)) -> Stretch {
    Stretch { from: at(from.0, from.1), until: at(until.0, until.1) }
}

fn days_later(day: Date, days: i32) -> Date {
    day.checked_add(Span::new().days(days)).unwrap()
}

#[test]
fn each_number_has_its_clause_its_unit_and_how_well_it_was_verified() {
    let rules = rules();
    let [longest, within] = counters().try_into().unwrap();
    assert_eq!((longest.clock().id.as_str(), within.clock().id.as_str()), ("K38", "K39"));
    assert_eq!((longest.limit().count, longest.limit().unit), (17, Unit::CalendarDays));
    assert_eq!((within.limit().count, within.limit().unit), (75, Unit::CalendarDays));
    assert_eq!(within.clock().window.map(|window| (window.count, window.unit)), Some((12, Unit::Months)));
    for counter in [&longest, &within] {
        let clause = rules.guidance().clause(&counter.clock().clauses[0]).unwrap();
        assert_eq!(clause.citation, "Care Planning Regulations 2010 regulation 48");
        assert!(counter.clock().doubts.is_some(), "how a part of a day counts was not read");
    }
    assert!(rules.counter("K03", date(2026, 11, 23)).is_none(), "a date is no count");
}

#[test]
fn a_weekend_is_three_days_and_a_stay_until_midnight_ends_with_its_day() {
    let [longest, within] = counters().try_into().unwrap();
    let friday = date(2026, 11, 20);
    let weekend = [stay((friday, 16), (days_later(friday, 2), 17))];
    let count = longest.count(&weekend).unwrap();
    assert_eq!((count.number, count.from, count.until), (3, friday, days_later(friday, 2)));
    assert_eq!(within.count(&weekend).unwrap().number, 3);
    let until_midnight = [stay((friday, 16), (days_later(friday, 2), 0))];
    assert_eq!(longest.count(&until_midnight).unwrap().number, 2);
    assert_eq!(longest.count(&[]), None);
    assert_eq!(longest.count(&[stay((friday, 16), (friday, 16))]), None);
}

#[test]
fn the_number_itself_is_not_past_it_and_one_more_is() {
    let [longest, within] = counters().try_into().unwrap();
    let first = date(2026, 7, 1);
    let of = |days: i32| [stay((first, 10), (days_later(first, days - 1), 16))];
    let limit = i32::try_from(longest.limit().count).unwrap();
    assert!(!longest.is_past(longest.count(&of(limit))));
    assert_eq!(longest.passed_on(&of(limit)), None);
    assert!(longest.is_past(longest.count(&of(limit + 1))));
    assert_eq!(longest.passed_on(&of(limit + 1)), Some(days_later(first, limit)));

    // The same number of days in stays of one day each: nothing in one stay, and the year adds up.
    let limit = i32::try_from(within.limit().count).unwrap();
    let apart = |days: i32| -> Vec<Stretch> {
        (0..days).map(|day| stay((days_later(first, 2 * day), 9), (days_later(first, 2 * day), 17))).collect()
    };
    assert!(!within.is_past(within.count(&apart(limit))));
    assert!(within.is_past(within.count(&apart(limit + 1))));
    assert!(!longest.is_past(longest.count(&apart(limit + 1))));
    assert_eq!(within.passed_on(&apart(limit + 1)), Some(days_later(first, 2 * limit)));
}

#[test]
fn a_year_with_a_leap_day_is_a_day_longer_and_no_other() {
    let [_, within] = counters().try_into().unwrap();
    let one = |day| stay((day, 9), (day, 17));
    for (first, last, together) in [
        (date(2023, 3, 1), date(2024, 2, 29), true),
        (date(2023, 2, 28), date(2024, 2, 27), true),
        (date(2023, 2, 28), date(2024, 2, 28), false),
        (date(2024, 2, 29), date(2025, 2, 28), true),
        (date(2024, 2, 29), date(2025, 3, 1), false),
        (date(2025, 1, 31), date(2026, 1, 30), true),
        (date(2025, 1, 31), date(2026, 1, 31), false),
    ] {
        let number = within.count(&[one(first), one(last)]).unwrap().number;
        assert_eq!(number == 2, together, "{first} and {last}");
    }
}

#[test]
fn more_than_a_day_and_a_night_by_the_clock_also_when_an_hour_is_missing_or_twice() {
    let counter = rules().counter("K60", date(2026, 11, 23)).unwrap();
    let past = |from: Date| counter.is_past(counter.count(&[stay((from, 12), (days_later(from, 1), 12))]));
    assert!(!past(date(2026, 11, 20)), "exactly a day and a night");
    assert!(!past(date(2027, 3, 27)), "an hour less");
    assert!(past(date(2026, 10, 24)), "an hour more");
}

/// The naive model: one day after another, one hour after another.
struct Naive {
    /// Every day of which any part is spent away.
    away: Vec<Date>,
    /// The days of the longest time without an hour at home.
    longest: u32,
    /// The first day on which such a time is longer than the number of K38.
    too_long_on: Option<Date>,
}

const FIRST: Date = date(2023, 9, 1);

impl Naive {
    fn of(stays: &[Stretch], limit: u32) -> Self {
        let is_away = |day: &Date| {
            let (begins, ends) = (at(*day, 0), at(day.tomorrow().unwrap(), 0));
            stays.iter().any(|stay| stay.from < stay.until && stay.from < ends && begins < stay.until)
        };
        let away = FIRST.series(Span::new().days(1)).take(1300).filter(is_away).collect();
        let mut naive = Self { away, longest: 0, too_long_on: None };
        let from = stays.iter().map(|stay| stay.from).min();
        let until = stays.iter().map(|stay| stay.until).max();
        let (Some(mut hour), Some(until)) = (from, until) else { return naive };
        let mut run: std::collections::BTreeSet<Date> = std::collections::BTreeSet::new();
        while hour < until {
            if stays.iter().any(|stay| stay.from <= hour && hour < stay.until) {
                run.insert(london_date(hour));
            } else {
                run.clear();
            }
            let days = u32::try_from(run.len()).unwrap();
            naive.longest = naive.longest.max(days);
            if days > limit {
                naive.too_long_on = naive.too_long_on.or(Some(london_date(hour)));
            }
            hour += SignedDuration::from_hours(1);
        }
        naive
    }

    /// The days away in the twelve months that begin with a day, up to another.
    fn in_year_of(&self, first: Date, last: Date) -> u32 {
        let next = first.year() + 1;
        // The same day next year, or the first of March where that year has no such day.
        let end = Date::new(next, first.month(), first.day()).unwrap_or_else(|_| date(next, 3, 1));
        let inside = |day: &&Date| first <= **day && **day < end && **day <= last;
        u32::try_from(self.away.iter().filter(inside).count()).unwrap()
    }

    fn within_a_year(&self) -> u32 {
        self.away.iter().map(|first| self.in_year_of(*first, Date::MAX)).max().unwrap_or(0)
    }

    /// The first day whose end finds the number of K39 passed.
    fn too_many_on(&self, limit: u32) -> Option<Date> {
        let passed = |last: &&Date| {
            let close = self.away.iter().filter(|first| *first <= last && last.year() - first.year() <= 1);
            close.into_iter().any(|first| {
                let next = first.year() + 1;
                let end = Date::new(next, first.month(), first.day()).unwrap_or_else(|_| date(next, 3, 1));
                **last < end && self.in_year_of(*first, **last) > limit
            })
        };
        let enough = self.within_a_year() > limit;
        self.away.iter().filter(|_| enough).find(passed).copied()
    }
}

/// Stays over more than three years, with both changes of the clock and a leap day in them; many overlap.
fn stays() -> impl Strategy<Value = Vec<Stretch>> {
    let one = (0..1200_i32, 0..24_i8, 0..600_i64).prop_map(|(day, hour, hours)| {
        let from = at(days_later(FIRST, day), hour);
        Stretch { from, until: from + SignedDuration::from_hours(hours) }
    });
    // Some next to a clock change, where a day has an hour more or less.
    let near = (0..3_usize, 0..24_i8, 0..60_i64).prop_map(|(which, hour, hours)| {
        let day = [date(2023, 10, 28), date(2024, 3, 30), date(2024, 2, 28)][which];
        let from = at(day, hour);
        Stretch { from, until: from + SignedDuration::from_hours(hours) }
    });
    prop::collection::vec(prop_oneof![3 => one, 1 => near], 0..24)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn the_counts_are_those_of_looking_day_by_day(stays in stays()) {
        let [longest, within] = counters().try_into().unwrap();
        let number = |counter: &Counter| counter.count(&stays).map_or(0, |count| count.number);
        let naive = Naive::of(&stays, longest.limit().count);
        prop_assert_eq!(number(&within), naive.within_a_year());
        prop_assert_eq!(number(&longest), naive.longest);
        prop_assert_eq!(within.passed_on(&stays), naive.too_many_on(within.limit().count));
        prop_assert_eq!(longest.passed_on(&stays), naive.too_long_on);
        for counter in [&longest, &within] {
            prop_assert_eq!(counter.passed_on(&stays).is_some(), counter.is_past(counter.count(&stays)));
            if let Some(count) = counter.count(&stays) {
                let inside = |day: &Date| count.from <= *day && *day <= count.until;
                let away = naive.away.iter().filter(|day| inside(day)).count();
                prop_assert_eq!(u32::try_from(away).unwrap(), count.number, "where the most of it lies");
            }
        }
    }

    /// What one stay comes to together with the others is the most of what it touches: adding it passes the number exactly when
    /// that does, and what it does not touch says nothing.
    #[test]
    fn one_stay_is_counted_with_what_it_touches(stays in stays()) {
        let Some((one, others)) = stays.split_last() else { return Ok(()) };
        for counter in counters() {
            let (before, after) = (counter.count(others), counter.count(&stays));
            match counter.count_with(*one, others) {
                None => prop_assert_eq!(one.days(), None),
                Some((count, past)) => {
                    prop_assert_eq!(past.is_some(), counter.is_past(Some(count)));
                    prop_assert!(Some(count.number) <= after.map(|after| after.number));
                    if before.map(|before| before.number) < after.map(|after| after.number) {
                        prop_assert_eq!(Some(count.number), after.map(|after| after.number));
                    }
                    if !counter.is_past(before) {
                        prop_assert_eq!(past, counter.passed_on(&stays));
                    }
                }
            }
        }
    }

    /// The order does not matter, the same stay twice is one, and a stay more never makes it less.
    #[test]
    fn what_overlaps_counts_once(stays in stays()) {
        for counter in counters() {
            let count = |stays: &[Stretch]| counter.count(stays).map_or(0, |count| count.number);
            let mut other: Vec<Stretch> = stays.iter().rev().copied().collect();
            other.extend(stays.first());
            prop_assert_eq!(count(&stays), count(&other));
            if let Some((_, fewer)) = stays.split_last() {
                prop_assert!(count(fewer) <= count(&stays));
            }
        }
    }
}
