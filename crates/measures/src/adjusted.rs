//! The ratio between two groups when other things that differ between them are taken into account.

use serde::Deserialize;

use crate::definition::{Adjustment, Count, Definitions, GroupingKind};
use crate::facts::{Disabled, Kept};
use crate::figures::Cell;
use crate::groups::{at_contact, ever};
use crate::levels::{Levels, columns};
use crate::people::Subject;
use crate::statistics::{Interval, Observation, logistic};

/// What may be adjusted for. What may be a product of bias itself is not among these, and so cannot be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Covariate {
    /// The child's age, in bands.
    Age,
    /// The child's sex.
    Sex,
    /// The child's ethnic group.
    Ethnicity,
    /// Deprivation of the neighbourhood.
    Deprivation,
    /// Who asked.
    Source,
    /// Whether facts of harm were stated: yes or no, never how much.
    HarmStated,
    /// The team.
    Team,
    /// The month.
    Month,
}

impl Covariate {
    /// The way to tell groups apart by the same thing.
    pub(crate) const fn grouping(self) -> Option<GroupingKind> {
        match self {
            Self::Sex => Some(GroupingKind::Sex),
            Self::Ethnicity => Some(GroupingKind::Ethnicity),
            Self::Source => Some(GroupingKind::Source),
            Self::Age | Self::Deprivation | Self::HarmStated | Self::Team | Self::Month => None,
        }
    }
}

/// An adjusted ratio of odds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Adjusted {
    /// How many times the odds.
    pub ratio: f64,
    /// Its interval, allowing for families that ask again.
    pub interval: Interval,
}

/// Why there is no adjusted ratio.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhyNotAdjusted {
    /// There are no such records yet.
    NoRecords,
    /// There are too few for so many terms.
    TooFew,
    /// A term follows from others, or tells the outcome by itself.
    NotIdentified,
    /// The numbers behind it are too small to be shown.
    SmallNumbers,
}

/// The adjusted ratio for one way to say who is disabled.
#[derive(Debug, Clone, PartialEq)]
pub struct AdjustedFor {
    /// Which way.
    pub exposure: GroupingKind,
    /// The ratio.
    pub result: Result<Adjusted, WhyNotAdjusted>,
    /// What was adjusted for.
    pub adjusted_for: Vec<Covariate>,
    /// What is the same for everybody counted, so that there is nothing to take into account.
    pub one_level: Vec<Covariate>,
    /// What should have been, and is not recorded.
    pub not_recorded: Vec<Covariate>,
}

/// Of how many requests something is recorded that the ratio is adjusted for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recorded {
    /// What.
    pub covariate: Covariate,
    /// Recorded, of all requests.
    pub cell: Cell,
}

/// How much is recorded of everything that the ratio is adjusted for.
pub(crate) fn recorded(definitions: &Definitions, subjects: &[&Subject<'_>]) -> Vec<Recorded> {
    let requests = subjects.iter().filter(|subject| subject.request.is_some()).count() as u64;
    let of = |covariate: &Covariate| {
        let levels = Levels::of(*covariate, definitions, subjects);
        Recorded { covariate: *covariate, cell: Cell { yes: levels.recorded(), of: requests } }
    };
    definitions.adjustment.adjust_for.iter().map(of).collect()
}

/// Works out every adjusted ratio.
pub(crate) fn adjust(
    definitions: &Definitions,
    kept: &[Kept],
    subjects: &[&Subject<'_>],
    recorded: &[Recorded],
) -> Vec<AdjustedFor> {
    let adjustment = &definitions.adjustment;
    let part = definitions.measure(&adjustment.measure).and_then(|measure| measure.parts.first());
    // The one outcome that is adjusted so far; another needs its own way to be seen.
    let part = part.filter(|part| part.count == Count::Diverted);
    let all_kept = part.is_some_and(|part| part.records.iter().all(|record| kept.contains(record)));
    let (some, none): (Vec<&Recorded>, Vec<&Recorded>) = recorded.iter().partition(|each| each.cell.yes > 0);
    let names = |all: &[&Recorded]| all.iter().map(|each| each.covariate).collect::<Vec<Covariate>>();
    let levels: Vec<Levels> =
        some.iter().map(|each| Levels::of(each.covariate, definitions, subjects)).collect();
    let of = |exposure: &GroupingKind| {
        let (result, one_level) = if all_kept {
            fit(definitions, *exposure, &levels, subjects)
        } else {
            (Err(WhyNotAdjusted::NoRecords), Vec::new())
        };
        let mut adjusted_for = names(&some);
        adjusted_for.retain(|covariate| !one_level.contains(covariate));
        AdjustedFor { exposure: *exposure, result, adjusted_for, one_level, not_recorded: names(&none) }
    };
    adjustment.exposures.iter().map(of).collect()
}

fn exposed(exposure: GroupingKind, subject: &Subject<'_>) -> Option<bool> {
    match exposure {
        GroupingKind::DisabledEver => ever(subject),
        _ => match at_contact(subject)? {
            Disabled::Yes => Some(true),
            Disabled::No => Some(false),
            Disabled::MightBe => None,
        },
    }
}

/// Fits the ratio; says too which covariates are the same for everybody.
fn fit(
    definitions: &Definitions,
    exposure: GroupingKind,
    levels: &[Levels],
    subjects: &[&Subject<'_>],
) -> (Result<Adjusted, WhyNotAdjusted>, Vec<Covariate>) {
    let adjustment = &definitions.adjustment;
    let counted: Vec<(usize, bool)> = subjects
        .iter()
        .enumerate()
        .filter(|(_, subject)| subject.request.is_some())
        .filter_map(|(place, subject)| exposed(exposure, subject).map(|exposed| (place, exposed)))
        .collect();
    let mut observations: Vec<Observation> = counted
        .iter()
        .map(|(place, exposed)| {
            let mut terms = Vec::with_capacity(levels.len() + 1);
            terms.extend(exposed.then_some((1, 1.0)));
            let subject = subjects[*place];
            Observation { outcome: subject.was_diverted(), cluster: subject.cluster, terms }
        })
        .collect();
    let (mut used, mut one_level) = (2, Vec::new());
    for covariate in levels {
        let found = columns(covariate, counted.iter().map(|(place, _)| *place), adjustment.rare_level_below);
        for (observation, (place, _)) in observations.iter_mut().zip(&counted) {
            let column = found.of[covariate.at(*place)];
            observation.terms.extend(column.map(|column| (used + column, 1.0)));
        }
        if found.count == 0 {
            one_level.push(covariate.covariate);
        }
        used += found.count;
    }
    (ratio(definitions, adjustment, &observations, used), one_level)
}

fn ratio(
    definitions: &Definitions,
    adjustment: &Adjustment,
    observations: &[Observation],
    columns: usize,
) -> Result<Adjusted, WhyNotAdjusted> {
    let happened = observations.iter().filter(|observation| observation.outcome).count();
    let rarer = happened.min(observations.len() - happened) as u64;
    if rarer < adjustment.events_per_term_least.saturating_mul(columns as u64 - 1) {
        return Err(WhyNotAdjusted::TooFew);
    }
    let fit = logistic(observations, columns).map_err(|_| WhyNotAdjusted::NotIdentified)?;
    let (coefficient, error) = (fit.coefficients[1], fit.clustered_errors[1]);
    let spread = crate::statistics::standard_errors(definitions.method.confidence) * error;
    Ok(Adjusted {
        ratio: coefficient.exp(),
        interval: Interval { low: (coefficient - spread).exp(), high: (coefficient + spread).exp() },
    })
}
