//! Chance from a seed.

use jiff::Timestamp;
use kernel::{EntryId, FixedClock, PersonId, SeededRandomness, new_identifier};
use uuid::Uuid;

/// Chance that follows from a seed.
pub(crate) struct Chance(SeededRandomness);

impl Chance {
    /// The chance of one part of what a seed makes: one family's journey never moves the next one's.
    pub(crate) fn part(seed: u64, number: u64) -> Self {
        let parent = SeededRandomness::new(seed ^ number.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        Self(SeededRandomness::new(parent.next_number()))
    }

    /// A number from 0 up to, not including, the limit; 0 for a limit of 0.
    pub(crate) fn below(&self, limit: usize) -> usize {
        let limit = limit.max(1) as u64;
        usize::try_from(self.0.next_number() % limit).unwrap_or(0)
    }

    /// A number between two, both included.
    pub(crate) fn between(&self, least: i32, most: i32) -> i32 {
        let span = usize::try_from(most.saturating_sub(least).saturating_add(1)).unwrap_or(1);
        least + i32::try_from(self.below(span)).unwrap_or(0)
    }

    /// Whether something that happens this often in a hundred happens.
    pub(crate) fn percent(&self, often: usize) -> bool {
        self.below(100) < often
    }

    /// One of several.
    pub(crate) fn pick<'a, T>(&self, of: &'a [T]) -> Option<&'a T> {
        of.get(self.below(of.len()))
    }

    /// A name from a list that is never empty.
    pub(crate) fn name<'a>(&self, of: &'a [String]) -> &'a str {
        self.pick(of).map_or("", String::as_str)
    }

    /// An identifier made at a moment.
    pub(crate) fn identifier(&self, at: Timestamp) -> Uuid {
        new_identifier(&FixedClock::new(at), &self.0)
    }

    pub(crate) fn person(&self, at: Timestamp) -> PersonId {
        PersonId(self.identifier(at))
    }

    pub(crate) fn entry(&self, at: Timestamp) -> EntryId {
        EntryId(self.identifier(at))
    }

    /// A short reference for a receipt.
    pub(crate) fn reference(&self) -> String {
        application::reference(&self.0)
    }
}
