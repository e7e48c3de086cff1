//! Opening a record: checked against the table, and in the read log on disk before anything is shown.

use access::{Action, Actor, Decision, FieldKind, RecordKind, Resource};
use jiff::Timestamp;
use kernel::{EntryId, Moment, StreamId};
use records::challenge::Challenge;
use records::child::Child;
use records::concern::Concern;
use records::contact::Contact;
use records::help::Help;
use records::looked_after::LookedAfter;
use records::place::Place;
use records::protection::Protection;
use records::reads::{ReadEvent, RecordRead};
use records::request::Request;
use records::statutory::{Return, Which};
use records::{Author, Decided, Event, Stream, encode};
use store::{Batch, NewEntry};
use uuid::Uuid;

use crate::application::Application;
use crate::cover::add_cover;
use crate::failure::Failure;
use crate::kept::{Kept, fold, reads_of};

/// Why a record is opened, and on which page; both are short names of the message catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadReason {
    /// The page.
    pub page: &'static str,
    /// The reason.
    pub why: &'static str,
}

impl ReadReason {
    /// The ordinary reason: the reader's own work on this record.
    pub const fn work(page: &'static str) -> Self {
        Self { page, why: "work" }
    }
}

/// A record that was opened.
#[derive(Debug, Clone)]
pub struct Opened<S> {
    /// Its state.
    pub state: S,
    /// The version it stands at.
    pub version: u64,
    /// In which capacity it was opened, and why that is allowed.
    pub decision: Decision,
    /// What ties people to it.
    pub facts: access::RecordFacts,
}

impl Application {
    /// Opens a child's record.
    pub async fn open_child(
        &self,
        actor: &Actor,
        child: Uuid,
        reason: ReadReason,
    ) -> Result<Opened<Child>, Failure> {
        self.open(actor, child, RecordKind::ChildRecord, reason).await
    }

    /// Opens a request.
    pub async fn open_request(
        &self,
        actor: &Actor,
        request: Uuid,
        reason: ReadReason,
    ) -> Result<Opened<Request>, Failure> {
        self.open(actor, request, RecordKind::Request, reason).await
    }

    /// Opens a concern.
    pub async fn open_concern(
        &self,
        actor: &Actor,
        concern: Uuid,
        reason: ReadReason,
    ) -> Result<Opened<Concern>, Failure> {
        self.open(actor, concern, RecordKind::Concern, reason).await
    }

    /// Opens a challenge.
    pub async fn open_challenge(
        &self,
        actor: &Actor,
        challenge: Uuid,
        reason: ReadReason,
    ) -> Result<Opened<Challenge>, Failure> {
        self.open(actor, challenge, RecordKind::Challenge, reason).await
    }

    /// Opens the record of a child's protection.
    pub async fn open_protection(
        &self,
        actor: &Actor,
        child: Uuid,
        reason: ReadReason,
    ) -> Result<Opened<Protection>, Failure> {
        self.open(actor, child, RecordKind::Protection, reason).await
    }

    /// Opens a contact.
    pub async fn open_contact(
        &self,
        actor: &Actor,
        contact: Uuid,
        reason: ReadReason,
    ) -> Result<Opened<Contact>, Failure> {
        self.open(actor, contact, RecordKind::Contact, reason).await
    }

    /// What whoever got in touch by a page may follow: that it arrived, and what they were told.
    pub async fn follow_contact(&self, actor: &Actor, contact: Uuid) -> Result<Contact, Failure> {
        self.follow::<Contact>(actor, contact, RecordKind::Contact).await
    }

    /// Opens the record of how a child is helped.
    pub async fn open_help(
        &self,
        actor: &Actor,
        child: Uuid,
        reason: ReadReason,
    ) -> Result<Opened<Help>, Failure> {
        self.open(actor, child, RecordKind::Help, reason).await
    }

    /// Opens the record of a child who lives away from home.
    pub async fn open_looked_after(
        &self,
        actor: &Actor,
        child: Uuid,
        reason: ReadReason,
    ) -> Result<Opened<LookedAfter>, Failure> {
        self.open(actor, child, RecordKind::LookedAfter, reason).await
    }

    /// Opens the record of a place where children may be harmed.
    pub async fn open_place(
        &self,
        actor: &Actor,
        place: Uuid,
        reason: ReadReason,
    ) -> Result<Opened<Place>, Failure> {
        self.open(actor, place, RecordKind::Place, reason).await
    }

    /// Opens a statutory return.
    pub async fn open_return(
        &self,
        actor: &Actor,
        which: Which,
        reason: ReadReason,
    ) -> Result<Opened<Return>, Failure> {
        self.open(actor, which.id(), RecordKind::Return, reason).await
    }

    /// What the raiser of a concern may follow: whether it was seen, by whom and when, and the answer.
    pub async fn follow_concern(&self, actor: &Actor, concern: Uuid) -> Result<Concern, Failure> {
        self.follow::<Concern>(actor, concern, RecordKind::Concern).await
    }

