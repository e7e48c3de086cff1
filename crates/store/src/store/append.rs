//! Writing: one batch, all of it or nothing.

use std::collections::{HashMap, HashSet};

use kernel::{Partnership, StreamId};
use uuid::Uuid;

use crate::batch::{Appended, Batch, NewCode, NewEntry, NewOutboxItem};
use crate::catalogue as sql;
use crate::cipher::{self, CIPHER};
use crate::error::{AppendError, StoreError};
use crate::keys::Secret;
use crate::ledger::{FORMAT, Header, Hex, NO_PREVIOUS, Recorded, entry_hash};
use crate::limits::{BATCH_ENTRIES_MAX, BODY_LENGTH_MAX, NAME_LENGTH_MAX};
use crate::session::{self, Statement, Value};
use crate::store::outbox::outbox_place;
use crate::store::projections::of_stream;
use crate::store::{Store, Work, codes, projections};

/// The end of a stream.
#[derive(Debug, Clone, Copy)]
pub(super) struct Head {
    pub version: u64,
    hash: Hex<32>,
}

impl Store {
    /// Writes a batch. Once this answers, the batch survives a crash and a power cut.
    pub async fn append(&self, batch: Batch) -> Result<Appended, AppendError> {
        check(&batch)?;
        let subjects = subjects(&batch);
        self.write(subjects, move |work| work.append(&batch)).await
    }
}

/// Refuses what no engine should see.
fn check(batch: &Batch) -> Result<(), AppendError> {
    let too_long = |what, limit| Err(AppendError::Store(StoreError::TooLong { what, limit }));
    if batch.entries.len() > BATCH_ENTRIES_MAX {
        return too_long("a batch", BATCH_ENTRIES_MAX);
    }
    for entry in &batch.entries {
        if entry.kind.len() > NAME_LENGTH_MAX {
            return too_long("the kind of an entry", NAME_LENGTH_MAX);
        }
        if entry.body.len() > BODY_LENGTH_MAX {
            return too_long("the body of an entry", BODY_LENGTH_MAX);
        }
        let rules = entry.rules.iter().flat_map(|rules| [&rules.digest, &rules.edition, &rules.protocol]);
        if rules.into_iter().any(|text| text.len() > NAME_LENGTH_MAX) {
            return too_long("the name of an edition, a protocol or a digest", NAME_LENGTH_MAX);
        }
    }
    if batch.outbox.iter().any(|item| item.body.len() > BODY_LENGTH_MAX) {
        return too_long("the body of an outbox item", BODY_LENGTH_MAX);
    }
    projections::check(&batch.projections)?;
    let named: HashSet<_> = batch.expected.iter().map(|(stream, _)| stream).collect();
    if named.len() != batch.expected.len() {
        return Err(AppendError::Malformed("a stream is expected at two versions"));
    }
    let nothing = batch.entries.is_empty()
        && batch.projections.is_empty()
        && batch.outbox.is_empty()
        && batch.codes.is_empty()
        && batch.revoke_codes.is_empty()
        && batch.discard_drafts.is_empty();
    if nothing { Err(AppendError::Malformed("it holds nothing")) } else { Ok(()) }
}

/// The subjects whose keys the batch needs, each once.
fn subjects(batch: &Batch) -> Vec<(Partnership, Uuid)> {
    let entries = batch.entries.iter().map(|entry| entry.subject);
    let projections = batch.projections.iter().map(|projection| projection.subject);
    let outbox = batch.outbox.iter().map(|item| item.subject);
    let mut subjects: Vec<Uuid> = entries.chain(projections).chain(outbox).collect();
    subjects.sort_unstable();
    subjects.dedup();
    subjects.into_iter().map(|subject| (batch.partnership.clone(), subject)).collect()
}

