//! Which return: of which kind, of which year. There is one of each in a partnership, so that its stream's identifier follows
//! from both.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A kind of return.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReturnKind {
    /// The children in need census.
    Cin,
    /// The return on children looked after.
    Ssda903,
}

impl ReturnKind {
    /// Each kind.
    pub const ALL: [Self; 2] = [Self::Cin, Self::Ssda903];

    /// Its name, as addresses and `crates/returns` have it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cin => "cin",
            Self::Ssda903 => "ssda903",
        }
    }
}

/// Which return.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Which {
    /// Of which kind.
    pub kind: ReturnKind,
    /// The calendar year in which its year ends.
    pub year: i16,
}

/// Marks identifiers that follow from what they are of, beside those that sort by time.
const MARK: &[u8; 6] = b"return";
/// The digits of a year.
const DIGITS: usize = 4;

impl Which {
    /// The identifier of its stream.
    pub fn id(self) -> Uuid {
        let mut bytes = [0; 16];
        bytes[..MARK.len()].copy_from_slice(MARK);
        bytes[10] = match self.kind {
            ReturnKind::Cin => 1,
            ReturnKind::Ssda903 => 2,
        };
        bytes[14..].copy_from_slice(&self.year.to_be_bytes());
        uuid::Builder::from_custom_bytes(bytes).into_uuid()
    }

    /// The return of the same kind, a year before.
    #[must_use]
    pub fn before(self) -> Self {
        Self { year: self.year.saturating_sub(1), ..self }
    }
}

impl fmt::Display for Which {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}-{}", self.kind.name(), self.year)
    }
}

/// A text that names no return.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this names no return; one is written cin-2026 or ssda903-2026")]
pub struct NotAReturn;

impl FromStr for Which {
    type Err = NotAReturn;

    fn from_str(text: &str) -> Result<Self, NotAReturn> {
        let (kind, year) = text.split_once('-').ok_or(NotAReturn)?;
        let kind = ReturnKind::ALL.into_iter().find(|known| known.name() == kind).ok_or(NotAReturn)?;
        let plain = year.len() == DIGITS && year.bytes().all(|digit| digit.is_ascii_digit());
        let year = year.parse().ok().filter(|_| plain).ok_or(NotAReturn)?;
        Ok(Self { kind, year })
    }
}
