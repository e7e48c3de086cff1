//! The schema is the same on both engines, and it is the one that was committed.

use std::path::Path;

use expect_test::expect_file;
use refinery::{Runner, Target};
use store::Store;

use crate::cluster::Cluster;
use crate::setting::{Engine, Setting, options};

/// Tables, columns and indexes of a file, in words that both engines share.
fn of_file(path: &Path) -> String {
    let connection = rusqlite::Connection::open(path).unwrap();
    let lines = |statement: &str| -> Vec<String> {
        let mut statement = connection.prepare(statement).unwrap();
        let found = statement.query_map([], |row| row.get::<_, String>(0)).unwrap();
        found.map(Result::unwrap).collect()
    };
    let tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' \
        AND name <> 'refinery_schema_history'";
    let mut all = lines(&format!(
        "SELECT t.name || '.' || c.name || ' ' || CASE c.type WHEN 'BLOB' THEN 'bytes' ELSE lower(c.type) END \
             || CASE c.\"notnull\" WHEN 1 THEN ' not null' ELSE '' END \
         FROM ({tables}) t, pragma_table_info(t.name) c"
    ));
    all.extend(lines(&format!(
        "SELECT name || ' key (' || group_concat(c, ', ') || ')' FROM (SELECT t.name, c.name AS c \
         FROM ({tables}) t, pragma_table_info(t.name) c WHERE c.pk > 0 ORDER BY t.name, c.pk) GROUP BY name"
    )));
    all.extend(lines(&format!(
        "SELECT name || CASE u WHEN 1 THEN ' unique' ELSE '' END || ' index ' || i || ' (' || group_concat(c, ', ') || ')' \
         FROM (SELECT t.name, l.name AS i, l.\"unique\" AS u, c.name AS c \
         FROM ({tables}) t, pragma_index_list(t.name) l, pragma_index_info(l.name) c \
         WHERE l.origin = 'c' ORDER BY t.name, l.name, c.seqno) GROUP BY name, i"
    )));
    sorted(all)
}

/// The same of a server's database.
fn of_server(database: &str) -> String {
    let cluster = Cluster::shared();
    let columns = cluster.run(
        database,
        "SELECT table_name || '.' || column_name || ' ' \
             || CASE data_type WHEN 'bigint' THEN 'integer' WHEN 'bytea' THEN 'bytes' ELSE data_type END \
             || CASE is_nullable WHEN 'NO' THEN ' not null' ELSE '' END \
         FROM information_schema.columns \
         WHERE table_schema = 'public' AND table_name <> 'refinery_schema_history'",
    );
    let indexes = cluster.run(
        database,
        "SELECT t.relname || CASE WHEN i.indisprimary THEN ' key' WHEN i.indisunique THEN ' unique index ' || x.relname \
             ELSE ' index ' || x.relname END || ' (' || (SELECT string_agg(a.attname, ', ' ORDER BY k.n) \
             FROM unnest(i.indkey) WITH ORDINALITY k(place, n) \
             JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.place) || ')' \
         FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid JOIN pg_class x ON x.oid = i.indexrelid \
         JOIN pg_namespace n ON n.oid = t.relnamespace \
         WHERE n.nspname = 'public' AND t.relname <> 'refinery_schema_history'",
    );
    sorted(columns.lines().chain(indexes.lines()).map(str::to_owned).collect())
}

fn sorted(mut lines: Vec<String>) -> String {
    lines.sort();
    lines.join("\n") + "\n"
}

#[tokio::test]
async fn both_engines_have_the_committed_schema() {
    let file = Setting::new(Engine::Sqlite);
    let server = Cluster::shared().database();
    let url = Cluster::shared().url(&server).parse().unwrap();
    for seed in 0..3 {
        // Opened again, nothing changes.
        Store::open(&url, options(seed)).unwrap().close().await;
        for (ending, snapshot) in
            [("", expect_file!["schema.txt"]), ("_keys", expect_file!["schema_of_keys.txt"])]
        {
            snapshot.assert_eq(&of_server(&format!("{server}{ending}")));
        }
    }
    expect_file!["schema.txt"].assert_eq(&of_file(&file.folder.path().join("alongside.db")));
    expect_file!["schema_of_keys.txt"].assert_eq(&of_file(&file.folder.path().join("alongside.keys.db")));
    // What sharded engines refuse, and an order of text that is not by its bytes, is not there.
    for database in [server.clone(), format!("{server}_keys")] {
        let found = Cluster::shared().run(
            &database,
            "SELECT 'trigger ' || tgname FROM pg_trigger UNION ALL \
             SELECT 'sequence ' || sequencename FROM pg_sequences UNION ALL \
             SELECT 'foreign key ' || conname FROM pg_constraint WHERE contype = 'f' UNION ALL \
             SELECT 'collation of ' || table_name || '.' || column_name FROM information_schema.columns \
             WHERE table_schema = 'public' AND data_type = 'text' AND collation_name IS DISTINCT FROM 'C' \
             AND table_name <> 'refinery_schema_history' UNION ALL \
             SELECT 'first column of ' || x.relname FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid \
             JOIN pg_namespace n ON n.oid = x.relnamespace \
             JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0] \
             WHERE n.nspname = 'public' AND a.attname NOT IN ('partnership', 'only_row') \
             AND x.relname <> 'refinery_schema_history_pkey'",
        );
        assert_eq!(found, "");
    }
}

