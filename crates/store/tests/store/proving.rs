//! The record proves itself, and names what was altered.

use store::ledger::{
    CheckpointRow, EntryRow, Fault, LeafRow, PublicKey, UnsequencedRow, Verification, Verifier, verify,
    verify_export,
};
use uuid::Uuid;

use crate::setting::{Engine, Setting, at, batch, bodies, child, entry, wendale};

on_both_engines!(
    a_sound_record_is_proven_from_the_database_and_from_the_file,
    every_byte_of_every_column_of_every_entry_counts,
    every_byte_of_every_leaf_and_checkpoint_counts,
    reordering_deletion_and_insertion_are_caught,
    truncation_is_caught_by_an_older_checkpoint,
    an_altered_row_in_the_file_is_named_and_nothing_more_is_signed_over_a_false_edge,
    erasing_a_subject_leaves_the_record_proven_and_the_words_unreadable,
    checkpoints_are_also_written_outside_and_the_sequencer_goes_on_after_a_restart,
);

/// A record in memory, as rows.
#[derive(Clone)]
struct Record {
    key: PublicKey,
    checkpoints: Vec<CheckpointRow>,
    leaves: Vec<LeafRow>,
    unsequenced: Vec<UnsequencedRow>,
    entries: Vec<EntryRow>,
    /// A checkpoint that was kept elsewhere, over the first half.
    older: String,
}

impl Record {
    fn verify(&self) -> Result<Verification, Fault> {
        self.verify_with(None)
    }

    fn verify_with(&self, older: Option<&str>) -> Result<Verification, Fault> {
        verify(
            &wendale(),
            &self.key,
            &self.checkpoints,
            &self.leaves,
            &self.unsequenced,
            &self.entries,
            older,
        )
    }
}

/// Collects what an export writes.
#[derive(Clone, Default)]
struct Collected(std::sync::Arc<std::sync::Mutex<Vec<u8>>>);