impl Work<'_> {
    fn append(&self, batch: &Batch) -> Result<Appended, AppendError> {
        let partnership = &batch.partnership;
        let tenant = Value::from(partnership.as_str());
        if let Some(token) = &batch.once {
            let values = [tenant, Value::from(token), Value::from(batch.now)];
            if self.session.execute(&sql::INSERT_ONCE, &values)? == 0 {
                return Err(AppendError::AlreadyDone);
            }
        }
        let growing: HashSet<StreamId> = batch.entries.iter().map(|entry| entry.stream).collect();
        let mut expectations: Vec<_> = batch.expected.iter().collect();
        // Everybody holds streams in the same order, so that two never wait for each other.
        expectations.sort();
        let mut heads = HashMap::with_capacity(expectations.len());
        for (stream, expected) in expectations {
            let head = if growing.contains(stream) {
                self.held_head(partnership, *stream)?
            } else {
                self.shared_head(partnership, *stream)?
            };
            if head.version != *expected {
                let (stream, expected, actual) = (*stream, *expected, head.version);
                return Err(AppendError::Conflict { stream, expected, actual });
            }
            heads.insert(*stream, head);
        }
        let versions = self.append_entries(partnership, &batch.entries, &mut heads)?;
        for projection in &batch.projections {
            self.replace_projection(partnership, projection)?;
        }
        for item in &batch.outbox {
            self.put_in_outbox(partnership, item)?;
        }
        if !batch.codes.is_empty() {
            self.hand_out(partnership, &batch.codes)?;
        }
        for code in &batch.revoke_codes {
            self.session.put(&sql::REVOKE_CODE, &[Value::from(batch.now), tenant, Value::from(code)])?;
        }
        for draft in &batch.discard_drafts {
            self.session.put(&sql::DELETE_DRAFT, &[tenant, Value::from(draft)])?;
        }
        Ok(Appended { versions })
    }

    pub(super) fn head(&self, partnership: &Partnership, stream: StreamId) -> Result<Head, StoreError> {
        self.head_by(&sql::STREAM_HEAD, partnership, stream)
    }

    /// The end of a stream to which entries are added: whoever else writes to it waits, or is refused by the unique key.
    pub(super) fn held_head(&self, partnership: &Partnership, stream: StreamId) -> Result<Head, StoreError> {
        self.head_by(&sql::HELD_HEAD, partnership, stream)
    }

    /// The end of a stream that must stay where it is until the batch is written. One that does not exist cannot be held;
    /// nothing is decided by a stream that nobody knows yet.
    pub(super) fn shared_head(
        &self,
        partnership: &Partnership,
        stream: StreamId,
    ) -> Result<Head, StoreError> {
        if self.session.is_shared() {
            session::row(self.session, &sql::SHARED_HEAD, &of_stream(partnership, &stream), |_| Ok(()))?;
        }
        self.head(partnership, stream)
    }

    fn head_by(
        &self,
        statement: &'static Statement,
        partnership: &Partnership,
        stream: StreamId,
    ) -> Result<Head, StoreError> {
        let head = session::row(self.session, statement, &of_stream(partnership, &stream), |row| {
            Ok(Head { version: row.count(0)?, hash: Hex(row.array(1)?) })
        })?;
        Ok(head.unwrap_or(Head { version: 0, hash: NO_PREVIOUS }))
    }

    fn append_entries(
        &self,
        partnership: &Partnership,
        entries: &[NewEntry],
        heads: &mut HashMap<StreamId, Head>,
    ) -> Result<Vec<(StreamId, u64)>, AppendError> {
        let mut order = Vec::new();
        let mut appended = HashSet::new();
        let mut batch = [0; 16];
        self.keys.randomness().fill(&mut batch);
        let batch = uuid::Builder::from_random_bytes(batch).into_uuid();
        let mut latest: Option<(Uuid, (Uuid, cipher::Key))> = None;
        for entry in entries {
            let stream = entry.stream;
            if appended.insert(stream) {
                order.push(stream);
            }
            let head = match heads.get(&stream) {
                Some(head) => *head,
                None => self.held_head(partnership, stream)?,
            };
            let key = match &latest {
                Some((subject, key)) if *subject == entry.subject => key,
                _ => {
                    let key = self.keys.of_subject(partnership, entry.subject)?;
                    &latest.insert((entry.subject, key)).1
                }
            };
            heads.insert(stream, self.append_entry(partnership, batch, entry, head, key)?);
        }
        Ok(order
            .into_iter()
            .map(|stream| (stream, heads.get(&stream).map_or(0, |head| head.version)))
            .collect())
    }

    fn append_entry(
        &self,
        partnership: &Partnership,
        batch: Uuid,
        entry: &NewEntry,
        head: Head,
        (key_id, key): &(Uuid, cipher::Key),
    ) -> Result<Head, StoreError> {
        let stream = entry.stream;
        let version = head.version + 1;
        let nonce = cipher::new_nonce(self.keys.randomness());
        let header = Header {
            actor: entry.actor,
            batch,
            body_format: entry.body_format,
            capacity: entry.capacity.clone(),
            cipher: CIPHER.to_owned(),
            entry: entry.entry,
            format: FORMAT,
            key: *key_id,
            kind: entry.kind.clone(),
            nonce: Hex(nonce),
            partnership: partnership.clone(),
            previous: head.hash,
            recorded_at: Recorded::new(entry.recorded_at),
            rules: entry.rules.clone(),
            stream: stream.id,
            stream_kind: stream.kind,
            version,
        };
        let header = header.to_bytes().map_err(|source| StoreError::engine("header of an entry", source))?;
        let mut payload = entry.body.clone();
        cipher::lock(key, nonce, &header, &mut payload)
            .map_err(|_| StoreError::TooLong { what: "the body of an entry", limit: BODY_LENGTH_MAX })?;
        let hash = entry_hash(&header, &payload);
        let key = [
            Value::from(partnership.as_str()),
            Value::from(stream.kind.as_str()),
            Value::from(&stream.id),
            Value::from(version),
        ];
        let [tenant, kind, id, place] = key;
        let hashed = Value::Bytes(&hash);
        let values = [tenant, kind, id, place, Value::from(&header), Value::from(&payload), hashed];
        self.session.put(&sql::INSERT_ENTRY, &values)?;
        self.session.put(&sql::INSERT_UNSEQUENCED, &[tenant, kind, id, place, hashed])?;
        Ok(Head { version, hash: Hex(hash) })
    }

    fn put_in_outbox(&self, partnership: &Partnership, item: &NewOutboxItem) -> Result<(), StoreError> {
        let place = outbox_place(partnership, item.id);
        let body = self.keys.seal(partnership, item.subject, &place, &item.body)?;
        let values = [
            Value::from(partnership.as_str()),
            Value::from(&item.id),
            Value::from(item.kind.as_str()),
            Value::from(item.idempotency_key.as_str()),
            Value::from(&body),
            Value::from(item.not_before),
        ];
        self.session.put(&sql::INSERT_OUTBOX, &values)
    }

    fn hand_out(&self, partnership: &Partnership, new: &[NewCode]) -> Result<(), StoreError> {
        let pepper = self.keys.secret(partnership, Secret::Codes)?;
        for code in new {
            let digest = codes::code_digest(&pepper, &code.text);
            let values = [
                Value::from(partnership.as_str()),
                Value::Bytes(&digest),
                Value::from(&code.id),
                Value::from(&code.person.0),
                Value::from(code.reach.kind.as_str()),
                Value::from(&code.reach.id),
                Value::from(code.issued_at),
            ];
            self.session.put(&sql::INSERT_CODE, &values)?;
        }
        Ok(())
    }
}
