//! Opening the files, and refusing those that cannot be trusted.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::error::OpenError;
use crate::sqlite::SqliteConnection;

/// Marks a database as ours: "Alon" in ASCII.
const APPLICATION_ID: i64 = 0x416C_6F6E;
/// Marks a keys file as ours: "Alok" in ASCII.
const KEYS_APPLICATION_ID: i64 = 0x416C_6F6B;

/// Before 3.51.3 a write-ahead log that is reset at the wrong moment can damage the database.
const ENGINE_NEEDED: (i32, &str) = (3_051_003, "3.51.3");

/// Up to this size a database is checked from end to end when it is opened: some tens of milliseconds. A larger one is
/// checked for its outline and its small tables; `alongside verify` checks the rest.
const CHECKED_WHOLE_MAX: u64 = 32 << 20;

/// How long a statement waits for another process before it fails.
const BUSY_WAIT: std::time::Duration = std::time::Duration::from_secs(10);

/// Prepared statements kept by each connection: all of the catalogue.
const STATEMENTS_KEPT: usize = 128;

/// Pages in the write-ahead log before it is folded into the database: 2 MiB. While it is folded nobody else's writing is
/// flushed, and every read of a record waits for its entry in the read log: often and little is what keeps the slowest page
/// short. Measured: 32 MiB gave a 99th centile of 30 to 50 ms, 4 MiB of 19, 2 MiB of 10.
const JOURNAL_PAGES: i64 = 512;

/// Memory for pages, in KiB: the writer's share and each reader's.
const WRITER_PAGES_KIB: i64 = 16 * 1024;
const READER_PAGES_KIB: i64 = 8 * 1024;

/// The same while a database is filled. Each child touches places all over the indexes: with little memory their pages
/// are read again and again, and the time grows faster than the number of children.
const FILLING_JOURNAL_PAGES: i64 = 16 * 1024;
const FILLING_PAGES_KIB: i64 = 1024 * 1024;

mod main_schema {
    refinery::embed_migrations!("migrations/sqlite");
}

mod keys_schema {
    refinery::embed_migrations!("migrations/sqlite-keys");
}

/// The engine and its version.
pub(crate) fn engine() -> String {
    format!("SQLite {}", rusqlite::version())
}

/// Opens the file of a record, makes it if it is missing, and brings it up to date; gives the version of its schema.
pub(crate) fn open_record(path: &Path, filling: bool) -> Result<(SqliteConnection, i64), OpenError> {
    if rusqlite::version_number() < ENGINE_NEEDED.0 {
        return Err(OpenError::EngineTooOld { found: rusqlite::version(), needed: ENGINE_NEEDED.1 });
    }
    let mut writing = prepare(path, APPLICATION_ID)?;
    if filling {
        let tuned = writing
            .pragma_update(None, "wal_autocheckpoint", FILLING_JOURNAL_PAGES)
            .and_then(|()| writing.pragma_update(None, "cache_size", -FILLING_PAGES_KIB));
        tuned.map_err(|source| unavailable(path, source))?;
    }
    let schema = migrate(path, &mut writing, &main_schema::migrations::runner())?;
    Ok((SqliteConnection(writing), schema))
}

/// Opens the file of the keys, makes it if it is missing, and brings it up to date.
pub(crate) fn open_keys(path: &Path) -> Result<SqliteConnection, OpenError> {
    let mut writing = prepare(path, KEYS_APPLICATION_ID)?;
    migrate(path, &mut writing, &keys_schema::migrations::runner())?;
    let secure = writing.pragma_update(None, "secure_delete", true);
    secure.map_err(|source| unavailable(path, source))?;
    Ok(SqliteConnection(writing))
}

fn unavailable(path: &Path, source: rusqlite::Error) -> OpenError {
    use rusqlite::ErrorCode::{DatabaseCorrupt, NotADatabase};
    match source.sqlite_error_code() {
        Some(NotADatabase) => OpenError::NotOurs { path: path.to_owned() },
        Some(DatabaseCorrupt) => OpenError::Damaged { path: path.to_owned(), finding: source.to_string() },
        _ => OpenError::Unavailable { path: path.to_owned(), source: Arc::new(source) },
    }
}

/// Opens a file for writing.
fn prepare(path: &Path, application: i64) -> Result<Connection, OpenError> {
    make_private(path)?;
    let failed = |source| unavailable(path, source);
    let flags =
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).map_err(failed)?;
    connection.busy_timeout(BUSY_WAIT).map_err(failed)?;
    let number = |pragma: &str| {
        connection.pragma_query_value(None, pragma, |row| row.get::<_, i64>(0)).map_err(failed)
    };
    let is_new = number("schema_version")? == 0;
    let found = number("application_id")?;
    if is_new && found == 0 {
        connection.pragma_update(None, "application_id", application).map_err(failed)?;
    } else if found != application {
        return Err(OpenError::NotOurs { path: path.to_owned() });
    }
    if !is_new {
        check(path, &connection)?;
    }
    connection.pragma_update(None, "journal_mode", "WAL").map_err(failed)?;
    connection.pragma_update(None, "synchronous", "FULL").map_err(failed)?;
    connection.pragma_update(None, "foreign_keys", true).map_err(failed)?;
    connection.pragma_update(None, "wal_autocheckpoint", JOURNAL_PAGES).map_err(failed)?;
    connection.pragma_update(None, "cache_size", -WRITER_PAGES_KIB).map_err(failed)?;
    // What a part of a transaction would have to put back is kept in memory: never in a file beside the record, which would
    // be written for every command and hold pages of it.
    connection.pragma_update(None, "temp_store", "MEMORY").map_err(failed)?;
    connection.pragma_update(None, "trusted_schema", false).map_err(failed)?;
    keep_statements(&connection).map_err(failed)?;
    Ok(connection)
}

