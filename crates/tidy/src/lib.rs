//! Rules of this house that a compiler cannot keep, as ordinary tests.
//!
//! The tests of this crate read the source of the others: which crate may use which, how long a file may be, that every
//! message has its words and every refusal its own. [`parsers`] lists every parser that takes text or bytes from
//! outside; the same list is fed hostile input by a test here and by the targets in `fuzz/`.

pub mod parsers;
pub mod source;
