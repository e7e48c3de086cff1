//! The facts that the yearly return of children looked after (SSDA903) asks of this record, as they fall out of practice.
//!
//! Values are those of the form's code sets, in small letters; the return writes them in capitals. What this record does not
//! know is left out, and never made up.

use guidance::{Counter, Rules};
use jiff::Span;
use jiff::civil::Date;
use kernel::Moment;

use super::{Because, Doing, LookedAfter, Placement};
use crate::protection::ask::one;

/// Everything that one child contributes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Census {
    /// Each episode, oldest first.
    pub episodes: Vec<CensusEpisode>,
    /// Each review, oldest first.
    pub reviews: Vec<CensusReview>,
    /// Each time of being missing, or away without agreement, while looked after; oldest first.
    pub missing: Vec<CensusMissing>,
    /// Each time the child's health was looked at, oldest first.
    pub health: Vec<CensusHealth>,
    /// The days on which the child was placed for adoption, where a home was such a home.
    pub placed_for_adoption: Vec<Date>,
}

/// One episode: one legal footing in one home.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CensusEpisode {
    /// From this day (`DECOM`).
    pub from: Date,
    /// What made it a new one (`RNE` follows from it).
    pub because: Because,
    /// The legal footing (`LS`).
    pub legal: String,
    /// The main reason for being looked after (`CIN`).
    pub need: String,
    /// The kind of home (`PLACE`).
    pub place: String,
    /// Who provides it (`PLACE_PROVIDER`).
    pub provider: String,
    /// Miles from home, where known.
    pub miles: Option<i64>,
    /// Until this day (`DEC`); open where it goes on.
    pub until: Option<Date>,
    /// Why being looked after ended (`REC`), on its last episode; an episode that another followed has none of its own.
    pub ended: Option<String>,
    /// Why the home changed (`REASON_PLACE_CHANGE`), where the next episode is in another.
    pub moved: Option<String>,
}

/// One review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CensusReview {
    /// On this day (`REVIEW`).
    pub on: Date,
    /// How the child took part (`REVIEW_CODE`).
    pub how: String,
}

/// One time of being missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CensusMissing {
    /// Missing or away (`MISSING`).
    pub kind: String,
    /// Since (`MIS_START`).
    pub from: Moment,
    /// Until (`MIS_END`); open where the child is still missing.
    pub until: Option<Moment>,
}

/// The child's health was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CensusHealth {
    /// On this day.
    pub on: Date,
    /// Whether a dentist looked at the teeth, where that is known.
    pub teeth: Option<bool>,
}

/// The kinds of home that are homes for adoption begin so, in the return's code list.
const ADOPTION: &str = "a";

/// What one child contributes.
pub fn census(state: &LookedAfter) -> Census {
    let mut found = Census::default();
    for care in &state.cares {
        let ended = care.ended.as_ref();
        for (number, episode) in care.episodes.iter().enumerate() {
            let Some(home) = care.placements.iter().find(|home| home.id == episode.placement) else {
                continue;
            };
            let next = care.episodes.get(number + 1);
            let moved = next.filter(|next| next.placement != episode.placement);
            found.episodes.push(CensusEpisode {
                from: episode.from,
                because: episode.because,
                legal: episode.legal.clone(),
                need: care.began.fact.need.clone(),
                place: home.place.clone(),
                provider: home.provider.clone(),
                miles: home.miles,
                until: next.map(|next| next.from).or(ended.map(|ended| ended.happened.date())),
                ended: ended.filter(|_| next.is_none()).map(|ended| ended.fact.reason.clone()),
                moved: moved.and_then(|_| home.because.clone()),
            });
        }
        let adopting = |home: &&Placement| home.place.starts_with(ADOPTION);
        found.placed_for_adoption.extend(care.placements.iter().filter(adopting).map(|home| home.from));
    }
    let of = |what| state.steps.iter().filter(move |step| step.fact.what == what);
    found.reviews = of(Doing::Review)
        .filter_map(|step| {
            let how = one(&step.fact.answers, "review-how")?;
            Some(CensusReview { on: step.happened.date(), how })
        })
        .collect();
    found.health = of(Doing::Health)
        .map(|step| {
            let teeth = match one(&step.fact.answers, "health-teeth").as_deref() {
                Some("yes") => Some(true),
                Some("no") => Some(false),
                _ => None,
            };
            CensusHealth { on: step.happened.date(), teeth }
        })
        .collect();
    let in_care = |day: Date| {
        state.cares.iter().any(|care| {
            let until = care.ended.as_ref().map(|ended| ended.happened.date());
            care.began.happened.date() <= day && until.is_none_or(|until| day <= until)
        })
    };
    found.missing = state
        .missing
        .iter()
        .filter(|missing| in_care(missing.noted.happened.date()))
        .map(|missing| CensusMissing {
            kind: missing.noted.fact.kind.clone(),
            from: missing.noted.happened,
            until: missing.returned.as_ref().map(|returned| returned.happened),
        })
        .collect();
    found
}

/// The milestone that says from which birthday the days count for what care leavers have.
const COUNTED_FROM: &str = "lac.days_from_14";
/// The clock that says how many of them it takes.
const COUNTER: &str = "K70";

/// How many days the child was looked after since the birthday that the guidance names, until a day, with the count that the law
/// asks for. What another authority counted is not in it. Nothing while it cannot be known, or the birthday lies ahead.
pub fn days_from_birthday(state: &LookedAfter, rules: &Rules, today: Date) -> Option<(u32, Counter)> {
    let age = rules.guidance().milestone(COUNTED_FROM)?.at_age?;
    let birthday = state.born?.checked_add(Span::new().try_years(i64::from(age)).ok()?).ok()?;
    if state.cares.is_empty() || birthday > today {
        return None;
    }
    let days = state.cares.iter().filter_map(|care| {
        let from = care.began.happened.date().max(birthday);
        let until = care.ended.as_ref().map_or(today, |ended| ended.happened.date());
        // Both the first and the last day count.
        let days = from.until(until).ok()?.get_days() + 1;
        u32::try_from(days).ok()
    });
    Some((days.sum(), rules.counter(COUNTER, today)?))
}
