//! The words that every other crate shares.
//!
//! Identifiers, moments, and the two things that no code here may reach for by itself: the clock and
//! randomness. Nothing in this crate knows a rule, a record, a database or a page.

mod identifiers;
mod moment;
mod outside;

pub use identifiers::{
    Capacity, EntryId, InvalidName, Partnership, PersonId, StreamId, StreamKind, StreamParseError,
};
pub use moment::{Moment, london_date, london_datetime, london_instant};
pub use outside::{Clock, FixedClock, Randomness, SeededRandomness, new_identifier};
