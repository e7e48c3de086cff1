//! A report as CSV: a row for each finding, each schema error, and each rule that could not be asked.

use std::io::{self, Write};

use super::file;
use crate::report::{Report, Value};

const HEADER: [&str; 11] =
    ["what", "file", "line", "column", "child", "rule", "severity", "path", "values", "why", "message"];

pub(super) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let mut rows = csv::Writer::from_writer(out);
    rows.write_record(HEADER)?;
    let number = |number: u32| number.to_string();
    let mut row = |cells: [String; 11]| rows.write_record(cells.map(plain));
    if let Some(stopped) = &report.unreadable {
        let mut cells = [const { String::new() }; 11];
        "unreadable".clone_into(&mut cells[0]);
        file(report, 0).clone_into(&mut cells[1]);
        cells[2] = number(stopped.place.line);
        cells[3] = number(stopped.place.column);
        cells[9].clone_from(&stopped.message);
        row(cells)?;
    }
    for one in &report.findings {
        row([
            "finding".to_owned(),
            file(report, one.file).to_owned(),
            number(one.place.line),
            number(one.place.column),
            one.child.as_deref().unwrap_or_default().to_owned(),
            one.rule.rule.clone(),
            one.rule.severity.to_string(),
            one.path.to_string(),
            values(&one.values),
            one.why(),
            one.rule.message.clone(),
        ])?;
    }
    for one in &report.not_evaluated {
        let place = one.place;
        row([
            "not evaluated".to_owned(),
            file(report, one.file).to_owned(),
            place.map(|place| number(place.line)).unwrap_or_default(),
            place.map(|place| number(place.column)).unwrap_or_default(),
            one.child.as_deref().unwrap_or_default().to_owned(),
            one.rule.rule.clone(),
            one.rule.severity.to_string(),
            one.path.to_string(),
            String::new(),
            one.reason.to_string(),
            one.rule.message.clone(),
        ])?;
    }
    for one in &report.schema_errors {
        row([
            "schema error".to_owned(),
            file(report, one.file).to_owned(),
            number(one.place.line),
            number(one.place.column),
            one.child.as_deref().unwrap_or_default().to_owned(),
            String::new(),
            "error".to_owned(),
            one.path.to_string(),
            String::new(),
            one.message.to_string(),
            String::new(),
        ])?;
    }
    rows.flush()
}

/// `Field=value; Field=value`.
pub(super) fn values(values: &[Value]) -> String {
    let each =
        values.iter().map(|value| format!("{}={}", value.field, value.value.as_deref().unwrap_or_default()));
    each.collect::<Vec<_>>().join("; ")
}

/// A spreadsheet takes a text that begins like a formula for one, and a return may hold any text.
fn plain(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell }
}
