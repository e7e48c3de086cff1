//! What streams contribute to the measures: kept with the lists, locked with each subject's key, read all at once.

use kernel::{StreamId, StreamKind};
use store::{Batch, Projection, Rows};
use uuid::Uuid;

use crate::setting::{Setting, at, child, wendale};

on_both_engines!(
    what_is_measured_is_read_at_once_and_told_apart_by_a_revision,
    what_a_destroyed_key_locks_is_no_longer_measured,
    it_is_locked_for_its_stream_and_stands_among_the_rows_that_are_rebuilt,
);

fn contributes(number: u128, facts: Option<&str>) -> Projection {
    let measured = facts.map(|facts| facts.as_bytes().to_vec());
    Projection {
        stream: child(number),
        subject: child(number).id,
        rows: Rows { measured, ..Rows::default() },
    }
}

async fn keep(setting: &Setting, projections: Vec<Projection>) {
    setting.store.append(Batch { projections, ..Batch::new(wendale(), at(0)) }).await.unwrap();
}

async fn all(setting: &Setting) -> (u64, Vec<(StreamId, String)>) {
    let read = |revision, rows: Vec<(StreamId, Vec<u8>)>| {
        let text = |(stream, facts)| (stream, String::from_utf8(facts).unwrap());
        (revision, rows.into_iter().map(text).collect())
    };
    setting.store.fold_measured(&wendale(), read).await.unwrap()
}

async fn what_is_measured_is_read_at_once_and_told_apart_by_a_revision(setting: Setting) {
    assert_eq!(all(&setting).await, (0, Vec::new()));
    keep(&setting, vec![contributes(1, Some("one")), contributes(2, Some("two")), contributes(3, None)])
        .await;
    let expected = vec![(child(1), "one".to_owned()), (child(2), "two".to_owned())];
    let (first, rows) = all(&setting).await;
    assert_eq!(rows, expected);
    assert_eq!(setting.store.measured_revision(&wendale()).await.unwrap(), first);
    // The same again changes nothing, so what was worked out stays good.
    keep(&setting, vec![contributes(1, Some("one"))]).await;
    assert_eq!(all(&setting).await, (first, expected));
    keep(&setting, vec![contributes(1, Some("other"))]).await;
    let (second, rows) = all(&setting).await;
    assert!(second > first && rows[0].1 == "other");
    keep(&setting, vec![contributes(1, None)]).await;
    let (third, rows) = all(&setting).await;
    assert!(third > second && rows.len() == 1);
    let eastmoor = kernel::Partnership::new("eastmoor").unwrap();
    assert_eq!(setting.store.measured_revision(&eastmoor).await.unwrap(), 0);
}

async fn what_a_destroyed_key_locks_is_no_longer_measured(setting: Setting) {
    keep(&setting, vec![contributes(1, Some("one")), contributes(2, Some("two"))]).await;
    let (before, _) = all(&setting).await;
    setting.store.erase_subject(&wendale(), child(1).id, at(5)).await.unwrap();
    let (after, rows) = all(&setting).await;
    assert!(after > before, "what was worked out with it is not good any longer");
    assert_eq!(rows, [(child(2), "two".to_owned())]);
}

async fn it_is_locked_for_its_stream_and_stands_among_the_rows_that_are_rebuilt(setting: Setting) {
    keep(&setting, vec![contributes(1, Some("autism"))]).await;
    let lines = setting.store.all_projection_rows(&wendale()).await.unwrap();
    assert!(lines.iter().any(|line| line.starts_with(&format!("measured {}", child(1)))), "{lines:?}");
    assert!(!setting.holds(b"autism"));
    let moved = StreamId::new(StreamKind::Request, Uuid::from_u128(1));
    assert_ne!(moved, child(1));
}
