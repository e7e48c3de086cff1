//! Files read: which one each is, its rows, and where each cell stands.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::column::Column;
use crate::place::count;
use crate::report::Unreadable;
use crate::{Place, decode};

/// The most bytes of one file: the largest authority's episodes of a year are a twentieth of it.
pub const FILE_BYTES_MAX: u64 = 64 * 1024 * 1024;

/// A file of the return.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Table {
    /// Who each child is.
    Header,
    /// Periods of being looked after, by legal status and placement.
    Episodes,
    /// Reviews, and how the child took part.
    Reviews,
    /// Unaccompanied asylum-seeking children.
    UASC,
    /// Health and more, of those looked after for twelve months.
    OC2,
    /// Care leavers.
    OC3,
    /// Adoptions.
    AD1,
    /// Decisions that a child should be placed for adoption.
    PlacedAdoption,
    /// Permanence before.
    PrevPerm,
    /// Times of being missing.
    Missing,
    /// Social workers.
    SWEpisodes,
    /// Deprivation of liberty orders.
    DoLo,
}

impl Table {
    /// Every file.
    pub const ALL: [Self; 12] = [
        Self::Header,
        Self::Episodes,
        Self::Reviews,
        Self::UASC,
        Self::OC2,
        Self::OC3,
        Self::AD1,
        Self::PlacedAdoption,
        Self::PrevPerm,
        Self::Missing,
        Self::SWEpisodes,
        Self::DoLo,
    ];

    /// Columns that no other file has, by which a file is told whatever else it holds and in which order.
    fn marks(self) -> &'static [Column] {
        match self {
            Self::Header => &[Column::ETHNIC],
            Self::Episodes => &[Column::DECOM, Column::RNE],
            Self::Reviews => &[Column::REVIEW],
            Self::UASC => &[Column::DUC],
            Self::OC2 => &[Column::SDQ_SCORE],
            Self::OC3 => &[Column::IN_TOUCH],
            Self::AD1 => &[Column::DATE_INT],
            Self::PlacedAdoption => &[Column::DATE_PLACED],
            Self::PrevPerm => &[Column::PREV_PERM],
            Self::Missing => &[Column::MIS_START],
            Self::SWEpisodes => &[Column::SW_ID],
            Self::DoLo => &[Column::DOLO_START],
        }
    }

    /// What it should hold, after the child.
    pub fn columns(self) -> &'static [Column] {
        use Column as C;
        match self {
            Self::Header => &[C::CHILD, C::SEX, C::DOB, C::ETHNIC, C::UPN, C::MOTHER, C::MC_DOB],
            Self::Episodes => &[
                C::CHILD,
                C::DECOM,
                C::RNE,
                C::LS,
                C::CIN,
                C::PLACE,
                C::PLACE_PROVIDER,
                C::DEC,
                C::REC,
                C::REASON_PLACE_CHANGE,
                C::HOME_POST,
                C::PL_POST,
                C::URN,
            ],
            Self::Reviews => &[C::CHILD, C::DOB, C::REVIEW, C::REVIEW_CODE],
            Self::UASC => &[C::CHILD, C::SEX, C::DOB, C::DUC],
            Self::OC2 => &[
                C::CHILD,
                C::DOB,
                C::SDQ_SCORE,
                C::SDQ_REASON,
                C::CONVICTED,
                C::HEALTH_CHECK,
                C::IMMUNISATIONS,
                C::TEETH_CHECK,
                C::HEALTH_ASSESSMENT,
                C::SUBSTANCE_MISUSE,
                C::INTERVENTION_RECEIVED,
                C::INTERVENTION_OFFERED,
            ],
            Self::OC3 => &[C::CHILD, C::DOB, C::IN_TOUCH, C::ACTIV, C::ACCOM],
            Self::AD1 => &[
                C::CHILD,
                C::DOB,
                C::DATE_INT,
                C::DATE_MATCH,
                C::FOSTER_CARE,
                C::NB_ADOPTR,
                C::SEX_ADOPTR,
                C::LS_ADOPTR,
            ],
            Self::PlacedAdoption => {
                &[C::CHILD, C::DOB, C::DATE_PLACED, C::DATE_PLACED_CEASED, C::REASON_PLACED_CEASED]
            }
            Self::PrevPerm => &[C::CHILD, C::DOB, C::PREV_PERM, C::LA_PERM, C::DATE_PERM],
            Self::Missing => &[C::CHILD, C::DOB, C::MISSING, C::MIS_START, C::MIS_END],
            Self::SWEpisodes => &[C::CHILD, C::DOB, C::SW_ID, C::SW_DECOM, C::SW_DEC, C::SW_REASON],
            Self::DoLo => &[C::CHILD, C::DOB, C::DOLO_START, C::DOLO_END],
        }
    }

    /// Its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Header => "Header",
            Self::Episodes => "Episodes",
            Self::Reviews => "Reviews",
            Self::UASC => "UASC",
            Self::OC2 => "OC2",
            Self::OC3 => "OC3",
            Self::AD1 => "AD1",
            Self::PlacedAdoption => "PlacedAdoption",
            Self::PrevPerm => "PrevPerm",
            Self::Missing => "Missing",
            Self::SWEpisodes => "SWEpisodes",
            Self::DoLo => "DoLo",
        }
    }
}

/// Which file a first line begins: by its own columns, in any order and any case.
pub fn recognise(first: &str) -> Option<Table> {
    let named: Vec<Column> =
        first.split([',', ';', '\t']).filter_map(|cell| Column::of(plain(cell))).collect();
    if !named.contains(&Column::CHILD) {
        return None;
    }
    Table::ALL.into_iter().find(|table| table.marks().iter().all(|mark| named.contains(mark)))
}

fn plain(cell: &str) -> &str {
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
fn delimiter(first: &str) -> u8 {
    [b',', b';', b'\t']
        .into_iter()
        .max_by_key(|sign| memchr::memchr_iter(*sign, first.as_bytes()).count())
        .unwrap_or(b',')
}

/// A day as the return writes it, DD/MM/YYYY.
pub(super) fn day(text: &str) -> Option<Date> {
    let mut parts = text.split('/');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let digits =
        |text: &str, length: usize| text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    if parts.next().is_some() || !digits(day, 2) || !digits(month, 2) || !digits(year, 4) {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
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
