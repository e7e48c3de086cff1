//! Urgent access: a practitioner with a safeguarding capacity opens any record at once by giving a reason.

use access::{Action, Actor, FieldKind, RecordKind, Resource};
use jiff::SignedDuration;
use kernel::{EntryId, StreamId, StreamKind};
use records::Author;
use records::reads::{ReadEvent, RecordRead, UrgentReviewed};
use uuid::Uuid;

use crate::application::Application;
use crate::failure::Failure;
use crate::kept::{fold_reads, reads_of};

/// How long an urgent opening lasts, in hours: one working shift. After it a new reason is asked for.
pub const URGENT_HOURS: i64 = 12;

impl Application {
    /// Opens a child's record at once. The reason is logged before anything is shown.
    pub async fn open_urgently(&self, actor: &Actor, child: Uuid, reason: &str) -> Result<(), Failure> {
        let stream = StreamId::new(StreamKind::Child, child);
        let resource = Resource::new(RecordKind::ChildRecord, self.partnership().clone());
        let decision = self.policy().decide(actor, Action::OpenUrgently, &resource);
        let (Some(reader), Some(capacity), true) =
            (actor.person(), decision.capacity.clone(), decision.allowed)
        else {
            return Err(Failure::NotThere);
        };
        let known = self.store().summary(self.partnership(), stream).await?;
        if known.is_none() || reason.trim().is_empty() {
            return Err(Failure::NotThere);
        }
        let read = RecordRead {
            reader,
            capacity,
            page: "urgent".to_owned(),
            reason: reason.trim().to_owned(),
            urgent: true,
            kept_from_family: true,
        };
        self.append_read(stream, read, self.now()).await?;
        Ok(())
    }

    /// Whether the actor may open records urgently at all.
    pub fn may_open_urgently(&self, actor: &Actor) -> bool {
        let resource = Resource::new(RecordKind::ChildRecord, self.partnership().clone());
        self.policy().decide(actor, Action::OpenUrgently, &resource).allowed
    }

    /// Whether the actor has this record open urgently now.
    pub(crate) async fn has_open_urgently(&self, actor: &Actor, stream: StreamId) -> Result<bool, Failure> {
        let Some(person) = actor.person() else { return Ok(false) };
        if stream.kind != StreamKind::Child || !self.may_open_urgently(actor) {
            return Ok(false);
        }
        let reads = reads_of(stream);
        let loaded = self.store().load(self.partnership(), reads).await?;
        let since = self.now() - SignedDuration::from_hours(URGENT_HOURS);
        let folded = fold_reads(reads, &loaded)?;
        Ok(folded
            .reads
            .iter()
            .any(|(_, read)| read.fact.urgent && read.fact.reader == person && read.at >= since))
    }

    /// A manager looks at an urgent access.
    pub async fn review_urgent(
        &self,
        actor: &Actor,
        child: Uuid,
        read: EntryId,
        finding: &str,
    ) -> Result<(), Failure> {
        let resource =
            Resource::new(RecordKind::ReadLog, self.partnership().clone()).field(FieldKind::Safeguarding);
        let decision = self.policy().decide(actor, Action::ReviewUrgent, &resource);
        let (Some(reviewer), Some(capacity), true) = (actor.person(), decision.capacity, decision.allowed)
        else {
            return Err(Failure::NotThere);
        };
        let stream = StreamId::new(StreamKind::Child, child);
        let reads = reads_of(stream);
        let loaded = self.store().load(self.partnership(), reads).await?;
        let folded = fold_reads(reads, &loaded)?;
        let waits =
            folded.unreviewed().any(|(entry, waiting)| *entry == read && waiting.fact.reader != reviewer);
        if !waits || finding.trim().is_empty() {
            return Err(Failure::NotThere);
        }
        let event = ReadEvent::UrgentReviewed(UrgentReviewed {
            read,
            finding: finding.trim().to_owned(),
            kept_from_family: true,
        });
        let author = Author::new(reviewer, capacity);
        self.append_read_event(stream, EntryId(self.new_identifier()), event, &author, self.now()).await
    }
}
