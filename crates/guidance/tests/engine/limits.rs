//! Every unit, bound and way of counting against a model that walks day by day and knows nothing of the engine.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::sync::LazyLock;

use guidance::{Bound, Due, Facts, Milestone, Rules, Status, Unit};
use jiff::Timestamp;
use jiff::civil::{Date, Weekday, date};
use kernel::Moment;
use proptest::prelude::*;

use super::fictional::{clock, duty, with};

const COUNTS: [u32; 12] = [0, 1, 2, 3, 5, 6, 10, 15, 20, 45, 72, 183];
const UNITS: [(&str, Unit); 6] = [
    ("working_days", Unit::WorkingDays),
    ("calendar_days", Unit::CalendarDays),
    ("weeks", Unit::Weeks),
    ("months", Unit::Months),
    ("hours", Unit::Hours),
    ("minutes", Unit::Minutes),
];

/// A clock for each unit, bound, way of counting and count, all from the same milestone.
static RULES: LazyLock<Rules> = LazyLock::new(|| {
    let mut page = String::new();
    for (unit, _) in UNITS {
        for bound in ["max", "min"] {
            for counting in ["day-after", "day-of"] {
                for count in COUNTS {
                    let id = format!("M-{unit}-{bound}-{counting}-{count}");
                    let limit = format!(
                        "limit = {count}\nunit = \"{unit}\"\nbound = \"{bound}\"\ncounting = \"{counting}\""
                    );
                    page.push_str(&clock(&id, &limit));
                    page.push_str(&duty(&id, "trigger = [\"invented.start\"]\nstop = [\"invented.done\"]"));
                }
            }
        }
    }
    with(&page)
});

static HOLIDAYS: LazyLock<HashSet<Date>> =
    LazyLock::new(|| RULES.guidance().calendar().holidays().map(|holiday| holiday.date).collect());

const KNOWN: (Date, Date) = (date(2012, 1, 1), date(2028, 12, 31));

/// Whether it is a working day; nothing where the holidays are not known.
fn works(day: Date) -> Option<bool> {
    if matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) {
        return Some(false);
    }
    (KNOWN.0 <= day && day <= KNOWN.1).then(|| !HOLIDAYS.contains(&day))
}

fn walk_working_days(from: Date, count: u32, first_counts: bool) -> Option<Date> {
    if count == 0 {
        return Some(from);
    }
    let mut counted = 0;
    let mut day = from;
    if first_counts && works(day)? {
        counted = 1;
    }
    while counted < count {
        day = day.tomorrow().unwrap();
        if works(day)? {
            counted += 1;
        }
    }
    Some(day)
}

fn walk_days(from: Date, count: u32, first_counts: bool) -> Date {
    let mut day = from;
    for _ in u32::from(first_counts)..count {
        day = day.tomorrow().unwrap();
    }
    day
}

/// Goes from month to month; where the month has no such day, back to its last.
fn walk_months(from: Date, count: u32, first_counts: bool) -> Date {
    if count == 0 {
        return from;
    }
    let (mut year, mut month) = (from.year(), from.month());
    for _ in 0..count {
        month += 1;
        if month > 12 {
            (year, month) = (year + 1, 1);
        }
    }
    let mut day = from.day();
    while Date::new(year, month, day).is_err() {
        day -= 1;
    }
    let end = Date::new(year, month, day).unwrap();
    if first_counts && day == from.day() { end.yesterday().unwrap() } else { end }
}

fn last_sunday(year: i16, month: i8) -> Date {
    let mut day = Date::new(year, month, 31).unwrap();
    while day.weekday() != Weekday::Sunday {
        day = day.yesterday().unwrap();
    }
    day
}

/// Whether midnight of that day is in summer time in England.
fn midnight_in_summer(day: Date) -> bool {
    last_sunday(day.year(), 3) < day && day <= last_sunday(day.year(), 10)
}

fn midnight(day: Date) -> i64 {
    let seconds = format!("{day}T00:00:00Z").parse::<Timestamp>().unwrap().as_second();
    if midnight_in_summer(day) { seconds - 3_600 } else { seconds }
}

/// The day in England of an instant.
fn day_of(instant: Timestamp) -> Date {
    let mut day: Date = instant.to_string()[..10].parse().unwrap();
    if midnight(day.tomorrow().unwrap()) <= instant.as_second() {
        day = day.tomorrow().unwrap();
    }
    day
}

