//! What comes from outside: the time, and chance. Both are always parameters.

use std::sync::Mutex;

use jiff::Timestamp;
use uuid::Uuid;

/// Tells the time. The executable passes the machine's clock; tests pass [`FixedClock`].
pub trait Clock: Send + Sync {
    /// The time now.
    fn now(&self) -> Timestamp;
}

/// Gives random bytes. The executable passes the operating system's; tests pass [`SeededRandomness`].
pub trait Randomness: Send + Sync {
    /// Fills the slice with bytes that nobody can foresee.
    fn fill(&self, bytes: &mut [u8]);
}

/// A new identifier that sorts by time (UUID version 7).
pub fn new_identifier(clock: &dyn Clock, randomness: &dyn Randomness) -> Uuid {
    let mut random = [0_u8; 10];
    randomness.fill(&mut random);
    let milliseconds = u64::try_from(clock.now().as_millisecond()).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(milliseconds, &random).into_uuid()
}

/// A clock that stands still until it is told to move.
#[derive(Debug)]
pub struct FixedClock(Mutex<Timestamp>);

impl FixedClock {
    /// Stands at this instant.
    pub fn new(now: Timestamp) -> Self {
        Self(Mutex::new(now))
    }

    /// Moves to this instant.
    pub fn set(&self, now: Timestamp) {
        *self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = now;
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

/// Bytes that follow from a seed: for tests, benchmarks and invented partnerships, never for secrets.
#[derive(Debug)]
pub struct SeededRandomness(Mutex<u64>);

impl SeededRandomness {
    /// Starts from this seed.
    pub fn new(seed: u64) -> Self {
        Self(Mutex::new(seed))
    }

    /// The next number (`SplitMix64`).
    pub fn next_number(&self) -> u64 {
        let mut state = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = *state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }
}

impl Randomness for SeededRandomness {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let number = self.next_number().to_le_bytes();
            chunk.copy_from_slice(&number[..chunk.len()]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_sort_by_time_and_follow_from_the_seed() {
        let clock = FixedClock::new("2026-11-23T09:00:00Z".parse().unwrap());
        let first = new_identifier(&clock, &SeededRandomness::new(1));
        assert_eq!(first, new_identifier(&clock, &SeededRandomness::new(1)));
        assert_ne!(first, new_identifier(&clock, &SeededRandomness::new(2)));
        clock.set("2026-11-23T09:00:01Z".parse().unwrap());
        assert!(new_identifier(&clock, &SeededRandomness::new(1)) > first);
        assert_eq!(first.get_version_num(), 7);
    }
}
