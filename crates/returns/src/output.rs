//! A report as text, JSON, CSV, SARIF and a page.

pub mod desk;
mod html;
mod json;
mod rows;
mod sarif;
mod text;

use std::io::{self, Write};

use crate::report::Report;
pub(crate) use text::table;

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For a person at a terminal.
    Table,
    /// One object, for programs.
    Json,
    /// Rows, for a spreadsheet.
    Csv,
    /// SARIF 2.1.0, for editors and code hosts.
    Sarif,
    /// One page that needs nothing else.
    Html,
}

/// Writes a report.
pub fn write(report: &Report, format: Format, out: &mut dyn Write) -> io::Result<()> {
    match format {
        Format::Table => text::write(report, out),
        Format::Json => json::write(report, out),
        Format::Csv => rows::write(report, out),
        Format::Sarif => sarif::write(report, out),
        Format::Html => out.write_all(html::page(report, html::Parts::Within, |_| ()).as_bytes()),
    }
}

/// The name of a file of the report.
fn file(report: &Report, number: u16) -> &str {
    report.files.get(usize::from(number)).map_or("", String::as_str)
}

/// `1 finding`, `2 findings`.
fn many(count: usize, one: &str, several: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {several}") }
}