fn model(unit: Unit, count: u32, first_counts: bool, origin: Moment) -> Due {
    let (day, seconds) = match origin {
        Moment::On(day) => (day, midnight(day)),
        Moment::At(instant) => (day_of(instant), instant.as_second()),
    };
    let elapsed = |seconds: i64| Due::At(Timestamp::from_second(seconds).unwrap());
    match unit {
        Unit::WorkingDays => {
            walk_working_days(day, count, first_counts).map_or(Due::BeyondKnownHolidays, Due::On)
        }
        Unit::CalendarDays => Due::On(walk_days(day, count, first_counts)),
        Unit::Weeks => Due::On(walk_days(day, count * 7, first_counts)),
        Unit::Months => Due::On(walk_months(day, count, first_counts)),
        Unit::Hours => elapsed(seconds + i64::from(count) * 3_600),
        Unit::Minutes => elapsed(seconds + i64::from(count) * 60),
    }
}

/// How it stands, said as plainly as can be.
fn plain_status(bound: Bound, due: Due, done: Option<Moment>, today: Date, now: Timestamp) -> Status {
    let day = match due {
        Due::On(day) => day,
        Due::At(instant) => day_of(instant),
        Due::NoLimit | Due::BeyondKnownHolidays if bound == Bound::Max && done.is_some() => {
            return Status::Met;
        }
        Due::NoLimit | Due::BeyondKnownHolidays => return Status::Unanswered,
    };
    let done_day = done.map(|done| match done {
        Moment::On(day) => day,
        Moment::At(instant) => day_of(instant),
    });
    let too_late = match (due, done) {
        (Due::At(due), Some(Moment::At(done))) => done > due,
        _ => done_day.is_some_and(|done| done > day),
    };
    let past = if let Due::At(due) = due { now > due } else { today > day };
    match (bound, done_day) {
        (Bound::Max, Some(_)) if too_late => Status::Late,
        (Bound::Max, Some(_)) => Status::Met,
        (Bound::Max, None) if past => Status::Overdue,
        (Bound::Max, None) if today == day => Status::Due,
        (Bound::Max, None) => Status::Upcoming,
        (Bound::Min, Some(done)) if done < day => Status::TooSoon,
        (Bound::Min, None) if today < day => Status::Upcoming,
        (Bound::Min, _) => Status::Met,
    }
}

/// From the first day of 2011, before the holidays are known, until the end of 2028, after which they are not.
fn any_moment() -> impl Strategy<Value = Moment> {
    (0_i64..18 * 365 * 1_440, any::<bool>()).prop_map(|(minute, whole_day)| {
        let start: Timestamp = "2011-01-01T00:00:00Z".parse().unwrap();
        let instant = Timestamp::from_second(start.as_second() + minute * 60).unwrap();
        if whole_day { Moment::On(day_of(instant)) } else { Moment::At(instant) }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn every_unit_bound_and_convention_agrees_with_walking(
        origin in any_moment(),
        done_after in proptest::option::of(0_i64..300 * 1_440),
        now_after in 0_i64..400 * 1_440,
    ) {
        let base = match origin { Moment::On(day) => midnight(day), Moment::At(instant) => instant.as_second() };
        let done = done_after.map(|minutes| Moment::At(Timestamp::from_second(base + 60 + minutes * 60).unwrap()));
        let now = Timestamp::from_second(base + now_after * 60).unwrap();
        let milestones: Vec<Milestone> = std::iter::once(Milestone::new("invented.start", origin))
            .chain(done.map(|done| Milestone::new("invented.done", done)))
            .collect();
        let scheduled = RULES.schedule(&milestones, &Facts::default());
        prop_assert_eq!(scheduled.len(), UNITS.len() * 4 * COUNTS.len());
        for item in scheduled {
            let mut said = String::new();
            write!(said, "{} from {origin:?}", item.duty).unwrap();
            let parts: Vec<&str> = item.duty.split('-').collect();
            let (_, unit) = UNITS.iter().find(|(name, _)| *name == parts[2]).unwrap();
            let bound = if parts[3] == "min" { Bound::Min } else { Bound::Max };
            let count: u32 = parts.last().unwrap().parse().unwrap();
            let first_counts = count > 0 && item.duty.contains("day-of");
            let expected = model(*unit, count, first_counts, origin);
            prop_assert_eq!(item.due, expected, "{}", &said);
            prop_assert_eq!(item.bound, bound, "{}", &said);
            prop_assert_eq!(item.explanation.starts_with("at least "), bound == Bound::Min, "{}", &said);
            let unknown = item.explanation.contains("so no date can be given");
            prop_assert_eq!(unknown, expected == Due::BeyondKnownHolidays, "{}", &said);
            prop_assert_eq!(item.status(now), plain_status(bound, expected, done, day_of(now), now), "{}", &said);
        }
    }
}
