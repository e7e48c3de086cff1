//! What the tests share.

use std::sync::Arc;

use jiff::Timestamp;
use kernel::{Capacity, EntryId, Partnership, PersonId, SeededRandomness, StreamId, StreamKind};
use store::{Batch, DatabaseUrl, NewEntry, OpenOptions, RulesInForce, Store};
use tempfile::TempDir;
use uuid::Uuid;

/// A store in a folder that goes away with it.
pub struct Setting {
    pub folder: TempDir,
    pub store: Store,
}

impl Setting {
    pub fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let store = open(&folder, 1);
        Self { folder, store }
    }

    pub fn url(&self) -> DatabaseUrl {
        url(&self.folder)
    }

    /// Closes the store and opens it again, as after a restart.
    pub async fn reopened(self) -> Self {
        let Self { folder, store } = self;
        store.close().await;
        let store = open(&folder, 2);
        Self { folder, store }
    }
}

pub fn url(folder: &TempDir) -> DatabaseUrl {
    DatabaseUrl::sqlite(folder.path().join("alongside.db"))
}

pub fn options(seed: u64) -> OpenOptions {
    OpenOptions::new(Arc::new(SeededRandomness::new(seed)))
}

pub fn open(folder: &TempDir, seed: u64) -> Store {
    Store::open(&url(folder), options(seed)).unwrap()
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
