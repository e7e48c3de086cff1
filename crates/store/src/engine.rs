//! Opening a record and its keys, whichever engine holds each of them.

use std::path::PathBuf;
use std::sync::Arc;

use kernel::Randomness;

use crate::catalogue as sql;
use crate::connection::Connection;
use crate::error::{OpenError, StoreError};
use crate::keys::Keys;
use crate::session::{self, Session, Value};
use crate::store::OpenOptions;
use crate::url::DatabaseUrl;
use crate::{postgres, sqlite};

/// A database that was opened and found sound.
pub(crate) struct Opened {
    pub writing: Box<dyn Connection>,
    pub reading: Vec<Box<dyn Connection>>,
    pub keys: Keys,
    /// What the record and its keys carry, and so does a replica of it.
    pub identity: Vec<u8>,
    /// The engine and its version.
    pub engine: String,
    pub schema: i64,
    /// Whether a checkpoint has been signed, so that the signing key must be there.
    pub has_checkpoints: bool,
}

/// Opens a database and its keys, makes them if they are missing, and brings both up to date.
pub(crate) fn open(url: &DatabaseUrl, options: &OpenOptions) -> Result<Opened, OpenError> {
    let keys_url = options.keys.clone().unwrap_or_else(|| url.keys_url());
    let keys_missing =
        || OpenError::KeysMissing { path: PathBuf::from(url.place()), keys: PathBuf::from(keys_url.place()) };
    let (writing, schema): (Box<dyn Connection>, i64) = match url {
        DatabaseUrl::Sqlite(path) => boxed(sqlite::open_record(path, options.filling)?),
        DatabaseUrl::Postgres(server) => boxed(postgres::open_record(server)?),
        #[cfg(feature = "kit")]
        DatabaseUrl::Memory(memory) => (Box::new(memory.connect()), 0),
    };
    let has_entries = has_any(&*writing, &sql::ANY_ENTRY)?;
    if let DatabaseUrl::Sqlite(path) = &keys_url
        && !path.exists()
        && has_entries
    {
        return Err(keys_missing());
    }
    if has_entries && identity_of(&*writing)?.is_none() {
        return Err(OpenError::Unfinished { path: PathBuf::from(url.place()) });
    }
    let keys_writing = keys_at(&keys_url)?;
    if !same_identity(&*writing, &*keys_writing, has_entries, &*options.randomness)? {
        return Err(keys_missing());
    }
    let reading = (0..options.readers.max(1)).map(|_| connect_to_read(url)).collect::<Result<_, _>>()?;
    let identity = identity_of(&*writing)?.unwrap_or_default();
    if let Some(replica) = &options.replica
        // One that is away now is asked again when something is to be read.
        && matches!(connect_to_replica(replica, &identity), Ok(None))
    {
        return Err(OpenError::OtherReplica { replica: replica.place() });
    }
    let keys = Keys::new(connect_to_read(&keys_url)?, keys_writing, Arc::clone(&options.randomness));
    let has_checkpoints = has_any(&*writing, &sql::ANY_CHECKPOINT)?;
    let engine = match url {
        DatabaseUrl::Sqlite(_) => sqlite::engine(),
        DatabaseUrl::Postgres(server) => postgres::engine(server)?,
        #[cfg(feature = "kit")]
        DatabaseUrl::Memory(_) => "memory".to_owned(),
    };
    Ok(Opened { writing, reading, keys, identity, engine, schema, has_checkpoints })
}

/// The record at a place to which one is copied: its schema, and whatever it holds.
pub(crate) fn record_at(url: &DatabaseUrl) -> Result<Box<dyn Connection>, OpenError> {
    Ok(match url {
        DatabaseUrl::Sqlite(path) => Box::new(sqlite::open_record(path, true)?.0),
        DatabaseUrl::Postgres(server) => Box::new(postgres::open_record(server)?.0),
        #[cfg(feature = "kit")]
        DatabaseUrl::Memory(memory) => Box::new(memory.connect()),
    })
}

