//! What may be asked of the guidance and of protocols: the answers of the command line, and of pages that ask the same.
//!
//! Each module answers one question with a value that can be written as JSON, and with the same value as text that fits a
//! terminal: every answer is `Serialize` and `Display`. Nothing here reads a clock or a disk: today, and every text that is
//! read, are given.

pub mod count;
pub mod coverage;
pub mod diff;
pub mod due;
pub mod lint;
pub mod list;
mod not_answered;
mod places;
pub mod protocol;
pub mod replay;
mod said;
pub mod show;
mod text;

pub use not_answered::NotAnswered;
pub use places::{moment, report};

use guidance::{Guidance, Protocol};
use serde::Serialize;

/// An answer as JSON, indented, for people and programs.
pub fn json(answer: &impl Serialize) -> String {
    serde_json::to_string_pretty(answer).unwrap_or_else(|error| format!("{{\"error\": \"{error}\"}}"))
}

/// Rules without local promises, so that law and guidance speak alone. It does not depend on the guidance that is asked.
fn law_alone() -> Result<Protocol, String> {
    let guidance = Guidance::embedded().map_err(|errors| errors.to_string())?;
    let shipped = Protocol::embedded("default", &guidance).map_err(|refused| refused.to_string())?;
    Ok(shipped.without_promises())
}
