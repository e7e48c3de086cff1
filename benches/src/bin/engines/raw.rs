//! Programs without logic: rows are read once, and written as they are.

use std::collections::BTreeMap;
use std::time::Duration;

use anyhow::{Context as _, Result};
use benches::instant;
use benches::place::At;
use futures_util::future::try_join_all;
use rusqlite::types::{ToSqlOutput, ValueRef};
use tokio_postgres::binary_copy::BinaryCopyInWriter;
use tokio_postgres::types::private::BytesMut;
use tokio_postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};
use tokio_postgres::{Client, NoTls};

/// A value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cell {
    Nothing,
    Integer(i64),
    Text(String),
    Bytes(Vec<u8>),
}

/// The rows of one table.
#[derive(Debug, Clone, Default)]
pub struct Table {
    pub columns: Vec<String>,
    pub rows: Vec<Vec<Cell>>,
}

/// All rows of a record, or of its keys, by table.
#[derive(Debug, Default)]
pub struct Rows {
    pub record: BTreeMap<String, Table>,
    pub keys: BTreeMap<String, Table>,
}

/// What lists are made of.
const LISTS: [&str; 6] =
    ["summaries", "duties", "duty_watchers", "involvements", "search_tokens", "measured"];
/// What the engine or the migrations keep for themselves.
const APART: [&str; 2] = ["refinery_schema_history", "store_identity"];

/// What one command wrote: rows of tables, and the lists of its stream, which are written anew.
pub struct Written {
    pub commands: Vec<Vec<(String, Vec<Cell>)>>,
    /// The stream of each command, and the columns by which its rows of a list are found.
    pub columns: BTreeMap<String, Vec<String>>,
}

impl Written {
    pub fn count(&self) -> usize {
        self.commands.len()
    }

    pub fn rows_a_command(&self) -> usize {
        self.commands.first().map_or(0, Vec::len)
    }
}

impl rusqlite::ToSql for Cell {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Nothing => ValueRef::Null,
            Self::Integer(number) => ValueRef::Integer(*number),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

impl ToSql for Cell {
    fn to_sql(
        &self,
        kind: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Self::Nothing => Ok(IsNull::Yes),
            Self::Integer(number) => number.to_sql_checked(kind, out),
            Self::Text(text) => text.to_sql_checked(kind, out),
            Self::Bytes(bytes) => bytes.to_sql_checked(kind, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

impl<'a> FromSql<'a> for Cell {
    fn from_sql(kind: &Type, raw: &'a [u8]) -> Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        Ok(match *kind {
            Type::INT8 => Self::Integer(i64::from_sql(kind, raw)?),
            Type::BYTEA => Self::Bytes(raw.to_vec()),
            _ => Self::Text(String::from_sql(kind, raw)?),
        })
    }

    fn from_sql_null(_: &Type) -> Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        Ok(Self::Nothing)
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}

impl Rows {
    pub fn count(&self) -> usize {
        self.record.values().chain(self.keys.values()).map(|table| table.rows.len()).sum()
    }

    pub fn bytes(&self) -> usize {
        let length = |cell: &Cell| match cell {
            Cell::Nothing => 0,
            Cell::Integer(_) => 8,
            Cell::Text(text) => text.len(),
            Cell::Bytes(bytes) => bytes.len(),
        };
        let tables = self.record.values().chain(self.keys.values());
        tables.flat_map(|table| table.rows.iter().flatten()).map(length).sum()
    }

