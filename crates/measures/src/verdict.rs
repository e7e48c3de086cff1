//! When it may be said that disabled children are not routed differently, and what it takes to say so.

use crate::adjusted::{AdjustedFor, Covariate};
use crate::definition::Definitions;
use crate::figures::{Cell, MeasureFigures, PartFigures};
use crate::statistics::{Interval, compare, real};

/// What may be said.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// A difference of the agreed size is disproved.
    Disproved,
    /// Neither a difference nor its absence is shown, for these reasons.
    NotShownEitherWay(Vec<WhyNotShown>),
}

/// Why nothing may be said.
#[derive(Debug, Clone, PartialEq)]
pub enum WhyNotShown {
    /// There is no adjusted ratio.
    NoAdjustedRatio,
    /// The ratio is not adjusted for everything that it should be.
    NotAdjustedFor(Vec<Covariate>),
    /// The upper limit of the adjusted ratio is not below the limit.
    RatioMayBeHigher,
    /// There is no outcome test.
    NoOutcomeTest,
    /// Its interval does not hold 0.
    OutcomesDiffer,
    /// Its interval is too wide.
    OutcomeTestTooWide,
    /// Disability is not recorded at enough contacts.
    RecordingIncomplete,
    /// There is no protection check.
    NoProtectionCheck,
    /// Protection is not completely known, or has become worse.
    ProtectionNotShown,
}

/// What the protection check found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Protection {
    /// Every child on the route is followed.
    pub complete: bool,
    /// It is not worse than before, and not worse than for others.
    pub not_worse: bool,
}

/// What a verdict rests on.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Evidence {
    /// The upper limit of each adjusted ratio; none where one is missing.
    pub adjusted_upper: Option<Vec<f64>>,
    /// What the ratios should be adjusted for and are not.
    pub not_adjusted_for: Vec<Covariate>,
    /// The interval of the outcome test's difference.
    pub outcome_difference: Option<Interval>,
    /// The part of contacts at which disability is recorded.
    pub recording: Option<f64>,
    /// The protection check.
    pub protection: Option<Protection>,
}

impl Evidence {
    pub(crate) fn of(
        definitions: &Definitions,
        measures: &[MeasureFigures],
        adjusted: &[AdjustedFor],
    ) -> Self {
        let first = |id: &str| {
            measures.iter().find(|measure| measure.id == id).and_then(|measure| measure.parts.first())
        };
        let total = |id: &str| match first(id) {
            Some(PartFigures::Proportion { total, .. }) if total.of > 0 => Some(*total),
            _ => None,
        };
        let uppers = adjusted.iter().map(|each| each.result.as_ref().ok().map(|found| found.interval.high));
        let missing = adjusted.iter().flat_map(|each| each.not_recorded.iter().copied());
        let mut not_adjusted_for: Vec<Covariate> = missing.collect();
        not_adjusted_for.sort_unstable();
        not_adjusted_for.dedup();
        Self {
            adjusted_upper: uppers.collect::<Option<Vec<f64>>>().filter(|uppers| !uppers.is_empty()),
            not_adjusted_for,
            outcome_difference: first(&definitions.disproved.outcome_measure)
                .and_then(|part| difference(definitions, part)),
            recording: total(&definitions.method.recording_measure)
                .map(|Cell { yes, of }| real(yes) / real(of)),
            // Only what was enquired into is known here: nobody can say yet that every child is followed, or that it has not
            // become worse.
            protection: total(&definitions.disproved.protection_measure)
                .map(|_| Protection { complete: false, not_worse: false }),
        }
    }
}

/// The difference between the compared groups of a part's first table.
fn difference(definitions: &Definitions, part: &PartFigures) -> Option<Interval> {
    let PartFigures::Proportion { tables, .. } = part else { return None };
    let table = tables.first()?;
    let (group, reference) = definitions.grouping(table.grouping)?.compared()?;
    let cell = |place: usize| {
        table.rows.iter().find(|row| row.group == place).map(|row| (row.tally.yes, row.tally.of))
    };
    let method = &definitions.method;
    let found = compare(cell(group)?, cell(reference)?, method.confidence, method.exact_below)?;
    Some(found.difference_interval)
}

