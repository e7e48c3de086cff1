//! The equality measures over HTTP, and drafts that are tried: who may see them, that what is small stays hidden, that a file
//! says what its page says.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod pages;
mod what_if;
mod world;