    /// The rows of the lists alone.
    pub fn of_lists(&self) -> Self {
        let lists = self.record.iter().filter(|(name, _)| LISTS.contains(&name.as_str()));
        let record = lists.map(|(name, table)| (name.clone(), table.clone())).collect();
        Self { record, keys: BTreeMap::new() }
    }
}

async fn connected(address: &str) -> Result<Client> {
    let (client, connection) = tokio_postgres::connect(address, NoTls).await?;
    tokio::spawn(connection);
    Ok(client)
}

fn opened(path: &str) -> Result<rusqlite::Connection> {
    let connection = rusqlite::Connection::open(path)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}

/// Every row that is there.
pub async fn rows_of(at: &At) -> Result<Rows> {
    let [record, keys] = &at.places;
    let of = async |place: &str| if at.is_server { of_server(place).await } else { of_file(place) };
    Ok(Rows { record: of(record).await?, keys: of(keys).await? })
}

fn of_file(path: &str) -> Result<BTreeMap<String, Table>> {
    let connection = opened(path)?;
    let mut names = connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")?;
    let names: Vec<String> = names.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let mut tables = BTreeMap::new();
    for name in names.into_iter().filter(|name| !APART.contains(&name.as_str())) {
        let mut all = connection.prepare(&format!("SELECT * FROM {name}"))?;
        let columns: Vec<String> = all.column_names().map(str::to_owned).collect();
        let mut rows = Vec::new();
        let mut found = all.query([])?;
        while let Some(row) = found.next()? {
            let cells = (0..columns.len()).map(|column| {
                Ok::<_, rusqlite::Error>(match row.get_ref(column)? {
                    ValueRef::Integer(number) => Cell::Integer(number),
                    ValueRef::Text(text) => Cell::Text(String::from_utf8_lossy(text).into_owned()),
                    ValueRef::Blob(bytes) => Cell::Bytes(bytes.to_vec()),
                    _ => Cell::Nothing,
                })
            });
            rows.push(cells.collect::<Result<_, _>>()?);
        }
        drop(found);
        tables.insert(name, Table { columns, rows });
    }
    Ok(tables)
}

async fn of_server(address: &str) -> Result<BTreeMap<String, Table>> {
    let client = connected(address).await?;
    let names =
        client.query("SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'", &[]).await?;
    let mut tables = BTreeMap::new();
    for name in names.iter().map(|row| row.get::<_, String>(0)) {
        if APART.contains(&name.as_str()) {
            continue;
        }
        let statement = client.prepare(&format!("SELECT * FROM {name}")).await?;
        let columns: Vec<String> =
            statement.columns().iter().map(|column| column.name().to_owned()).collect();
        let found = client.query(&statement, &[]).await?;
        let cells = |row: &tokio_postgres::Row| (0..columns.len()).map(|column| row.get(column)).collect();
        let rows = found.iter().map(cells).collect();
        tables.insert(name, Table { columns, rows });
    }
    Ok(tables)
}

fn insert(name: &str, columns: &[String], sign: char) -> String {
    let places: Vec<String> = (1..=columns.len()).map(|number| format!("{sign}{number}")).collect();
    format!("INSERT INTO {name} ({}) VALUES ({})", columns.join(", "), places.join(", "))
}

/// Writes all rows into empty tables, in so many transactions for each, by the fastest way there is.
pub async fn load(at: &At, rows: &Rows, groups: usize) -> Result<Duration> {
    at.prepare().await?;
    let mut took = Duration::ZERO;
    for (place, tables) in at.places.iter().zip([&rows.record, &rows.keys]) {
        took += if at.is_server {
            load_server(place, tables, groups).await?
        } else {
            load_file(place, tables, groups)?
        };
    }
    Ok(took)
}

fn load_file(path: &str, tables: &BTreeMap<String, Table>, groups: usize) -> Result<Duration> {
    let connection = opened(path)?;
    connection.pragma_update(None, "cache_size", -1_048_576)?;
    connection.pragma_update(None, "wal_autocheckpoint", 16_384)?;
    for name in tables.keys() {
        connection.execute(&format!("DELETE FROM {name}"), [])?;
    }
    let begun = instant();
    for group in 0..groups.max(1) {
        connection.execute_batch("BEGIN IMMEDIATE")?;
        for (name, table) in tables {
            let mut statement = connection.prepare_cached(&insert(name, &table.columns, '?'))?;
            for row in part(&table.rows, group, groups) {
                statement.execute(rusqlite::params_from_iter(row))?;
            }
        }
        connection.execute_batch("COMMIT")?;
    }
    Ok(begun.elapsed())
}

fn part<T>(rows: &[T], group: usize, groups: usize) -> &[T] {
    let groups = groups.max(1);
    &rows[rows.len() * group / groups..rows.len() * (group + 1) / groups]
}

async fn load_server(address: &str, tables: &BTreeMap<String, Table>, groups: usize) -> Result<Duration> {
    let mut client = connected(address).await?;
    let mut kinds = BTreeMap::new();
    for (name, table) in tables {
        client.batch_execute(&format!("DELETE FROM {name}")).await?;
        let asked = client.prepare(&format!("SELECT {} FROM {name}", table.columns.join(", "))).await?;
        let types: Vec<Type> = asked.columns().iter().map(|column| column.type_().clone()).collect();
        kinds.insert(name.as_str(), types);
    }
    let begun = instant();
    for group in 0..groups.max(1) {
        let transaction = client.transaction().await?;
        for (name, table) in tables {
            let into = format!("COPY {name} ({}) FROM STDIN (FORMAT binary)", table.columns.join(", "));
            let sink = transaction.copy_in(&into).await?;
            let types = kinds.get(name.as_str()).context("a table without columns")?;
            let writer = BinaryCopyInWriter::new(sink, types);
            futures_util::pin_mut!(writer);
            for row in part(&table.rows, group, groups) {
                writer.as_mut().write_raw(row.iter().map(|cell| cell as &(dyn ToSql + Sync))).await?;
            }
            writer.finish().await?;
        }
        transaction.commit().await?;
    }
    Ok(begun.elapsed())
}

/// Writes what commands wrote, those of as many together as there are clients; rows of lists take the place of earlier ones.
pub async fn write_commands(at: &At, written: &Written, clients: usize) -> Result<Duration> {
    at.prepare().await?;
    if at.is_server {
        commands_server(at, written, clients).await
    } else {
        commands_file(at, written, clients)
    }
}

/// How the rows of a stream's list are taken away, and by which of its columns they are found.
fn delete(name: &str, columns: &[String], sign: char) -> (String, Vec<usize>) {
    let wanted = ["partnership", "stream_kind", "stream"];
    let places: Vec<usize> =
        wanted.iter().filter_map(|wanted| columns.iter().position(|column| column == wanted)).collect();
    (
        format!(
            "DELETE FROM {name} WHERE partnership = {sign}1 AND stream_kind = {sign}2 AND stream = {sign}3"
        ),
        places,
    )
}

fn commands_file(at: &At, written: &Written, clients: usize) -> Result<Duration> {
    let connection = opened(&at.places[0])?;
    let begun = instant();
    for group in written.commands.chunks(clients) {
        connection.execute_batch("BEGIN IMMEDIATE")?;
        for command in group {
            let mut before = "";
            for (name, row) in command {
                let columns = &written.columns[name];
                if LISTS.contains(&name.as_str()) && before != name {
                    let (text, places) = delete(name, columns, '?');
                    let found = places.iter().map(|place| &row[*place]);
                    connection.prepare_cached(&text)?.execute(rusqlite::params_from_iter(found))?;
                }
                before = name;
                let text = insert(name, columns, '?');
                connection.prepare_cached(&text)?.execute(rusqlite::params_from_iter(row))?;
            }
        }
        connection.execute_batch("COMMIT")?;
    }
    Ok(begun.elapsed())
}

async fn commands_server(at: &At, written: &Written, clients: usize) -> Result<Duration> {
    let mut client = connected(&at.places[0]).await?;
    client.batch_execute("SET synchronous_commit = on").await?;
    let mut statements = BTreeMap::new();
    for (name, columns) in &written.columns {
        let (text, places) = delete(name, columns, '$');
        let taken =
            if LISTS.contains(&name.as_str()) { Some((client.prepare(&text).await?, places)) } else { None };
        statements.insert(name.as_str(), (client.prepare(&insert(name, columns, '$')).await?, taken));
    }
    let begun = instant();
    for group in written.commands.chunks(clients) {
        let transaction = client.transaction().await?;
        let mut sent = Vec::new();
        for command in group {
            let mut before = "";
            for (name, row) in command {
                let (put, taken) = &statements[name.as_str()];
                if let Some((taken, places)) = taken
                    && before != name
                {
                    sent.push((taken, places.iter().map(|place| &row[*place]).collect::<Vec<_>>()));
                }
                before = name;
                sent.push((put, row.iter().collect()));
            }
        }
        // In one go, as whoever knows what is to be written would.
        try_join_all(sent.into_iter().map(|(statement, row)| transaction.execute_raw(statement, row)))
            .await?;
        transaction.commit().await?;
    }
    Ok(begun.elapsed())
}
