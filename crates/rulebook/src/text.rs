//! How answers look on a terminal: tables and pairs without colour, within one width.

use comfy_table::{ContentArrangement, Table, presets};

/// The width of every text in columns: what a terminal and a printed page both hold.
pub(crate) const WIDTH: u16 = 100;

/// Rows under a header, a line below it. Long cells go over several lines.
pub(crate) fn table(header: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut table = plain();
    table.load_style(presets::ASCII_HORIZONTAL_ONLY);
    table.set_header(header.iter().copied());
    for row in rows {
        table.add_row(row);
    }
    trimmed(&table)
}

/// What something is called, and what it is; one pair a line, long ones over several.
pub(crate) fn pairs(pairs: &[(&str, String)]) -> String {
    let mut table = plain();
    for (name, value) in pairs.iter().filter(|(_, value)| !value.is_empty()) {
        table.add_row([(*name).to_owned(), value.clone()]);
    }
    trimmed(&table)
}

fn plain() -> Table {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table.set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(WIDTH);
    table
}

/// Without the spaces at the ends of lines, and without the first column's.
fn trimmed(table: &Table) -> String {
    let lines = table.lines().map(|line| line.trim_end().to_owned());
    lines.collect::<Vec<_>>().join("\n")
}

/// `one, two and three`.
pub(crate) fn listed<T: AsRef<str>>(items: &[T]) -> String {
    match items {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", first.join(", "), last.as_ref())
        }
    }
}

/// `1 duty`, `2 duties`.
pub(crate) fn many(count: usize, one: &str, several: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {several}") }
}
