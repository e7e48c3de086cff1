//! Law and guidance, for anybody to read: editions, clauses, duties, what changed between two editions, and how well each
//! was checked.

pub mod clause;
pub mod compare;
pub mod confirm;
pub mod duties;
pub mod duty;
pub mod edition;
pub mod index;

mod shown;

pub(in crate::pages) use shown::{frame, write_table};
