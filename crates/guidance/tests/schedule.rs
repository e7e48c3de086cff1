//! The duty engine: explanations, dates, statuses, editions.

#![expect(clippy::unwrap_used, reason = "a test that cannot set up its world should stop there")]

use std::fmt::Write as _;
use std::sync::{Arc, LazyLock};

use expect_test::expect;
use guidance::{
    Due, Facts, Guidance, Level, Milestone, Protocol, Rules, Scheduled, Source, Status, Verified,
};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use kernel::Moment;
use proptest::prelude::*;

#[path = "invented/facts.rs"]
mod facts;

use facts::any_facts;

static RULES: LazyLock<Rules> = LazyLock::new(|| {
    let guidance = Arc::new(Guidance::embedded().unwrap());
    let protocol = Arc::new(Protocol::embedded("wendale", &guidance).unwrap());
    Rules::new(guidance, protocol)
});

fn rules() -> Rules {
    RULES.clone()
}

fn on(name: &str, day: Date) -> Milestone {
    Milestone::new(name, Moment::On(day))
}

fn at(name: &str, instant: &str) -> Milestone {
    Milestone::new(name, Moment::At(instant.parse().unwrap()))
}

fn noon(day: Date) -> Timestamp {
    format!("{day}T12:00:00Z").parse().unwrap()
}

fn find<'a>(scheduled: &'a [Scheduled], clock: &str) -> &'a Scheduled {
    let mut found =
        scheduled.iter().filter(|item| item.clock.as_deref() == Some(clock) || item.duty == clock);
    found.next().unwrap_or_else(|| panic!("nothing is scheduled for {clock}"))
}

fn is_scheduled(scheduled: &[Scheduled], clock: &str) -> bool {
    scheduled.iter().any(|item| item.clock.as_deref() == Some(clock) || item.duty == clock)
}

const ASKED: Date = date(2026, 11, 23);

#[test]
fn the_forty_five_days_are_explained() {
    let scheduled = rules().schedule(&[on("support.requested", ASKED)], &Facts::default());
    let assessment = find(&scheduled, "K03");
    assert_eq!(assessment.due, Due::On(date(2027, 1, 28)));
    assert_eq!(
        assessment.explanation,
        "45 working days from Monday 23 November 2026; day 1 is Tuesday 24 November; \
         Christmas Day, 28 December and New Year's Day are skipped"
    );
    assert!(assessment.statutory);
    assert_eq!(assessment.clause.as_deref(), Some("WT2026-assessment-time"));
    assert_eq!(assessment.edition.as_deref(), Some("WT-2026"));
    assert!(assessment.verified.unwrap().needs_badge());
}

#[test]
fn the_weaker_of_clause_and_number_counts() {
    let milestones =
        [on("support.requested", ASKED), on("ehc.requested", ASKED), on("stage3.requested", ASKED)];
    let scheduled = rules().schedule(&milestones, &Facts::default());
    assert_eq!(find(&scheduled, "K03").verified, Some(Verified::Recalled), "the clause is recalled");
    assert_eq!(find(&scheduled, "K40").verified, Some(Verified::Secondary), "the number is secondary");
    assert_eq!(find(&scheduled, "K47").verified, Some(Verified::Primary));
    assert_eq!(find(&scheduled, "LS-READ").verified, None, "a promise is not law");
}

#[test]
fn an_alias_starts_the_same_clocks() {
    let rules = rules();
    let dates = |name| {
        let scheduled = rules.schedule(&[on(name, ASKED)], &Facts::default());
        scheduled.into_iter().map(|item| (item.duty, item.clock, item.due)).collect::<Vec<_>>()
    };
    assert_eq!(dates("support.requested"), dates("referral.received"));
    assert!(rules.schedule(&[on("nothing.known", ASKED)], &Facts::default()).is_empty());
}

