//! The line between the store and an engine: numbered statements in, rows out, inside one transaction.
//!
//! Every operation of the store is written once, against [`Session`]. An engine supplies sessions: one for writing, in
//! which requests are grouped into transactions, and some for reading.

use std::fmt::Write as _;
use std::str::FromStr;

use jiff::Timestamp;
use uuid::Uuid;

use crate::error::StoreError;

/// One SQL text. Its parameters are `$1`, `$2`, … in the order in which they first appear, so that engines that number
/// them and engines that name them agree.
#[derive(Debug)]
pub(crate) struct Statement {
    /// Its name in the catalogue.
    pub name: &'static str,
    /// The table whose rows it gives, for messages.
    pub table: &'static str,
    /// The text, as SQLite reads it.
    pub sqlite: &'static str,
    /// The text, as PostgreSQL reads it; the same wherever that is possible.
    pub postgres: &'static str,
}

/// A parameter.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Value<'a> {
    Null,
    Integer(i64),
    Text(&'a str),
    Bytes(&'a [u8]),
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a [u8]> for Value<'a> {
    fn from(bytes: &'a [u8]) -> Self {
        Self::Bytes(bytes)
    }
}

impl<'a> From<&'a Vec<u8>> for Value<'a> {
    fn from(bytes: &'a Vec<u8>) -> Self {
        Self::Bytes(bytes)
    }
}

impl<'a> From<&'a Uuid> for Value<'a> {
    fn from(identifier: &'a Uuid) -> Self {
        Self::Bytes(identifier.as_bytes())
    }
}

impl From<i64> for Value<'_> {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

impl From<u32> for Value<'_> {
    fn from(number: u32) -> Self {
        Self::Integer(i64::from(number))
    }
}

impl From<u64> for Value<'_> {
    /// Versions and sizes: they count rows, and no database holds 2^63 of them.
    fn from(number: u64) -> Self {
        Self::Integer(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<Timestamp> for Value<'_> {
    fn from(instant: Timestamp) -> Self {
        Self::Integer(instant.as_microsecond())
    }
}

impl<'a, T> From<Option<T>> for Value<'a>
where
    T: Into<Value<'a>>,
{
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// The columns of a row, as an engine gives them.
pub(crate) trait Columns {
    fn name(&self, column: usize) -> String;
    fn integer(&self, column: usize) -> Result<Option<i64>, String>;
    fn text(&self, column: usize) -> Result<Option<&str>, String>;
    fn bytes(&self, column: usize) -> Result<Option<&[u8]>, String>;
}

/// A row, and where it comes from.
pub(crate) struct Row<'a> {
    columns: &'a dyn Columns,
    statement: &'static Statement,
    values: &'a [Value<'a>],
    number: usize,
}

