//! The rules of the record, as data: who asks for what, and what is answered.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops where it is")]

mod beside;
mod concerns;
mod deciding;
mod delivering;
mod journey;
mod never_less;
mod people;
mod preparing;
mod requests;
mod scene;
mod sequences;
mod shapes;
