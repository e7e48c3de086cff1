//! What happened to a child's record, event by event, with the rules that were in force.

use access::{Action, Actor, FieldKind, RecordKind};
use jiff::Timestamp;
use kernel::{Capacity, Moment, PersonId, StreamId, StreamKind};
use records::child::{Child, ChildEvent};
use records::decode;
use store::{Body, RulesInForce};
use uuid::Uuid;

use crate::application::Application;
use crate::failure::Failure;
use crate::open::Opened;

/// One event of a record: that it happened, not what it said.
#[derive(Debug, Clone)]
pub struct HistoryLine {
    /// Its place, from 1.
    pub version: u64,
    /// What kind of event it is: `entry.written`.
    pub kind: String,
    /// Who wrote it; nobody for what the service does by itself.
    pub author: Option<PersonId>,
    /// In which capacity.
    pub capacity: Option<Capacity>,
    /// When it was written down.
    pub recorded_at: Timestamp,
    /// When it happened.
    pub happened: Moment,
    /// The edition and the protocol in force.
    pub rules: Option<RulesInForce>,
}

impl Application {
    /// Every event of a child's record that was opened, oldest first.
    pub async fn history_of_child(
        &self,
        actor: &Actor,
        opened: &Opened<Child>,
        child: Uuid,
    ) -> Result<Vec<HistoryLine>, Failure> {
        if !self.may(actor, opened, Action::See, RecordKind::ChildRecord, FieldKind::Ordinary) {
            return Err(Failure::NotThere);
        }
        let stream = StreamId::new(StreamKind::Child, child);
        let loaded = self.store().load(self.partnership(), stream).await?;
        let line =
            |stored: store::StoredEntry| {
                let Body::Plain(bytes) = &stored.body else { return Err(Failure::Erased) };
                let body = decode::<ChildEvent>(&stored.kind, bytes)
                    .map_err(|source| Failure::Unreadable { stream, version: stored.version, source })?;
                Ok(HistoryLine {
                    version: stored.version,
                    kind: stored.kind,
                    author: stored.actor,
                    capacity: stored.capacity,
                    recorded_at: stored.recorded_at,
                    happened: body.happened,
                    rules: stored.rules,
                })
            };
        loaded.entries.into_iter().map(line).collect()
    }
}
