//! What repeats: one link is open, and past links keep how they went.

use guidance::{Rules, Scheduled, Status};

use super::fictional::{all, at, clock, due, duty, keyed, noon, on, schedule, with};

fn repeating(origins: &str, paired: bool) -> Rules {
    let limit = "limit = 6\nunit = \"months\"\nbound = \"max\"\ncounting = \"day-after\"";
    let course = format!(
        "trigger = [\"invented.start\", \"invented.visit\"]\nstop = [\"invented.visit\"]\nlapses = [\"invented.ended\"]\norigins = \"{origins}\"\npaired_by_key = {paired}"
    );
    with(&format!("{}{}", clock("KV", limit), duty("KV", &course)))
}

fn told(scheduled: &[Scheduled], now: &str) -> Vec<(String, String)> {
    let told = all(scheduled, "KV").into_iter().map(|item| {
        let due = item.due.date().map_or_else(|| "-".to_owned(), |date| date.to_string());
        (due, item.status(noon(now)).to_string())
    });
    told.collect()
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(due, status)| ((*due).to_owned(), (*status).to_owned())).collect()
}

#[test]
fn a_chain_goes_from_one_to_the_next_and_past_links_keep_how_they_went() {
    let rules = repeating("chain", false);
    let mut milestones = vec![
        on("invented.start", "2024-01-10"),
        on("invented.visit", "2024-07-10"),
        on("invented.visit", "2025-02-01"),
    ];
    let expected = [("2024-07-10", "met"), ("2025-01-10", "late"), ("2025-08-01", "overdue")];
    assert_eq!(told(&schedule(&rules, &milestones), "2025-09-01"), pairs(&expected));
    // The end of it ends the open link alone.
    milestones.push(on("invented.ended", "2025-03-01"));
    let expected = [("2024-07-10", "met"), ("2025-01-10", "late"), ("2025-08-01", "lapsed")];
    assert_eq!(told(&schedule(&rules, &milestones), "2025-09-01"), pairs(&expected));
}

#[test]
fn a_chain_has_one_open_link_at_a_time() {
    let rules = repeating("chain", false);
    let milestones = [
        on("invented.start", "2024-01-10"),
        keyed(on("invented.visit", "2024-03-01"), "morning"),
        keyed(on("invented.visit", "2024-03-01"), "evening"),
        at("invented.visit", "2024-05-01T09:00:00Z"),
        keyed(at("invented.visit", "2024-05-01T09:00:00Z"), "again"),
    ];
    let expected = [("2024-07-10", "met"), ("2024-09-01", "met"), ("2024-11-01", "upcoming")];
    assert_eq!(told(&schedule(&rules, &milestones), "2024-06-01"), pairs(&expected));
    // What begins anew before the visit overtakes the open link: it ended undone, and the new one is open.
    let moved = [
        on("invented.start", "2024-01-10"),
        on("invented.visit", "2024-03-01"),
        on("invented.start", "2024-04-02"),
    ];
    let expected = [("2024-07-10", "met"), ("2024-09-01", "lapsed"), ("2024-10-02", "upcoming")];
    assert_eq!(told(&schedule(&rules, &moved), "2024-06-01"), pairs(&expected));
}

#[test]
fn chains_with_keys_run_side_by_side() {
    let rules = repeating("chain", true);
    let milestones = [
        keyed(on("invented.start", "2024-01-10"), "one"),
        keyed(on("invented.start", "2024-02-10"), "two"),
        keyed(on("invented.visit", "2024-03-01"), "one"),
    ];
    let expected = [("2024-07-10", "met"), ("2024-08-10", "upcoming"), ("2024-09-01", "upcoming")];
    assert_eq!(told(&schedule(&rules, &milestones), "2024-06-01"), pairs(&expected));
}

#[test]
fn of_the_latest_alone_nothing_past_is_kept() {
    let rules = repeating("latest", false);
    let milestones = [on("invented.start", "2024-01-10"), on("invented.visit", "2024-07-10")];
    assert_eq!(told(&schedule(&rules, &milestones), "2024-08-01"), pairs(&[("2025-01-10", "upcoming")]));
}

#[test]
fn conferences_go_from_one_to_the_next() {
    // The first review counts from the conference; each later one from the review before.
    let first = clock("KR1", "limit = 3\nunit = \"months\"\nbound = \"max\"\ncounting = \"day-after\"");
    let later = clock("KR2", "limit = 6\nunit = \"months\"\nbound = \"max\"\ncounting = \"day-after\"");
    let page = [
        first,
        duty("KR1", "trigger = [\"invented.start\"]\nstop = [\"invented.visit\"]"),
        later,
        duty("KR2", "trigger = [\"invented.visit\"]\nstop = [\"invented.visit\"]\norigins = \"chain\""),
    ];
    let rules = with(&page.concat());
    let held = |day: &str| on("invented.visit", day);
    let milestones =
        [on("invented.start", "2024-01-31"), held("2024-04-30"), held("2024-10-31"), held("2025-04-30")];
    let scheduled = schedule(&rules, &milestones);
    let first = all(&scheduled, "KR1");
    assert_eq!((first.len(), first[0].due), (1, due("2024-04-30")), "April has no day 31");
    let later: Vec<_> =
        all(&scheduled, "KR2").iter().map(|item| (item.due, item.status(noon("2025-05-01")))).collect();
    assert_eq!(
        later,
        [
            (due("2024-10-30"), Status::Late),
            (due("2025-04-30"), Status::Met),
            (due("2025-10-30"), Status::Upcoming)
        ]
    );
}
