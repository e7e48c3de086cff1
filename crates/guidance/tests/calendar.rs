//! The calendar against a model that walks day by day, and against dates worked out by hand.

#![expect(clippy::unwrap_used, reason = "a test that cannot set up its world should stop there")]

use std::collections::HashSet;
use std::sync::LazyLock;

use guidance::{Calendar, Guidance};
use jiff::civil::{Date, Weekday, date};
use proptest::prelude::*;

static CALENDAR: LazyLock<Calendar> = LazyLock::new(|| Guidance::embedded().unwrap().calendar().clone());

fn calendar() -> &'static Calendar {
    &CALENDAR
}

/// Every day of the known calendar with whether it is worked, in one list.
fn model(calendar: &Calendar) -> Vec<(Date, bool)> {
    let holidays: HashSet<Date> = calendar.holidays().map(|holiday| holiday.date).collect();
    let mut days = Vec::new();
    let mut day = calendar.known_from();
    while day <= calendar.known_until() {
        let weekday = !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        days.push((day, weekday && !holidays.contains(&day)));
        day = day.tomorrow().unwrap();
    }
    days
}

proptest! {
    #[test]
    fn counting_agrees_with_walking(start in 0_usize..6200, count in 1_u32..200) {
        let calendar = calendar();
        let days = model(calendar);
        let from = days[start].0;
        let worked: Vec<Date> =
            days[start + 1..].iter().filter(|(_, worked)| *worked).map(|(day, _)| *day).collect();
        let index = usize::try_from(count).unwrap() - 1;
        match (worked.get(index), calendar.add_working_days(from, count)) {
            (Some(due), Ok(counted)) => {
                prop_assert_eq!(counted.due, *due);
                prop_assert_eq!(counted.first_day, worked[0]);
                prop_assert_eq!(calendar.working_days_after(from, count), Ok(*due));
                prop_assert_eq!(calendar.working_days_between(from, *due), Ok(count));
                let passed_over = days[start + 1..]
                    .iter()
                    .take_while(|(day, _)| day < due)
                    .filter(|(day, worked)| !worked && !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday));
                let passed_over: Vec<Date> = passed_over.map(|(day, _)| *day).collect();
                let skipped: Vec<Date> = counted.skipped.iter().map(|(day, _)| *day).collect();
                prop_assert_eq!(skipped, passed_over);
            }
            (None, Err(beyond)) => {
                prop_assert!(beyond.date > calendar.known_until());
                prop_assert_eq!(calendar.working_days_after(from, count), Err(beyond));
            }
            (model, counted) => prop_assert!(false, "model {model:?}, counted {counted:?}"),
        }
    }

    #[test]
    fn one_more_day_is_the_next_working_day(start in 0_usize..6000, count in 0_u32..60) {
        let calendar = calendar();
        let from = model(calendar)[start].0;
        let here = calendar.add_working_days(from, count).unwrap().due;
        let next = calendar.add_working_days(from, count + 1).unwrap().due;
        prop_assert_eq!(calendar.next_working_day(here), Ok(next));
        prop_assert!(calendar.is_working_day(next).unwrap());
    }
}

#[test]
fn known_due_dates() {
    let calendar = calendar();
    let table = [
        (date(2026, 12, 23), 1, date(2026, 12, 24)),
        (date(2026, 12, 24), 1, date(2026, 12, 29)),
        (date(2026, 12, 26), 1, date(2026, 12, 29)),
        (date(2026, 12, 22), 5, date(2026, 12, 31)),
        (date(2026, 12, 18), 10, date(2027, 1, 6)),
        (date(2026, 12, 14), 15, date(2027, 1, 7)),
        (date(2026, 12, 21), 20, date(2027, 1, 21)),
        (date(2026, 11, 23), 45, date(2027, 1, 28)),
        (date(2026, 4, 2), 1, date(2026, 4, 7)),
        (date(2027, 3, 25), 1, date(2027, 3, 30)),
        (date(2027, 12, 24), 1, date(2027, 12, 29)),
        (date(2027, 12, 24), 15, date(2028, 1, 19)),
        // One-off holidays.
        (date(2022, 9, 16), 1, date(2022, 9, 20)),
        (date(2023, 5, 5), 1, date(2023, 5, 9)),
        (date(2022, 6, 1), 1, date(2022, 6, 6)),
        (date(2020, 5, 7), 1, date(2020, 5, 11)),
        (date(2012, 6, 1), 1, date(2012, 6, 6)),
    ];
    for (from, count, due) in table {
        assert_eq!(calendar.add_working_days(from, count).unwrap().due, due, "{from} + {count}");
        assert_eq!(calendar.working_days_after(from, count).unwrap(), due, "{from} + {count}");
    }
}

#[test]
fn outside_what_is_known_nothing_is_guessed() {
    let calendar = calendar();
    let beyond = calendar.add_working_days(date(2028, 12, 29), 1).unwrap_err();
    assert_eq!(
        beyond.to_string(),
        "bank holidays are known from 2012-01-01 until 2028-12-31, and 2029-01-01 lies outside"
    );
    assert!(calendar.is_working_day(date(2029, 1, 2)).is_err());
    assert!(calendar.is_working_day(date(2011, 12, 30)).is_err());
    assert!(calendar.add_working_days(date(9999, 12, 31), 1).is_err());
    assert!(calendar.working_days_after(date(2028, 12, 29), 1).is_err());
    assert!(calendar.working_days_after(date(9999, 12, 31), 1).is_err());
    assert!(calendar.working_days_after(date(2028, 12, 1), u32::MAX).is_err());
    assert_eq!(calendar.working_days_after(date(9999, 12, 31), 0).unwrap(), date(9999, 12, 31));
    assert_eq!(calendar.add_working_days(date(2026, 11, 23), 0).unwrap().due, date(2026, 11, 23));
}
