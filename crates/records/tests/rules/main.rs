//! The rules of the record, as data: who asks for what, and what is answered.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops where it is")]

mod background;
mod beside;
mod breaks;
mod challenges;
mod concerns;
mod court;
mod crossing;
mod crossing_sequences;
mod deciding;
mod delivering;
mod disagreeing;
mod family;
mod feedback;
mod invariants;
mod journey;
mod measured;
mod moves;
mod moves_of_breaks;
mod network;
mod never_changes;
mod never_less;
mod people;
mod pitfalls;
mod preparing;
mod protecting;
mod protecting_moves;
mod protecting_plan;
mod requests;
mod scene;
mod sequences;
mod shapes;
mod sharing;
mod slips;
mod views;
mod vignettes;
mod what_went_wrong;
mod withheld;
