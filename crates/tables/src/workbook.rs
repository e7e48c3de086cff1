//! A workbook (XLSX): sheets with a line of names above their rows.

use jiff::civil::{Date, DateTime};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

/// What stands in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell<'a> {
    /// Nothing.
    Empty,
    /// A text; never a formula, whatever it begins with.
    Text(&'a str),
    /// A day.
    Day(Date),
    /// A number.
    Number(u32),
}

/// A column's name, and whether anything fills it; one that nothing fills has its name in grey italics.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Name<'a> {
    /// The name.
    pub text: &'a str,
    /// Whether anything fills it.
    pub filled: bool,
}

/// One sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet<'a> {
    /// Its name on the tab: at most 31 letters, none of `[]:*?/\`.
    pub name: &'a str,
    /// The names above the rows; without any, the rows begin at the top.
    pub columns: Vec<Name<'a>>,
    /// The rows.
    pub rows: Vec<Vec<Cell<'a>>>,
}

/// Why there is no workbook.
#[derive(Debug, thiserror::Error)]
#[error("the workbook could not be written: {0}")]
pub struct NotWritten(String);

impl From<XlsxError> for NotWritten {
    fn from(error: XlsxError) -> Self {
        Self(error.to_string())
    }
}

/// Days as the sector writes them.
const DAY: &str = "dd/mm/yyyy";
/// How wide a column is, in letters: a day and most codes.
const WIDTH: f64 = 18.0;
/// Grey on white that can still be read: contrast 5.7 to 1.
const GREY: u32 = 0x0066_6666;

/// The bytes of a workbook that says it was made at a moment (UTC).
pub fn workbook(title: &str, sheets: &[Sheet<'_>], made_at: DateTime) -> Result<Vec<u8>, NotWritten> {
    let mut book = Workbook::new();
    let properties = DocProperties::new().set_title(title).set_author("Alongside");
    book.set_properties(&properties.set_creation_datetime(&moment(made_at)?));
    let (day, filled) = (Format::new().set_num_format(DAY), Format::new().set_bold());
    let unfilled = Format::new().set_italic().set_font_color(GREY);
    for sheet in sheets {
        let page = book.add_worksheet();
        page.set_name(sheet.name)?;
        for (column, name) in (0_u16..).zip(&sheet.columns) {
            let format = if name.filled { &filled } else { &unfilled };
            page.write_string_with_format(0, column, name.text, format)?;
            page.set_column_width(column, WIDTH)?;
        }
        let first = u32::from(!sheet.columns.is_empty());
        if first > 0 {
            page.set_freeze_panes(first, 1)?;
        }
        for (row, cells) in (first..).zip(&sheet.rows) {
            for (column, cell) in (0_u16..).zip(cells) {
                write(page, (row, column), *cell, &day)?;
            }
        }
    }
    Ok(book.save_to_buffer()?)
}

fn write(
    page: &mut Worksheet,
    (row, column): (u32, u16),
    cell: Cell<'_>,
    day: &Format,
) -> Result<(), NotWritten> {
    match cell {
        Cell::Empty => {}
        Cell::Text(text) => drop(page.write_string(row, column, text)?),
        Cell::Number(number) => drop(page.write_number(row, column, number)?),
        // A workbook counts days from 1900. What is before stays a text.
        Cell::Day(date) => match excel(date) {
            Some(date) => drop(page.write_datetime_with_format(row, column, &date, day)?),
            None => drop(page.write_string(row, column, date.to_string())?),
        },
    }
    Ok(())
}

fn excel(date: Date) -> Option<ExcelDateTime> {
    let (year, month, day) = parts(date)?;
    ExcelDateTime::from_ymd(year, month, day).ok()
}

fn parts(date: Date) -> Option<(u16, u8, u8)> {
    let year = u16::try_from(date.year()).ok()?;
    Some((year, date.month().unsigned_abs(), date.day().unsigned_abs()))
}

fn moment(at: DateTime) -> Result<ExcelDateTime, NotWritten> {
    let (year, month, day) =
        parts(at.date()).ok_or_else(|| NotWritten(format!("{at} is no moment of a workbook")))?;
    let time = (u16::from(at.hour().unsigned_abs()), at.minute().unsigned_abs(), at.second().unsigned_abs());
    Ok(ExcelDateTime::from_ymd(year, month, day)?.and_hms(time.0, time.1, time.2)?)
}
