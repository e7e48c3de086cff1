//! The places to which a child is linked, for whoever may see the place and the link.

use access::{Action, Actor, FieldKind, RecordFacts, RecordKind, Resource};
use kernel::StreamKind;
use records::place::{ChildLinked, Place, linked_to};
use uuid::Uuid;

use crate::application::Application;
use crate::failure::Failure;
use crate::kept::{Kept, fold};
use crate::search::plain_tokens;

impl Application {
    /// Where a child may be harmed outside the home, each with its name: those places alone that the actor may open, by links that
    /// the actor may see. Nothing of it stands in the child's own records.
    pub async fn places_of(&self, actor: &Actor, child: Uuid) -> Result<Vec<(Uuid, String)>, Failure> {
        let tokens = plain_tokens(&linked_to(child));
        let found = self.store().search(self.partnership(), StreamKind::Place, &tokens).await?;
        let mut places = Vec::new();
        for hit in found {
            let loaded = self.store().load(self.partnership(), hit.stream).await?;
            let state = fold::<Place>(hit.stream, &loaded)?.state;
            let facts = state.facts(self.partnership(), self.today());
            let standing = state.standing().find(|link| link.linked.fact.child == child);
            let seen = standing.is_some_and(|link| self.may_see_link(actor, &facts, &link.linked.fact));
            if seen {
                places.push((hit.stream.id, state.name().to_owned()));
            }
        }
        Ok(places)
    }

    /// Whether an actor may see that a child is linked to a place.
    pub fn may_see_link(&self, actor: &Actor, facts: &RecordFacts, link: &ChildLinked) -> bool {
        let may = |field| {
            let resource = Resource::of(actor, RecordKind::Place, field, facts);
            self.policy().decide(actor, Action::See, &resource).allowed
        };
        may(FieldKind::Ordinary) && (!link.core_alone || may(FieldKind::Safeguarding))
    }
}
