//! Batches: all or nothing, in order, at the version that their writer saw.

use std::collections::BTreeMap;

use kernel::{Partnership, StreamId};
use proptest::prelude::*;
use store::{AppendError, Batch, Body, StoreError};
use uuid::Uuid;

use crate::setting::{Engine, Setting, at, batch, bodies, child, entry, wendale};

on_both_engines!(
    what_was_written_is_there_after_a_restart,
    no_body_stands_readable_in_any_file,
    the_second_of_two_writers_is_told_where_the_stream_is,
    a_refused_batch_leaves_nothing_and_touches_no_other,
    one_of_many_racing_writers_wins_each_version,
    a_form_sent_twice_is_recorded_once,
    what_makes_no_sense_or_is_too_long_is_refused,
    partnerships_share_nothing,
);

async fn what_was_written_is_there_after_a_restart(setting: Setting) {
    let new = entry(child(1), "Sam would like a swimming buddy");
    let appended = setting.store.append(batch(vec![(child(1), 0)], vec![new.clone()])).await.unwrap();
    assert_eq!(appended.versions, [(child(1), 1)]);
    let setting = setting.reopened().await;
    let loaded = setting.store.load(&wendale(), child(1)).await.unwrap();
    assert_eq!(loaded.version, 1);
    let kept = &loaded.entries[0];
    assert_eq!(kept.version, 1);
    assert_eq!(kept.entry, new.entry);
    assert_eq!(kept.kind, new.kind);
    assert_eq!(kept.body_format, new.body_format);
    assert_eq!(kept.body, Body::Plain(new.body));
    assert_eq!(kept.actor, new.actor);
    assert_eq!(kept.capacity, new.capacity);
    assert_eq!(kept.rules, new.rules);
    assert_eq!(kept.recorded_at, new.recorded_at);
    let many = setting.store.load_many(&wendale(), &[child(2), child(1)]).await.unwrap();
    assert_eq!((many[0].version, many[1].version), (0, 1));
}

async fn no_body_stands_readable_in_any_file(setting: Setting) {
    let words = "Sam would like a swimming buddy";
    let mut new = batch(vec![], vec![entry(child(1), words)]);
    new.outbox.push(store::NewOutboxItem {
        id: Uuid::from_u128(1),
        kind: "letter".to_owned(),
        idempotency_key: "1".to_owned(),
        subject: child(1).id,
        body: words.as_bytes().to_vec(),
        not_before: at(0),
    });
    setting.store.append(new).await.unwrap();
    let draft = Uuid::from_u128(3);
    setting
        .store
        .save_draft(&wendale(), draft, child(1).id, 0, words.as_bytes().to_vec(), at(0))
        .await
        .unwrap();
    assert!(!setting.holds(b"swimming"));
    assert!(setting.holds(b"need.described"), "what a header says can be read");
}

async fn the_second_of_two_writers_is_told_where_the_stream_is(setting: Setting) {
    let first = batch(vec![(child(1), 0)], vec![entry(child(1), "one")]);
    setting.store.append(first.clone()).await.unwrap();
    match setting.store.append(first).await {
        Err(AppendError::Conflict { stream, expected, actual }) => {
            assert_eq!((stream, expected, actual), (child(1), 0, 1));
        }
        other => panic!("{other:?}"),
    }
    // Without an expectation it goes to the end, wherever that is.
    let read = batch(vec![], vec![entry(child(1), "two"), entry(child(1), "three")]);
    assert_eq!(setting.store.append(read).await.unwrap().versions, [(child(1), 3)]);
    assert_eq!(bodies(&setting.store, child(1)).await.len(), 3);
    // A part of a long stream can be had by itself.
    let part = setting.store.load_after(&wendale(), child(1), 1, 1).await.unwrap();
    assert_eq!((part.version, part.entries.len(), part.entries[0].version), (3, 1, 2));
    assert_eq!(part.entries[0].body, Body::Plain(b"two".to_vec()));
    assert!(setting.store.load_after(&wendale(), child(1), 3, 9).await.unwrap().entries.is_empty());
    // An expectation may also stand on a stream that the batch only read.
    let read_only = batch(vec![(child(1), 2)], vec![entry(child(2), "one")]);
    assert!(matches!(setting.store.append(read_only).await, Err(AppendError::Conflict { actual: 3, .. })));
    assert_eq!(bodies(&setting.store, child(2)).await.len(), 0);
}

