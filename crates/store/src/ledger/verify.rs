//! The proof that a partnership's record is as it was written.
//!
//! Rows come in one after the other: checkpoints, then leaves, then entries that wait for the log, then entries. Each
//! entry is looked at by itself (hash, header, columns), in its stream (place, the hash before it), and in the log (its
//! leaf). The log is then held against every checkpoint.

use std::sync::Arc;

use kernel::{Partnership, StreamKind};
use serde::{Deserialize, Serialize};
use thiserror::Error;
use uuid::Uuid;

use crate::ledger::checkpoint::{Checkpoint, PublicKey};
use crate::ledger::header::{Header, Hex, NO_PREVIOUS, entry_hash};
use crate::ledger::merkle::Frontier;

/// A row of the entries, column by column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntryRow {
    /// The partnership.
    pub partnership: String,
    /// What the stream is about.
    pub stream_kind: String,
    /// The stream.
    pub stream: Uuid,
    /// The place in the stream, from 1.
    pub version: i64,
    /// The clear header.
    #[serde(with = "super::export::utf8")]
    pub header: Vec<u8>,
    /// The locked body.
    #[serde(with = "super::export::base64")]
    pub payload: Vec<u8>,
    /// The hash over both.
    #[serde(with = "super::export::hex")]
    pub hash: Vec<u8>,
}

/// A row of the log's leaves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeafRow {
    /// The partnership.
    pub partnership: String,
    /// The place in the log, from 0.
    pub position: i64,
    /// What the entry's stream is about.
    pub stream_kind: String,
    /// The entry's stream.
    pub stream: Uuid,
    /// The entry's place in its stream.
    pub version: i64,
    /// The entry's hash.
    #[serde(with = "super::export::hex")]
    pub hash: Vec<u8>,
}

/// An entry that is not in the log yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnsequencedRow {
    /// The partnership.
    pub partnership: String,
    /// What the entry's stream is about.
    pub stream_kind: String,
    /// The entry's stream.
    pub stream: Uuid,
    /// The entry's place in its stream.
    pub version: i64,
    /// The entry's hash.
    #[serde(with = "super::export::hex")]
    pub hash: Vec<u8>,
}

/// A row of the checkpoints.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckpointRow {
    /// The partnership.
    pub partnership: String,
    /// How many entries the log had.
    pub size: i64,
    /// The signed note.
    pub note: String,
}

/// What was proven.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verification {
    /// Entries looked at.
    pub entries: u64,
    /// Streams looked at.
    pub streams: u64,
    /// Entries in the log.
    pub sequenced: u64,
    /// Entries not in the log yet.
    pub unsequenced: u64,
    /// Checkpoints whose signature and tree hash are right.
    pub checkpoints: u64,
}

/// The first thing that is not as it was written.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Fault {
    /// An entry is not as it was written.
    #[error("{stream}, version {version}: {what}")]
    Entry {
        /// The stream, as it is stored.
        stream: String,
        /// The version.
        version: i64,
        /// What is wrong.
        what: String,
    },
    /// The log is not as it was written.
    #[error("the log, position {position}: {what}")]
    Log {
        /// The first position that may be wrong, from 0.
        position: u64,
        /// What is wrong.
        what: String,
    },
    /// A checkpoint is not as it was signed.
    #[error("the checkpoint of size {size}: {what}")]
    Checkpoint {
        /// Its size, as it is stored.
        size: i64,
        /// What is wrong.
        what: String,
    },
    /// The older checkpoint is not part of this record.
    #[error("the older checkpoint: {0}")]
    Older(String),
    /// The file is not a whole export.
    #[error("line {line} of the export: {what}")]
    Export {
        /// The line, from 1.
        line: u64,
        /// What is wrong.
        what: String,
    },
}

