//! A day and a time of day, as two fields of a form.

use govuk::Writer;
use jiff::Timestamp;
use jiff::civil::Time;
use kernel::{london_datetime, london_instant};

use super::super::fields::{Typed, date_typed};
use crate::layout::Problems;
use crate::submitted::Submitted;

/// The fields `name.day`, `name.month`, `name.year` and `name.time`.
pub fn write(typed: &Typed<'_>, writer: &mut Writer, name: &str, message: &str, start: Option<Timestamp>) {
    let start = start.map(london_datetime);
    typed.date(writer, name, message, start.map(jiff::civil::DateTime::date));
    let time = start.map_or_else(String::new, |at| at.strftime("%H:%M").to_string());
    typed.short(writer, &format!("{name}.time"), &format!("{message}-time"), &time);
}

/// The instant that was typed. What is wrong goes to the problems, in words.
pub fn read(
    typed: &Typed<'_>,
    submitted: &Submitted,
    name: &str,
    problems: &mut Problems,
) -> Option<Timestamp> {
    let words = typed.site.words();
    let Ok(Some(date)) = date_typed(submitted, name) else {
        problems.0.push((format!("{name}.day"), words.say("children-not-a-date")));
        return None;
    };
    let field = format!("{name}.time");
    let instant = time(submitted.value(&field)).and_then(|time| london_instant(date.to_datetime(time)));
    if instant.is_none() {
        problems.0.push((field, words.say("children-not-a-time")));
    }
    instant
}

/// `9:30`, `09.30` or `0930`, by the clock of 24 hours.
pub fn time(typed: &str) -> Option<Time> {
    let digits: String = typed.chars().filter(|letter| !matches!(letter, ':' | '.' | ' ')).collect();
    if !(3..=4).contains(&digits.len()) || !digits.bytes().all(|letter| letter.is_ascii_digit()) {
        return None;
    }
    let (hour, minute) = digits.split_at(digits.len() - 2);
    Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_and_slips_are_noticed() {
        for (typed, hour, minute) in [("9:30", 9, 30), ("0930", 9, 30), ("17.05", 17, 5), ("00:00", 0, 0)] {
            assert_eq!(time(typed), Some(jiff::civil::time(hour, minute, 0, 0)), "{typed}");
        }
        for typed in ["", "9", "24:00", "9:60", "half nine", "12345", "1²:00"] {
            assert_eq!(time(typed), None, "{typed}");
        }
    }
}
