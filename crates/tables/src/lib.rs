//! Rows as files that other programs read: a workbook ([`workbook`]) and Parquet ([`columns`]).
//!
//! What rows say is others' business. The same rows and the same moment are the same bytes: nothing of a file follows from where or
//! when it is written.

pub mod columns;
pub mod workbook;