/// Where an entry stands; ordered as rows are.
type Place = (&'static str, Uuid, u64);

/// An entry that must be there, by its leaf or because it waits for one.
#[derive(Debug, Clone)]
struct Promise {
    place: Place,
    hash: [u8; 32],
    /// The position in the log.
    position: Option<u64>,
}

#[derive(Debug, Clone)]
struct Last {
    place: Place,
    hash: [u8; 32],
    sequenced: bool,
}

/// Takes rows one after the other and finds the first that is not as it was written.
#[derive(Debug, Clone)]
pub struct Verifier {
    partnership: Partnership,
    key: PublicKey,
    older: Option<Checkpoint>,
    older_met: bool,
    checkpoints: Vec<Checkpoint>,
    checkpoints_met: usize,
    frontier: Frontier,
    /// The first checkpoint that the log does not lead to. Kept back, because an entry may say more.
    log_fault: Option<Fault>,
    promises: Vec<Promise>,
    /// The same, in the order of rows, once entries come.
    sorted: Option<Arc<Vec<Promise>>>,
    next: usize,
    last: Option<Last>,
    found: Verification,
}

fn entry_fault(row: &EntryRow, what: impl Into<String>) -> Fault {
    Fault::Entry {
        stream: format!("{}/{}", row.stream_kind, row.stream),
        version: row.version,
        what: what.into(),
    }
}

fn place_of(kind: &str, stream: Uuid, version: i64) -> Option<Place> {
    let kind: StreamKind = kind.parse().ok()?;
    let version = u64::try_from(version).ok().filter(|version| *version > 0)?;
    Some((kind.as_str(), stream, version))
}

fn described(place: Place) -> (String, i64) {
    (format!("{}/{}", place.0, place.1), i64::try_from(place.2).unwrap_or(i64::MAX))
}

impl Verifier {
    /// Begins. `older` is the text of a checkpoint kept elsewhere, which the log must still lead to.
    pub fn new(partnership: Partnership, key: PublicKey, older: Option<&str>) -> Result<Self, Fault> {
        if !key.is_of(&partnership) {
            return Err(Fault::Older(format!("the public key is not of the log of {partnership}")));
        }
        let older = older
            .map(|text| Checkpoint::parse(text, &key))
            .transpose()
            .map_err(|refused| Fault::Older(refused.to_string()))?;
        Ok(Self {
            partnership,
            key,
            older,
            older_met: false,
            checkpoints: Vec::new(),
            checkpoints_met: 0,
            frontier: Frontier::default(),
            log_fault: None,
            promises: Vec::new(),
            sorted: None,
            next: 0,
            last: None,
            found: Verification::default(),
        })
    }

    /// How many entries have come.
    pub fn entries(&self) -> u64 {
        self.found.entries
    }

    /// The next checkpoint, in the order of their sizes.
    pub fn checkpoint(&mut self, row: &CheckpointRow) -> Result<(), Fault> {
        let fault = |what: String| Fault::Checkpoint { size: row.size, what };
        if row.partnership != self.partnership.as_str() {
            return Err(fault(format!("it stands under the partnership `{}`", row.partnership)));
        }
        let checkpoint =
            Checkpoint::parse(&row.note, &self.key).map_err(|refused| fault(refused.to_string()))?;
        if u64::try_from(row.size) != Ok(checkpoint.size) {
            return Err(fault(format!("its note says {}", checkpoint.size)));
        }
        if self.checkpoints.last().is_some_and(|last| last.size >= checkpoint.size) {
            return Err(fault("it is out of order".to_owned()));
        }
        self.checkpoints.push(checkpoint);
        Ok(())
    }

    /// The next leaf, in the order of their positions.
    pub fn leaf(&mut self, row: &LeafRow) -> Result<(), Fault> {
        let position = self.frontier.size();
        let fault = |what: &str| Fault::Log { position, what: what.to_owned() };
        if row.partnership != self.partnership.as_str() {
            return Err(fault("the leaf stands under another partnership"));
        }
        if u64::try_from(row.position) != Ok(position) {
            return Err(fault("the leaf is missing or out of order"));
        }
        let place = place_of(&row.stream_kind, row.stream, row.version)
            .ok_or_else(|| fault("the leaf names no entry"))?;
        let hash =
            <[u8; 32]>::try_from(&row.hash[..]).map_err(|_| fault("the leaf's hash is not 32 bytes"))?;
        self.promises.push(Promise { place, hash, position: Some(position) });
        self.frontier.push(&hash);
        self.meet_checkpoints();
        Ok(())
    }

    fn meet_checkpoints(&mut self) {
        let size = self.frontier.size();
        if let Some(checkpoint) = self.checkpoints.get(self.checkpoints_met)
            && checkpoint.size == size
        {
            if checkpoint.root == self.frontier.root() {
                self.checkpoints_met += 1;
            } else if self.log_fault.is_none() {
                let sound = self.checkpoints_met.checked_sub(1).and_then(|last| self.checkpoints.get(last));
                self.log_fault = Some(Fault::Log {
                    position: sound.map_or(0, |last| last.size),
                    what: format!("the leaves up to {size} do not lead to the checkpoint of size {size}"),
                });
            }
        }
        if let Some(older) = &self.older
            && older.size == size
        {
            self.older_met = older.root == self.frontier.root();
        }
    }

    /// The next entry that is not in the log yet, in any order.
    pub fn unsequenced(&mut self, row: &UnsequencedRow) -> Result<(), Fault> {
        let (stream, version) = (format!("{}/{}", row.stream_kind, row.stream), row.version);
        let fault = |what: &str| Fault::Entry { stream, version, what: what.to_owned() };
        if row.partnership != self.partnership.as_str() {
            return Err(fault("it waits for the log of another partnership"));
        }
        let Some(place) = place_of(&row.stream_kind, row.stream, row.version) else {
            return Err(fault("what waits for the log names no entry"));
        };
        let Ok(hash) = <[u8; 32]>::try_from(&row.hash[..]) else {
            return Err(fault("what waits for the log has a hash that is not 32 bytes"));
        };
        self.promises.push(Promise { place, hash, position: None });
        Ok(())
    }

    fn sorted(&mut self) -> Arc<Vec<Promise>> {
        let promises = &mut self.promises;
        let sorted = self.sorted.get_or_insert_with(|| {
            let mut promises = std::mem::take(promises);
            promises.sort_by_key(|promise| promise.place);
            Arc::new(promises)
        });
        Arc::clone(sorted)
    }

    /// The next entry, in the order of kind of stream (as text), stream and version.
    pub fn entry(&mut self, row: &EntryRow) -> Result<(), Fault> {
        let promises = self.sorted();
        let hash = entry_hash(&row.header, &row.payload);
        if row.hash != hash {
            return Err(entry_fault(row, "header, body and hash do not agree"));
        }
        let header = Header::parse(&row.header).map_err(|refused| entry_fault(row, refused.to_string()))?;
        let place = (header.stream_kind.as_str(), header.stream, header.version);
        if row.partnership != header.partnership.as_str()
            || place_of(&row.stream_kind, row.stream, row.version) != Some(place)
        {
            return Err(entry_fault(row, "the columns do not agree with the header"));
        }
        if header.partnership != self.partnership {
            return Err(entry_fault(row, "it belongs to another partnership"));
        }
        self.follows(row, &header, place)?;
        let sequenced = self.kept(row, &promises, place, hash)?;
        if header.version == 1 {
            self.found.streams += 1;
        } else if sequenced && self.last.as_ref().is_some_and(|last| !last.sequenced) {
            return Err(entry_fault(row, "it is in the log, and the entry before it is not"));
        }
        self.found.entries += 1;
        if sequenced {
            self.found.sequenced += 1;
        } else {
            self.found.unsequenced += 1;
        }
        self.last = Some(Last { place, hash, sequenced });
        Ok(())
    }

    /// Checks the entry's place in its stream.
    fn follows(&self, row: &EntryRow, header: &Header, place: Place) -> Result<(), Fault> {
        let before = self.last.as_ref().filter(|last| (last.place.0, last.place.1) == (place.0, place.1));
        let (version, previous) = before.map_or((0, NO_PREVIOUS), |last| (last.place.2, Hex(last.hash)));
        if self.last.as_ref().is_some_and(|last| last.place >= place) {
            return Err(entry_fault(row, "it is out of order, or there twice"));
        }
        if header.version != version + 1 {
            return Err(entry_fault(row, format!("the entry after version {version} is missing")));
        }
        if header.previous != previous {
            return Err(entry_fault(row, "it does not follow from the entry before it"));
        }
        Ok(())
    }

    /// Checks the entry against the log; says whether it is in it.
    fn kept(
        &mut self,
        row: &EntryRow,
        promises: &[Promise],
        place: Place,
        hash: [u8; 32],
    ) -> Result<bool, Fault> {
        let Some(promise) = promises.get(self.next) else {
            return Err(entry_fault(row, "the log does not know it"));
        };
        if promise.place < place {
            return Err(missing(promise));
        }
        if promise.place > place {
            return Err(entry_fault(row, "the log does not know it"));
        }
        if promise.hash != hash {
            return Err(entry_fault(row, "the log has another hash for it"));
        }
        self.next += 1;
        Ok(promise.position.is_some())
    }

    /// Ends: nothing may be missing, and the log must lead to every checkpoint.
    pub fn finish(mut self) -> Result<Verification, Fault> {
        let promises = self.sorted();
        if let Some(promise) = promises.get(self.next) {
            return Err(missing(promise));
        }
        if let Some(fault) = self.log_fault {
            return Err(fault);
        }
        let size = self.frontier.size();
        if let Some(unmet) = self.checkpoints.get(self.checkpoints_met) {
            let what = format!("the log ends here, but a checkpoint of size {} was signed", unmet.size);
            return Err(Fault::Log { position: size, what });
        }
        if self.checkpoints.last().map_or(0, |last| last.size) != size {
            let what = "no checkpoint was signed over the last leaves".to_owned();
            let position = self.checkpoints.last().map_or(0, |last| last.size);
            return Err(Fault::Log { position, what });
        }
        if let Some(older) = &self.older
            && !self.older_met
        {
            return Err(Fault::Older(if older.size > size {
                format!("it covers {} entries, and only {size} are left", older.size)
            } else {
                format!("the first {} entries are not those that it covers", older.size)
            }));
        }
        self.found.checkpoints = self.checkpoints.len() as u64;
        Ok(self.found)
    }
}

fn missing(promise: &Promise) -> Fault {
    let (stream, version) = described(promise.place);
    let what = match promise.position {
        Some(position) => format!("it is missing, and stands in the log at position {position}"),
        None => "it is missing, and waits for the log".to_owned(),
    };
    Fault::Entry { stream, version, what }
}

/// Proves a whole record at once.
pub fn verify<'a>(
    partnership: &Partnership,
    key: &PublicKey,
    checkpoints: impl IntoIterator<Item = &'a CheckpointRow>,
    leaves: impl IntoIterator<Item = &'a LeafRow>,
    unsequenced: impl IntoIterator<Item = &'a UnsequencedRow>,
    entries: impl IntoIterator<Item = &'a EntryRow>,
    older: Option<&str>,
) -> Result<Verification, Fault> {
    let mut verifier = Verifier::new(partnership.clone(), key.clone(), older)?;
    checkpoints.into_iter().try_for_each(|row| verifier.checkpoint(row))?;
    leaves.into_iter().try_for_each(|row| verifier.leaf(row))?;
    unsequenced.into_iter().try_for_each(|row| verifier.unsequenced(row))?;
    entries.into_iter().try_for_each(|row| verifier.entry(row))?;
    verifier.finish()
}
