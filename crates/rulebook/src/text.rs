//! How answers look on a terminal: tables and pairs without colour, within one width.

use comfy_table::{ContentArrangement, LineStyle, Table, TableStyle, presets};

/// The width of every text in columns: what a terminal and a printed page both hold.
pub(crate) const WIDTH: u16 = 100;

/// How far a line of a table stands in.
const MARGIN: &str = "  ";

/// Rows under a header, a line below it. Long cells go over several lines.
pub(crate) fn table(header: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut table = plain();
    let line = LineStyle::none().fill('-').junction('-');
    table.load_style(TableStyle::new().header_separator(line));
    table.set_header(header.iter().copied());
    for row in rows {
        table.add_row(row);
    }
    tight(&mut table)
}

/// What something is called, and what it is; one pair a line, long ones over several.
pub(crate) fn pairs(pairs: &[(&str, String)]) -> String {
    let mut table = plain();
    for (name, value) in pairs.iter().filter(|(_, value)| !value.is_empty()) {
        table.add_row([(*name).to_owned(), value.clone()]);
    }
    tight(&mut table)
}

/// A text over as many lines as it needs.
pub(crate) fn paragraph(text: &str) -> String {
    let mut table = plain();
    table.add_row([text.to_owned()]);
    tight(&mut table)
}

/// The same, standing in.
pub(crate) fn indented(text: &str) -> String {
    let mut table = plain();
    table.add_row([MARGIN.to_owned(), text.to_owned()]);
    tight(&mut table)
}

fn plain() -> Table {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table.set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(WIDTH);
    table
}

/// Without space before the first column and at the ends of lines.
fn tight(table: &mut Table) -> String {
    for column in table.column_iter_mut() {
        column.set_padding((0, 2));
    }
    let lines = table.lines().map(|line| line.trim_end().to_owned());
    lines.collect::<Vec<_>>().join("\n")
}

/// `one, two and three`.
pub(crate) fn listed<T: AsRef<str>>(items: &[T]) -> String {
    joined(items, "and")
}

/// `one, two or three`.
pub(crate) fn listed_or<T: AsRef<str>>(items: &[T]) -> String {
    joined(items, "or")
}

fn joined<T: AsRef<str>>(items: &[T], word: &str) -> String {
    match items {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} {word} {}", first.join(", "), last.as_ref())
        }
    }
}

/// `1 duty`, `2 duties`.
pub(crate) fn many(count: usize, one: &str, several: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {several}") }
}
