//! Parameters and rows, as they go over the wire; and what a failure of the server means.

use tokio_postgres::error::SqlState;
use tokio_postgres::types::private::BytesMut;
use tokio_postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};
use tokio_postgres::{Error, Row};

use crate::connection::Trouble;
use crate::error::StoreError;
use crate::session::{Columns, Statement, Value};

/// A parameter that waits to be sent.
#[derive(Debug)]
pub(super) enum Parameter {
    Null,
    Integer(i64),
    Text(String),
    Bytes(Vec<u8>),
}

impl From<&Value<'_>> for Parameter {
    fn from(value: &Value<'_>) -> Self {
        match *value {
            Value::Null => Self::Null,
            Value::Integer(number) => Self::Integer(number),
            Value::Text(text) => Self::Text(text.to_owned()),
            Value::Bytes(bytes) => Self::Bytes(bytes.to_owned()),
        }
    }
}

impl ToSql for Parameter {
    fn to_sql(
        &self,
        kind: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Integer(number) => number.to_sql_checked(kind, out),
            Self::Text(text) => text.to_sql_checked(kind, out),
            Self::Bytes(bytes) => bytes.to_sql_checked(kind, out),
        }
    }

    /// Whether it fits is looked at for the value that it has.
    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

/// A row, seen as columns.
pub(super) struct Wire(pub Row);

impl Wire {
    fn got<'a, T: FromSql<'a>>(&'a self, column: usize) -> Result<Option<T>, String> {
        self.0.try_get(column).map_err(|failure| failure.to_string())
    }
}

impl Columns for Wire {
    fn name(&self, column: usize) -> String {
        self.0.columns().get(column).map_or_else(|| "?".to_owned(), |found| found.name().to_owned())
    }

    fn integer(&self, column: usize) -> Result<Option<i64>, String> {
        self.got(column)
    }

    fn text(&self, column: usize) -> Result<Option<&str>, String> {
        self.got(column)
    }

    fn bytes(&self, column: usize) -> Result<Option<&[u8]>, String> {
        self.got(column)
    }
}

/// What a failure means for whoever asked.
pub(super) fn trouble(failure: &Error) -> Trouble {
    let Some(code) = failure.code() else {
        let wire =
            std::error::Error::source(failure).is_some_and(<dyn std::error::Error>::is::<std::io::Error>);
        return if failure.is_closed() || wire { Trouble::Away } else { Trouble::None };
    };
    match *code {
        SqlState::UNIQUE_VIOLATION => Trouble::Overtaken,
        SqlState::T_R_SERIALIZATION_FAILURE
        | SqlState::T_R_DEADLOCK_DETECTED
        | SqlState::LOCK_NOT_AVAILABLE => Trouble::Crowded,
        // The server stops, starts, has no place left, or may only be read since another one took over.
        SqlState::ADMIN_SHUTDOWN
        | SqlState::CRASH_SHUTDOWN
        | SqlState::CANNOT_CONNECT_NOW
        | SqlState::DATABASE_DROPPED
        | SqlState::TOO_MANY_CONNECTIONS
        | SqlState::IDLE_IN_TRANSACTION_SESSION_TIMEOUT
        | SqlState::READ_ONLY_SQL_TRANSACTION => Trouble::Away,
        _ if code.code().starts_with("08") => Trouble::Away,
        _ => Trouble::None,
    }
}

/// The failure, as the store tells it.
pub(super) fn told(statement: &'static Statement, failure: Error) -> StoreError {
    match trouble(&failure) {
        Trouble::Away => StoreError::away(described(&failure)),
        _ => StoreError::engine(statement.name, failure),
    }
}

/// A failure with its causes: the driver's own words alone say little. A server's message is left out, because it may repeat
/// what was written; its code says which it was.
pub(super) fn described(failure: &Error) -> String {
    match (failure.code(), std::error::Error::source(failure)) {
        (Some(code), _) => format!("the server says {}", code.code()),
        (None, Some(source)) => format!("{failure}: {source}"),
        (None, None) => failure.to_string(),
    }
}
