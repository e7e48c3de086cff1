//! A report for a person at a terminal: what it is, how often each rule fired, and each finding with its place.

use std::io::{self, Write};

use comfy_table::{ContentArrangement, LineStyle, Table, TableStyle, presets};

use super::{file, many};
use crate::Place;
use crate::report::Report;

/// What a terminal and a printed page both hold.
const WIDTH: u16 = 110;

pub(super) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    if let Some(stopped) = &report.unreadable {
        writeln!(out, "{} cannot be read to its end.", file(report, 0))?;
        writeln!(out, "{}: {}\n", at(report, 0, Some(stopped.place)), stopped.message)?;
    }
    let year = report.year.map(|year| format!(" of {year}")).unwrap_or_default();
    let what = if report.kind == "cin" { "Children in need census" } else { "SSDA903" };
    writeln!(
        out,
        "{what}{year}: {}, {} asked.",
        many(report.children as usize, "child", "children"),
        many(report.rules, "rule", "rules")
    )?;
    writeln!(
        out,
        "{}, {}, {} that could not be asked.",
        many(report.findings.len(), "finding", "findings"),
        many(report.schema_errors.len(), "schema error", "schema errors"),
        many(report.not_evaluated.len(), "rule", "rules"),
    )?;
    for (rule, count) in &report.beyond {
        writeln!(out, "{rule}: {count} more are counted and not listed.")?;
    }
    let by_rule = report.by_rule();
    if !by_rule.is_empty() {
        writeln!(out)?;
        let rows = by_rule.iter().map(|(code, (facts, count))| {
            vec![(*code).to_owned(), facts.severity.to_string(), count.to_string(), facts.message.clone()]
        });
        writeln!(out, "{}", table(&["Rule", "Severity", "Times", "Message"], rows))?;
    }
    if !report.schema_errors.is_empty() {
        writeln!(out, "\nNot as the schema has it:")?;
    }
    for one in &report.schema_errors {
        let child = one.child.as_ref().map(|child| format!(" child {child}:")).unwrap_or_default();
        writeln!(out, "{}:{child} {}", at(report, one.file, Some(one.place)), one.message)?;
    }
    if !report.findings.is_empty() {
        writeln!(out, "\nWhat rules found:")?;
    }
    for one in &report.findings {
        let child =
            one.child.as_ref().map_or_else(|| "the return".to_owned(), |child| format!("child {child}"));
        let draft = if one.rule.draft { " (draft)" } else { "" };
        writeln!(
            out,
            "{}: {}{draft}: {child}: {}",
            at(report, one.file, Some(one.place)),
            one.rule.named(),
            one.why()
        )?;
        writeln!(out, "    {}", one.path)?;
    }
    if !report.not_evaluated.is_empty() {
        writeln!(out, "\nNot asked, and not cleared:")?;
    }
    for one in &report.not_evaluated {
        let child =
            one.child.as_ref().map_or_else(|| "the return".to_owned(), |child| format!("child {child}"));
        writeln!(out, "{}: {}: {child}: {}", at(report, one.file, one.place), one.rule.rule, one.reason)?;
    }
    Ok(())
}

/// `file:line:column`, as editors take it.
fn at(report: &Report, number: u16, place: Option<Place>) -> String {
    match place {
        Some(place) => format!("{}:{}:{}", file(report, number), place.line, place.column),
        None => file(report, number).to_owned(),
    }
}

/// Rows under a header, without colour.
pub(crate) fn table(header: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table.set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(WIDTH);
    let line = LineStyle::none().fill('-').junction('-');
    table.load_style(TableStyle::new().header_separator(line));
    table.set_header(header.iter().copied());
    for row in rows {
        table.add_row(row);
    }
    for column in table.column_iter_mut() {
        column.set_padding((0, 2));
    }
    table.lines().map(|line| line.trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}
