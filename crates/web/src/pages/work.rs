//! A practitioner's day: what is due, requests from the reading to the route, search.
//!
//! The pages of one request share [`desk`], which opens it, tries a command and puts a refusal beside its field, and
//! [`shown`], which shows dates, duties and people in one way.

pub mod answer;
pub mod asker;
pub mod away;
pub mod background;
pub mod code;
pub mod confirm;
pub mod exercise;
pub mod interim;
pub mod letter;
pub mod read;
pub mod receipt;
pub mod request;
pub mod requests;
pub mod route;
pub mod search;
pub mod sent;
pub(crate) mod step;
pub mod team;
pub mod today;
pub mod triage;

mod carried;
mod desk;
pub(crate) mod late_letter;
pub(crate) mod letter_words;
mod opening;
mod passing_on;
mod prefilled;
pub(crate) mod receipt_letter;
pub(crate) mod route_letter;
pub(in crate::pages) mod shown;
mod told;

pub(crate) use shown::scroll;
