//! What crossing to safeguarding needs of more than one record: whom of a family a telling can name, telling them where
//! they read, and earlier concerns about the same child that were set aside.

use access::{Action, Actor, FieldKind, RecordKind};
use kernel::{Capacity, Moment, PersonId, StreamId, StreamKind};
use records::child::{Child, FamilyTold, RecordTold};
use records::concern::{Concern, FamilyTelling, TellFamily, same_child};
use records::reads::RecordRead;
use records::request::Request;
use uuid::Uuid;

use crate::act::Act;
use crate::application::Application;
use crate::failure::Failure;
use crate::kept::fold;
use crate::lists::{LineShown, line_shown};
use crate::names::tokens_of;
use crate::open::Opened;

/// The stage of concerns that were not borne out.
const SET_ASIDE: &str = "set-aside";

/// Somebody of a family who can be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonToTell {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// In which capacity they take part.
    pub capacity: Capacity,
}

impl Application {
    fn may_tell(&self, actor: &Actor, opened: &Opened<Concern>) -> bool {
        self.may(actor, opened, Action::DecideTelling, RecordKind::Concern, FieldKind::Ordinary)
    }

    /// The child's record that a concern is about: named when it was raised, or reached through the request.
    async fn child_of(&self, concern: &Concern) -> Result<Option<Uuid>, Failure> {
        let (child, request) = concern.about();
        let (None, Some(request)) = (child, request) else { return Ok(child) };
        let stream = StreamId::new(StreamKind::Request, request);
        let loaded = self.store().load(self.partnership(), stream).await?;
        Ok(fold::<Request>(stream, &loaded)?.state.child())
    }

    /// Who of the child's family can be told: whoever takes part in the record today. That the record was looked at for
    /// this is logged, and kept from the family as every such reading is.
    pub async fn people_to_tell(
        &self,
        actor: &Actor,
        opened: &Opened<Concern>,
    ) -> Result<Vec<PersonToTell>, Failure> {
        if !self.may_tell(actor, opened) {
            return Err(Failure::NotThere);
        }
        let Some(child) = self.child_of(&opened.state).await? else { return Ok(Vec::new()) };
        let stream = StreamId::new(StreamKind::Child, child);
        let loaded = self.store().load(self.partnership(), stream).await?;
        let state = fold::<Child>(stream, &loaded)?.state;
        if let (Some(reader), Some(capacity)) = (actor.person(), opened.decision.capacity.clone()) {
            let read = RecordRead {
                reader,
                capacity,
                page: "concern-tell".to_owned(),
                reason: "work".to_owned(),
                urgent: false,
                kept_from_family: true,
            };
            self.append_read(stream, read, self.now()).await?;
        }
        let today = self.today();
        let family =
            |capacity: &Capacity| matches!(capacity.as_str(), "parent-carer" | "young-person" | "supporter");
        let people = state.involved.iter().filter(|part| part.holds_on(today) && family(&part.capacity));
        Ok(people
            .map(|part| PersonToTell {
                person: part.person,
                name: part.name.clone(),
                capacity: part.capacity.clone(),
            })
            .collect())
    }

    /// The family was told: it is written on the concern, and, for those who take part in the child's record, there too,
    /// in one go. Nothing else of the concern reaches the child's record.
    pub async fn tell_family(
        &self,
        actor: &Actor,
        concern: Uuid,
        opened: &Opened<Concern>,
        telling: FamilyTelling,
        happened: Moment,
        once: Option<Uuid>,
    ) -> Result<(), Failure> {
        let told: Vec<PersonId> = telling.to.iter().filter_map(|told| told.person).collect();
        let child = if told.is_empty() { None } else { self.child_of(&opened.state).await? };
        let written = FamilyTold {
            telling: telling.telling,
            to: told,
            how: telling.how.clone(),
            words: telling.words.clone(),
        };
        let mut act = Act::on(concern, TellFamily { telling, happened });
        if let Some(child) = child {
            act = act.and(child, RecordTold { told: written, happened });
        }
        if let Some(once) = once {
            act = act.once(once);
        }
        self.execute(actor, act).await.map(drop)
    }

    /// Concerns about the same child that were not borne out: that there are any, and since when; nothing of what they
    /// say. For whoever may open them with a reason.
    pub async fn earlier_concerns(
        &self,
        actor: &Actor,
        concern: Uuid,
        opened: &Opened<Concern>,
    ) -> Result<Vec<LineShown>, Failure> {
        let may = self.may(actor, opened, Action::OpenEarlier, RecordKind::Concern, FieldKind::Ordinary);
        let (true, (Some(child), _)) = (may, opened.state.about()) else { return Ok(Vec::new()) };
        let tokens = tokens_of(&same_child(child));
        let hits = self.store().search(self.partnership(), StreamKind::Concern, &tokens).await?;
        let mut found = Vec::new();
        for hit in hits.iter().filter(|hit| hit.stream.id != concern) {
            let shown = self.store().summary(self.partnership(), hit.stream).await?.and_then(line_shown);
            found.extend(shown.filter(|shown| shown.stage == SET_ASIDE));
        }
        found.sort_by_key(|shown| shown.at);
        Ok(found)
    }
}
