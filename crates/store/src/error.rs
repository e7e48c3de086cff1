//! Why the store could not do what it was asked.

use std::error::Error;
use std::path::PathBuf;
use std::sync::Arc;

use kernel::StreamId;
use thiserror::Error;
use uuid::Uuid;

/// What an engine said. Shared, because everybody in a group of writes gets the same answer.
pub type EngineFailure = Arc<dyn Error + Send + Sync>;

/// A question that the store could not answer.
#[derive(Debug, Clone, Error)]
pub enum StoreError {
    /// The engine refused a statement.
    #[error("the database failed at `{statement}`")]
    Engine {
        /// The name of the statement in the catalogue, or of the step.
        statement: &'static str,
        /// What the engine said.
        #[source]
        source: EngineFailure,
    },
    /// The database is not there, or cannot be reached.
    #[error("the database does not answer ({why}); it is tried again with the next request")]
    Away {
        /// What was seen of it.
        why: String,
    },
    /// What is stored cannot be read.
    #[error("table {table}, column {column}, row {row}: {why}; run `alongside verify` and restore a backup")]
    Decode {
        /// The table.
        table: &'static str,
        /// The column.
        column: String,
        /// The row's key.
        row: String,
        /// What is wrong.
        why: String,
    },
    /// A key is not in the keys file, and was not destroyed either.
    #[error(
        "key {key} is missing from the keys file: restore the backup of the keys that belongs to this database"
    )]
    KeyMissing {
        /// The key's identifier.
        key: Uuid,
    },
    /// The subject's key has been destroyed, so nothing more can be written about this subject.
    #[error("the key of subject {subject} has been destroyed; nothing can be written about this subject")]
    SubjectErased {
        /// Whose key it was.
        subject: Uuid,
    },
    /// Something is longer than the store takes.
    #[error("{what} is longer than {limit}")]
    TooLong {
        /// What.
        what: &'static str,
        /// The limit, in bytes or rows.
        limit: usize,
    },
    /// Something is shorter than is safe.
    #[error("{what} is shorter than {limit} bytes")]
    TooShort {
        /// What.
        what: &'static str,
        /// The limit, in bytes.
        limit: usize,
    },
    /// The store has stopped.
    #[error("the store has stopped; start the program again")]
    Stopped,
}

impl StoreError {
    pub(crate) fn engine(statement: &'static str, source: impl Error + Send + Sync + 'static) -> Self {
        Self::Engine { statement, source: Arc::new(source) }
    }

    pub(crate) fn away(why: impl Into<String>) -> Self {
        Self::Away { why: why.into() }
    }
}

/// A database that cannot be opened, and what to do.
#[derive(Debug, Error)]
pub enum OpenError {
    /// The file cannot be opened or made.
    #[error("{path} cannot be opened; check that the folder exists and may be written to")]
    Unavailable {
        /// The file.
        path: PathBuf,
        /// What the engine said.
        #[source]
        source: EngineFailure,
    },
    /// The server cannot be reached, or refuses.
    #[error(
        "{database} cannot be opened; check that PostgreSQL runs there, that the database exists (`createdb NAME`), and \
         that this account may use it"
    )]
    Server {
        /// The database, without its password.
        database: String,
        /// What was seen of it.
        #[source]
        source: EngineFailure,
    },
    /// What should follow the record follows another one.
    #[error(
        "{replica} follows another record; name a server that follows this one by streaming replication, or none"
    )]
    OtherReplica {
        /// That database, without its password.
        replica: String,
    },
    /// The file is a database of something else.
    #[error("{path} is not a database of this program; give the path of another file")]
    NotOurs {
        /// The file.
        path: PathBuf,
    },
    /// The file is damaged.
    #[error("{path} is damaged ({finding}); keep a copy of it and restore the latest backup")]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What was found.
        finding: String,
    },
    /// The database was written by a later release.
    #[error(
        "{path} was written by a later release (its schema is {found}, this program knows {known}); \
         install that release or restore a backup made before it"
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// The schema of the database.
        found: i64,
        /// The schema that this program knows.
        known: i64,
    },
    /// The schema could not be brought up to date.
    #[error("{path} could not be brought up to date; nothing was lost: restore a backup or report this")]
    Migration {
        /// The file.
        path: PathBuf,
        /// What the engine said.
        #[source]
        source: EngineFailure,
    },
    /// There are entries, but the keys that open them are elsewhere.
    #[error(
        "the keys file {keys} is missing or belongs to another database; restore its backup beside {path}"
    )]
    KeysMissing {
        /// The database.
        path: PathBuf,
        /// The keys.
        keys: PathBuf,
    },
    /// A restore was begun there, and did not come to its end.
    #[error("a restore into {path} was cut short; run the same one again, which goes on with it")]
    Unfinished {
        /// The database.
        path: PathBuf,
    },
    /// The engine is too old to be safe.
    #[error(
        "this SQLite is {found}; {needed} or later is needed, because earlier ones can damage a database"
    )]
    EngineTooOld {
        /// The version linked.
        found: &'static str,
        /// The version needed.
        needed: &'static str,
    },
    /// The key that signs checkpoints cannot be read or made.
    #[error("the signing key {path} cannot be used: {why}")]
    SigningKey {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        why: String,
    },
    /// Anything else.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A copy that was not made.
