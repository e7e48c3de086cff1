//! Many comparisons: how many of the differences that are said to stand may be chance.

/// The adjusted probabilities of Benjamini and Hochberg (1995), in the order of those given. A difference stands at a level
/// when its adjusted probability is not above it; of all that stand, at most that part is chance, on average.
pub fn benjamini_hochberg(probabilities: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..probabilities.len()).collect();
    order.sort_by(|one, other| probabilities[*one].total_cmp(&probabilities[*other]));
    let all = super::real(probabilities.len() as u64);
    let mut adjusted = vec![1.0; probabilities.len()];
    let mut least: f64 = 1.0;
    for (rank, place) in order.into_iter().enumerate().rev() {
        let rank = super::real(rank as u64 + 1);
        least = least.min(probabilities[place] * (all / rank));
        adjusted[place] = least;
    }
    adjusted
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::benjamini_hochberg;

    /// Benjamini and Hochberg (1995), Journal of the Royal Statistical Society B 57, 289-300, section 3.2: fifteen hypotheses
    /// of a trial after a heart attack. The paper rejects the first four at 5 %; Bonferroni's rule, the first three.
    const PUBLISHED: [f64; 15] = [
        0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719,
        0.6528, 0.7590, 1.0,
    ];

    #[test]
    fn the_published_example_rejects_four() {
        let adjusted = benjamini_hochberg(&PUBLISHED);
        let stand: Vec<bool> = adjusted.iter().map(|each| *each <= 0.05).collect();
        assert_eq!(stand.iter().filter(|stands| **stands).count(), 4);
        assert!(stand[..4].iter().all(|stands| *stands));
        // As R's `p.adjust(method = "BH")` has them: 15/4 of the fourth, 15/5 of the fifth.
        for (place, expected) in [(3, 0.0095 * 15.0 / 4.0), (4, 0.0201 * 15.0 / 5.0), (14, 1.0)] {
            assert!((adjusted[place] - expected).abs() < 1e-12, "{place}: {}", adjusted[place]);
        }
    }

    #[test]
    fn none_and_one_are_themselves() {
        assert!(benjamini_hochberg(&[]).is_empty());
        let [one] = benjamini_hochberg(&[0.04])[..] else { panic!("one is one") };
        assert!((one - 0.04).abs() < 1e-15);
    }

    /// The rule as the paper says it: the largest rank whose probability is at most its share of the level; all up to it.
    fn naive(probabilities: &[f64], level: f64) -> Vec<bool> {
        let all = f64::from(u32::try_from(probabilities.len()).expect("few"));
        let mut sorted = probabilities.to_vec();
        sorted.sort_by(f64::total_cmp);
        let limit = (1_u32..).zip(&sorted).filter(|(rank, each)| **each <= f64::from(*rank) / all * level);
        let limit = limit.map(|(_, each)| *each).last();
        probabilities.iter().map(|each| limit.is_some_and(|limit| *each <= limit)).collect()
    }

    proptest! {
        #[test]
        fn it_stands_as_the_rule_says(
            parts in proptest::collection::vec(0_u32..2000, 0..40), level in 1_u32..30,
        ) {
            let probabilities: Vec<f64> = parts.iter().map(|part| f64::from(*part) / 2000.0).collect();
            // Off the fractions of the level, so that rounding decides nothing.
            let level = f64::from(level) / 100.0 + 1e-7;
            let adjusted = benjamini_hochberg(&probabilities);
            let found: Vec<bool> = adjusted.iter().map(|each| *each <= level).collect();
            prop_assert_eq!(found, naive(&probabilities, level));
            for (each, adjusted) in probabilities.iter().zip(&adjusted) {
                prop_assert!(each <= adjusted && *adjusted <= 1.0);
            }
        }
    }
}
