//! What is answered, in the form that was wanted.

use crate::output::html::{Parts, page};
use crate::output::{Format, write};
use crate::report::Report;

/// Where the page of the form is: it is gone back to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// At the address of a program that serves it.
    Served,
    /// In one file.
    OneFile,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Its media type.
    pub kind: &'static str,
    /// The name under which it is kept; a page has none and is shown.
    pub name: Option<&'static str>,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A report in the form that is named; as a page where none is.
pub fn answered(report: &Report, answer: &str, place: Place) -> std::io::Result<Answer> {
    let (format, kind, name) = match answer {
        "csv" => (Format::Csv, "text/csv; charset=utf-8", "findings.csv"),
        "json" => (Format::Json, "application/json", "findings.json"),
        _ => {
            let bytes = shown(report, place).into_bytes();
            return Ok(Answer { kind: "text/html; charset=utf-8", name: None, bytes });
        }
    };
    let mut bytes = Vec::new();
    write(report, format, &mut bytes)?;
    Ok(Answer { kind, name: Some(name), bytes })
}

/// What was found, with the way back to the form.
fn shown(report: &Report, place: Place) -> String {
    let (parts, back) = match place {
        Place::Served => (Parts::Beside("/report.js"), "/"),
        // The file itself, read anew.
        Place::OneFile => (Parts::Within, ""),
    };
    page(report, parts, |writer| {
        writer.element("header").within(|writer| {
            writer.element("a").attribute("href", back).text("Check another return");
        });
    })
}
