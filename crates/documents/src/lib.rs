//! What letters and other documents say, part by part, whoever prints them.
//!
//! A [`Document`] says what stands where. A page shows the same parts; a [`Press`] makes a file of them. Nothing here knows a
//! font or a kind of file.

mod document;
mod print;
mod symbols;

pub use document::{Block, Document};
pub use print::{DocumentError, PAGES_MAX, Press, Print};
pub use symbols::{SIDE, Shape, Symbol};
