//! Family help and section 17, for practitioners: the list, how help begins, the record, and one page for each step.

pub mod begin;
mod choices;
pub mod letter;
pub(in crate::pages) mod letters;
pub mod list;
pub mod people;
pub mod record;
mod step;
pub mod step_page;
mod timeline;