/// A whole journey of a full assessment, told in one page.
fn journey() -> (Vec<Milestone>, Facts) {
    let milestones = vec![
        at("support.requested", "2026-11-23T09:15:00Z"),
        at("request.acknowledged", "2026-11-23T09:15:00Z"),
        at("request.read", "2026-11-23T11:00:00Z"),
        at("interim.asked", "2026-11-23T11:00:00Z"),
        at("interim.decided", "2026-11-24T10:00:00Z"),
        at("route.decided", "2026-11-25T16:00:00Z"),
        at("route.letter_sent", "2026-11-25T16:30:00Z"),
        at("assessor.allocated", "2026-11-27T10:00:00Z"),
        at("visit.notified", "2026-11-27T10:30:00Z"),
        on("child.met", date(2026, 12, 7)),
        on("assessment.draft_shared", date(2026, 12, 30)),
        Milestone::keyed("comment.made", "a", Moment::On(date(2027, 1, 4))),
        Milestone::keyed("comment.made", "b", Moment::On(date(2027, 1, 5))),
        Milestone::keyed("comment.answered", "a", Moment::On(date(2027, 1, 6))),
        on("comments.closed", date(2027, 1, 14)),
    ];
    let facts = Facts {
        assessment_level: Some(Level::Full),
        ehc: Some(false),
        disabled: Some(true),
        care_may_fail: Some(false),
        ..Facts::default()
    };
    (milestones, facts)
}

fn told(scheduled: &[Scheduled], now: Timestamp) -> String {
    let mut told = String::new();
    for item in scheduled {
        let clock = item.clock.as_deref().unwrap_or("-");
        let key = item.key.as_deref().map_or_else(String::new, |key| format!(" [{key}]"));
        let date = item.due.date().map_or_else(|| "no date".to_owned(), |date| date.to_string());
        let status = item.status(now);
        let law = if item.statutory { "law or guidance" } else { "local" };
        writeln!(
            told,
            "{date} {} {clock}{key}: {} ({status}; {law}; {})",
            item.duty, item.name, item.responsible
        )
        .unwrap();
        writeln!(told, "    {}", item.explanation).unwrap();
    }
    told
}