impl<'a> Row<'a> {
    pub(crate) fn new(
        columns: &'a dyn Columns,
        statement: &'static Statement,
        values: &'a [Value<'a>],
        number: usize,
    ) -> Self {
        Self { columns, statement, values, number }
    }

    /// The row's column does not hold what it must.
    pub(crate) fn wrong(&self, column: usize, why: impl Into<String>) -> StoreError {
        let mut row = String::new();
        for value in self.values {
            let _ = match value {
                Value::Text(text) if text.len() <= 64 => write!(row, "{text}/"),
                Value::Integer(number) => write!(row, "{number}/"),
                Value::Bytes(bytes) => match Uuid::from_slice(bytes) {
                    Ok(identifier) => write!(row, "{identifier}/"),
                    Err(_) => Ok(()),
                },
                _ => Ok(()),
            };
        }
        let _ = write!(row, "{}", self.number);
        StoreError::Decode {
            table: self.statement.table,
            column: self.columns.name(column),
            row,
            why: why.into(),
        }
    }

    fn given<T>(&self, column: usize, value: Result<Option<T>, String>) -> Result<T, StoreError> {
        match value {
            Ok(Some(value)) => Ok(value),
            Ok(None) => Err(self.wrong(column, "nothing is stored")),
            Err(why) => Err(self.wrong(column, why)),
        }
    }

    pub(crate) fn integer(&self, column: usize) -> Result<i64, StoreError> {
        self.given(column, self.columns.integer(column))
    }

    pub(crate) fn optional_integer(&self, column: usize) -> Result<Option<i64>, StoreError> {
        self.columns.integer(column).map_err(|why| self.wrong(column, why))
    }

    pub(crate) fn count(&self, column: usize) -> Result<u64, StoreError> {
        let number = self.integer(column)?;
        u64::try_from(number).map_err(|_| self.wrong(column, "a count is negative"))
    }

    pub(crate) fn text(&self, column: usize) -> Result<&str, StoreError> {
        self.given(column, self.columns.text(column))
    }

    pub(crate) fn optional_text(&self, column: usize) -> Result<Option<&str>, StoreError> {
        self.columns.text(column).map_err(|why| self.wrong(column, why))
    }

    pub(crate) fn parsed<T: FromStr>(&self, column: usize) -> Result<T, StoreError> {
        let text = self.text(column)?;
        text.parse().map_err(|_| self.wrong(column, "the text has another form"))
    }

    pub(crate) fn bytes(&self, column: usize) -> Result<&[u8], StoreError> {
        self.given(column, self.columns.bytes(column))
    }

    pub(crate) fn optional_bytes(&self, column: usize) -> Result<Option<&[u8]>, StoreError> {
        self.columns.bytes(column).map_err(|why| self.wrong(column, why))
    }

    pub(crate) fn array<const N: usize>(&self, column: usize) -> Result<[u8; N], StoreError> {
        let bytes = self.bytes(column)?;
        bytes.try_into().map_err(|_| self.wrong(column, format!("{} bytes instead of {N}", bytes.len())))
    }

    pub(crate) fn identifier(&self, column: usize) -> Result<Uuid, StoreError> {
        self.array(column).map(Uuid::from_bytes)
    }

    pub(crate) fn optional_identifier(&self, column: usize) -> Result<Option<Uuid>, StoreError> {
        match self.optional_bytes(column)? {
            None => Ok(None),
            Some(_) => self.identifier(column).map(Some),
        }
    }

    pub(crate) fn instant(&self, column: usize) -> Result<Timestamp, StoreError> {
        let number = self.integer(column)?;
        Timestamp::from_microsecond(number).map_err(|_| self.wrong(column, "an instant outside the calendar"))
    }

    pub(crate) fn optional_instant(&self, column: usize) -> Result<Option<Timestamp>, StoreError> {
        match self.optional_integer(column)? {
            None => Ok(None),
            Some(_) => self.instant(column).map(Some),
        }
    }
}

/// Sees one row.
pub(crate) type EachRow<'a> = &'a mut dyn FnMut(&Row<'_>) -> Result<(), StoreError>;

/// One connection inside one transaction.
pub(crate) trait Session {
    /// Runs a statement that changes rows, where nobody needs to know how many. An engine at the other end of a wire sends
    /// it together with the next ones; then a failure is told by a later statement, or when the request ends.
    fn put(&self, statement: &'static Statement, values: &[Value<'_>]) -> Result<(), StoreError> {
        self.execute(statement, values).map(|_| ())
    }

    /// Whether others may write to the same database at the same moment, so that what was read must be held.
    fn is_shared(&self) -> bool;

    /// Runs a statement that changes rows, and says how many.
    fn execute(&self, statement: &'static Statement, values: &[Value<'_>]) -> Result<usize, StoreError>;

    /// Runs a statement that gives rows.
    fn query(
        &self,
        statement: &'static Statement,
        values: &[Value<'_>],
        each: EachRow<'_>,
    ) -> Result<(), StoreError>;
}

/// All rows.
pub(crate) fn rows<T>(
    session: &dyn Session,
    statement: &'static Statement,
    values: &[Value<'_>],
    mut decode: impl FnMut(&Row<'_>) -> Result<T, StoreError>,
) -> Result<Vec<T>, StoreError> {
    let mut found = Vec::new();
    session.query(statement, values, &mut |row| {
        found.push(decode(row)?);
        Ok(())
    })?;
    Ok(found)
}

/// The one row, if it is there.
pub(crate) fn row<T>(
    session: &dyn Session,
    statement: &'static Statement,
    values: &[Value<'_>],
    mut decode: impl FnMut(&Row<'_>) -> Result<T, StoreError>,
) -> Result<Option<T>, StoreError> {
    let mut found = None;
    session.query(statement, values, &mut |row| {
        if found.is_none() {
            found = Some(decode(row)?);
        }
        Ok(())
    })?;
    Ok(found)
}

/// A count of rows.
pub(crate) fn count(
    session: &dyn Session,
    statement: &'static Statement,
    values: &[Value<'_>],
) -> Result<u64, StoreError> {
    Ok(row(session, statement, values, |row| row.count(0))?.unwrap_or(0))
}
