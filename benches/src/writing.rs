//! Commands as the application gives them to the store, and clients that write them.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use anyhow::Result;
use application::Application;
use hdrhistogram::Histogram;
use jiff::Timestamp;
use jiff::civil::date;
use kernel::{Capacity, EntryId, PersonId, StreamId, StreamKind};
use store::{Batch, DutyRow, InvolvementRow, NewEntry, Projection, Rows, RulesInForce, SummaryRow};
use uuid::Uuid;

use crate::instant;

/// Entries of one command.
pub const ENTRIES: usize = 2;
/// Bytes of a body: a short answer with what goes with it.
const BODY: usize = 400;

/// Clients that write, each to a record of its own.
#[derive(Debug)]
pub struct Writing {
    /// Those records.
    pub streams: Vec<StreamId>,
    now: Timestamp,
}

impl Writing {
    /// Makes the records, so that what is measured is not the making of keys.
    ///
    /// # Errors
    ///
    /// If the store refuses.
    pub async fn begin(application: &Application, clients: usize, now: Timestamp) -> Result<Self> {
        let streams: Vec<StreamId> =
            (0..clients as u128).map(|client| StreamId::new(StreamKind::Child, new_here(client))).collect();
        for stream in &streams {
            let entries = vec![entry(*stream, now)];
            let batch = Batch { entries, ..Batch::new(application.partnership().clone(), now) };
            application.store().append(batch).await?;
        }
        Ok(Self { streams, now })
    }

    /// Writes, and gives how long all took and each.
    ///
    /// # Errors
    ///
    /// If the store refuses.
    pub async fn write(&self, application: &Application, count: usize) -> Result<(Duration, Histogram<u64>)> {
        let left = Arc::new(AtomicUsize::new(0));
        let begun = instant();
        let clients: Vec<_> = self
            .streams
            .iter()
            .map(|stream| {
                let (application, stream) = (application.clone(), *stream);
                let (left, now) = (Arc::clone(&left), self.now);
                tokio::spawn(async move {
                    let mut histogram = Histogram::<u64>::new(3)?;
                    let mut version = 1;
                    while left.fetch_add(1, Ordering::Relaxed) < count {
                        let batch = command(&application, stream, version, now);
                        let sent = instant();
                        let done = application.store().append(batch).await?;
                        histogram.record(u64::try_from(sent.elapsed().as_micros())?)?;
                        version = done.versions.first().map_or(version, |(_, version)| *version);
                    }
                    Ok::<_, anyhow::Error>(histogram)
                })
            })
            .collect();
        let mut all = Histogram::<u64>::new(3)?;
        for client in clients {
            all.add(client.await??)?;
        }
        Ok((begun.elapsed(), all))
    }
}

/// An identifier that no earlier run has used in the same database.
#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
fn new_here(number: u128) -> Uuid {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    Uuid::from_u128((since.as_nanos() << 32) + number)
}

/// An event of the size that events have.
#[must_use]
pub fn entry(stream: StreamId, now: Timestamp) -> NewEntry {
    NewEntry {
        stream,
        entry: EntryId(stream.id),
        kind: "entry.written".to_owned(),
        body_format: 1,
        body: vec![b'x'; BODY],
        subject: stream.id,
        actor: Some(PersonId(Uuid::from_u128(9))),
        capacity: Capacity::new("lead-assessor").ok(),
        rules: Some(RulesInForce {
            digest: "0".repeat(64),
            edition: "wt-2026".to_owned(),
            protocol: "wendale@1".to_owned(),
        }),
        recorded_at: now,
    }
}

/// A command as the application gives one to the store: what happened, and what lists show of the record then.
#[must_use]
pub fn command(application: &Application, stream: StreamId, version: u64, now: Timestamp) -> Batch {
    let duty = |name: &str, due: &str| DutyRow {
        duty: name.to_owned(),
        key: "1".to_owned(),
        due: Some(due.to_owned()),
        responsible: Capacity::new("lead-assessor").unwrap_or_else(|_| unreachable!("it is a name")),
        person: None,
        digest: "0".repeat(64),
        body: vec![b'd'; BODY],
        watchers: vec![PersonId(stream.id)],
    };
    let rows = Rows {
        summary: Some(SummaryRow {
            state: "assessing".to_owned(),
            owner: None,
            sort_at: now,
            display: vec![b's'; BODY],
        }),
        duties: vec![duty("K02", "2026-12-01T09:00"), duty("K07", "2026-12-20T09:00")],
        involvements: vec![InvolvementRow {
            person: PersonId(stream.id),
            capacity: Capacity::new("lead-assessor").unwrap_or_else(|_| unreachable!("it is a name")),
            from: date(2026, 1, 5),
            until: None,
        }],
        measured: Some(vec![b'm'; BODY]),
        ..Rows::default()
    };
    Batch {
        expected: vec![(stream, version)],
        entries: vec![entry(stream, now); ENTRIES],
        projections: vec![Projection { stream, subject: stream.id, rows }],
        ..Batch::new(application.partnership().clone(), now)
    }
}
