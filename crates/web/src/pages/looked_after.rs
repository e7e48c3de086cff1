//! Children who live away from home: looked after, missing, or fostered privately. Each step is one page with one section of the
//! form; the record shows what stands, what is due and why, and what happened.
//!
//! Nothing here touches a stream that a family is shown, but telling somebody, which a named person does.

pub mod list;
pub mod record;
pub mod step_page;

mod happened;
mod step;

pub(super) use step::done_by;
