//! One proportion and its interval.

use statrs::distribution::{Beta, ContinuousCDF, Normal};

use super::real;

/// From where to where, as parts of 1 or as a ratio.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// The lower limit.
    pub low: f64,
    /// The upper limit.
    pub high: f64,
}

impl Interval {
    /// Whether a value lies in it.
    pub fn holds(&self, value: f64) -> bool {
        self.low <= value && value <= self.high
    }

    /// How wide it is.
    pub fn width(&self) -> f64 {
        self.high - self.low
    }
}

/// How many standard errors lie on each side at this confidence.
pub(crate) fn standard_errors(confidence: f64) -> f64 {
    Normal::standard().inverse_cdf(f64::midpoint(1.0, confidence))
}

/// The interval of Wilson (1927), without a correction for continuity. Of nothing it is everything.
pub fn wilson(yes: u64, of: u64, confidence: f64) -> Interval {
    if of == 0 {
        return Interval { low: 0.0, high: 1.0 };
    }
    let (count, all) = (real(yes), real(of));
    let squared = standard_errors(confidence).powi(2);
    let part = count / all;
    let middle = part + squared / (2.0 * all);
    let spread = (squared * (part * (1.0 - part) + squared / (4.0 * all)) / all).sqrt();
    let scale = 1.0 + squared / all;
    // At the ends rounding would leave a hair's breadth.
    let low = if yes == 0 { 0.0 } else { (middle - spread) / scale };
    let high = if yes == of { 1.0 } else { (middle + spread) / scale };
    Interval { low, high }
}

/// The exact interval of Clopper and Pearson (1934).
pub fn exact(yes: u64, of: u64, confidence: f64) -> Interval {
    let tail = (1.0 - confidence) / 2.0;
    let (count, all) = (real(yes), real(of));
    let quantile = |one: f64, other: f64, at: f64, otherwise: f64| {
        Beta::new(one, other).map_or(otherwise, |beta| beta.inverse_cdf(at))
    };
    let low = if yes == 0 { 0.0 } else { quantile(count, all - count + 1.0, tail, 0.0) };
    let high = if yes >= of { 1.0 } else { quantile(count + 1.0, all - count, 1.0 - tail, 1.0) };
    Interval { low, high }
}

/// The interval of a proportion: Wilson's, or the exact one where either count is small.
pub fn proportion(yes: u64, of: u64, confidence: f64, exact_below: u64) -> Interval {
    let small = yes.min(of.saturating_sub(yes)) < exact_below;
    if small { exact(yes, of, confidence) } else { wilson(yes, of, confidence) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Newcombe (1998), Statistics in Medicine 17, 857-872, table I, methods 3 and 5; to four places there, here to six
    /// as statsmodels prints them.
    const PUBLISHED: [(u64, u64, [f64; 2], [f64; 2]); 6] = [
        (81, 263, [0.255_289, 0.366_210], [0.252_737, 0.367_622]),
        (15, 148, [0.062_386, 0.160_487], [0.057_844, 0.161_650]),
        (0, 20, [0.0, 0.161_125], [0.0, 0.168_433]),
        (1, 29, [0.006_113, 0.171_755], [0.000_873, 0.177_644]),
        (29, 29, [0.883_030, 1.0], [0.880_555, 1.0]),
        (5, 56, [0.038_742, 0.192_560], [0.029_630, 0.196_193]),
    ];

    fn is(found: Interval, expected: [f64; 2]) -> bool {
        (found.low - expected[0]).abs() < 1e-6 && (found.high - expected[1]).abs() < 1e-6
    }

    #[test]
    fn intervals_are_those_that_were_published() {
        for (yes, of, by_wilson, by_exact) in PUBLISHED {
            let found = wilson(yes, of, 0.95);
            assert!(is(found, by_wilson), "{yes} of {of}: {found:?}");
            let found = exact(yes, of, 0.95);
            assert!(is(found, by_exact), "{yes} of {of}: {found:?}");
        }
    }

    #[test]
    fn small_cells_are_exact_also_when_nearly_all_say_yes() {
        assert_eq!(proportion(10, 20, 0.95, 10), wilson(10, 20, 0.95));
        assert_eq!(proportion(9, 200, 0.95, 10), exact(9, 200, 0.95));
        assert_eq!(proportion(191, 200, 0.95, 10), exact(191, 200, 0.95));
        assert_eq!(proportion(0, 0, 0.95, 10), Interval { low: 0.0, high: 1.0 });
    }
}
