//! Files read: which one each is, its rows, and where each cell stands.

use census::{Column, Table, read_day as day};
use jiff::civil::Date;

use crate::place::count;
use crate::report::Unreadable;
use crate::{Place, decode};

/// The most bytes of one file: the largest authority's episodes of a year are a twentieth of it.
pub const FILE_BYTES_MAX: u64 = 64 * 1024 * 1024;

/// Columns that no other file has, by which a file is told whatever else it holds and in which order.
fn marks(table: Table) -> &'static [Column] {
    match table {
        Table::Header => &[Column::ETHNIC],
        Table::Episodes => &[Column::DECOM, Column::RNE],
        Table::Reviews => &[Column::REVIEW],
        Table::UASC => &[Column::DUC],
        Table::OC2 => &[Column::SDQ_SCORE],
        Table::OC3 => &[Column::IN_TOUCH],
        Table::AD1 => &[Column::DATE_INT],
        Table::PlacedAdoption => &[Column::DATE_PLACED],
        Table::PrevPerm => &[Column::PREV_PERM],
        Table::Missing => &[Column::MIS_START],
        Table::SWEpisodes => &[Column::SW_ID],
        Table::DoLo => &[Column::DOLO_START],
    }
}

/// Which file a first line begins: by its own columns, in any order and any case.
pub fn recognise(first: &str) -> Option<Table> {
    let named: Vec<Column> =
        first.split([',', ';', '\t']).filter_map(|cell| Column::of(plain(cell))).collect();
    if !named.contains(&Column::CHILD) {
        return None;
    }
    Table::ALL.into_iter().find(|table| marks(*table).iter().all(|mark| named.contains(mark)))
}

pub(super) fn plain(cell: &str) -> &str {
    cell.trim_matches(|character: char| character.is_whitespace() || matches!(character, '"' | '\u{feff}'))
}

/// A row: its cells by column, and where it begins.
#[derive(Debug)]
pub(super) struct Row {
    cells: Vec<Box<str>>,
    days: Vec<Option<Date>>,
    line: u32,
    offset: usize,
}

/// A file that was read.
#[derive(Debug)]
pub(super) struct Sheet {
    pub(super) table: Table,
    /// Its place in the list of files.
    pub(super) file: u16,
    pub(super) rows: Vec<Row>,
    /// Which cell holds a column.
    at: Vec<Option<u8>>,
    text: String,
}

/// What no column of the file's own is called.
pub(super) struct Strange {
    pub(super) message: String,
    pub(super) place: Place,
}

