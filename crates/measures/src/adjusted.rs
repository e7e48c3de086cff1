//! The ratio between two groups when other things that differ between them are taken into account.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::counting::month_of;
use crate::definition::{Adjustment, Count, Definitions, GroupingKind};
use crate::facts::{Disabled, Kept};
use crate::groups::{at_contact, ever};
use crate::people::Subject;
use crate::statistics::{Interval, Observation, logistic, real};

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
    /// What should have been, and is not recorded.
    pub not_recorded: Vec<Covariate>,
}

/// Works out every adjusted ratio.
pub(crate) fn adjust(
    definitions: &Definitions,
    kept: &[Kept],
    subjects: &[&Subject<'_>],
) -> Vec<AdjustedFor> {
    let adjustment = &definitions.adjustment;
    let part = definitions.measure(&adjustment.measure).and_then(|measure| measure.parts.first());
    // The one outcome that is adjusted so far; another needs its own way to be seen.
    let part = part.filter(|part| part.count == Count::Diverted);
    let all_kept = part.is_some_and(|part| part.records.iter().all(|record| kept.contains(record)));
    let recorded = |covariate: &Covariate| {
        subjects.iter().any(|subject| level(*covariate, subject, &adjustment.age_bands).is_some())
    };
    let (adjusted_for, not_recorded): (Vec<_>, Vec<_>) =
        adjustment.adjust_for.iter().copied().partition(recorded);
    adjustment
        .exposures
        .iter()
        .map(|exposure| AdjustedFor {
            exposure: *exposure,
            result: if all_kept {
                fit(definitions, *exposure, &adjusted_for, subjects)
            } else {
                Err(WhyNotAdjusted::NoRecords)
            },
            adjusted_for: adjusted_for.clone(),
            not_recorded: not_recorded.clone(),
        })
        .collect()
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

/// The level of a covariate, as text that tells levels apart; nothing where it is not recorded.
fn level(covariate: Covariate, subject: &Subject<'_>, age_bands: &[u8]) -> Option<String> {
    let request = subject.request?;
    match covariate {
        Covariate::Age => {
            let age = request.age?;
            age_bands.iter().rev().find(|first| **first <= age).map(ToString::to_string)
        }
        Covariate::Sex => request.sex.clone(),
        Covariate::Ethnicity => request.ethnicity.clone(),
        Covariate::Deprivation => request.deprivation.map(|tenth| tenth.to_string()),
        Covariate::Source => Some(format!("{:?}", request.source)),
        Covariate::HarmStated => request.harm_stated.map(|stated| stated.to_string()),
        Covariate::Team => request.team.clone(),
        Covariate::Month => {
            let (year, month) = month_of(subject.received_on);
            Some(format!("{year}-{month:02}"))
        }
    }
}

fn fit(
    definitions: &Definitions,
    exposure: GroupingKind,
    covariates: &[Covariate],
    subjects: &[&Subject<'_>],
) -> Result<Adjusted, WhyNotAdjusted> {
    let adjustment = &definitions.adjustment;
    let counted: Vec<(&Subject<'_>, bool)> = subjects
        .iter()
        .filter(|subject| subject.request.is_some())
        .filter_map(|subject| exposed(exposure, subject).map(|exposed| (*subject, exposed)))
        .collect();
    let mut observations: Vec<Observation> = counted
        .iter()
        .map(|(subject, exposed)| Observation {
            outcome: subject.was_diverted(),
            cluster: subject.cluster,
            terms: if *exposed { vec![(1, 1.0)] } else { Vec::new() },
        })
        .collect();
    let mut columns = 2;
    for covariate in covariates {
        columns += add_levels(*covariate, adjustment, &counted, &mut observations, columns);
    }
    let happened = observations.iter().filter(|observation| observation.outcome).count();
    let rarer = happened.min(observations.len() - happened) as u64;
    if rarer < adjustment.events_per_term_least.saturating_mul(columns as u64 - 1) {
        return Err(WhyNotAdjusted::TooFew);
    }
    let fit = logistic(&observations, columns).map_err(|_| WhyNotAdjusted::NotIdentified)?;
    let (coefficient, error) = (fit.coefficients[1], fit.clustered_errors[1]);
    let spread = crate::statistics::standard_errors(definitions.method.confidence) * error;
    Ok(Adjusted {
        ratio: coefficient.exp(),
        interval: Interval { low: (coefficient - spread).exp(), high: (coefficient + spread).exp() },
    })
}

/// Adds a column for each level but the most frequent, rare ones taken together; says how many columns.
fn add_levels(
    covariate: Covariate,
    adjustment: &Adjustment,
    counted: &[(&Subject<'_>, bool)],
    observations: &mut [Observation],
    first: usize,
) -> usize {
    let levels: Vec<Option<String>> =
        counted.iter().map(|(subject, _)| level(covariate, subject, &adjustment.age_bands)).collect();
    let mut sizes: BTreeMap<&Option<String>, u64> = BTreeMap::new();
    for each in &levels {
        *sizes.entry(each).or_default() += 1;
    }
    let rare = |size: u64| size < adjustment.rare_level_below;
    let reference = sizes.iter().max_by_key(|(_, size)| **size).map(|(level, _)| *level);
    let mut columns: BTreeMap<&Option<String>, usize> = BTreeMap::new();
    let mut used = 0;
    for (level, _) in sizes.iter().filter(|(level, size)| Some(**level) != reference && !rare(**size)) {
        columns.insert(level, first + used);
        used += 1;
    }
    // The rare levels share a column, unless they are rare together too: then they stand with the most frequent.
    let all_rare: u64 = sizes
        .iter()
        .filter(|(level, size)| Some(**level) != reference && rare(**size))
        .map(|(_, size)| *size)
        .sum();
    if !rare(all_rare) {
        for (level, _) in sizes.iter().filter(|(level, size)| Some(**level) != reference && rare(**size)) {
            columns.insert(level, first + used);
        }
        used += 1;
    }
    for (observation, level) in observations.iter_mut().zip(&levels) {
        observation.terms.extend(columns.get(level).map(|column| (*column, real(1))));
    }
    used
}
