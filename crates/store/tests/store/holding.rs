//! What people hold: drafts, codes, accounts, sessions; and what waits to be sent.

use jiff::SignedDuration;
use kernel::{Partnership, StreamId, StreamKind};
use store::limits::{OUTBOX_ATTEMPTS_MAX, OUTBOX_WAIT_FIRST_SECONDS};
use store::{Account, Batch, Body, DraftError, NewCode, NewOutboxItem, OutboxFailure, StoreError};
use uuid::Uuid;

use crate::setting::{Setting, at, child, person, wendale};

on_both_engines!(
    a_draft_saved_elsewhere_is_shown_and_not_overwritten,
    a_code_opens_what_it_reaches_until_it_is_revoked,
    attempts_are_counted_within_their_window,
    an_account_is_found_and_a_one_time_password_is_used_once,
    a_session_lasts_until_it_ends,
    an_item_is_held_by_one_worker_until_the_lease_runs_out,
    a_failed_item_waits_longer_each_time_and_is_set_aside_in_the_end,
);

async fn a_draft_saved_elsewhere_is_shown_and_not_overwritten(setting: Setting) {
    let store = &setting.store;
    let (draft, subject) = (Uuid::from_u128(1), Uuid::from_u128(2));
    let save = |revision, text: &str, seconds| {
        store.save_draft(&WENDALE, draft, subject, revision, text.as_bytes().to_vec(), at(seconds))
    };
    assert_eq!(store.load_draft(&wendale(), draft).await.unwrap(), None);
    assert_eq!(save(0, "one", 1).await.unwrap(), 1);
    assert_eq!(save(1, "two", 2).await.unwrap(), 2);
    match save(1, "mine", 3).await {
        Err(DraftError::Conflict { theirs: Some(theirs) }) => {
            assert_eq!((theirs.revision, theirs.saved_at), (2, at(2)));
            assert_eq!(theirs.body, Body::Plain(b"two".to_vec()));
        }
        other => panic!("{other:?}"),
    }
    let eastmoor = Partnership::new("eastmoor").unwrap();
    assert_eq!(store.load_draft(&eastmoor, draft).await.unwrap(), None);
    assert_eq!(store.purge_drafts(&wendale(), at(2)).await.unwrap(), 0);
    let sent = Batch { discard_drafts: vec![draft], ..Batch::new(wendale(), at(4)) };
    store.append(sent).await.unwrap();
    assert!(matches!(save(2, "late", 5).await, Err(DraftError::Conflict { theirs: None })));
    assert!(!store.discard_draft(&wendale(), draft).await.unwrap());
    save(0, "again", 6).await.unwrap();
    assert_eq!(store.purge_drafts(&wendale(), at(7)).await.unwrap(), 1);
    store.erase_subject(&wendale(), subject, at(8)).await.unwrap();
    let refused = save(0, "after", 9).await;
    assert!(matches!(refused, Err(DraftError::Store(StoreError::SubjectErased { .. }))));
}

fn code(number: u128, text: &str, reach: StreamId) -> NewCode {
    NewCode {
        id: Uuid::from_u128(number),
        text: text.to_owned(),
        person: person(number),
        reach,
        issued_at: at(i64::try_from(number).unwrap()),
    }
}

async fn a_code_opens_what_it_reaches_until_it_is_revoked(setting: Setting) {
    let store = &setting.store;
    let request = StreamId::new(StreamKind::Request, Uuid::from_u128(8));
    let codes = vec![code(1, "brave otter lamp", request), code(2, "quiet river moon", child(1))];
    store.append(Batch { codes, ..Batch::new(wendale(), at(0)) }).await.unwrap();
    let found = store.look_up_code(&wendale(), "brave otter lamp").await.unwrap().unwrap();
    assert_eq!((found.id, found.person, found.reach), (Uuid::from_u128(1), person(1), request));
    assert_eq!((found.issued_at, found.revoked_at), (at(1), None));
    for wrong in ["brave otter lamps", "", "BRAVE OTTER LAMP"] {
        assert_eq!(store.look_up_code(&wendale(), wrong).await.unwrap(), None);
    }
    let eastmoor = Partnership::new("eastmoor").unwrap();
    assert_eq!(store.look_up_code(&eastmoor, "brave otter lamp").await.unwrap(), None);
    for seconds in [10, 20] {
        let revoke_codes = vec![Uuid::from_u128(1)];
        store.append(Batch { revoke_codes, ..Batch::new(wendale(), at(seconds)) }).await.unwrap();
    }
    let found = store.codes_of_stream(&wendale(), request).await.unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].revoked_at, Some(at(10)), "the first time stands");
    assert!(!setting.holds(b"otter"), "codes are kept only as digests");
}

