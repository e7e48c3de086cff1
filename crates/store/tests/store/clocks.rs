//! A server's clock is put forward and back: nothing is lost, nothing happens twice, and what was written keeps its order.

use jiff::SignedDuration;
use store::{Body, NewOutboxItem, Sequenced};
use uuid::Uuid;

use crate::setting::{Setting, at, batch, bodies, child, entry, wendale};

on_both_engines!(
    entries_keep_the_order_in_which_they_were_written,
    sessions_and_attempts_go_by_the_clock_that_asks,
    work_is_never_lost_for_longer_than_the_jump,
);

/// By how much it jumps, one after the other, in seconds: a second, an hour, two days, a year.
const JUMPS: [i64; 8] = [1, -1, 3_600, -3_600, 172_800, -172_800, 31_536_000, -31_536_000];

async fn entries_keep_the_order_in_which_they_were_written(setting: Setting) {
    let store = &setting.store;
    let (mut now, mut older) = (0, None);
    for (number, jump) in JUMPS.into_iter().enumerate() {
        now += jump;
        let mut new = entry(child(1), &number.to_string());
        new.recorded_at = at(now);
        store.append(batch(vec![(child(1), number as u64)], vec![new])).await.unwrap();
        let Sequenced { size, checkpoint, added } = store.sequence(&wendale(), at(now)).await.unwrap();
        assert_eq!((added, size), (1, number as u64 + 1), "the log goes by places and not by times");
        let proven = store.verify(&wendale(), older.as_deref()).await.unwrap();
        assert!(proven.is_ok(), "{proven:?}");
        older = checkpoint;
    }
    let written: Vec<_> = (0..JUMPS.len()).map(|number| Some(number.to_string())).collect();
    assert_eq!(bodies(store, child(1)).await, written);
    // Each entry says what the clock said when it was written, also where that was wrong.
    let times = store.load(&wendale(), child(1)).await.unwrap().entries;
    assert_eq!(times[6].recorded_at, at(31_536_000));
    assert_eq!(times[7].recorded_at, at(0));
}

async fn sessions_and_attempts_go_by_the_clock_that_asks(setting: Setting) {
    let (one, other) = (setting.store.clone(), setting.second_server(2));
    let id = [7; 16];
    one.create_session(&wendale(), &id, b"signed in".to_vec(), at(900)).await.unwrap();
    // Another server's clock is wrong: there it has ended, and here it goes on.
    assert!(other.load_session(&wendale(), &id, at(172_800)).await.unwrap().is_none());
    assert!(one.load_session(&wendale(), &id, at(10)).await.unwrap().is_some());
    assert!(one.load_session(&wendale(), &id, at(-172_800)).await.unwrap().is_some());
    // What was forgotten by a clock that was ahead does not come back when it is put right.
    assert_eq!(other.purge_sessions(&wendale(), at(172_800)).await.unwrap(), 1);
    assert!(one.load_session(&wendale(), &id, at(10)).await.unwrap().is_none());

    let hour = SignedDuration::from_hours(1);
    let count = async |now| one.count_attempt(&wendale(), b"address", hour, at(now)).await.unwrap().count;
    assert_eq!((count(0).await, count(1).await), (1, 2));
    assert_eq!(count(-172_800).await, 3, "a clock that is put back gives nobody new attempts");
    assert_eq!(count(172_800).await, 1);
    assert_eq!(count(2).await, 2, "what was counted ahead of time counts until then");
}

async fn work_is_never_lost_for_longer_than_the_jump(setting: Setting) {
    let (one, other) = (setting.store.clone(), setting.second_server(2));
    let (first, second) = (Uuid::from_u128(1), Uuid::from_u128(2));
    let claim =
        async |who, now| one.claim_lease(&wendale(), "worker", who, at(now), at(now + 10)).await.unwrap();
    assert!(claim(first, 172_800).await, "its clock is two days ahead");
    assert!(!claim(second, 20).await);
    // Put right, the one that has it takes it again for as long as it should have been.
    assert!(claim(first, 21).await);
    assert!(claim(second, 31).await);

    let item = NewOutboxItem {
        id: Uuid::from_u128(5),
        kind: "letter".to_owned(),
        idempotency_key: "5".to_owned(),
        subject: child(1).id,
        body: b"letter".to_vec(),
        not_before: at(0),
    };
    let outbox = vec![item];
    one.append(store::Batch { outbox, ..batch(vec![], vec![]) }).await.unwrap();
    let claimed = async |who, now| {
        let found = other.claim_outbox(&wendale(), who, at(now), at(now + 30), 5).await.unwrap();
        found.into_iter().map(|item| item.body).collect::<Vec<_>>()
    };
    assert!(claimed(first, -172_800).await.is_empty(), "by that clock it is not to be sent yet");
    assert_eq!(claimed(first, 172_800).await, [Body::Plain(b"letter".to_vec())]);
    assert!(claimed(second, 60).await.is_empty(), "it is with the first one, whose clock was ahead");
    // The first one ended without a word: it is sent again once that time has come, and never forgotten.
    assert_eq!(claimed(second, 172_830).await, [Body::Plain(b"letter".to_vec())]);
}
