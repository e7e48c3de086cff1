//! What a family reads and writes.
//!
//! Nothing here knows of concerns, and no page holds anything that is made anew each time it is shown, except those
//! that are forms: so what happens at the safeguarding front door cannot be told from any of them.

pub mod attachments;
pub mod comment;
pub mod decision_file;
pub mod download;
pub mod home;
pub mod letters;
pub mod plan;
pub mod reads;
pub mod record;
pub mod request;
pub mod withdraw;

mod challenge;
mod dates;
mod entry;
mod not_open;
mod ownership;
mod reading;
mod steps;
mod talk;
