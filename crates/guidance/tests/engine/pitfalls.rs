//! What a naive implementer gets wrong, by the numbers of the list of pitfalls.

use guidance::{Due, Facts, Milestone, Status};
use jiff::civil::date;

use super::fictional::{all, at, clock, due, duty, keyed, noon, on, one, schedule, shipped, with};

#[test]
fn pitfall_1_one_edition_only() {
    let table = [
        ("2018-07-04", "WT-2018"),
        ("2023-12-14", "WT-2018"),
        ("2023-12-15", "WT-2023"),
        ("2026-03-17", "WT-2023"),
        ("2026-03-18", "WT-2026"),
    ];
    for (asked, edition) in table {
        let scheduled = schedule(shipped(), &[on("support.requested", asked)]);
        for clock in ["K01", "K02", "K03"] {
            assert_eq!(one(&scheduled, clock).edition.as_deref(), Some(edition), "{clock} {asked}");
        }
    }
    assert!(all(&schedule(shipped(), &[on("support.requested", "2018-07-03")]), "K03").is_empty());
}

#[test]
fn pitfall_2_the_forty_five_days_start_with_the_request_not_with_the_assessment() {
    let asked = on("support.requested", "2026-11-23");
    let begun = [asked.clone(), on("route.decided", "2026-12-01"), on("assessor.allocated", "2026-12-07")];
    let scheduled = one(&schedule(shipped(), &begun), "K03");
    assert_eq!((scheduled.origin, scheduled.due), (asked, due("2027-01-28")));
}

#[test]
fn pitfall_3_the_forty_five_days_stop_with_the_sign_off_not_with_the_form() {
    let mut milestones = vec![
        on("support.requested", "2026-11-23"),
        on("child.met", "2026-12-07"),
        on("assessment.draft_shared", "2026-12-30"),
        on("comments.closed", "2027-01-14"),
    ];
    let status =
        |milestones: &[Milestone]| one(&schedule(shipped(), milestones), "K03").status(noon("2027-02-01"));
    assert_eq!(status(&milestones), Status::Overdue);
    milestones.push(on("assessment.authorised", "2027-01-28"));
    assert_eq!(status(&milestones), Status::Met);
}

#[test]
fn pitfall_4_to_acknowledge_and_to_decide_are_two() {
    let acknowledged = [on("support.requested", "2026-11-23"), on("request.acknowledged", "2026-11-23")];
    let scheduled = schedule(shipped(), &acknowledged);
    assert_eq!(one(&scheduled, "K01").due, one(&scheduled, "K02").due);
    assert_eq!(one(&scheduled, "K01").status(noon("2026-11-25")), Status::Met);
    assert_eq!(one(&scheduled, "K02").status(noon("2026-11-25")), Status::Overdue);
}

#[test]
fn pitfall_5_what_has_no_number_is_owed_all_the_same() {
    let scheduled = schedule(shipped(), &[on("route.decided", "2026-11-24")]);
    let told = one(&scheduled, "FD-04");
    assert_eq!((told.due, told.status(noon("2026-11-30"))), (Due::NoLimit, Status::Unanswered));
    assert!(told.statutory);
}

#[test]
fn pitfall_6_the_conference_counts_from_the_discussion_that_began_the_enquiry() {
    let limit = "limit = 15\nunit = \"working_days\"\nbound = \"max\"\ncounting = \"day-after\"";
    let course = |origins: &str| {
        format!("trigger = [\"invented.start\"]\nstop = [\"invented.done\"]\norigins = \"{origins}\"")
    };
    // Two discussions; between them nothing that ends the first clock.
    let discussions = [on("invented.start", "2026-12-14"), on("invented.start", "2026-12-21")];
    let first = with(&[clock("KC", limit), duty("KC", &course("first"))].concat());
    assert_eq!(one(&schedule(&first, &discussions), "KC").due, due("2027-01-07"));
    // A local manual that counts from the last one is a matter of data.
    let last = with(&[clock("KC", limit), duty("KC", &course("latest"))].concat());
    assert_eq!(one(&schedule(&last, &discussions), "KC").due, due("2027-01-14"));
}

#[test]
fn pitfall_7_the_day_it_starts_is_day_nought() {
    let friday = schedule(shipped(), &[on("support.requested", "2026-11-20")]);
    assert_eq!(one(&friday, "K01").due, due("2026-11-23"));
    assert!(one(&friday, "K01").explanation.contains("day 1 is Monday 23 November"));
    // Received on a Sunday: Monday is day 1.
    let sunday = schedule(shipped(), &[at("support.requested", "2026-11-22T23:30:00Z")]);
    assert_eq!(one(&sunday, "K01").due, due("2026-11-23"));
    // The census counts the first day too: one day sooner.
    let limit = "limit = 45\nunit = \"working_days\"\nbound = \"max\"\ncounting = \"day-of\"";
    let census = with(&[clock("KC", limit), duty("KC", "trigger = [\"invented.start\"]")].concat());
    assert_eq!(one(&schedule(&census, &[on("invented.start", "2026-11-23")]), "KC").due, due("2027-01-27"));
    assert_eq!(
        one(&schedule(shipped(), &[on("support.requested", "2026-11-23")]), "K03").due,
        due("2027-01-28")
    );
}