/// Makes the file readable by its owner only, before anything is in it.
fn make_private(path: &Path) -> Result<(), OpenError> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Ok(_) => Ok(()),
        Err(failure) if failure.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        Err(failure) => Err(OpenError::Unavailable { path: path.to_owned(), source: Arc::new(failure) }),
    }
}

/// Opens a file that is already prepared, for reading only.
pub(crate) fn connect_to_read(path: &Path) -> Result<SqliteConnection, OpenError> {
    let failed = |source| unavailable(path, source);
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).map_err(failed)?;
    connection.busy_timeout(BUSY_WAIT).map_err(failed)?;
    connection.pragma_update(None, "query_only", true).map_err(failed)?;
    connection.pragma_update(None, "cache_size", -READER_PAGES_KIB).map_err(failed)?;
    // What a part of a transaction would have to put back is kept in memory: never in a file beside the record, which would
    // be written for every command and hold pages of it.
    connection.pragma_update(None, "temp_store", "MEMORY").map_err(failed)?;
    connection.pragma_update(None, "trusted_schema", false).map_err(failed)?;
    keep_statements(&connection).map_err(failed)?;
    Ok(SqliteConnection(connection))
}

/// Keeps statements prepared, with one plan each, whatever their parameters are. Otherwise a statement is prepared anew
/// whenever a parameter might change its plan, which here means each time.
fn keep_statements(connection: &Connection) -> rusqlite::Result<()> {
    connection.set_prepared_statement_cache_capacity(STATEMENTS_KEPT);
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map(|_| ())
}

/// Looks for damage: the whole of a small file, the outline of a large one.
fn check(path: &Path, connection: &Connection) -> Result<(), OpenError> {
    let failed = |source| unavailable(path, source);
    let damaged = |finding: String| OpenError::Damaged { path: path.to_owned(), finding };
    let length = std::fs::metadata(path)
        .map_err(|failure| OpenError::Unavailable { path: path.to_owned(), source: Arc::new(failure) })?
        .len();
    let questions: &[&str] = if length <= CHECKED_WHOLE_MAX {
        &["PRAGMA quick_check(1)"]
    } else {
        &["PRAGMA quick_check(log_checkpoints)", "PRAGMA quick_check(log_frontiers)"]
    };
    for question in questions {
        let finding: String = connection.query_row(question, [], |row| row.get(0)).map_err(failed)?;
        if finding != "ok" {
            return Err(damaged(finding));
        }
    }
    let journal = std::fs::metadata(sibling(path, "-wal")).map_or(0, |journal| journal.len());
    let number = |pragma: &str| connection.pragma_query_value(None, pragma, |row| row.get::<_, i64>(0));
    let promised = number("page_count").map_err(failed)?.saturating_mul(number("page_size").map_err(failed)?);
    if journal == 0 && i128::from(length) < i128::from(promised) {
        return Err(damaged(format!("{length} bytes are left of {promised}")));
    }
    Ok(())
}

fn sibling(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// Brings a schema up to date, and gives its version.
fn migrate(path: &Path, connection: &mut Connection, runner: &refinery::Runner) -> Result<i64, OpenError> {
    let failed = |source| unavailable(path, source);
    let known = runner.get_migrations().iter().map(|migration| i64::from(migration.version())).max();
    let known = known.unwrap_or(0);
    let history: bool = connection
        .query_row(
            "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'refinery_schema_history')",
            [],
            |row| row.get(0),
        )
        .map_err(failed)?;
    if history {
        let found = schema_found(path, connection)?;
        if found > known {
            return Err(OpenError::Newer { path: path.to_owned(), found, known });
        }
    }
    runner
        .run(connection)
        .map_err(|source| OpenError::Migration { path: path.to_owned(), source: Arc::new(source) })?;
    Ok(known)
}

/// Reads the schema's history with care: the migration library takes it to be well-formed.
fn schema_found(path: &Path, connection: &Connection) -> Result<i64, OpenError> {
    let failed = |source| unavailable(path, source);
    let mut latest = 0;
    let mut statement = connection
        .prepare("SELECT version, applied_on, checksum FROM refinery_schema_history")
        .map_err(failed)?;
    let mut rows = statement.query([]).map_err(failed)?;
    while let Some(row) = rows.next().map_err(failed)? {
        let read =
            || -> rusqlite::Result<(i64, String, String)> { Ok((row.get(0)?, row.get(1)?, row.get(2)?)) };
        let sound = read().ok().filter(|(_, applied_on, checksum)| {
            applied_on.parse::<Timestamp>().is_ok() && checksum.parse::<u64>().is_ok()
        });
        let Some((version, ..)) = sound else {
            let finding = "table refinery_schema_history cannot be read".to_owned();
            return Err(OpenError::Damaged { path: path.to_owned(), finding });
        };
        latest = latest.max(version);
    }
    Ok(latest)
}
