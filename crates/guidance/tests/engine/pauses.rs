//! Clocks that stand still where their data says so, and only there.

use guidance::{Due, Rules, Scheduled, Status};

use super::fictional::{at, clock, due, duty, noon, on, one, schedule, shipped, with};

fn standing_still(limit: &str) -> Rules {
    let pauses = "paused_by = [\"invented.away\"]\nresumed_by = [\"invented.back\"]";
    let course = "trigger = [\"invented.start\"]\nstop = [\"invented.done\"]\nlapses = [\"invented.ended\"]";
    with(&format!("{}{}", clock("KP", &format!("{limit}\n{pauses}")), duty("KP", course)))
}

fn working_days(count: u32) -> Rules {
    standing_still(&format!(
        "limit = {count}\nunit = \"working_days\"\nbound = \"max\"\ncounting = \"day-after\""
    ))
}

fn with_pause(rules: &Rules, start: &str, away: &str, back: Option<&str>) -> Scheduled {
    let mut milestones = vec![on("invented.start", start), on("invented.away", away)];
    milestones.extend(back.map(|back| on("invented.back", back)));
    one(&schedule(rules, &milestones), "KP")
}

#[test]
fn working_days_stand_still() {
    let rules = working_days(10);
    // Monday to Wednesday: two days are counted. From the Monday after, eight are left.
    let item = with_pause(&rules, "2026-06-01", "2026-06-03", Some("2026-06-15"));
    assert_eq!(item.due, due("2026-06-25"));
    assert_eq!(
        item.explanation,
        "10 working days from Monday 1 June 2026; the clock stood still from Wednesday 3 June 2026 until Monday 15 June \
         2026, after 2 working days; 8 working days from Monday 15 June 2026; day 1 is Tuesday 16 June"
    );
    // Nothing stands still after the date.
    let item = with_pause(&rules, "2026-06-01", "2026-06-15", Some("2026-06-30"));
    assert_eq!(item.due, due("2026-06-15"));
    assert!(!item.explanation.contains("stood still"));
}

#[test]
fn while_it_stands_still_nothing_is_late() {
    let rules = working_days(10);
    let item = with_pause(&rules, "2026-06-01", "2026-06-03", None);
    assert_eq!(item.due, Due::NoLimit);
    assert_eq!(item.status(noon("2026-12-01")), Status::Unanswered);
    assert_eq!(
        item.explanation,
        "10 working days from Monday 1 June 2026; the clock has stood still since Wednesday 3 June 2026, so no date is \
         set until it runs on, after 2 working days"
    );
    let done = [
        on("invented.start", "2026-06-01"),
        on("invented.away", "2026-06-03"),
        on("invented.done", "2026-11-30"),
    ];
    assert_eq!(one(&schedule(&rules, &done), "KP").status(noon("2026-12-01")), Status::Met);
}

#[test]
fn it_may_stand_still_more_than_once() {
    let rules = working_days(10);
    let milestones = [
        on("invented.start", "2026-06-01"),
        on("invented.away", "2026-06-03"),
        on("invented.back", "2026-06-15"),
        on("invented.away", "2026-06-17"),
        on("invented.back", "2026-06-22"),
    ];
    // Two, two, and six are left.
    assert_eq!(one(&schedule(&rules, &milestones), "KP").due, due("2026-06-30"));
}

#[test]
fn days_weeks_months_and_hours_stand_still() {
    let limit = |count: u32, unit: &str, counting: &str| {
        standing_still(&format!(
            "limit = {count}\nunit = \"{unit}\"\nbound = \"max\"\ncounting = \"{counting}\""
        ))
    };
    let twelve_days = |rules: &Rules| with_pause(rules, "2026-06-01", "2026-06-03", Some("2026-06-15")).due;
    assert_eq!(twelve_days(&limit(28, "calendar_days", "day-after")), due("2026-07-11"));
    assert_eq!(twelve_days(&limit(6, "weeks", "day-after")), due("2026-07-25"));
    assert_eq!(twelve_days(&limit(3, "months", "day-after")), due("2026-09-13"));
    let rules = limit(72, "hours", "elapsed");
    let milestones = [
        at("invented.start", "2026-06-01T09:00:00Z"),
        at("invented.away", "2026-06-01T10:00:00Z"),
        at("invented.back", "2026-06-01T15:30:00Z"),
    ];
    let item = one(&schedule(&rules, &milestones), "KP");
    assert_eq!(item.due, Due::At("2026-06-04T14:30:00Z".parse().unwrap()));
}

#[test]
fn a_clock_that_starts_in_a_pause_runs() {
    let rules = working_days(10);
    let milestones = [
        on("invented.away", "2026-05-20"),
        on("invented.start", "2026-06-01"),
        on("invented.back", "2026-06-15"),
    ];
    assert_eq!(one(&schedule(&rules, &milestones), "KP").due, due("2026-06-15"));
}

#[test]
fn nothing_that_is_shipped_makes_the_forty_five_days_stand_still() {
    let clocks: Vec<_> = shipped().guidance().clocks().filter(|clock| clock.id == "K03").collect();
    assert!(!clocks.is_empty());
    for clock in clocks {
        assert!(clock.paused_by.is_empty() && clock.resumed_by.is_empty());
    }
}

#[test]
fn what_can_stand_still_must_be_able_to_run_on() {
    let mut sources = guidance::Guidance::embedded_sources();
    let text = sources.iter_mut().find(|source| source.text.contains("id = \"K03\"\n")).unwrap();
    text.text = text.text.replace("id = \"K03\"\n", "id = \"K03\"\npaused_by = [\"request.read\"]\n");
    let refused = guidance::Guidance::from_sources(&sources).unwrap_err().to_string();
    assert!(refused.contains("there is no `resumed_by`"), "{refused}");
}
