//! One edition after another: what had started, and what was owed on a day that is past.

use guidance::{Due, Facts, Guidance, Rules, Source, Status};

use super::fictional::{all, due, noon, on, one, rules_of, schedule, shipped};

/// The shipped guidance with an invented edition that raises the most an assessment may take.
fn raised(transition: &str) -> Rules {
    let mut sources: Vec<Source> = Guidance::embedded_sources()
        .into_iter()
        .map(|source| {
            let ends = |text: &str, id: &str| {
                let row = format!("id = \"{id}\"\n");
                text.replace(&row, &format!("{row}in_force_to = 2027-02-28\n"))
            };
            let text = ends(&ends(&source.text, "WT-2026"), "K03");
            // What rested on the edition before rests on the new one as well.
            let both = "\"WT2026-assessment-time\", \"WT-INVENTED-time\"]";
            Source::new(source.path.clone(), text.replace("\"WT2026-assessment-time\"]", both))
        })
        .collect();
    let page = format!(
        r#"
[[edition]]
id = "WT-INVENTED"
kind = "working-together"
title = "Working Together, an invented edition"
short = "the invented edition"
in_force_from = 2027-03-01
source = "invented for tests"
verified = "primary"

[[clause]]
id = "WT-INVENTED-time"
edition = "WT-INVENTED"
place = "paragraph 1"
requires = "An assessment takes 50 working days at most."
source = "invented for tests"
verified = "primary"

[[clock]]
id = "K03"
duty = "AS-01"
limit = 50
unit = "working_days"
bound = "max"
origin = "referral.received"
stop = "assessment.authorised"
counting = "day-after"
in_force_from = 2027-03-01
clauses = ["WT-INVENTED-time"]
verified = "primary"
{transition}
"#
    );
    sources.push(Source::new("guidance/invented.toml", page));
    rules_of(&sources)
}

/// Still running on 1 March 2027: 45 working days end on Monday 22 March 2027.
const ASKED: &str = "2027-01-18";

#[test]
fn what_had_started_keeps_its_limit_unless_the_data_says_otherwise() {
    for transition in ["", "transition = \"as-started\""] {
        let rules = raised(transition);
        let scheduled = one(&schedule(&rules, &[on("support.requested", ASKED)]), "K03");
        assert_eq!(scheduled.due, due("2027-03-22"));
        assert_eq!(scheduled.clause.as_deref(), Some("WT2026-assessment-time"));
        assert_eq!(scheduled.edition.as_deref(), Some("WT-2026"));
        assert_eq!(
            scheduled.explanation,
            "45 working days from Monday 18 January 2027; day 1 is Tuesday 19 January; from Monday 1 March 2027 it is \
             at most 50 working days for what starts then; what had started keeps its 45 working days"
        );
    }
}

#[test]
fn a_new_limit_may_begin_on_the_day_it_comes_into_force() {
    let rules = raised("transition = \"new-limit-from-commencement\"");
    let scheduled = one(&schedule(&rules, &[on("support.requested", ASKED)]), "K03");
    assert_eq!(scheduled.due, due("2027-05-13"));
    assert_eq!(scheduled.clause.as_deref(), Some("WT-INVENTED-time"));
    assert_eq!(scheduled.edition.as_deref(), Some("WT-INVENTED"));
    assert_eq!(
        scheduled.explanation,
        "45 working days from Monday 18 January 2027; day 1 is Tuesday 19 January; from Monday 1 March 2027 the invented \
         edition sets at most 50 working days, also for what had already started, counted anew from that day; 50 working \
         days from Monday 1 March 2027; day 1 is Tuesday 2 March; Good Friday, Easter Monday and the early May bank holiday are skipped"
    );
    assert_eq!(scheduled.skipped.len(), 3);
}

#[test]
fn a_new_limit_may_count_from_when_it_started() {
    let rules = raised("transition = \"new-limit-from-start\"");
    let scheduled = one(&schedule(&rules, &[on("support.requested", ASKED)]), "K03");
    assert_eq!(scheduled.due, due("2027-03-31"));
    assert_eq!(scheduled.clause.as_deref(), Some("WT-INVENTED-time"));
    assert!(
        scheduled.explanation.contains("also for what had already started, counted from when it started")
    );
}

#[test]
fn a_new_limit_takes_nothing_over_that_was_done_ended_or_had_run_out() {
    let rules = raised("transition = \"new-limit-from-commencement\"");
    let before = |more: &[guidance::Milestone], asked: &str| {
        let milestones: Vec<_> =
            std::iter::once(on("support.requested", asked)).chain(more.iter().cloned()).collect();
        let scheduled = one(&schedule(&rules, &milestones), "K03");
        assert_eq!(scheduled.edition.as_deref(), Some("WT-2026"), "{}", scheduled.explanation);
        assert!(!scheduled.explanation.contains("invented"));
    };
    before(&[on("assessment.authorised", "2027-02-26")], ASKED);
    before(&[on("request.withdrawn", "2027-02-26")], ASKED);
    // Its 45 days were over in January: a new edition does not make it in time.
    before(&[], "2026-11-23");
    // What is asked for afterwards is under the new edition alone.
    let scheduled = one(&schedule(&rules, &[on("support.requested", "2027-03-01")]), "K03");
    assert_eq!(scheduled.edition.as_deref(), Some("WT-INVENTED"));
    assert!(scheduled.explanation.starts_with("50 working days from Monday 1 March 2027; day 1"));
}

