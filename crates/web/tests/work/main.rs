//! The pages of a practitioner's day, over HTTP: who may see them, what they refuse, and that they do what they say.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod harness;
mod journey;
mod law;
mod lists;
mod refusals;
mod safety;
mod signing_in;
mod words;