fn migrations(folder: &str) -> Vec<refinery::Migration> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(folder);
    refinery::load_sql_migrations(folder).unwrap()
}

/// Killed between any two steps, bringing a schema up to date goes on from there.
#[tokio::test]
async fn an_interrupted_migration_is_finished_by_the_next_start() {
    let steps = migrations("postgres");
    for done in (1..steps.len()).step_by(3) {
        let database = Cluster::shared().database();
        let url = Cluster::shared().url(&database);
        let (mut client, connection) = tokio_postgres::connect(&url, tokio_postgres::NoTls).await.unwrap();
        tokio::spawn(connection);
        let target = Target::Version(done.try_into().unwrap());
        Runner::new(&steps).set_target(target).run_async(&mut client).await.unwrap();
        Store::open(&url.parse().unwrap(), options(1)).unwrap().close().await;
        expect_file!["schema.txt"].assert_eq(&of_server(&database));
    }
    let steps = migrations("sqlite");
    for done in 1..steps.len() {
        let folder = tempfile::TempDir::new().unwrap();
        let url = crate::setting::url(&folder);
        let path = folder.path().join("alongside.db");
        let mut connection = rusqlite::Connection::open(&path).unwrap();
        connection.pragma_update(None, "application_id", 0x416C_6F6E).unwrap();
        let target = Target::Version(done.try_into().unwrap());
        Runner::new(&steps).set_target(target).run(&mut connection).unwrap();
        drop(connection);
        Store::open(&url, options(1)).unwrap().close().await;
        expect_file!["schema.txt"].assert_eq(&of_file(&path));
    }
}

/// Several servers that start at the same time on an empty database agree on everything.
#[test]
fn servers_that_start_together_make_one_schema_and_one_identity() {
    let url: store::DatabaseUrl = Cluster::shared().url(&Cluster::shared().database()).parse().unwrap();
    std::thread::scope(|scope| {
        let started: Vec<_> = (0..4)
            .map(|seed| {
                let url = url.clone();
                scope.spawn(move || Store::open(&url, options(seed)).unwrap())
            })
            .collect();
        let stores: Vec<Store> = started.into_iter().map(|store| store.join().unwrap()).collect();
        let partnership = crate::setting::wendale();
        assert!(
            stores.iter().all(|store| store.public_key(&partnership) == stores[0].public_key(&partnership))
        );
    });
}

/// A database that is somebody else's, later than this program, or without its keys, is refused with what to do.
#[tokio::test]
async fn a_database_that_cannot_be_trusted_is_refused() {
    let cluster = Cluster::shared();
    let refused = |name: &str| match Store::open(&cluster.url(name).parse().unwrap(), options(1)) {
        Ok(_) => panic!("it was opened"),
        Err(refused) => refused,
    };
    assert!(matches!(refused("missing"), store::OpenError::Server { .. }));
    let foreign = cluster.database();
    cluster.run(&foreign, "CREATE TABLE minutes (of text)");
    assert!(matches!(refused(&foreign), store::OpenError::NotOurs { .. }));
    let ours = Setting::new(Engine::Postgres);
    let entry = crate::setting::entry(crate::setting::child(1), "words");
    ours.store.append(crate::setting::batch(vec![], vec![entry])).await.unwrap();
    let name = ours.name().to_owned();
    cluster.run(
        &name,
        "INSERT INTO refinery_schema_history SELECT 99, 'later', applied_on, checksum \
        FROM refinery_schema_history LIMIT 1",
    );
    assert!(matches!(refused(&name), store::OpenError::Newer { found: 99, .. }));
    cluster.run(&name, "DELETE FROM refinery_schema_history WHERE version = 99");
    Store::open(&ours.url(), options(1)).unwrap().close().await;
    // Keys of another database.
    cluster.run(&format!("{name}_keys"), "UPDATE store_identity SET identity = '\\x00'");
    assert!(matches!(refused(&name), store::OpenError::KeysMissing { .. }));
    assert!(Store::exists(&ours.url()).unwrap());
    assert!(!Store::exists(&cluster.url(&cluster.database()).parse().unwrap()).unwrap());
}
