//! The report to read, as Markdown.

use crate::document::{Block, Document};

pub(super) fn render(document: &Document) -> String {
    let blocks = document.blocks.iter().map(block);
    std::iter::once(format!("# {}\n", document.title)).chain(blocks).collect::<Vec<_>>().join("\n")
}

/// A block, with the end of its last line.
fn block(block: &Block) -> String {
    match block {
        Block::Heading { level, text } => format!("{} {text}\n", "#".repeat(usize::from(*level))),
        Block::Paragraph(text) => format!("{text}\n"),
        Block::List(items) => items.iter().flat_map(|item| ["- ", item.as_str(), "\n"]).collect(),
        Block::Table { head, rows } => {
            let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
            let rows = rows.iter().map(|row| line(&row.iter().map(|cell| plain(cell)).collect::<Vec<_>>()));
            let marks = format!("|{}\n", " --- |".repeat(head.len()));
            [line(head), marks].into_iter().chain(rows).collect()
        }
    }
}

/// A cell in which nothing ends it.
fn plain(cell: &str) -> String {
    cell.replace('|', "\\|").replace('\n', " ")
}
