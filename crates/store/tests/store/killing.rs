//! Killed at any moment, the store loses no acknowledged entry, and keeps no half of a batch.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

use kernel::SeededRandomness;
use store::Store;
use uuid::Uuid;

use crate::setting::{Setting, at, batch, bodies, child, entry, options, wendale};

/// How often it is killed in an ordinary run; `STORE_KILLS` asks for more.
const KILLS: u64 = 15;
/// Clients that write at the same time.
const CLIENTS: u128 = 8;
/// Entries in one batch.
const BATCH: usize = 3;
/// Tells the child process where the database is, and its seed.
const DATABASE: &str = "STORE_KILLED_DATABASE";
const SEED: &str = "STORE_KILLED_SEED";

/// The child: appends without end, and says what was acknowledged. It does nothing in an ordinary run.
#[test]
fn child_process() {
    let Ok(database) = std::env::var(DATABASE) else { return };
    let seed: u64 = std::env::var(SEED).unwrap().parse().unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).build().unwrap();
    runtime.block_on(async {
        let store = Store::open(&database.parse().unwrap(), options(seed)).unwrap();
        let clients = (1..=CLIENTS).map(|client| {
            let store = store.clone();
            tokio::spawn(async move {
                loop {
                    let stream = child(client);
                    let subject = Uuid::from_u128(client + 1_000 * u128::from(seed));
                    let mut new = entry(stream, "words");
                    new.subject = subject;
                    let done = store.append(batch(vec![], vec![new; BATCH])).await.unwrap();
                    println!("acknowledged {client} {}", done.versions[0].1);
                }
            })
        });
        let clients: Vec<_> = clients.collect();
        loop {
            store.sequence(&wendale(), at(1)).await.unwrap();
            if clients.iter().all(tokio::task::JoinHandle::is_finished) {
                return;
            }
            tokio::task::yield_now().await;
        }
    });
}

on_engines_apart!(no_acknowledged_entry_is_lost);

async fn no_acknowledged_entry_is_lost(setting: Setting) {
    let kills = std::env::var("STORE_KILLS").map_or(KILLS, |kills| kills.parse().unwrap());
    let url = setting.url();
    let _folder = setting.folder;
    setting.store.close().await;
    let chance = SeededRandomness::new(11);
    let mut acknowledged = BTreeMap::new();
    let mut older = None;
    for kill in 0..kills {
        let mut process = Command::new(std::env::current_exe().unwrap())
            .args(["killing::child_process", "--exact", "--nocapture", "--test-threads=1"])
            .env(DATABASE, url.to_string())
            .env(SEED, (kill + 100).to_string())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        // Killed after some number of answers, or before any: what it was doing then is chance.
        let answers = chance.next_number() % 60;
        let mut heard = 0;
        while heard < answers {
            let line = lines.next().expect("the child stopped by itself").unwrap();
            heard += u64::from(note(&line, &mut acknowledged));
        }
        process.kill().unwrap();
        // What it had said before it died counts too.
        for line in lines.map_while(Result::ok) {
            note(&line, &mut acknowledged);
        }
        process.wait().unwrap();

        let store = Store::open(&url, options(kill)).unwrap();
        for client in 1..=CLIENTS {
            let kept = bodies(&store, child(client)).await;
            assert_eq!(kept.len() % BATCH, 0, "half a batch was kept");
            assert!(kept.len() as u64 >= acknowledged.get(&client).copied().unwrap_or(0));
            assert!(kept.iter().all(Option::is_some));
        }
        let proven = store.verify(&wendale(), older.as_deref()).await.unwrap();
        assert!(proven.is_ok(), "{proven:?}");
        older = store.sequence(&wendale(), at(2)).await.unwrap().checkpoint;
        store.close().await;
    }
    assert!(acknowledged.values().sum::<u64>() > kills * 10, "hardly anything was written");
}

/// Notes an acknowledged version; says whether the line was one.
fn note(line: &str, acknowledged: &mut BTreeMap<u128, u64>) -> bool {
    let Some((_, rest)) = line.split_once("acknowledged ") else { return false };
    // The last line may have been cut short by the kill, and then says nothing certain.
    let Some((client, version)) = rest.split_once(' ') else { return false };
    let (Ok(client), Ok(version)) = (client.parse(), version.parse::<u64>()) else { return false };
    if version.is_multiple_of(BATCH as u64) {
        let highest = acknowledged.entry(client).or_default();
        *highest = version.max(*highest);
    }
    true
}
