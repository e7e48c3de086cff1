//! The numeric limits against a table that was written independently of the data (`clocks.csv`): number, unit, start, stop,
//! bound, how well checked; and against a model that counts day by day without the calendar's code.

#![expect(clippy::unwrap_used, reason = "a test that cannot set up its world should stop there")]

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use guidance::{
    Bound, Clock, Condition, Counting, Due, Facts, Guidance, Milestone, Protocol, Rules, Unit, Verified,
};
use jiff::civil::{Date, Weekday, date};
use jiff::{SignedDuration, Timestamp};
use kernel::Moment;

static GUIDANCE: LazyLock<Arc<Guidance>> = LazyLock::new(|| Arc::new(Guidance::embedded().unwrap()));

fn rules() -> Rules {
    let protocol = Protocol::embedded("default", &GUIDANCE).unwrap();
    Rules::new(GUIDANCE.clone(), Arc::new(protocol))
}

struct Row<'a> {
    clock: &'a str,
    duty: &'a str,
    count: u32,
    unit: &'a str,
    origin: &'a str,
    stop: &'a str,
    bound: &'a str,
    tag: &'a str,
}

fn rows() -> Vec<Row<'static>> {
    let lines = include_str!("clocks.csv").lines().skip(1);
    lines
        .map(|line| {
            let parts: Vec<&str> = line.split(',').collect();
            let [clock, duty, count, unit, origin, stop, bound, tag] = parts[..] else { panic!("{line}") };
            Row { clock, duty, count: count.parse().unwrap(), unit, origin, stop, bound, tag }
        })
        .collect()
}

fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::WorkingDays => "WD",
        Unit::CalendarDays => "CD",
        Unit::Weeks => "W",
        Unit::Months => "M",
        Unit::Hours => "H",
        Unit::Minutes => "minutes",
    }
}

/// The one name of a milestone.
fn one_name(name: &str) -> String {
    let known = GUIDANCE.milestone(name).unwrap_or_else(|| panic!("no milestone is called {name}"));
    known.alias_of.clone().unwrap_or_else(|| name.to_owned())
}

fn level(tag: &str) -> Verified {
    match tag {
        "V" => Verified::Primary,
        // The number was read in one way, where it starts is less sure: the weaker of the two.
        "V2" | "V-number/R-origin" | "V2-number/ambiguous-origin" => Verified::Secondary,
        "R" => Verified::Recalled,
        other => panic!("{other}"),
    }
}

#[test]
fn each_numeric_limit_is_as_the_table_says() {
    let rows = rows();
    let numbers: Vec<String> = (1..=50).map(|number| format!("K{number:02}")).collect();
    assert_eq!(rows.iter().map(|row| row.clock).collect::<Vec<_>>(), numbers);
    for row in rows {
        let clock = GUIDANCE.clock(row.clock).unwrap_or_else(|| panic!("no clock {}", row.clock));
        assert_eq!(clock.duty, row.duty, "{}", row.clock);
        assert_eq!((clock.limit.count, unit(clock.limit.unit)), (row.count, row.unit), "{}", row.clock);
        assert_eq!(clock.origin, row.origin, "{}", row.clock);
        assert_eq!(clock.stop, row.stop, "{}", row.clock);
        let bound = if clock.limit.bound == Bound::Max { "max" } else { "min" };
        assert_eq!(bound, row.bound, "{}", row.clock);
        assert_eq!(clock.verified, level(row.tag), "{}", row.clock);
    }
}

/// Facts under which a duty applies.
fn facts_for(when: &Condition) -> Facts {
    Facts {
        assessment_level: when.assessment_level.as_ref().map(|levels| levels[0]),
        ehc: when.ehc,
        disabled: when.disabled,
        care_may_fail: when.care_may_fail,
        extended: when.extended.clone().unwrap_or_default(),
        placement_kind: when.placement_kind.as_ref().map(|kinds| kinds[0].clone()),
        first_year: when.first_year,
        first_review_held: when.first_review_held,
        age: when.age_from.or(when.age_below.map(|age| age - 1)),
    }
}

/// The last day of a limit, found one day after another.
fn naive(from: Date, clock: &Clock, holidays: &BTreeSet<Date>) -> Date {
    let count = clock.limit.count;
    let mut day = from;
    match clock.limit.unit {
        Unit::Months => {
            let (mut year, mut month) = (from.year(), from.month());
            for _ in 0..count {
                (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
            }
            (1..=from.day()).rev().find_map(|day| Date::new(year, month, day).ok()).unwrap()
        }
        Unit::WorkingDays => {
            let mut left = count;
            while left > 0 {
                day = day.tomorrow().unwrap();
                let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
                left -= u32::from(!weekend && !holidays.contains(&day));
            }
            day
        }
        Unit::CalendarDays | Unit::Weeks => {
            let days = if clock.limit.unit == Unit::Weeks { count * 7 } else { count };
            let counted = u32::from(clock.counting == Counting::DayOf);
            for _ in counted..days {
                day = day.tomorrow().unwrap();
            }
            day
        }
        Unit::Hours | Unit::Minutes => panic!("an instant, not a day"),
    }
}

/// The days from which the known vectors count, and others around holidays and the ends of months.
const STARTS: [Date; 17] = [
    date(2026, 12, 23),
    date(2026, 12, 24),
    date(2026, 12, 26),
    date(2026, 12, 22),
    date(2026, 12, 18),
    date(2026, 12, 14),
    date(2026, 12, 21),
    date(2026, 11, 23),
    date(2026, 4, 2),
    date(2027, 3, 25),
    date(2027, 12, 24),
    date(2026, 11, 30),
    date(2027, 8, 31),
    date(2026, 11, 22),
    date(2026, 5, 22),
    date(2027, 1, 31),
    date(2028, 2, 29),
];

/// Clocks of the table that give a day or an instant.
fn dated() -> impl Iterator<Item = &'static Clock> {
    GUIDANCE.clocks().filter(|clock| clock.counting != Counting::Counter)
}

