//! A table as Parquet: one group of rows, plain values, nothing compressed, so that every reader of the format can read it.
//!
//! Of the format (Apache Parquet 2) this is the part that a flat table needs: a page for each column with which values are there
//! and then those values, and at the end the description of all of them. The tests read what is written with the format's own
//! library.

mod compact;

use jiff::Unit;
use jiff::civil::{Date, date};

use compact::Struct;

/// A column: its name and its values, row by row. A value that is not there is null.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its values.
    pub values: Values<'a>,
}

/// The values of a column, all of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Values<'a> {
    /// Texts (UTF-8).
    Texts(Vec<Option<&'a str>>),
    /// Days (DATE).
    Days(Vec<Option<Date>>),
}

/// Why there is no file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotWritten {
    /// Columns of several lengths are no table.
    #[error("the columns have not all the same number of values")]
    Uneven,
    /// The format counts the bytes of a page in 31 bits.
    #[error("a column has more than 2 GB")]
    TooLarge,
}

/// How a file begins and ends.
const MARK: &[u8] = b"PAR1";
/// The day from which the format counts.
const FIRST: Date = date(1970, 1, 1);
/// The version of the description: plain values need no later one.
const VERSION: i32 = 1;
/// The kind of a page: data, in its first form.
const DATA_PAGE: i32 = 0;
/// Values one after the other.
const PLAIN: i32 = 0;
/// Runs of the same value: how it is said which values are there.
const RUNS: i32 = 3;
/// A value may be absent.
const OPTIONAL: i32 = 1;
/// Nothing is compressed.
const UNCOMPRESSED: i32 = 0;

/// How the format names a kind of value: how it is stored, what older readers call it, and what newer ones do.
struct Kind {
    stored: i32,
    converted: i32,
    logical: i16,
}

impl Values<'_> {
    fn len(&self) -> usize {
        match self {
            Self::Texts(texts) => texts.len(),
            Self::Days(days) => days.len(),
        }
    }

    fn kind(&self) -> Kind {
        match self {
            Self::Texts(_) => Kind { stored: 6, converted: 0, logical: 1 },
            Self::Days(_) => Kind { stored: 1, converted: 6, logical: 6 },
        }
    }

    /// What a page of them holds: which are there, then those that are.
    fn page(&self) -> Result<Vec<u8>, NotWritten> {
        let there: Vec<bool> = match self {
            Self::Texts(texts) => texts.iter().map(Option::is_some).collect(),
            Self::Days(days) => days.iter().map(Option::is_some).collect(),
        };
        let mut runs = Vec::new();
        for run in there.chunk_by(|one, next| one == next) {
            compact::number(&mut runs, (run.len() as u64) << 1);
            runs.push(u8::from(run[0]));
        }
        let mut page = length(&runs)?.to_vec();
        page.extend(runs);
        match self {
            Self::Texts(texts) => {
                for text in texts.iter().flatten() {
                    page.extend(length(text.as_bytes())?);
                    page.extend(text.as_bytes());
                }
            }
            Self::Days(days) => page.extend(days.iter().flatten().flat_map(|day| since_first(*day))),
        }
        Ok(page)
    }
}

/// The bytes of a table.
pub fn parquet(table: &str, columns: &[Column<'_>]) -> Result<Vec<u8>, NotWritten> {
    let rows = columns.first().map_or(0, |column| column.values.len());
    if columns.iter().any(|column| column.values.len() != rows) {
        return Err(NotWritten::Uneven);
    }
    let mut bytes = MARK.to_vec();
    let mut chunks = Vec::with_capacity(columns.len());
    for column in columns {
        let begins = bytes.len();
        let page = column.values.page()?;
        let size = i32::try_from(page.len()).map_err(|_| NotWritten::TooLarge)?;
        let data = Struct::new()
            .number(1, i32::try_from(rows).map_err(|_| NotWritten::TooLarge)?)
            .number(2, PLAIN)
            .number(3, RUNS)
            .number(4, RUNS);
        let header = Struct::new().number(1, DATA_PAGE).number(2, size).number(3, size).within(5, data);
        bytes.extend(header.end());
        bytes.extend(page);
        chunks.push(chunk(column, rows, begins, bytes.len() - begins));
    }
    let size = bytes.len() - MARK.len();
    let group = Struct::new().several(1, chunks).long(2, size).long(3, rows);
    let footer = Struct::new()
        .number(1, VERSION)
        .several(2, schema(table, columns)?)
        .long(3, rows)
        .several(4, vec![group])
        .text(6, "Alongside")
        .end();
    bytes.extend(&footer);
    bytes.extend(length(&footer)?);
    bytes.extend(MARK);
    Ok(bytes)
}

fn schema(table: &str, columns: &[Column<'_>]) -> Result<Vec<Struct>, NotWritten> {
    let children = i32::try_from(columns.len()).map_err(|_| NotWritten::TooLarge)?;
    let root = Struct::new().text(4, table).number(5, children);
    let fields = columns.iter().map(|column| {
        let kind = column.values.kind();
        Struct::new()
            .number(1, kind.stored)
            .number(3, OPTIONAL)
            .text(4, column.name)
            .number(6, kind.converted)
            .within(10, Struct::new().within(kind.logical, Struct::new()))
    });
    Ok(std::iter::once(root).chain(fields).collect())
}

/// Where a column stands.
fn chunk(column: &Column<'_>, rows: usize, begins: usize, size: usize) -> Struct {
    let described = Struct::new()
        .number(1, column.values.kind().stored)
        .numbers(2, &[PLAIN, RUNS])
        .texts(3, &[column.name])
        .number(4, UNCOMPRESSED)
        .long(5, rows)
        .long(6, size)
        .long(7, size)
        .long(9, begins);
    Struct::new().long(2, begins).within(3, described)
}

fn length(bytes: &[u8]) -> Result<[u8; 4], NotWritten> {
    i32::try_from(bytes.len()).map(i32::to_le_bytes).map_err(|_| NotWritten::TooLarge)
}

fn since_first(day: Date) -> [u8; 4] {
    // Days alone, so that no calendar or zone is asked; a day of four digits fits.
    FIRST.until((Unit::Day, day)).map(|span| span.get_days()).unwrap_or_default().to_le_bytes()
}
