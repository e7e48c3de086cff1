//! The small words that data and answers share.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};
use thiserror::Error;

/// How well a source was verified, from least to most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Verified {
    /// From general knowledge; nobody has checked it.
    Recalled,
    /// Read in a weak secondary source only.
    Weak,
    /// Read in a source that restates the primary one.
    Secondary,
    /// Read in a copy of the primary source.
    Primary,
}

impl Verified {
    /// Whether a badge must say that this still has to be checked.
    pub fn needs_badge(self) -> bool {
        self < Self::Primary
    }

    /// The level's name, as the data writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Recalled => "recalled",
            Self::Weak => "weak",
            Self::Secondary => "secondary",
            Self::Primary => "primary",
        }
    }
}

impl fmt::Display for Verified {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// What a limit counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Days that are neither a weekend nor a bank holiday in England and Wales.
    WorkingDays,
    /// Every day.
    CalendarDays,
    /// Seven days each.
    Weeks,
    /// The same day number in a later month, or that month's last day.
    Months,
    /// Elapsed hours.
    Hours,
    /// Elapsed minutes.
    Minutes,
}

impl Unit {
    /// The unit's words for this many.
    pub fn words(self, count: u32) -> &'static str {
        match (self, count == 1) {
            (Self::WorkingDays, true) => "working day",
            (Self::WorkingDays, false) => "working days",
            (Self::CalendarDays, true) => "day",
            (Self::CalendarDays, false) => "days",
            (Self::Weeks, true) => "week",
            (Self::Weeks, false) => "weeks",
            (Self::Months, true) => "month",
            (Self::Months, false) => "months",
            (Self::Hours, true) => "hour",
            (Self::Hours, false) => "hours",
            (Self::Minutes, true) => "minute",
            (Self::Minutes, false) => "minutes",
        }
    }
}

/// Whether a limit is the latest or the earliest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Bound {
    /// At most: it must be done by then.
    #[default]
    Max,
    /// At least: it must not be done before then.
    Min,
}

/// How many of what, and whether at most or at least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Limit {
    /// How many.
    pub count: u32,
    /// Of what.
    pub unit: Unit,
    /// At most, or at least.
    pub bound: Bound,
}

impl fmt::Display for Limit {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.count {
            0 => formatter.write_str("the same day"),
            count => write!(formatter, "{count} {}", self.unit.words(count)),
        }
    }
}

/// How deep an assessment goes. The family may ask for a full one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Written by the family, checked by a practitioner.
    SelfAssessed,
    /// Short.
    Short,
    /// Full.
    Full,
}

impl Level {
    /// Every level, lightest first.
    pub const ALL: &[Self] = &[Self::SelfAssessed, Self::Short, Self::Full];

    /// The level's name, as data and records write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SelfAssessed => "self-assessed",
            Self::Short => "short",
            Self::Full => "full",
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// The text names no level of assessment.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{0}` is no level of assessment: use self-assessed, short or full")]
pub struct UnknownLevel(pub String);

impl FromStr for Level {
    type Err = UnknownLevel;
    fn from_str(text: &str) -> Result<Self, UnknownLevel> {
        Self::ALL
            .iter()
            .copied()
            .find(|level| level.as_str() == text)
            .ok_or_else(|| UnknownLevel(text.to_owned()))
    }
}

/// Days from the first to the last, both included; without a last day it still runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Interval {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Option<Date>,
}

impl Interval {
    /// Always.
    pub(crate) const ALWAYS: Self = Self { from: Date::MIN, to: None };

    /// Whether the day is inside.
    pub fn contains(&self, date: Date) -> bool {
        self.from <= date && self.to.is_none_or(|to| date <= to)
    }

    pub(crate) fn overlaps(&self, other: &Self) -> bool {
        self.to.is_none_or(|to| other.from <= to) && other.to.is_none_or(|to| self.from <= to)
    }
}

/// Reads a date as TOML writes it (`2026-12-25`, without quotation marks).
pub(crate) fn toml_date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    to_date(toml::value::Datetime::deserialize(deserializer)?).map_err(D::Error::custom)
}

/// Reads a date that may be absent.
pub(crate) fn optional_toml_date<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Date>, D::Error> {
    toml_date(deserializer).map(Some)
}

fn to_date(read: toml::value::Datetime) -> Result<Date, String> {
    let toml::value::Datetime { date: Some(date), time: None, offset: None } = read else {
        return Err(format!("`{read}` is not a day: write it as 2026-12-25"));
    };
    let whole = |number: u8| i8::try_from(number).unwrap_or_default();
    let year = i16::try_from(date.year).unwrap_or_default();
    Date::new(year, whole(date.month), whole(date.day)).map_err(|_| format!("there is no day {read}"))
}
