//! Urgent access: a practitioner with a safeguarding capacity opens any record at once by giving a reason, and a
//! manager looks at it the next working day. Each opening that nobody has looked at stands in a list of its own.

use access::{Action, Actor, Decision, FieldKind, RecordKind, Resource};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use kernel::{Capacity, EntryId, Moment, PersonId, StreamId, StreamKind, london_date};
use records::reads::{ReadEvent, Reads, RecordRead, UrgentReviewed};
use records::{Author, Listing, Recorded, Stream};
use store::{AppendError, Batch, Page, SummaryFilter};
use uuid::Uuid;

use crate::application::Application;
use crate::failure::Failure;
use crate::kept::{fold_reads, reads_of};
use crate::lists::{line_shown, name_in};
use crate::open::read_entry;
use crate::rows::project;

/// How long an urgent opening lasts, in hours: one working shift. After it a new reason is asked for.
pub const URGENT_HOURS: i64 = 12;
/// The longest reason or finding that is taken, in characters: several paragraphs; the record itself holds the rest.
pub const URGENT_REASON_CHARACTERS_MAX: usize = 5_000;
/// How often an entry is written again when somebody else's reading came in between.
const ATTEMPTS_MAX: u32 = 5;

const UNREVIEWED: &str = "urgent-unreviewed";
const REVIEWED: &str = "urgent-reviewed";

/// An urgent opening that a manager has not looked at.
#[derive(Debug, Clone)]
pub struct UrgentOpening {
    /// The record that was opened.
    pub record: StreamId,
    /// The reading that it is.
    pub read: EntryId,
    /// Whose record it is, as lists name them.
    pub title: String,
    /// Who opened it.
    pub by: PersonId,
    /// In which capacity.
    pub capacity: Capacity,
    /// Why, in their words.
    pub reason: String,
    /// When.
    pub at: Timestamp,
    /// The next working day; absent when the bank holidays of that time are not known.
    pub due: Option<Date>,
}

/// The row of a record's readings: there is one while an urgent opening is among them.
pub(crate) fn list_reads(reads: &Reads) -> Listing {
    let Some((_, last)) = reads.reads.iter().rev().find(|(_, read)| read.fact.urgent) else {
        return Listing::default();
    };
    let oldest = reads.unreviewed().map(|(_, read)| read.at).min();
    Listing {
        stage: if oldest.is_some() { UNREVIEWED } else { REVIEWED },
        sort_at: oldest.unwrap_or(last.at),
        ..Listing::default()
    }
}

impl Application {
    fn urgent_decision(&self, actor: &Actor, kind: StreamKind) -> Decision {
        let record = match kind {
            StreamKind::Child => RecordKind::ChildRecord,
            StreamKind::Request => RecordKind::Request,
            _ => return Decision::NOT_ALLOWED,
        };
        self.policy().decide(actor, Action::OpenUrgently, &Resource::new(record, self.partnership().clone()))
    }

    fn review_decision(&self, actor: &Actor, action: Action) -> Decision {
        let resource =
            Resource::new(RecordKind::ReadLog, self.partnership().clone()).field(FieldKind::Safeguarding);
        self.policy().decide(actor, action, &resource)
    }

    /// Whether the actor may open records urgently at all.
    pub fn may_open_urgently(&self, actor: &Actor) -> bool {
        self.urgent_decision(actor, StreamKind::Child).allowed
    }

    /// Whether the actor may look at other people's urgent openings.
    pub fn may_review_urgent(&self, actor: &Actor) -> bool {
        self.review_decision(actor, Action::ReviewUrgent).allowed
    }

    /// Whose record an actor is about to open urgently: a name and nothing else, as a search tells it too.
    pub async fn known_as(&self, actor: &Actor, record: StreamId) -> Result<String, Failure> {
        if !self.urgent_decision(actor, record.kind).allowed {
            return Err(Failure::NotThere);
        }
        let found = self.store().summary(self.partnership(), record).await?;
        found.and_then(line_shown).map(name_in).ok_or(Failure::NotThere)
    }

    /// What a child is called who is about to be linked to a place, by whichever record there is: a name and nothing else.
    pub async fn known_for_place(&self, actor: &Actor, child: Uuid) -> Result<String, Failure> {
        if !self.may_here(actor, Action::Write, RecordKind::Place) {
            return Err(Failure::NotThere);
        }
        for kind in [StreamKind::Child, StreamKind::LookedAfter, StreamKind::Help] {
            let found = self.store().summary(self.partnership(), StreamId::new(kind, child)).await?;
            if let Some(line) = found.and_then(line_shown) {
                return Ok(name_in(line));
            }
        }
        Err(Failure::NotThere)
    }

    /// Opens a child's record, or a request, at once. The reason is logged before anything is shown.
    pub async fn open_urgently(
        &self,
        actor: &Actor,
        record: StreamId,
        reason: &str,
        once: Option<Uuid>,
    ) -> Result<(), Failure> {
        let decision = self.urgent_decision(actor, record.kind);
        let (Some(reader), Some(capacity), true) =
            (actor.person(), decision.capacity.clone(), decision.allowed)
        else {
            return Err(Failure::NotThere);
        };
        let known = self.store().summary(self.partnership(), record).await?;
        if known.is_none() || reason.trim().is_empty() {
            return Err(Failure::NotThere);
        }
        let author = Author::new(reader, capacity.clone());
        let read = RecordRead {
            reader,
            capacity,
            page: "urgent".to_owned(),
            reason: reason.trim().to_owned(),
            urgent: true,
            kept_from_family: true,
        };
        self.append_to_urgent(record, ReadEvent::Read(read), &author, once, |_| true).await
    }

