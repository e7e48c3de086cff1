//! A record that is destroyed leaves its entries, unreadable, and nothing that was worked out from it.

use jiff::civil::date;
use kernel::StreamId;
use store::{Account, Body, DutyRow, InvolvementRow, NewCode, NewOutboxItem, Projection, Rows, SummaryRow};
use uuid::Uuid;

use crate::setting::{Engine, Setting, at, batch, bodies, capacity, child, entry, person, wendale};

on_both_engines!(
    nothing_that_was_worked_out_from_it_is_left_in_any_table,
    a_practitioners_account_and_a_phrase_that_opens_more_stay,
);

/// What stays: the entries with their places in the log, and that a key was destroyed.
const STAYS: [&str; 3] = ["entries", "log_leaves", "unsequenced"];

fn everything(stream: StreamId, reader: u128) -> Projection {
    let duty = DutyRow {
        duty: "K2".to_owned(),
        key: String::new(),
        due: Some("2026-12-02".to_owned()),
        responsible: capacity("navigator"),
        person: Some(person(reader)),
        watchers: vec![person(reader)],
        digest: "sha256:00".to_owned(),
        body: b"about it".to_vec(),
    };
    let part = InvolvementRow {
        person: person(reader),
        capacity: capacity("parent-carer"),
        from: date(2026, 11, 23),
        until: None,
    };
    let summary =
        SummaryRow { state: "open".to_owned(), owner: None, sort_at: at(1), display: b"Robin".to_vec() };
    Projection {
        stream,
        subject: stream.id,
        rows: Rows {
            summary: Some(summary),
            duties: vec![duty],
            involvements: vec![part],
            search: vec!["word:robin".to_owned()],
            measured: Some(b"{}".to_vec()),
        },
    }
}

fn account(reader: u128, name: &str) -> Account {
    Account {
        person: person(reader),
        name: name.to_owned(),
        password_hash: "hash".to_owned(),
        totp_secret: None,
        totp_last_step: None,
        disabled: false,
        failed_attempts: 0,
    }
}

/// Two records with all that can be kept beside one.
async fn two(setting: Setting) -> Setting {
    for number in [1, 2] {
        let stream = child(number);
        let reader = 70 + number;
        let mut new = batch(vec![(stream, 0)], vec![entry(stream, "He likes trains")]);
        new.projections = vec![everything(stream, reader)];
        new.codes = vec![NewCode {
            id: Uuid::from_u128(900 + number),
            text: format!("babab-babab-babab-bab{number}"),
            person: person(reader),
            reach: stream,
            issued_at: at(0),
        }];
        new.outbox = vec![NewOutboxItem {
            id: Uuid::from_u128(800 + number),
            kind: "letter".to_owned(),
            idempotency_key: format!("letter-{number}"),
            subject: stream.id,
            body: b"Dear Jo".to_vec(),
            not_before: at(0),
        }];
        setting.store.append(new).await.unwrap();
        setting
            .store
            .save_account(&wendale(), account(reader, &format!("family/{}", person(reader))))
            .await
            .unwrap();
        setting
            .store
            .save_draft(&wendale(), stream.id, stream.id, 0, b"typed".to_vec(), at(0))
            .await
            .unwrap();
        let file = Uuid::from_u128(700 + number);
        setting.store.keep_file(&wendale(), stream.id, file, b"a photo".to_vec()).await.unwrap();
    }
    setting.store.sequence(&wendale(), at(2)).await.unwrap();
    setting
}

/// What names a record: its identifier as bytes and as text, that of its key, and those of its reader.
fn names(setting: &Setting, number: u128) -> Vec<Vec<u8>> {
    let subject = match setting.engine {
        Engine::Sqlite => format!("x'{}'", child(number).id.simple()),
        Engine::Postgres | Engine::Memory => format!("'\\x{}'", child(number).id.simple()),
    };
    let key = setting
        .ask_keys(&format!("SELECT encode(key_id, 'hex') FROM subject_keys WHERE subject = {subject}"));
    let key = data_encoding::HEXLOWER.decode(key.as_bytes()).unwrap();
    let reader = person(70 + number).0;
    vec![
        child(number).id.as_bytes().to_vec(),
        child(number).id.to_string().into_bytes(),
        key,
        reader.as_bytes().to_vec(),
        reader.to_string().into_bytes(),
    ]
}

async fn nothing_that_was_worked_out_from_it_is_left_in_any_table(setting: Setting) {
    let setting = two(setting).await;
    let (gone, stays) = (names(&setting, 1), names(&setting, 2));
    let before = setting.tables_with(&stays);
    for table in [
        "summaries",
        "duties",
        "duty_watchers",
        "involvements",
        "search_tokens",
        "measured",
        "codes",
        "drafts",
        "outbox",
        "accounts",
    ] {
        assert!(before.contains(&table.to_owned()), "{table} had something of it: {before:?}");
    }
    for _ in 0..2 {
        setting.store.purge_streams(&wendale(), vec![child(1)]).await.unwrap();
    }
    assert_eq!(setting.store.discard_files(&wendale(), child(1).id).await.unwrap(), 1);
    assert_eq!(setting.store.discard_files(&wendale(), child(1).id).await.unwrap(), 0);
    assert!(setting.store.has_key(&wendale(), child(1).id).await.unwrap());
    assert!(setting.store.erase_subject(&wendale(), child(1).id, at(3)).await.unwrap());
    assert!(!setting.store.has_key(&wendale(), child(1).id).await.unwrap());
    let left = setting.tables_with(&gone);
    assert!(left.iter().all(|table| STAYS.contains(&table.as_str())), "{left:?}");
    assert_eq!(bodies(&setting.store, child(1)).await, vec![None]);
    let proven = setting.store.verify(&wendale(), None).await.unwrap().unwrap();
    assert_eq!(proven.entries, 2);
    assert_eq!(setting.tables_with(&stays), before, "the other record is as it was");
    let file = Uuid::from_u128(702);
    let digest = store::Store::digest_of_file(b"a photo");
    let other = setting.store.file(&wendale(), child(2).id, file, &digest).await.unwrap();
    assert_eq!(other, Body::Plain(b"a photo".to_vec()));
}

async fn a_practitioners_account_and_a_phrase_that_opens_more_stay(setting: Setting) {
    let setting = two(setting).await;
    // The reader of the first record also holds a code for the second.
    let mut more = batch(vec![], vec![entry(child(2), "More")]);
    more.codes = vec![NewCode {
        id: Uuid::from_u128(999),
        text: "dadad-dadad-dadad-dadad".to_owned(),
        person: person(71),
        reach: child(2),
        issued_at: at(0),
    }];
    setting.store.append(more).await.unwrap();
    setting.store.save_account(&wendale(), account(72, "ruth.adeyemi")).await.unwrap();
    setting.store.purge_streams(&wendale(), vec![child(1)]).await.unwrap();
    assert!(setting.store.account_of_person(&wendale(), person(71)).await.unwrap().is_some());
    setting.store.purge_streams(&wendale(), vec![child(2)]).await.unwrap();
    assert!(setting.store.account_of_person(&wendale(), person(71)).await.unwrap().is_none());
    assert!(setting.store.account_by_name(&wendale(), "ruth.adeyemi").await.unwrap().is_some());
}
