//! The pages of families, over HTTP.

#![expect(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]

mod background;
mod browser;
mod challenges;
mod crossing;
mod files;
mod journey;
mod keeping;
mod letters;
mod pages;
mod rights;
mod secrecy;
mod views;
mod world;
mod writing;
