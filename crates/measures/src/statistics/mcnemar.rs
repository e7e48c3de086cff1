//! Pairs of which each is answered twice: whether the answers differ by more than chance.

use statrs::distribution::{Binomial, DiscreteCDF};

/// `McNemar`'s exact test (1947), both sides: how likely it is that those who answer differently lean at least so much to one
/// side, if neither were likelier. Those who answer alike say nothing.
pub fn mcnemar(only_first: u64, only_second: u64) -> f64 {
    let differ = only_first + only_second;
    match Binomial::new(0.5, differ) {
        Ok(chance) if differ > 0 => (2.0 * chance.cdf(only_first.min(only_second))).min(1.0),
        _ => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::mcnemar;

    /// As `statsmodels.stats.contingency_tables.mcnemar` prints them; the first is the table of approval ratings of Agresti,
    /// Categorical Data Analysis (1990), table 10.1.
    #[test]
    fn the_test_is_that_of_the_tables() {
        for (only_first, only_second, expected) in [
            (86, 150, 3.715_936_139_57e-5),
            (3, 12, 0.035_156_25),
            (0, 0, 1.0),
            (6, 6, 1.0),
            (6, 16, 0.052_478_790_283),
        ] {
            let found = mcnemar(only_first, only_second);
            assert!((found / expected - 1.0).abs() < 1e-9, "{only_first} {only_second}: {found}");
        }
    }

    proptest! {
        /// Against every way in which so many could fall.
        #[test]
        fn it_counts_the_ways(one in 0_u64..9, other in 0_u64..9) {
            let differ = one + other;
            let apart = |count: u64| (2 * count).abs_diff(differ);
            let ways = (0_u32..1 << differ).filter(|ways| apart(u64::from(ways.count_ones())) >= apart(one)).count();
            let all = 2_f64.powi(i32::try_from(differ).expect("few"));
            let expected = f64::from(u32::try_from(ways).expect("few")) / all;
            prop_assert!((mcnemar(one, other) - expected).abs() < 1e-9);
        }
    }
}
