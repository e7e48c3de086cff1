//! The chronology of a child's protection: what was recorded about the child, in the order in which it happened, from every
//! stream that this reader may see. It is made from events; nothing is typed for it.

use access::{Action, Actor, FieldKind, RecordKind, Resource};
use forms::Answers;
use jiff::Timestamp;
use kernel::{Capacity, EntryId, Moment, PersonId, StreamId, StreamKind};
use records::child::{Child, ChildEvent};
use records::concern::{Concern, ConcernEvent, same_child};
use records::contact::{Contact, ContactEvent, about_child};
use records::help::{Help, HelpEvent};
use records::looked_after::{LookedAfter, LookedAfterEvent};
use records::protection::{Protection, ProtectionEvent};
use records::reads::RecordRead;
use records::{Event, decode};
use serde::Deserialize;
use store::{Body, Loaded};
use uuid::Uuid;

use crate::application::Application;
use crate::failure::Failure;
use crate::kept::{Kept, fold};
use crate::open::Opened;
use crate::search::plain_tokens;

/// What happens to the chronology itself is no part of it.
const CURATED: &str = "chronology.curated";
/// The page on which other records are read for it.
const PAGE: &str = "chronology";
/// The events that say who raised a concern, or who got in touch.
const RAISED: [&str; 2] = ["concern.raised", "contact.received"];
/// What is written about one adult is for that adult and whoever writes it.
const ABOUT_ONE_ADULT: [&str; 2] = ["help.adult_part_written", "help.adult_factor_recorded"];

/// One entry.
#[derive(Debug, Clone)]
pub struct ChronologyEntry {
    /// The stored entry.
    pub entry: EntryId,
    /// The stream that it stands on.
    pub stream: StreamId,
    /// What kind of event it is: `enquiry.begun`.
    pub kind: String,
    /// Who wrote it, where the reader may know.
    pub author: Option<PersonId>,
    /// In which capacity.
    pub capacity: Option<Capacity>,
    /// The agency of whoever wrote it, by its short name; empty where it is not known.
    pub agency: String,
    /// When it happened.
    pub happened: Moment,
    /// When it was written down.
    pub recorded_at: Timestamp,
    /// What was answered in a form, where the step had one.
    pub answers: Option<Answers>,
    /// Whether it stands among the key events.
    pub key: bool,
}

/// The part of a stored event that holds the answers to a form.
#[derive(Deserialize)]
struct Facts {
    #[serde(default)]
    answers: Option<Answers>,
    /// The child of a contact whom it is about.
    #[serde(default)]
    child: Option<Uuid>,
}

/// A stored event, as far as the chronology reads it.
#[derive(Deserialize)]
struct Written {
    event: Inner,
}

#[derive(Deserialize)]
struct Inner {
    facts: Facts,
}

impl Application {
    /// Every entry that this reader may see, oldest first. That other records were read for it is logged, and kept from the
    /// family.
    pub async fn chronology(
        &self,
        actor: &Actor,
        child: Uuid,
        opened: &Opened<Protection>,
    ) -> Result<Vec<ChronologyEntry>, Failure> {
        if !self.may(actor, opened, Action::See, RecordKind::Protection, FieldKind::Ordinary) {
            return Err(Failure::NotThere);
        }
        let mut entries = Vec::new();
        let own = StreamId::new(StreamKind::Protection, child);
        let loaded = self.store().load(self.partnership(), own).await?;
        entries.extend(entries_of::<ProtectionEvent>(own, loaded)?);
        let record = StreamId::new(StreamKind::Child, child);
        if let Some(loaded) = self.read_beside::<Child>(actor, record, RecordKind::ChildRecord, PAGE).await? {
            // What each person of the family said is read in the record, by whoever may read it there.
            let support = entries_of::<ChildEvent>(record, loaded)?.into_iter();
            entries.extend(support.map(ChronologyEntry::without_answers));
        }
        for concern in self.concerns_of_protected(child, opened).await? {
            let read = self.read_beside::<Concern>(actor, concern, RecordKind::Concern, PAGE).await?;
            if let Some(loaded) = read {
                entries.extend(entries_of::<ConcernEvent>(concern, loaded)?);
            }
        }
        self.add_help_and_care(actor, child, &mut entries).await?;
        self.add_contacts(actor, child, &mut entries).await?;
        entries.retain(|entry| entry.kind != CURATED);
        self.complete(actor, &opened.state, &mut entries).await?;
        entries.sort_by_key(|entry| (entry.happened.date(), entry.recorded_at));
        Ok(entries)
    }

    /// How the child was helped, and lived away from home. What is about one adult stands there, and not here.
    async fn add_help_and_care(
        &self,
        actor: &Actor,
        child: Uuid,
        entries: &mut Vec<ChronologyEntry>,
    ) -> Result<(), Failure> {
        let help = StreamId::new(StreamKind::Help, child);
        if let Some(loaded) = self.read_beside::<Help>(actor, help, RecordKind::Help, PAGE).await? {
            let found = entries_of::<HelpEvent>(help, loaded)?.into_iter();
            let found = found.filter(|entry| !ABOUT_ONE_ADULT.contains(&entry.kind.as_str()));
            entries.extend(found.map(ChronologyEntry::without_answers));
        }
        let care = StreamId::new(StreamKind::LookedAfter, child);
        let read = self.read_beside::<LookedAfter>(actor, care, RecordKind::LookedAfter, PAGE).await?;
        if let Some(loaded) = read {
            let found = entries_of::<LookedAfterEvent>(care, loaded)?.into_iter();
            entries.extend(found.map(ChronologyEntry::without_answers));
        }
        Ok(())
    }

