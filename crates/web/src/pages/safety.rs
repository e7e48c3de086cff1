//! Telling somebody that a person is not safe, and what the front door does with it.
//!
//! Nothing here touches a stream that a family is shown: a concern has a stream of its own, readings of it stand
//! beside it, and an urgent opening stands among the readings that are kept from the family.

pub mod answer;
pub mod concern;
pub mod followed;
pub mod front_door;
pub mod raise;
pub mod tell;
pub mod telling;
pub mod urgent;
pub mod urgent_review;

pub(in crate::pages) mod parts;
