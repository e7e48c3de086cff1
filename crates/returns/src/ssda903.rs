//! The return on children looked after (SSDA903): CSV files, this year's and last year's, and the rules over them.

mod ask;
mod check;
mod data;
pub mod example;
mod logic;
mod validate;
mod values;
mod written;

pub use census::{Column, LookedAfter, Table};
pub use check::{Missing903, Rule903};
pub(crate) use check::{catalogue, missing};
pub use data::{FILE_BYTES_MAX, recognise};
pub use validate::{Given, NotBegun, Period, period, period_on, validate, years};
pub use values::{ReadFiles, read};
pub use written::{file_name, write};
