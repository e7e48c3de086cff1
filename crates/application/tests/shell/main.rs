//! The shell over a real store: what one may do, what is logged, what is written, what is not.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops where it is")]

mod acts;
mod codes;
mod reads;
mod retaining;
mod searching;
mod world;
