//! Files in a bucket, against a store that speaks S3 and runs beside the test. It needs Node and the project's Node packages; without
//! them the test says so and asks nothing, unless `ALONGSIDE_S3` is set.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::Arc;

use jiff::Timestamp;
use kernel::{EntryId, Partnership, SeededRandomness, StreamId, StreamKind};
use store::{Batch, Body, DatabaseUrl, FileFault, FilesUrl, NewEntry, OpenOptions, Store};
use tempfile::TempDir;
use uuid::Uuid;

/// A store that speaks S3, which ends with the test.
struct Bucket {
    running: Child,
    /// While it is open, the store runs.
    held: Option<ChildStdin>,
    port: String,
}

impl Bucket {
    /// One on a port, or on a free one; nothing where it cannot be had.
    fn start(folder: &Path, port: &str) -> Option<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        if std::env::var_os("ALONGSIDE_S3").is_none() && !root.join("node_modules/s3rver").exists() {
            return None;
        }
        let mut command = Command::new("node");
        command.arg(root.join("tests/s3/serve.js")).arg(folder).arg(port);
        let mut running = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(running.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let port = line.trim().to_owned();
        assert!(!port.is_empty(), "the store for the test has not begun");
        Some(Self { held: running.stdin.take(), running, port })
    }

    fn stop(mut self) {
        drop(self.held.take());
        self.running.wait().unwrap();
    }
}

fn files(port: &str, somebody: &str) -> FilesUrl {
    let settings = [
        ("AWS_ENDPOINT_URL", format!("http://127.0.0.1:{port}")),
        ("AWS_ACCESS_KEY_ID", somebody.to_owned()),
        ("AWS_SECRET_ACCESS_KEY", "S3RVER".to_owned()),
    ];
    let url: FilesUrl = "s3://wendale/files".parse().unwrap();
    url.with_settings(settings.into_iter().map(|(name, value)| (name.to_owned(), value)))
}

fn wendale() -> Partnership {
    Partnership::new("wendale").unwrap()
}

fn open(folder: &TempDir, files: FilesUrl) -> Store {
    let options = OpenOptions { files: Some(files), ..OpenOptions::new(Arc::new(SeededRandomness::new(1))) };
    Store::open(&DatabaseUrl::sqlite(folder.path().join("alongside.db")), options).unwrap()
}

/// Begins a record, so that its subject has a key.
async fn begin(store: &Store, subject: Uuid) {
    let stream = StreamId::new(StreamKind::Child, subject);
    let recorded_at = Timestamp::from_second(1_790_000_000).unwrap();
    let entry = NewEntry {
        stream,
        entry: EntryId(Uuid::from_u128(7)),
        kind: "need.described".to_owned(),
        body_format: 1,
        body: b"He likes trains".to_vec(),
        subject,
        actor: None,
        capacity: None,
        rules: None,
        recorded_at,
    };
    let batch =
        Batch { expected: vec![(stream, 0)], entries: vec![entry], ..Batch::new(wendale(), recorded_at) };
    store.append(batch).await.unwrap();
}

/// Everything that the store beside the test holds, as bytes.
fn held(folder: &Path) -> Vec<Vec<u8>> {
    let mut folders: Vec<PathBuf> = vec![folder.to_owned()];
    let mut held = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { held.push(std::fs::read(path).unwrap()) }
        }
    }
    held
}

#[tokio::test]
async fn files_are_kept_in_a_bucket_and_nothing_is_lost_while_it_is_away() {
    let (record, folder) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let Some(bucket) = Bucket::start(folder.path(), "0") else {
        println!("the Node packages are not installed: no bucket was asked (npm ci)");
        return;
    };
    let port = bucket.port.clone();
    let store = open(&record, files(&port, "S3RVER"));
    let (subject, photo, other) = (Uuid::from_u128(1), Uuid::from_u128(2), Uuid::from_u128(3));
    begin(&store, subject).await;
    let bytes: Vec<u8> = b"a photo of a train, ".repeat(50_000);
    let digest = Store::digest_of_file(&bytes);
    let (partnership, digest) = (&wendale(), digest.as_str());
    let read = || store.file(partnership, subject, photo, digest);
    store.keep_file(&wendale(), subject, photo, bytes.clone()).await.unwrap();
    assert!(matches!(read().await.unwrap(), Body::Plain(found) if found == bytes));
    assert!(matches!(store.place_of_files().await, Some((url, Ok(()))) if url == "s3://wendale/files"));
    // The bucket sees no word of it.
    let there = held(folder.path());
    assert!(there.iter().any(|file| file.len() >= bytes.len()), "it is there");
    assert!(there.iter().all(|file| !file.windows(5).any(|part| part == b"train")), "and locked");
    store.keep_file(&wendale(), subject, other, b"taken back".to_vec()).await.unwrap();
    store.discard_file(&wendale(), subject, other).await.unwrap();
    let missing = store.file(&wendale(), subject, other, "").await;
    assert!(matches!(missing, Err(FileFault::Missing)), "{missing:?}");
    // What is there and is not what was kept is told from what is not there.
    let altered = store.file(&wendale(), subject, photo, "").await;
    assert!(matches!(altered, Err(FileFault::Altered)), "{altered:?}");
    // A stranger has nothing, and that is no matter of waiting. The store beside the test knows nobody of another name; it
    // does not check the signatures of this version, so another secret alone would prove nothing.
    let stranger = open(&record, files(&port, "another")).file(&wendale(), subject, photo, "").await;
    assert!(matches!(stranger, Err(FileFault::Place(_))), "{stranger:?}");
    // Away: said so, for reading and for keeping; back again, everything is there.
    bucket.stop();
    assert!(matches!(read().await, Err(FileFault::Away(_))));
    let kept = store.keep_file(&wendale(), subject, other, b"while away".to_vec()).await;
    assert!(matches!(kept, Err(FileFault::Away(_))), "{kept:?}");
    assert!(matches!(store.place_of_files().await, Some((_, Err(FileFault::Away(_))))));
    let bucket = Bucket::start(folder.path(), &port).unwrap();
    assert!(matches!(read().await.unwrap(), Body::Plain(found) if found == bytes));
    // Whoever is erased has no file there either.
    assert_eq!(store.discard_files(&wendale(), subject).await.unwrap(), 1);
    assert!(matches!(read().await, Err(FileFault::Missing)));
    bucket.stop();
}