#[test]
fn a_journey_is_told_in_plain_words() {
    let (milestones, facts) = journey();
    let scheduled = rules().schedule(&milestones, &facts);
    expect![[r#"
        2026-11-23 LS-READ LS-READ: Read the request for immediate danger (met; local; front-door-practitioner)
            the same day, Monday 23 November 2026
        2026-11-24 FD-01 K01: Say that the request arrived (met; law or guidance; front-door-practitioner)
            1 working day from Monday 23 November 2026; day 1 is Tuesday 24 November
        2026-11-24 FD-02 K02: Decide how to respond (late; law or guidance; navigator)
            1 working day from Monday 23 November 2026; day 1 is Tuesday 24 November
        2026-11-25 LS-INTERIM LS-INTERIM: Decide on help in the meantime (met; local; navigator)
            2 working days from Monday 23 November 2026; day 1 is Tuesday 24 November
        2026-12-02 AS-06 LS-ALLOCATE: Name a lead assessor (met; local; practice-supervisor)
            5 working days from Wednesday 25 November 2026; day 1 is Thursday 26 November
        2026-12-04 LS-NOTICE LS-NOTICE: Give notice of a visit (met; local; lead-assessor)
            at least 5 working days from Friday 27 November 2026; day 1 is Monday 30 November
        2026-12-04 LS-QUESTIONS LS-QUESTIONS: Send the questions in advance (overdue; local; lead-assessor)
            5 working days from Friday 27 November 2026; day 1 is Monday 30 November
        2027-01-05 LS-DRAFT LS-DRAFT: Share the draft (met; local; lead-assessor)
            28 working days from Monday 23 November 2026; day 1 is Tuesday 24 November; Christmas Day, 28 December and New Year's Day are skipped
        2027-01-14 LS-COMMENTS LS-COMMENTS: Leave time for comments (met; local; lead-assessor)
            at least 10 working days from Wednesday 30 December 2026; day 1 is Thursday 31 December; New Year's Day is skipped
        2027-01-19 LS-COMMENTS-CLOSE LS-COMMENTS-CLOSE: Take comments on the draft (met; local; lead-assessor)
            38 working days from Monday 23 November 2026; day 1 is Tuesday 24 November; Christmas Day, 28 December and New Year's Day are skipped
        2027-01-21 LS-DECISION-LETTER LS-DECISION-LETTER: Decide after the comments (upcoming; local; practice-supervisor)
            5 working days from Thursday 14 January 2027; day 1 is Friday 15 January
        2027-01-28 AS-01 K03: Finish the assessment (upcoming; law or guidance; lead-assessor)
            45 working days from Monday 23 November 2026; day 1 is Tuesday 24 November; Christmas Day, 28 December and New Year's Day are skipped
        2027-01-28 LS-COMMENT-ANSWER LS-COMMENT-ANSWER [a]: Answer a comment (met; local; lead-assessor)
            due together with "Send the decision" on Thursday 28 January 2027: 45 working days from Monday 23 November 2026; day 1 is Tuesday 24 November; Christmas Day, 28 December and New Year's Day are skipped
        2027-01-28 LS-COMMENT-ANSWER LS-COMMENT-ANSWER [b]: Answer a comment (upcoming; local; lead-assessor)
            due together with "Send the decision" on Thursday 28 January 2027: 45 working days from Monday 23 November 2026; day 1 is Tuesday 24 November; Christmas Day, 28 December and New Year's Day are skipped
        2027-01-28 LS-DECISION LS-DECISION: Send the decision (upcoming; local; practice-supervisor)
            45 working days from Monday 23 November 2026; day 1 is Tuesday 24 November; Christmas Day, 28 December and New Year's Day are skipped
        no date AS-02 -: Record why the assessment took longer (not yet; law or guidance; practice-supervisor)
            only if "Finish the assessment" is not done by Thursday 28 January 2027
        no date DC-01 -: Record whether the child is disabled (met; law or guidance; navigator)
            no time limit is set in law or guidance; it is open until it is done
        no date DC-02 -: Answer the request for an assessment (met; law or guidance; navigator)
            no time limit is set in law or guidance; it is open until it is done
        no date DC-03 -: Decide which help is necessary (unanswered; law or guidance; practice-supervisor)
            no time limit is set in law or guidance; it is open until it is done
        no date DC-04 -: Offer a parent carer's needs assessment (unanswered; law or guidance; lead-assessor)
            no time limit is set in law or guidance; it is open until it is done
        no date FD-04 -: Tell the family what was decided (met; law or guidance; navigator)
            no time limit is set in law or guidance; it is open until it is done
        no date OB-04 -: Hear what the child wants (met; law or guidance; lead-assessor)
            no time limit is set in law or guidance; it is open until it is done
    "#]].assert_eq(&told(&scheduled, noon(date(2027, 1, 15))));
}

#[test]
fn known_due_dates_of_every_unit() {
    let rules = rules();
    let full = |ehc| Facts { assessment_level: Some(Level::Full), ehc: Some(ehc), ..Facts::default() };
    let level = |level| Facts { assessment_level: Some(level), ..Facts::default() };
    let day = date;
    let table: [(&str, Milestone, Facts, Due); 15] = [
        ("K01", on("support.requested", day(2026, 12, 24)), Facts::default(), Due::On(day(2026, 12, 29))),
        ("LS-READ", on("support.requested", day(2026, 12, 26)), Facts::default(), Due::On(day(2026, 12, 26))),
        ("LS-DRAFT", on("support.requested", ASKED), full(false), Due::On(day(2027, 1, 5))),
        ("LS-COMMENTS-CLOSE", on("support.requested", ASKED), full(false), Due::On(day(2027, 1, 19))),
        ("LS-DECISION", on("support.requested", ASKED), full(false), Due::On(day(2027, 1, 28))),
        ("LS-EHC-DRAFT", on("support.requested", ASKED), full(true), Due::On(day(2026, 12, 14))),
        (
            "LS-SELF-ASSESSED",
            on("support.requested", ASKED),
            level(Level::SelfAssessed),
            Due::On(day(2026, 12, 7)),
        ),
        ("LS-SHORT", on("support.requested", ASKED), level(Level::Short), Due::On(day(2026, 12, 21))),
        ("K41", on("ehc.advice_requested", ASKED), Facts::default(), Due::On(day(2027, 1, 4))),
        ("K44", on("ehc.draft_sent", ASKED), Facts::default(), Due::On(day(2026, 12, 8))),
        ("LS-REVIEW-FIRST", on("plan.made", day(2026, 11, 30)), Facts::default(), Due::On(day(2027, 2, 28))),
        ("LS-REVIEW", on("review.held", day(2027, 8, 31)), Facts::default(), Due::On(day(2028, 2, 29))),
        (
            "LS-PLAN",
            on("decision.letter_sent", day(2026, 12, 18)),
            Facts::default(),
            Due::On(day(2027, 1, 6)),
        ),
        (
            "LS-CONCERN-SEEN",
            at("concern.raised", "2026-11-23T23:50:00Z"),
            Facts::default(),
            Due::At("2026-11-24T00:20:00Z".parse().unwrap()),
        ),
        ("K03", on("support.requested", day(2028, 11, 1)), Facts::default(), Due::BeyondKnownHolidays),
    ];
    for (clock, milestone, facts, due) in table {
        let scheduled = rules.schedule(&[milestone], &facts);
        assert_eq!(find(&scheduled, clock).due, due, "{clock}");
    }
}

#[test]
fn explanations_say_how_the_date_was_found() {
    let rules = rules();
    let table = [
        (
            "LS-REVIEW-FIRST",
            on("plan.made", date(2026, 11, 30)),
            expect![
                "3 months from Monday 30 November 2026; February 2027 has no day 30, so its last day counts"
            ],
        ),
        (
            "K41",
            on("ehc.advice_requested", ASKED),
            expect!["6 weeks from Monday 23 November 2026, weekends and holidays included"],
        ),
        (
            "K44",
            on("ehc.draft_sent", ASKED),
            expect!["at least 15 days from Monday 23 November 2026, weekends and holidays included"],
        ),
        (
            "LS-READ",
            on("support.requested", date(2026, 12, 26)),
            expect!["the same day, Saturday 26 December 2026"],
        ),
        (
            "K02",
            on("support.requested", date(2026, 12, 31)),
            expect![
                "1 working day from Thursday 31 December 2026; day 1 is Monday 4 January 2027; New Year's Day is skipped"
            ],
        ),
        (
            "K03",
            on("support.requested", date(2028, 11, 1)),
            expect![
                "45 working days from Wednesday 1 November 2028; bank holidays are known until Sunday 31 December 2028 and this runs past them, so no date can be given yet"
            ],
        ),
        (
            "K03",
            on("support.requested", date(2022, 8, 1)),
            expect![
                "45 working days from Monday 1 August 2022; day 1 is Tuesday 2 August; the summer bank holiday and the bank holiday for the State Funeral of Queen Elizabeth II are skipped"
            ],
        ),
        (
            "LS-CONCERN-SEEN",
            at("concern.raised", "2026-06-30T23:50:00Z"),
            expect!["30 minutes from 00:50 on Wednesday 1 July 2026"],
        ),
        (
            "LS-CONCERN-SEEN",
            on("concern.raised", date(2026, 7, 1)),
            expect![
                "30 minutes from 00:00 on Wednesday 1 July 2026; the time of day was not recorded, so it counts from the start of the day"
            ],
        ),
        (
            "FD-04",
            on("route.decided", ASKED),
            expect!["no time limit is set in law or guidance; it is open until it is done"],
        ),
    ];
    for (clock, milestone, explanation) in table {
        let scheduled = rules.schedule(&[milestone], &Facts::default());
        explanation.assert_eq(&find(&scheduled, clock).explanation);
    }
}

#[test]
fn statuses_follow_the_day_in_england() {
    let rules = rules();
    let asked = on("support.requested", ASKED);
    let due = date(2027, 1, 28);
    let status = |more: &[Milestone], clock: &str, now: Timestamp| {
        let milestones: Vec<Milestone> = [asked.clone()].into_iter().chain(more.iter().cloned()).collect();
        find(&rules.schedule(&milestones, &Facts::default()), clock).status(now)
    };
    let next = due.tomorrow().unwrap();
    let before = due.yesterday().unwrap();
    assert_eq!(status(&[], "K03", noon(before)), Status::Upcoming);
    assert_eq!(status(&[], "K03", noon(due)), Status::Due);
    assert_eq!(status(&[], "K03", "2027-01-28T23:59:59Z".parse().unwrap()), Status::Due);
    assert_eq!(status(&[], "K03", noon(next)), Status::Overdue);
    let authorised = |day| on("assessment.authorised", day);
    assert_eq!(status(&[authorised(due)], "K03", noon(next)), Status::Met);
    assert_eq!(status(&[authorised(next)], "K03", noon(next)), Status::Late);
    let withdrawn = on("request.withdrawn", date(2026, 12, 1));
    assert_eq!(status(std::slice::from_ref(&withdrawn), "K03", noon(next)), Status::Lapsed);
    assert_eq!(status(&[withdrawn, authorised(date(2026, 11, 30))], "K03", noon(next)), Status::Met);
    // What is done as the request closes is done.
    let closed = [at("route.decided", "2026-11-24T10:00:00Z"), at("request.closed", "2026-11-24T10:00:00Z")];
    assert_eq!(status(&closed, "K02", noon(due)), Status::Met);
    assert_eq!(status(&closed, "K03", noon(due)), Status::Lapsed);
    assert_eq!(status(&closed, "DC-02", noon(due)), Status::Unanswered);
    // A duty without a number.
    let routed = on("route.decided", ASKED);
    assert_eq!(status(std::slice::from_ref(&routed), "FD-04", noon(next)), Status::Unanswered);
    assert_eq!(status(&[routed.clone(), on("route.letter_sent", next)], "FD-04", noon(next)), Status::Met);
    let answered = Milestone::keyed("duty.answered", "FD-04", Moment::On(next));
    assert_eq!(status(&[routed.clone(), answered], "FD-04", noon(next)), Status::Met);
    // A least time.
    let notified = on("visit.notified", ASKED);
    let met = |day| [notified.clone(), on("child.met", day)];
    assert_eq!(status(std::slice::from_ref(&notified), "LS-NOTICE", noon(ASKED)), Status::Upcoming);
    assert_eq!(status(&met(date(2026, 11, 27)), "LS-NOTICE", noon(due)), Status::TooSoon);
    assert_eq!(status(&met(date(2026, 11, 30)), "LS-NOTICE", noon(due)), Status::Met);
    // Minutes.
    let raised = Milestone::keyed("concern.raised", "c", Moment::At("2026-11-23T09:00:00Z".parse().unwrap()));
    let seen = |instant: &str| Milestone::keyed("concern.seen", "c", Moment::At(instant.parse().unwrap()));
    let now = |instant: &str| instant.parse::<Timestamp>().unwrap();
    let alone = std::slice::from_ref(&raised);
    assert_eq!(status(alone, "LS-CONCERN-SEEN", now("2026-11-23T09:30:00Z")), Status::Due);
    assert_eq!(status(alone, "LS-CONCERN-SEEN", now("2026-11-23T09:30:01Z")), Status::Overdue);
    let in_time = [raised.clone(), seen("2026-11-23T09:30:00Z")];
    assert_eq!(status(&in_time, "LS-CONCERN-SEEN", noon(due)), Status::Met);
    let late = [raised.clone(), seen("2026-11-23T09:31:00Z")];
    assert_eq!(status(&late, "LS-CONCERN-SEEN", noon(due)), Status::Late);
}

#[test]
fn what_is_not_known_never_applies() {
    let rules = rules();
    let milestones = [
        on("support.requested", ASKED),
        on("interim.asked", ASKED),
        on("route.decided", ASKED),
        on("decision.letter_sent", date(2026, 12, 1)),
    ];
    let scheduled = rules.schedule(&milestones, &Facts::default());
    for absent in ["DC-03", "DC-04", "LS-DRAFT", "LS-EHC-DRAFT", "LS-SHORT", "LS-INTERIM-NOW"] {
        assert!(!is_scheduled(&scheduled, absent), "{absent}");
    }
    assert!(is_scheduled(&scheduled, "LS-INTERIM"), "help in the meantime is always decided");
    let facts = Facts { care_may_fail: Some(true), disabled: Some(true), ..Facts::default() };
    let scheduled = rules.schedule(&milestones, &facts);
    assert!(is_scheduled(&scheduled, "DC-04"));
    assert_eq!(find(&scheduled, "LS-INTERIM-NOW").due, Due::On(ASKED));
    assert!(!is_scheduled(&scheduled, "LS-INTERIM"));
}

#[test]
fn a_local_number_stands_in_the_place_of_a_duty_without_one() {
    let scheduled = rules().schedule(&[on("route.decided", ASKED)], &Facts::default());
    let allocation: Vec<&Scheduled> = scheduled.iter().filter(|item| item.duty == "AS-06").collect();
    assert_eq!(allocation.len(), 1);
    assert_eq!(allocation[0].clock.as_deref(), Some("LS-ALLOCATE"));
    assert_eq!(allocation[0].clause.as_deref(), Some("WT2026-lead"));
    assert!(!allocation[0].statutory);
}

#[test]
fn an_old_request_keeps_its_edition() {
    let rules = rules();
    let table = [
        (date(2018, 7, 3), None),
        (date(2023, 12, 14), Some("WT2018-assessment-time")),
        (date(2023, 12, 15), Some("WT2023-assessment-time")),
        (date(2026, 3, 17), Some("WT2023-assessment-time")),
        (date(2026, 3, 18), Some("WT2026-assessment-time")),
    ];
    for (asked, clause) in table {
        let scheduled = rules.schedule(&[on("support.requested", asked)], &Facts::default());
        let found = scheduled.iter().find(|item| item.clock.as_deref() == Some("K03"));
        assert_eq!(found.and_then(|item| item.clause.as_deref()), clause, "{asked}");
    }
}

#[test]
fn a_reason_is_owed_only_when_the_most_was_exceeded() {
    let rules = rules();
    let asked = on("support.requested", ASKED);
    let due = date(2027, 1, 28);
    let next = due.tomorrow().unwrap();
    let scheduled = rules.schedule(&[asked.clone(), on("assessment.authorised", due)], &Facts::default());
    assert!(!is_scheduled(&scheduled, "AS-02"));
    let scheduled = rules.schedule(std::slice::from_ref(&asked), &Facts::default());
    assert_eq!(find(&scheduled, "AS-02").status(noon(due)), Status::NotYet);
    assert_eq!(find(&scheduled, "AS-02").status(noon(next)), Status::Unanswered);
    let scheduled = rules.schedule(&[asked.clone(), on("assessment.authorised", next)], &Facts::default());
    assert_eq!(find(&scheduled, "AS-02").status(noon(next)), Status::Unanswered);
    let reason = [asked, on("ceiling.reason_recorded", next)];
    assert_eq!(find(&rules.schedule(&reason, &Facts::default()), "AS-02").status(noon(next)), Status::Met);
}

#[test]
fn a_tightened_clock_says_what_the_guidance_allows() {
    let guidance = Arc::new(Guidance::embedded().unwrap());
    let text = Protocol::embedded_source("wendale").unwrap().text;
    let source = Source::new("protocols/wendale.toml", format!("{text}\n[limits]\nK02 = 0\nK03 = 40\n"));
    let protocol = Arc::new(Protocol::parse(&source, &guidance).unwrap());
    let scheduled =
        Rules::new(guidance, protocol).schedule(&[on("support.requested", ASKED)], &Facts::default());
    let assessment = find(&scheduled, "K03");
    assert_eq!(assessment.due, Due::On(date(2027, 1, 21)));
    assert!(!assessment.statutory);
    assert!(assessment.explanation.ends_with("; the guidance says at most 45 working days"));
    assert_eq!(find(&scheduled, "K02").due, Due::On(ASKED));
}

#[test]
fn reviews_count_from_the_latest() {
    let milestones = [
        on("plan.made", date(2026, 2, 2)),
        on("review.held", date(2026, 5, 1)),
        on("review.held", date(2026, 10, 30)),
    ];
    let scheduled = rules().schedule(&milestones, &Facts::default());
    let reviews: Vec<&Scheduled> =
        scheduled.iter().filter(|item| item.clock.as_deref() == Some("LS-REVIEW")).collect();
    assert_eq!(reviews.len(), 1);
    assert_eq!(reviews[0].due, Due::On(date(2027, 4, 30)));
    assert_eq!(reviews[0].stopped, None);
    assert_eq!(find(&scheduled, "LS-REVIEW-FIRST").stopped, Some(Moment::On(date(2026, 5, 1))));
}

fn any_milestone() -> impl Strategy<Value = Milestone> {
    let rules = rules();
    let names: Vec<String> = rules.guidance().milestones().map(|known| known.name.clone()).collect();
    let key = proptest::option::of(prop_oneof![Just("a".to_owned()), Just("FD-04".to_owned())]);
    let moment = (0_i64..4_500 * 24 * 60, any::<bool>()).prop_map(|(minutes, whole_day)| {
        let start: Timestamp = "2017-01-01T00:00:00Z".parse().unwrap();
        let instant = Timestamp::from_second(start.as_second() + minutes * 60).unwrap();
        if whole_day { Moment::On(kernel::london_date(instant)) } else { Moment::At(instant) }
    });
    (proptest::sample::select(names), key, moment).prop_map(|(name, key, at)| Milestone { name, key, at })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_order_of_milestones_changes_nothing(
        (milestones, shuffled) in proptest::collection::vec(any_milestone(), 0..14)
            .prop_flat_map(|milestones| (Just(milestones.clone()), Just(milestones).prop_shuffle())),
        facts in any_facts(),
    ) {
        let rules = rules();
        let scheduled = rules.schedule(&milestones, &facts);
        prop_assert_eq!(&scheduled, &rules.schedule(&shuffled, &facts));
        let twice: Vec<Milestone> = milestones.iter().chain(&shuffled).cloned().collect();
        prop_assert_eq!(&scheduled, &rules.schedule(&twice, &facts));
    }

    #[test]
    fn a_status_never_goes_back(
        milestones in proptest::collection::vec(any_milestone(), 0..10),
        facts in any_facts(),
        day in 0_i64..4_500,
    ) {
        let at = |days: i64| -> Timestamp {
            let start: Timestamp = "2017-01-01T12:00:00Z".parse().unwrap();
            Timestamp::from_second(start.as_second() + days * 86_400).unwrap()
        };
        let place = |status| match status {
            Status::NotYet => 0,
            Status::Upcoming => 1,
            Status::Due => 2,
            Status::Unanswered | Status::Overdue => 3,
            Status::Met | Status::Late | Status::TooSoon | Status::Lapsed => 4,
        };
        for item in rules().schedule(&milestones, &facts) {
            prop_assert!(!item.explanation.is_empty() && !item.name.is_empty());
            prop_assert!(!(item.lapsed && item.stopped.is_some()));
            prop_assert!(item.due.date().is_none_or(|due| due >= item.origin.at.date() || item.clock.as_deref() == Some("LS-COMMENT-ANSWER")));
            prop_assert!(place(item.status(at(day))) <= place(item.status(at(day + 1))));
        }
    }
}
