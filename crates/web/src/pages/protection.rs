//! How a child is protected, from the strategy discussion to the end of the plan. Each step is one page with one section of the
//! form; the record shows what stands, what is due and why, and what happened.
//!
//! Nothing here touches a stream that a family is shown, but telling somebody, which a named person does.

pub mod appointment;
pub mod begin;
pub mod chronology;
pub mod list;
pub mod network;
pub mod record;
pub mod step_page;

mod ecomap;
mod genogram;
mod happened;
mod image;
mod picks;
mod step;

pub(in crate::pages) use chronology::choose;
pub(in crate::pages) use happened::supervision_task;
