//! The rules of the record, as data: who asks for what, and what is answered.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops where it is")]

mod breaks;
mod challenges;
mod concerns;
mod crossing;
mod crossing_sequences;
mod family;
mod feedback;
mod invariants;
mod journey;
mod measured;
mod moves;
mod moves_of_breaks;
mod never_changes;
mod people;
mod requests;
mod scene;
mod sequences;
mod shapes;
mod sharing;
mod views;