async fn a_refused_batch_leaves_nothing_and_touches_no_other(setting: Setting) {
    setting.store.append(batch(vec![], vec![entry(child(1), "one")])).await.unwrap();
    // All are asked before any is answered, so that they share groups.
    let asked: Vec<_> = (0..100_u32)
        .map(|number| {
            let store = setting.store.clone();
            let own = child(1_000 + u128::from(number));
            let refused = number % 3 == 0;
            let expected = if refused { vec![(child(1), 7)] } else { vec![(own, 0)] };
            let entries = vec![entry(own, "mine"), entry(own, "mine too")];
            let mut new = batch(expected, entries);
            new.once = Some(Uuid::from_u128(u128::from(number)));
            (own, refused, tokio::spawn(async move { store.append(new).await }))
        })
        .collect();
    for (own, refused, answer) in asked {
        let answer = answer.await.unwrap();
        assert_eq!(answer.is_err(), refused, "{answer:?}");
        assert_eq!(bodies(&setting.store, own).await.len(), if refused { 0 } else { 2 });
    }
    // A token of a refused batch is not used up.
    let mut again = batch(vec![], vec![entry(child(2), "now")]);
    again.once = Some(Uuid::from_u128(3));
    setting.store.append(again).await.unwrap();
}

async fn one_of_many_racing_writers_wins_each_version(setting: Setting) {
    let asked: Vec<_> = (0..40)
        .map(|_| {
            let store = setting.store.clone();
            tokio::spawn(async move {
                store.append(batch(vec![(child(1), 0)], vec![entry(child(1), "first")])).await
            })
        })
        .collect();
    let mut won = 0;
    for answer in asked {
        won += u32::from(answer.await.unwrap().is_ok());
    }
    assert_eq!(won, 1);
    assert_eq!(bodies(&setting.store, child(1)).await.len(), 1);
}

async fn a_form_sent_twice_is_recorded_once(setting: Setting) {
    let mut sent = batch(vec![], vec![entry(child(1), "hello")]);
    sent.once = Some(Uuid::from_u128(77));
    setting.store.append(sent.clone()).await.unwrap();
    assert!(matches!(setting.store.append(sent.clone()).await, Err(AppendError::AlreadyDone)));
    assert_eq!(bodies(&setting.store, child(1)).await.len(), 1);
    assert_eq!(setting.store.purge_once_tokens(&wendale(), at(1)).await.unwrap(), 1);
    setting.store.append(sent).await.unwrap();
}

async fn what_makes_no_sense_or_is_too_long_is_refused(setting: Setting) {
    assert!(matches!(setting.store.append(batch(vec![], vec![])).await, Err(AppendError::Malformed(_))));
    let twice = batch(vec![(child(1), 0), (child(1), 1)], vec![entry(child(1), "x")]);
    assert!(matches!(setting.store.append(twice).await, Err(AppendError::Malformed(_))));
    let long = |length: usize| batch(vec![], vec![entry(child(1), &"x".repeat(length))]);
    setting.store.append(long(store::limits::BODY_LENGTH_MAX)).await.unwrap();
    let refused = setting.store.append(long(store::limits::BODY_LENGTH_MAX + 1)).await;
    assert!(matches!(refused, Err(AppendError::Store(StoreError::TooLong { .. }))));
    let many = vec![entry(child(1), "x"); store::limits::BATCH_ENTRIES_MAX + 1];
    let refused = setting.store.append(batch(vec![], many)).await;
    assert!(matches!(refused, Err(AppendError::Store(StoreError::TooLong { .. }))));
    assert_eq!(bodies(&setting.store, child(1)).await.len(), 1);
}

