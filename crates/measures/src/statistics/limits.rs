//! Where the part of a month or of a team lies when only chance moves it.

use statrs::distribution::{Binomial, DiscreteCDF};

use super::proportion::Interval;
use super::real;

/// The limits of Shewhart's chart for a proportion (1931): so many standard errors on each side of the middle. Of nothing
/// they are everything.
pub fn shewhart(middle: f64, of: u64, errors: f64) -> Interval {
    if of == 0 {
        return Interval { low: 0.0, high: 1.0 };
    }
    let spread = errors * (middle * (1.0 - middle) / real(of)).sqrt();
    Interval { low: (middle - spread).max(0.0), high: (middle + spread).min(1.0) }
}

/// The exact limits of a funnel at a size (Spiegelhalter 2005, Statistics in Medicine 24, 1185-1202, without interpolation):
/// of those who differ by chance alone, at most half of what the confidence leaves lies below, and at most half above. So
/// they are a staircase; smooth ones would put somebody outside who is not, where sizes are small.
pub fn exact_limits(middle: f64, of: u64, confidence: f64) -> Interval {
    let tail = (1.0 - confidence) / 2.0;
    match Binomial::new(middle, of) {
        Ok(chance) if of > 0 => Interval {
            low: real(chance.inverse_cdf(tail)) / real(of),
            high: real(chance.inverse_cdf(1.0 - tail)) / real(of),
        },
        _ => Interval { low: 0.0, high: 1.0 },
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use statrs::distribution::Discrete;

    use super::*;

    /// The lowest and the highest count.
    type Counts = (u64, u64);

    /// The middle, the size, the inner counts, the outer counts.
    const TABLE: [(f64, u64, Counts, Counts); 5] = [
        (0.1, 50, (1, 9), (0, 13)),
        (0.05, 435, (13, 31), (9, 37)),
        (0.02, 30, (0, 2), (0, 4)),
        (0.5, 20, (6, 14), (3, 17)),
        (0.3, 1000, (272, 329), (256, 345)),
    ];

    /// Montgomery, Introduction to Statistical Quality Control, example 7.1: thirty samples of 50 cans of orange juice, 347
    /// of 1500 faulty. The book prints the limits 0.0524 and 0.4102.
    #[test]
    fn the_chart_has_the_limits_of_the_textbook() {
        let found = shewhart(347.0 / 1500.0, 50, 3.0);
        assert!((found.low - 0.0524).abs() < 1e-4 && (found.high - 0.4102).abs() < 1e-4, "{found:?}");
        let small = shewhart(0.01, 20, 3.0);
        assert!(small.low.abs() < f64::EPSILON, "a part is never less than none");
        assert_eq!(shewhart(0.5, 0, 3.0), Interval { low: 0.0, high: 1.0 });
    }

    /// As `scipy.stats.binom.ppf` prints them.
    #[test]
    fn the_funnel_has_the_limits_of_the_tables() {
        for (middle, of, inner, outer) in TABLE {
            for (confidence, (low, high)) in [(0.95, inner), (0.998, outer)] {
                let found = exact_limits(middle, of, confidence);
                let expected = Interval { low: real(low) / real(of), high: real(high) / real(of) };
                assert_eq!(found, expected, "{middle} of {of}");
            }
        }
    }

    proptest! {
        /// Against sums of single chances.
        #[test]
        fn as_many_lie_beyond_as_should(parts in 1_u32..100, of in 1_u64..120) {
            let middle = f64::from(parts) / 100.0;
            let chance = Binomial::new(middle, of).expect("it is a chance");
            let limits = exact_limits(middle, of, 0.95);
            let sum = |yes: &dyn Fn(f64) -> bool| -> f64 {
                (0..=of).filter(|count| yes(real(*count) / real(of))).map(|count| chance.pmf(count)).sum()
            };
            prop_assert!(sum(&|part| part < limits.low) <= 0.025 + 1e-9);
            prop_assert!(sum(&|part| part > limits.high) <= 0.025 + 1e-9);
            // And no more lie inside than must.
            let step = 1.0 / real(of);
            prop_assert!(limits.low == 0.0 || sum(&|part| part <= limits.low + step / 2.0) >= 0.025 - 1e-9);
            prop_assert!(limits.high == 0.0 || sum(&|part| part >= limits.high - step / 2.0) >= 0.025 - 1e-9);
        }
    }
}
