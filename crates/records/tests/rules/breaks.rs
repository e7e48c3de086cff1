//! Short breaks: the ledger, the numbers that change the legal regime, and that no number ever refuses a break.

use jiff::civil::{Date, date};
use jiff::{Span, Timestamp};
use kernel::{Moment, london_instant};
use proptest::prelude::*;
use records::child::{
    ArrangeBreaks, Basis, BookStay, BreaksArranged, BreaksEnded, BreaksOverseen, CancelStay, CancelledBy,
    Cause, ChangeRegime, ChangeStay, EndBreaks, ExplainRegime, HoldStay, Oversight, RecordOversight,
    RegimeExplained, StayBooked, StayCancelled, StayChanged, StayHeld,
};
use uuid::Uuid;

use crate::journey::allocated;
use crate::scene::{ASSESSOR, Scene};

const SEAGULL: Uuid = Uuid::from_u128(0x5ea);
const HARBOUR: Uuid = Uuid::from_u128(0x4a4b);

fn arranged(arrangement: Uuid, basis: Basis) -> ArrangeBreaks {
    let arranged = BreaksArranged {
        arrangement,
        basis,
        provider: "Brightwater Breaks".into(),
        place: "Seagull House".into(),
        from: date(2026, 1, 1),
        explained: "Jo asked what section 20 means. We went through it line by line.".into(),
    };
    ArrangeBreaks { arranged, change_explained: String::new() }
}

/// A record with breaks on this footing.
fn with(basis: Basis) -> Scene {
    let mut scene = allocated();
    scene.child(ASSESSOR, &arranged(SEAGULL, basis)).unwrap();
    scene
}

fn at(day: Date, hour: i8) -> Timestamp {
    london_instant(day.at(hour, 0, 0, 0)).unwrap()
}

fn later(day: Date, days: i32) -> Date {
    day.checked_add(Span::new().days(days)).unwrap()
}

/// A stay over this many days.
fn stay(number: u128, first: Date, days: i32) -> BookStay {
    let booked = StayBooked {
        stay: Uuid::from_u128(1000 + number),
        arrangement: SEAGULL,
        starts: at(first, 16),
        ends: at(later(first, days - 1), 17),
        note: String::new(),
    };
    BookStay { booked, change_explained: String::new() }
}

fn explained(mut stay: BookStay) -> BookStay {
    stay.change_explained = "Read through with Jo and Robin on the phone; they want the stay.".into();
    stay
}

fn duties(scene: &Scene) -> Vec<String> {
    let listing = records::child::list(&scene.child, &scene.rules);
    listing.duties.into_iter().map(|duty| duty.scheduled.duty).collect()
}

#[test]
fn what_section_20_means_is_explained_before_anyone_agrees() {
    let mut scene = allocated();
    let mut unexplained = arranged(SEAGULL, Basis::Section20Light);
    unexplained.arranged.explained = " ".into();
    assert_eq!(scene.child(ASSESSOR, &unexplained).unwrap_err().0, "section-20-not-explained");
    unexplained.arranged.basis = Basis::Section17;
    scene.child(ASSESSOR, &unexplained).unwrap();
    assert_eq!(scene.child(ASSESSOR, &unexplained).unwrap_err().0, "breaks-already-arranged");
    let mut nameless = arranged(HARBOUR, Basis::Section17);
    nameless.arranged.provider = String::new();
    assert_eq!(scene.child(ASSESSOR, &nameless).unwrap_err().0, "breaks-provider-missing");
}

#[test]
fn under_section_17_no_day_is_counted_and_the_breaks_are_looked_at() {
    let mut scene = with(Basis::Section17);
    scene.child(ASSESSOR, &stay(1, date(2026, 12, 1), 60)).unwrap();
    assert_eq!(scene.child.breaks.counted(&scene.rules, scene.today()), []);
    assert!(duties(&scene).contains(&"OB-42".to_owned()));
    let reviewed = RecordOversight {
        overseen: BreaksOverseen {
            arrangement: SEAGULL,
            what: Oversight::Reviewed,
            words: "Robin shows the photo of the sea and smiles.".into(),
        },
        happened: scene.moment(),
    };
    scene.child(ASSESSOR, &reviewed).unwrap();
    let listing = records::child::list(&scene.child, &scene.rules);
    let next = listing.duties.iter().find(|duty| duty.scheduled.duty == "OB-42").unwrap();
    assert_eq!(next.scheduled.due.date(), Some(date(2027, 5, 23)), "{}", next.scheduled.explanation);
    assert_eq!(next.scheduled.verified, Some(guidance::Verified::Secondary));
}

