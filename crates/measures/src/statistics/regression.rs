//! Logistic regression by iteratively reweighted least squares, with errors that allow for families asking again.

use nalgebra::{Cholesky, DMatrix, DVector, Dyn};
use thiserror::Error;

use super::real;

/// One observation. Column 0, the constant, belongs to every one and is not named.
#[derive(Debug, Clone, PartialEq)]
pub struct Observation {
    /// Whether it happened.
    pub outcome: bool,
    /// The family: observations of one family are not independent.
    pub cluster: usize,
    /// The columns that are not 0, each with its value.
    pub terms: Vec<(usize, f64)>,
}

/// What was fitted.
#[derive(Debug, Clone, PartialEq)]
pub struct Fit {
    /// The coefficients, the constant first.
    pub coefficients: Vec<f64>,
    /// Their standard errors as if observations were independent.
    pub errors: Vec<f64>,
    /// Their standard errors allowing for clusters.
    pub clustered_errors: Vec<f64>,
    /// The logarithm of the likelihood.
    pub log_likelihood: f64,
}

/// Why nothing was fitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum FitError {
    /// There are not more observations or clusters than terms.
    #[error("there are not enough observations")]
    TooFew,
    /// One term follows from others, or tells the outcome by itself.
    #[error("a term follows from others, or tells the outcome by itself")]
    NotIdentified,
}

/// A fit that is found is found in a handful of steps; more means that it runs away.
const STEPS_MAX: usize = 40;
/// The largest change of a coefficient in the last step.
const CHANGE_MAX: f64 = 1e-10;
/// A coefficient beyond this says that a term tells the outcome by itself: odds of e to the 15th are never measured.
const COEFFICIENT_MAX: f64 = 15.0;

/// Fits the chance of the outcome, with `columns` columns, the constant included.
///
/// Clustered errors are the sandwich with the correction G/(G-1) (n-1)/(n-k) for G clusters, n observations and k
/// columns, as statsmodels and Stata have it.
pub fn logistic(observations: &[Observation], columns: usize) -> Result<Fit, FitError> {
    if observations.len() <= columns || columns == 0 {
        return Err(FitError::TooFew);
    }
    let mut coefficients = DVector::<f64>::zeros(columns);
    for _ in 0..STEPS_MAX {
        let (information, score) = step(observations, &coefficients);
        let factor = Cholesky::new(information).ok_or(FitError::NotIdentified)?;
        let change = factor.solve(&score);
        coefficients += &change;
        if coefficients.iter().any(|each| !each.is_finite() || each.abs() > COEFFICIENT_MAX) {
            return Err(FitError::NotIdentified);
        }
        if change.amax() < CHANGE_MAX {
            return finish(observations, &coefficients);
        }
    }
    Err(FitError::NotIdentified)
}

/// The terms of an observation with the constant.
fn terms(observation: &Observation) -> impl Iterator<Item = (usize, f64)> + Clone + '_ {
    std::iter::once((0, 1.0)).chain(observation.terms.iter().copied())
}

fn line(observation: &Observation, coefficients: &DVector<f64>) -> f64 {
    terms(observation).map(|(column, value)| coefficients[column] * value).sum()
}

fn chance(line: f64) -> f64 {
    1.0 / (1.0 + (-line).exp())
}

/// How far the outcome lies from its chance.
fn residual(observation: &Observation, coefficients: &DVector<f64>) -> f64 {
    f64::from(u8::from(observation.outcome)) - chance(line(observation, coefficients))
}

/// The information matrix and the score at these coefficients.
fn step(observations: &[Observation], coefficients: &DVector<f64>) -> (DMatrix<f64>, DVector<f64>) {
    let columns = coefficients.len();
    let mut information = DMatrix::zeros(columns, columns);
    let mut score = DVector::zeros(columns);
    for observation in observations {
        let expected = chance(line(observation, coefficients));
        let weight = expected * (1.0 - expected);
        let left = f64::from(u8::from(observation.outcome)) - expected;
        for (row, value) in terms(observation) {
            score[row] += value * left;
            // The matrix is the same on both sides of its diagonal, and Cholesky's factor reads one.
            for (column, other) in terms(observation).filter(|(column, _)| *column <= row) {
                information[(row, column)] += weight * value * other;
            }
        }
    }
    (information, score)
}

