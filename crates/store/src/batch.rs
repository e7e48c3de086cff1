//! What is written together, and what is read back.

use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{Capacity, EntryId, Partnership, PersonId, StreamId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The guidance and the protocol by which an entry was decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RulesInForce {
    /// SHA-256 of the data, as text.
    pub digest: String,
    /// The edition of the guidance.
    pub edition: String,
    /// The local protocol and its version.
    pub protocol: String,
}

/// One event, to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEntry {
    /// The stream at whose end it goes.
    pub stream: StreamId,
    /// Names the entry across later corrections.
    pub entry: EntryId,
    /// The kind of event. Readable without a key: never a word about a person.
    pub kind: String,
    /// The version of the body's shape.
    pub body_format: u32,
    /// The event itself, readable only with the subject's key.
    pub body: Vec<u8>,
    /// Whose key locks the body: a child, or whoever else the entry is about.
    pub subject: Uuid,
    /// Who wrote it; nobody for what the program does by itself.
    pub actor: Option<PersonId>,
    /// The part in which they acted.
    pub capacity: Option<Capacity>,
    /// The rules by which it was decided.
    pub rules: Option<RulesInForce>,
    /// When it was written down; kept to the microsecond.
    pub recorded_at: Timestamp,
}

/// What is written together: all of it, or nothing.
#[derive(Debug, Clone)]
pub struct Batch {
    /// The partnership in which everything below stands.
    pub partnership: Partnership,
    /// The time now.
    pub now: Timestamp,
    /// The version at which each of these streams must be; 0 means that it must not exist yet. A stream without an
    /// expectation is appended to wherever it stands.
    pub expected: Vec<(StreamId, u64)>,
    /// The events, in order.
    pub entries: Vec<NewEntry>,
    /// What the lists show of the streams after these events.
    pub projections: Vec<Projection>,
    /// What is to be sent.
    pub outbox: Vec<NewOutboxItem>,
    /// The token of the form that was sent: a second batch with the same one is refused.
    pub once: Option<Uuid>,
    /// Codes handed out.
    pub codes: Vec<NewCode>,
    /// Codes, by their identifiers, that open nothing any longer.
    pub revoke_codes: Vec<Uuid>,
    /// Drafts that these events replace.
    pub discard_drafts: Vec<Uuid>,
}

impl Batch {
    /// A batch with nothing in it yet.
    pub fn new(partnership: Partnership, now: Timestamp) -> Self {
        Self {
            partnership,
            now,
            expected: Vec::new(),
            entries: Vec::new(),
            projections: Vec::new(),
            outbox: Vec::new(),
            once: None,
            codes: Vec::new(),
            revoke_codes: Vec::new(),
            discard_drafts: Vec::new(),
        }
    }
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appended {
    /// The version of each stream of the batch after it, in the order in which the entries first name them.
    pub versions: Vec<(StreamId, u64)>,
}

/// Text that is locked by a subject's key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// What was written.
    Plain(Vec<u8>),
    /// The key was destroyed; nobody can read it again.
    Erased,
}

impl Body {
    /// What was written, unless it was erased.
    pub fn plain(&self) -> Option<&[u8]> {
        match self {
            Self::Plain(bytes) => Some(bytes),
            Self::Erased => None,
        }
    }
}

/// One event, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredEntry {
    /// Its place in the stream, from 1.
    pub version: u64,
    /// Names the entry across later corrections.
    pub entry: EntryId,
    /// The kind of event.
    pub kind: String,
    /// The version of the body's shape.
    pub body_format: u32,
    /// The event itself.
    pub body: Body,
    /// Who wrote it.
    pub actor: Option<PersonId>,
    /// The part in which they acted.
    pub capacity: Option<Capacity>,
    /// The rules by which it was decided.
    pub rules: Option<RulesInForce>,
    /// When it was written down.
    pub recorded_at: Timestamp,
}

/// A stream, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loaded {
    /// How many entries it has; 0 means that it does not exist.
    pub version: u64,
    /// All of them, oldest first.
    pub entries: Vec<StoredEntry>,
}

/// What the lists show of one stream. It replaces everything that they showed of it, because it follows from that
/// stream's state alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Projection {
    /// The stream.
    pub stream: StreamId,
    /// Whose key locks the texts below.
    pub subject: Uuid,
    /// What is shown.
    pub rows: Rows,
}

/// The rows of one stream.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rows {
    /// One line about the stream.
    pub summary: Option<SummaryRow>,
    /// What must still happen.
    pub duties: Vec<DutyRow>,
    /// Who is connected to it.
    pub involvements: Vec<InvolvementRow>,
    /// What it can be found by, already normalised; kept only as keyed digests.
    pub search: Vec<String>,
    /// What it contributes to the measures, readable only with the subject's key; nothing when it contributes nothing.
    pub measured: Option<Vec<u8>>,
}

/// One line about a stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SummaryRow {
    /// The state by which lists filter. Readable without a key.
    pub state: String,
    /// Who looks after it.
    pub owner: Option<PersonId>,
    /// The moment by which lists are ordered.
    pub sort_at: Timestamp,
    /// What is shown, readable only with the subject's key.
    pub display: Vec<u8>,
}

/// One duty that is open. Its status is not kept: it follows from today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DutyRow {
    /// The duty's identifier in the guidance.
    pub duty: String,
    /// Tells apart the same duty arising twice in one stream.
    pub key: String,
    /// When it is due, as text that sorts by time. What has no due time comes last.
    pub due: Option<String>,
    /// The part that must see to it.
    pub responsible: Capacity,
    /// The person who must, where one is named.
    pub person: Option<PersonId>,
    /// Everybody on whose own list it stands. The person above is on it only if named here too.
    pub watchers: Vec<PersonId>,
    /// The digest of the guidance from which it was worked out.
    pub digest: String,
    /// What is shown, readable only with the subject's key.
    pub body: Vec<u8>,
}

/// Somebody connected to a stream in a capacity, from a day, until a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvolvementRow {
    /// Who.
    pub person: PersonId,
    /// In which part.
    pub capacity: Capacity,
    /// The first day.
    pub from: Date,
    /// The last day, once it is known.
    pub until: Option<Date>,
}

/// Something to be sent or done outside, after the batch is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewOutboxItem {
    /// Names the item.
    pub id: Uuid,
    /// What kind of thing is to be done.
    pub kind: String,
    /// Two items with the same one are one item.
    pub idempotency_key: String,
    /// Whose key locks the body.
    pub subject: Uuid,
    /// What is to be sent.
    pub body: Vec<u8>,
    /// Not before this moment.
    pub not_before: Timestamp,
}

/// A code to be handed to one person.
#[derive(Clone, PartialEq, Eq)]
pub struct NewCode {
    /// Names the code without telling it.
    pub id: Uuid,
    /// The code, normalised, with at least 64 random bits; kept only as a keyed digest.
    pub text: String,
    /// The one person whose code it is.
    pub person: PersonId,
    /// What it opens: a request, or a child's record.
    pub reach: StreamId,
    /// When it was handed out.
    pub issued_at: Timestamp,
}

impl std::fmt::Debug for NewCode {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("NewCode").field("id", &self.id).finish_non_exhaustive()
    }
}