#[test]
fn a_series_of_short_breaks_has_its_plan_visits_and_reviews() {
    let mut scene = with(Basis::Section20Light);
    assert!(duties(&scene).contains(&"OB-39".to_owned()));
    assert!(!duties(&scene).contains(&"OB-40a".to_owned()), "no stay, no visit");
    scene.child(ASSESSOR, &stay(1, date(2026, 11, 27), 3)).unwrap();
    for duty in ["OB-40a", "OB-40c"] {
        let listing = records::child::list(&scene.child, &scene.rules);
        let due = listing.duties.iter().find(|due| due.scheduled.duty == duty).unwrap();
        assert!(due.scheduled.verified.unwrap().needs_badge(), "{duty} rests on what is recalled");
    }
    scene.days_later(8);
    for (what, gone, next) in [
        (Oversight::PlanAgreed, "OB-39", "OB-40a"),
        (Oversight::Visited, "OB-40a", "OB-40b"),
        (Oversight::Reviewed, "OB-40c", "OB-40d"),
    ] {
        let words = "Agreed with Jo, Robin and the reviewing officer.".into();
        let overseen = BreaksOverseen { arrangement: SEAGULL, what, words };
        let happened = scene.moment();
        scene.child(ASSESSOR, &RecordOversight { overseen, happened }).unwrap();
        let now = duties(&scene);
        assert!(!now.contains(&gone.to_owned()) && now.contains(&next.to_owned()), "{gone}, {next}: {now:?}");
    }
}

#[test]
fn a_plan_that_was_agreed_before_the_breaks_begin_is_agreed_and_a_review_before_them_is_none() {
    let agree = |scene: &mut Scene, what| {
        let overseen =
            BreaksOverseen { arrangement: SEAGULL, what, words: "Agreed with Jo and Robin.".into() };
        let happened = scene.moment();
        scene.child(ASSESSOR, &RecordOversight { overseen, happened }).unwrap();
    };
    let mut scene = allocated();
    let mut ahead = arranged(SEAGULL, Basis::Section20Light);
    ahead.arranged.from = date(2026, 12, 7);
    scene.child(ASSESSOR, &ahead).unwrap();
    scene.child(ASSESSOR, &stay(1, date(2026, 12, 7), 3)).unwrap();
    agree(&mut scene, Oversight::PlanAgreed);
    agree(&mut scene, Oversight::Reviewed);
    scene.days_later(20);
    let owed = duties(&scene);
    assert!(!owed.contains(&"OB-39".to_owned()), "{owed:?}");
    assert!(owed.contains(&"OB-40c".to_owned()), "nobody has looked at breaks that had not begun: {owed:?}");
}

#[test]
fn pitfall_15_seventeen_days_are_the_light_rules_and_one_more_is_another_regime_never_a_refusal() {
    let mut scene = with(Basis::Section20Light);
    scene.child(ASSESSOR, &stay(1, date(2026, 12, 1), 17)).unwrap();
    assert_eq!(scene.child.breaks.arrangements[0].basis(), Basis::Section20Light);

    // A second stay that is longer: what changes is explained first, then it is booked as the family wants it.
    let longer = stay(2, date(2027, 2, 1), 18);
    let (code, rule) = scene.child(ASSESSOR, &longer).unwrap_err();
    assert_eq!(code, "regime-not-explained");
    assert!(rule.contains("never refuses a break"), "{rule}");
    assert_eq!(scene.child(ASSESSOR, &explained(longer)), Ok(3));
    let arrangement = &scene.child.breaks.arrangements[0];
    assert_eq!(arrangement.stays.len(), 2);
    let change = &arrangement.regimes[0].fact;
    assert_eq!((change.to, change.from), (Basis::Section20Full, date(2027, 2, 1)));
    assert_eq!(
        change.causes,
        [Cause::Days { clock: "K38".into(), number: 18, all_together: false, on: date(2027, 2, 18) }]
    );
    assert_eq!(
        arrangement.basis_on(date(2026, 12, 1)),
        Basis::Section20Light,
        "the stay before is as it was"
    );
    assert_eq!(arrangement.basis_on(date(2027, 2, 1)), Basis::Section20Full);
    let now = duties(&scene);
    for duty in ["LA-01", "LA-03", "LA-07", "OB-41b"] {
        assert!(now.contains(&duty.to_owned()), "{duty}: {now:?}");
    }
    assert!(!now.contains(&"OB-41a".to_owned()), "it was explained");

    // From there on nothing has to be explained again: the regime applies already.
    scene.child(ASSESSOR, &stay(3, date(2027, 5, 1), 30)).unwrap();
}

