//! The duty engine: kept up as things happen, on any day, between editions, in the hard cases; and against models that know
//! nothing of it.

#![expect(clippy::unwrap_used, reason = "a test that cannot set up its world should stop there")]

mod cases;
mod chains;
mod editions;
#[path = "../invented/facts.rs"]
mod facts;
mod fictional;
mod limits;
mod pauses;
mod pitfalls;
mod standing;
