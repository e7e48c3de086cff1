//! The shape that every stream shares.

use forms::Library as Forms;
use guidance::Rules;
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{Capacity, EntryId, Moment, PersonId, StreamKind, london_date};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::partnership::Partnership;
use crate::refusal::Refusal;

/// Who did it, and in which capacity. Both are absent for somebody who gave no name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Author {
    /// The person.
    pub person: Option<PersonId>,
    /// The capacity in which access allowed it.
    pub capacity: Option<Capacity>,
}

impl Author {
    /// A known person acting in a capacity.
    pub fn new(person: PersonId, capacity: Capacity) -> Self {
        Self { person: Some(person), capacity: Some(capacity) }
    }
}

/// The edition and the protocol that governed a decision; kept with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RulesInForce {
    /// The edition of Working Together in force on the day.
    pub edition: String,
    /// The local protocol and its version.
    pub protocol: String,
    /// The digest of both texts.
    pub digest: String,
}

/// An event of one stream kind.
pub trait Event: Serialize + DeserializeOwned + Clone + std::fmt::Debug {
    /// The event's name, as it stands in the clear header: `request.received`.
    fn kind(&self) -> &'static str;
}

/// One event as it was stored.
#[derive(Debug, Clone)]
pub struct Recorded<E> {
    /// The stored entry's identifier.
    pub entry: EntryId,
    /// Its place in the stream, from 1.
    pub version: u64,
    /// When it was written down.
    pub recorded_at: Timestamp,
    /// Who wrote it.
    pub author: Author,
    /// When it happened.
    pub happened: Moment,
    /// What happened.
    pub event: E,
}

/// A fact that a command yields, before it is stored.
#[derive(Debug, Clone)]
pub struct Decided<E> {
    /// When it happened.
    pub happened: Moment,
    /// What happened.
    pub event: E,
}

impl<E> Decided<E> {
    /// Something that happens with its recording.
    pub fn now(context: &Context<'_>, event: impl Into<E>) -> Self {
        Self { happened: Moment::At(context.now), event: event.into() }
    }

    /// Something that happened on an earlier day or at an earlier instant.
    pub fn when(happened: Moment, event: impl Into<E>) -> Self {
        Self { happened, event: event.into() }
    }
}

/// The encrypted part of a stored entry.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Body<E> {
    /// When it happened; when it was recorded stands in the header.
    pub happened: Moment,
    /// What happened.
    pub event: E,
}

/// A stored body that this release cannot read. It is reported with its place, never skipped.
#[derive(Debug, Error)]
#[error("the stored event `{kind}` cannot be read")]
pub struct BodyError {
    kind: String,
    source: serde_json::Error,
}

/// The bytes to store for an event.
pub fn encode<E: Event>(decided: &Decided<E>) -> Result<Vec<u8>, BodyError> {
    let body = Body { happened: decided.happened, event: decided.event.clone() };
    serde_json::to_vec(&body).map_err(|source| BodyError { kind: decided.event.kind().to_owned(), source })
}

/// Reads stored bytes back.
pub fn decode<E: Event>(kind: &str, bytes: &[u8]) -> Result<Body<E>, BodyError> {
    serde_json::from_slice(bytes).map_err(|source| BodyError { kind: kind.to_owned(), source })
}

/// What a decision may look at besides the stream itself. All of it is passed in.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The moment of the command.
    pub now: Timestamp,
    /// Who asks, and in which capacity.
    pub author: &'a Author,
    /// The partnership as it stands: practitioners, qualifications, training.
    pub partnership: &'a Partnership,
    /// The edition and protocol in force.
    pub rules: &'a Rules,
    /// The forms that answers are checked against.
    pub forms: &'a Forms,
}

impl Context<'_> {
    /// Today, in England.
    pub fn today(&self) -> Date {
        london_date(self.now)
    }
}

/// The state of a stream: a fold over its events.
pub trait Stream: Default + Clone + Send + Sync {
    /// What the stream is about.
    const KIND: StreamKind;
    /// Its events.
    type Event: Event;
    /// Folds one event into the state. Total: an event that was stored is never refused.
    fn apply(&mut self, recorded: &Recorded<Self::Event>);
    /// What this stream takes from no command, whichever it is: asked of every event before it is stored.
    fn refuses(&self, _decided: &Decided<Self::Event>, _author: &Author) -> Option<Box<dyn Refusal>> {
        None
    }
}

/// A fact of a stream, before it is stored.
pub type DecidedIn<S> = Decided<<S as Stream>::Event>;

/// A request to change one stream.
pub trait Command: Send + Sync {
    /// The stream it changes.
    type Stream: Stream;
    /// The reasons it may be refused for.
    type Refusal: Refusal + 'static;
    /// Decides: the events that follow, or the refusal. Pure.
    fn decide(
        &self,
        state: &Self::Stream,
        context: &Context<'_>,
    ) -> Result<Vec<DecidedIn<Self::Stream>>, Self::Refusal>;
}

/// Decides a command, and holds what would follow against what its stream takes from no command at all. Whoever stores
/// events has them from here.
pub fn decide<C: Command>(
    command: &C,
    state: &C::Stream,
    context: &Context<'_>,
) -> Result<Vec<DecidedIn<C::Stream>>, Box<dyn Refusal>> {
    let decided = command.decide(state, context).map_err(|refusal| Box::new(refusal) as Box<dyn Refusal>)?;
    match decided.iter().find_map(|event| state.refuses(event, context.author)) {
        Some(refusal) => Err(refusal),
        None => Ok(decided),
    }
}

/// Declares a stream's events: one line each, the stored name first.
macro_rules! events {
    ($(#[$documentation:meta])* $name:ident { $($kind:literal => $variant:ident($payload:ty)),+ $(,)? }) => {
        $(#[$documentation])*
        #[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
        #[serde(tag = "kind", content = "facts")]
        pub enum $name {
            $(#[doc = concat!("`", $kind, "`")] #[serde(rename = $kind)] $variant($payload)),+
        }

        impl $crate::stream::Event for $name {
            fn kind(&self) -> &'static str {
                match self { $(Self::$variant(_) => $kind),+ }
            }
        }

        impl $name {
            /// Every name that this stream stores.
            pub const KINDS: &'static [&'static str] = &[$($kind),+];
        }

        $(impl From<$payload> for $name {
            fn from(payload: $payload) -> Self { Self::$variant(payload) }
        })+
    };
}
pub(crate) use events;
