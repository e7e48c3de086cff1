//! A unit of work: streams held in memory, commands decided against them, one batch in the end.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use kernel::{EntryId, Moment, StreamId, london_date};
use records::challenge::Challenge;
use records::child::Child;
use records::concern::Concern;
use records::contact::Contact;
use records::feedback::Feedback;
use records::help::Help;
use records::history::History;
use records::looked_after::LookedAfter;
use records::partnership::Partnership as PartnershipState;
use records::place::Place;
use records::protection::Protection;
use records::reads::{ReadEvent, Reads, RecordRead};
use records::request::Request;
use records::statutory::Return;
use records::{Author, Command, Context, Decided, Event, Recorded, Stream as _, encode};
use store::{Batch, NewEntry};
use uuid::Uuid;

use crate::application::{Application, PARTNERSHIP_STREAM};
use crate::failure::Failure;
use crate::kept::{Folded, Kept, reads_of};
use crate::open::read_entry;
use crate::rows::project;
use crate::urgent::list_reads;

/// The stored shape of every body so far.
const BODY_FORMAT: u32 = 1;

/// Streams held for a change.
#[derive(Default)]
pub(crate) struct Shelves {
    requests: BTreeMap<Uuid, Folded<Request>>,
    children: BTreeMap<Uuid, Folded<Child>>,
    concerns: BTreeMap<Uuid, Folded<Concern>>,
    challenges: BTreeMap<Uuid, Folded<Challenge>>,
    feedback: BTreeMap<Uuid, Folded<Feedback>>,
    protections: BTreeMap<Uuid, Folded<Protection>>,
    contacts: BTreeMap<Uuid, Folded<Contact>>,
    helped: BTreeMap<Uuid, Folded<Help>>,
    looked_after: BTreeMap<Uuid, Folded<LookedAfter>>,
    places: BTreeMap<Uuid, Folded<Place>>,
    histories: BTreeMap<Uuid, Folded<History>>,
    returns: BTreeMap<Uuid, Folded<Return>>,
    partnership: BTreeMap<Uuid, Folded<PartnershipState>>,
}

/// A stream that a unit of work can hold.
pub(crate) trait Shelved: Kept {
    fn shelf(shelves: &mut Shelves) -> &mut BTreeMap<Uuid, Folded<Self>>;
    fn shelf_of(shelves: &Shelves) -> &BTreeMap<Uuid, Folded<Self>>;
}

macro_rules! shelved {
    ($($stream:ty => $shelf:ident),+ $(,)?) => {
        $(impl Shelved for $stream {
            fn shelf(shelves: &mut Shelves) -> &mut BTreeMap<Uuid, Folded<Self>> {
                &mut shelves.$shelf
            }

            fn shelf_of(shelves: &Shelves) -> &BTreeMap<Uuid, Folded<Self>> {
                &shelves.$shelf
            }
        })+
    };
}
shelved! {
    Request => requests,
    Child => children,
    Concern => concerns,
    Challenge => challenges,
    Feedback => feedback,
    Protection => protections,
    Contact => contacts,
    Help => helped,
    LookedAfter => looked_after,
    Place => places,
    History => histories,
    Return => returns,
    PartnershipState => partnership,
}

/// Decides commands in memory and writes what follows in one batch. It checks no policy: it is for [`crate::Act`],
/// which does, and for invented partnerships, whose authors are invented too.
pub struct Unit {
    application: Application,
    partnership: Arc<Folded<PartnershipState>>,
    shelves: Shelves,
    /// The version at which each stream was found.
    expected: BTreeMap<StreamId, u64>,
    entries: Vec<NewEntry>,
    /// The readings added in this unit, by the record that was read.
    reads: BTreeMap<StreamId, Folded<Reads>>,
}

impl Unit {
    /// Begins a unit of work.
    pub async fn begin(application: &Application) -> Result<Self, Failure> {
        let partnership = application.partnership_state().await?;
        Ok(Self {
            application: application.clone(),
            partnership,
            shelves: Shelves::default(),
            expected: BTreeMap::new(),
            entries: Vec::new(),
            reads: BTreeMap::new(),
        })
    }

