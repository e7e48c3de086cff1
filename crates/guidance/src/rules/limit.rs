//! From a limit to a date, and, for whoever listens, the plain words for how.

use jiff::civil::{Date, Time};
use jiff::{SignedDuration, Span, Timestamp};
use kernel::{Moment, london_instant};

use super::Due;
use crate::calendar::{BeyondKnown, Calendar};
use crate::model::Counting;
use crate::vocabulary::{Limit, Unit};
use crate::words;

/// Hours in a day of the calendar.
const HOURS_A_DAY: i64 = 24;
/// Days in a week.
const DAYS_A_WEEK: i64 = 7;

/// Whoever hears how a date is found. One body of code finds it and tells it, so that the two cannot drift apart.
pub(super) trait Telling {
    /// Whether words are wanted at all; making them costs more than finding the date.
    const LISTENS: bool;
    /// One part of the explanation.
    fn say(&mut self, words: String);
    /// Bank holidays that were passed over.
    fn passed_over(&mut self, days: Vec<(Date, String)>);
    /// How many parts were said.
    fn parts(&self) -> usize;
    /// Begins a part that was said with these words.
    fn prefix(&mut self, part: usize, words: &str);
}

/// Nobody listens.
pub(super) struct Silent;

impl Telling for Silent {
    const LISTENS: bool = false;
    fn say(&mut self, _: String) {}
    fn passed_over(&mut self, _: Vec<(Date, String)>) {}
    fn parts(&self) -> usize {
        0
    }
    fn prefix(&mut self, _: usize, _: &str) {}
}

/// What was said.
#[derive(Default)]
pub(super) struct Told {
    pub parts: Vec<String>,
    pub skipped: Vec<(Date, String)>,
}

impl Telling for Told {
    const LISTENS: bool = true;
    fn say(&mut self, words: String) {
        self.parts.push(words);
    }
    fn passed_over(&mut self, days: Vec<(Date, String)>) {
        self.skipped.extend(days);
    }
    fn parts(&self) -> usize {
        self.parts.len()
    }
    fn prefix(&mut self, part: usize, words: &str) {
        if let Some(part) = self.parts.get_mut(part) {
            part.insert_str(0, words);
        }
    }
}

/// A time in which a clock stood still: from a moment to the one at which it ran on, if it did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pause {
    pub from: Moment,
    pub until: Option<Moment>,
}

/// A limit, and how it is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Measure {
    pub limit: Limit,
    pub counting: Counting,
}

/// Finds when a limit that starts at this moment runs out.
pub(super) fn find<T: Telling>(calendar: &Calendar, measure: Measure, origin: Moment, told: &mut T) -> Due {
    let Measure { limit, counting } = measure;
    let day_of = counting == Counting::DayOf;
    match limit.unit {
        Unit::WorkingDays => working_days(calendar, limit, day_of, origin.date(), told),
        Unit::CalendarDays | Unit::Weeks => calendar_days(limit, day_of, origin.date(), told),
        Unit::Months => months(limit, day_of, origin.date(), told),
        Unit::Hours | Unit::Minutes => elapsed(limit, origin, told),
    }
}

/// Finds when a limit runs out that stood still in between. The day on which it stopped still counts; the day on which it
/// ran on is day 0 again. Nothing is due while it stands still.
pub(super) fn find_with_pauses<T: Telling>(
    calendar: &Calendar,
    measure: Measure,
    origin: Moment,
    pauses: &[Pause],
    told: &mut T,
) -> Due {
    if measure.limit.unit == Unit::WorkingDays {
        return working_days_with_pauses(calendar, measure, origin, pauses, told);
    }
    let mut due = find(calendar, measure, origin, told);
    for pause in pauses {
        let still_to_come = match due {
            Due::On(day) => pause.from.date() < day,
            Due::At(instant) => start_of(pause.from).is_some_and(|from| from < instant),
            Due::NoLimit | Due::BeyondKnownHolidays => false,
        };
        if !still_to_come {
            break;
        }
        if T::LISTENS {
            told.say(stood_still(*pause));
        }
        let Some(until) = pause.until else { return Due::NoLimit };
        due = later(due, pause.from, until);
        if let (true, Some(day)) = (T::LISTENS, due.date()) {
            told.say(format!("with that time it is {}", words::full_date(day)));
        }
    }
    due
}

