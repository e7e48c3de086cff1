//! Files that cannot be trusted are refused, and the message says what to do.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use store::{OpenError, Store};

use crate::setting::{Engine, Setting, at, batch, bodies, child, entry, options, wendale};

async fn closed() -> (tempfile::TempDir, store::DatabaseUrl) {
    let setting = Setting::new(Engine::Sqlite);
    let entries = (0..200).map(|number| entry(child(number % 10), "words")).collect();
    setting.store.append(batch(vec![], entries)).await.unwrap();
    setting.store.sequence(&wendale(), at(0)).await.unwrap();
    let url = setting.url();
    let Setting { folder, store, .. } = setting;
    store.close().await;
    (folder, url)
}

fn refused(url: &store::DatabaseUrl) -> OpenError {
    match Store::open(url, options(3)) {
        Ok(_) => panic!("it was opened"),
        Err(refused) => refused,
    }
}

#[tokio::test]
async fn opening_again_changes_nothing() {
    let (folder, url) = closed().await;
    for _ in 0..3 {
        let store = Store::open(&url, options(3)).unwrap();
        assert_eq!(bodies(&store, child(1)).await.len(), 20);
        assert_eq!(store.health().await.unwrap().schema, 4);
        store.close().await;
    }
    for name in ["alongside.db", "alongside.keys.db", "alongside.signing-key"] {
        let mode = fs::metadata(folder.path().join(name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name} is its owner's only");
    }
}

#[tokio::test]
async fn a_file_of_something_else_is_refused() {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("alongside.db");
    let url = store::DatabaseUrl::sqlite(&path);
    fs::write(&path, b"Minutes of the meeting. ".repeat(100)).unwrap();
    assert!(matches!(refused(&url), OpenError::NotOurs { .. }));
    fs::remove_file(&path).unwrap();
    rusqlite::Connection::open(&path).unwrap().execute_batch("CREATE TABLE other (thing TEXT)").unwrap();
    assert!(matches!(refused(&url), OpenError::NotOurs { .. }));
    let nowhere = store::DatabaseUrl::sqlite(folder.path().join("missing/alongside.db"));
    let message = refused(&nowhere).to_string();
    assert!(message.contains("check that the folder exists"), "{message}");
}

#[tokio::test]
async fn a_damaged_file_is_refused() {
    let (_folder, url) = closed().await;
    let path = url.to_string().strip_prefix("sqlite:").unwrap().to_owned();
    let whole = fs::read(&path).unwrap();
    fs::write(&path, &whole[..whole.len() / 2]).unwrap();
    let message = refused(&url).to_string();
    assert!(message.contains("damaged") && message.contains("restore"), "{message}");
    // A page in the middle, overwritten.
    let mut altered = whole.clone();
    let middle = altered.len() / 2 / 4_096 * 4_096;
    altered[middle..middle + 4_096].fill(0xA5);
    fs::write(&path, &altered).unwrap();
    assert!(matches!(refused(&url), OpenError::Damaged { .. }));
    // The table of the schema's history, written over by hand.
    fs::write(&path, &whole).unwrap();
    let connection = rusqlite::Connection::open(&path).unwrap();
    connection.execute("UPDATE refinery_schema_history SET checksum = 'x'", []).unwrap();
    drop(connection);
    assert!(matches!(refused(&url), OpenError::Damaged { .. }));
}

#[tokio::test]
async fn a_newer_database_is_refused() {
    let (_folder, url) = closed().await;
    let path = url.to_string().strip_prefix("sqlite:").unwrap().to_owned();
    let connection = rusqlite::Connection::open(&path).unwrap();
    connection
        .execute(
            "INSERT INTO refinery_schema_history SELECT 99, 'later', applied_on, checksum \
             FROM refinery_schema_history LIMIT 1",
            [],
        )
        .unwrap();
    drop(connection);
    let refused = refused(&url);
    assert!(matches!(refused, OpenError::Newer { found: 99, known: 4, .. }), "{refused}");
    assert!(refused.to_string().contains("install that release"));
}

#[tokio::test]
async fn keys_that_are_missing_or_of_another_database_are_asked_for() {
    let (folder, url) = closed().await;
    let keys = folder.path().join("alongside.keys.db");
    let kept = folder.path().join("kept");
    fs::rename(&keys, &kept).unwrap();
    assert!(matches!(refused(&url), OpenError::KeysMissing { .. }));
    assert!(!keys.exists(), "no new keys are made in their place");
    let other = tempfile::TempDir::new().unwrap();
    Store::open(&crate::setting::url(&other), options(99)).unwrap().close().await;
    fs::copy(other.path().join("alongside.keys.db"), &keys).unwrap();
    assert!(matches!(refused(&url), OpenError::KeysMissing { .. }));
    fs::rename(&kept, &keys).unwrap();
    let store = Store::open(&url, options(3)).unwrap();
    assert_eq!(bodies(&store, child(1)).await.len(), 20);
}

#[tokio::test]
async fn a_lost_signing_key_is_asked_for_and_not_replaced() {
    let (folder, url) = closed().await;
    let path = folder.path().join("alongside.signing-key");
    let text = fs::read_to_string(&path).unwrap();
    fs::remove_file(&path).unwrap();
    assert!(matches!(refused(&url), OpenError::SigningKey { .. }));
    fs::write(&path, "something else").unwrap();
    assert!(matches!(refused(&url), OpenError::SigningKey { .. }));
    fs::write(&path, text).unwrap();
    Store::open(&url, options(3)).unwrap();
}

#[tokio::test]
async fn a_row_that_cannot_be_read_is_named() {
    let setting = Setting::new(Engine::Sqlite);
    let code = store::NewCode {
        id: uuid::Uuid::from_u128(1),
        text: "brave otter lamp".to_owned(),
        person: crate::setting::person(1),
        reach: child(1),
        issued_at: at(0),
    };
    let new = store::Batch { codes: vec![code], ..store::Batch::new(wendale(), at(0)) };
    setting.store.append(new).await.unwrap();
    let connection = rusqlite::Connection::open(setting.folder.path().join("alongside.db")).unwrap();
    connection.execute("UPDATE codes SET reach_kind = 'castle'", []).unwrap();
    let refused = setting.store.look_up_code(&wendale(), "brave otter lamp").await.unwrap_err();
    let message = refused.to_string();
    assert!(message.contains("table codes, column reach_kind, row wendale/"), "{message}");
    connection.execute("UPDATE codes SET reach_kind = 'child', person = x'00'", []).unwrap();
    let refused = setting.store.look_up_code(&wendale(), "brave otter lamp").await.unwrap_err();
    assert!(refused.to_string().contains("column person"), "{refused}");
}
