//! What came of playing a vignette.

use std::collections::BTreeSet;
use std::fmt;

use jiff::civil::DateTime;

/// A vignette that was played.
#[derive(Debug, Clone)]
pub struct Played {
    /// Its title.
    pub name: String,
    /// Its steps.
    pub steps: Vec<StepPlayed>,
}

impl Played {
    /// Everything that came otherwise than expected, with the number of its step.
    pub fn differences(&self) -> impl Iterator<Item = (usize, &Difference)> {
        (1..)
            .zip(&self.steps)
            .flat_map(|(number, step)| step.differences.iter().map(move |each| (number, each)))
    }
}

/// A step that was played.
#[derive(Debug, Clone)]
pub struct StepPlayed {
    /// What happens in it.
    pub says: String,
    /// When, in England.
    pub at: DateTime,
    /// The refusal's code, or `not-there`; nothing when it was taken.
    pub refused: Option<String>,
    /// The kinds of event that came.
    pub events: Vec<String>,
    /// The letters that came.
    pub letters: Vec<String>,
    /// What is owed afterwards in each record that it touched: the record, and its open duties.
    pub owed: Vec<(String, BTreeSet<String>)>,
    /// What came otherwise than expected.
    pub differences: Vec<Difference>,
}

/// Something that came otherwise than expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What it is about.
    pub of: String,
    /// What was expected.
    pub expected: String,
    /// What came.
    pub came: String,
}

impl fmt::Display for Difference {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: expected {}; came {}", self.of, self.expected, self.came)
    }
}

impl fmt::Display for StepPlayed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", self.at.strftime("%Y-%m-%d %H:%M"), self.says)?;
        if let Some(code) = &self.refused {
            write!(formatter, "\n    refused: {code}")?;
        }
        if !self.events.is_empty() {
            write!(formatter, "\n    events: {}", self.events.join(", "))?;
        }
        if !self.letters.is_empty() {
            write!(formatter, "\n    letters: {}", self.letters.join(", "))?;
        }
        for (record, duties) in &self.owed {
            let duties: Vec<&str> = duties.iter().map(String::as_str).collect();
            write!(formatter, "\n    owed in {record}: {}", listed(&duties))?;
        }
        Ok(())
    }
}

/// Several things in one line; or that there are none.
pub(crate) fn listed(things: &[&str]) -> String {
    if things.is_empty() { "nothing".to_owned() } else { things.join(", ") }
}