/// As much later as the clock stood still.
fn later(due: Due, from: Moment, until: Moment) -> Due {
    let moved = match due {
        Due::On(day) => day.checked_add(until.date().duration_since(from.date())).ok().map(Due::On),
        Due::At(instant) => start_of(from)
            .zip(start_of(until))
            .and_then(|(from, until)| instant.checked_add(until.duration_since(from)).ok().map(Due::At)),
        Due::NoLimit | Due::BeyondKnownHolidays => Some(due),
    };
    moved.unwrap_or(Due::BeyondKnownHolidays)
}

fn stood_still(pause: Pause) -> String {
    let from = words::full_date(pause.from.date());
    match pause.until {
        Some(until) => {
            format!("the clock stood still from {from} until {}", words::full_date(until.date()))
        }
        None => format!("the clock has stood still since {from}, so no date is set until it runs on"),
    }
}

/// A date so far away that the calendar of the library ends.
fn out_of_range<T: Telling>(limit: Limit, told: &mut T) -> Due {
    if T::LISTENS {
        told.say(format!("{limit} runs past every date that can be written"));
    }
    Due::BeyondKnownHolidays
}

fn the_same_day<T: Telling>(from: Date, told: &mut T) -> Due {
    if T::LISTENS {
        told.say(format!("the same day, {}", words::full_date(from)));
    }
    Due::On(from)
}

/// How many days are left to count after the first, when the first itself is one of them.
fn left_after(calendar: &Calendar, count: u32, day_of: bool, from: Date) -> u32 {
    let counts = day_of && calendar.is_working_day(from).unwrap_or(false);
    if counts { count.saturating_sub(1) } else { count }
}

fn working_days<T: Telling>(
    calendar: &Calendar,
    limit: Limit,
    day_of: bool,
    from: Date,
    told: &mut T,
) -> Due {
    if limit.count == 0 {
        return the_same_day(from, told);
    }
    if T::LISTENS {
        told.say(format!("{limit} from {}", words::full_date(from)));
    }
    if day_of && let Err(beyond) = calendar.is_working_day(from) {
        return unknown_holidays(beyond, told);
    }
    let left = left_after(calendar, limit.count, day_of, from);
    let due = match calendar.working_days_after(from, left) {
        Ok(due) => due,
        Err(beyond) => return unknown_holidays(beyond, told),
    };
    if T::LISTENS
        && let Ok(counted) = calendar.add_working_days(from, left)
    {
        let first = if left == limit.count { counted.first_day } else { from };
        told.say(format!("day 1 is {}", words::date_after(first, from)));
        if !counted.skipped.is_empty() {
            let names: Vec<String> = counted.skipped.iter().map(|(_, name)| name.clone()).collect();
            let verb = if names.len() == 1 { "is" } else { "are" };
            told.say(format!("{} {verb} skipped", words::list(&names)));
            told.passed_over(counted.skipped);
        }
    }
    Due::On(due)
}

