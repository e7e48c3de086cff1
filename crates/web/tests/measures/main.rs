//! The equality measures over HTTP, drafts that are tried, and statutory returns that are checked: who may see them, that what is
//! small stays hidden, that a file says what its page says, that nothing of a hostile file is kept.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod pages;
mod returns;
mod what_if;
mod world;