    /// Whether the actor has this record open urgently now.
    pub(crate) async fn has_open_urgently(&self, actor: &Actor, stream: StreamId) -> Result<bool, Failure> {
        let Some(person) = actor.person() else { return Ok(false) };
        if !self.urgent_decision(actor, stream.kind).allowed {
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

    /// The urgent openings that nobody has looked at, the oldest first.
    pub async fn urgent_openings(&self, actor: &Actor) -> Result<Vec<UrgentOpening>, Failure> {
        if !self.review_decision(actor, Action::List).allowed {
            return Err(Failure::NotThere);
        }
        let filter = SummaryFilter { state: Some(UNREVIEWED.to_owned()), owner: None };
        let mut openings = Vec::new();
        for kind in [StreamKind::Child, StreamKind::Request] {
            let reads = reads_of(StreamId::new(kind, Uuid::nil())).kind;
            let found = self.store().summaries(self.partnership(), reads, &filter, Page::whole()).await?;
            for row in found.rows {
                openings.extend(self.openings_of(StreamId::new(kind, row.stream.id)).await?);
            }
        }
        openings.sort_by_key(|opening| opening.at);
        Ok(openings)
    }

    async fn openings_of(&self, record: StreamId) -> Result<Vec<UrgentOpening>, Failure> {
        let reads = reads_of(record);
        let loaded = self.store().load(self.partnership(), reads).await?;
        let folded = match fold_reads(reads, &loaded) {
            // Nothing can be shown of a record whose key was destroyed.
            Err(Failure::Erased) => return Ok(Vec::new()),
            folded => folded?,
        };
        let line = self.store().summary(self.partnership(), record).await?.and_then(line_shown);
        let title = line.map(name_in).unwrap_or_default();
        let calendar = self.rules().guidance().calendar();
        let openings = folded.unreviewed().map(|(read, noted)| UrgentOpening {
            record,
            read: *read,
            title: title.clone(),
            by: noted.fact.reader,
            capacity: noted.fact.capacity.clone(),
            reason: noted.fact.reason.clone(),
            at: noted.at,
            due: calendar.next_working_day(london_date(noted.at)).ok(),
        });
        Ok(openings.collect())
    }

    /// A manager looks at somebody else's urgent opening.
    pub async fn review_urgent(
        &self,
        actor: &Actor,
        record: StreamId,
        read: EntryId,
        finding: &str,
        once: Option<Uuid>,
    ) -> Result<(), Failure> {
        let decision = self.review_decision(actor, Action::ReviewUrgent);
        let (Some(reviewer), Some(capacity), true) = (actor.person(), decision.capacity, decision.allowed)
        else {
            return Err(Failure::NotThere);
        };
        if finding.trim().is_empty() {
            return Err(Failure::NotThere);
        }
        let event = ReadEvent::UrgentReviewed(UrgentReviewed {
            read,
            finding: finding.trim().to_owned(),
            kept_from_family: true,
        });
        let author = Author::new(reviewer, capacity);
        self.append_to_urgent(record, event, &author, once, |reads| {
            reads.unreviewed().any(|(entry, waiting)| *entry == read && waiting.fact.reader != reviewer)
        })
        .await
    }

    /// Appends to a record's readings together with the row that follows from them.
    async fn append_to_urgent(
        &self,
        record: StreamId,
        event: ReadEvent,
        author: &Author,
        once: Option<Uuid>,
        still: impl Fn(&Reads) -> bool,
    ) -> Result<(), Failure> {
        let stream = reads_of(record);
        let digest = self.digest();
        for attempt in 1..=ATTEMPTS_MAX {
            let now = self.now();
            let loaded = self.store().load(self.partnership(), stream).await?;
            let mut reads = fold_reads(stream, &loaded)?;
            if !still(&reads) {
                return Err(Failure::NotThere);
            }
            let entry = EntryId(self.new_identifier());
            let mut batch = Batch::new(self.partnership().clone(), now);
            batch.entries.push(read_entry(record, entry, event.clone(), author, now)?);
            batch.once = once;
            // Danger does not wait for a quiet moment: after an opening the row says "unreviewed" whatever came in
            // between, so the last attempt goes to the end of the stream wherever that is.
            if attempt < ATTEMPTS_MAX || matches!(event, ReadEvent::UrgentReviewed(_)) {
                batch.expected.push((stream, loaded.version));
            }
            reads.apply(&Recorded {
                entry,
                version: loaded.version + 1,
                recorded_at: now,
                author: author.clone(),
                happened: Moment::At(now),
                event: event.clone(),
            });
            batch.projections.push(project(
                stream,
                record.id,
                &list_reads(&reads),
                &measures::Facts::default(),
                digest,
            ));
            match self.store().append(batch).await {
                Err(AppendError::Conflict { .. }) => {}
                Err(error) => return Err(error.into()),
                Ok(_) => return Ok(()),
            }
        }
        Err(Failure::Busy)
    }
}
