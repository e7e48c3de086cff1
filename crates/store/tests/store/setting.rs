//! What the tests share.

use std::sync::Arc;

use jiff::Timestamp;
use kernel::{Capacity, EntryId, Partnership, PersonId, SeededRandomness, StreamId, StreamKind};
use rusqlite::types::ValueRef;
use store::{Batch, DatabaseUrl, FilesUrl, Memory, NewEntry, OpenOptions, Part, RulesInForce, Store};
use tempfile::TempDir;
use uuid::Uuid;

use crate::cluster::Cluster;

/// Which engine a case runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
    Memory,
}

/// An empty store, and where it is.
pub struct Setting {
    pub engine: Engine,
    /// For files; the database too, where it is one.
    pub folder: TempDir,
    /// The name of the database, where a server has it.
    name: String,
    /// The server that has it.
    cluster: Option<&'static Cluster>,
    /// The rows, where they are in memory.
    memory: Memory,
    pub store: Store,
}

/// A place where nothing is yet.
pub struct Empty {
    pub url: DatabaseUrl,
    _folder: TempDir,
}

impl Setting {
    /// A place where nothing is yet.
    pub fn empty(engine: Engine) -> Empty {
        let folder = TempDir::new().unwrap();
        let url = match engine {
            Engine::Sqlite => url(&folder),
            Engine::Postgres => Cluster::shared().url(&Cluster::shared().database()).parse().unwrap(),
            Engine::Memory => DatabaseUrl::Memory(Memory::new()),
        };
        Empty { url, _folder: folder }
    }

    pub fn new(engine: Engine) -> Self {
        match engine {
            Engine::Sqlite | Engine::Memory => Self::at(engine, String::new(), None),
            Engine::Postgres => Self::at(engine, Cluster::shared().database(), Some(Cluster::shared())),
        }
    }

    /// On a server that keeps the rows of each partnership apart.
    pub fn distributed() -> Self {
        let cluster = Cluster::distributed();
        let fill = |url: &str| drop(Store::open(&url.parse().unwrap(), options(1)).unwrap());
        Self::at(Engine::Postgres, cluster.distributed_database(fill), Some(cluster))
    }

    fn at(engine: Engine, name: String, cluster: Option<&'static Cluster>) -> Self {
        let folder = TempDir::new().unwrap();
        let memory = Memory::new();
        let url = match engine {
            Engine::Memory => DatabaseUrl::Memory(memory.clone()),
            _ => address(cluster, &folder, &name),
        };
        let store = Store::open(&url, options(1)).unwrap();
        Self { engine, folder, name, cluster, memory, store }
    }

    /// What the server calls the database.
    pub fn name(&self) -> &str {
        &self.name
    }

    fn cluster(&self) -> &'static Cluster {
        self.cluster.unwrap()
    }

    /// Another one, on the same engine.
    pub fn another(&self) -> Self {
        Self::new(self.engine)
    }

    pub fn url(&self) -> DatabaseUrl {
        match self.engine {
            Engine::Memory => DatabaseUrl::Memory(self.memory.clone()),
            _ => address(self.cluster, &self.folder, &self.name),
        }
    }

    /// A second server on the same database.
    pub fn second_server(&self, seed: u64) -> Store {
        Store::open(&self.url(), options(seed)).unwrap()
    }

    /// Closes the store and opens it again, as after a restart.
    pub async fn reopened(self) -> Self {
        let url = self.url();
        let Self { engine, folder, name, cluster, memory, store } = self;
        store.close().await;
        let store = Store::open(&url, options(2)).unwrap();
        Self { engine, folder, name, cluster, memory, store }
    }

    /// Whether these bytes stand anywhere in the database or beside it.
    pub fn holds(&self, words: &[u8]) -> bool {
        if self.engine == Engine::Memory {
            let wanted = [words.to_vec()];
            return [Part::Record, Part::Keys]
                .iter()
                .any(|part| !self.memory.tables_with(*part, &wanted).is_empty());
        }
        if self.engine == Engine::Sqlite {
            return std::fs::read_dir(self.folder.path()).unwrap().any(|file| {
                let bytes = std::fs::read(file.unwrap().path()).unwrap();
                bytes.windows(words.len()).any(|window| window == words)
            });
        }
        let text = data_encoding::HEXLOWER.encode(words);
        let plain = String::from_utf8_lossy(words).into_owned();
        let cluster = self.cluster();
        let tables = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'";
        [self.name.clone(), format!("{}_keys", self.name)].iter().any(|database| {
            cluster.run(database, tables).lines().any(|table| {
                let rows = cluster.run(database, &format!("SELECT t::text FROM {table} t"));
                rows.contains(&text) || rows.contains(&plain)
            })
        })
    }

    /// Changes what is stored, past the store; says how many rows.
    pub fn alter(&self, sqlite: &str, postgres: &str) -> usize {
        match self.engine {
            Engine::Sqlite => {
                let connection = rusqlite::Connection::open(self.folder.path().join("alongside.db")).unwrap();
                connection.execute(sqlite, []).unwrap()
            }
            Engine::Memory => self.memory.run(Part::Record, postgres).0,
            Engine::Postgres => {
                let counted =
                    format!("WITH changed AS ({postgres} RETURNING 1) SELECT count(*) FROM changed");
                self.cluster().run(&self.name, &counted).trim().parse().unwrap()
            }
        }
    }

    /// The tables of the record that hold any of these bytes, as bytes, as text, or as an identifier.
    pub fn tables_with(&self, wanted: &[Vec<u8>]) -> Vec<String> {
        match self.engine {
            Engine::Sqlite => sqlite_tables_with(&self.folder.path().join("alongside.db"), wanted),
            Engine::Memory => {
                let mut tables = self.memory.tables_with(Part::Record, wanted);
                tables.sort();
                tables
            }
            Engine::Postgres => {
                let cluster = self.cluster();
                let hexadecimal = wanted.iter().map(|bytes| data_encoding::HEXLOWER.encode(bytes));
                let plain = wanted.iter().filter_map(|bytes| String::from_utf8(bytes.clone()).ok());
                let wanted: Vec<String> = hexadecimal.chain(plain).collect();
                // Parts of a table are seen as the whole.
                let tables = "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace \
                    AND relkind IN ('r', 'p') AND NOT relispartition ORDER BY relname";
                let tables = cluster.run(&self.name, tables);
                let holds = |table: &&str| {
                    let rows = cluster.run(&self.name, &format!("SELECT t::text FROM \"{table}\" t"));
                    wanted.iter().any(|wanted| rows.contains(wanted))
                };
                tables.lines().filter(holds).map(str::to_owned).collect()
            }
        }
    }

    /// What one statement over the keys answers, in hexadecimal.
    pub fn ask_keys(&self, statement: &str) -> String {
        match self.engine {
            Engine::Sqlite => {
                let keys = rusqlite::Connection::open(self.folder.path().join("alongside.keys.db")).unwrap();
                keys.query_row(
                    &statement.replace("encode(", "lower(hex(").replace(", 'hex')", "))"),
                    [],
                    |row| row.get(0),
                )
                .unwrap()
            }
            Engine::Memory => self.memory.run(Part::Keys, statement).1[0][0].clone(),
            Engine::Postgres => {
                self.cluster().run(&format!("{}_keys", self.name), statement).trim().to_owned()
            }
        }
    }
}

