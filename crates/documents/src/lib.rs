//! Letters and other documents as PDF that a screen reader reads as the page reads: PDF/UA-1, with headings, lists,
//! tables, links, the language and the order of reading in the file.
//!
//! A [`Document`] says what stands where; [`pdf`] sets and tags it. Nothing here reads a clock or a file: the day of the
//! document is a parameter, the fonts and the sizes are compiled in, so the same document makes the same bytes.
//!
//! The file is checked while it is written: a document that would not be PDF/UA is refused, never handed out.

mod document;
mod fonts;
mod links;
mod paper;
mod print;
mod setting;
mod symbols;
mod tags;

pub use document::{Block, Document};
pub use paper::{DocumentError, pdf};
pub use print::{Print, Sizes};
pub use symbols::{Shape, Symbol};
