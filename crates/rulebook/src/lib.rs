//! What may be asked of the guidance and of protocols: the answers of the command line, and of pages that ask the same.
//!
//! Each module answers one question with a value that can be written as JSON, and with the same value as text that fits a
//! terminal. Nothing here reads a clock or a disk: today, and every text that is read, are given.

pub mod coverage;
pub mod diff;
pub mod due;
pub mod lint;
pub mod list;
pub mod protocol;
pub mod replay;
pub mod show;
