//! Challenges: making one about what its maker may see, finding one's own, and who decided before and so may not decide
//! now.

use access::{Action, Actor, FieldKind, RecordKind, Resource};
use kernel::{PersonId, StreamId, StreamKind};
use records::challenge::{About, Challenge, Deciders, Enter, Made, Make, Way};
use records::child::Child;
use records::people::SafeContact;
use records::request::Request;
use uuid::Uuid;

use crate::act::Act;
use crate::application::Application;
use crate::failure::Failure;
use crate::kept::{Folded, Kept, fold};
use crate::search::reference_token;

/// What a challenge that came by telephone or on paper belongs to.
#[derive(Debug, Clone, Default)]
pub struct Linked {
    /// The request that the reference names.
    pub request: Option<Uuid>,
    /// The child's record that it belongs to.
    pub child: Option<Uuid>,
    /// What the child likes to be called.
    pub called: String,
    /// The person of the family whose name was given, where exactly one goes by it.
    pub by: Option<LinkedBy>,
}

/// A member of the family who goes by the name that was given.
#[derive(Debug, Clone)]
pub struct LinkedBy {
    /// Who.
    pub person: PersonId,
    /// How to reach them, where it is known.
    pub contact: Option<SafeContact>,
}

impl Application {
    /// Makes a challenge about what the actor may see, and says which one it is.
    pub async fn make_challenge(
        &self,
        actor: &Actor,
        made: Made,
        once: Option<Uuid>,
    ) -> Result<Uuid, Failure> {
        self.may_see_what_it_is_about(actor, &made.about).await?;
        let id = self.new_identifier();
        let act = Act::on(id, Make(made));
        self.execute(actor, once.into_iter().fold(act, Act::once)).await?;
        Ok(id)
    }

    /// Enters a challenge that came by telephone, on paper or in person.
    pub async fn enter_challenge(
        &self,
        actor: &Actor,
        made: Made,
        once: Option<Uuid>,
    ) -> Result<Uuid, Failure> {
        let id = self.new_identifier();
        let act = Act::on(id, Enter(made));
        self.execute(actor, once.into_iter().fold(act, Act::once)).await?;
        Ok(id)
    }

    async fn may_see_what_it_is_about(&self, actor: &Actor, about: &About) -> Result<(), Failure> {
        if about.child.is_none() && about.request.is_none() {
            return Err(Failure::NotThere);
        }
        let today = self.today();
        let sees = |kind, facts: &access::RecordFacts| {
            let resource = Resource::of(actor, kind, FieldKind::Ordinary, facts);
            self.policy().decide(actor, Action::See, &resource).allowed
        };
        if let Some(child) = about.child {
            let state = self.state_of::<Child>(child).await?.ok_or(Failure::NotThere)?;
            if !sees(RecordKind::ChildRecord, &state.facts(self.partnership(), today)) {
                return Err(Failure::NotThere);
            }
        } else if let Some(request) = about.request {
            let state = self.state_of::<Request>(request).await?.ok_or(Failure::NotThere)?;
            if !sees(RecordKind::Request, &state.facts(self.partnership(), today)) {
                return Err(Failure::NotThere);
            }
        }
        Ok(())
    }

    /// A record as it stands, for a rule that depends on it. Nothing of it is shown to anybody.
    async fn state_of<S: Kept>(&self, id: Uuid) -> Result<Option<S>, Failure> {
        let stream = StreamId::new(S::KIND, id);
        let loaded = self.store().load(self.partnership(), stream).await?;
        let folded: Folded<S> = fold(stream, &loaded)?;
        Ok((folded.version > 0).then_some(folded.state))
    }

    /// Who made an earlier decision on what a challenge is about.
    pub async fn deciders(&self, about: &About) -> Result<Deciders, Failure> {
        let mut child = match about.child {
            Some(child) => self.state_of::<Child>(child).await?,
            None => None,
        };
        let asked = about
            .request
            .or_else(|| child.as_ref()?.assessment.opened.as_ref().map(|support| support.fact.request));
        let request = match asked {
            Some(request) => self.state_of::<Request>(request).await?,
            None => None,
        };
        // What was only a request when it was challenged may have become part of a record since.
        if let (None, Some(since)) = (&child, request.as_ref().and_then(Request::child)) {
            child = self.state_of::<Child>(since).await?;
        }
        Ok(Deciders::of(request.as_ref(), child.as_ref()))
    }

