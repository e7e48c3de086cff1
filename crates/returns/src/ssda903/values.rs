//! The files of a return as values, child by child: each cell as it stands, whatever rules say of it.

use std::collections::{BTreeMap, HashMap};

use census::{Column, LookedAfter, Row, Table};

use super::data::{FILE_BYTES_MAX, delimiter, plain, recognise};
use super::validate::NotBegun;
use crate::report::{Passed, Unreadable};
use crate::{Place, decode};

/// Files that were read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReadFiles {
    /// The children, in the order in which the files name them first.
    pub children: Vec<LookedAfter>,
    /// What was passed over.
    pub passed: Vec<Passed>,
}

/// Reads the files of one year.
pub fn read(files: &[(String, Vec<u8>)]) -> Result<ReadFiles, NotBegun> {
    let mut found = ReadFiles::default();
    let mut known: HashMap<String, usize> = HashMap::new();
    for (name, bytes) in files {
        add(name, bytes, &mut known, &mut found)
            .map_err(|stopped| NotBegun::Unreadable(name.clone(), stopped))?;
    }
    Ok(found)
}

fn add(
    name: &str,
    bytes: &[u8],
    known: &mut HashMap<String, usize>,
    found: &mut ReadFiles,
) -> Result<(), Unreadable> {
    if bytes.len() as u64 > FILE_BYTES_MAX {
        return Err(Unreadable::at_start(format!("the file has more than {FILE_BYTES_MAX} bytes")));
    }
    let text = decode::text(bytes)?;
    let first = text.lines().next().unwrap_or_default();
    let table = recognise(first).ok_or_else(|| {
        Unreadable::at_start("its first line names no file of the SSDA903 (CHILD and its own columns)")
    })?;
    let mut reader =
        csv::ReaderBuilder::new().flexible(true).delimiter(delimiter(first)).from_reader(text.as_bytes());
    let header = reader.headers().cloned().map_err(|error| Unreadable::at_start(error.to_string()))?;
    let columns = columns(table, &header);
    // How many cells of columns that the file does not have hold something.
    let mut strange: BTreeMap<usize, u64> = BTreeMap::new();
    for record in reader.records() {
        let record = record.map_err(|error| {
            let line = error.position().map_or(1, csv::Position::line);
            let line = u32::try_from(line).unwrap_or(u32::MAX);
            Unreadable::at(Place { line, column: 1 }, error.to_string())
        })?;
        let line = record.position().map_or(1, csv::Position::line);
        let (mut child, mut row) = (None, Row::default());
        for (at, cell) in record.iter().enumerate().map(|(at, cell)| (at, cell.trim())) {
            match columns.get(at).copied().flatten() {
                _ if cell.is_empty() => {}
                Some(Column::CHILD) => child = Some(cell),
                Some(column) => row = row.with(column, Some(cell)),
                None => *strange.entry(at).or_default() += 1,
            }
        }
        match child {
            Some(child) => {
                let at = *known.entry(child.to_owned()).or_insert_with(|| {
                    found.children.push(LookedAfter { child: child.to_owned(), ..LookedAfter::default() });
                    found.children.len() - 1
                });
                found.children[at].add(table, row);
            }
            None if row.is_empty() => {}
            None => found.passed.push(Passed {
                file: name.to_owned(),
                line,
                message: "the row names no child".to_owned(),
            }),
        }
    }
    found.passed.extend(strange.into_iter().map(|(at, cells)| Passed {
        file: name.to_owned(),
        line: 1,
        message: match header.get(at).map(plain) {
            Some(column) => format!("{} has no column {column:?}: {cells} of its cells", table.as_str()),
            None => format!("{cells} cells stand after the last column"),
        },
    }));
    Ok(())
}

/// The column of each cell; one that stands twice is read where it stands first.
fn columns(table: Table, header: &csv::StringRecord) -> Vec<Option<Column>> {
    let mut columns: Vec<Option<Column>> = Vec::with_capacity(header.len());
    for cell in header {
        let column = Column::of(plain(cell)).filter(|column| table.columns().contains(column));
        columns.push(column.filter(|column| !columns.contains(&Some(*column))));
    }
    columns
}
