//! Opening a server's databases, and refusing those that are somebody else's.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tokio_postgres::{Client, Error};

use crate::error::{OpenError, StoreError};
use crate::postgres::connecting::Reaching;
use crate::postgres::session::PostgresConnection;
use crate::postgres::wire::described;
use crate::url::ServerUrl;

/// How often bringing the schema up to date is tried: several servers may start at once, and one of them does it.
const MIGRATION_TRIES: u32 = 10;
/// How often somebody else's tables are looked at before they count as that.
const FOREIGN_TRIES: u32 = 3;
/// The wait between two tries.
const MIGRATION_WAIT: Duration = Duration::from_millis(200);

mod record_schema {
    refinery::embed_migrations!("migrations/postgres");
}

mod keys_schema {
    refinery::embed_migrations!("migrations/postgres-keys");
}

/// The steps of both schemas, that of the record and that of its keys.
#[cfg(feature = "kit")]
pub(crate) fn schemas() -> [Vec<String>; 2] {
    [record_schema::migrations::runner(), keys_schema::migrations::runner()].map(|runner| {
        let steps = runner.get_migrations().iter().filter_map(|step| step.sql());
        steps.map(str::to_owned).collect()
    })
}

/// Opens a record's database and brings it up to date; gives the version of its schema.
pub(crate) fn open_record(server: &ServerUrl) -> Result<(PostgresConnection, i64), OpenError> {
    let schema = migrate(server, record_schema::migrations::runner, "entries")?;
    Ok((connected(server)?, schema))
}

/// Opens the database of the keys and brings it up to date.
pub(crate) fn open_keys(server: &ServerUrl) -> Result<PostgresConnection, OpenError> {
    migrate(server, keys_schema::migrations::runner, "subject_keys")?;
    connected(server)
}

/// A connection that only reads. It is made when it is first needed.
pub(crate) fn connect_to_read(server: &ServerUrl) -> Result<PostgresConnection, StoreError> {
    PostgresConnection::new(server)
}

/// The engine and its version.
pub(crate) fn engine(server: &ServerUrl) -> Result<String, OpenError> {
    apart(server, async |client| {
        let row = client.query_one("SELECT current_setting('server_version')", &[]).await?;
        row.try_get::<_, String>(0).map(|version| format!("PostgreSQL {version}"))
    })?
    .map_err(|failure| unreachable_server(server, &failure))
}

/// Whether a record has been made there.
pub(crate) fn exists(server: &ServerUrl) -> Result<bool, OpenError> {
    apart(server, async |client| has_table(client, "entries").await)?
        .map_err(|failure| unreachable_server(server, &failure))
}

fn connected(server: &ServerUrl) -> Result<PostgresConnection, OpenError> {
    let connected = elsewhere(move || {
        let connection = PostgresConnection::new(server)?;
        Ok(connection.connect().map(|()| connection))
    })?;
    connected.map_err(|failure| unreachable_server(server, &failure))
}

fn unreachable_server(server: &ServerUrl, failure: &Error) -> OpenError {
    // The driver's own message says little; the store's words go with it.
    let why = StoreError::away(described(failure));
    OpenError::Server { database: server.to_string(), source: Arc::new(why) }
}

/// Works on a thread of its own: whoever opens a store may be in the middle of a loop of events, where nobody may wait.
fn elsewhere<T: Send>(work: impl FnOnce() -> Result<T, StoreError> + Send) -> Result<T, StoreError> {
    std::thread::scope(|scope| scope.spawn(work).join()).unwrap_or(Err(StoreError::Stopped))
}

/// Asks something on a connection of its own.
fn apart<T: Send>(
    server: &ServerUrl,
    ask: impl AsyncFnOnce(&mut Client) -> Result<T, Error> + Send,
) -> Result<Result<T, Error>, StoreError> {
    let reaching = Reaching::new(server)?;
    elsewhere(move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|source| StoreError::engine("start of a connection", source))?;
        Ok(runtime.block_on(async {
            let mut client = reaching.connect().await?;
            ask(&mut client).await
        }))
    })
}

async fn has_table(client: &Client, table: &str) -> Result<bool, Error> {
    client.query_one("SELECT to_regclass($1) IS NOT NULL", &[&table]).await?.try_get(0)
}

/// What was found of a schema.
enum Found {
    /// It is up to date now.
    Made,
    /// A later release's.
    Newer(i64),
    /// Somebody else's.
    Foreign,
    /// It could not be brought up to date.
    Failed(refinery::Error),
}

/// Brings a schema up to date. Each step is one transaction, so that a crash between two is finished by the next start.
fn migrate(
    server: &ServerUrl,
    runner: impl Fn() -> refinery::Runner + Sync,
    table: &'static str,
) -> Result<i64, OpenError> {
    let versions = runner();
    let known = versions.get_migrations().iter().map(|step| i64::from(step.version())).max().unwrap_or(0);
    let path = || PathBuf::from(server.to_string());
    for attempt in 1.. {
        let found = apart(server, async |client| bring_up_to_date(client, runner(), known, table).await)?
            .map_err(|failure| unreachable_server(server, &failure))?;
        match found {
            Found::Made => break,
            Found::Newer(found) => return Err(OpenError::Newer { path: path(), found, known }),
            // Another server may be doing the same at this moment, and what is half done looks like somebody else's.
            Found::Foreign if attempt < FOREIGN_TRIES => std::thread::sleep(MIGRATION_WAIT),
            Found::Failed(_) if attempt < MIGRATION_TRIES => std::thread::sleep(MIGRATION_WAIT),
            Found::Foreign => return Err(OpenError::NotOurs { path: path() }),
            Found::Failed(source) => {
                return Err(OpenError::Migration { path: path(), source: Arc::new(source) });
            }
        }
    }
    Ok(known)
}

async fn bring_up_to_date(
    client: &mut Client,
    runner: refinery::Runner,
    known: i64,
    table: &'static str,
) -> Result<Found, Error> {
    if has_table(client, "refinery_schema_history").await? {
        let row = client
            .query_one("SELECT coalesce(max(version), 0)::bigint, count(*) FROM refinery_schema_history", &[])
            .await?;
        let (latest, steps): (i64, i64) = (row.try_get(0)?, row.try_get(1)?);
        if latest > known {
            return Ok(Found::Newer(latest));
        }
        // Steps are taken in order, so a database that has taken some of ours has our table, but for the first.
        if steps > 1 && !has_table(client, table).await? {
            return Ok(Found::Foreign);
        }
    } else {
        let row = client
            .query_one("SELECT count(*) FROM pg_catalog.pg_tables WHERE schemaname = current_schema()", &[])
            .await?;
        if row.try_get::<_, i64>(0)? > 0 {
            return Ok(Found::Foreign);
        }
    }
    Ok(match runner.run_async(client).await {
        Ok(_) => Found::Made,
        Err(failure) => Found::Failed(failure),
    })
}
