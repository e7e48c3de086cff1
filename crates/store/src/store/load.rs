//! Reading streams.

use kernel::{Partnership, StreamId};
use uuid::Uuid;

use crate::batch::{Body, Loaded, StoredEntry};
use crate::catalogue as sql;
use crate::cipher::{self, CIPHER, Key};
use crate::error::LoadError;
use crate::ledger::Header;
use crate::session::Value;
use crate::store::projections::of_stream;
use crate::store::{Store, Work};

/// What one entry needs to be opened, as it comes from the database.
struct Raw {
    version: u64,
    header: Vec<u8>,
    payload: Vec<u8>,
}

impl Store {
    /// Loads a whole stream. One that does not exist is empty, at version 0.
    pub async fn load(&self, partnership: &Partnership, stream: StreamId) -> Result<Loaded, LoadError> {
        let partnership = partnership.clone();
        self.read(move |work| work.load(&partnership, stream)).await
    }

    /// Loads the entries of a stream after this version, as many as asked. [`Loaded::version`] is that of the whole stream.
    /// For long streams of which a part is shown, such as who opened a record.
    pub async fn load_after(
        &self,
        partnership: &Partnership,
        stream: StreamId,
        after: u64,
        limit: u32,
    ) -> Result<Loaded, LoadError> {
        let partnership = partnership.clone();
        self.read(move |work| {
            let entries = work.entries(&partnership, stream, after, limit)?;
            Ok(Loaded { version: work.head(&partnership, stream)?.version, entries })
        })
        .await
    }

    /// Loads several streams as they stood at one moment, in the order asked.
    pub async fn load_many(
        &self,
        partnership: &Partnership,
        streams: &[StreamId],
    ) -> Result<Vec<Loaded>, LoadError> {
        let partnership = partnership.clone();
        let streams = streams.to_vec();
        self.read(move |work| streams.iter().map(|stream| work.load(&partnership, *stream)).collect()).await
    }
}

impl Work<'_> {
    fn load(&self, partnership: &Partnership, stream: StreamId) -> Result<Loaded, LoadError> {
        let entries = self.entries(partnership, stream, 0, u32::MAX)?;
        Ok(Loaded { version: entries.len() as u64, entries })
    }

    fn entries(
        &self,
        partnership: &Partnership,
        stream: StreamId,
        after: u64,
        limit: u32,
    ) -> Result<Vec<StoredEntry>, LoadError> {
        let [tenant, kind, id] = of_stream(partnership, &stream);
        let values = [tenant, kind, id, Value::from(after), Value::from(limit)];
        let mut entries = Vec::new();
        let mut held: Option<(Uuid, Option<Key>)> = None;
        let mut refused = None;
        self.session.query(&sql::STREAM_ENTRIES, &values, &mut |row| {
            if refused.is_some() {
                return Ok(());
            }
            let raw = Raw {
                version: row.count(0)?,
                header: row.bytes(1)?.to_vec(),
                payload: row.bytes(2)?.to_vec(),
            };
            let expected = after + entries.len() as u64 + 1;
            match self.entry(partnership, stream, expected, raw, &mut held) {
                Ok(entry) => entries.push(entry),
                Err(failure) => refused = Some(failure),
            }
            Ok(())
        })?;
        match refused {
            Some(failure) => Err(failure),
            None => Ok(entries),
        }
    }

    /// Opens an entry. The cipher vouches for every byte of header and body, so the chain need not be walked here.
    fn entry(
        &self,
        partnership: &Partnership,
        stream: StreamId,
        expected: u64,
        raw: Raw,
        held: &mut Option<(Uuid, Option<Key>)>,
    ) -> Result<StoredEntry, LoadError> {
        let version = raw.version;
        let altered = |why: &str| LoadError::Altered { stream, version, why: why.to_owned() };
        let header = Header::parse(&raw.header).map_err(|refused| altered(&refused.to_string()))?;
        if version != expected {
            return Err(altered("an entry before it is missing"));
        }
        if header.partnership != *partnership || header.stream_id() != stream || header.version != version {
            return Err(altered("the columns do not agree with the header"));
        }
        if header.cipher != CIPHER {
            return Err(altered("it is locked with an unknown cipher"));
        }
        let key = match held {
            Some((identifier, key)) if *identifier == header.key => key,
            _ => {
                let key = self.keys.by_identifier(partnership, header.key)?;
                &mut held.insert((header.key, key)).1
            }
        };
        let body = match key {
            None => Body::Erased,
            Some(key) => {
                let mut payload = raw.payload;
                cipher::open(key, header.nonce.0, &raw.header, &mut payload)
                    .map_err(|_| altered("the body does not open"))?;
                Body::Plain(payload)
            }
        };
        Ok(StoredEntry {
            version,
            entry: header.entry,
            kind: header.kind,
            body_format: header.body_format,
            body,
            actor: header.actor,
            capacity: header.capacity,
            rules: header.rules,
            recorded_at: header.recorded_at.instant(),
        })
    }
}