#[test]
fn an_older_request_is_under_the_edition_of_its_day() {
    let table = [("2023-12-14", "WT-2018"), ("2023-12-15", "WT-2023"), ("2026-03-18", "WT-2026")];
    for (asked, edition) in table {
        let scheduled = one(&schedule(shipped(), &[on("support.requested", asked)]), "K03");
        assert_eq!(scheduled.edition.as_deref(), Some(edition));
    }
}

#[test]
fn what_was_owed_on_another_day() {
    let rules = shipped();
    let milestones = [
        on("support.requested", "2026-11-23"),
        on("request.acknowledged", "2026-11-24"),
        on("route.decided", "2026-11-27"),
        on("assessment.authorised", "2027-02-03"),
    ];
    let status = |day: &str, clock: &str| {
        let then = rules.as_of(&milestones, &Facts::default(), noon(day));
        then.into_iter().find(|(item, _)| item.clock.as_deref() == Some(clock)).map(|(_, status)| status)
    };
    assert_eq!(status("2026-11-22", "K01"), None, "nothing was asked yet");
    assert_eq!(status("2026-11-23", "K01"), Some(Status::Upcoming));
    assert_eq!(status("2026-11-24", "K01"), Some(Status::Met));
    assert_eq!(status("2026-11-24", "K02"), Some(Status::Due));
    assert_eq!(status("2026-11-26", "K02"), Some(Status::Overdue));
    assert_eq!(status("2026-11-27", "K02"), Some(Status::Late));
    assert_eq!(status("2027-01-28", "K03"), Some(Status::Due));
    assert_eq!(status("2027-01-29", "K03"), Some(Status::Overdue), "the sign-off had not happened by then");
    assert_eq!(status("2027-02-03", "K03"), Some(Status::Late));
    // An instant of the same day is not in the future once it has passed.
    let read = [super::fictional::at("support.requested", "2026-11-23T15:00:00Z")];
    assert!(rules.as_of(&read, &Facts::default(), noon("2026-11-23")).is_empty());
    let later = "2026-11-23T15:00:00Z".parse().unwrap();
    assert!(!rules.as_of(&read, &Facts::default(), later).is_empty());
}

#[test]
fn on_a_past_day_a_later_edition_takes_nothing_over_yet() {
    let rules = raised("transition = \"new-limit-from-commencement\"");
    let milestones = [on("support.requested", ASKED)];
    let then = |day: &str| {
        let all: Vec<_> = rules
            .as_of(&milestones, &Facts::default(), noon(day))
            .into_iter()
            .map(|(item, _)| item)
            .collect();
        one(&all, "K03")
    };
    let before = then("2027-02-28");
    assert_eq!((before.due, before.edition.as_deref()), (due("2027-03-22"), Some("WT-2026")));
    let after = then("2027-03-01");
    assert_eq!((after.due, after.edition.as_deref()), (due("2027-05-13"), Some("WT-INVENTED")));
}

#[test]
fn what_waits_for_a_birthday_is_in_sight_before_it() {
    let rules = shipped();
    let born = "2012-05-10".parse().unwrap();
    let milestones = rules.birthdays(born, "2025-09-01".parse().unwrap());
    assert!(!milestones.is_empty());
    let then =
        rules.as_of(&milestones, &Facts { disabled: Some(true), ..Facts::default() }, noon("2026-01-12"));
    let waiting: Vec<_> = then.iter().filter(|(item, _)| item.begins.is_some()).collect();
    assert!(!waiting.is_empty());
    for (item, status) in waiting {
        assert!(
            matches!(status, Status::NotYet | Status::Unanswered | Status::Upcoming),
            "{} {status}",
            item.duty
        );
        assert!(item.due != Due::BeyondKnownHolidays);
    }
}

#[test]
fn with_everything_past_it_is_what_is_scheduled() {
    let milestones = [on("support.requested", "2026-11-23"), on("route.decided", "2026-11-25")];
    let rules = shipped();
    let now = noon("2028-01-01");
    let then = rules.as_of(&milestones, &Facts::default(), now);
    let plain = schedule(rules, &milestones);
    assert_eq!(then.len(), plain.len());
    for ((item, status), plain) in then.iter().zip(&plain) {
        assert_eq!((item, *status), (plain, plain.status(now)));
    }
    assert_eq!(all(&plain, "K03").len(), 1);
}