async fn partnerships_share_nothing(setting: Setting) {
    let eastmoor = Partnership::new("eastmoor").unwrap();
    setting.store.append(batch(vec![], vec![entry(child(1), "here")])).await.unwrap();
    let elsewhere = Batch {
        entries: vec![entry(child(1), "there")],
        expected: vec![(child(1), 0)],
        ..Batch::new(eastmoor.clone(), at(0))
    };
    setting.store.append(elsewhere).await.unwrap();
    assert_eq!(setting.store.partnerships().await.unwrap(), [eastmoor.clone(), wendale()]);
    let there = setting.store.load(&eastmoor, child(1)).await.unwrap();
    assert_eq!(there.entries[0].body, Body::Plain(b"there".to_vec()));
    assert_eq!(bodies(&setting.store, child(1)).await, [Some("here".to_owned())]);
    // A key of one opens nothing in the other.
    assert!(setting.store.erase_subject(&eastmoor, child(1).id, at(1)).await.unwrap());
    assert_eq!(bodies(&setting.store, child(1)).await, [Some("here".to_owned())]);
}

/// One batch of the model: streams with the version that its writer saw (right or wrong), and the bodies.
#[derive(Debug, Clone)]
struct Step {
    expected: Vec<(u8, Option<i8>)>,
    entries: Vec<(u8, String)>,
    once: Option<u8>,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let expected = prop::collection::btree_map(0..5_u8, prop::option::weighted(0.8, -1..2_i8), 0..3);
    let entries = prop::collection::vec((0..5_u8, "[a-z]{0,12}"), 1..5);
    let step =
        (expected, entries, prop::option::weighted(0.3, 0..6_u8)).prop_map(|(expected, entries, once)| {
            Step { expected: expected.into_iter().collect(), entries, once }
        });
    prop::collection::vec(step, 1..25)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn random_batches_agree_with_lists_in_memory(steps in steps()) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let setting = Setting::new(Engine::Sqlite);
            let mut model: BTreeMap<StreamId, Vec<String>> = BTreeMap::new();
            let mut used = std::collections::BTreeSet::new();
            for step in steps {
                let length = |model: &BTreeMap<StreamId, Vec<String>>, stream| model.get(&stream).map_or(0, Vec::len) as u64;
                let mut right = true;
                let mut expected = Vec::new();
                for (number, difference) in &step.expected {
                    let stream = child(u128::from(*number));
                    let Some(difference) = difference else { continue };
                    let actual = length(&model, stream);
                    let seen = actual.saturating_add_signed((*difference).into());
                    right &= seen == actual;
                    expected.push((stream, seen));
                }
                let entries = step.entries.iter().map(|(number, body)| entry(child(u128::from(*number)), body));
                let mut new = batch(expected, entries.collect());
                new.once = step.once.map(|token| Uuid::from_u128(token.into()));
                let fresh = step.once.is_none_or(|token| !used.contains(&token));
                let answer = setting.store.append(new).await;
                if !fresh {
                    prop_assert!(matches!(answer, Err(AppendError::AlreadyDone)));
                } else if !right {
                    prop_assert!(matches!(answer, Err(AppendError::Conflict { .. })), "{:?}", answer);
                } else {
                    used.extend(step.once);
                    for (number, body) in step.entries {
                        model.entry(child(number.into())).or_default().push(body);
                    }
                    for (stream, version) in answer.unwrap().versions {
                        prop_assert_eq!(version, length(&model, stream));
                    }
                }
            }
            for number in 0..5 {
                let kept: Vec<_> = bodies(&setting.store, child(number)).await.into_iter().flatten().collect();
                prop_assert_eq!(kept, model.get(&child(number)).cloned().unwrap_or_default());
            }
            setting.store.sequence(&wendale(), at(1)).await.unwrap();
            let proven = setting.store.verify(&wendale(), None).await.unwrap().unwrap();
            prop_assert_eq!(proven.entries, model.values().map(Vec::len).sum::<usize>() as u64);
            Ok(())
        })?;
    }
}
