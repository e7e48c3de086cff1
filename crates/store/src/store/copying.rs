//! Copying a whole store to another place, on either engine, as it stood at one moment.

use std::path::{Path, PathBuf};

use crate::catalogue as sql;
use crate::catalogue::copying::{Column, KEYS, RECORD, Table};
use crate::connection::Connection;
use crate::engine;
use crate::error::{CopyError, StoreError};
use crate::limits::SCAN_ROWS;
use crate::session::{self, Row, Session, Value};
use crate::store::Store;
use crate::store::log::{KEPT_NAME, write_signing_key};
use crate::url::DatabaseUrl;

/// What was copied.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Copied {
    /// Rows that are there now.
    pub rows: u64,
    /// Entries among them.
    pub entries: u64,
}

/// A column of a row that is on its way.
enum Held {
    Null,
    Text(String),
    Bytes(Vec<u8>),
    Integer(i64),
}

impl Held {
    fn of(row: &Row<'_>, number: usize, column: Column) -> Result<Self, StoreError> {
        let found = match column {
            Column::Text => row.optional_text(number)?.map(|text| Self::Text(text.to_owned())),
            Column::Bytes => row.optional_bytes(number)?.map(|bytes| Self::Bytes(bytes.to_vec())),
            Column::Integer => row.optional_integer(number)?.map(Self::Integer),
        };
        Ok(found.unwrap_or(Self::Null))
    }

    /// What sorts before every value of a key: no partnership has an empty name, and no number of a key is negative.
    fn before(column: Column) -> Self {
        match column {
            Column::Text => Self::Text(String::new()),
            Column::Bytes => Self::Bytes(Vec::new()),
            Column::Integer => Self::Integer(-1),
        }
    }

    fn value(&self) -> Value<'_> {
        match self {
            Self::Null => Value::Null,
            Self::Text(text) => Value::from(text.as_str()),
            Self::Bytes(bytes) => Value::from(bytes),
            Self::Integer(number) => Value::Integer(*number),
        }
    }
}

/// Where a copy goes, and what may be there already.
struct Destination {
    database: DatabaseUrl,
    keys: DatabaseUrl,
    /// Where the key that signs checkpoints is written. Without a file it stands among the other keys.
    signing_key: Option<PathBuf>,
    /// Whether an earlier copy may be there, to be brought up to date. Otherwise only one that was cut short: what has the
    /// record's identity, which is then written last of all, is whole.
    may_be_earlier: bool,
}

impl Store {
    /// Copies everything to another database, with its keys and the key that signs checkpoints, as it stands at this moment;
    /// it may go on being served. What was copied before is not copied again, so a copy that was cut short is finished by
    /// the next one. The other place must be empty, or an earlier copy of this store. Files of records are not in the
    /// database, and are not copied.
    ///
    /// `progress` hears how many rows there are now, and how many there will be.
    pub async fn copy_to(
        &self,
        to: &DatabaseUrl,
        keys: Option<&DatabaseUrl>,
        progress: impl Fn(u64, u64) + Send + 'static,
    ) -> Result<Copied, CopyError> {
        let keys = keys.cloned().unwrap_or_else(|| to.keys_url());
        let signing_key = to.signing_key_path();
        self.copy(Destination { database: to.clone(), keys, signing_key, may_be_earlier: true }, progress)
            .await
    }

    /// The same into two new files, with the key that signs among the other keys: a backup.
    pub async fn back_up_to(
        &self,
        record: &Path,
        keys: &Path,
        progress: impl Fn(u64, u64) + Send + 'static,
    ) -> Result<Copied, CopyError> {
        let (database, keys) = (DatabaseUrl::sqlite(record), DatabaseUrl::sqlite(keys));
        self.copy(Destination { database, keys, signing_key: None, may_be_earlier: false }, progress).await
    }

    /// The same into a place that is empty, or where this was begun before and cut short: never over a record.
    pub async fn restore_to(
        &self,
        to: &DatabaseUrl,
        keys: Option<&DatabaseUrl>,
        progress: impl Fn(u64, u64) + Send + 'static,
    ) -> Result<Copied, CopyError> {
        let keys = keys.cloned().unwrap_or_else(|| to.keys_url());
        let signing_key = to.signing_key_path();
        self.copy(Destination { database: to.clone(), keys, signing_key, may_be_earlier: false }, progress)
            .await
    }

    async fn copy(
        &self,
        to: Destination,
        progress: impl Fn(u64, u64) + Send + 'static,
    ) -> Result<Copied, CopyError> {
        let from = self.clone();
        let copying = move || from.copy_now(&to, &progress);
        tokio::task::spawn_blocking(copying).await.map_err(|_| StoreError::Stopped)?
    }

