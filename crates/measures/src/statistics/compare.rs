//! Two groups: the ratio and the difference of their proportions, each with an interval.

use statrs::distribution::{ContinuousCDF, Discrete, Hypergeometric, Normal};

use super::proportion::{Interval, exact, standard_errors, wilson};
use super::real;

/// How two groups differ.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Comparison {
    /// How many times as often; absent where the group compared with has none at all.
    pub ratio: Option<f64>,
    /// The ratio's interval; its upper limit is infinite where the group compared with may have none.
    pub ratio_interval: Interval,
    /// How much more often, as a part of 1.
    pub difference: f64,
    /// The difference's interval.
    pub difference_interval: Interval,
    /// Whether methods are exact, because a cell is small.
    pub exact: bool,
    /// Fisher's probability of a table at least as unlikely if nothing differed; where methods are exact.
    pub fisher: Option<f64>,
    /// The probability of a difference at least as large if nothing differed: Fisher's where methods are exact, otherwise
    /// Pearson's.
    pub probability: f64,
}

/// Compares a group with another: each as (yes, of). Nothing is compared with nobody.
///
/// With large cells, the ratio's interval is that of its logarithm (Katz 1978) and the difference's that of Newcombe (1998,
/// method 10). With a small cell, both come from exact intervals of the two proportions that hold together with the
/// confidence asked for; they are wider than they need be, never narrower.
pub fn compare(
    (yes, of): (u64, u64),
    (other_yes, other_of): (u64, u64),
    confidence: f64,
    exact_below: u64,
) -> Option<Comparison> {
    if of == 0 || other_of == 0 {
        return None;
    }
    let (part, other) = (real(yes) / real(of), real(other_yes) / real(other_of));
    let cells = [yes, of.saturating_sub(yes), other_yes, other_of.saturating_sub(other_yes)];
    let is_exact = cells.into_iter().any(|cell| cell < exact_below);
    let (ratio_interval, difference_interval) = if is_exact {
        together((yes, of), (other_yes, other_of), confidence)
    } else {
        let ratio = katz((yes, of), (other_yes, other_of), confidence);
        (ratio, newcombe((yes, of), (other_yes, other_of), confidence))
    };
    let exact_chance = is_exact.then(|| fisher((yes, of), (other_yes, other_of)));
    Some(Comparison {
        ratio: (other_yes > 0).then(|| part / other),
        ratio_interval,
        difference: part - other,
        difference_interval,
        exact: is_exact,
        fisher: exact_chance,
        probability: exact_chance.unwrap_or_else(|| pearson((yes, of), (other_yes, other_of))),
    })
}

fn katz((yes, of): (u64, u64), (other_yes, other_of): (u64, u64), confidence: f64) -> Interval {
    let logarithm = (real(yes) / real(of) / (real(other_yes) / real(other_of))).ln();
    let variance = 1.0 / real(yes) - 1.0 / real(of) + 1.0 / real(other_yes) - 1.0 / real(other_of);
    let spread = standard_errors(confidence) * variance.sqrt();
    Interval { low: (logarithm - spread).exp(), high: (logarithm + spread).exp() }
}

fn newcombe((yes, of): (u64, u64), (other_yes, other_of): (u64, u64), confidence: f64) -> Interval {
    let (part, other) = (real(yes) / real(of), real(other_yes) / real(other_of));
    let (one, two) = (wilson(yes, of, confidence), wilson(other_yes, other_of, confidence));
    let difference = part - other;
    Interval {
        low: difference - (part - one.low).hypot(two.high - other),
        high: difference + (one.high - part).hypot(other - two.low),
    }
}

/// Both proportions lie in their exact intervals together with this confidence, because the groups are independent.
fn together(group: (u64, u64), other: (u64, u64), confidence: f64) -> (Interval, Interval) {
    let each = confidence.sqrt();
    let (one, two) = (exact(group.0, group.1, each), exact(other.0, other.1, each));
    let high = if two.low > 0.0 { one.high / two.low } else { f64::INFINITY };
    let ratio = Interval { low: one.low / two.high, high };
    (ratio, Interval { low: one.low - two.high, high: one.high - two.low })
}

/// Pearson's test of two proportions, both sides, without a correction for continuity.
fn pearson((yes, of): (u64, u64), (other_yes, other_of): (u64, u64)) -> f64 {
    let pooled = real(yes + other_yes) / real(of + other_of);
    let variance = pooled * (1.0 - pooled) * (1.0 / real(of) + 1.0 / real(other_of));
    if variance <= 0.0 {
        return 1.0;
    }
    let apart = (real(yes) / real(of) - real(other_yes) / real(other_of)).abs() / variance.sqrt();
    2.0 * Normal::standard().sf(apart)
}

