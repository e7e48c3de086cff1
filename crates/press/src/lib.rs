//! Documents as PDF that a screen reader reads as the page reads: PDF/UA-1, with headings, lists, tables, links, the language
//! and the order of reading in the file.
//!
//! [`pdf`] sets and tags a [`documents::Document`]. Nothing here reads a clock or a file: the day of the document is a
//! parameter, the fonts and the sizes are compiled in, so the same document makes the same bytes.
//!
//! The file is checked while it is written: a document that would not be PDF/UA is refused, never handed out.

mod fonts;
mod links;
mod paper;
mod setting;
mod sizes;
mod tags;

pub use paper::pdf;
