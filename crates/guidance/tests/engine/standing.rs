//! Kept up one event at a time, it is what it would be from scratch.

use guidance::{Facts, Milestone, Rules, Scheduled, Standing};
use jiff::Timestamp;
use kernel::Moment;
use proptest::prelude::*;
use std::sync::LazyLock;

use super::facts::any_facts;
use super::fictional::{NAMES, at, clock, duty, on, one, shipped, with};

/// Courses of every sort, with pauses, chains, pairs and new limits, beside all that is shipped.
static EVERYTHING: LazyLock<Rules> = LazyLock::new(|| {
    let dated = "limit = 10\nunit = \"working_days\"\nbound = \"max\"\ncounting = \"day-after\"";
    let pauses = "paused_by = [\"invented.away\"]\nresumed_by = [\"invented.back\"]";
    let mut page = String::new();
    let ways = ["first", "latest", "each", "chain", "one-at-a-time"];
    for (number, origins) in ways.iter().enumerate() {
        for paired in [false, true] {
            let id = format!("KX{number}{}", u8::from(paired));
            page.push_str(&clock(&id, &format!("{dated}\n{pauses}\nin_force_to = 2021-06-30")));
            page.push_str(&clock(
                &id,
                "limit = 3\nunit = \"weeks\"\nbound = \"max\"\ncounting = \"day-of\"\nin_force_from = 2021-07-01\ntransition = \"new-limit-from-commencement\"",
            ));
            let course = format!(
                "trigger = [\"invented.start\", \"invented.other_start\", \"invented.visit\"]\nstop = [\"invented.done\", \"invented.visit\"]\nlapses = [\"invented.ended\", \"request.withdrawn\"]\norigins = \"{origins}\"\npaired_by_key = {paired}"
            );
            page.push_str(&duty(&id, &course));
        }
    }
    with(&page)
});

fn any_name() -> impl Strategy<Value = String> {
    let names: Vec<String> = shipped().guidance().milestones().map(|known| known.name.clone()).collect();
    prop_oneof![
        2 => proptest::sample::select(names),
        3 => proptest::sample::select(NAMES.to_vec()).prop_map(str::to_owned),
        1 => Just("nothing.known".to_owned()),
    ]
}

/// Dates close together, so that same days and same instants come often.
fn any_milestone() -> impl Strategy<Value = Milestone> {
    let key = proptest::option::of(proptest::sample::select(vec!["a", "b", "FD-04", "AS-06"]));
    let moment = (0_i64..900, 0_i64..4, any::<bool>()).prop_map(|(day, hour, whole_day)| {
        let start: Timestamp = "2020-01-01T08:00:00Z".parse().unwrap();
        let instant = Timestamp::from_second(start.as_second() + day * 86_400 + hour * 3_600).unwrap();
        if whole_day { Moment::On(kernel::london_date(instant)) } else { Moment::At(instant) }
    });
    (any_name(), key, moment).prop_map(|(name, key, at)| Milestone { name, key: key.map(str::to_owned), at })
}

/// One thing that is learned.
#[derive(Debug, Clone)]
enum Step {
    Happened(Milestone),
    /// One of those known is taken back.
    Withdrawn(prop::sample::Index),
    /// One of those known is recorded otherwise.
    Corrected(prop::sample::Index, Milestone),
    /// One that may not be known is taken back.
    Mistaken(Milestone),
    Learned(Facts),
}

fn any_step() -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => any_milestone().prop_map(Step::Happened),
        1 => any::<prop::sample::Index>().prop_map(Step::Withdrawn),
        1 => (any::<prop::sample::Index>(), any_milestone())
            .prop_map(|(which, is)| Step::Corrected(which, is)),
        1 => any_milestone().prop_map(Step::Mistaken),
        1 => any_facts().prop_map(Step::Learned),
    ]
}

/// Takes a step, in the standing and in the plain list that it is held against.
fn take(step: &Step, standing: &mut Standing, known: &mut Vec<Milestone>, facts: &mut Facts) {
    match step {
        Step::Happened(milestone) => {
            standing.happened(milestone);
            known.push(milestone.clone());
        }
        Step::Withdrawn(which) if !known.is_empty() => {
            let gone = known.remove(which.index(known.len()));
            assert_eq!(standing.withdrawn(&gone), gone.name != "nothing.known");
        }
        Step::Corrected(which, is) if !known.is_empty() => {
            let place = which.index(known.len());
            let was = known[place].clone();
            if standing.corrected(&was, is) {
                known[place] = is.clone();
            }
        }
        Step::Mistaken(milestone) if !known.contains(milestone) => {
            assert!(!standing.withdrawn(milestone));
        }
        Step::Learned(learned) => {
            standing.learned(learned.clone());
            facts.clone_from(learned);
        }
        Step::Withdrawn(_) | Step::Corrected(..) | Step::Mistaken(_) => {}
    }
}

