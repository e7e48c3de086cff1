//! An act: what one person does in one go. Each of its commands is checked against the policy table first.

use std::collections::BTreeSet;

use access::{Actor, Decision, Resource};
use kernel::{Capacity, PersonId, StreamId};
use records::{Author, Command, Context, Stream};
use store::{NewCode, NewOutboxItem};
use uuid::Uuid;

use crate::application::Application;
use crate::cover::add_cover;
use crate::failure::Failure;
use crate::kept::{Kept, fold};
use crate::open::Opened;
use crate::permission::Permitted;
use crate::unit::{Shelved, Unit};

/// How often an act is decided again when somebody else wrote to the same stream in between. Commands on the same
/// words refuse with both texts, so trying again only ever joins changes that do not touch each other.
const ATTEMPTS_MAX: u32 = 5;

/// One step of an act: one command on one stream.
trait Step: Send + Sync {
    fn stream(&self) -> StreamId;
    fn hold(&self, unit: &mut Unit, loaded: &store::Loaded) -> Result<(), Failure>;
    fn take(
        &self,
        unit: &mut Unit,
        application: &Application,
        actor: &Actor,
        beside: &Beside,
    ) -> Result<(), Failure>;
}

/// How an actor stands to a record beside what the record itself says.
struct Beside {
    /// Whether it is open urgently now.
    urgent: bool,
    /// For whom the actor covers today.
    covers: BTreeSet<PersonId>,
}

struct On<C> {
    id: Uuid,
    command: C,
}

impl<C> Step for On<C>
where
    C: Command + Permitted,
    C::Stream: Shelved,
{
    fn stream(&self) -> StreamId {
        StreamId::new(C::Stream::KIND, self.id)
    }

    fn hold(&self, unit: &mut Unit, loaded: &store::Loaded) -> Result<(), Failure> {
        unit.hold::<C::Stream>(self.id, fold(self.stream(), loaded)?);
        Ok(())
    }

    fn take(
        &self,
        unit: &mut Unit,
        application: &Application,
        actor: &Actor,
        beside: &Beside,
    ) -> Result<(), Failure> {
        let now = application.now();
        let mut facts =
            unit.state::<C::Stream>(self.id).state.facts(application.partnership(), application.today());
        if beside.urgent {
            facts.opened_urgently_by.extend(actor.person());
        }
        add_cover(&mut facts, actor, &beside.covers);
        let resource = Resource::of(actor, C::KIND, C::FIELD, &facts);
        let decision = application.policy().decide(actor, C::ACTION, &resource);
        if !decision.allowed {
            return Err(Failure::NotThere);
        }
        unit.decide(self.id, &self.command, &author_of(actor, &decision), now)
    }
}

impl Application {
    /// Whether a command would be taken as things stand: asked before a control is shown that would be refused. Nothing
    /// is kept. What somebody would still write must stand in the command.
    pub async fn would_take<C: Command + Permitted>(
        &self,
        actor: &Actor,
        opened: &Opened<C::Stream>,
        command: &C,
    ) -> Result<bool, Failure> {
        let resource = Resource::of(actor, C::KIND, C::FIELD, &opened.facts);
        let decision = self.policy().decide(actor, C::ACTION, &resource);
        let partnership = self.partnership_state().await?;
        let author = author_of(actor, &decision);
        let context = Context {
            now: self.now(),
            author: &author,
            partnership: &partnership.state,
            rules: self.rules(),
            forms: self.forms(),
        };
        Ok(decision.allowed && records::decide(command, &opened.state, &context).is_ok())
    }
}

/// The author that an entry names: the person, in the capacity in which the table allowed it.
pub(crate) fn author_of(actor: &Actor, decision: &Decision) -> Author {
    let capacity: Option<Capacity> = decision.capacity.clone();
    Author { person: actor.person(), capacity }
}

/// What one person does in one go: all of it, or nothing.
#[derive(Default)]
pub struct Act {
    steps: Vec<Box<dyn Step>>,
    once: Option<Uuid>,
    codes: Vec<NewCode>,
    revoke_codes: Vec<Uuid>,
    discard_drafts: Vec<Uuid>,
    outbox: Vec<NewOutboxItem>,
}

/// An act that was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Done;

