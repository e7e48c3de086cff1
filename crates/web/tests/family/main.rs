//! The pages of families, over HTTP.

#![expect(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]

mod browser;
mod files;
mod keeping;
mod letters;
mod pages;
mod secrecy;
mod world;
mod writing;