    /// Who could be named to look at a challenge: nobody who decided before, and a manager where the way asks for one.
    pub async fn who_could_look(&self, challenge: &Challenge) -> Result<Vec<PersonId>, Failure> {
        let Some(made) = &challenge.made else { return Ok(Vec::new()) };
        let deciders = self.deciders(&made.fact.about).await?;
        let partnership = self.partnership_state().await?;
        let state = &partnership.state;
        let fits = |person: PersonId| match made.fact.way {
            Way::Talk => true,
            Way::Complaint => !deciders.includes(person),
            Way::SecondLook | Way::Route => {
                state.is_social_work_manager(Some(person)) && !deciders.includes(person)
            }
        };
        let may_answer = |practitioner: &&records::partnership::Practitioner| {
            self.policy().grants().any(|grant| {
                grant.action == Action::AnswerChallenge && practitioner.may_act_as(grant.capacity.as_str())
            })
        };
        let answered: Vec<PersonId> =
            challenge.answers.iter().filter_map(|answer| answer.author.person).collect();
        let mut found: Vec<_> = state
            .practitioners
            .values()
            .filter(may_answer)
            .filter(|known| fits(known.person) && !answered.contains(&known.person))
            .collect();
        found.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(found.into_iter().map(|known| known.person).collect())
    }

    /// The actor's own challenges, the oldest first.
    pub async fn own_challenges(&self, actor: &Actor) -> Result<Vec<Uuid>, Failure> {
        let Actor::Family { .. } = actor else { return Ok(Vec::new()) };
        let found = self.list_involved(actor, StreamKind::Challenge, None).await?;
        Ok(found.rows.into_iter().map(|row| row.stream.id).collect())
    }

    /// What a challenge that somebody else wrote down belongs to, by the reference of a request and the name that was
    /// given. Whoever enters it learns nothing from it: an unknown reference is simply kept as no reference.
    pub async fn linked(&self, reference: &str, name: &str) -> Result<Linked, Failure> {
        let words = reference.trim();
        let Some(token) = reference_token(words) else { return Ok(Linked::default()) };
        let hits = self.store().search(self.partnership(), StreamKind::Request, &[token]).await?;
        for hit in hits {
            let Some(request) = self.state_of::<Request>(hit.stream.id).await? else { continue };
            if request.reference().eq_ignore_ascii_case(words) {
                return self.linked_to(hit.stream.id, &request, name).await;
            }
        }
        Ok(Linked::default())
    }

    async fn linked_to(&self, id: Uuid, request: &Request, name: &str) -> Result<Linked, Failure> {
        let child = match request.child() {
            Some(child) => self.state_of::<Child>(child).await?,
            None => None,
        };
        let called = request.received.as_ref().map(|received| received.fact.child.called.clone());
        let mut people: Vec<(PersonId, String, Option<SafeContact>)> = Vec::new();
        if let Some(asker) = request.described_asker() {
            people.push((asker.person, asker.name.clone(), Some(asker.contact.clone())));
        }
        let today = self.today();
        for part in child.iter().flat_map(|child| &child.involved).filter(|part| part.holds_on(today)) {
            if people.iter().all(|(person, ..)| *person != part.person) {
                people.push((part.person, part.name.clone(), part.contact.clone()));
            }
        }
        let same = |known: &str| known.trim().to_lowercase() == name.trim().to_lowercase();
        let mut fitting = people.into_iter().filter(|(_, known, _)| same(known));
        let by = match (fitting.next(), fitting.next()) {
            (Some((person, _, contact)), None) => Some(LinkedBy { person, contact }),
            _ => None,
        };
        Ok(Linked { request: Some(id), child: request.child(), called: called.unwrap_or_default(), by })
    }
}