    fn copy_now(&self, to: &Destination, progress: &dyn Fn(u64, u64)) -> Result<Copied, CopyError> {
        // The record's moment comes before that of the keys, which therefore hold every key that the record needs.
        let record = engine::connect_to_read(&self.inner.url)?;
        record.begin_to_read()?;
        let identity = identity_of(&*record)?.ok_or(CopyError::Nothing)?;
        let keys = engine::connect_to_read(&self.inner.keys_url)?;
        keys.begin_to_read()?;
        let (record_there, keys_there) = (engine::record_at(&to.database)?, engine::keys_at(&to.keys)?);
        let tie = |there: &dyn Session| {
            there.execute(&sql::SAVE_IDENTITY, &[Value::from(&identity)])?;
            let same = identity_of(there)?.as_ref() == Some(&identity);
            if same { Ok(()) } else { Err(CopyError::NotEmpty) }
        };
        if !to.may_be_earlier && identity_of(&*record_there)?.is_some() {
            return Err(CopyError::Whole);
        }
        tie(&*keys_there)?;
        if to.may_be_earlier {
            tie(&*record_there)?;
        }
        // Nothing is cleared where more was written than there is here.
        let entries = |session: &dyn Session| session::count(session, RECORD[0].count, &[]);
        if entries(&*record_there)? > entries(&*record)? {
            return Err(CopyError::Ahead);
        }
        let mut all = 0;
        for (tables, from) in [(KEYS, &*keys), (RECORD, &*record)] {
            for table in tables {
                all += session::count(from, table.count, &[])?;
            }
        }
        let mut copied = Copied::default();
        for (tables, from, there) in [(KEYS, &*keys, &*keys_there), (RECORD, &*record, &*record_there)] {
            for table in tables {
                let before = copied.rows;
                copy_table(table, from, there, &mut |rows| progress(before + rows, all))?;
                let (wanted, found) =
                    (session::count(from, table.count, &[])?, session::count(there, table.count, &[])?);
                if wanted != found {
                    let table = table.rows.table;
                    return Err(CopyError::Differs { table, wanted, found });
                }
                copied.rows += found;
                if table.rows.table == "entries" {
                    copied.entries = found;
                }
            }
        }
        let secret = self.inner.signer.secret();
        if let Some(path) = &to.signing_key {
            keep_signing_key(path, &secret)?;
        } else {
            let values = [Value::from(""), Value::from(KEPT_NAME), Value::Bytes(&secret[..])];
            keys_there.execute(&sql::keys::INSERT_SECRET, &values)?;
        }
        tie(&*record_there)?;
        Ok(copied)
    }
}

fn keep_signing_key(path: &Path, secret: &crate::cipher::Key) -> Result<(), CopyError> {
    write_signing_key(path, secret).map_err(|source| CopyError::SigningKey { path: path.to_owned(), source })
}

fn identity_of(session: &dyn Session) -> Result<Option<Vec<u8>>, StoreError> {
    session::row(session, &sql::IDENTITY, &[], |row| row.bytes(0).map(<[u8]>::to_vec))
}

/// Copies one table, some rows in each transaction.
fn copy_table(
    table: &Table,
    from: &dyn Connection,
    to: &dyn Connection,
    progress: &mut dyn FnMut(u64),
) -> Result<(), StoreError> {
    let mut after: Vec<Held> =
        table.columns[..table.keys].iter().map(|column| Held::before(*column)).collect();
    let mut done = 0;
    loop {
        let mut values: Vec<Value<'_>> = after.iter().map(Held::value).collect();
        values.push(Value::from(SCAN_ROWS));
        let rows = session::rows(from, table.rows, &values, |row| {
            let columns = table.columns.iter().enumerate();
            columns.map(|(number, column)| Held::of(row, number, *column)).collect::<Result<Vec<_>, _>>()
        })?;
        let written = (|| {
            to.begin_to_write()?;
            if let Some(clear) = table.clear.filter(|_| done == 0) {
                to.execute(clear, &[])?;
            }
            for row in &rows {
                let values: Vec<Value<'_>> = row.iter().map(Held::value).collect();
                to.put(table.insert, &values)?;
            }
            to.commit()
        })();
        if let Err(failure) = written {
            to.rollback();
            return Err(failure);
        }
        done += rows.len() as u64;
        progress(done);
        match rows.into_iter().next_back() {
            Some(mut last) if done.is_multiple_of(SCAN_ROWS.into()) => {
                last.truncate(table.keys);
                after = last;
            }
            _ => return Ok(()),
        }
    }
}
