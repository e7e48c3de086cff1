//! Pairs of answers: how often two say the same.

use serde::{Deserialize, Serialize};

/// How often each of two said yes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pairs {
    /// Both said yes.
    pub both: u64,
    /// Only the first did.
    pub only_first: u64,
    /// Only the second did.
    pub only_second: u64,
    /// Neither did.
    pub neither: u64,
}

impl Pairs {
    /// How many there are.
    pub const fn all(self) -> u64 {
        self.both + self.only_first + self.only_second + self.neither
    }
}
