//! The pages of families, over HTTP.

#![expect(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]

mod browser;
mod challenges;
mod crossing;
mod journey;
mod pages;
mod rights;
mod secrecy;
mod views;
mod world;
mod writing;
