//! A record moves from one engine to the other, and back, and is the same.

use std::fmt::Write as _;

use kernel::Partnership;
use store::{Account, Batch, CopyError, NewCode, OpenError, Projection, Rows, Store, SummaryRow};
use uuid::Uuid;

use crate::setting::{Engine, Setting, at, batch, bodies, child, entry, options, person, wendale};

on_both_engines!(
    a_copy_on_either_engine_is_the_same_record,
    a_copy_that_was_cut_short_is_finished_by_the_next,
    a_place_that_holds_something_else_is_refused,
    a_restore_that_was_cut_short_is_not_served_and_is_finished_by_the_next,
);

/// Something of everything, in more rows than are copied at a time.
async fn filled(store: &Store) {
    let entries = (0..1_500).map(|number| entry(child(number % 11), &format!("words {number}"))).collect();
    let display =
        SummaryRow { state: "open".to_owned(), owner: None, sort_at: at(1), display: b"Sam".to_vec() };
    let rows = Rows { summary: Some(display), search: vec!["sam".to_owned()], ..Rows::default() };
    let code = NewCode {
        id: Uuid::from_u128(1),
        text: "brave otter lamp".to_owned(),
        person: person(1),
        reach: child(1),
        issued_at: at(1),
    };
    let new = Batch {
        projections: vec![Projection { stream: child(1), subject: child(1).id, rows }],
        codes: vec![code],
        ..batch(vec![], entries)
    };
    store.append(new).await.unwrap();
    let elsewhere = Partnership::new("eastmoor").unwrap();
    let other = Batch { entries: vec![entry(child(1), "there")], ..Batch::new(elsewhere, at(0)) };
    store.append(other).await.unwrap();
    store.sequence(&wendale(), at(2)).await.unwrap();
    store.append(batch(vec![], vec![entry(child(3), "waits for the log")])).await.unwrap();
    store.erase_subject(&wendale(), child(2).id, at(3)).await.unwrap();
    store.create_session(&wendale(), &[7; 16], b"signed in".to_vec(), at(10)).await.unwrap();
    store.save_draft(&wendale(), Uuid::from_u128(4), child(3).id, 0, b"typed".to_vec(), at(4)).await.unwrap();
    let account = Account {
        person: person(1),
        name: "sabah.k".to_owned(),
        password_hash: "$argon2id$…".to_owned(),
        totp_secret: Some(b"twenty secret bytes!".to_vec()),
        totp_last_step: None,
        disabled: false,
        failed_attempts: 0,
    };
    assert!(store.save_account(&wendale(), account).await.unwrap());
}

/// Everything of a store that its users can see.
async fn seen(store: &Store) -> String {
    let mut text = String::new();
    for partnership in store.partnerships().await.unwrap() {
        let older = store.latest_checkpoint(&partnership).await.unwrap();
        let proven = store.verify(&partnership, older.as_deref()).await.unwrap().unwrap();
        let rows = store.all_projection_rows(&partnership).await.unwrap();
        let key = store.public_key(&partnership);
        writeln!(text, "{partnership} {proven:?} {older:?} {rows:?} {key}").unwrap();
    }
    for number in 0..11 {
        writeln!(text, "{:?}", bodies(store, child(number)).await).unwrap();
    }
    let partnership = wendale();
    let session = store.load_session(&partnership, &[7; 16], at(5)).await.unwrap().unwrap();
    let draft = store.load_draft(&partnership, Uuid::from_u128(4)).await.unwrap().unwrap();
    let account = store.account_by_name(&partnership, "sabah.k").await.unwrap().unwrap();
    let code = store.look_up_code(&partnership, "brave otter lamp").await.unwrap().unwrap();
    let found = store.search(&partnership, kernel::StreamKind::Child, &["sam".to_owned()]).await.unwrap();
    text + &format!("{session:?} {draft:?} {:?} {code:?} {found:?}", account.totp_secret)
}

