//! A server of PostgreSQL is killed under load, and the one that follows it takes over.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use store::{DatabaseUrl, OpenOptions, Store};

use crate::cluster::Cluster;
use crate::setting::{at, batch, bodies, child, entry, options, wendale};

/// Clients that write at the same time.
const CLIENTS: u128 = 8;
/// Entries in one batch.
const BATCH: usize = 3;
/// Batches that are acknowledged before the server is killed.
const BEFORE: u64 = 150;
/// Batches that are acknowledged by the one that took over.
const AFTER: u64 = 50;

/// What each client was told is there.
type Told = Arc<Mutex<Vec<u64>>>;

/// Both servers; whichever may be written to is used.
fn either(one: &Cluster, other: &Cluster, name: &str) -> DatabaseUrl {
    let (one, other) = (one.folder().display(), other.folder().display());
    let url =
        format!("postgres:///{name}?host={one}&host={other}&user=alongside&target_session_attrs=read-write");
    url.parse().unwrap()
}

fn counted(told: &Told) -> u64 {
    told.lock().unwrap().iter().sum::<u64>() / BATCH as u64
}

async fn pause() {
    tokio::time::sleep(std::time::Duration::from_millis(5)).await;
}

/// Waits, not for some time but until it is so.
async fn until(mut is_so: impl FnMut() -> bool) {
    while !is_so() {
        pause().await;
    }
}

/// Clients that write until so many batches are there, and more once more are wanted, whatever is refused meanwhile; with
/// none wanted they stop.
fn write(store: &Store, told: &Told, wanted: &Arc<AtomicU64>) -> Vec<tokio::task::JoinHandle<()>> {
    let clients = (0..CLIENTS).map(|client| {
        let (store, told, wanted) = (store.clone(), Arc::clone(told), Arc::clone(wanted));
        tokio::spawn(async move {
            loop {
                let wanted = wanted.load(Ordering::SeqCst);
                if wanted == 0 {
                    return;
                }
                if counted(&told) >= wanted {
                    pause().await;
                    continue;
                }
                let new = batch(vec![], vec![entry(child(client), "words"); BATCH]);
                if let Ok(done) = store.append(new).await {
                    told.lock().unwrap()[usize::try_from(client).unwrap()] = done.versions[0].1;
                } else {
                    pause().await;
                }
            }
        })
    });
    clients.collect()
}

/// How many entries of those that were acknowledged are not there; nothing is there by half.
async fn lost(store: &Store, told: &Told) -> u64 {
    let told = told.lock().unwrap().clone();
    let mut lost = 0;
    for (client, told) in (0..CLIENTS).zip(told) {
        let kept = bodies(store, child(client)).await;
        assert_eq!(kept.len() % BATCH, 0, "half a batch was kept");
        lost += told.saturating_sub(kept.len() as u64);
    }
    lost
}

/// With a named synchronous standby nothing that was acknowledged is lost, and nobody starts the service again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_synchronous_standby_takes_over_and_nothing_is_lost() {
    let primary = Cluster::new();
    let name = primary.database();
    let standby = primary.standby();
    primary.restart_with(&["synchronous_standby_names=standby".to_owned()]);
    let following = "SELECT 1 FROM pg_stat_replication WHERE sync_state = 'sync'";
    until(|| !primary.run("postgres", following).is_empty()).await;
    let url = either(&primary, &standby, &name);
    let store = Store::open(&url, options(1)).unwrap();
    let (told, wanted) = (Told::new(Mutex::new(vec![0; 8])), Arc::new(AtomicU64::new(BEFORE)));
    let clients = write(&store, &told, &wanted);
    until(|| counted(&told) > BEFORE / 2).await;
    let signed = store.sequence(&wendale(), at(1)).await.unwrap().checkpoint.unwrap();
    // It is killed in the middle of writing.
    wanted.store(4 * BEFORE, Ordering::SeqCst);
    until(|| counted(&told) > BEFORE).await;
    primary.crash();
    let seen = counted(&told);
    wanted.store(seen + 2 * AFTER, Ordering::SeqCst);
    standby.run("postgres", "SELECT pg_promote()");
    until(|| counted(&told) > seen + AFTER).await;
    wanted.store(0, Ordering::SeqCst);
    for client in clients {
        client.await.unwrap();
    }
    assert_eq!(lost(&store, &told).await, 0, "what was acknowledged is lost");
    let proven = store.verify(&wendale(), Some(&signed)).await.unwrap();
    assert!(proven.is_ok(), "{proven:?}");
    store.sequence(&wendale(), at(2)).await.unwrap();
    let read_only = "SELECT pg_is_in_recovery()";
    assert_eq!(standby.run("postgres", read_only).trim(), "f");
}

/// Without one, what the standby had not received is lost: no more than that, and a checkpoint that was kept elsewhere tells.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_synchronous_standby_the_loss_is_what_it_had_not_received() {
    let primary = Cluster::new();
    let name = primary.database();
    let standby = primary.standby();
    let url = either(&primary, &standby, &name);
    let elsewhere = tempfile::TempDir::new().unwrap();
    let checkpoints = Some(elsewhere.path().to_owned());
    let store = Store::open(&url, OpenOptions { checkpoints, ..options(1) }).unwrap();
    let (told, wanted) = (Told::new(Mutex::new(vec![0; 8])), Arc::new(AtomicU64::new(BEFORE)));
    let clients = write(&store, &told, &wanted);
    until(|| counted(&told) > BEFORE / 2).await;
    // What is acknowledged here the standby has once it says so.
    let received = counted(&told) * BATCH as u64;
    let here = primary.run("postgres", "SELECT pg_current_wal_flush_lsn()").trim().to_owned();
    let there = format!("SELECT pg_last_wal_receive_lsn() >= '{here}'");
    until(|| standby.run("postgres", &there).trim() == "t").await;
    standby.stop();
    let before = counted(&told);
    wanted.store(before + 2 * BEFORE, Ordering::SeqCst);
    until(|| counted(&told) > before + BEFORE).await;
    let signed = store.sequence(&wendale(), at(1)).await.unwrap();
    primary.crash();
    wanted.store(0, Ordering::SeqCst);
    for client in clients {
        client.await.unwrap();
    }
    standby.start();
    standby.run("postgres", "SELECT pg_promote()");
    // The server that took over is used without anybody starting anything again.
    let all: u64 = told.lock().unwrap().iter().sum();
    let lost = lost(&store, &told).await;
    assert!(lost > 0, "nothing was lost, which shows nothing");
    assert!(all - lost >= received, "more was lost than the standby had not received");
    assert!(store.verify(&wendale(), None).await.unwrap().is_ok(), "what is left proves by itself");
    let note = signed.checkpoint.unwrap();
    let told_by = store.verify(&wendale(), Some(&note)).await.unwrap().unwrap_err();
    assert!(told_by.to_string().contains("are left"), "{told_by}");
    assert!(std::fs::read_dir(elsewhere.path()).unwrap().count() > 0);
}