#[test]
fn every_clock_gives_the_day_that_walking_gives() {
    let rules = rules();
    let holidays: BTreeSet<Date> = GUIDANCE.calendar().holidays().map(|holiday| holiday.date).collect();
    let mut compared = 0;
    for clock in dated().filter(|clock| !matches!(clock.limit.unit, Unit::Hours | Unit::Minutes)) {
        let facts = facts_for(&GUIDANCE.duty(&clock.duty).unwrap().course.when);
        for from in STARTS {
            // Law that began later says nothing of an earlier day.
            let applies = clock
                .clauses
                .iter()
                .filter_map(|id| GUIDANCE.clause(id))
                .any(|clause| clause.in_force_on(from));
            let scheduled = rules.schedule(&[Milestone::new(&clock.origin, Moment::On(from))], &facts);
            let found = scheduled.iter().find(|item| item.clock.as_deref() == Some(clock.id.as_str()));
            assert_eq!(found.is_some(), applies, "{} from {from}", clock.id);
            let Some(item) = found else { continue };
            assert_eq!(item.due, Due::On(naive(from, clock, &holidays)), "{} from {from}", clock.id);
            assert_eq!((item.bound, &item.duty), (clock.limit.bound, &clock.duty), "{}", clock.id);
            assert_eq!(item.stopped, None, "{}", clock.id);
            compared += 1;
        }
    }
    assert!(compared > 900, "{compared}");
}

#[test]
fn hours_are_elapsed_also_when_the_clocks_change() {
    let rules = rules();
    let mut compared = 0;
    for clock in dated().filter(|clock| clock.limit.unit == Unit::Hours) {
        for start in ["2026-10-24T20:00:00Z", "2026-03-28T23:30:00Z", "2026-12-31T12:00:00Z"] {
            let start: Timestamp = start.parse().unwrap();
            let due = start.checked_add(SignedDuration::from_hours(i64::from(clock.limit.count))).unwrap();
            let scheduled =
                rules.schedule(&[Milestone::new(&clock.origin, Moment::At(start))], &Facts::default());
            let item =
                scheduled.iter().find(|item| item.clock.as_deref() == Some(clock.id.as_str())).unwrap();
            assert_eq!(item.due, Due::At(due), "{}", clock.id);
            compared += 1;
        }
    }
    assert_eq!(compared, 6, "police protection and the talk after being missing");
}

#[test]
fn each_clock_is_stopped_by_its_stop() {
    let rules = rules();
    let from = date(2026, 11, 23);
    let next = date(2026, 11, 24);
    for clock in dated() {
        let duty = GUIDANCE.duty(&clock.duty).unwrap();
        let stop = one_name(&clock.stop);
        let repeats = duty.course.trigger.iter().any(|name| one_name(name) == stop);
        let milestones =
            [Milestone::new(&clock.origin, Moment::On(from)), Milestone::new(&clock.stop, Moment::On(next))];
        let scheduled = rules.schedule(&milestones, &facts_for(&duty.course.when));
        let of_clock: Vec<_> =
            scheduled.iter().filter(|item| item.clock.as_deref() == Some(clock.id.as_str())).collect();
        if repeats {
            // The next link of the chain is open, from the stop of the one before.
            assert!(
                of_clock.iter().any(|item| item.origin.at.date() == next && item.stopped.is_none()),
                "{}",
                clock.id
            );
        } else {
            assert!(of_clock.iter().any(|item| item.stopped == Some(Moment::On(next))), "{}", clock.id);
        }
    }
}

#[test]
fn without_the_facts_that_they_ask_for_no_clock_applies() {
    let rules = rules();
    let mut asking = 0;
    for clock in dated() {
        let duty = GUIDANCE.duty(&clock.duty).unwrap();
        if duty.course.when == Condition::default() {
            continue;
        }
        let milestones = [Milestone::new(&clock.origin, Moment::On(date(2026, 11, 23)))];
        let scheduled = rules.schedule(&milestones, &Facts::default());
        assert!(
            scheduled.iter().all(|item| item.clock.as_deref() != Some(clock.id.as_str())),
            "{}",
            clock.id
        );
        asking += 1;
    }
    assert!(asking >= 13, "{asking}");
}

#[test]
fn what_has_no_known_commencement_never_applies() {
    let waiting: Vec<_> =
        GUIDANCE.clauses().filter(|clause| clause.commencement != guidance::Commencement::Known).collect();
    let ids: Vec<&str> = waiting.iter().map(|clause| clause.id.as_str()).collect();
    assert_eq!(ids, ["CA04-16LC", "CA89-31ZA", "CWSA-1", "CWSA-2", "CWSA-3"]);
    for clause in waiting {
        assert!(clause.doubts.is_some(), "{} says what is not known", clause.id);
        for day in [date(2026, 4, 29), date(2026, 11, 22), date(2030, 1, 1), Date::MAX] {
            assert!(!clause.in_force_on(day), "{}", clause.id);
        }
    }
}
