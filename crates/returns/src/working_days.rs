//! Working days: no weekend day and no bank holiday, as far as the holidays are known.

use jiff::civil::{Date, Weekday};

/// The bank holidays that are known, and from when until when they are.
#[derive(Debug, Clone, Default)]
pub struct WorkingDays {
    /// The holidays, in order.
    holidays: Vec<Date>,
    /// The first and the last day for which they are known.
    known: Option<(Date, Date)>,
}

impl WorkingDays {
    /// With the holidays between two days, both included.
    pub fn new(mut holidays: Vec<Date>, from: Date, until: Date) -> Self {
        holidays.sort_unstable();
        Self { holidays, known: Some((from, until)) }
    }

    /// The day that lies `count` working days before `date`, which is not counted itself; nothing where holidays are not
    /// known.
    pub fn before(&self, date: Date, count: u32) -> Option<Date> {
        let (from, until) = self.known?;
        let (mut day, mut left) = (date, count);
        while left > 0 {
            day = day.yesterday().ok()?;
            if day < from || until < day {
                return None;
            }
            left -= u32::from(!is_weekend(day) && self.holidays.binary_search(&day).is_err());
        }
        Some(day)
    }
}

/// A Saturday or a Sunday.
pub(crate) fn is_weekend(date: Date) -> bool {
    matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn holidays_and_weekends_are_passed_over() {
        // Easter 2026: Good Friday is 3 April, Easter Monday 6 April.
        let days =
            WorkingDays::new(vec![date(2026, 4, 6), date(2026, 4, 3)], date(2026, 1, 1), date(2026, 12, 31));
        assert_eq!(days.before(date(2026, 4, 7), 1), Some(date(2026, 4, 2)));
        assert_eq!(days.before(date(2026, 4, 7), 0), Some(date(2026, 4, 7)));
        assert_eq!(days.before(date(2026, 1, 2), 5), None);
        assert_eq!(WorkingDays::default().before(date(2026, 1, 2), 1), None);
    }
}
