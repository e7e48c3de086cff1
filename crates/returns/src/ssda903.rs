//! The return on children looked after (SSDA903): CSV files, this year's and last year's, and the rules over them.

mod ask;
mod check;
mod column;
mod data;
pub mod example;
mod logic;
mod validate;

pub use check::{Missing903, Rule903};
pub(crate) use check::{catalogue, missing};
pub use column::Column;
pub use data::{FILE_BYTES_MAX, Table, recognise};
pub use validate::{Given, NotBegun, validate, years};