impl std::io::Write for Collected {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

async fn exported(setting: &Setting) -> Vec<u8> {
    let collected = Collected::default();
    setting.store.export(&wendale(), Box::new(collected.clone())).await.unwrap();
    let bytes = collected.0.lock().unwrap();
    bytes.clone()
}

/// Forty entries in eight streams, sequenced in two halves, and two more that wait.
async fn filled(setting: &Setting) -> String {
    filled_with(setting, "Sam said").await
}

async fn filled_with(setting: &Setting, words: &str) -> String {
    let mut older = None;
    for round in 0..5_u8 {
        let said = (1..=8).map(|number| entry(child(number), &format!("{words} {round}")));
        setting.store.append(batch(vec![], said.collect())).await.unwrap();
        if round == 2 || round == 4 {
            let done = setting.store.sequence(&wendale(), at(round.into())).await.unwrap();
            older = older.or(done.checkpoint);
        }
    }
    let waiting = vec![entry(child(8), "later"), entry(child(9), "new")];
    setting.store.append(batch(vec![], waiting)).await.unwrap();
    older.unwrap()
}

async fn record(setting: &Setting) -> Record {
    let older = filled(setting).await;
    let export = exported(setting).await;
    let mut record = Record {
        key: setting.store.public_key(&wendale()),
        checkpoints: vec![],
        leaves: vec![],
        unsequenced: vec![],
        entries: vec![],
        older,
    };
    for line in String::from_utf8(export).unwrap().lines() {
        let mut line: serde_json::Map<String, serde_json::Value> = serde_json::from_str(line).unwrap();
        let (name, row) = std::mem::take(&mut line).into_iter().next().unwrap();
        match name.as_str() {
            "checkpoint" => record.checkpoints.push(serde_json::from_value(row).unwrap()),
            "leaf" => record.leaves.push(serde_json::from_value(row).unwrap()),
            "unsequenced" => record.unsequenced.push(serde_json::from_value(row).unwrap()),
            "entry" => record.entries.push(serde_json::from_value(row).unwrap()),
            _ => {}
        }
    }
    assert_eq!((record.entries.len(), record.leaves.len(), record.unsequenced.len()), (42, 40, 2));
    record
}

async fn a_sound_record_is_proven_from_the_database_and_from_the_file(setting: Setting) {
    let older = filled(&setting).await;
    let proven = setting.store.verify(&wendale(), Some(&older)).await.unwrap().unwrap();
    let expected = Verification { entries: 42, streams: 9, sequenced: 40, unsequenced: 2, checkpoints: 2 };
    assert_eq!(proven, expected);
    let export = exported(&setting).await;
    let key = setting.store.public_key(&wendale());
    assert_eq!(verify_export(&export[..], Some(&key), Some(&older)), Ok(expected.clone()));
    assert_eq!(verify_export(&export[..], None, None), Ok(expected));
    assert!(!export.windows(8).any(|window| window == b"Sam said"), "bodies stay locked");
    let health = setting.store.health().await.unwrap();
    assert_eq!(health.unsequenced, 2);
    // Another public key, or a file cut short anywhere, is refused.
    let other = setting.another().reopened().await;
    let other_key = other.store.public_key(&kernel::Partnership::new("eastmoor").unwrap());
    assert!(verify_export(&export[..], Some(&other_key), None).is_err());
    let ends: Vec<usize> = (0..export.len()).filter(|place| export[*place] == b'\n').collect();
    for end in ends.iter().rev().skip(1) {
        assert!(verify_export(&export[..=*end], None, None).is_err());
        assert!(verify_export(&export[..*end], None, None).is_err());
    }
}

/// Every way to change one byte a little: each of its neighbours by one bit is too many, so one bit of it, turning.
fn altered(bytes: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    (0..bytes.len()).map(move |place| {
        let mut altered = bytes.to_vec();
        altered[place] ^= 1 << (place % 8);
        altered
    })
}

/// The same for text; what is no longer text could not be read, and is caught there.
fn altered_text(text: &str) -> impl Iterator<Item = String> {
    altered(text.as_bytes()).filter_map(|bytes| String::from_utf8(bytes).ok())
}

fn altered_number(number: i64) -> impl Iterator<Item = i64> {
    altered(&number.to_be_bytes())
        .map(|bytes| i64::from_be_bytes(bytes.try_into().unwrap()))
        .collect::<Vec<_>>()
        .into_iter()
}

fn altered_identifier(identifier: Uuid) -> impl Iterator<Item = Uuid> {
    altered(identifier.as_bytes())
        .map(|bytes| Uuid::from_slice(&bytes).unwrap())
        .collect::<Vec<_>>()
        .into_iter()
}

macro_rules! with {
    ($row:expr, $field:ident, $altered:expr) => {
        $altered.map(|value| {
            let mut row = $row.clone();
            row.$field = value;
            row
        })
    };
}

async fn every_byte_of_every_column_of_every_entry_counts(setting: Setting) {
    let record = record(&setting).await;
    record.verify().unwrap();
    let mut verifier = Verifier::new(wendale(), record.key.clone(), None).unwrap();
    record.checkpoints.iter().for_each(|row| verifier.checkpoint(row).unwrap());
    record.leaves.iter().for_each(|row| verifier.leaf(row).unwrap());
    record.unsequenced.iter().for_each(|row| verifier.unsequenced(row).unwrap());
    let mut tried = 0;
    for (place, row) in record.entries.iter().enumerate() {
        let versions = with!(row, partnership, altered_text(&row.partnership))
            .chain(with!(row, stream_kind, altered_text(&row.stream_kind)))
            .chain(with!(row, stream, altered_identifier(row.stream)))
            .chain(with!(row, version, altered_number(row.version)))
            .chain(with!(row, header, altered(&row.header)))
            .chain(with!(row, payload, altered(&row.payload)))
            .chain(with!(row, hash, altered(&row.hash)));
        for altered in versions {
            // The rows before it are sound, so they need not be looked at again.
            let mut verifier = verifier.clone();
            let found = verifier.entry(&altered).and_then(|()| {
                record.entries[place + 1..].iter().try_for_each(|row| verifier.entry(row))?;
                verifier.finish()
            });
            match found {
                Err(Fault::Entry { stream, version, .. }) => {
                    let names = (stream, version);
                    let columns = (format!("{}/{}", altered.stream_kind, altered.stream), altered.version);
                    let row = (format!("{}/{}", row.stream_kind, row.stream), row.version);
                    assert!(names == columns || names == row, "{names:?}");
                }
                other => panic!("{altered:?}: {other:?}"),
            }
            tried += 1;
        }
        verifier.entry(row).unwrap();
    }
    assert!(tried > 25_000, "{tried}");
}

async fn every_byte_of_every_leaf_and_checkpoint_counts(setting: Setting) {
    let record = record(&setting).await;
    for (place, row) in record.leaves.iter().enumerate() {
        let versions = with!(row, partnership, altered_text(&row.partnership))
            .chain(with!(row, position, altered_number(row.position)))
            .chain(with!(row, stream_kind, altered_text(&row.stream_kind)))
            .chain(with!(row, stream, altered_identifier(row.stream)))
            .chain(with!(row, version, altered_number(row.version)))
            .chain(with!(row, hash, altered(&row.hash)));
        for altered in versions {
            let mut leaves = record.leaves.clone();
            leaves[place] = altered.clone();
            let none: [EntryRow; 0] = [];
            let unseen: [UnsequencedRow; 0] = [];
            // Most are caught by the log alone; only what the log lets pass needs the entries.
            let log = verify(&wendale(), &record.key, &record.checkpoints, &leaves, &unseen, &none, None);
            let caught = matches!(log, Err(Fault::Log { .. })) || {
                let record = Record { leaves, ..record.clone() };
                record.verify().is_err()
            };
            assert!(caught, "{altered:?}");
        }
    }
    for (place, row) in record.checkpoints.iter().enumerate() {
        let versions = with!(row, partnership, altered_text(&row.partnership))
            .chain(with!(row, size, altered_number(row.size)))
            .chain(with!(row, note, altered_text(&row.note)));
        for altered in versions {
            let mut record = record.clone();
            record.checkpoints[place] = altered;
            assert!(matches!(record.verify(), Err(Fault::Checkpoint { .. })));
        }
    }
    for (place, row) in record.unsequenced.iter().enumerate() {
        let versions = with!(row, partnership, altered_text(&row.partnership))
            .chain(with!(row, stream_kind, altered_text(&row.stream_kind)))
            .chain(with!(row, stream, altered_identifier(row.stream)))
            .chain(with!(row, version, altered_number(row.version)))
            .chain(with!(row, hash, altered(&row.hash)));
        for altered in versions {
            let mut record = record.clone();
            record.unsequenced[place] = altered;
            assert!(record.verify().is_err());
        }
    }
}

async fn reordering_deletion_and_insertion_are_caught(setting: Setting) {
    let record = record(&setting).await;
    for place in 0..record.entries.len() {
        let mut without = record.clone();
        without.entries.remove(place);
        assert!(matches!(without.verify(), Err(Fault::Entry { .. })), "entry {place} deleted");
        let mut twice = record.clone();
        twice.entries.insert(place, record.entries[place].clone());
        assert!(matches!(twice.verify(), Err(Fault::Entry { .. })), "entry {place} inserted again");
        if place > 0 {
            let mut swapped = record.clone();
            swapped.entries.swap(place - 1, place);
            assert!(matches!(swapped.verify(), Err(Fault::Entry { .. })), "entry {place} reordered");
            // The same, with the key columns put in order again.
            let (left, right) = (place - 1, place);
            let (one, two) = (record.entries[left].clone(), record.entries[right].clone());
            swapped.entries[left] =
                EntryRow { header: two.header, payload: two.payload, hash: two.hash, ..one.clone() };
            swapped.entries[right] = EntryRow {
                header: one.header,
                payload: one.payload,
                hash: one.hash,
                ..record.entries[right].clone()
            };
            assert!(matches!(swapped.verify(), Err(Fault::Entry { .. })), "contents of {place} exchanged");
        }
    }
    for place in 0..record.leaves.len() {
        let mut without = record.clone();
        without.leaves.remove(place);
        for (position, leaf) in without.leaves.iter_mut().enumerate() {
            leaf.position = i64::try_from(position).unwrap();
        }
        assert!(without.verify().is_err(), "leaf {place} deleted");
        if place > 0 {
            let mut swapped = record.clone();
            swapped.leaves.swap(place - 1, place);
            for (position, leaf) in swapped.leaves.iter_mut().enumerate() {
                leaf.position = i64::try_from(position).unwrap();
            }
            assert!(swapped.verify().is_err(), "leaf {place} reordered");
        }
    }
    for place in 0..record.checkpoints.len() {
        let mut without = record.clone();
        without.checkpoints.remove(place);
        // One in the middle is not needed to prove the rest; the last one is.
        assert_eq!(without.verify().is_err(), place + 1 == record.checkpoints.len());
        assert!(without.verify_with(Some(&record.older)).is_err() || place == 0);
    }
    // An entry of another partnership's record, or one that nobody promised.
    let mut foreign = record.clone();
    foreign.unsequenced.pop();
    assert!(matches!(foreign.verify(), Err(Fault::Entry { .. })));
}

async fn truncation_is_caught_by_an_older_checkpoint(setting: Setting) {
    let record = record(&setting).await;
    let latest = record.checkpoints[1].note.clone();
    assert!(record.verify_with(Some(&record.older)).is_ok());
    // Everything after the first checkpoint is cut away, cleanly: alone, the rest is a sound record.
    let mut cut = record.clone();
    cut.checkpoints.truncate(1);
    cut.leaves.truncate(24);
    cut.unsequenced.clear();
    cut.entries.retain(|row| row.version <= 3 && row.stream != child(9).id);
    assert_eq!(cut.verify().unwrap().entries, 24);
    assert!(cut.verify_with(Some(&record.older)).is_ok());
    assert!(matches!(cut.verify_with(Some(&latest)), Err(Fault::Older(_))));
    // An older checkpoint with a forged size or root is refused for its signature.
    assert!(matches!(record.verify_with(Some(&latest.replacen("40", "41", 1))), Err(Fault::Older(_))));
    // A record made anew, with the same keys but other words, is not the one that the checkpoint covers.
    let again = setting.another();
    filled_with(&again, "Ash said").await;
    let found = again.store.verify(&wendale(), Some(&latest)).await.unwrap();
    assert!(found.is_err());
}

async fn an_altered_row_in_the_file_is_named_and_nothing_more_is_signed_over_a_false_edge(setting: Setting) {
    filled(&setting).await;
    let stream = child(3).id.simple().to_string();
    let changed = setting.alter(
        &format!("UPDATE entries SET payload = zeroblob(length(payload)) WHERE stream = x'{stream}' AND version = 2"),
        &format!("UPDATE entries SET payload = set_byte(payload, 0, get_byte(payload, 0) # 1) \
            WHERE stream = '\\x{stream}' AND version = 2"),
    );
    assert_eq!(changed, 1);
    match setting.store.verify(&wendale(), None).await.unwrap() {
        Err(Fault::Entry { stream, version, .. }) => {
            assert_eq!((stream, version), (child(3).to_string(), 2));
        }
        other => panic!("{other:?}"),
    }
    let refused = setting.store.load(&wendale(), child(3)).await.unwrap_err();
    assert!(matches!(refused, store::LoadError::Altered { version: 2, .. }), "{refused}");
    // What waits for the log is looked at before it is signed.
    let stream = child(9).id.simple().to_string();
    setting.alter(
        &format!("UPDATE entries SET header = x'7B7D' WHERE stream = x'{stream}'"),
        &format!("UPDATE entries SET header = '\\x7b7d' WHERE stream = '\\x{stream}'"),
    );
    match setting.store.sequence(&wendale(), at(9)).await {
        Err(store::SequenceError::EntryAltered { stream, version }) => {
            assert_eq!((stream, version), (child(9), 1));
        }
        other => panic!("{other:?}"),
    }
    setting.alter(
        "UPDATE log_frontiers SET peaks = zeroblob(length(peaks))",
        "UPDATE log_frontiers SET peaks = set_byte(peaks, 0, get_byte(peaks, 0) # 1)",
    );
    let refused = setting.store.sequence(&wendale(), at(9)).await.unwrap_err();
    assert!(matches!(refused, store::SequenceError::Altered { .. }), "{refused}");
    assert!(refused.to_string().contains("alongside verify"));
}

async fn erasing_a_subject_leaves_the_record_proven_and_the_words_unreadable(setting: Setting) {
    let older = filled(&setting).await;
    let subject = child(4).id.simple().to_string();
    let subject = match setting.engine {
        Engine::Sqlite => format!("x'{subject}'"),
        Engine::Postgres | Engine::Memory => format!("'\\x{subject}'"),
    };
    let key = setting
        .ask_keys(&format!("SELECT encode(secret, 'hex') FROM subject_keys WHERE subject = {subject}"));
    let key = data_encoding::HEXLOWER.decode(key.as_bytes()).unwrap();
    assert_eq!(key.len(), 32);
    assert!(setting.holds(&key));
    assert!(setting.store.erase_subject(&wendale(), child(4).id, at(9)).await.unwrap());
    assert!(!setting.store.erase_subject(&wendale(), child(4).id, at(9)).await.unwrap());
    assert_eq!(bodies(&setting.store, child(4)).await, vec![None; 5]);
    assert!(bodies(&setting.store, child(5)).await.iter().all(Option::is_some));
    assert!(!setting.holds(&key), "the key is still there");
    let refused = setting.store.append(batch(vec![], vec![entry(child(4), "more")])).await.unwrap_err();
    assert!(matches!(refused, store::AppendError::Store(store::StoreError::SubjectErased { .. })));
    let setting = setting.reopened().await;
    assert_eq!(bodies(&setting.store, child(4)).await, vec![None; 5]);
    setting.store.sequence(&wendale(), at(10)).await.unwrap();
    let proven = setting.store.verify(&wendale(), Some(&older)).await.unwrap().unwrap();
    assert_eq!((proven.entries, proven.unsequenced), (42, 0));
}

async fn checkpoints_are_also_written_outside_and_the_sequencer_goes_on_after_a_restart(setting: Setting) {
    let outside = tempfile::TempDir::new().unwrap();
    let mut options = crate::setting::options(5);
    options.checkpoints = Some(outside.path().to_owned());
    let url = setting.url();
    setting.store.close().await;
    let (_folder, store) = (setting.folder, store::Store::open(&url, options.clone()).unwrap());
    assert_eq!(store.sequence(&wendale(), at(0)).await.unwrap().checkpoint, None);
    let entries = (0..700).map(|number| entry(child(number % 7), "x")).collect();
    store.append(batch(vec![], entries)).await.unwrap();
    let first = store.sequence(&wendale(), at(1)).await.unwrap();
    assert_eq!((first.added, first.size), (700, 700));
    let file = outside.path().join("wendale-00000000000000000700.checkpoint");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), first.checkpoint.clone().unwrap());
    store.close().await;
    // The copy outside comes back if it was lost, and the log grows on from where it was.
    std::fs::remove_file(&file).unwrap();
    let store = store::Store::open(&url, options).unwrap();
    assert_eq!(store.sequence(&wendale(), at(2)).await.unwrap().added, 0);
    assert!(file.exists());
    store.append(batch(vec![], vec![entry(child(1), "y")])).await.unwrap();
    let second = store.sequence(&wendale(), at(3)).await.unwrap();
    assert_eq!((second.added, second.size), (1, 701));
    assert_eq!(store.latest_checkpoint(&wendale()).await.unwrap(), second.checkpoint);
    let proven = store.verify(&wendale(), first.checkpoint.as_deref()).await.unwrap().unwrap();
    assert_eq!(proven.sequenced, 701);
}
