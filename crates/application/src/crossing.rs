//! What crossing to safeguarding needs of more than one record: whom of a family a telling can name, telling them where
//! they read, and earlier concerns about the same child that were set aside.

use std::collections::BTreeMap;

use access::{Action, Actor, FieldKind, RecordKind, Resource};
use jiff::Timestamp;
use kernel::{Capacity, Moment, PersonId, StreamId, StreamKind};
use records::child::{Child, FamilyTold, RecordTold};
use records::concern::{Concern, FamilyTelling, TellFamily, same_child, same_request};
use records::reads::RecordRead;
use records::request::{ChildLink, Request};
use uuid::Uuid;

use crate::act::Act;
use crate::application::Application;
use crate::failure::Failure;
use crate::kept::fold;
use crate::lists::{LineShown, line_shown};
use crate::open::Opened;
use crate::search::plain_tokens;

/// The stage of concerns that were not borne out.
const SET_ASIDE: &str = "set-aside";

/// The stages of a concern that is open: raised, seen, proposed to cross, crossed. Closed history is no part of this.
const OPEN: [&str; 4] = ["unseen", "seen", "proposed", CROSSED];
/// The stage of a concern on which a strategy discussion or enquiries are open.
const CROSSED: &str = "diverted";

/// That an enquiry or a concern about a child is open. Nothing of what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenConcern {
    /// When it was raised.
    pub raised_at: Timestamp,
    /// Whether a strategy discussion or enquiries are open.
    pub enquiries: bool,
}

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
    pub(crate) async fn child_of(&self, concern: &Concern) -> Result<Option<Uuid>, Failure> {
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

    /// Which enquiries and concerns are open about the child of a request, for the social-work-qualified manager who
    /// confirms the route: those raised with this request, and those about the record that it would join. Nothing for
    /// anybody else. That somebody looked is logged, and kept from the family, whatever was found.
    pub async fn open_concerns_of_request(
        &self,
        actor: &Actor,
        request: Uuid,
        opened: &Opened<Request>,
    ) -> Result<Option<Vec<OpenConcern>>, Failure> {
        let proposed = opened.state.proposed.as_ref().and_then(|proposed| proposed.fact.link);
        let child = opened.state.child().or(match proposed {
            Some(ChildLink::Existing(child)) => Some(child),
            _ => None,
        });
        self.open_concerns(actor, StreamId::new(StreamKind::Request, request), opened, child).await
    }

    /// The same, for the manager who allocates.
    pub async fn open_concerns_of_child(
        &self,
        actor: &Actor,
        child: Uuid,
        opened: &Opened<Child>,
    ) -> Result<Option<Vec<OpenConcern>>, Failure> {
        self.open_concerns(actor, StreamId::new(StreamKind::Child, child), opened, Some(child)).await
    }

    async fn open_concerns<S>(
        &self,
        actor: &Actor,
        stream: StreamId,
        opened: &Opened<S>,
        child: Option<Uuid>,
    ) -> Result<Option<Vec<OpenConcern>>, Failure> {
        let kind = match stream.kind {
            StreamKind::Request => RecordKind::Request,
            _ => RecordKind::ChildRecord,
        };
        let resource = Resource::of(actor, kind, FieldKind::ProtectionStatus, &opened.facts);
        let decision = self.policy().decide(actor, Action::LookForConcerns, &resource);
        let manager = self.partnership_state().await?.state.is_social_work_manager(actor.person());
        let (true, true, Some(reader), Some(capacity)) =
            (decision.allowed, manager, actor.person(), decision.capacity)
        else {
            return Ok(None);
        };
        let mut names = Vec::new();
        if stream.kind == StreamKind::Request {
            names.push(same_request(stream.id));
        }
        if let Some(child) = child {
            names.push(same_child(child));
            let record = StreamId::new(StreamKind::Child, child);
            let loaded = self.store().load(self.partnership(), record).await?;
            names.extend(fold::<Child>(record, &loaded)?.state.requests().map(same_request));
        }
        let mut found: BTreeMap<Uuid, OpenConcern> = BTreeMap::new();
        for name in names {
            let hits =
                self.store().search(self.partnership(), StreamKind::Concern, &plain_tokens(&name)).await?;
            for hit in hits {
                let shown = self.store().summary(self.partnership(), hit.stream).await?;
                if let Some(shown) = shown.filter(|shown| OPEN.contains(&shown.state.as_str())) {
                    let enquiries = shown.state == CROSSED;
                    found.insert(hit.stream.id, OpenConcern { raised_at: shown.sort_at, enquiries });
                }
            }
        }
        let read = RecordRead {
            reader,
            capacity,
            page: "open-concerns".to_owned(),
            reason: "work".to_owned(),
            urgent: false,
            kept_from_family: true,
        };
        self.append_read(stream, read, self.now()).await?;
        let mut found: Vec<OpenConcern> = found.into_values().collect();
        found.sort_by_key(|open| open.raised_at);
        Ok(Some(found))
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
        let tokens = plain_tokens(&same_child(child));
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