fn other(engine: Engine) -> Engine {
    match engine {
        Engine::Sqlite => Engine::Postgres,
        Engine::Postgres => Engine::Memory,
        Engine::Memory => Engine::Sqlite,
    }
}

async fn a_copy_on_either_engine_is_the_same_record(setting: Setting) {
    filled(&setting.store).await;
    let expected = seen(&setting.store).await;
    for engine in [other(setting.engine), setting.engine] {
        let place = Setting::empty(engine);
        let copied = setting.store.copy_to(&place.url, None, |_, _| ()).await.unwrap();
        assert_eq!(copied.entries, 1_502);
        let store = Store::open(&place.url, options(9)).unwrap();
        assert_eq!(seen(&store).await, expected);
        // It goes on from there: more is written, and signed with the same key.
        store.append(batch(vec![], vec![entry(child(1), "more")])).await.unwrap();
        assert_eq!(store.sequence(&wendale(), at(6)).await.unwrap().added, 2);
        assert!(store.verify(&wendale(), None).await.unwrap().is_ok());
        store.close().await;
        // What was written there since is not undone.
        let refused = setting.store.copy_to(&place.url, None, |_, _| ()).await.unwrap_err();
        assert!(matches!(refused, CopyError::Ahead), "{refused}");
    }
    assert_eq!(seen(&setting.store).await, expected, "what was copied is as it was");
}

async fn a_copy_that_was_cut_short_is_finished_by_the_next(setting: Setting) {
    filled(&setting.store).await;
    let place = Setting::empty(other(setting.engine));
    for cut in [1, 600, 1_200, 1_900] {
        let stop = move |done: u64, all: u64| assert!(done < cut && all > cut, "cut short");
        setting.store.copy_to(&place.url, None, stop).await.unwrap_err();
        // Meanwhile somebody writes.
        setting.store.append(batch(vec![], vec![entry(child(5), "meanwhile")])).await.unwrap();
        setting.store.sequence(&wendale(), at(6)).await.unwrap();
    }
    setting.store.copy_to(&place.url, None, |_, _| ()).await.unwrap();
    let again = setting.store.copy_to(&place.url, None, |_, _| ()).await.unwrap();
    assert_eq!(again.entries, 1_506);
    let store = Store::open(&place.url, options(9)).unwrap();
    assert_eq!(seen(&store).await, seen(&setting.store).await);
}

async fn a_place_that_holds_something_else_is_refused(setting: Setting) {
    filled(&setting.store).await;
    let place = Setting::empty(other(setting.engine));
    let another = Store::open(&place.url, options(77)).unwrap();
    let refused = setting.store.copy_to(&place.url, None, |_, _| ()).await.unwrap_err();
    assert!(matches!(refused, CopyError::NotEmpty), "{refused}");
    assert!(another.partnerships().await.unwrap().is_empty());
}

async fn a_restore_that_was_cut_short_is_not_served_and_is_finished_by_the_next(setting: Setting) {
    filled(&setting.store).await;
    let place = Setting::empty(other(setting.engine));
    for cut in [600, 1_200, 1_900] {
        let stop = move |done: u64, all: u64| assert!(done < cut && all > cut, "cut short");
        setting.store.restore_to(&place.url, None, stop).await.unwrap_err();
        let unfinished = Store::open(&place.url, options(9)).err().expect("half a record was opened");
        assert!(matches!(unfinished, OpenError::Unfinished { .. }), "{unfinished}");
    }
    setting.store.restore_to(&place.url, None, |_, _| ()).await.unwrap();
    let store = Store::open(&place.url, options(9)).unwrap();
    assert_eq!(seen(&store).await, seen(&setting.store).await);
    let whole = setting.store.restore_to(&place.url, None, |_, _| ()).await.unwrap_err();
    assert!(matches!(whole, CopyError::Whole), "{whole}");
}
