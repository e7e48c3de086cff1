//! Working days between two days, without walking from one to the other.

use guidance::Calendar;
use jiff::civil::Date;

/// How many working days there are up to each day of the known calendar.
#[derive(Debug)]
pub(crate) struct WorkingDays {
    first: Date,
    up_to: Vec<u32>,
}

impl WorkingDays {
    pub(crate) fn of(calendar: &Calendar) -> Self {
        let first = calendar.known_from();
        let mut up_to = Vec::new();
        let mut worked = 0;
        let mut day = Some(first);
        while let Some(at) = day.filter(|day| *day <= calendar.known_until()) {
            worked += u32::from(calendar.is_working_day(at).unwrap_or(false));
            up_to.push(worked);
            day = at.tomorrow().ok();
        }
        Self { first, up_to }
    }

    fn worked(&self, day: Date) -> Option<u32> {
        let days = self.first.until(day).ok()?.get_days();
        self.up_to.get(usize::try_from(days).ok()?).copied()
    }

    /// Working days after the first day, up to and including the second; nothing outside the known calendar.
    pub(crate) fn between(&self, after: Date, until: Date) -> Option<u32> {
        Some(self.worked(until)?.saturating_sub(self.worked(after)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_counts_as_the_calendar_does() {
        let guidance = guidance::Guidance::embedded().expect("the guidance reads");
        let calendar = guidance.calendar();
        let quick = WorkingDays::of(calendar);
        let from = jiff::civil::date(2026, 3, 30);
        for days in 0..400 {
            let until = from.saturating_add(jiff::Span::new().days(days));
            assert_eq!(
                quick.between(from, until),
                calendar.working_days_between(from, until).ok(),
                "{until}"
            );
        }
        assert_eq!(quick.between(jiff::civil::date(1901, 1, 1), from), None);
    }
}
