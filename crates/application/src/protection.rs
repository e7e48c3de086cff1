//! What the protection of a child needs of more than one record: where it came from, whom of the family somebody can tell,
//! and telling them where they read.

use access::{Action, Actor, FieldKind, RecordFacts, RecordKind, Resource};
use kernel::{Moment, StreamId, StreamKind};
use records::child::{Child, FamilyTold, RecordTold};
use records::concern::Concern;
use records::protection::{Protection, TellPerson, TellingMade, same_concern, same_meeting};
use records::reads::RecordRead;
use uuid::Uuid;

use crate::act::Act;
use crate::application::Application;
use crate::crossing::PersonToTell;
use crate::failure::Failure;
use crate::kept::fold;
use crate::open::Opened;
use crate::search::plain_tokens;

/// The capacities of a family.
const FAMILY: [&str; 3] = ["parent-carer", "young-person", "supporter"];

impl Application {
    /// Whether somebody may begin the record of a child's protection.
    pub fn may_begin_protection(&self, actor: &Actor) -> bool {
        let facts = RecordFacts::new(self.partnership().clone());
        let resource = Resource::of(actor, RecordKind::Protection, FieldKind::Ordinary, &facts);
        self.policy().decide(actor, Action::ConveneDiscussion, &resource).allowed
    }

    /// The child whose protection goes on from a raised concern: whose record has begun already, or is about to.
    pub async fn protected_by(
        &self,
        actor: &Actor,
        concern: Uuid,
        opened: &Opened<Concern>,
    ) -> Result<(Option<Uuid>, bool), Failure> {
        if !self.may_begin_protection(actor) {
            return Err(Failure::NotThere);
        }
        let tokens = plain_tokens(&same_concern(concern));
        let found = self.store().search(self.partnership(), StreamKind::Protection, &tokens).await?;
        let child = self.child_of(&opened.state).await?;
        // One discussion may be about several children: the way leads to the one whom the concern is about.
        let about = found.iter().find(|begun| Some(begun.stream.id) == child).or_else(|| found.first());
        Ok(about.map_or((child, false), |begun| (Some(begun.stream.id), true)))
    }

    /// The other children whose protection began in the same meeting, each with what they are called.
    pub async fn same_meeting(
        &self,
        actor: &Actor,
        child: Uuid,
        opened: &Opened<Protection>,
    ) -> Result<Vec<(Uuid, Protection)>, Failure> {
        let mut others = Vec::new();
        for discussion in &opened.state.discussions {
            let tokens = plain_tokens(&same_meeting(discussion.convened.fact.meeting));
            let found = self.store().search(self.partnership(), StreamKind::Protection, &tokens).await?;
            for hit in found.iter().filter(|hit| hit.stream.id != child) {
                let loaded = self.store().load(self.partnership(), hit.stream).await?;
                let state = fold::<Protection>(hit.stream, &loaded)?.state;
                let facts = crate::kept::Kept::facts(&state, self.partnership(), self.today());
                let resource = Resource::of(actor, RecordKind::Protection, FieldKind::Ordinary, &facts);
                let may = self.policy().decide(actor, Action::TakePart, &resource).allowed;
                if may && !others.iter().any(|(known, _)| *known == hit.stream.id) {
                    others.push((hit.stream.id, state));
                }
            }
        }
        Ok(others)
    }

    /// Who of the child's family takes part in the record of support today: for whoever decides about telling, leads or
    /// chairs. That the record was looked at for this is logged, and kept from the family.
    pub async fn family_of_protected(
        &self,
        actor: &Actor,
        child: Uuid,
        opened: &Opened<Protection>,
    ) -> Result<Vec<PersonToTell>, Failure> {
        let may = [Action::DecideTelling, Action::LeadProtection, Action::ChairConference]
            .into_iter()
            .any(|action| self.may(actor, opened, action, RecordKind::Protection, FieldKind::Ordinary));
        if !may {
            return Ok(Vec::new());
        }
        self.family_in_record(actor, child, &opened.decision, "protection").await
    }

    /// Who of the family takes part in the child's record of support today. The caller has asked whether the actor may know;
    /// that the record was looked at is logged, and kept from the family.
    pub(crate) async fn family_in_record(
        &self,
        actor: &Actor,
        child: Uuid,
        decision: &access::Decision,
        page: &str,
    ) -> Result<Vec<PersonToTell>, Failure> {
        let stream = StreamId::new(StreamKind::Child, child);
        let loaded = self.store().load(self.partnership(), stream).await?;
        if loaded.version == 0 {
            return Ok(Vec::new());
        }
        let state = fold::<Child>(stream, &loaded)?.state;
        if let (Some(reader), Some(capacity)) = (actor.person(), decision.capacity.clone()) {
            let read = RecordRead {
                reader,
                capacity,
                page: page.to_owned(),
                reason: "work".to_owned(),
                urgent: false,
                kept_from_family: true,
            };
            self.append_read(stream, read, self.now()).await?;
        }
        let today = self.today();
        let family = state
            .involved
            .iter()
            .filter(|part| part.holds_on(today) && FAMILY.contains(&part.capacity.as_str()));
        Ok(family
            .map(|part| PersonToTell {
                person: part.person,
                name: part.name.clone(),
                capacity: part.capacity.clone(),
            })
            .collect())
    }

    /// Somebody of the family was told: it is written here and, where they take part in the child's record, there too, in one
    /// go. Nothing else of the protection reaches the child's record.
    pub async fn tell_of_protection(
        &self,
        actor: &Actor,
        child: Uuid,
        telling: TellingMade,
        happened: Moment,
        once: Option<Uuid>,
    ) -> Result<(), Failure> {
        let written = telling.person.map(|person| FamilyTold {
            telling: telling.telling,
            to: vec![person],
            how: telling.how.clone(),
            words: telling.words.clone(),
        });
        let mut act = Act::on(child, TellPerson { telling, happened });
        if let Some(told) = written {
            act = act.and(child, RecordTold { told, happened });
        }
        if let Some(once) = once {
            act = act.once(once);
        }
        self.execute(actor, act).await.map(drop)
    }
}