    /// Contacts with the front door about this child, and nothing that they say of another.
    async fn add_contacts(
        &self,
        actor: &Actor,
        child: Uuid,
        entries: &mut Vec<ChronologyEntry>,
    ) -> Result<(), Failure> {
        for stream in self.named_after(StreamKind::Contact, &about_child(child)).await? {
            let read = self.read_beside::<Contact>(actor, stream, RecordKind::Contact, PAGE).await?;
            let Some(mut loaded) = read else { continue };
            let contact = fold::<Contact>(stream, &loaded)?.state;
            let other = |known: Uuid| contact.identity(known) != child;
            loaded.entries.retain(|stored| !child_in(&stored.body).is_some_and(other));
            let found = entries_of::<ContactEvent>(stream, loaded)?.into_iter();
            entries.extend(found.map(ChronologyEntry::without_answers));
        }
        Ok(())
    }

    /// The concerns that were raised about this child, or that the protection came of.
    async fn concerns_of_protected(
        &self,
        child: Uuid,
        opened: &Opened<Protection>,
    ) -> Result<Vec<StreamId>, Failure> {
        let discussions = opened.state.discussions.iter();
        let came_of = discussions.filter_map(|discussion| discussion.convened.fact.concern);
        let mut found: Vec<StreamId> = came_of.map(|id| StreamId::new(StreamKind::Concern, id)).collect();
        let tokens = plain_tokens(&same_child(child));
        let hits = self.store().search(self.partnership(), StreamKind::Concern, &tokens).await?;
        found.extend(hits.into_iter().map(|hit| hit.stream));
        found.sort();
        found.dedup();
        Ok(found)
    }

    /// Another record, where the reader may see it.
    pub(crate) async fn read_beside<S: Kept>(
        &self,
        actor: &Actor,
        stream: StreamId,
        kind: RecordKind,
        page: &str,
    ) -> Result<Option<Loaded>, Failure> {
        let loaded = self.store().load(self.partnership(), stream).await?;
        if loaded.version == 0 {
            return Ok(None);
        }
        let facts = fold::<S>(stream, &loaded)?.state.facts(self.partnership(), self.today());
        let resource = Resource::of(actor, kind, FieldKind::Ordinary, &facts);
        let decision = self.policy().decide(actor, Action::See, &resource);
        let (true, Some(reader), Some(capacity)) = (decision.allowed, actor.person(), decision.capacity)
        else {
            return Ok(None);
        };
        let read = RecordRead {
            reader,
            capacity,
            page: page.to_owned(),
            reason: "work".to_owned(),
            urgent: false,
            kept_from_family: true,
        };
        self.append_read(stream, read, self.now()).await?;
        Ok(Some(loaded))
    }

    /// Whose agency it was, what the reader may not know, and what somebody put among the key events.
    async fn complete(
        &self,
        actor: &Actor,
        state: &Protection,
        entries: &mut [ChronologyEntry],
    ) -> Result<(), Failure> {
        let partnership = self.partnership_state().await?;
        let partnership = &partnership.state;
        let facts = access::RecordFacts::new(self.partnership().clone());
        let may_know = |kind| {
            let raiser = Resource::of(actor, kind, FieldKind::RaiserIdentity, &facts);
            self.policy().decide(actor, Action::See, &raiser).allowed
        };
        let may_know_raiser = may_know(RecordKind::Concern) && may_know(RecordKind::Contact);
        for entry in entries {
            if RAISED.contains(&entry.kind.as_str()) && !may_know_raiser {
                // How to reach whoever raised it stands among the answers.
                (entry.author, entry.capacity, entry.answers) = (None, None, None);
            }
            let known = entry.author.and_then(|author| partnership.practitioner(author));
            entry.agency = known.map(|known| known.agency.clone()).unwrap_or_default();
            entry.key = state.is_key_event(entry.entry, &entry.kind);
        }
        Ok(())
    }
}

/// The child of a contact whom a stored event is about, where it is about one.
fn child_in(body: &Body) -> Option<Uuid> {
    let Body::Plain(bytes) = body else { return None };
    serde_json::from_slice::<Written>(bytes).ok()?.event.facts.child
}

impl ChronologyEntry {
    /// The same, without what was written: that is read in its own record.
    fn without_answers(self) -> Self {
        Self { answers: None, ..self }
    }
}

fn entries_of<E: Event>(stream: StreamId, loaded: Loaded) -> Result<Vec<ChronologyEntry>, Failure> {
    let entry = |stored: store::StoredEntry| {
        let Body::Plain(bytes) = &stored.body else { return Err(Failure::Erased) };
        let body = decode::<E>(&stored.kind, bytes).map_err(|source| Failure::Unreadable {
            stream,
            version: stored.version,
            source,
        })?;
        let answers =
            serde_json::from_slice::<Written>(bytes).ok().and_then(|written| written.event.facts.answers);
        Ok(ChronologyEntry {
            entry: stored.entry,
            stream,
            kind: stored.kind,
            author: stored.actor,
            capacity: stored.capacity,
            agency: String::new(),
            happened: body.happened,
            recorded_at: stored.recorded_at,
            answers,
            key: false,
        })
    };
    loaded.entries.into_iter().map(entry).collect()
}