async fn attempts_are_counted_within_their_window(setting: Setting) {
    let store = &setting.store;
    let hour = SignedDuration::from_hours(1);
    let count = |what: &'static [u8], seconds| store.count_attempt(&WENDALE, what, hour, at(seconds));
    for expected in 1..=3 {
        let attempts = count(b"address", i64::from(expected)).await.unwrap();
        assert_eq!((attempts.count, attempts.resets_at), (expected, at(3_601)));
    }
    assert_eq!(count(b"elsewhere", 3).await.unwrap().count, 1);
    assert_eq!(count(b"address", 3_600).await.unwrap().count, 4);
    assert_eq!(count(b"address", 3_601).await.unwrap().count, 1);
    store.forget_attempts(&wendale(), b"address").await.unwrap();
    assert_eq!(count(b"address", 3_602).await.unwrap().count, 1);
    assert_eq!(store.purge_attempts(&wendale(), at(3_604)).await.unwrap(), 1);
    assert_eq!(count(b"elsewhere", 3_605).await.unwrap().count, 1);
}

async fn an_account_is_found_and_a_one_time_password_is_used_once(setting: Setting) {
    let account = Account {
        person: person(1),
        name: "sabah.k".to_owned(),
        password_hash: "$argon2id$…".to_owned(),
        totp_secret: Some(b"twenty secret bytes!".to_vec()),
        totp_last_step: None,
        disabled: false,
        failed_attempts: 0,
    };
    assert!(setting.store.save_account(&wendale(), account.clone()).await.unwrap());
    let namesake = Account { person: person(2), ..account.clone() };
    assert!(!setting.store.save_account(&wendale(), namesake).await.unwrap());
    let setting = setting.reopened().await;
    let store = &setting.store;
    assert_eq!(store.account_by_name(&wendale(), "sabah.k").await.unwrap(), Some(account.clone()));
    assert_eq!(store.account_of_person(&wendale(), person(1)).await.unwrap(), Some(account.clone()));
    assert_eq!(store.account_of_person(&wendale(), person(2)).await.unwrap(), None);
    for (step, first) in [(100, true), (100, false), (99, false), (101, true)] {
        assert_eq!(store.spend_totp_step(&wendale(), person(1), step).await.unwrap(), first, "{step}");
    }
    assert!(!store.spend_totp_step(&wendale(), person(2), 1).await.unwrap());
    for (succeeded, count) in [(false, 1), (false, 2), (true, 0), (false, 1)] {
        assert_eq!(store.count_sign_in(&wendale(), person(1), succeeded).await.unwrap(), count);
    }
    let disabled = Account { disabled: true, ..account };
    assert!(store.save_account(&wendale(), disabled.clone()).await.unwrap());
    assert_eq!(store.account_by_name(&wendale(), "sabah.k").await.unwrap(), Some(disabled));
    assert!(!setting.holds(b"secret bytes"));
}

async fn a_session_lasts_until_it_ends(setting: Setting) {
    let store = &setting.store;
    let (id, other) = ([7_u8; 16], [8_u8; 32]);
    let short = store.create_session(&wendale(), &id[..15], vec![], at(9)).await;
    assert!(matches!(short, Err(StoreError::TooShort { .. })));
    assert!(store.create_session(&wendale(), &id, b"one".to_vec(), at(10)).await.unwrap());
    assert!(!store.create_session(&wendale(), &id, b"two".to_vec(), at(10)).await.unwrap());
    let found = store.load_session(&wendale(), &id, at(9)).await.unwrap().unwrap();
    assert_eq!((found.data, found.expires_at), (b"one".to_vec(), at(10)));
    assert_eq!(store.load_session(&wendale(), &id, at(10)).await.unwrap(), None);
    assert_eq!(store.load_session(&wendale(), &other, at(0)).await.unwrap(), None);
    let eastmoor = Partnership::new("eastmoor").unwrap();
    assert_eq!(store.load_session(&eastmoor, &id, at(0)).await.unwrap(), None);
    store.save_session(&wendale(), &id, b"three".to_vec(), at(20)).await.unwrap();
    store.save_session(&wendale(), &other, b"other".to_vec(), at(30)).await.unwrap();
    assert_eq!(store.load_session(&wendale(), &id, at(15)).await.unwrap().unwrap().data, b"three");
    assert_eq!(store.purge_sessions(&wendale(), at(20)).await.unwrap(), 1);
    store.delete_session(&wendale(), &other).await.unwrap();
    assert_eq!(store.load_session(&wendale(), &other, at(0)).await.unwrap(), None);
}

