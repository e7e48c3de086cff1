//! From a limit to a date, and the plain words for how.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use kernel::Moment;

use super::Due;
use crate::calendar::{BeyondKnown, Calendar};
use crate::vocabulary::{Limit, Unit};
use crate::words;

/// A due date, and how it was found.
pub(super) struct Found {
    pub due: Due,
    pub explanation: String,
    pub skipped: Vec<(Date, String)>,
}

/// Finds when a limit that starts at this moment runs out.
pub(super) fn find(calendar: &Calendar, limit: Limit, origin: Moment) -> Found {
    match limit.unit {
        Unit::WorkingDays => working_days(calendar, limit, origin.date()),
        Unit::CalendarDays | Unit::Weeks => calendar_days(limit, origin.date()),
        Unit::Months => months(limit, origin.date()),
        Unit::Hours | Unit::Minutes => elapsed(limit, origin),
    }
}

fn simply(due: Due, explanation: String) -> Found {
    Found { due, explanation, skipped: Vec::new() }
}

/// A date so far away that the calendar of the library ends.
fn out_of_range(limit: Limit) -> Found {
    simply(Due::BeyondKnownHolidays, format!("{limit} runs past every date that can be written"))
}

fn working_days(calendar: &Calendar, limit: Limit, from: Date) -> Found {
    if limit.count == 0 {
        return simply(Due::On(from), format!("the same day, {}", words::full_date(from)));
    }
    let start = format!("{limit} from {}", words::full_date(from));
    match calendar.add_working_days(from, limit.count) {
        Err(beyond) => simply(Due::BeyondKnownHolidays, unknown_holidays(&start, beyond)),
        Ok(counted) => {
            let mut explanation = format!("{start}; day 1 is {}", words::date_after(counted.first_day, from));
            if !counted.skipped.is_empty() {
                let names: Vec<String> = counted.skipped.iter().map(|(_, name)| name.clone()).collect();
                let verb = if names.len() == 1 { "is" } else { "are" };
                explanation = format!("{explanation}; {} {verb} skipped", words::list(&names));
            }
            Found { due: Due::On(counted.due), explanation, skipped: counted.skipped }
        }
    }
}

fn unknown_holidays(start: &str, beyond: BeyondKnown) -> String {
    if beyond.date < beyond.known_from {
        let known = words::full_date(beyond.known_from);
        return format!("{start}; bank holidays before {known} are not known here, so no date can be given");
    }
    let known = words::full_date(beyond.known_until);
    format!(
        "{start}; bank holidays are known until {known} and this runs past them, so no date can be given yet"
    )
}

fn calendar_days(limit: Limit, from: Date) -> Found {
    if limit.count == 0 {
        return simply(Due::On(from), format!("the same day, {}", words::full_date(from)));
    }
    let count = i64::from(limit.count);
    let span =
        if limit.unit == Unit::Weeks { Span::new().try_weeks(count) } else { Span::new().try_days(count) };
    let Ok(due) = span.and_then(|span| from.checked_add(span)) else { return out_of_range(limit) };
    let explanation = format!("{limit} from {}, weekends and holidays included", words::full_date(from));
    simply(Due::On(due), explanation)
}

fn months(limit: Limit, from: Date) -> Found {
    let span = Span::new().try_months(i64::from(limit.count));
    let Ok(due) = span.and_then(|span| from.checked_add(span)) else { return out_of_range(limit) };
    let mut explanation = format!("{limit} from {}", words::full_date(from));
    if due.day() != from.day() {
        let month = due.strftime("%B %Y");
        explanation = format!("{explanation}; {month} has no day {}, so its last day counts", from.day());
    }
    simply(Due::On(due), explanation)
}

fn elapsed(limit: Limit, origin: Moment) -> Found {
    let count = i64::from(limit.count);
    let span =
        if limit.unit == Unit::Hours { Span::new().try_hours(count) } else { Span::new().try_minutes(count) };
    let (start, note) = match origin {
        Moment::At(instant) => (Some(instant), ""),
        Moment::On(date) => {
            (start_of(date), "; the time of day was not recorded, so it counts from the start of the day")
        }
    };
    let due = start.and_then(|start| Some((start, start.checked_add(span.ok()?).ok()?)));
    let Some((start, due)) = due else { return out_of_range(limit) };
    simply(Due::At(due), format!("{limit} from {}{note}", words::full_time(start)))
}

fn start_of(date: Date) -> Option<Timestamp> {
    let zone = TimeZone::get("Europe/London").unwrap_or(TimeZone::UTC);
    date.to_zoned(zone).ok().map(|start| start.timestamp())
}
