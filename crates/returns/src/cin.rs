//! The children in need census: reading, schema, rules.

mod case;
mod census;
mod check;
pub mod example;
mod logic;
mod name;
mod schema;
mod split;
mod totals;
mod tree;
mod values;
mod walk;
mod written;

pub use census::{Census, Checked, Collected, NotBegun, Options, Period, period, period_on, validate, years};
pub(crate) use check::catalogue;
pub use check::{Check, CinRule, Given, Is, Missing, When};
pub use name::Name;
pub use split::{Piece, Splitter};
pub use values::{ReadChild, Values, header, read};
pub use written::{Writer, write};
