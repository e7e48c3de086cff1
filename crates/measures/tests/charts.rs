//! What is shown over time and by team, on a hand-made partnership whose answers one can see.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops where it is")]

use std::sync::Arc;

use guidance::{Guidance, Protocol, Rules};
use jiff::Span;
use jiff::civil::{Date, date};
use measures::{
    Between, Definitions, Disabled, Facts, Kept, Number, Outcome, Period, Place, Published, RequestFacts,
    ShownPart, Side, Source, Stretch, count, publish,
};
use proptest::prelude::*;
use uuid::Uuid;

const TODAY: Date = date(2027, 3, 31);
const KEPT: &[Kept] = &[Kept::Requests];
/// Wendale's protocol was published in the middle of September 2026.
const CHANGED: (i16, i8) = (2026, 9);

struct Setting {
    definitions: Definitions,
    rules: Rules,
}

fn setting() -> Setting {
    let guidance = Arc::new(Guidance::embedded().unwrap());
    let protocol = Arc::new(Protocol::embedded("wendale", &guidance).unwrap());
    let definitions = Definitions::from_guidance(&guidance).unwrap();
    Setting { definitions, rules: Rules::new(guidance, protocol) }
}

/// A request; refused or not. It is M-10 that counts these.
fn asked(number: usize, day: Date, refused: bool, team: Option<&str>) -> Facts {
    let requested = RequestFacts {
        received_on: day,
        source: Source::ParentCarer,
        disabled: Some(if number.is_multiple_of(2) { Disabled::Yes } else { Disabled::No }),
        disabled_ever: false,
        diagnosis: None,
        age: Some(7),
        outcome: refused.then_some(Outcome::NotTakenUp),
        withdrawn: None,
        sex: None,
        ethnicity: None,
        carer_disabled: None,
        deprivation: None,
        team: team.map(str::to_owned),
        taken_up: None,
    };
    Facts {
        request: Some(Uuid::from_u128(number as u128 + 1)),
        requested: Some(requested),
        ..Facts::default()
    }
}

/// So many of so many, on the second day of a month.
fn month(number: usize, months_after: i32, (yes, of): (usize, usize)) -> Vec<Facts> {
    let day = date(2026, 4, 2).checked_add(Span::new().months(months_after)).unwrap();
    (0..of).map(|each| asked(number * 100_000 + each, day, each < yes, None)).collect()
}

fn shown(setting: &Setting, facts: Vec<Facts>, period: Period) -> Published {
    let figures = count(&setting.definitions, &setting.rules, facts, KEPT, period, TODAY);
    publish(&setting.definitions, &figures)
}

#[test]
fn months_have_limits_of_their_side_and_one_outside_is_said() {
    let setting = setting();
    // Five months at ten in a hundred; the change in September; five at ten, of which December leaps.
    let mut facts = Vec::new();
    for number in 0..11_i32 {
        let yes = if number == 8 { 45 } else { 10 };
        facts.extend(month(usize::try_from(number).unwrap(), number, (yes, 100)));
    }
    let published = shown(&setting, facts, Period::Year(2026));
    let found = published.over_time("M-10", 0).unwrap();
    assert_eq!(found.months.len(), 11);
    for each in &found.months {
        let stretch = match each.month.cmp(&CHANGED) {
            std::cmp::Ordering::Less => Stretch::Before,
            std::cmp::Ordering::Equal => Stretch::Changing,
            std::cmp::Ordering::Greater => Stretch::After,
        };
        assert_eq!(each.stretch, stretch);
        assert_eq!(
            each.limits.is_some(),
            stretch != Stretch::Changing,
            "the month of the change has no limits"
        );
        let leaps = each.month == (2026, 12);
        assert_eq!(each.outside, leaps.then_some(Side::Above), "{each:?}");
    }
    let before = found.months[0].limits.unwrap();
    // 0.1 and three times the root of 0.1 times 0.9 over 100: 1 to 19 in a hundred.
    assert_eq!((before.value, before.low, before.high), (10, 1, 19));
    let sides = found.sides.as_ref().unwrap();
    assert_eq!((sides.before.value, sides.after.value), (10, 17));
    let tested = published.tested("M-10", 0).find(|each| each.between == Between::AfterAndBefore).unwrap();
    assert!(tested.stands && tested.found.ratio.unwrap() > 1.5, "{tested:?}");
}

#[test]
fn all_years_show_the_months_as_each_year_shows_them() {
    let setting = setting();
    let facts = || {
        let sizes = [(10, 100), (3, 100), (12, 60), (4, 30), (20, 100)];
        (0_i32..18)
            .flat_map(|number| {
                let place = usize::try_from(number).unwrap();
                month(place, number - 6, sizes[place % sizes.len()])
            })
            .collect::<Vec<_>>()
    };
    let all = shown(&setting, facts(), Period::All);
    let mut single = Vec::new();
    for year in [2025, 2026] {
        single.extend(
            shown(&setting, facts(), Period::Year(year)).over_time("M-10", 0).unwrap().months.clone(),
        );
    }
    let numbers = |months: &[measures::ShownMonth]| {
        months.iter().map(|month| (month.month, month.count, month.of, month.percent)).collect::<Vec<_>>()
    };
    assert_eq!(numbers(&all.over_time("M-10", 0).unwrap().months), numbers(&single));
    assert!(single.iter().any(|month| month.count == Number::Hidden));
}

