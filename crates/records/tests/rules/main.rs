//! The rules of the record, as data: who asks for what, and what is answered.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops where it is")]

mod challenges;
mod concerns;
mod family;
mod feedback;
mod journey;
mod never_changes;
mod people;
mod requests;
mod scene;
mod sequences;
mod shapes;
