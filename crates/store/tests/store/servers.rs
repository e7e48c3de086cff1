//! Several servers on one database: nothing is lost, nothing happens twice.

use std::collections::BTreeSet;

use jiff::SignedDuration;
use store::{AppendError, Batch, DraftError, NewOutboxItem, Store, StoreError};
use uuid::Uuid;

use crate::cluster::Cluster;
use crate::setting::{Setting, at, batch, bodies, child, entry, options, wendale};

on_both_engines!(
    of_two_that_saw_the_same_one_writes_and_the_other_is_told,
    what_is_added_without_looking_is_never_lost_and_the_log_holds_it_once,
    what_was_decided_by_a_stream_stands_only_if_that_stream_stayed,
    streams_written_in_any_order_hold_nobody_up_for_ever,
    a_form_sent_to_two_servers_counts_once,
    items_and_work_go_to_one_server,
    attempts_at_two_servers_are_counted_together,
    two_servers_make_one_key_and_forget_it_together,
    a_draft_saved_at_two_servers_is_not_overwritten,
    what_one_keeps_the_other_finds,
);

/// Asks both at the same time.
async fn both<T: Send + 'static, F>(one: &Store, two: &Store, ask: impl Fn(Store) -> F) -> [T; 2]
where
    F: Future<Output = T> + Send + 'static,
{
    let asked = [one, two].map(|store| tokio::spawn(ask(store.clone())));
    let [one, two] = asked;
    [one.await.unwrap(), two.await.unwrap()]
}

async fn of_two_that_saw_the_same_one_writes_and_the_other_is_told(setting: Setting) {
    let (one, two) = (setting.store.clone(), setting.second_server(2));
    for version in 0..25_u64 {
        let answers = both(&one, &two, move |store| async move {
            store.append(batch(vec![(child(1), version)], vec![entry(child(1), "mine")])).await
        })
        .await;
        let won = answers.iter().filter(|answer| answer.is_ok()).count();
        let told = answers
            .iter()
            .filter(|answer| matches!(answer, Err(AppendError::Conflict { actual, .. }) if *actual == version + 1))
            .count();
        assert_eq!((won, told), (1, 1), "{answers:?}");
    }
    assert_eq!(bodies(&two, child(1)).await.len(), 25);
}

async fn what_is_added_without_looking_is_never_lost_and_the_log_holds_it_once(setting: Setting) {
    let (one, two) = (setting.store.clone(), setting.second_server(2));
    let work = [one.clone(), two.clone()].map(|store| {
        tokio::spawn(async move {
            for _ in 0..40 {
                store.append(batch(vec![], vec![entry(child(1), "read")])).await.unwrap();
                store.sequence(&wendale(), at(1)).await.unwrap();
            }
        })
    });
    for done in work {
        done.await.unwrap();
    }
    assert_eq!(bodies(&one, child(1)).await.len(), 80);
    let proven = two.verify(&wendale(), None).await.unwrap().unwrap();
    assert_eq!((proven.entries, proven.sequenced), (80, 80));
}

async fn what_was_decided_by_a_stream_stands_only_if_that_stream_stayed(setting: Setting) {
    let (one, two) = (setting.store.clone(), setting.second_server(2));
    for round in 0..20_u128 {
        let (left, right) = (child(100 + round), child(1_000 + round));
        one.append(batch(vec![], vec![entry(left, "begun"), entry(right, "begun")])).await.unwrap();
        let decided = |read, written| batch(vec![(read, 1)], vec![entry(written, "because of the other")]);
        let (first, second) = (decided(left, right), decided(right, left));
        let asked = [(one.clone(), first), (two.clone(), second)]
            .map(|(store, new)| tokio::spawn(async move { store.append(new).await }));
        let mut stood = 0;
        for answer in asked {
            stood += u32::from(answer.await.unwrap().is_ok());
        }
        assert_eq!(stood, 1, "each was decided by what the other changed");
    }
}

