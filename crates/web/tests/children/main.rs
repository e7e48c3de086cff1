//! The pages of a child's record over HTTP, on a small invented partnership.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops where it is")]

mod access;
mod allocation;
mod breaks;
mod census;
mod deciding;
mod harness;
mod journey;
mod pages;
mod sharing;
mod views;
mod words;
mod writing;
