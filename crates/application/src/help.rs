//! What help for a child needs of more than one record: whether the child is on the support route, what protection bears on it,
//! brothers and sisters.

use access::{Action, Actor, FieldKind, RecordFacts, RecordKind, Resource};
use jiff::civil::Date;
use kernel::{StreamId, StreamKind};
use records::child::Child;
use records::help::{Help, Protected, same_family};
use records::protection::Protection;
use uuid::Uuid;

use crate::application::Application;
use crate::failure::Failure;
use crate::kept::{Kept, fold};
use crate::open::{Opened, ReadReason};
use crate::search::plain_tokens;

/// A child whom the partnership knows already, for whoever begins help for them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KnownChild {
    /// What the child is called.
    pub called: String,
    /// When the child was born.
    pub born: Option<Date>,
    /// Whether the child's record is open on the support route.
    pub on_support_route: bool,
}

impl Application {
    /// Whether somebody may begin help for a child.
    pub fn may_begin_help(&self, actor: &Actor) -> bool {
        let facts = RecordFacts::new(self.partnership().clone());
        let resource = Resource::of(actor, RecordKind::Help, FieldKind::Ordinary, &facts);
        self.policy().decide(actor, Action::Enter, &resource).allowed
    }

    /// A child by identifier, for whoever begins help: of a record that this reader may open, and of no other.
    pub async fn known_for_help(
        &self,
        actor: &Actor,
        child: Uuid,
        reason: ReadReason,
    ) -> Result<KnownChild, Failure> {
        match self.open_help(actor, child, reason).await {
            Ok(opened) => {
                return Ok(KnownChild {
                    called: opened.state.called.clone(),
                    born: opened.state.born,
                    on_support_route: self.is_on_support_route(child).await?,
                });
            }
            Err(Failure::NotThere) => {}
            Err(failure) => return Err(failure),
        }
        match self.open_child(actor, child, reason).await {
            Ok(opened) => Ok(KnownChild {
                called: opened.state.called().to_owned(),
                born: opened.state.registered.as_ref().and_then(|registered| registered.birth_date),
                on_support_route: on_support_route(&opened.state),
            }),
            Err(Failure::NotThere) => {
                let opened = self.open_protection(actor, child, reason).await?;
                let on_support_route = self.is_on_support_route(child).await?;
                Ok(KnownChild { called: opened.state.called.clone(), born: None, on_support_route })
            }
            Err(failure) => Err(failure),
        }
    }

    /// Whether a child's record is open on the support route: the command that begins help is told, and shows nothing of it.
    pub async fn is_on_support_route(&self, child: Uuid) -> Result<bool, Failure> {
        let stream = StreamId::new(StreamKind::Child, child);
        let loaded = self.store().load(self.partnership(), stream).await?;
        if loaded.version == 0 {
            return Ok(false);
        }
        Ok(on_support_route(&fold::<Child>(stream, &loaded)?.state))
    }

    /// What stands in the child's record of protection, as far as it bears on help. It is for commands; a page asks
    /// [`Self::may_see_protected`] before it shows any of it.
    pub async fn protected(&self, child: Uuid) -> Result<Protected, Failure> {
        let stream = StreamId::new(StreamKind::Protection, child);
        let loaded = self.store().load(self.partnership(), stream).await?;
        if loaded.version == 0 {
            return Ok(Protected::default());
        }
        let state = fold::<Protection>(stream, &loaded)?.state;
        Ok(Protected {
            enquiries: state.open_enquiry().is_some(),
            plan_since: state.plan().map(|plan| plan.made.happened.date()),
        })
    }

    /// Whether this reader of a child's help is shown that enquiries or a protection plan stand beside it.
    pub fn may_see_protected(&self, actor: &Actor, opened: &Opened<Help>) -> bool {
        self.may(actor, opened, Action::See, RecordKind::Help, FieldKind::ProtectionStatus)
    }

    /// The brothers and sisters who are helped as one family with this child, as far as this actor may see each.
    pub async fn helped_with(
        &self,
        actor: &Actor,
        child: Uuid,
        opened: &Opened<Help>,
        reason: ReadReason,
    ) -> Result<Vec<(Uuid, Opened<Help>)>, Failure> {
        let Some(family) = opened.state.family() else { return Ok(Vec::new()) };
        let tokens = plain_tokens(&same_family(family));
        let found = self.store().search(self.partnership(), StreamKind::Help, &tokens).await?;
        let mut others = Vec::new();
        for hit in found.iter().filter(|hit| hit.stream.id != child) {
            let loaded = self.store().load(self.partnership(), hit.stream).await?;
            let facts = fold::<Help>(hit.stream, &loaded)?.state.facts(self.partnership(), self.today());
            let resource = Resource::of(actor, RecordKind::Help, FieldKind::Ordinary, &facts);
            if self.policy().decide(actor, Action::See, &resource).allowed {
                others.push((hit.stream.id, self.open_help(actor, hit.stream.id, reason).await?));
            }
        }
        others.sort_by(|(one_id, one), (other_id, other)| {
            (one.state.born, &one.state.called, one_id).cmp(&(
                other.state.born,
                &other.state.called,
                other_id,
            ))
        });
        Ok(others)
    }
}

fn on_support_route(child: &Child) -> bool {
    child.assessment.opened.is_some() && !child.is_ended()
}