/// Judges the evidence by the rule.
pub fn judge(definitions: &Definitions, evidence: &Evidence) -> Verdict {
    let rule = &definitions.disproved;
    let mut why = Vec::new();
    // Each condition is asked for as it must hold, so that a limit that is no number never passes.
    match &evidence.adjusted_upper {
        None => why.push(WhyNotShown::NoAdjustedRatio),
        Some(uppers) => {
            let all_below = uppers.iter().all(|upper| *upper < rule.adjusted_upper_below);
            if !all_below {
                why.push(WhyNotShown::RatioMayBeHigher);
            }
        }
    }
    if !evidence.not_adjusted_for.is_empty() {
        why.push(WhyNotShown::NotAdjustedFor(evidence.not_adjusted_for.clone()));
    }
    match evidence.outcome_difference {
        None => why.push(WhyNotShown::NoOutcomeTest),
        Some(interval) => {
            if !interval.holds(0.0) {
                why.push(WhyNotShown::OutcomesDiffer);
            }
            let narrow = interval.width() < rule.outcome_width_below;
            if !narrow {
                why.push(WhyNotShown::OutcomeTestTooWide);
            }
        }
    }
    if !evidence.recording.is_some_and(|part| part >= definitions.method.recording_least) {
        why.push(WhyNotShown::RecordingIncomplete);
    }
    match evidence.protection {
        None => why.push(WhyNotShown::NoProtectionCheck),
        Some(Protection { complete: true, not_worse: true }) => {}
        Some(_) => why.push(WhyNotShown::ProtectionNotShown),
    }
    if why.is_empty() { Verdict::Disproved } else { Verdict::NotShownEitherWay(why) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn definitions() -> Definitions {
        let guidance = guidance::Guidance::embedded().expect("the guidance reads");
        Definitions::from_guidance(&guidance).expect("it defines the measures")
    }

    /// Makes one condition fail.
    type Change = fn(&mut Evidence);

    fn good() -> Evidence {
        Evidence {
            adjusted_upper: Some(vec![1.1, 1.24]),
            not_adjusted_for: Vec::new(),
            outcome_difference: Some(Interval { low: -0.05, high: 0.09 }),
            recording: Some(0.98),
            protection: Some(Protection { complete: true, not_worse: true }),
        }
    }

    #[test]
    fn disproved_takes_every_one_of_the_conditions() {
        let definitions = definitions();
        assert_eq!(judge(&definitions, &good()), Verdict::Disproved);
        let changes: [(Change, WhyNotShown); 11] = [
            (|evidence| evidence.adjusted_upper = None, WhyNotShown::NoAdjustedRatio),
            (|evidence| evidence.adjusted_upper = Some(vec![1.25]), WhyNotShown::RatioMayBeHigher),
            (|evidence| evidence.adjusted_upper = Some(vec![f64::NAN]), WhyNotShown::RatioMayBeHigher),
            (
                |evidence| evidence.not_adjusted_for = vec![Covariate::Ethnicity],
                WhyNotShown::NotAdjustedFor(vec![Covariate::Ethnicity]),
            ),
            (|evidence| evidence.outcome_difference = None, WhyNotShown::NoOutcomeTest),
            (
                |evidence| evidence.outcome_difference = Some(Interval { low: 0.01, high: 0.1 }),
                WhyNotShown::OutcomesDiffer,
            ),
            (
                |evidence| evidence.outcome_difference = Some(Interval { low: -0.1, high: 0.1 }),
                WhyNotShown::OutcomeTestTooWide,
            ),
            (|evidence| evidence.recording = Some(0.979), WhyNotShown::RecordingIncomplete),
            (|evidence| evidence.recording = None, WhyNotShown::RecordingIncomplete),
            (|evidence| evidence.protection = None, WhyNotShown::NoProtectionCheck),
            (
                |evidence| evidence.protection = Some(Protection { complete: true, not_worse: false }),
                WhyNotShown::ProtectionNotShown,
            ),
        ];
        for (change, why) in changes {
            let mut evidence = good();
            change(&mut evidence);
            assert_eq!(judge(&definitions, &evidence), Verdict::NotShownEitherWay(vec![why]));
        }
    }
}
