//! Why a question has no answer, and what to ask instead.

use thiserror::Error;

/// How alike (Jaro-Winkler, 0 to 1) a name must be to a known one to be offered.
const ALIKE_ENOUGH: f64 = 0.8;

/// The question has no answer.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NotAnswered {
    /// Nothing has this name.
    #[error("no {kind} is called `{name}`{}", hint(.near.as_deref()))]
    Unknown {
        /// What was looked for: `clock`.
        kind: &'static str,
        /// The name.
        name: String,
        /// A name that is much like it.
        near: Option<String>,
    },
    /// A running count has no due date.
    #[error(
        "{clock} is a running count, not a date: {limit} {unit}, {what}\n  \
         to count, ask: alongside guidance count {clock} --stay FROM/UNTIL"
    )]
    Counter {
        /// The clock.
        clock: String,
        /// The number.
        limit: u32,
        /// What is counted.
        unit: &'static str,
        /// In which stretch.
        what: String,
    },
    /// A clock that gives dates was asked for a count.
    #[error("{clock} gives a date and counts nothing\n  ask: alongside guidance due {clock} --from DATE")]
    NoCounter {
        /// The clock.
        clock: String,
    },
    /// The clock has no version in that edition.
    #[error("{clock} is not in {edition}; it is in {known}")]
    NotInEdition {
        /// The clock.
        clock: String,
        /// The edition.
        edition: String,
        /// Where it is.
        known: String,
    },
    /// Nothing that the clock rests on was in force then.
    #[error("{clock} was not in force on {on}; it is in force {in_force}\n  hint: {hint}")]
    NotInForce {
        /// The clock.
        clock: String,
        /// The day.
        on: String,
        /// When it is.
        in_force: String,
        /// What to ask instead.
        hint: &'static str,
    },
    /// Nothing to compare.
    #[error("{0}")]
    NotComparable(String),
}

fn hint(near: Option<&str>) -> String {
    match near {
        Some(near) => format!("\n  hint: did you mean `{near}`?"),
        None => "\n  hint: `alongside guidance list --kind KIND` names what there is".to_owned(),
    }
}

impl NotAnswered {
    pub(crate) fn unknown<'a>(kind: &'static str, name: &str, known: impl Iterator<Item = &'a str>) -> Self {
        Self::Unknown { kind, name: name.to_owned(), near: closest(name, known).map(str::to_owned) }
    }
}

/// The known name that is most like this one, if any is like enough.
pub(crate) fn closest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    known
        .map(|candidate| (strsim::jaro_winkler(name, candidate), candidate))
        .filter(|(alike, _)| *alike >= ALIKE_ENOUGH)
        .max_by(|(one, _), (other, _)| one.total_cmp(other))
        .map(|(_, candidate)| candidate)
}