impl Act {
    /// An act with nothing in it yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// An act of one command on one stream.
    #[expect(private_bounds, reason = "only the streams of this crate's list can be held")]
    pub fn on<C>(id: Uuid, command: C) -> Self
    where
        C: Command + Permitted + 'static,
        C::Stream: Shelved,
    {
        Self::new().and(id, command)
    }

    /// One command more.
    #[must_use]
    #[expect(private_bounds, reason = "only the streams of this crate's list can be held")]
    pub fn and<C>(mut self, id: Uuid, command: C) -> Self
    where
        C: Command + Permitted + 'static,
        C::Stream: Shelved,
    {
        self.steps.push(Box::new(On { id, command }));
        self
    }

    /// Counted once, however often the form is sent.
    #[must_use]
    pub fn once(mut self, token: Uuid) -> Self {
        self.once = Some(token);
        self
    }

    /// Hands out a code with it.
    #[must_use]
    pub fn code(mut self, code: NewCode) -> Self {
        self.codes.push(code);
        self
    }

    /// Ends a code with it.
    #[must_use]
    pub fn revoke_code(mut self, code: Uuid) -> Self {
        self.revoke_codes.push(code);
        self
    }

    /// Discards a draft that it replaces.
    #[must_use]
    pub fn discard_draft(mut self, draft: Uuid) -> Self {
        self.discard_drafts.push(draft);
        self
    }

    /// Leaves something to be done afterwards.
    #[must_use]
    pub fn outbox(mut self, item: NewOutboxItem) -> Self {
        self.outbox.push(item);
        self
    }
}

impl Application {
    /// Does it: checks each command against the policy, decides it, and appends everything in one batch.
    pub async fn execute(&self, actor: &Actor, act: Act) -> Result<Done, Failure> {
        let streams = streams_of(&act);
        for _ in 0..ATTEMPTS_MAX {
            let mut unit = Unit::begin(self).await?;
            let loaded = self.store().load_many(self.partnership(), &streams).await?;
            for (stream, loaded) in streams.iter().zip(&loaded) {
                if let Some(step) = act.steps.iter().find(|step| step.stream() == *stream) {
                    step.hold(&mut unit, loaded)?;
                }
            }
            let covers = self.covers_for(actor).await?;
            for step in &act.steps {
                let urgent = self.has_open_urgently(actor, step.stream()).await?;
                let beside = Beside { urgent, covers: covers.clone() };
                step.take(&mut unit, self, actor, &beside)?;
            }
            let mut batch = unit.into_batch(self.now());
            batch.once = act.once;
            batch.codes.clone_from(&act.codes);
            batch.revoke_codes.clone_from(&act.revoke_codes);
            batch.discard_drafts.clone_from(&act.discard_drafts);
            batch.outbox.clone_from(&act.outbox);
            match self.store().append(batch).await {
                Ok(_) => {
                    if streams.contains(&crate::PARTNERSHIP_STREAM) {
                        self.partnership_changed();
                    }
                    return Ok(Done);
                }
                // The partnership, which is held in memory, may be what another server has changed.
                Err(store::AppendError::Conflict { .. }) => self.partnership_changed(),
                Err(error) => return Err(error.into()),
            }
        }
        Err(Failure::Busy)
    }

    /// Does what no person does: what the service itself owes, such as passing on a concern that nobody has seen.
    #[expect(private_bounds, reason = "only the streams of this crate's list can be held")]
    pub async fn execute_by_itself<C>(&self, id: Uuid, command: &C) -> Result<Done, Failure>
    where
        C: Command,
        C::Stream: Shelved,
    {
        let stream = StreamId::new(C::Stream::KIND, id);
        let loaded = self.store().load(self.partnership(), stream).await?;
        let mut unit = Unit::begin(self).await?;
        unit.hold::<C::Stream>(id, fold(stream, &loaded)?);
        let now = self.now();
        unit.decide(id, command, &Author::default(), now)?;
        unit.commit(now).await?;
        Ok(Done)
    }
}

fn streams_of(act: &Act) -> Vec<StreamId> {
    let mut streams: Vec<StreamId> = act.steps.iter().map(|step| step.stream()).collect();
    streams.sort();
    streams.dedup();
    streams
}