#[test]
fn pitfall_8_the_holidays_are_those_of_england_and_end_where_they_are_known() {
    let asked = |day: &str| one(&schedule(shipped(), &[on("support.requested", day)]), "K01");
    // Boxing Day on a Saturday is no holiday of its own; its substitute is.
    assert_eq!(asked("2026-12-24").due, due("2026-12-29"));
    assert_eq!(asked("2026-12-24").skipped.len(), 2);
    // 2 January and St Andrew's Day are worked in England.
    assert_eq!(asked("2025-12-31").due, due("2026-01-02"));
    assert_eq!(asked("2026-11-27").due, due("2026-11-30"));
    assert_eq!(asked("2028-12-28").due, due("2028-12-29"));
    assert_eq!(asked("2028-12-29").due, Due::BeyondKnownHolidays);
}

#[test]
fn pitfall_9_hours_weeks_and_months_know_no_working_days() {
    let scheduled = schedule(shipped(), &[on("ehc.requested", "2026-12-14")]);
    assert_eq!(one(&scheduled, "K40").due, due("2027-01-25"), "six weeks over Christmas are six weeks");
    let table = [
        (
            "limit = 72\nunit = \"hours\"\ncounting = \"elapsed\"",
            Due::At("2026-12-28T17:00:00Z".parse().unwrap()),
        ),
        ("limit = 3\nunit = \"months\"\ncounting = \"day-after\"", due("2027-03-25")),
        ("limit = 10\nunit = \"working_days\"\ncounting = \"day-after\"", due("2027-01-12")),
    ];
    for (limit, expected) in table {
        let limit = format!("{limit}\nbound = \"max\"");
        let rules = with(&[clock("KE", &limit), duty("KE", "trigger = [\"invented.start\"]")].concat());
        assert_eq!(
            one(&schedule(&rules, &[at("invented.start", "2026-12-25T17:00:00Z")]), "KE").due,
            expected
        );
    }
}

