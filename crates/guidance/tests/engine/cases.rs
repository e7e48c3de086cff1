//! The hard cases: unborn children, moves between areas, asking again, clock changes, inclusive counting.

use guidance::{Birth, Due, Facts, LinkedBack, Rules, Scheduled, Status};
use jiff::civil::date;

use super::fictional::{all, at, clock, due, duty, noon, on, one, schedule, shipped, with};

#[test]
fn an_unborn_child_has_no_birthday_and_the_same_clocks() {
    let rules = shipped();
    let opened = date(2026, 11, 23);
    let expected = date(2027, 6, 1);
    assert!(rules.birthdays_of(Birth::Expected(expected), opened).is_empty());
    assert!(
        rules.birthdays_of(Birth::Expected(date(2010, 1, 1)), opened).is_empty(),
        "an expected day is no birthday"
    );
    let born = date(2012, 5, 10);
    assert_eq!(rules.birthdays_of(Birth::Born(born), opened), rules.birthdays(born, opened));
    let mut milestones = vec![on("support.requested", "2026-11-23")];
    let before: Vec<Scheduled> = schedule(rules, &milestones);
    assert_eq!(one(&before, "K03").due, due("2027-01-28"));
    milestones.extend(rules.birthdays_of(Birth::Expected(expected), opened));
    assert_eq!(schedule(rules, &milestones), before, "nothing is counted from an expected birth");
}

/// A duty that ends when the child leaves the area, and one that starts with the child's coming.
fn moving() -> Rules {
    let limit = "limit = 15\nunit = \"working_days\"\nbound = \"max\"\ncounting = \"day-after\"";
    let here = "trigger = [\"invented.start\"]\nstop = [\"invented.done\"]\nlapses = [\"invented.moved\"]\norigins = \"one-at-a-time\"";
    let there = "trigger = [\"invented.moved\"]\nstop = [\"invented.done\"]\norigins = \"each\"";
    with(&[clock("KH", limit), duty("KH", here), clock("KT", limit), duty("KT", there)].concat())
}

#[test]
fn a_move_ends_what_is_owed_here_and_starts_what_is_owed_there() {
    let rules = moving();
    let milestones = [on("invented.start", "2026-06-01"), on("invented.moved", "2026-06-05")];
    let scheduled = schedule(&rules, &milestones);
    assert_eq!(one(&scheduled, "KH").status(noon("2026-12-01")), Status::Lapsed);
    assert_eq!(one(&scheduled, "KT").due, due("2026-06-26"));
    // What was done before the move stays done.
    let done = [
        on("invented.start", "2026-06-01"),
        on("invented.done", "2026-06-03"),
        on("invented.moved", "2026-06-05"),
    ];
    let scheduled = schedule(&rules, &done);
    assert_eq!(one(&scheduled, "KH").status(noon("2026-12-01")), Status::Met);
    assert_eq!(one(&scheduled, "KT").status(noon("2026-12-01")), Status::Overdue);
    // Coming back, it starts again; the first stays ended.
    let back = [
        on("invented.start", "2026-06-01"),
        on("invented.moved", "2026-06-05"),
        on("invented.start", "2026-09-01"),
    ];
    let scheduled = schedule(&rules, &back);
    let here: Vec<Status> =
        all(&scheduled, "KH").iter().map(|item| item.status(noon("2026-09-02"))).collect();
    assert_eq!(here, [Status::Lapsed, Status::Upcoming]);
}

/// The assessment of the invented page runs for one request at a time; another within twelve months is linked back.
fn asking_again() -> Rules {
    let limit = "limit = 45\nunit = \"working_days\"\nbound = \"max\"\ncounting = \"day-after\"";
    let course = "trigger = [\"invented.start\"]\nstop = [\"invented.done\"]\nlapses = [\"invented.ended\"]\norigins = \"one-at-a-time\"";
    let link = "limit = 12\nunit = \"months\"\nbound = \"max\"\ncounting = \"link\"";
    let linked = duty("KL", "trigger = [\"invented.start\"]\norigins = \"latest\"");
    with(&[clock("KA", limit), duty("KA", course), clock("KL", link), linked].concat())
}

#[test]
fn asking_again_never_starts_an_open_clock_anew() {
    let rules = asking_again();
    let twice = [on("invented.start", "2026-01-05"), on("invented.start", "2026-02-02")];
    let scheduled = one(&schedule(&rules, &twice), "KA");
    assert_eq!((scheduled.origin.at.date(), scheduled.due), (date(2026, 1, 5), due("2026-03-09")));
    // The shipped clock behaves the same, asked for twice.
    let shipped_twice = [on("support.requested", "2026-11-23"), on("support.requested", "2026-12-14")];
    assert_eq!(one(&schedule(shipped(), &shipped_twice), "K03").due, due("2027-01-28"));
}

