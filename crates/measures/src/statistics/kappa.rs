//! How far two agree beyond what chance would have them agree.

use super::{Interval, real, standard_errors};
use crate::pairs::Pairs;

/// Cohen's kappa (1960), with the interval by the standard error of Fleiss, Cohen and Everitt (1969). None of nothing, and where
/// chance alone would have both always say the same.
pub fn kappa(pairs: Pairs, confidence: f64) -> Option<(f64, Interval)> {
    let all = real(pairs.all());
    if pairs.all() == 0 {
        return None;
    }
    let part = |count: u64| real(count) / all;
    // Rows are what the first said, columns what the second did: yes, no.
    let cells = [[part(pairs.both), part(pairs.only_first)], [part(pairs.only_second), part(pairs.neither)]];
    let row = |at: usize| cells[at][0] + cells[at][1];
    let column = |at: usize| cells[0][at] + cells[1][at];
    let alike = cells[0][0] + cells[1][1];
    let by_chance = row(0) * column(0) + row(1) * column(1);
    let beyond = 1.0 - by_chance;
    if beyond <= f64::EPSILON {
        return None;
    }
    let found = (alike - by_chance) / beyond;
    let apart = 1.0 - found;
    let same: f64 = (0..2).map(|at| cells[at][at] * (1.0 - (row(at) + column(at)) * apart).powi(2)).sum();
    let crossed = cells[0][1] * (column(0) + row(1)).powi(2) + cells[1][0] * (column(1) + row(0)).powi(2);
    let middle = (found - by_chance * apart).powi(2);
    let variance = ((same + apart.powi(2) * crossed - middle) / (beyond.powi(2) * all)).max(0.0);
    let spread = standard_errors(confidence) * variance.sqrt();
    Some((found, Interval { low: (found - spread).max(-1.0), high: (found + spread).min(1.0) }))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const CONFIDENCE: f64 = 0.95;

    fn pairs([both, only_first, only_second, neither]: [u64; 4]) -> Pairs {
        Pairs { both, only_first, only_second, neither }
    }

    const PRINTED: [([u64; 4], f64, f64, f64); 5] = [
        ([20, 5, 10, 15], 0.4, 0.151_092_290_476_661, 0.648_907_709_523_338_9),
        ([45, 15, 25, 15], 0.130_434_782_608_695_54, -0.062_938_277_792_589_65, 0.323_807_843_009_980_7),
        ([25, 35, 5, 35], 0.259_259_259_259_259_24, 0.108_028_963_983_373_67, 0.410_489_554_535_144_8),
        ([118, 5, 2, 0], -0.023_391_812_865_496_08, -0.047_473_413_431_079_97, 0.000_689_787_700_087_811_4),
        ([0, 12, 9, 30], -0.252_631_578_947_367_76, -0.363_547_690_544_347_9, -0.141_715_467_350_387_65),
    ];

    /// As `statsmodels.stats.inter_rater.cohens_kappa` prints them.
    #[test]
    fn kappa_is_that_of_the_tables() {
        for (counts, expected, low, high) in PRINTED {
            let (found, interval) = kappa(pairs(counts), CONFIDENCE).expect("there are pairs");
            for (found, expected) in [(found, expected), (interval.low, low), (interval.high, high)] {
                assert!((found - expected).abs() < 1e-9, "{counts:?}: {found} {expected}");
            }
        }
    }

    #[test]
    fn nothing_is_said_of_nothing_or_where_chance_alone_would_agree() {
        assert_eq!(kappa(Pairs::default(), CONFIDENCE), None);
        assert_eq!(kappa(pairs([30, 0, 0, 0]), CONFIDENCE), None);
        assert_eq!(kappa(pairs([0, 0, 0, 30]), CONFIDENCE), None);
        assert_eq!(kappa(pairs([12, 0, 0, 18]), CONFIDENCE).map(|(found, _)| found), Some(1.0));
    }

    proptest! {
        /// Whoever is first, and whichever answer is called yes, they agree as much.
        #[test]
        fn neither_order_nor_names_matter(counts in proptest::array::uniform4(0_u64..200)) {
            let [both, one, other, neither] = counts;
            let found = kappa(pairs(counts), CONFIDENCE);
            for turned in [[both, other, one, neither], [neither, one, other, both]] {
                match (found, kappa(pairs(turned), CONFIDENCE)) {
                    (Some((one, within)), Some((other, also))) => {
                        prop_assert!((one - other).abs() < 1e-9 && (within.low - also.low).abs() < 1e-9);
                        prop_assert!(within.holds(one) && within.low >= -1.0 && within.high <= 1.0);
                    }
                    (one, other) => prop_assert_eq!(one.is_some(), other.is_some()),
                }
            }
        }
    }
}
