//! Statutory returns: those that were checked, what was found in each, who sees to it, what was explained and what it was
//! last year. The files themselves are forgotten with the answer; no family reads these pages.

pub mod build;
pub mod children;
pub mod finding;
pub mod findings;
pub mod list;
pub mod summary;
pub mod upload;

mod checking;
mod filter;
mod open;
mod shown;

pub(super) use checking::working_days;
