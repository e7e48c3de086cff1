//! The equality measures over HTTP: who may see them, that what is small stays hidden, that a file says what its page says.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod pages;
mod world;