fn working_days_with_pauses<T: Telling>(
    calendar: &Calendar,
    measure: Measure,
    origin: Moment,
    pauses: &[Pause],
    told: &mut T,
) -> Due {
    let (mut measure, mut from) = (measure, origin);
    for pause in pauses {
        let (first, stood) = (from.date(), pause.from.date());
        let day_of = measure.counting == Counting::DayOf;
        let left = left_after(calendar, measure.limit.count, day_of, first);
        let already = measure.limit.count - left;
        let Ok(passed) = calendar.working_days_between(first, stood) else { break };
        let remaining = left.saturating_sub(passed);
        if remaining == 0 {
            break;
        }
        if T::LISTENS {
            let so_far = Limit { count: passed + already, ..measure.limit };
            told.say(format!("{} from {}", measure.limit, words::full_date(first)));
            told.say(format!("{}, after {so_far}", stood_still(*pause)));
        }
        let Some(until) = pause.until else { return Due::NoLimit };
        measure =
            Measure { limit: Limit { count: remaining, ..measure.limit }, counting: Counting::DayAfter };
        from = until;
    }
    find(calendar, measure, from, told)
}

fn unknown_holidays<T: Telling>(beyond: BeyondKnown, told: &mut T) -> Due {
    if T::LISTENS {
        told.say(if beyond.date < beyond.known_from {
            let known = words::full_date(beyond.known_from);
            format!("bank holidays before {known} are not known here, so no date can be given")
        } else {
            let known = words::full_date(beyond.known_until);
            format!(
                "bank holidays are known until {known} and this runs past them, so no date can be given yet"
            )
        });
    }
    Due::BeyondKnownHolidays
}

fn calendar_days<T: Telling>(limit: Limit, day_of: bool, from: Date, told: &mut T) -> Due {
    if limit.count == 0 {
        return the_same_day(from, told);
    }
    let days = i64::from(limit.count) * if limit.unit == Unit::Weeks { DAYS_A_WEEK } else { 1 };
    let after = SignedDuration::from_hours((days - i64::from(day_of)) * HOURS_A_DAY);
    let Ok(due) = from.checked_add(after) else { return out_of_range(limit, told) };
    if T::LISTENS {
        told.say(format!("{limit} from {}, weekends and holidays included", words::full_date(from)));
        if day_of {
            told.say("the first day counts".to_owned());
        }
    }
    Due::On(due)
}

fn months<T: Telling>(limit: Limit, day_of: bool, from: Date, told: &mut T) -> Due {
    if limit.count == 0 {
        return the_same_day(from, told);
    }
    let span = Span::new().try_months(i64::from(limit.count));
    let Ok(same_day) = span.and_then(|span| from.checked_add(span)) else {
        return out_of_range(limit, told);
    };
    let is_short = same_day.day() != from.day();
    // Where the month has no such day, its last day is already the day before it.
    let due = if day_of && !is_short { same_day.yesterday() } else { Ok(same_day) };
    let Ok(due) = due else { return out_of_range(limit, told) };
    if T::LISTENS {
        told.say(format!("{limit} from {}", words::full_date(from)));
        if is_short {
            let month = due.strftime("%B %Y");
            told.say(format!("{month} has no day {}, so its last day counts", from.day()));
        }
        if day_of {
            told.say("the first day counts".to_owned());
        }
    }
    Due::On(due)
}

fn elapsed<T: Telling>(limit: Limit, origin: Moment, told: &mut T) -> Due {
    let count = i64::from(limit.count);
    let time = if limit.unit == Unit::Hours {
        SignedDuration::from_hours(count)
    } else {
        SignedDuration::from_mins(count)
    };
    let found = start_of(origin).and_then(|start| Some((start, start.checked_add(time).ok()?)));
    let Some((start, due)) = found else { return out_of_range(limit, told) };
    if T::LISTENS {
        told.say(format!("{limit} from {}", words::full_time(start)));
        if origin.instant().is_none() {
            told.say("the time of day was not recorded, so it counts from the start of the day".to_owned());
        }
    }
    Due::At(due)
}

/// The instant of a moment; for a day, the one at which it begins in England.
pub(super) fn start_of(moment: Moment) -> Option<Timestamp> {
    match moment {
        Moment::At(instant) => Some(instant),
        Moment::On(date) => london_instant(date.to_datetime(Time::midnight())),
    }
}
