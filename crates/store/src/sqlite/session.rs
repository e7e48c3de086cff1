//! A connection, seen as a session.

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, ToSql};

use crate::catalogue as sql;
use crate::connection::{self, Trouble};
use crate::error::StoreError;
use crate::session::{Columns, EachRow, Row, Session, Statement, Value};

impl ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match *self {
            Self::Null => ValueRef::Null,
            Self::Integer(number) => ValueRef::Integer(number),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

impl Columns for rusqlite::Row<'_> {
    fn name(&self, column: usize) -> String {
        self.as_ref().column_name(column).unwrap_or("?").to_owned()
    }

    fn integer(&self, column: usize) -> Result<Option<i64>, String> {
        match self.get_ref(column) {
            Ok(ValueRef::Null) => Ok(None),
            Ok(ValueRef::Integer(number)) => Ok(Some(number)),
            other => Err(other_type("a number", &other)),
        }
    }

    fn text(&self, column: usize) -> Result<Option<&str>, String> {
        match self.get_ref(column) {
            Ok(ValueRef::Null) => Ok(None),
            Ok(ValueRef::Text(text)) => {
                std::str::from_utf8(text).map(Some).map_err(|_| "the text is not UTF-8".to_owned())
            }
            other => Err(other_type("text", &other)),
        }
    }

    fn bytes(&self, column: usize) -> Result<Option<&[u8]>, String> {
        match self.get_ref(column) {
            Ok(ValueRef::Null) => Ok(None),
            Ok(ValueRef::Blob(bytes)) => Ok(Some(bytes)),
            other => Err(other_type("bytes", &other)),
        }
    }
}

fn other_type(wanted: &str, found: &rusqlite::Result<ValueRef<'_>>) -> String {
    match found {
        Ok(value) => format!("{} instead of {wanted}", value.data_type()),
        Err(failure) => failure.to_string(),
    }
}

/// A connection to a file.
pub(crate) struct SqliteConnection(pub(crate) Connection);

impl SqliteConnection {
    fn bound(
        &self,
        statement: &'static Statement,
        values: &[Value<'_>],
    ) -> Result<rusqlite::CachedStatement<'_>, rusqlite::Error> {
        let mut prepared = self.0.prepare_cached(statement.sqlite)?;
        for (index, value) in values.iter().enumerate() {
            prepared.raw_bind_parameter(index + 1, value)?;
        }
        Ok(prepared)
    }
}

impl connection::Connection for SqliteConnection {
    fn rollback(&self) {
        if !self.0.is_autocommit() {
            // The failure before is what the askers need to know, not that undoing it failed too.
            let _ = self.execute(&sql::ROLLBACK, &[]);
        }
    }

    /// Nobody else writes, so there is nothing to ask again.
    fn trouble(&self) -> Trouble {
        Trouble::None
    }

    fn forget_journal(&self) -> Result<(), StoreError> {
        // A second pass: a reader, always brief, may hold up the first.
        for _ in 0..2 {
            self.0
                .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
                .map_err(|source| StoreError::engine("checkpoint of the keys", source))?;
        }
        Ok(())
    }
}

impl Session for SqliteConnection {
    /// One thread writes; another process waits for its whole transaction.
    fn is_shared(&self) -> bool {
        false
    }

    fn execute(&self, statement: &'static Statement, values: &[Value<'_>]) -> Result<usize, StoreError> {
        self.bound(statement, values)
            .and_then(|mut prepared| prepared.raw_execute())
            .map_err(|source| StoreError::engine(statement.name, source))
    }

    fn query(
        &self,
        statement: &'static Statement,
        values: &[Value<'_>],
        each: EachRow<'_>,
    ) -> Result<(), StoreError> {
        let failed = |source| StoreError::engine(statement.name, source);
        let mut prepared = self.bound(statement, values).map_err(failed)?;
        let mut found = prepared.raw_query();
        let mut number = 0;
        while let Some(columns) = found.next().map_err(failed)? {
            number += 1;
            each(&Row::new(columns, statement, values, number))?;
        }
        Ok(())
    }
}