#[test]
fn teams_lie_beside_the_limits_of_their_size_in_the_order_of_their_names() {
    let setting = setting();
    let day = date(2026, 6, 2);
    let mut facts = Vec::new();
    for (place, (team, yes, of)) in
        [("Moor", 12, 100), ("Beck", 60, 200), ("Dale", 20, 200), ("Fell", 24, 200)].into_iter().enumerate()
    {
        facts.extend((0..of).map(|each| asked(place * 1000 + each, day, each < yes, Some(team))));
    }
    facts.extend((0..40).map(|each| asked(9000 + each, day, each < 8, None)));
    let published = shown(&setting, facts, Period::Year(2026));
    let found = published.teams("M-10", 0).unwrap();
    let names: Vec<Option<&str>> = found.teams.iter().map(|team| team.name.as_deref()).collect();
    assert_eq!(names, [None, Some("Beck"), Some("Dale"), Some("Fell"), Some("Moor")]);
    let places: Vec<Option<Place>> = found.teams.iter().map(|team| team.place).collect();
    assert_eq!(places[0], None, "those without a team are no team");
    assert_eq!(places[1], Some(Place::AboveOuter));
    assert_eq!(places[4], Some(Place::Inside));
    assert!(found.funnel.first().unwrap().of == 20 && found.funnel.last().unwrap().of == 200);
    for pair in found.funnel.windows(2) {
        assert!(pair[0].of < pair[1].of && pair[1].outer.low <= pair[1].inner.low + 1e-12);
    }
}

#[test]
fn a_partnership_without_teams_has_no_funnel_and_one_without_figures_no_chart() {
    let setting = setting();
    let published = shown(&setting, month(1, 0, (10, 100)), Period::Year(2026));
    assert!(published.teams("M-10", 0).is_none());
    assert!(published.over_time("M-01", 0).is_none(), "there are no diversions kept here");
    assert!(shown(&setting, Vec::new(), Period::All).over_time("M-10", 0).is_none());
}

#[test]
fn the_main_test_is_the_first_that_was_defined() {
    let setting = setting();
    // The disabled, who have even numbers, are refused first.
    let facts: Vec<Facts> =
        (0..400).map(|each| asked(each, date(2026, 6, 2), each % 2 == 0 && each < 200, None)).collect();
    let published = shown(&setting, facts, Period::Year(2026));
    let main: Vec<_> = published.tested.iter().filter(|each| each.main).collect();
    assert_eq!(main.len(), 1);
    assert_eq!((main[0].measure.as_str(), main[0].part, main[0].stands), ("M-10", 0, true));
    assert!(main[0].adjusted >= main[0].found.probability);
}

fn months() -> impl Strategy<Value = Vec<(usize, usize)>> {
    let cell = prop_oneof![Just(0..4_usize), Just(4..40_usize)]
        .prop_flat_map(|sizes| sizes)
        .prop_flat_map(|of| (0..=of).prop_map(move |yes| (yes, of)));
    proptest::collection::vec(cell, 12)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    /// The sums that a reader may know are those of the year, and of before and after. No hidden month follows from them.
    #[test]
    fn no_hidden_month_is_the_only_one_of_its_stretch(sizes in months()) {
        let setting = setting();
        let facts: Vec<Facts> =
            (0_i32..).zip(&sizes).flat_map(|(number, size)| month(usize::try_from(number).unwrap(), number, *size)).collect();
        let published = shown(&setting, facts, Period::Year(2026));
        let Some(found) = published.over_time("M-10", 0) else { return Ok(()) };
        // With a year whose own number is hidden, there is no sum to work with.
        let ShownPart::Proportion { total, .. } = &published.measure("M-10").unwrap().parts[0] else { return Ok(()) };
        let year_is_shown = total.count != Number::Hidden;
        for stretch in [Stretch::Before, Stretch::After].into_iter().filter(|_| year_is_shown) {
            let months: Vec<_> = found.months.iter().filter(|month| month.stretch == stretch).collect();
            let hidden = months.iter().filter(|month| month.count == Number::Hidden).count();
            let whole = months.iter().filter(|month| month.of == Number::Hidden).count();
            prop_assert!(hidden != 1 || months.len() == 1, "{months:?}");
            prop_assert!(whole != 1 || months.len() == 1, "{months:?}");
            // A stretch of one hidden month is hidden with another stretch.
            if months.len() == 1 && hidden == 1 {
                let others = found.months.iter().filter(|month| month.stretch != stretch && month.count == Number::Hidden);
                prop_assert!(others.count() > 0);
            }
        }
        for month in &found.months {
            if let Number::Rounded(_) = month.count {
                let (yes, of) = sizes[usize::try_from((month.month.0 - 2026) * 12 + i16::from(month.month.1) - 4).unwrap()];
                for count in [yes, of - yes, of] {
                    prop_assert!(count == 0 || count >= 6, "{month:?}");
                }
            }
            prop_assert!(month.percent.is_some() || month.limits.is_none(), "no limits of what is hidden");
        }
    }
}
