//! The front door for everybody who gets in touch about a child: who it may be about, what partners know, what a manager
//! decides, and what whoever got in touch is told. No family page folds any of it.

pub mod board;
pub mod followed;
pub mod letter;
pub mod new;
pub mod record;
pub mod step_page;
pub mod who;

mod letters;
mod shown;
mod step;

pub(in crate::pages) use shown::{agency_words, outcome_words};
