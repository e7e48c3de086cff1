//! Long reading that decides nothing is done where the record is followed; what decides is never read there.

use store::{Batch, DatabaseUrl, OpenError, OpenOptions, Projection, Rows, Store};

use crate::cluster::Cluster;
use crate::setting::{at, batch, bodies, child, entry, options, wendale};

async fn contribute(store: &Store, number: u128, facts: &str) {
    let rows = Rows { measured: Some(facts.as_bytes().to_vec()), ..Rows::default() };
    let projections = vec![Projection { stream: child(number), subject: child(number).id, rows }];
    store.append(Batch { projections, ..batch(vec![], vec![entry(child(number), facts)]) }).await.unwrap();
}

async fn measured(store: &Store) -> (u64, Vec<String>) {
    let read = |revision, rows: Vec<(_, Vec<u8>)>| {
        (revision, rows.into_iter().map(|(_, facts)| String::from_utf8(facts).unwrap()).collect())
    };
    store.fold_measured(&wendale(), read).await.unwrap()
}

fn opened(record: &DatabaseUrl, replica: &str) -> Result<Store, OpenError> {
    Store::open(record, OpenOptions { replica: Some(replica.parse().unwrap()), ..options(1) })
}

/// Waits, not for some time but until the standby has done what the primary wrote.
async fn caught_up(primary: &Cluster, standby: &Cluster) {
    let here = primary.run("postgres", "SELECT pg_current_wal_lsn()").trim().to_owned();
    let there = format!("SELECT pg_last_wal_replay_lsn() >= '{here}'");
    while standby.run("postgres", &there).trim() != "t" {
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn measures_may_be_behind_and_decisions_never_are() {
    let primary = Cluster::new();
    let name = primary.database();
    let standby = primary.standby();
    let store = opened(&primary.url(&name).parse().unwrap(), &standby.url(&name)).unwrap();
    contribute(&store, 1, "one").await;
    caught_up(&primary, &standby).await;
    let (first, rows) = measured(&store).await;
    assert_eq!(rows, ["one"]);

    // From here on the standby receives, and shows nothing of it.
    standby.run("postgres", "SELECT pg_wal_replay_pause()");
    contribute(&store, 2, "two").await;
    assert_eq!(measured(&store).await, (first, vec!["one".to_owned()]), "the replica was not read");
    assert!(store.measured_revision(&wendale()).await.unwrap() > first, "what is behind can be told");
    assert_eq!(
        bodies(&store, child(2)).await,
        [Some("two".to_owned())],
        "a record is read where it is written"
    );
    let proven = store.verify(&wendale(), None).await.unwrap().unwrap();
    assert_eq!(proven.entries, 2, "what proves is read where it is written");

    standby.run("postgres", "SELECT pg_wal_replay_resume()");
    caught_up(&primary, &standby).await;
    let (second, rows) = measured(&store).await;
    assert_eq!(rows, ["one", "two"]);
    assert_eq!(store.measured_revision(&wendale()).await.unwrap(), second);

    // A key that is destroyed locks what the replica still has.
    standby.run("postgres", "SELECT pg_wal_replay_pause()");
    store.erase_subject(&wendale(), child(2).id, at(1)).await.unwrap();
    assert_eq!(measured(&store).await.1, ["one"], "what was erased is still read");

    // While it is away, the record's own server is read.
    standby.stop();
    contribute(&store, 3, "three").await;
    assert_eq!(measured(&store).await.1, ["one", "three"]);
}

#[test]
fn a_replica_of_another_record_is_refused() {
    let (one, other) = (Cluster::shared().database(), Cluster::shared().database());
    let url = |name: &str| Cluster::shared().url(name);
    Store::open(&url(&other).parse().unwrap(), options(2)).unwrap();
    let refused = opened(&url(&one).parse().unwrap(), &url(&other)).err().unwrap();
    assert!(matches!(refused, OpenError::OtherReplica { .. }), "{refused}");
    assert!(refused.to_string().contains("follows another record"));
}