#[test]
fn pitfall_15_the_days_of_a_year_add_up_over_stays_and_a_changed_stay_counts_once() {
    let mut scene = with(Basis::Section20Light);
    for number in 0..5_u8 {
        let first = later(date(2026, 12, 1), 30 * i32::from(number));
        scene.child(ASSESSOR, &stay(u128::from(number), first, 15)).unwrap();
    }
    let counted = scene.child.breaks.counted(&scene.rules, date(2027, 4, 14));
    let within: Vec<_> = counted.iter().filter(|count| count.counter.clock().id == "K39").collect();
    assert_eq!(within.len(), 2, "all together, and the one arrangement");
    assert!(within.iter().all(|count| count.most.unwrap().number == 75 && count.passed_on.is_none()));
    assert_eq!(within[0].today, 75, "on that day all of them lie in the last twelve months");

    let change = |days: i32| ChangeStay {
        changed: StayChanged {
            stay: Uuid::from_u128(1004),
            starts: at(date(2027, 3, 31), 16),
            ends: at(later(date(2027, 3, 31), days - 1), 17),
            why: "The half-term dates moved.".into(),
        },
        change_explained: String::new(),
    };
    scene.child(ASSESSOR, &change(15)).unwrap();
    assert_eq!(scene.child(ASSESSOR, &change(16)).unwrap_err().0, "regime-not-explained");
    let mut told = change(16);
    told.change_explained = "Told Jo what changes and what stays.".into();
    scene.child(ASSESSOR, &told).unwrap();
    let causes = &scene.child.breaks.arrangements[0].regimes[0].fact.causes;
    assert!(matches!(&causes[..], [Cause::Days { clock, number: 76, .. }] if clock == "K39"), "{causes:?}");
}

#[test]
fn what_took_place_is_never_refused_and_explaining_it_is_due() {
    let mut scene = with(Basis::Section20Light);
    scene.child(ASSESSOR, &stay(1, date(2026, 11, 25), 3)).unwrap();
    scene.days_later(30);
    let held = HoldStay(StayHeld {
        stay: Uuid::from_u128(1001),
        started: at(date(2026, 11, 25), 16),
        ended: at(date(2026, 12, 14), 12),
        how: "Jo was in hospital; Robin stayed on.".into(),
    });
    scene.child(ASSESSOR, &held).unwrap();
    assert_eq!(scene.child.breaks.arrangements[0].basis(), Basis::Section20Full);
    assert!(duties(&scene).contains(&"OB-41a".to_owned()));
    assert_eq!(scene.child(ASSESSOR, &held).unwrap_err().0, "stay-settled");
    let explain = ExplainRegime(RegimeExplained { arrangement: SEAGULL, words: "Told Jo at home.".into() });
    scene.child(ASSESSOR, &explain).unwrap();
    assert!(!duties(&scene).contains(&"OB-41a".to_owned()));
    assert_eq!(scene.child(ASSESSOR, &explain).unwrap_err().0, "nothing-to-explain");
}

#[test]
fn a_stay_before_the_change_is_looked_at_by_itself() {
    let mut scene = with(Basis::Section20Light);
    scene.child(ASSESSOR, &explained(stay(1, date(2027, 2, 1), 20))).unwrap();
    // A weekend in January is neither longer nor past the year's days because of the long stay in February.
    scene.child(ASSESSOR, &stay(2, date(2027, 1, 8), 3)).unwrap();
    let arrangement = &scene.child.breaks.arrangements[0];
    assert_eq!(arrangement.regimes.len(), 1);
    assert_eq!(arrangement.basis_on(date(2027, 1, 8)), Basis::Section20Light);
    // But days that add up over the year do.
    for number in 0..4_u8 {
        let first = later(date(2027, 3, 1), 20 * i32::from(number));
        scene.child(ASSESSOR, &stay(10 + u128::from(number), first, 15)).unwrap();
    }
    assert_eq!(scene.child(ASSESSOR, &stay(3, date(2027, 1, 15), 3)).unwrap_err().0, "regime-not-explained");
    scene.child(ASSESSOR, &explained(stay(3, date(2027, 1, 15), 3))).unwrap();
    let arrangement = &scene.child.breaks.arrangements[0];
    assert_eq!(arrangement.basis_on(date(2027, 1, 8)), Basis::Section20Light);
    assert_eq!(arrangement.basis_on(date(2027, 1, 15)), Basis::Section20Full);
    assert_eq!(arrangement.basis(), Basis::Section20Full);
}