    async fn follow<S: Kept>(&self, actor: &Actor, id: Uuid, kind: RecordKind) -> Result<S, Failure> {
        let stream = StreamId::new(S::KIND, id);
        let loaded = self.store().load(self.partnership(), stream).await?;
        let state = fold::<S>(stream, &loaded)?.state;
        let facts = state.facts(self.partnership(), self.today());
        let resource = Resource::of(actor, kind, FieldKind::Ordinary, &facts);
        let decision = self.policy().decide(actor, Action::FollowConcern, &resource);
        if loaded.version == 0 || !decision.allowed {
            return Err(Failure::NotThere);
        }
        Ok(state)
    }

    async fn open<S: Kept>(
        &self,
        actor: &Actor,
        id: Uuid,
        kind: RecordKind,
        reason: ReadReason,
    ) -> Result<Opened<S>, Failure> {
        let stream = StreamId::new(S::KIND, id);
        let loaded = self.store().load(self.partnership(), stream).await?;
        if loaded.version == 0 {
            return Err(Failure::NotThere);
        }
        let folded = fold::<S>(stream, &loaded)?;
        let mut facts = folded.state.facts(self.partnership(), self.today());
        if self.has_open_urgently(actor, stream).await? {
            facts.opened_urgently_by.extend(actor.person());
        }
        add_cover(&mut facts, actor, &self.covers_for(actor).await?);
        let resource = Resource::of(actor, kind, FieldKind::Ordinary, &facts);
        let decision = self.policy().decide(actor, Action::See, &resource);
        if !decision.allowed {
            return Err(Failure::NotThere);
        }
        self.log_read(actor, stream, &decision, reason).await?;
        Ok(Opened { state: folded.state, version: folded.version, decision, facts })
    }

    /// Whether the actor may do this to something that is the partnership's and no record's.
    pub fn may_here(&self, actor: &Actor, action: Action, kind: RecordKind) -> bool {
        let resource = Resource::new(kind, self.partnership().clone());
        self.policy().decide(actor, action, &resource).allowed
    }

    /// Whether the actor may do this to a part of a record that was opened.
    pub fn may<S>(
        &self,
        actor: &Actor,
        opened: &Opened<S>,
        action: Action,
        kind: RecordKind,
        field: FieldKind,
    ) -> bool {
        let resource = Resource::of(actor, kind, field, &opened.facts);
        self.policy().decide(actor, action, &resource).allowed
    }

    async fn log_read(
        &self,
        actor: &Actor,
        stream: StreamId,
        decision: &Decision,
        reason: ReadReason,
    ) -> Result<(), Failure> {
        let (Some(reader), Some(capacity)) = (actor.person(), decision.capacity.clone()) else {
            return Ok(());
        };
        let read = RecordRead {
            reader,
            capacity,
            page: reason.page.to_owned(),
            reason: reason.why.to_owned(),
            urgent: false,
            kept_from_family: decision.held_from_family,
        };
        self.append_read(stream, read, self.now()).await?;
        Ok(())
    }

    pub(crate) async fn append_read(
        &self,
        stream: StreamId,
        read: RecordRead,
        now: Timestamp,
    ) -> Result<EntryId, Failure> {
        let entry = EntryId(self.new_identifier());
        let author = Author::new(read.reader, read.capacity.clone());
        self.append_read_event(stream, entry, ReadEvent::Read(read), &author, now).await?;
        Ok(entry)
    }

    pub(crate) async fn append_read_event(
        &self,
        stream: StreamId,
        entry: EntryId,
        event: ReadEvent,
        author: &Author,
        now: Timestamp,
    ) -> Result<(), Failure> {
        let mut batch = Batch::new(self.partnership().clone(), now);
        batch.entries.push(read_entry(stream, entry, event, author, now)?);
        self.store().append(batch).await?;
        Ok(())
    }

    /// Who opened a record, for a reader that the table lets see it.
    pub async fn reads<S: Stream>(
        &self,
        actor: &Actor,
        opened: &Opened<S>,
        id: Uuid,
    ) -> Result<records::reads::Reads, Failure> {
        if !self.may(actor, opened, Action::See, RecordKind::ReadLog, FieldKind::Ordinary) {
            return Err(Failure::NotThere);
        }
        let stream = reads_of(StreamId::new(S::KIND, id));
        let loaded = self.store().load(self.partnership(), stream).await?;
        crate::kept::fold_reads(stream, &loaded)
    }
}

/// The entry that a reading of a record, or a look at one, is kept as.
pub(crate) fn read_entry(
    stream: StreamId,
    entry: EntryId,
    event: ReadEvent,
    author: &Author,
    now: Timestamp,
) -> Result<NewEntry, Failure> {
    let kind = event.kind().to_owned();
    let body = encode(&Decided { happened: Moment::At(now), event }).map_err(Failure::Encode)?;
    Ok(NewEntry {
        stream: reads_of(stream),
        entry,
        kind,
        body_format: 1,
        body,
        subject: stream.id,
        actor: author.person,
        capacity: author.capacity.clone(),
        rules: None,
        recorded_at: now,
    })
}
