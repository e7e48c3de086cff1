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
mod walk;

pub use census::{Census, Checked, Collected, NotBegun, Options, validate, years};
pub(crate) use check::catalogue;
pub use check::{Check, CinRule, Given, Is, Missing, When};
pub use name::Name;
pub use split::{Piece, Splitter};