fn item(number: u128, key: &str, seconds: i64) -> NewOutboxItem {
    NewOutboxItem {
        id: Uuid::from_u128(number),
        kind: "letter".to_owned(),
        idempotency_key: key.to_owned(),
        subject: child(1).id,
        body: format!("letter {number}").into_bytes(),
        not_before: at(seconds),
    }
}

async fn an_item_is_held_by_one_worker_until_the_lease_runs_out(setting: Setting) {
    let store = &setting.store;
    let outbox = vec![item(1, "a", 0), item(2, "b", 5), item(3, "a", 0), item(4, "d", 100)];
    store.append(Batch { outbox, ..Batch::new(wendale(), at(0)) }).await.unwrap();
    let (one, two) = (Uuid::from_u128(101), Uuid::from_u128(102));
    let claim = |owner, now, until| store.claim_outbox(&WENDALE, owner, at(now), at(until), 10);
    let held = claim(one, 10, 20).await.unwrap();
    let ids: Vec<_> = held.iter().map(|item| item.id.as_u128()).collect();
    assert_eq!(ids, [1, 2], "one item a key, the oldest first, none before its time");
    assert_eq!(held[0].body, Body::Plain(b"letter 1".to_vec()));
    assert!(claim(two, 19, 30).await.unwrap().is_empty());
    assert!(store.outbox_done(&wendale(), held[0].id, one, at(15)).await.unwrap());
    // The first worker is gone; the second takes over, and the first can no longer say that it was done.
    let taken = claim(two, 20, 30).await.unwrap();
    assert_eq!(taken.len(), 1);
    assert!(!store.outbox_done(&wendale(), taken[0].id, one, at(21)).await.unwrap());
    let late = store.outbox_failed(&wendale(), taken[0].id, one, at(21), "gone").await.unwrap();
    assert_eq!(late, OutboxFailure::NotHeld);
    assert!(store.outbox_done(&wendale(), taken[0].id, two, at(22)).await.unwrap());
    assert!(!store.outbox_done(&wendale(), taken[0].id, two, at(23)).await.unwrap());
    assert!(claim(one, 50, 60).await.unwrap().is_empty());
    assert_eq!(store.health().await.unwrap().outbox_waiting, 1);
    // What was done is not done again under the same key.
    store.append(Batch { outbox: vec![item(5, "a", 0)], ..Batch::new(wendale(), at(60)) }).await.unwrap();
    assert!(claim(one, 61, 70).await.unwrap().is_empty());
}

async fn a_failed_item_waits_longer_each_time_and_is_set_aside_in_the_end(setting: Setting) {
    let store = &setting.store;
    store.append(Batch { outbox: vec![item(1, "a", 0)], ..Batch::new(wendale(), at(0)) }).await.unwrap();
    let owner = Uuid::from_u128(101);
    let mut now = at(0);
    let mut waits = Vec::new();
    for attempt in 0..OUTBOX_ATTEMPTS_MAX {
        let until = now + SignedDuration::from_secs(60);
        let held = store.claim_outbox(&wendale(), owner, now, until, 1).await.unwrap();
        assert_eq!(held[0].attempts, attempt);
        match store.outbox_failed(&wendale(), held[0].id, owner, now, "no answer").await.unwrap() {
            OutboxFailure::TriedAgain(again) => {
                let before = again - SignedDuration::from_secs(1);
                assert!(store.claim_outbox(&wendale(), owner, before, until, 1).await.unwrap().is_empty());
                waits.push(again.duration_since(now).as_secs());
                now = again;
            }
            OutboxFailure::SetAside => assert_eq!(attempt + 1, OUTBOX_ATTEMPTS_MAX),
            OutboxFailure::NotHeld => panic!("it was held"),
        }
    }
    assert_eq!(waits.len(), 15);
    assert_eq!(waits[..3], [OUTBOX_WAIT_FIRST_SECONDS, 60, 120]);
    assert!(waits.is_sorted() && waits.last() == Some(&21_600));
    let later = now + SignedDuration::from_hours(1_000);
    assert!(store.claim_outbox(&wendale(), owner, later, later, 1).await.unwrap().is_empty());
    assert_eq!(store.health().await.unwrap().outbox_waiting, 1);
}

static WENDALE: std::sync::LazyLock<Partnership> = std::sync::LazyLock::new(wendale);
