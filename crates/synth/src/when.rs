//! Dates counted from `now` by the partnership's own working days.

use guidance::Calendar;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use kernel::london_date;

/// Where `now` stands in the calendar.
#[derive(Clone, Copy)]
pub(crate) struct When<'a> {
    calendar: &'a Calendar,
    now: Timestamp,
}

impl<'a> When<'a> {
    pub(crate) fn new(calendar: &'a Calendar, now: Timestamp) -> Self {
        Self { calendar, now }
    }

    pub(crate) fn now(self) -> Timestamp {
        self.now
    }

    pub(crate) fn today(self) -> Date {
        london_date(self.now)
    }

    /// The working day this many working days before today; for none today itself, or the last working day. Seen from
    /// a weekend the last working day is also one day ago: what was due on the next one is not late yet.
    pub(crate) fn working_days_ago(self, count: u32) -> Date {
        let weekend = !self.is_working(self.today());
        let mut day = self.last_working_day(self.today());
        for _ in 0..count.saturating_sub(u32::from(weekend)) {
            day = self.last_working_day(day.yesterday().unwrap_or(day));
        }
        day
    }

    /// The working day this many working days after a day; the day itself for none.
    pub(crate) fn working_days_after(self, from: Date, count: u32) -> Date {
        let mut day = from;
        let mut left = count;
        while left > 0 {
            let Ok(next) = day.tomorrow() else { return day };
            day = next;
            if self.is_working(day) {
                left -= 1;
            }
        }
        day
    }

    /// A time of day in England, never later than now.
    pub(crate) fn at(self, day: Date, hour: i8, minute: i8) -> Timestamp {
        let time = Time::new(hour.clamp(0, 23), minute.clamp(0, 59), 0, 0).unwrap_or(Time::midnight());
        let zone = TimeZone::get("Europe/London").unwrap_or(TimeZone::UTC);
        let instant = zone.to_ambiguous_zoned(day.to_datetime(time)).compatible();
        instant.map_or(self.now, |zoned| zoned.timestamp()).min(self.now)
    }

    pub(crate) fn minutes_ago(self, minutes: i64) -> Timestamp {
        self.now.checked_sub(Span::new().minutes(minutes)).unwrap_or(self.now)
    }

    /// Calendar days from today, to either side.
    pub(crate) fn days_from_today(self, days: i32) -> Date {
        self.today().checked_add(Span::new().days(days)).unwrap_or(self.today())
    }

    fn last_working_day(self, from: Date) -> Date {
        let mut day = from;
        while !self.is_working(day) {
            let Ok(before) = day.yesterday() else { return day };
            day = before;
        }
        day
    }

    /// Where the bank holidays are not known, the days of the week decide: these dates bind nobody.
    fn is_working(self, day: Date) -> bool {
        let weekday = !matches!(day.weekday(), jiff::civil::Weekday::Saturday | jiff::civil::Weekday::Sunday);
        self.calendar.is_working_day(day).unwrap_or(weekday)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use guidance::Guidance;
    use jiff::civil::date;

    #[test]
    fn days_are_counted_past_weekends_and_holidays() {
        let guidance = Guidance::embedded().unwrap();
        let when = When::new(guidance.calendar(), "2026-12-29T09:30:00Z".parse().unwrap());
        assert_eq!(when.working_days_ago(0), date(2026, 12, 29));
        assert_eq!(when.working_days_ago(1), date(2026, 12, 24));
        let boxing_day = When::new(guidance.calendar(), "2026-12-26T09:30:00Z".parse().unwrap());
        assert_eq!([0, 1, 2].map(|count| boxing_day.working_days_ago(count).day()), [24, 24, 23]);
        assert_eq!(when.working_days_after(date(2026, 12, 24), 1), date(2026, 12, 29));
        assert_eq!(when.at(date(2026, 12, 29), 8, 15).to_string(), "2026-12-29T08:15:00Z");
        assert_eq!(when.at(date(2026, 12, 29), 17, 0), when.now());
        assert_eq!(when.at(date(2026, 7, 1), 8, 15).to_string(), "2026-07-01T07:15:00Z");
    }
}
