//! Telling somebody that a person is not safe, and what the front door does with it.
//!
//! Nothing here touches a stream that a family is shown: a concern has a stream of its own, readings of it stand
//! beside it, and an urgent opening stands among the readings that are kept from the family.

pub mod answer;
pub mod concern;
pub mod diversion;
pub mod earlier;
pub mod followed;
pub mod front_door;
pub mod handover;
pub mod over_time;
pub mod raise;
pub mod step_page;
pub mod tell;
pub mod tell_family;
pub mod telling;
pub mod urgent;
pub mod urgent_review;

mod diversion_history;
pub(in crate::pages) mod open_concerns;
pub(in crate::pages) mod parts;
mod rows;
mod step;

pub(crate) use parts::refusal_words;
