//! Many commands share one flush, and none is acknowledged before its own is done: seen from outside, where the program asks
//! the system to flush, and by cutting the power at an acknowledgement.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Stdio};

use store::Store;
use tempfile::TempDir;

use crate::cluster::Cluster;
use crate::failing::made_from;
use crate::setting::{batch, bodies, child, entry, options, url};

/// Commands at the same time.
const CLIENTS: u128 = 64;
/// How many each gives, where flushes are counted.
const COMMANDS: u64 = 4;
/// So many commands share a flush, at the least and on the average.
const SHARED: u64 = 4;
/// Tells the child where the database is, and how often each client writes.
const DATABASE: &str = "STORE_FLUSHING_DATABASE";
const EACH: &str = "STORE_FLUSHING_EACH";

/// The child: many clients write at the same time, and say what was acknowledged. It does nothing in an ordinary run.
#[tokio::test]
async fn child_process() {
    let Ok(database) = std::env::var(DATABASE) else { return };
    let each: u64 = std::env::var(EACH).unwrap().parse().unwrap();
    let store = Store::open(&database.parse().unwrap(), options(7)).unwrap();
    // The keys are there already, so that what is counted is the record's.
    store
        .append(batch(vec![], (0..CLIENTS).map(|client| entry(child(client), "0")).collect()))
        .await
        .unwrap();
    println!("the disk may fail from here on");
    write(&store, each, |client, number| println!("acknowledged {client} {number}")).await;
    store.close().await;
}

/// All clients at the same time, each one command after the other.
async fn write(store: &Store, each: u64, tell: impl Fn(u128, u64) + Copy + Send + 'static) {
    let clients = (0..CLIENTS).map(|client| {
        let store = store.clone();
        tokio::spawn(async move {
            for number in 1..=each {
                let new = entry(child(client), &number.to_string());
                store.append(batch(vec![], vec![new])).await.unwrap();
                tell(client, number);
            }
        })
    });
    for client in clients.collect::<Vec<_>>() {
        client.await.unwrap();
    }
}

/// Runs the child; gives what it said was acknowledged, and how many flushes were asked for.
fn run(shim: &Path, folder: &TempDir, cut_at: u64, lies: bool) -> (BTreeSet<(u128, u64)>, Option<u64>) {
    let count = folder.path().join("flushes");
    let mut child = Command::new(std::env::current_exe().unwrap());
    child
        .args(["flushing::child_process", "--exact", "--nocapture", "--test-threads=1"])
        .env(DATABASE, url(folder).to_string())
        .env(EACH, COMMANDS.to_string())
        .env("LD_PRELOAD", shim)
        .env("POWER_CUT_AT", cut_at.to_string())
        .env("FLUSH_COUNT", &count)
        .stderr(Stdio::null());
    if lies {
        child.env("FLUSH_LIES", "yes");
    }
    let output = child.output().unwrap();
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).unwrap();
    let said = text.lines().filter_map(|line| {
        let (client, number) = line.split_once("acknowledged ")?.1.split_once(' ')?;
        Some((client.parse().unwrap(), number.parse().unwrap()))
    });
    (said.collect(), std::fs::read_to_string(count).ok().map(|text| text.trim().parse().unwrap()))
}

#[tokio::test]
async fn commands_share_flushes_of_a_file_and_none_is_acknowledged_before_its_own() {
    let tools = TempDir::new().unwrap();
    let shim = made_from("flushing.c", tools.path());
    let folder = TempDir::new().unwrap();
    let (told, flushes) = run(&shim, &folder, 0, false);
    let (commands, flushes) = (told.len() as u64, flushes.unwrap());
    assert_eq!(u128::from(commands), CLIENTS * u128::from(COMMANDS));
    println!("SQLite: {commands} commands of {CLIENTS} clients, {flushes} flushes");
    assert!(flushes > 0 && flushes * SHARED <= commands, "{flushes} flushes for {commands} commands");
    for cut_at in [1, 2, 17, 40, 64, 100, 150] {
        let folder = TempDir::new().unwrap();
        let (told, _) = run(&shim, &folder, cut_at, false);
        assert_eq!(told.len() as u64, cut_at, "the power was not cut");
        let store = Store::open(&url(&folder), options(9)).unwrap();
        assert_eq!(lost(&store, &told).await, 0, "what was acknowledged is lost");
        assert!(store.verify(&crate::setting::wendale(), None).await.unwrap().is_ok());
        store.close().await;
    }
    // Where flushes are not what they say, this is seen.
    let folder = TempDir::new().unwrap();
    let (told, _) = run(&shim, &folder, 64, true);
    let store = Store::open(&url(&folder), options(9)).unwrap();
    assert_eq!(lost(&store, &told).await, told.len());
}

/// How many of those that were acknowledged are not there.
async fn lost(store: &Store, told: &BTreeSet<(u128, u64)>) -> usize {
    let mut lost = 0;
    for (client, number) in told {
        // The first of each was there before.
        let kept = bodies(store, child(*client)).await.len() as u64;
        lost += usize::from(kept <= *number);
    }
    lost
}

/// A server says itself how often it flushed its journal; each connection tells it when it ends.
#[tokio::test]
async fn commands_share_flushes_of_a_server_and_each_alone_has_its_own() {
    let cluster = Cluster::new();
    cluster.restart_with(&["fsync=on".to_owned()]);
    let name = cluster.database();
    let url = cluster.url(&name).parse().unwrap();
    let flushes =
        || -> u64 { cluster.run("postgres", "SELECT wal_sync FROM pg_stat_wal").trim().parse().unwrap() };
    let store = Store::open(&url, options(1)).unwrap();
    let all = (0..CLIENTS).map(|client| entry(child(client), "0")).collect();
    store.append(batch(vec![], all)).await.unwrap();
    store.close().await;
    let alone = 20;
    let store = Store::open(&url, options(2)).unwrap();
    let before = flushes();
    for number in 0..alone {
        store.append(batch(vec![], vec![entry(child(1), &number.to_string())])).await.unwrap();
    }
    store.close().await;
    let one_by_one = flushes() - before;
    assert!(one_by_one >= alone, "{one_by_one} flushes for {alone} commands, one after the other");
    let store = Store::open(&url, options(3)).unwrap();
    let before = flushes();
    write(&store, COMMANDS, |_, _| ()).await;
    store.close().await;
    let (commands, shared) = (u64::try_from(CLIENTS).unwrap() * COMMANDS, flushes() - before);
    println!(
        "PostgreSQL: {commands} commands of {CLIENTS} clients, {shared} flushes; {alone} alone, {one_by_one}"
    );
    assert!(shared > 0 && shared * SHARED <= commands, "{shared} flushes for {commands} commands");
}