/// The keys at such a place.
pub(crate) fn keys_at(url: &DatabaseUrl) -> Result<Box<dyn Connection>, OpenError> {
    Ok(match url {
        DatabaseUrl::Sqlite(path) => Box::new(sqlite::open_keys(path)?),
        DatabaseUrl::Postgres(server) => Box::new(postgres::open_keys(server)?),
        #[cfg(feature = "kit")]
        DatabaseUrl::Memory(memory) => Box::new(memory.connect()),
    })
}

fn boxed<C: Connection + 'static>((connection, schema): (C, i64)) -> (Box<dyn Connection>, i64) {
    (Box::new(connection), schema)
}

/// Whether a record has been made there. Nothing is made or changed.
pub(crate) fn exists(url: &DatabaseUrl) -> Result<bool, OpenError> {
    match url {
        DatabaseUrl::Sqlite(path) => Ok(path.exists()),
        DatabaseUrl::Postgres(server) => postgres::exists(server),
        #[cfg(feature = "kit")]
        DatabaseUrl::Memory(_) => Ok(true),
    }
}

/// A connection, to a database that is already prepared, that cannot write.
pub(crate) fn connect_to_read(url: &DatabaseUrl) -> Result<Box<dyn Connection>, StoreError> {
    match url {
        DatabaseUrl::Sqlite(path) => {
            let connected = sqlite::connect_to_read(path);
            let connection = connected.map_err(|source| StoreError::engine("connection to read", source))?;
            Ok(Box::new(connection))
        }
        DatabaseUrl::Postgres(server) => Ok(Box::new(postgres::connect_to_read(server)?)),
        #[cfg(feature = "kit")]
        DatabaseUrl::Memory(memory) => Ok(Box::new(memory.connect())),
    }
}

fn has_any(session: &dyn Session, statement: &'static session::Statement) -> Result<bool, StoreError> {
    session::row(session, statement, &[], |row| row.integer(0)).map(|found| found.is_some())
}

/// A connection to a replica, which must be one of the record with this identity. `None`: it is of another one.
pub(crate) fn connect_to_replica(
    replica: &DatabaseUrl,
    identity: &[u8],
) -> Result<Option<Box<dyn Connection>>, StoreError> {
    let connection = connect_to_read(replica)?;
    match identity_of(&*connection)? {
        Some(found) => Ok((found == identity).then_some(connection)),
        None => Err(StoreError::away("it has received nothing of the record yet")),
    }
}

fn identity_of(session: &dyn Session) -> Result<Option<Vec<u8>>, StoreError> {
    session::row(session, &sql::IDENTITY, &[], |row| row.bytes(0).map(<[u8]>::to_vec))
}

/// Ties the keys to the database: both carry the same identity. `false`: they belong to different ones.
fn same_identity(
    writing: &dyn Connection,
    keys_writing: &dyn Connection,
    has_entries: bool,
    randomness: &dyn Randomness,
) -> Result<bool, OpenError> {
    let read = |connection: &dyn Connection| identity_of(connection);
    // What another server wrote in the same moment stands.
    let write = |connection: &dyn Connection, identity: &[u8]| {
        connection.execute(&sql::SAVE_IDENTITY, &[Value::Bytes(identity)]).map(|_| ())
    };
    // The keys are written first, so that a crash in between is finished by the next start.
    match (read(keys_writing)?, read(writing)?) {
        (Some(_), Some(_)) => {}
        (Some(identity), None) => write(writing, &identity)?,
        (None, Some(_)) if has_entries => return Ok(false),
        (None, Some(identity)) => write(keys_writing, &identity)?,
        (None, None) => {
            let mut identity = [0; 16];
            randomness.fill(&mut identity);
            write(keys_writing, &identity)?;
            if let Some(identity) = read(keys_writing)? {
                write(writing, &identity)?;
            }
        }
    }
    Ok(read(keys_writing)? == read(writing)?)
}
