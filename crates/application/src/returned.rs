//! What statutory returns said of children: taken over from files, found again, and read one after the other.
//!
//! Taking over is for whoever runs the partnership's record, as filling it is: it asks no table. Pages come to one history by
//! opening it, and to all of them by what asks the table first.

mod counted;

use access::{Action, Actor, FieldKind, RecordKind, Resource};
use forms::Answers;
use kernel::{StreamId, StreamKind};
use records::child::Child;
use records::history::{Code, Coded, History, Import, ImportCare};
use records::{Author, Command, Stream};
use uuid::Uuid;

use crate::act::author_of;
use crate::application::Application;
use crate::failure::Failure;
use crate::kept::{Folded, fold};
use crate::open::Opened;
use crate::search::plain_tokens;
use crate::unit::Unit;

/// Children that are taken over in one transaction: some hundreds keep its fixed cost small, and whoever stops it in between
/// loses no more than these.
pub const TAKEN_AT_ONCE: usize = 500;
/// Streams that are read together.
const BATCH: u32 = 200;

/// What became of children that were taken over.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TakenOver {
    /// Children of whom nothing was known.
    pub new: u64,
    /// Children of whom more is known now.
    pub added: u64,
    /// Children of whom the file says what was taken over before.
    pub unchanged: u64,
}

impl TakenOver {
    /// Counts more.
    pub fn add(&mut self, other: Self) {
        self.new += other.new;
        self.added += other.added;
        self.unchanged += other.unchanged;
    }
}

/// What a return says of one child, as a command.
pub trait Returned: Command<Stream = History> {
    /// The word under which the child is found again.
    fn found_by(&self) -> String;
}

impl Returned for Import {
    fn found_by(&self) -> String {
        Self::found_by(self)
    }
}

impl Returned for ImportCare {
    fn found_by(&self) -> String {
        Self::found_by(self)
    }
}

impl Application {
    /// Takes over what a file says of at most [`TAKEN_AT_ONCE`] children: all of it, or nothing. What was taken over before
    /// changes nothing. No two of them may be found by the same word.
    pub async fn take_over<C: Returned>(&self, children: &[C]) -> Result<TakenOver, Failure> {
        let known = !self.store().streams(self.partnership(), StreamKind::History, None, 1).await?.is_empty();
        let mut streams = Vec::with_capacity(children.len());
        for child in children {
            let found = if known { self.history_found(&child.found_by()).await? } else { None };
            streams.push(found);
        }
        let held: Vec<StreamId> = streams.iter().flatten().copied().collect();
        let loaded = self.store().load_many(self.partnership(), &held).await?;
        let mut loaded = loaded.iter();
        let mut unit = Unit::begin(self).await?;
        let (mut taken, now) = (TakenOver::default(), self.now());
        for (child, found) in children.iter().zip(streams) {
            let id = match found.and_then(|found| loaded.next().map(|loaded| (found, loaded))) {
                Some((stream, loaded)) => {
                    unit.hold::<History>(stream.id, fold(stream, loaded)?);
                    stream.id
                }
                None => self.new_identifier(),
            };
            let before = unit.len();
            unit.decide(id, child, &Author::default(), now)?;
            let what = match (unit.len() > before, found) {
                (false, _) => TakenOver { unchanged: 1, ..TakenOver::default() },
                (true, None) => TakenOver { new: 1, ..TakenOver::default() },
                (true, Some(_)) => TakenOver { added: 1, ..TakenOver::default() },
            };
            taken.add(what);
        }
        unit.commit(now).await?;
        Ok(taken)
    }

    /// The history that is found by a word.
    async fn history_found(&self, word: &str) -> Result<Option<StreamId>, Failure> {
        let tokens = plain_tokens(word);
        let found = self.store().search(self.partnership(), StreamKind::History, &tokens).await?;
        Ok(found.first().map(|hit| hit.stream))
    }

    /// Records codes for the return of a child whose record was opened. Who may is asked of that record, because the codes
    /// stand on a stream that ties nobody to it.
    pub async fn record_codes(
        &self,
        actor: &Actor,
        opened: &Opened<Child>,
        child: Uuid,
        coded: Coded,
        once: Option<Uuid>,
    ) -> Result<(), Failure> {
        if !opened.state.requests().any(|request| request == coded.episode) {
            return Err(Failure::NotThere);
        }
        self.record_of(actor, opened, child, coded, once).await
    }

    /// Records who a child is for returns, by whoever may of a record that was opened: of help, or of living away from home.
    pub async fn record_identity<S>(
        &self,
        actor: &Actor,
        opened: &Opened<S>,
        child: Uuid,
        identity: Answers,
        once: Option<Uuid>,
    ) -> Result<(), Failure> {
        self.record_of(actor, opened, child, Coded { episode: child, answers: identity }, once).await
    }

    async fn record_of<S>(
        &self,
        actor: &Actor,
        opened: &Opened<S>,
        child: Uuid,
        coded: Coded,
        once: Option<Uuid>,
    ) -> Result<(), Failure> {
        let resource = Resource::of(actor, RecordKind::StatutoryReturn, FieldKind::Ordinary, &opened.facts);
        let decision = self.policy().decide(actor, Action::Write, &resource);
        if !decision.allowed {
            return Err(Failure::NotThere);
        }
        let stream = StreamId::new(StreamKind::History, child);
        let loaded = self.store().load(self.partnership(), stream).await?;
        let mut unit = Unit::begin(self).await?;
        unit.hold::<History>(child, fold(stream, &loaded)?);
        let now = self.now();
        unit.decide(child, &Code(coded), &author_of(actor, &decision), now)?;
        if unit.is_empty() {
            return Ok(());
        }
        let mut batch = unit.into_batch(now);
        batch.once = once;
        self.store().append(batch).await?;
        Ok(())
    }

    /// Reads every history, in the order in which they were begun; answers how many there are. What was erased is passed
    /// over.
    pub async fn each_history(&self, each: impl FnMut(Uuid, History)) -> Result<u64, Failure> {
        self.each_of(each).await
    }

    /// Reads every stream of a kind, in the order in which they were begun; answers how many there are. What was erased is
    /// passed over.
    async fn each_of<S: Stream>(&self, mut each: impl FnMut(Uuid, S)) -> Result<u64, Failure> {
        let (mut after, mut read) = (None, 0);
        loop {
            let streams = self.store().streams(self.partnership(), S::KIND, after, BATCH).await?;
            let Some(last) = streams.last() else { return Ok(read) };
            after = Some(last.id);
            let loaded = self.store().load_many(self.partnership(), &streams).await?;
            for (stream, loaded) in streams.iter().zip(&loaded) {
                let folded: Folded<S> = match fold(*stream, loaded) {
                    Err(Failure::Erased) => continue,
                    folded => folded?,
                };
                each(stream.id, folded.state);
                read += 1;
            }
        }
    }
}
