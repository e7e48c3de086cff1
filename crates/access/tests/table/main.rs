//! The shipped table of policies, and how a table is read and answers.
#![expect(clippy::unwrap_used, reason = "a test may stop at what cannot be")]
#![expect(clippy::needless_raw_string_hashes, reason = "the expected texts are written by the test itself")]

mod agreement;
mod common;
mod faults;
mod matrix;
mod points;
