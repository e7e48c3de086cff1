//! Challenges as those see them who answer: the complaints manager, and whoever was named to look at one.
//!
//! Nothing here opens a request or a child's record, so nobody can tell from a record's readings that somebody
//! complained.

pub mod action;
pub mod allocate;
pub mod answer;
pub mod close;
pub mod enter;
pub mod extend;
pub mod figures;
pub mod letter;
pub mod list;
pub mod pass_on;
pub mod record;
pub mod stage;
pub mod step;

mod desk;
mod letters;
