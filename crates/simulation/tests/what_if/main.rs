//! What drafts change, for records from a seed.
//!
//! Write the report again with `UPDATE_EXPECT=1 cargo test -p simulation`, and read what changed.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod assumed;
mod drafts;
mod folding;
mod invented;
