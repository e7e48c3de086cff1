//! Folding new entries into the log, a chunk at a time. Each chunk ends with a signed checkpoint, so that the log never
//! stands without one.

use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;
use kernel::{Partnership, StreamId};

use crate::catalogue as sql;
use crate::error::{SequenceError, StoreError};
use crate::ledger::{Checkpoint, Frontier, PublicKey, entry_hash};
use crate::limits::SEQUENCE_CHUNK;
use crate::session::{self, Value};
use crate::store::log::signing;
use crate::store::projections::stream_of;
use crate::store::{Store, Work};

/// What the sequencer did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sequenced {
    /// Entries folded in this time.
    pub added: u64,
    /// Entries in the log.
    pub size: u64,
    /// The latest signed checkpoint; none while the log is empty.
    pub checkpoint: Option<String>,
}

/// An entry that waits for the log.
struct Waiting {
    stream: StreamId,
    version: u64,
    hash: [u8; 32],
    /// Whether the entry itself still has this hash.
    sound: bool,
}

/// The log, as the next chunk finds it.
struct Edge {
    frontier: Frontier,
    checkpoint: Option<String>,
    waiting: Vec<Waiting>,
}

impl Store {
    /// Folds the new entries of a partnership into its log and signs a checkpoint over it. Writers never wait for it:
    /// hashing and signing are done beside them, and each chunk is a short request among theirs.
    pub async fn sequence(
        &self,
        partnership: &Partnership,
        now: Timestamp,
    ) -> Result<Sequenced, SequenceError> {
        let mut added = 0;
        loop {
            let key = self.public_key(partnership);
            let tenant = partnership.clone();
            let mut edge = self.read(move |work| work.edge(&tenant, &key)).await?;
            if edge.waiting.is_empty() {
                let size = edge.frontier.size();
                self.witness(partnership, size, edge.checkpoint.as_deref())?;
                return Ok(Sequenced { added, size, checkpoint: edge.checkpoint });
            }
            let before = edge.frontier.size();
            for entry in &edge.waiting {
                edge.frontier.push(&entry.hash);
            }
            let (frontier, waiting) = (edge.frontier, edge.waiting);
            let note = self.inner.signer.sign(partnership, frontier.size(), &frontier.root(), now);
            let (tenant, count) = (partnership.clone(), waiting.len() as u64);
            let kept = self
                .write(Vec::new(), move |work| work.extend_log(&tenant, before, &frontier, &waiting, &note));
            if kept.await? {
                added += count;
            }
        }
    }

    /// Writes the latest checkpoint outside the database, if a folder was given and it is not there yet.
    fn witness(&self, partnership: &Partnership, size: u64, note: Option<&str>) -> Result<(), SequenceError> {
        let (Some(folder), Some(note)) = (&self.inner.checkpoints, note) else { return Ok(()) };
        let path = folder.join(format!("{partnership}-{size:020}.checkpoint"));
        if Path::exists(&path) {
            return Ok(());
        }
        signing::write_whole(&path, note.as_bytes())
            .map_err(|source| SequenceError::Witness { path, source: Arc::new(source) })
    }
}

impl Work<'_> {
    fn edge(&self, partnership: &Partnership, key: &PublicKey) -> Result<Edge, SequenceError> {
        let tenant = [Value::from(partnership.as_str())];
        let frontier = session::row(self.session, &sql::FRONTIER, &tenant, |row| {
            let size = row.count(0)?;
            Frontier::from_parts(size, row.bytes(1)?)
                .ok_or_else(|| row.wrong(1, "the roots are not as many as the size asks for"))
        })?;
        let frontier = frontier.unwrap_or_default();
        let checkpoint = session::row(self.session, &sql::LATEST_CHECKPOINT, &tenant, |row| {
            row.text(1).map(str::to_owned)
        })?;
        let sound = match &checkpoint {
            None => frontier.size() == 0,
            Some(note) => Checkpoint::parse(note, key)
                .is_ok_and(|last| last.size == frontier.size() && last.root == frontier.root()),
        };
        if !sound {
            return Err(SequenceError::Altered { partnership: partnership.clone() });
        }
        let values = [tenant[0], Value::from(SEQUENCE_CHUNK)];
        let waiting = session::rows(self.session, &sql::UNSEQUENCED, &values, |row| {
            let hash = row.array(3)?;
            let entry = row.optional_bytes(4)?.zip(row.optional_bytes(5)?);
            Ok(Waiting {
                stream: stream_of(row, 0, 1)?,
                version: row.count(2)?,
                hash,
                sound: entry.is_some_and(|(header, payload)| entry_hash(header, payload) == hash),
            })
        })?;
        if let Some(altered) = waiting.iter().find(|entry| !entry.sound) {
            let (stream, version) = (altered.stream, altered.version);
            return Err(SequenceError::EntryAltered { stream, version });
        }
        Ok(Edge { frontier, checkpoint, waiting })
    }

    /// Writes a chunk. `false`: another sequencer was quicker, and nothing was written.
    fn extend_log(
        &self,
        partnership: &Partnership,
        before: u64,
        frontier: &Frontier,
        waiting: &[Waiting],
        note: &str,
    ) -> Result<bool, StoreError> {
        let tenant = Value::from(partnership.as_str());
        let size = session::row(self.session, &sql::FRONTIER, &[tenant], |row| row.count(0))?.unwrap_or(0);
        if size != before {
            return Ok(false);
        }
        for (position, entry) in (before..).zip(waiting) {
            let (kind, stream) = (Value::from(entry.stream.kind.as_str()), Value::from(&entry.stream.id));
            let version = Value::from(entry.version);
            let hash = Value::Bytes(&entry.hash);
            let leaf = [tenant, Value::from(position), kind, stream, version, hash];
            self.session.put(&sql::INSERT_LEAF, &leaf)?;
            self.session.put(&sql::DELETE_UNSEQUENCED, &[tenant, kind, stream, version])?;
        }
        let (size, peaks) = (Value::from(frontier.size()), frontier.peaks());
        self.session.put(&sql::SAVE_FRONTIER, &[tenant, size, Value::from(&peaks)])?;
        self.session.put(&sql::INSERT_CHECKPOINT, &[tenant, size, Value::from(note)])?;
        Ok(true)
    }
}
