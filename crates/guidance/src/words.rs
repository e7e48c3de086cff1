//! Dates and lists in plain words.

use jiff::Timestamp;
use jiff::civil::Date;

/// `Monday 23 November 2026`.
pub fn full_date(date: Date) -> String {
    date.strftime("%A %-d %B %Y").to_string()
}

/// `23 November`.
pub(crate) fn day_and_month(date: Date) -> String {
    date.strftime("%-d %B").to_string()
}

/// The day as it is said after another: without the year when that is the same.
pub(crate) fn date_after(date: Date, earlier: Date) -> String {
    if date.year() == earlier.year() { date.strftime("%A %-d %B").to_string() } else { full_date(date) }
}

/// `09:30 on Monday 23 November 2026`, in England.
pub fn full_time(instant: Timestamp) -> String {
    kernel::london_datetime(instant).strftime("%H:%M on %A %-d %B %Y").to_string()
}

/// `one, two and three`.
pub(crate) fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