    pub(crate) fn hold<S: Shelved>(&mut self, id: Uuid, folded: Folded<S>) {
        let stream = StreamId::new(S::KIND, id);
        self.expected.entry(stream).or_insert(folded.version);
        S::shelf(&mut self.shelves).insert(id, folded);
    }

    pub(crate) fn state<S: Shelved>(&mut self, id: Uuid) -> &mut Folded<S> {
        self.expected.entry(StreamId::new(S::KIND, id)).or_insert(0);
        S::shelf(&mut self.shelves).entry(id).or_default()
    }

    /// Decides one command at a moment and applies what follows.
    #[expect(private_bounds, reason = "only the streams of this crate's list can be held")]
    pub fn decide<C>(&mut self, id: Uuid, command: &C, author: &Author, now: Timestamp) -> Result<(), Failure>
    where
        C: Command,
        C::Stream: Shelved,
    {
        self.take_from_shelf::<C::Stream>(id);
        let application = self.application.clone();
        let decided = {
            let fresh = C::Stream::default();
            let state = self.held::<C::Stream>(id).unwrap_or(&fresh);
            // A partnership that is changed in this unit is judged by what it has become.
            let partnership = self.held::<PartnershipState>(PARTNERSHIP_STREAM.id);
            let context = Context {
                now,
                author,
                partnership: partnership.unwrap_or(&self.partnership.state),
                rules: application.rules(),
                forms: application.forms(),
            };
            records::decide(command, state, &context).map_err(Failure::Refused)?
        };
        for event in decided {
            self.write::<C::Stream>(id, event, author, now)?;
        }
        Ok(())
    }

    /// What a stream held in this unit has become.
    #[expect(private_bounds, reason = "only the streams of this crate's list can be held")]
    pub fn held<S: Shelved>(&self, id: Uuid) -> Option<&S> {
        S::shelf_of(&self.shelves).get(&id).map(|folded| &folded.state)
    }

    /// Makes sure that a stream is held. The partnership is known already; any other that is not held begins here.
    fn take_from_shelf<S: Shelved>(&mut self, id: Uuid) {
        let partnership = Arc::clone(&self.partnership);
        if S::KIND == kernel::StreamKind::Partnership && !self.shelves.partnership.contains_key(&id) {
            self.hold::<PartnershipState>(id, Folded::clone(&partnership));
        }
        self.state::<S>(id);
    }

    fn write<S: Shelved>(
        &mut self,
        id: Uuid,
        decided: Decided<S::Event>,
        author: &Author,
        now: Timestamp,
    ) -> Result<(), Failure> {
        let stream = StreamId::new(S::KIND, id);
        let body = encode(&decided).map_err(Failure::Encode)?;
        let entry = EntryId(self.application.new_identifier());
        let rules = self.application.rules_in_force(london_date(now));
        self.entries.push(NewEntry {
            stream,
            entry,
            kind: decided.event.kind().to_owned(),
            body_format: BODY_FORMAT,
            body,
            subject: S::subject(id),
            actor: author.person,
            capacity: author.capacity.clone(),
            rules: Some(rules),
            recorded_at: now,
        });
        let folded = self.state::<S>(id);
        folded.version += 1;
        let recorded = Recorded {
            entry,
            version: folded.version,
            recorded_at: now,
            author: author.clone(),
            happened: decided.happened,
            event: decided.event,
        };
        folded.state.apply(&recorded);
        Ok(())
    }