async fn streams_written_in_any_order_hold_nobody_up_for_ever(setting: Setting) {
    let (one, two) = (setting.store.clone(), setting.second_server(2));
    let asked: Vec<_> = (0..60_u128)
        .map(|number| {
            let store = if number % 2 == 0 { one.clone() } else { two.clone() };
            let mut entries: Vec<_> = (1..=5).map(|stream| entry(child(stream), "x")).collect();
            if number % 3 == 0 {
                entries.reverse();
            }
            tokio::spawn(async move { store.append(batch(vec![], entries)).await })
        })
        .collect();
    for answer in asked {
        answer.await.unwrap().unwrap();
    }
    for stream in 1..=5 {
        assert_eq!(bodies(&one, child(stream)).await.len(), 60);
    }
    assert!(one.verify(&wendale(), None).await.unwrap().is_ok());
}

async fn a_form_sent_to_two_servers_counts_once(setting: Setting) {
    let (one, two) = (setting.store.clone(), setting.second_server(2));
    for round in 0..10_u128 {
        let answers = both(&one, &two, move |store| async move {
            let mut sent = batch(vec![], vec![entry(child(round + 1), "hello")]);
            sent.once = Some(Uuid::from_u128(round));
            store.append(sent).await
        })
        .await;
        assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1, "{answers:?}");
        assert!(answers.iter().any(|answer| matches!(answer, Err(AppendError::AlreadyDone))));
        assert_eq!(bodies(&one, child(round + 1)).await.len(), 1);
    }
}

async fn items_and_work_go_to_one_server(setting: Setting) {
    let (one, two) = (setting.store.clone(), setting.second_server(2));
    let item = |number: u128| NewOutboxItem {
        id: Uuid::from_u128(number),
        kind: "letter".to_owned(),
        idempotency_key: number.to_string(),
        subject: child(1).id,
        body: b"letter".to_vec(),
        not_before: at(0),
    };
    let outbox = (1..=60).map(item).collect();
    one.append(Batch { outbox, ..Batch::new(wendale(), at(0)) }).await.unwrap();
    let claimed = both(&one, &two, |store| async move {
        let owner = Uuid::from_u128(9);
        let mut mine = Vec::new();
        loop {
            let some = store.claim_outbox(&wendale(), owner, at(1), at(60), 3).await.unwrap();
            if some.is_empty() {
                return mine;
            }
            mine.extend(some.iter().map(|item| item.id));
        }
    })
    .await
    .concat();
    assert_eq!(claimed.iter().collect::<BTreeSet<_>>().len(), 60);
    assert_eq!(claimed.len(), 60, "nobody was given what another one has");

    let (first, second) = (Uuid::from_u128(1), Uuid::from_u128(2));
    let claim = async |store: &Store, owner, now, until| {
        store.claim_lease(&wendale(), "letters", owner, at(now), at(until)).await.unwrap()
    };
    assert!(claim(&one, first, 0, 10).await);
    assert!(!claim(&two, second, 9, 19).await);
    assert!(claim(&one, first, 9, 19).await, "it is kept by being asked for again");
    assert!(claim(&two, second, 19, 29).await, "it goes over once its time is past");
    assert!(!claim(&one, first, 20, 30).await);
    one.release_lease(&wendale(), "letters", first).await.unwrap();
    assert!(!claim(&one, first, 20, 30).await, "nobody gives back what is another's");
    two.release_lease(&wendale(), "letters", second).await.unwrap();
    assert!(claim(&one, first, 20, 30).await);
}

async fn attempts_at_two_servers_are_counted_together(setting: Setting) {
    let (one, two) = (setting.store.clone(), setting.second_server(2));
    let counted = both(&one, &two, |store| async move {
        let mut seen = Vec::new();
        for _ in 0..20 {
            let hour = SignedDuration::from_hours(1);
            seen.push(store.count_attempt(&wendale(), b"address", hour, at(1)).await.unwrap().count);
        }
        seen
    })
    .await
    .concat();
    assert_eq!(counted.iter().copied().collect::<BTreeSet<_>>(), (1..=40).collect::<BTreeSet<u32>>());
}