#[derive(Debug, Error)]
pub enum CopyError {
    /// There is nothing to copy.
    #[error("nothing was ever kept here; there is nothing to copy")]
    Nothing,
    /// The other place holds something else.
    #[error("the other place holds another record; give an empty one, or an earlier copy of this record")]
    NotEmpty,
    /// The other place holds a record, or a copy that is whole.
    #[error("the other place is not empty; a record is never restored over another: give an empty place")]
    Whole,
    /// The other place has gone on since it was copied.
    #[error("the other place is a copy of this record that has gone on since; copying would undo that")]
    Ahead,
    /// A table does not hold there what it holds here.
    #[error("table {table} has {found} rows there instead of {wanted}; give an empty place and copy again")]
    Differs {
        /// The table.
        table: &'static str,
        /// Rows here.
        wanted: u64,
        /// Rows there.
        found: u64,
    },
    /// The key that signs checkpoints cannot be written there.
    #[error("the signing key {path} cannot be written")]
    SigningKey {
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// The other place cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// Anything else.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A batch that was not written.
#[derive(Debug, Clone, Error)]
pub enum AppendError {
    /// Somebody else wrote to the stream first.
    #[error("{stream} is at version {actual}, not {expected}: load it again and merge")]
    Conflict {
        /// The stream.
        stream: StreamId,
        /// The version that was expected.
        expected: u64,
        /// The version at which it is.
        actual: u64,
    },
    /// A batch with this form token has been written before.
    #[error("this was already sent, and was recorded once")]
    AlreadyDone,
    /// The batch has no entry and nothing else to write, or an entry that contradicts it.
    #[error("the batch makes no sense: {0}")]
    Malformed(&'static str),
    /// Anything else.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A stream that cannot be loaded.
#[derive(Debug, Clone, Error)]
pub enum LoadError {
    /// An entry does not open, or its columns differ from its header.
    #[error("{stream}, version {version}: {why}; run `alongside verify`")]
    Altered {
        /// The stream.
        stream: StreamId,
        /// The version.
        version: u64,
        /// What is wrong.
        why: String,
    },
    /// Anything else.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A draft that was not saved.
#[derive(Debug, Clone, Error)]
pub enum DraftError {
    /// It was saved elsewhere in the meantime.
    #[error("the draft was saved elsewhere in the meantime (revision {})", theirs.as_ref().map_or(0, |draft| draft.revision))]
    Conflict {
        /// What is saved now; nothing if it was discarded.
        theirs: Option<crate::Draft>,
    },
    /// Anything else.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// New entries that were not folded into the log.
#[derive(Debug, Clone, Error)]
pub enum SequenceError {
    /// What is kept of the log does not lead to its last checkpoint, so nothing more is signed.
    #[error("the log of {partnership} does not lead to its last checkpoint; run `alongside verify`")]
    Altered {
        /// The partnership.
        partnership: kernel::Partnership,
    },
    /// An entry that waits for the log is not as it was written, so nothing more is signed.
    #[error("{stream}, version {version} is not as it was written; run `alongside verify`")]
    EntryAltered {
        /// The stream.
        stream: StreamId,
        /// The version.
        version: u64,
    },
    /// A checkpoint is in the database, but could not be written outside it.
    #[error("the checkpoint could not be written to {path}")]
    Witness {
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: Arc<std::io::Error>,
    },
    /// Anything else.
    #[error(transparent)]
    Store(#[from] StoreError),
}