/// Reads a file.
pub(super) fn read(bytes: &[u8], file: u16) -> Result<(Sheet, Vec<Strange>), Unreadable> {
    if bytes.len() as u64 > FILE_BYTES_MAX {
        return Err(Unreadable::at_start(format!("the file has more than {FILE_BYTES_MAX} bytes")));
    }
    let text = decode::text(bytes)?;
    let first = text.lines().next().unwrap_or_default();
    let Some(table) = recognise(first) else {
        return Err(Unreadable::at_start(
            "its first line names no file of the SSDA903 (CHILD and its own columns)",
        ));
    };
    let mut reader =
        csv::ReaderBuilder::new().flexible(true).delimiter(delimiter(first)).from_reader(text.as_bytes());
    let header = reader.headers().cloned().map_err(|error| Unreadable::at_start(error.to_string()))?;
    let mut at = vec![None; Column::ALL.len()];
    let mut strange = Vec::new();
    for (number, cell) in header.iter().enumerate() {
        let column = Column::of(plain(cell)).filter(|column| table.columns().contains(column));
        let place = cell_place(&text, 0, 1, number);
        match (column, u8::try_from(number)) {
            (Some(column), Ok(number)) if at[column as usize].is_none() => at[column as usize] = Some(number),
            (Some(column), _) => {
                strange
                    .push(Strange { message: format!("the column {} stands twice", column.as_str()), place });
            }
            (None, _) => {
                let message =
                    format!("{} has no column {:?}; it is passed over", table.as_str(), plain(cell));
                strange.push(Strange { message, place });
            }
        }
    }
    for column in table.columns() {
        if at[*column as usize].is_none() && !matches!(column, Column::DOB | Column::SEX) {
            let message = format!(
                "{} has no column {}, so that it is empty for every child",
                table.as_str(),
                column.as_str()
            );
            strange.push(Strange { message, place: Place::FIRST });
        }
    }
    let mut rows = Vec::new();
    let (mut counted, mut line) = (0, 1_u32);
    let mut record = csv::StringRecord::new();
    loop {
        let more = reader.read_record(&mut record).map_err(|error| {
            let line = error.position().map_or(1, csv::Position::line);
            Unreadable::at(
                Place { line: u32::try_from(line).unwrap_or(u32::MAX), column: 1 },
                error.to_string(),
            )
        })?;
        if !more {
            break;
        }
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let begun = record.position().map_or(0, |at| usize::try_from(at.byte()).unwrap_or_default());
        // The reader's own place may lie on the line end before.
        let rest = text.get(begun..).unwrap_or_default();
        let offset = begun + (rest.len() - rest.trim_start_matches(['\r', '\n']).len());
        let between = text.as_bytes().get(counted..offset).unwrap_or_default();
        line = line.saturating_add(count(memchr::memchr_iter(b'\n', between).count()));
        counted = offset;
        let cells: Vec<Box<str>> =
            record.iter().map(|cell| cell.trim().to_ascii_uppercase().into()).collect();
        rows.push(Row { days: cells.iter().map(|cell| day(cell)).collect(), cells, line, offset });
    }
    Ok((Sheet { table, file, rows, at, text }, strange))
}

/// What stands between cells.
pub(super) fn delimiter(first: &str) -> u8 {
    [b',', b';', b'\t']
        .into_iter()
        .max_by_key(|sign| memchr::memchr_iter(*sign, first.as_bytes()).count())
        .unwrap_or(b',')
}

impl Sheet {
    /// The text of a cell, in capitals; empty where it is missing.
    pub(super) fn text(&self, row: u32, column: Column) -> &str {
        let cell = self.at[column as usize].and_then(|at| self.rows[row as usize].cells.get(usize::from(at)));
        cell.map_or("", |cell| cell)
    }

    /// The day of a cell, if it is one.
    pub(super) fn day(&self, row: u32, column: Column) -> Option<Date> {
        let at = self.at[column as usize]?;
        self.rows[row as usize].days.get(usize::from(at)).copied().flatten()
    }

    /// Where a cell stands; that of a missing column is where its row begins.
    pub(super) fn place(&self, row: u32, column: Column) -> Place {
        let row = &self.rows[row as usize];
        match self.at[column as usize] {
            Some(at) => cell_place(&self.text, row.offset, row.line, usize::from(at)),
            None => Place { line: row.line, column: 1 },
        }
    }
}

/// Where the cell of a number stands in the record that begins at a byte.
fn cell_place(text: &str, offset: usize, line: u32, number: usize) -> Place {
    let mut place = Place { line, column: 1 };
    let (mut quoted, mut left) = (false, number);
    for character in text.get(offset..).unwrap_or_default().chars() {
        if left == 0 {
            break;
        }
        match character {
            '"' => quoted = !quoted,
            ',' | ';' | '\t' if !quoted => left -= 1,
            '\n' if !quoted && place.column > 1 => break,
            _ => {}
        }
        place = if character == '\n' {
            Place { line: place.line.saturating_add(1), column: 1 }
        } else {
            Place { column: place.column.saturating_add(1), ..place }
        };
    }
    place
}

/// How many rows there are.
pub(super) fn length(rows: &Sheet) -> u32 {
    count(rows.rows.len())
}