async fn two_servers_make_one_key_and_forget_it_together(setting: Setting) {
    let (one, two) = (setting.store.clone(), setting.second_server(2));
    let done = both(&one, &two, |store| async move {
        store.append(batch(vec![], vec![entry(child(1), "words")])).await.map(|_| ())
    })
    .await;
    assert!(done.iter().all(Result::is_ok), "{done:?}");
    let said = vec![Some("words".to_owned()); 2];
    assert_eq!(bodies(&one, child(1)).await, said);
    assert_eq!(bodies(&two, child(1)).await, said);
    two.forget_erased_keys(&wendale()).await.unwrap();
    assert!(!two.forget_erased_keys(&wendale()).await.unwrap());
    assert!(one.erase_subject(&wendale(), child(1).id, at(5)).await.unwrap());
    assert!(two.forget_erased_keys(&wendale()).await.unwrap());
    assert_eq!(bodies(&two, child(1)).await, [None, None]);
    let refused = two.append(batch(vec![], vec![entry(child(1), "more")])).await;
    assert!(matches!(refused, Err(AppendError::Store(StoreError::SubjectErased { .. }))));
}

async fn a_draft_saved_at_two_servers_is_not_overwritten(setting: Setting) {
    let (one, two) = (setting.store.clone(), setting.second_server(2));
    let (draft, subject) = (Uuid::from_u128(1), Uuid::from_u128(2));
    for revision in 0..15 {
        let answers = both(&one, &two, move |store| async move {
            store.save_draft(&wendale(), draft, subject, revision, b"typed".to_vec(), at(1)).await
        })
        .await;
        assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1, "{answers:?}");
        assert!(answers.iter().any(|answer| matches!(answer, Err(DraftError::Conflict { theirs: Some(_) }))));
    }
    assert_eq!(one.load_draft(&wendale(), draft).await.unwrap().unwrap().revision, 15);
}

async fn what_one_keeps_the_other_finds(setting: Setting) {
    let (one, two) = (setting.store.clone(), setting.second_server(2));
    let id = [7_u8; 16];
    assert!(one.create_session(&wendale(), &id, b"signed in".to_vec(), at(10)).await.unwrap());
    assert_eq!(two.load_session(&wendale(), &id, at(1)).await.unwrap().unwrap().data, b"signed in");
    assert_eq!(one.public_key(&wendale()), two.public_key(&wendale()));
    two.append(batch(vec![], vec![entry(child(1), "there")])).await.unwrap();
    assert_eq!(bodies(&one, child(1)).await.len(), 1);
}

/// What an operator sees: a server that goes away is told as that, and comes back without anybody starting anything again.
#[tokio::test]
async fn a_database_that_goes_away_is_found_again() {
    let cluster = Cluster::new();
    let url = cluster.url(&cluster.database()).parse().unwrap();
    let store = Store::open(&url, options(1)).unwrap();
    store.append(batch(vec![], vec![entry(child(1), "before")])).await.unwrap();
    for crash in [false, true] {
        if crash {
            cluster.crash();
        } else {
            cluster.stop();
        }
        let unread = store.load(&wendale(), child(1)).await.unwrap_err();
        assert!(matches!(unread, store::LoadError::Store(StoreError::Away { .. })), "{unread:?}");
        let unwritten = store.append(batch(vec![], vec![entry(child(1), "lost")])).await.unwrap_err();
        assert!(matches!(unwritten, AppendError::Store(StoreError::Away { .. })), "{unwritten:?}");
        assert!(store.health().await.is_err());
        let refused = Store::open(&url, options(2)).err().unwrap().to_string();
        assert!(refused.contains("check that PostgreSQL runs there"), "{refused}");
        cluster.start();
        assert!(store.health().await.is_ok());
        store.append(batch(vec![], vec![entry(child(1), "after")])).await.unwrap();
    }
    // It also goes on when the server went and came back while nobody asked.
    cluster.crash();
    cluster.start();
    store.append(batch(vec![], vec![entry(child(1), "again")])).await.unwrap();
    assert_eq!(bodies(&store, child(1)).await.len(), 4);
    assert!(cluster.folder().exists());
}
