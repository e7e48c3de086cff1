//! The few statistics that the measures need.
//!
//! Distributions come from `statrs`, linear algebra from `nalgebra`; what stands here is which of them is asked for what.

mod compare;
mod discovery;
mod kappa;
mod limits;
mod mcnemar;
mod proportion;
mod regression;

pub use compare::{Comparison, compare};
pub use discovery::benjamini_hochberg;
pub use kappa::kappa;
pub use limits::{exact_limits, shewhart};
pub use mcnemar::mcnemar;
pub(crate) use proportion::standard_errors;
pub use proportion::{Interval, exact, proportion, wilson};
pub use regression::{Fit, FitError, Observation, logistic};

/// A count as a number to reckon with.
#[expect(clippy::cast_precision_loss, reason = "no partnership counts 2^53 children")]
pub(crate) fn real(count: u64) -> f64 {
    count as f64
}

/// The smallest value within which at least this part of all lies; nothing of none. The values are in order.
pub fn centile(sorted: &[u32], hundredth: usize) -> Option<u32> {
    let rank = (sorted.len() * hundredth).div_ceil(100).max(1);
    sorted.get(rank - 1).copied()
}

#[cfg(test)]
mod tests {
    use super::centile;

    #[test]
    fn centiles_are_values_that_were_measured() {
        let ten = [1, 2, 3, 4, 5, 6, 7, 8, 9, 100];
        for (hundredth, expected) in [(50, 5), (90, 9), (91, 100), (100, 100), (0, 1)] {
            assert_eq!(centile(&ten, hundredth), Some(expected), "{hundredth}");
        }
        assert_eq!(centile(&[7], 50), Some(7));
        assert_eq!(centile(&[], 50), None);
    }
}