fn sqlite_tables_with(database: &std::path::Path, wanted: &[Vec<u8>]) -> Vec<String> {
    let connection = rusqlite::Connection::open(database).unwrap();
    let mut names =
        connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").unwrap();
    let tables: Vec<String> = names.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let mut found = Vec::new();
    for table in tables {
        let mut all = connection.prepare(&format!("SELECT * FROM \"{table}\"")).unwrap();
        let columns = all.column_count();
        let mut rows = all.query([]).unwrap();
        let mut holds = false;
        while let Some(row) = rows.next().unwrap() {
            for column in 0..columns {
                let (ValueRef::Text(bytes) | ValueRef::Blob(bytes)) = row.get_ref(column).unwrap() else {
                    continue;
                };
                holds |=
                    wanted.iter().any(|wanted| bytes.windows(wanted.len()).any(|window| window == wanted));
            }
        }
        if holds {
            found.push(table);
        }
    }
    found
}

fn address(cluster: Option<&'static Cluster>, folder: &TempDir, name: &str) -> DatabaseUrl {
    match cluster {
        None => url(folder),
        Some(cluster) => cluster.url(name).parse().unwrap(),
    }
}

pub fn url(folder: &TempDir) -> DatabaseUrl {
    DatabaseUrl::sqlite(folder.path().join("alongside.db"))
}

pub fn options(seed: u64) -> OpenOptions {
    let files = Some(FilesUrl::Memory);
    OpenOptions { files, ..OpenOptions::new(Arc::new(SeededRandomness::new(seed))) }
}

pub fn wendale() -> Partnership {
    Partnership::new("wendale").unwrap()
}

pub fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_790_000_000 + seconds).unwrap()
}

pub fn child(number: u128) -> StreamId {
    StreamId::new(StreamKind::Child, Uuid::from_u128(number))
}

pub fn person(number: u128) -> PersonId {
    PersonId(Uuid::from_u128(number))
}

pub fn capacity(name: &str) -> Capacity {
    Capacity::new(name).unwrap()
}

pub fn entry(stream: StreamId, body: &str) -> NewEntry {
    NewEntry {
        stream,
        entry: EntryId(Uuid::from_u128(stream.id.as_u128() << 8)),
        kind: "need.described".to_owned(),
        body_format: 1,
        body: body.as_bytes().to_vec(),
        subject: stream.id,
        actor: Some(person(9)),
        capacity: Some(capacity("navigator")),
        rules: Some(RulesInForce {
            digest: "sha256:00".to_owned(),
            edition: "wt-2026".to_owned(),
            protocol: "wendale-1".to_owned(),
        }),
        recorded_at: at(0),
    }
}

pub fn batch(expected: Vec<(StreamId, u64)>, entries: Vec<NewEntry>) -> Batch {
    Batch { expected, entries, ..Batch::new(wendale(), at(0)) }
}

/// The bodies of a stream, as text; `None` for one that was erased.
pub async fn bodies(store: &Store, stream: StreamId) -> Vec<Option<String>> {
    let loaded = store.load(&wendale(), stream).await.unwrap();
    assert_eq!(loaded.version, loaded.entries.len() as u64);
    let text = |body: &store::Body| body.plain().map(|bytes| String::from_utf8(bytes.to_vec()).unwrap());
    loaded.entries.iter().map(|entry| text(&entry.body)).collect()
}