#[test]
fn asking_again_after_the_end_starts_a_clock_of_its_own() {
    let rules = asking_again();
    let milestones = [
        on("invented.start", "2026-01-05"),
        on("invented.done", "2026-02-27"),
        on("invented.start", "2026-06-01"),
        on("invented.start", "2026-06-20"),
    ];
    let found = schedule(&rules, &milestones);
    let found: Vec<_> = all(&found, "KA")
        .iter()
        .map(|item| (item.origin.at.date(), item.status(noon("2026-06-21"))))
        .collect();
    assert_eq!(found, [(date(2026, 1, 5), Status::Met), (date(2026, 6, 1), Status::Upcoming)]);
}

#[test]
fn asking_again_within_twelve_months_is_linked_and_counted() {
    let rules = asking_again();
    let asked = |day: &str| on("invented.start", day);
    let milestones = [asked("2026-02-28"), asked("2024-02-29"), asked("2025-02-28"), asked("2027-03-01")];
    let linked = rules.linked_back("KL", &milestones);
    let day = |text: &str| kernel::Moment::On(text.parse().unwrap());
    // Twelve months after 29 February end on 28 February; a day more is no link.
    let expected = [("2024-02-29", "2025-02-28"), ("2025-02-28", "2026-02-28")];
    let expected: Vec<LinkedBack> = expected
        .iter()
        .map(|(earlier, later)| LinkedBack { earlier: day(earlier), later: day(later) })
        .collect();
    assert_eq!(linked, expected);
    // It is no date, and nothing is due by it.
    assert_eq!(one(&schedule(&rules, &milestones), "D-KL").due, Due::NoLimit);
    assert!(rules.linked_back("K03", &milestones).is_empty(), "a clock with a date links nothing");
    assert!(rules.linked_back("no such clock", &milestones).is_empty());
}

#[test]
fn hours_are_elapsed_across_clock_changes() {
    let limit = "limit = 72\nunit = \"hours\"\nbound = \"max\"\ncounting = \"elapsed\"";
    let course = "trigger = [\"invented.start\"]\nstop = [\"invented.done\"]";
    let rules = with(&[clock("K972", limit), duty("K972", course)].concat());
    let due_at = |start: &str| one(&schedule(&rules, &[at("invented.start", start)]), "K972");
    // Clocks go forward on 28 March 2027 and back on 31 October 2027: on the wall it is an hour later, or earlier.
    let spring = due_at("2027-03-27T10:00:00Z");
    assert_eq!(spring.due, Due::At("2027-03-30T10:00:00Z".parse().unwrap()));
    assert_eq!(spring.explanation, "72 hours from 10:00 on Saturday 27 March 2027");
    let autumn = due_at("2027-10-30T09:00:00Z");
    assert_eq!(autumn.due, Due::At("2027-11-02T09:00:00Z".parse().unwrap()));
    assert_eq!(autumn.explanation, "72 hours from 10:00 on Saturday 30 October 2027");
    let whole_day = one(&schedule(&rules, &[on("invented.start", "2027-06-01")]), "K972");
    assert_eq!(whole_day.due, Due::At("2027-06-03T23:00:00Z".parse().unwrap()));
}

#[test]
fn the_first_day_counts_where_the_data_says_so() {
    let limit = "limit = 45\nunit = \"working_days\"\nbound = \"max\"\ncounting = \"day-of\"";
    let course = "trigger = [\"invented.start\"]\nstop = [\"invented.done\"]";
    let rules = with(&[clock("KI", limit), duty("KI", course)].concat());
    let found = one(&schedule(&rules, &[on("invented.start", "2026-11-23")]), "KI");
    assert_eq!(found.due, due("2027-01-27"));
    assert_eq!(
        found.explanation,
        "45 working days from Monday 23 November 2026; day 1 is Monday 23 November; Christmas Day, 28 December and New \
         Year's Day are skipped"
    );
    let weekend = one(&schedule(&rules, &[on("invented.start", "2026-11-21")]), "KI");
    assert_eq!(weekend.due, due("2027-01-27"), "a Saturday is no working day to count");
    assert!(weekend.explanation.contains("day 1 is Monday 23 November"));
}

#[test]
fn what_cannot_be_dated_says_so_and_nothing_panics() {
    let rules = shipped();
    let far = [on("support.requested", "9999-12-31"), on("ehc.requested", "9999-12-31")];
    for item in schedule(rules, &far) {
        assert!(!item.explanation.is_empty());
    }
    let late = one(&schedule(rules, &[on("support.requested", "2028-12-20")]), "K03");
    assert_eq!(late.due, Due::BeyondKnownHolidays);
    assert!(late.explanation.ends_with("so no date can be given yet"));
    let early = [on("support.requested", "-009999-01-01")];
    assert!(rules.schedule(&early, &Facts::default()).iter().all(|item| !item.statutory));
}
