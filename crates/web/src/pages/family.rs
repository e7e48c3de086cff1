//! What a family reads and writes.
//!
//! Nothing here knows of concerns, and no page holds anything that is made anew each time it is shown, except those
//! that are forms: so what happens at the safeguarding front door cannot be told from any of them.

pub mod appointment;
pub mod attachments;
pub(crate) mod background;
pub mod breaks;
pub mod challenge_new;
pub mod challenge_one;
pub mod challenge_stage;
pub mod challenge_withdraw;
pub mod challenges;
pub mod comment;
pub mod decision_file;
pub mod download;
pub mod feedback;
pub mod gap;
pub mod help;
pub mod hold;
pub mod home;
pub mod letters;
pub mod own_needs;
pub mod phrase;
pub mod plan;
pub mod protection;
pub mod reads;
pub mod record;
pub mod request;
pub mod review;
pub mod sharing;
pub mod views;
pub mod views_new;
pub mod withdraw;

mod challenge;
mod dates;
mod entry;
mod journey;
mod not_open;
mod ownership;
mod reading;
mod step;
mod steps;
mod talk;
mod told;