    /// Adds a reading of a record, as if it had been opened at that moment. A record's readings in one unit are all
    /// that there are of it so far, or the row of its urgent openings would leave out the earlier ones.
    pub fn read(&mut self, of: StreamId, read: RecordRead, now: Timestamp) -> Result<(), Failure> {
        let author = Author::new(read.reader, read.capacity.clone());
        let entry = EntryId(self.application.new_identifier());
        let event = ReadEvent::Read(read);
        self.entries.push(read_entry(of, entry, event.clone(), &author, now)?);
        let reads = self.reads.entry(of).or_default();
        reads.version += 1;
        let version = reads.version;
        let happened = Moment::At(now);
        reads.state.apply(&Recorded { entry, version, recorded_at: now, author, happened, event });
        Ok(())
    }

    /// How many entries wait to be written.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether anything was decided.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The batch that writes all of it, with the rows of every stream it changed.
    pub(crate) fn into_batch(self, now: Timestamp) -> Batch {
        let mut batch = Batch::new(self.application.partnership().clone(), now);
        let rules = self.application.rules();
        let digest = self.application.digest();
        let changed = |stream: &StreamId| self.entries.iter().any(|entry| entry.stream == *stream);
        for stream in self.expected.keys().filter(|stream| changed(stream)) {
            let id = stream.id;
            let rows = match stream.kind {
                kernel::StreamKind::Request => {
                    self.shelves.requests.get(&id).map(|held| rows_of(&held.state, id, rules))
                }
                kernel::StreamKind::Child => {
                    self.shelves.children.get(&id).map(|held| rows_of(&held.state, id, rules))
                }
                kernel::StreamKind::Concern => {
                    self.shelves.concerns.get(&id).map(|held| rows_of(&held.state, id, rules))
                }
                kernel::StreamKind::Challenge => {
                    self.shelves.challenges.get(&id).map(|held| rows_of(&held.state, id, rules))
                }
                kernel::StreamKind::Feedback => {
                    self.shelves.feedback.get(&id).map(|held| rows_of(&held.state, id, rules))
                }
                kernel::StreamKind::Contact => {
                    self.shelves.contacts.get(&id).map(|held| rows_of(&held.state, id, rules))
                }
                kernel::StreamKind::Protection => {
                    self.shelves.protections.get(&id).map(|held| rows_of(&held.state, id, rules))
                }
                kernel::StreamKind::Help => {
                    self.shelves.helped.get(&id).map(|held| rows_of(&held.state, id, rules))
                }
                kernel::StreamKind::LookedAfter => {
                    self.shelves.looked_after.get(&id).map(|held| rows_of(&held.state, id, rules))
                }
                kernel::StreamKind::Place => {
                    self.shelves.places.get(&id).map(|held| rows_of(&held.state, id, rules))
                }
                kernel::StreamKind::History => {
                    self.shelves.histories.get(&id).map(|held| rows_of(&held.state, id, rules))
                }
                kernel::StreamKind::Return => {
                    self.shelves.returns.get(&id).map(|held| rows_of(&held.state, id, rules))
                }
                _ => None,
            };
            let projected = rows.map(|(listing, measured)| project(*stream, id, &listing, &measured, digest));
            batch.projections.extend(projected);
        }
        for (of, reads) in &self.reads {
            let listing = list_reads(&reads.state);
            if !listing.stage.is_empty() {
                let nothing = measures::Facts::default();
                batch.projections.push(project(reads_of(*of), of.id, &listing, &nothing, digest));
            }
        }
        batch.expected = self.expected.iter().map(|(stream, version)| (*stream, *version)).collect();
        batch.entries = self.entries;
        batch
    }

    /// Writes all of it.
    pub async fn commit(self, now: Timestamp) -> Result<(), Failure> {
        if self.is_empty() {
            return Ok(());
        }
        let application = self.application.clone();
        let touches_partnership = self.expected.contains_key(&PARTNERSHIP_STREAM);
        application.store().append(self.into_batch(now)).await?;
        if touches_partnership {
            application.partnership_changed();
        }
        Ok(())
    }
}

/// What a stream contributes to lists and to measures.
fn rows_of<S: Kept>(state: &S, id: Uuid, rules: &guidance::Rules) -> (records::Listing, measures::Facts) {
    (state.list(rules), state.measured(id))
}