/// Two probabilities that differ by rounding alone are the same.
const SAME: f64 = 1.0 + 1e-7;

/// Fisher's exact test, both sides.
fn fisher((yes, of): (u64, u64), (other_yes, other_of): (u64, u64)) -> f64 {
    let all_yes = yes + other_yes;
    let Ok(chance) = Hypergeometric::new(of + other_of, all_yes, of) else { return 1.0 };
    let found = chance.pmf(yes);
    let least = all_yes.saturating_sub(other_of);
    let most = all_yes.min(of);
    let unlikely = (least..=most).map(|count| chance.pmf(count)).filter(|each| *each <= found * SAME);
    unlikely.sum::<f64>().min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: f64, expected: f64) -> bool {
        (found - expected).abs() < 1e-6
    }

    /// Newcombe (1998), Statistics in Medicine 17, 873-890, table II, method 10; to six places as statsmodels prints.
    #[test]
    fn differences_are_those_that_were_published() {
        for (group, other, low, high) in [
            ((56, 70), (48, 80), 0.052_431, 0.333_873),
            ((9, 10), (3, 10), 0.170_523, 0.809_018),
            ((6, 7), (2, 7), 0.058_228, 0.806_250),
            ((5, 56), (0, 29), -0.038_137, 0.192_560),
            ((0, 10), (0, 20), -0.161_125, 0.277_533),
            ((10, 10), (0, 10), 0.607_509, 1.0),
        ] {
            let found = newcombe(group, other, 0.95);
            assert!(near(found.low, low) && near(found.high, high), "{group:?} {other:?}: {found:?}");
        }
    }

    /// The Physicians' Health Study (1989), aspirin against placebo, as `scipy` prints it; and an invented table.
    #[test]
    fn ratios_are_those_that_were_published() {
        for (group, other, ratio, low, high) in [
            ((139, 11_037), (239, 11_034), 0.581_432, 0.472_528, 0.715_435),
            ((24, 100), (15, 110), 1.76, 0.980_007, 3.160_793),
        ] {
            let found = compare(group, other, 0.95, 10).expect("both groups have people");
            assert!(near(found.ratio.expect("the other group has some"), ratio));
            assert!(
                near(found.ratio_interval.low, low) && near(found.ratio_interval.high, high),
                "{found:?}"
            );
            assert!(!found.exact && found.fisher.is_none());
        }
    }

    /// Fisher's tea-tasting table, then tables as `scipy` prints them.
    #[test]
    fn fishers_test_is_that_of_the_tables() {
        for (group, other, expected) in [
            ((3, 4), (1, 4), 0.485_714_29),
            ((8, 10), (1, 6), 0.034_965_03),
            ((0, 7), (4, 13), 0.248_710_01),
            ((1, 10), (11, 14), 0.002_759_46),
            ((12, 17), (6, 18), 0.043_710_17),
        ] {
            let found = fisher(group, other);
            assert!((found - expected).abs() < 1e-8, "{group:?} {other:?}: {found}");
        }
    }

    /// So many of so many.
    type Part = (u64, u64);

    /// The group, the other, the probability.
    const PEARSON: [(Part, Part, f64); 4] = [
        ((139, 11_037), (239, 11_034), 2.094_719_5e-7),
        ((24, 100), (15, 110), 0.053_755_364_9),
        ((56, 70), (48, 80), 0.008_045_081_37),
        ((50, 100), (50, 100), 1.0),
    ];

    /// As `scipy.stats.chi2_contingency` prints them without the correction; the first table is that of the Physicians'
    /// Health Study.
    #[test]
    fn pearsons_test_is_that_of_the_tables() {
        for (group, other, expected) in PEARSON {
            let found = pearson(group, other);
            assert!((found / expected - 1.0).abs() < 1e-6, "{group:?} {other:?}: {found}");
        }
    }

    #[test]
    fn a_small_cell_makes_every_interval_exact_and_wider() {
        let found = compare((5, 56), (0, 29), 0.95, 10).expect("both groups have people");
        assert!(found.exact && found.ratio.is_none() && found.ratio_interval.high.is_infinite());
        let approximate = newcombe((5, 56), (0, 29), 0.95);
        let exact = found.difference_interval;
        assert!(exact.low <= approximate.low && approximate.high <= exact.high, "{exact:?} {approximate:?}");
        assert_eq!(compare((0, 0), (1, 2), 0.95, 10), None);
    }
}
