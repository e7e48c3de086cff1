//! A collection year, 1 April to 31 March, by the calendar year in which it ends.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::data::{Flaw, read};

/// A collection year: 2025-26 is kept as 2026.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Year(i16);

/// Years have four digits; those of the second half in `2025-26` are the last two.
const CENTURY: i16 = 100;
/// The digits of a year.
const DIGITS: usize = 4;

impl Year {
    /// The year that ends in the calendar year `ends`.
    pub const fn ending(ends: i16) -> Self {
        Self(ends)
    }

    /// The calendar year in which it ends.
    pub fn ends(self) -> i16 {
        self.0
    }
}

impl fmt::Display for Year {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}-{:02}", self.0 - 1, self.0 % CENTURY)
    }
}

/// A text that names no collection year.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0} is not a collection year: write 2025-26, or 2026 for the year that ends in it")]
pub struct NotAYear(pub String);

impl FromStr for Year {
    type Err = NotAYear;

    fn from_str(text: &str) -> Result<Self, NotAYear> {
        let wrong = || NotAYear(text.to_owned());
        let number = |digits: &str| {
            let plain = digits.len() == DIGITS && digits.bytes().all(|byte| byte.is_ascii_digit());
            plain.then(|| digits.parse::<i16>().ok()).flatten()
        };
        match text.split_once(['-', '/']) {
            None => number(text).map(Self).ok_or_else(wrong),
            Some((begins, end)) => {
                let year = Self(number(begins).ok_or_else(wrong)? + 1);
                let short = format!("{:02}", year.0 % CENTURY);
                if end == short || end == year.0.to_string() { Ok(year) } else { Err(wrong()) }
            }
        }
    }
}

impl TryFrom<String> for Year {
    type Error = NotAYear;

    fn try_from(text: String) -> Result<Self, NotAYear> {
        text.parse()
    }
}

impl From<Year> for String {
    fn from(year: Year) -> Self {
        year.to_string()
    }
}

/// The years in which something holds; without an end, still.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Years {
    /// The first year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Year>,
    /// The last year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Year>,
}

impl Years {
    /// Whether it holds in a year.
    pub fn holds(self, year: Year) -> bool {
        self.from.is_none_or(|from| from <= year) && self.until.is_none_or(|until| year <= until)
    }
}

/// A year of a return whose rules are here.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct KnownYear {
    pub(crate) year: Year,
    pub(crate) start: Date,
    /// The last day; of a census, its reference date.
    #[serde(alias = "reference")]
    pub(crate) end: Date,
    /// What changed, and where that was read.
    #[serde(default)]
    pub(crate) changed: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct YearsFile {
    year: Vec<KnownYear>,
}

/// The years of a return's `years.toml`, in order.
pub(crate) fn known_years(file: &str) -> Result<Vec<KnownYear>, Flaw> {
    Ok(read::<YearsFile>(file)?.year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_is_read_in_each_way_it_is_written() {
        for text in ["2025-26", "2025/26", "2026", "2025-2026"] {
            assert_eq!(text.parse(), Ok(Year::ending(2026)), "{text}");
        }
        for text in ["2025-27", "26", "", "20x6", "2025-", "-2026"] {
            assert!(text.parse::<Year>().is_err(), "{text}");
        }
        assert_eq!(Year::ending(2026).to_string(), "2025-26");
    }
}
