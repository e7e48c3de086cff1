//! When: a whole day where the law counts days, an instant where it counts hours.

use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

/// When something happened. Many things are known only by their day; some are counted in hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Moment {
    /// On this day, in England.
    On(Date),
    /// At this instant.
    At(Timestamp),
}

impl Moment {
    /// The day in England on which it happened.
    pub fn date(self) -> Date {
        match self {
            Self::On(date) => date,
            Self::At(instant) => london_date(instant),
        }
    }

    /// The instant, where one is known.
    pub fn instant(self) -> Option<Timestamp> {
        match self {
            Self::On(_) => None,
            Self::At(instant) => Some(instant),
        }
    }
}

/// The zone of every date a family or a practitioner reads. Its rules are compiled in; they are looked up once, because days
/// are asked for by the million.
static LONDON: LazyLock<TimeZone> = LazyLock::new(|| TimeZone::get("Europe/London").unwrap_or(TimeZone::UTC));

/// The day in England at this instant.
pub fn london_date(instant: Timestamp) -> Date {
    london_datetime(instant).date()
}

/// The day and the time of day in England at this instant.
pub fn london_datetime(instant: Timestamp) -> DateTime {
    LONDON.to_datetime(instant)
}

/// The instant of a day and time of day in England. An hour that comes twice in autumn is taken as its first coming; one
/// that is left out in spring, as an hour later. Nothing where the calendar ends.
pub fn london_instant(at: DateTime) -> Option<Timestamp> {
    LONDON.to_timestamp(at).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn summer_time_moves_the_day() {
        let late: Timestamp = "2026-06-30T23:30:00Z".parse().unwrap();
        assert_eq!(london_date(late), date(2026, 7, 1));
        assert_eq!(Moment::At(late).date(), date(2026, 7, 1));
        let winter: Timestamp = "2026-12-31T23:30:00Z".parse().unwrap();
        assert_eq!(london_date(winter), date(2026, 12, 31));
        assert_eq!(london_datetime(late).time(), jiff::civil::time(0, 30, 0, 0));
    }

    #[test]
    fn hours_that_come_twice_or_never() {
        let instant = |day, hour| london_instant(date(2026, 10, day).at(hour, 30, 0, 0)).unwrap().to_string();
        assert_eq!(instant(24, 1), "2026-10-24T00:30:00Z");
        assert_eq!(instant(25, 1), "2026-10-25T00:30:00Z", "the first of the two");
        assert_eq!(instant(25, 2), "2026-10-25T02:30:00Z");
        let left_out = london_instant(date(2027, 3, 28).at(1, 30, 0, 0)).unwrap();
        assert_eq!(london_datetime(left_out).time(), jiff::civil::time(2, 30, 0, 0));
    }
}