fn finish(observations: &[Observation], coefficients: &DVector<f64>) -> Result<Fit, FitError> {
    let columns = coefficients.len();
    let (information, _) = step(observations, coefficients);
    let factor: Cholesky<f64, Dyn> = Cholesky::new(information).ok_or(FitError::NotIdentified)?;
    let inverse = factor.inverse();
    // An observation touches few of many columns, so its family's score is kept as those alone.
    let mut order: Vec<&Observation> = observations.iter().collect();
    order.sort_by_key(|observation| observation.cluster);
    let mut middle = DMatrix::<f64>::zeros(columns, columns);
    let (mut score, mut touched) = (vec![0.0_f64; columns], Vec::<usize>::new());
    let mut clusters = 0;
    for cluster in order.chunk_by(|one, other| one.cluster == other.cluster) {
        clusters += 1;
        for observation in cluster {
            let left = residual(observation, coefficients);
            for (column, value) in terms(observation) {
                if !touched.contains(&column) {
                    touched.push(column);
                }
                score[column] += value * left;
            }
        }
        for row in &touched {
            for column in &touched {
                middle[(*row, *column)] += score[*row] * score[*column];
            }
        }
        for column in touched.drain(..) {
            score[column] = 0.0;
        }
    }
    if clusters < 2 {
        return Err(FitError::TooFew);
    }
    let count = |number: usize| real(number as u64);
    let correction = count(clusters) / count(clusters - 1) * count(observations.len() - 1)
        / count(observations.len() - columns);
    let clustered = &inverse * middle * &inverse * correction;
    let roots = |matrix: &DMatrix<f64>| matrix.diagonal().iter().map(|each| each.max(0.0).sqrt()).collect();
    let likelihood = |observation: &Observation| {
        let line = line(observation, coefficients);
        let signed = if observation.outcome { line } else { -line };
        -(-signed).exp().ln_1p()
    };
    Ok(Fit {
        coefficients: coefficients.iter().copied().collect(),
        errors: roots(&inverse),
        clustered_errors: roots(&clustered),
        log_likelihood: observations.iter().map(likelihood).sum(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Invented data, and what statsmodels prints for it; `fixtures/logistic.py` wrote both.
    const DATA: &str = include_str!("../../tests/fixtures/logistic.csv");
    const PRINTED: &str = include_str!("../../tests/fixtures/logistic.txt");

    fn data() -> Vec<Observation> {
        DATA.lines()
            .skip(1)
            .map(|line| {
                let numbers: Vec<f64> = line
                    .split(',')
                    .map(|number| number.parse().expect("the fixture holds numbers"))
                    .collect();
                let cluster = line.split(',').next().and_then(|family| family.parse().ok());
                Observation {
                    outcome: numbers[1] > 0.5,
                    cluster: cluster.expect("each line names its family"),
                    terms: (2..=4).map(|column| (column - 1, numbers[column])).collect(),
                }
            })
            .collect()
    }

    #[test]
    fn it_finds_what_statsmodels_prints() {
        let fit = logistic(&data(), 4).expect("it is identified");
        let z = super::super::proportion::standard_errors(0.95);
        let mut compared = 0;
        for line in PRINTED.lines().filter(|line| !line.starts_with('#')) {
            let words: Vec<&str> = line.split_whitespace().collect();
            let numbers: Vec<f64> = words[1..].iter().map(|word| word.parse().expect("a number")).collect();
            if words[0] == "log-likelihood" {
                assert!((fit.log_likelihood - numbers[0]).abs() < 1e-8, "{}", fit.log_likelihood);
                continue;
            }
            let column =
                ["const", "disabled", "professional", "age"].iter().position(|term| *term == words[0]);
            let column = column.expect("the term is known");
            let (coefficient, clustered) = (fit.coefficients[column], fit.clustered_errors[column]);
            let found = [
                coefficient,
                fit.errors[column],
                clustered,
                coefficient - z * clustered,
                coefficient + z * clustered,
            ];
            for (found, printed) in found.into_iter().zip(numbers) {
                assert!((found - printed).abs() < 1e-8, "{}: {found} instead of {printed}", words[0]);
                compared += 1;
            }
        }
        assert_eq!(compared, 20);
    }

    #[test]
    fn what_cannot_be_told_apart_is_not_fitted() {
        let twice: Vec<Observation> = data()
            .into_iter()
            .map(|mut observation| {
                let same = observation.terms[0].1;
                observation.terms.push((4, same));
                observation
            })
            .collect();
        assert_eq!(logistic(&twice, 5), Err(FitError::NotIdentified));
        let told: Vec<Observation> = (0..100)
            .map(|number| Observation {
                outcome: number % 2 == 0,
                cluster: number,
                terms: vec![(1, f64::from(u8::from(number % 2 == 0)))],
            })
            .collect();
        assert_eq!(logistic(&told, 2), Err(FitError::NotIdentified));
        assert_eq!(logistic(&told[..2], 2), Err(FitError::TooFew));
    }
}