#[test]
fn a_second_place_is_another_regime_for_both() {
    let mut scene = with(Basis::Section20Light);
    let mut second = arranged(HARBOUR, Basis::Section20Light);
    assert_eq!(scene.child(ASSESSOR, &second).unwrap_err().0, "regime-not-explained");
    second.change_explained = "Told Jo that the whole rules apply once there are two places.".into();
    scene.child(ASSESSOR, &second).unwrap();
    let regimes: Vec<_> =
        scene.child.breaks.arrangements.iter().map(records::child::Arrangement::basis).collect();
    assert_eq!(regimes, [Basis::Section20Full, Basis::Section20Full]);
    let back = |explained: &str| ChangeRegime {
        arrangement: SEAGULL,
        to: Basis::Section20Light,
        from: date(2026, 12, 1),
        why: "Harbour House ended.".into(),
        explained: explained.into(),
    };
    assert_eq!(scene.child(ASSESSOR, &back("")).unwrap_err().0, "regime-not-explained");
    assert_eq!(scene.child(ASSESSOR, &back("Told Jo.")).unwrap_err().0, "light-rules-not-open");
    let ended = BreaksEnded { arrangement: HARBOUR, on: date(2026, 11, 30), why: "It closed.".into() };
    scene.child(ASSESSOR, &EndBreaks(ended)).unwrap();
    scene.child(ASSESSOR, &back("Told Jo.")).unwrap();
    assert_eq!(scene.child.breaks.arrangements[0].basis(), Basis::Section20Light);
    assert!(!duties(&scene).contains(&"LA-01".to_owned()), "the whole regime no longer asks for its plan");
}

#[test]
fn a_break_that_was_promised_and_does_not_come_has_a_reason_and_is_counted() {
    let mut scene = with(Basis::Section20Light);
    scene.child(ASSESSOR, &stay(1, date(2026, 12, 1), 3)).unwrap();
    scene.child(ASSESSOR, &stay(2, date(2026, 12, 8), 3)).unwrap();
    let cancel = |stay: u128, by, why: &str| {
        CancelStay(StayCancelled { stay: Uuid::from_u128(1000 + stay), by, why: why.into() })
    };
    assert_eq!(scene.child(ASSESSOR, &cancel(1, CancelledBy::Provider, "")).unwrap_err().0, "why-missing");
    scene.child(ASSESSOR, &cancel(1, CancelledBy::Provider, "No night staff. Two days offered.")).unwrap();
    scene.child(ASSESSOR, &cancel(2, CancelledBy::Family, "")).unwrap();
    let stays = &scene.child.breaks.arrangements[0].stays;
    assert_eq!(stays.iter().map(records::child::Stay::is_missed).collect::<Vec<_>>(), [true, false]);
    assert_eq!(scene.child.breaks.counted(&scene.rules, scene.today()), [], "neither counts");
    assert_eq!(scene.child.breaks.next(scene.now), None);
    let ended = BreaksEnded { arrangement: SEAGULL, on: scene.today(), why: "Jo asked to stop.".into() };
    scene.child(ASSESSOR, &EndBreaks(ended)).unwrap();
    assert_eq!(scene.child(ASSESSOR, &stay(3, date(2027, 1, 1), 2)).unwrap_err().0, "breaks-ended");
    assert!(duties(&scene).iter().all(|duty| !duty.starts_with("OB-40") && duty != "OB-39"));
}

#[test]
fn slips_are_noticed() {
    let mut scene = with(Basis::Section20Light);
    let mut backwards = stay(1, date(2026, 12, 1), 3);
    backwards.booked.ends = backwards.booked.starts;
    assert_eq!(scene.child(ASSESSOR, &backwards).unwrap_err().0, "stay-ends-first");
    assert_eq!(scene.child(ASSESSOR, &stay(1, date(2026, 12, 1), 4000)).unwrap_err().0, "stay-slip-in-year");
    let future = HoldStay(StayHeld {
        stay: Uuid::from_u128(1001),
        started: at(date(2026, 12, 1), 16),
        ended: at(date(2026, 12, 3), 16),
        how: String::new(),
    });
    assert_eq!(scene.child(ASSESSOR, &future).unwrap_err().0, "no-stay");
    scene.child(ASSESSOR, &stay(1, date(2026, 12, 1), 3)).unwrap();
    assert_eq!(scene.child(ASSESSOR, &future).unwrap_err().0, "in-future");
    let visit = RecordOversight {
        overseen: BreaksOverseen { arrangement: SEAGULL, what: Oversight::Visited, words: "Fine.".into() },
        happened: Moment::On(date(2027, 1, 1)),
    };
    assert_eq!(scene.child(ASSESSOR, &visit).unwrap_err().0, "in-future");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    /// Whatever is booked in whatever order: an explained booking is never refused for its days, and no running series under
    /// the light rules is past a number.
    #[test]
    fn no_count_ever_refuses_a_break(stays in prop::collection::vec((0..700_i32, 1..40_i32), 1..14)) {
        let mut scene = with(Basis::Section20Light);
        for (number, (day, days)) in stays.into_iter().enumerate() {
            let first = later(date(2026, 1, 1), day);
            let booked = explained(stay(number as u128, first, days));
            prop_assert!(scene.child(ASSESSOR, &booked).is_ok());
            let arrangement = &scene.child.breaks.arrangements[0];
            if arrangement.basis() == Basis::Section20Light {
                let counted = scene.child.breaks.counted(&scene.rules, scene.today());
                prop_assert!(counted.iter().all(|count| !count.counter.is_past(count.most)));
            }
        }
    }
}
