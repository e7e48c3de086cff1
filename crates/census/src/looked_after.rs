//! What a return on children looked after (SSDA903) says of a child: its rows in each file, as text. A text that no rule has so
//! stands as it was said.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Column, Table};

/// A row of a file, without the child's identifier: what each column says. An empty cell is absent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Row(BTreeMap<Column, String>);

impl Row {
    /// What a column says; nothing where its cell is empty.
    pub fn get(&self, column: Column) -> Option<&str> {
        self.0.get(&column).map(String::as_str)
    }

    /// The day of a column, where it says one.
    pub fn day(&self, column: Column) -> Option<Date> {
        self.get(column).and_then(read_day)
    }

    /// Puts text into a column; nothing, or nothing but blanks, leaves its cell as it is.
    #[must_use]
    pub fn with(mut self, column: Column, text: Option<impl Into<String>>) -> Self {
        if let Some(text) = text.map(Into::into).filter(|text| !text.trim().is_empty()) {
            self.0.insert(column, text);
        }
        self
    }

    /// Puts a day into a column.
    #[must_use]
    pub fn with_day(self, column: Column, day: Option<Date>) -> Self {
        self.with(column, day.map(written_day))
    }

    /// Empties a column.
    pub fn clear(&mut self, column: Column) {
        self.0.remove(&column);
    }

    /// Whether every cell is empty.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// What a return says of one child.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LookedAfter {
    /// The authority's own identifier (`CHILD`), which is the census's `LAchildID`.
    pub child: String,
    /// The rows of each file, in its order.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub rows: BTreeMap<Table, Vec<Row>>,
}

impl LookedAfter {
    /// The rows of a file.
    pub fn of(&self, table: Table) -> &[Row] {
        self.rows.get(&table).map_or(&[], Vec::as_slice)
    }

    /// What the header says of who the child is.
    pub fn header(&self) -> Option<&Row> {
        self.of(Table::Header).first()
    }

    /// Adds a row.
    pub fn add(&mut self, table: Table, row: Row) {
        self.rows.entry(table).or_default().push(row);
    }
}

/// A day as that return writes it.
pub fn written_day(day: Date) -> String {
    day.strftime("%d/%m/%Y").to_string()
}

/// A day as the return on children looked after writes it, DD/MM/YYYY.
pub fn read_day(text: &str) -> Option<Date> {
    let mut parts = text.split('/');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let digits =
        |text: &str, length: usize| text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    if parts.next().is_some() || !digits(day, 2) || !digits(month, 2) || !digits(year, 4) {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}
