//! The way to the server is cut at every message, on the way there and on the way back: what was acknowledged is there, and the
//! store goes on by itself.
//!
//! An ordinary run loses some of the messages of one journey; `STORE_JOURNEYS` asks for so many journeys, and then for every
//! message of each.

use store::{AppendError, LoadError, Store, StoreError};

use crate::cluster::Cluster;
use crate::journey::{Acknowledged, Journey, prove};
use crate::proxy::{Lost, Proxy};
use crate::setting::{at, batch, bodies, child, entry, options, wendale};

/// Of how many messages one is lost in an ordinary run; with all of them it takes longer than a minute. A statement is three
/// messages, and this number takes each of the three in turn.
const MESSAGES_SKIPPED: usize = 17;

#[tokio::test]
async fn every_message_is_lost_once_on_the_way_and_once_on_the_way_back() {
    let asked = std::env::var("STORE_JOURNEYS").ok();
    let (journeys, every) = asked.map_or((1, MESSAGES_SKIPPED), |number| (number.parse().unwrap(), 1));
    let cluster = Cluster::new();
    let proxy = Proxy::before(cluster.folder());
    let mut number = 1;
    for shape in 1..=journeys {
        let store = Store::open(&proxy.url(&cluster.database()).parse().unwrap(), options(1)).unwrap();
        proxy.lose(u64::MAX, Lost::OnTheWay);
        Journey { shape, number }.go(&store, |what, done| assert!(done, "{what}")).await;
        let whole = proxy.counted();
        let mut refused = 0;
        for lost in [Lost::OnTheWay, Lost::OnTheWayBack] {
            for message in (1..=whole).step_by(every) {
                number += 1;
                let journey = Journey { shape, number };
                let (mut acknowledged, mut failed) = (Acknowledged::new(), Vec::new());
                proxy.lose(message, lost);
                let tell = |what: &str, done| {
                    if done {
                        acknowledged.insert(what.to_owned());
                    } else {
                        failed.push(what.to_owned());
                    }
                };
                journey.go(&store, tell).await;
                proxy.counted();
                // One message that was lost costs no more than what it belonged to; nobody starts anything again.
                assert!(failed.len() <= 1, "message {message}, {lost:?}: {failed:?}");
                journey.check(&store, &acknowledged).await;
                refused += failed.len();
            }
            prove(&store).await;
        }
        println!("journey {shape}: of {whole} messages each {every}. lost, on the way and on the way back");
        number += 1;
        assert!(refused > 20, "hardly anything failed: {refused}");
        store.close().await;
    }
}

#[tokio::test]
async fn a_network_that_is_cut_is_told_and_found_again() {
    let cluster = Cluster::new();
    let proxy = Proxy::before(cluster.folder());
    let url = proxy.url(&cluster.database()).parse().unwrap();
    let store = Store::open(&url, options(1)).unwrap();
    for round in 1..=3_usize {
        store.append(batch(vec![], vec![entry(child(1), "before")])).await.unwrap();
        proxy.cut();
        let unread = store.load(&wendale(), child(1)).await.unwrap_err();
        assert!(matches!(unread, LoadError::Store(StoreError::Away { .. })), "{unread:?}");
        let unwritten = store.append(batch(vec![], vec![entry(child(1), "lost")])).await.unwrap_err();
        assert!(matches!(unwritten, AppendError::Store(StoreError::Away { .. })), "{unwritten:?}");
        assert!(store.is_away().await);
        assert!(Store::open(&url, options(2)).is_err());
        proxy.mend();
        assert!(!store.is_away().await);
        store.append(batch(vec![], vec![entry(child(1), "after")])).await.unwrap();
        assert_eq!(bodies(&store, child(1)).await.len(), 2 * round);
        store.sequence(&wendale(), at(9)).await.unwrap();
        assert!(store.verify(&wendale(), None).await.unwrap().is_ok());
    }
}