#[test]
fn pitfall_10_three_months_are_not_ninety_days() {
    let table = [
        ("2026-11-30", 3, "2027-02-28"),
        ("2027-08-31", 6, "2028-02-29"),
        ("2026-01-31", 1, "2026-02-28"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2026-12-25", 3, "2027-03-25"),
    ];
    for (from, months, expected) in table {
        let limit = format!("limit = {months}\nunit = \"months\"\nbound = \"max\"\ncounting = \"day-after\"");
        let rules = with(&[clock("KM", &limit), duty("KM", "trigger = [\"invented.start\"]")].concat());
        let found = one(&schedule(&rules, &[on("invented.start", from)]), "KM");
        assert_eq!(found.due, due(expected), "{from}");
        assert_eq!(
            found.explanation.contains("so its last day counts"),
            found.due.date().unwrap().day() != found.origin.at.date().day()
        );
    }
}

#[test]
fn pitfall_11_what_runs_side_by_side_does_not_share_one_status() {
    let milestones = [
        on("support.requested", "2026-11-23"),
        on("request.acknowledged", "2026-11-23"),
        keyed(at("concern.raised", "2026-11-24T09:00:00Z"), "c"),
        keyed(on("comment.made", "2026-11-24"), "a"),
        keyed(on("comment.made", "2026-11-25"), "b"),
        keyed(on("comment.answered", "2026-11-26"), "a"),
        on("request.withdrawn", "2026-12-01"),
    ];
    let facts = Facts { disabled: Some(true), ..Facts::default() };
    let scheduled = shipped().schedule(&milestones, &facts);
    let status = |clock: &str| one(&scheduled, clock).status(noon("2026-12-20"));
    assert_eq!(status("K01"), Status::Met);
    assert_eq!(status("K03"), Status::Lapsed);
    assert_eq!(
        status("LS-CONCERN-SEEN"),
        Status::Overdue,
        "a concern stands, whatever became of the request"
    );
    let comments: Vec<bool> =
        all(&scheduled, "LS-COMMENT-ANSWER").iter().map(|item| item.stopped.is_some()).collect();
    assert_eq!(comments.iter().filter(|done| **done).count(), 1);
}

#[test]
fn pitfall_14_each_assessment_beside_the_childs_own_is_answered_by_itself() {
    let mut milestones = vec![
        on("support.requested", "2026-11-23"),
        on("route.decided", "2026-11-24"),
        on("young_carer.appeared", "2026-11-24"),
    ];
    let facts = Facts { disabled: Some(true), ..Facts::default() };
    let open = |milestones: &[Milestone]| {
        let scheduled = shipped().schedule(milestones, &facts).into_iter();
        let open = scheduled.filter(|item| item.stopped.is_none()).map(|item| item.duty);
        let open: Vec<String> = open.filter(|duty| ["DC-03", "DC-04", "DC-06"].contains(&&**duty)).collect();
        open
    };
    // The child's own help, the parent carer's needs and the young carer's needs are three decisions.
    assert_eq!(open(&milestones), ["DC-03", "DC-04", "DC-06"]);
    milestones.push(on("decision.letter_sent", "2027-01-20"));
    assert_eq!(open(&milestones), ["DC-04", "DC-06"]);
    milestones.push(on("parent_carer.answered", "2027-01-20"));
    assert_eq!(open(&milestones), ["DC-06"]);
}

#[test]
fn pitfall_20_private_fostering_counts_from_when_the_authority_knew() {
    let limit = "limit = 6\nunit = \"weeks\"\nbound = \"max\"\ncounting = \"day-after\"";
    let course = "trigger = [\"invented.other_start\", \"invented.visit\"]\nstop = [\"invented.visit\"]\norigins = \"chain\"";
    let rules = with(&[clock("KF", limit), duty("KF", course)].concat());
    // The child moved in in March; the authority became aware in June.
    let milestones = [on("invented.start", "2026-03-02"), on("invented.other_start", "2026-06-15")];
    assert_eq!(one(&schedule(&rules, &milestones), "KF").due, due("2026-07-27"));
}

#[test]
fn pitfall_22_each_version_of_a_clock_names_its_own_origin() {
    let version = |origin: &str, when: &str| {
        clock(
            "KO",
            &format!(
                "limit = 15\nunit = \"working_days\"\nbound = \"max\"\ncounting = \"day-after\"\n{when}"
            ),
        )
        .replace("origin = \"invented.start\"", &format!("origin = \"{origin}\""))
    };
    let versioned = |origin: &str, when: &str| {
        duty("KO", &format!("trigger = [\"{origin}\"]\nstop = [\"invented.done\"]\n{when}"))
    };
    let (before, after) = ("in_force_to = 2026-05-31", "in_force_from = 2026-06-01");
    let rules = with(
        &[
            version("invented.start", before),
            version("invented.other_start", after),
            versioned("invented.start", before),
            versioned("invented.other_start", after),
        ]
        .concat(),
    );
    let known = [on("invented.start", "2026-06-01"), on("invented.other_start", "2026-06-08")];
    assert_eq!(one(&schedule(&rules, &known), "KO").origin.at.date(), date(2026, 6, 8));
    let earlier = [on("invented.start", "2026-05-04"), on("invented.other_start", "2026-05-11")];
    assert_eq!(one(&schedule(&rules, &earlier), "KO").origin.at.date(), date(2026, 5, 4));
    let origins: Vec<&str> = rules
        .guidance()
        .clocks()
        .filter(|clock| clock.id == "KO")
        .map(|clock| clock.origin.as_str())
        .collect();
    assert_eq!(origins, ["invented.start", "invented.other_start"]);
}

#[test]
fn pitfall_24_asking_again_overwrites_nothing() {
    let first = on("support.requested", "2026-01-05");
    let once = schedule(shipped(), &[first.clone(), on("request.acknowledged", "2026-01-06")]);
    let again = [first, on("request.acknowledged", "2026-01-06"), on("support.requested", "2026-06-01")];
    let twice = schedule(shipped(), &again);
    for clock in ["K01", "K02", "K03"] {
        assert_eq!(one(&once, clock), one(&twice, clock), "{clock}");
    }
}

#[test]
fn pitfall_26_an_unborn_child_has_an_expected_day_only() {
    let rules = shipped();
    // Forty weeks before the expected birth.
    let expected = date(2027, 8, 30);
    let birthdays = rules.birthdays_of(guidance::Birth::Expected(expected), date(2026, 11, 23));
    assert!(birthdays.is_empty());
    let scheduled = schedule(rules, &[on("support.requested", "2026-11-23")]);
    assert_eq!(one(&scheduled, "K03").due, due("2027-01-28"), "the clock of the request runs all the same");
}

#[test]
fn pitfall_29_a_local_promise_is_never_law() {
    let milestones = [
        on("support.requested", "2026-11-23"),
        on("route.decided", "2026-11-25"),
        keyed(at("concern.raised", "2026-11-23T09:00:00Z"), "c"),
    ];
    let scheduled = schedule(shipped(), &milestones);
    let promises: Vec<_> = scheduled
        .iter()
        .filter(|item| item.clock.as_deref().is_some_and(|clock| clock.starts_with("LS-")))
        .collect();
    assert!(promises.len() > 3);
    for promise in promises {
        assert!(!promise.statutory, "{}", promise.duty);
    }
    for clock in ["K01", "K02", "K03"] {
        assert!(one(&scheduled, clock).statutory);
    }
}
