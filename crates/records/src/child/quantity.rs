//! How much of something: a number, of what, how often. Compared only with the same kind; never guessed at.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Parts of one whole that are kept: a quarter of an hour is 25 of them.
const HUNDRED: u32 = 100;
/// The most that one amount says; more is a slip of the hand.
const WHOLE_MAX: u32 = 100_000;
/// Figures after the point.
const FIGURES_MAX: usize = 2;

/// Of what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Hours.
    Hours,
    /// Nights.
    Nights,
    /// Days.
    Days,
    /// Sessions.
    Sessions,
    /// Journeys.
    Journeys,
    /// Things.
    Items,
}

impl Unit {
    /// Every unit, with the name that forms and stored events use.
    pub const ALL: [(&'static str, Self); 6] = [
        ("hours", Self::Hours),
        ("nights", Self::Nights),
        ("days", Self::Days),
        ("sessions", Self::Sessions),
        ("journeys", Self::Journeys),
        ("items", Self::Items),
    ];

    /// The name.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, each)| *each == self).map_or("", |(name, _)| name)
    }
}

/// How often.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Per {
    /// Each week.
    Week,
    /// Each month.
    Month,
    /// Each year.
    Year,
    /// Once.
    Once,
}

impl Per {
    /// Every one, with the name that forms and stored events use.
    pub const ALL: [(&'static str, Self); 4] =
        [("week", Self::Week), ("month", Self::Month), ("year", Self::Year), ("once", Self::Once)];

    /// The name.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, each)| *each == self).map_or("", |(name, _)| name)
    }
}

/// A number with at most two figures after the point, kept as hundredths.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Hundredths(pub u32);

/// The text is no such number.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{0}` is not a number such as 4 or 2.5")]
pub struct NotANumber(pub String);

impl FromStr for Hundredths {
    type Err = NotANumber;

    fn from_str(text: &str) -> Result<Self, NotANumber> {
        let wrong = || NotANumber(text.to_owned());
        let trimmed = text.trim().trim_start_matches('£').replace(',', "");
        let (whole, part) = trimmed.split_once('.').unwrap_or((trimmed.as_str(), ""));
        let figures = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !figures(whole) || !figures(part) || part.len() > FIGURES_MAX {
            return Err(wrong());
        }
        let whole: u32 = whole.parse().map_err(|_| wrong())?;
        let padded = format!("{part:0<FIGURES_MAX$}");
        let part: u32 = padded.parse().map_err(|_| wrong())?;
        if whole > WHOLE_MAX {
            return Err(wrong());
        }
        Ok(Self(whole * HUNDRED + part))
    }
}

impl fmt::Display for Hundredths {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, part) = (self.0 / HUNDRED, self.0 % HUNDRED);
        match (part, part % (HUNDRED / 10)) {
            (0, _) => write!(formatter, "{whole}"),
            (part, 0) => write!(formatter, "{whole}.{}", part / 10),
            (part, _) => write!(formatter, "{whole}.{part:02}"),
        }
    }
}

/// How much of what, how often.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quantity {
    /// How much.
    pub amount: Hundredths,
    /// Of what.
    pub unit: Unit,
    /// How often.
    pub per: Per,
}

impl Quantity {
    /// Whether the two can be compared.
    pub fn is_like(&self, other: &Self) -> bool {
        self.unit == other.unit && self.per == other.per
    }

    /// Whether this is less of the same.
    pub fn is_less_than(&self, other: &Self) -> bool {
        self.is_like(other) && self.amount < other.amount
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, hundredths, shown) in
            [("4", 400, "4"), (" 2.5 ", 250, "2.5"), ("2.05", 205, "2.05"), ("£1,450.50", 145_050, "1450.5")]
        {
            let read: Hundredths = text.parse().unwrap();
            assert_eq!((read.0, read.to_string().as_str()), (hundredths, shown), "{text}");
        }
        for text in ["", ".", ".5", "four", "-1", "1.234", "1e3", "100001", "99999999999", "٣"] {
            assert_eq!(text.parse::<Hundredths>(), Err(NotANumber(text.to_owned())));
        }
    }

    #[test]
    fn only_like_is_compared_with_like() {
        let quantity = |amount, unit, per| Quantity { amount: Hundredths(amount), unit, per };
        let four = quantity(400, Unit::Hours, Per::Week);
        assert!(quantity(300, Unit::Hours, Per::Week).is_less_than(&four));
        assert!(!quantity(300, Unit::Nights, Per::Week).is_less_than(&four));
        assert!(!quantity(300, Unit::Hours, Per::Month).is_less_than(&four));
        assert!(!four.is_less_than(&four));
    }
}