fn in_order(mut scheduled: Vec<Scheduled>) -> Vec<String> {
    let mut lines: Vec<String> = scheduled.drain(..).map(|item| format!("{item:?}")).collect();
    lines.sort_unstable();
    lines
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn one_event_at_a_time_is_the_same_as_from_scratch(
        first in proptest::collection::vec(any_milestone(), 0..8),
        steps in proptest::collection::vec(any_step(), 1..24),
    ) {
        let rules = &*EVERYTHING;
        let (mut known, mut facts) = (first, Facts::default());
        let mut standing = rules.standing(&known, &facts);
        for step in &steps {
            take(step, &mut standing, &mut known, &mut facts);
            prop_assert_eq!(standing.scheduled(), rules.schedule(&known, &facts));
        }
    }

    #[test]
    fn the_order_of_arrival_changes_nothing(
        (milestones, shuffled) in proptest::collection::vec(any_milestone(), 0..24)
            .prop_flat_map(|milestones| (Just(milestones.clone()), Just(milestones).prop_shuffle())),
        facts in any_facts(),
    ) {
        let rules = &*EVERYTHING;
        let mut standing = rules.standing(&[], &Facts::default());
        for milestone in &shuffled {
            standing.happened(milestone);
        }
        standing.learned(facts.clone());
        prop_assert_eq!(standing.scheduled(), rules.schedule(&milestones, &facts));
    }

    #[test]
    fn without_words_it_says_the_same(
        milestones in proptest::collection::vec(any_milestone(), 0..24),
        facts in any_facts(),
        day in 0_i64..1_200,
    ) {
        let start: Timestamp = "2020-01-01T12:00:00Z".parse().unwrap();
        let now = Timestamp::from_second(start.as_second() + day * 86_400).unwrap();
        let standing = EVERYTHING.standing(&milestones, &facts);
        let spelled: Vec<Scheduled> = standing.owed().map(guidance::Owed::spelled_out).collect();
        for (owed, item) in standing.owed().zip(&spelled) {
            prop_assert_eq!(owed.duty(), &item.duty);
            prop_assert_eq!(owed.clock(), item.clock.as_deref());
            prop_assert_eq!(owed.key(), item.key.as_deref());
            prop_assert_eq!(owed.responsible(), &item.responsible);
            prop_assert_eq!(owed.started(), item.origin.at);
            prop_assert_eq!((owed.due(), owed.bound()), (item.due, item.bound));
            prop_assert_eq!((owed.stopped(), owed.lapsed()), (item.stopped, item.lapsed));
            prop_assert_eq!((owed.clause(), owed.edition()), (item.clause.as_deref(), item.edition.as_deref()));
            prop_assert_eq!((owed.verified(), owed.statutory()), (item.verified, item.statutory));
            prop_assert_eq!(owed.shown_to_family(), item.shown_to_family);
            prop_assert_eq!(owed.status(now), item.status(now));
        }
        prop_assert_eq!(in_order(spelled), in_order(standing.scheduled()));
    }
}

#[test]
fn a_corrected_date_moves_what_it_started() {
    let was = on("support.requested", "2026-11-23");
    let is = on("support.requested", "2026-11-20");
    let mut standing = shipped().standing(std::slice::from_ref(&was), &Facts::default());
    assert!(standing.corrected(&was, &is));
    let moved = one(&standing.scheduled(), "K03");
    assert_eq!(moved.origin, is);
    assert_eq!(moved, one(&shipped().schedule(&[is], &Facts::default()), "K03"));
    assert!(!standing.corrected(&was, &was), "what is not known is not corrected");
}

#[test]
fn what_was_recorded_late_counts_from_when_it_happened() {
    let mut standing = shipped().standing(&[on("support.requested", "2026-11-23")], &Facts::default());
    assert_eq!(one(&standing.scheduled(), "K01").stopped, None);
    standing.happened(&at("request.acknowledged", "2026-11-24T09:00:00Z"));
    let told = one(&standing.scheduled(), "K01");
    assert_eq!(told.status("2026-12-24T12:00:00Z".parse().unwrap()), guidance::Status::Met);
    // A request that was there earlier than the one known starts the clock earlier.
    standing.happened(&on("support.requested", "2026-11-16"));
    assert_eq!(one(&standing.scheduled(), "K01").origin, on("support.requested", "2026-11-16"));
}

#[test]
fn what_two_records_report_is_gone_only_when_both_take_it_back() {
    let asked = on("support.requested", "2026-11-23");
    let mut standing = shipped().standing(&[asked.clone(), asked.clone()], &Facts::default());
    assert!(standing.withdrawn(&asked));
    assert_eq!(one(&standing.scheduled(), "K03").origin, asked);
    assert!(standing.withdrawn(&asked));
    assert!(standing.scheduled().is_empty());
    assert!(!standing.withdrawn(&asked));
}
