//! What a code opens: before its holder is confirmed, what they sent and the answers to it; afterwards what the table
//! allows them of the child's record. Everything a family page shows comes from here.

use std::sync::Arc;

use access::{Action, Actor, FieldKind, RecordFacts, RecordKind, Resource};
use application::{DutyShown, Failure, Folded, Opened, ReadReason};
use guidance::Status;
use kernel::{PersonId, StreamId, StreamKind};
use records::challenge::Challenge;
use records::child::Child;
use records::help::Help;
use records::partnership::{Partnership, Practitioner};
use records::protection::Protection;
use records::request::Request;
use uuid::Uuid;

use crate::actor::CodeHolder;
use crate::failure::PageFailure;
use crate::site::Site;
use crate::wording::Wording;

/// Why a family's own reading is logged.
const OWN: &str = "own";

/// A record with its identifier.
pub(super) struct Open<S> {
    /// Its identifier.
    pub(super) id: Uuid,
    /// The record.
    pub(super) opened: Opened<S>,
}

/// What one code opens, opened.
pub(super) struct Reading {
    /// The site.
    pub(super) site: Site,
    /// Who reads.
    pub(super) actor: Actor,
    /// Who reads.
    pub(super) me: PersonId,
    /// The request, where the reader made it.
    pub(super) request: Option<Open<Request>>,
    /// The child's record, where the table opens it.
    pub(super) child: Option<Open<Child>>,
    /// The reader's own challenges, the oldest first. Nobody else's are ever here.
    pub(super) challenges: Vec<Open<Challenge>>,
    /// How the child is protected: only where a named person has told this reader.
    pub(super) protection: Option<Open<Protection>>,
    /// How the family is helped: each child's, where this reader takes part in it.
    pub(super) help: Vec<Open<Help>>,
    partnership: Arc<Folded<Partnership>>,
}

impl Reading {
    /// Opens all that the holder's code opens. It is in the read log before anything is shown.
    pub(super) async fn open(
        site: &Site,
        holder: &CodeHolder,
        page: &'static str,
    ) -> Result<Self, PageFailure> {
        let application = site.application();
        let reason = ReadReason { page, why: OWN };
        let actor = &holder.actor;
        let reach = holder.reach;
        let (request, child) = match reach.kind {
            StreamKind::Request => {
                let request = application.open_request(actor, reach.id, reason).await?;
                // Until somebody has confirmed who the asker is, no record is even looked for.
                let linked = request.state.asker.as_ref().and_then(|_| request.state.child());
                let child = match linked {
                    Some(id) => if_there(application.open_child(actor, id, reason).await)?
                        .map(|opened| Open { id, opened }),
                    None => None,
                };
                (Some(Open { id: reach.id, opened: request }), child)
            }
            StreamKind::Child => {
                let child = application.open_child(actor, reach.id, reason).await?;
                let asked = child.state.assessment.opened.as_ref().map(|support| support.fact.request);
                let request = match asked {
                    Some(id) => if_there(application.open_request(actor, id, reason).await)?
                        .map(|opened| Open { id, opened }),
                    None => None,
                };
                (request, Some(Open { id: reach.id, opened: child }))
            }
            // A code that was given for the help of a family opens that help, and no record of support.
            StreamKind::Help => {
                application.open_help(actor, reach.id, reason).await?;
                (None, None)
            }
            _ => return Err(PageFailure::NotThere),
        };
        let mut challenges = Vec::new();
        for id in application.own_challenges(actor).await? {
            challenges.extend(
                if_there(application.open_challenge(actor, id, reason).await)?
                    .map(|opened| Open { id, opened }),
            );
        }
        // Nobody who was not told makes a page look for it.
        let told = child.as_ref().filter(|open: &&Open<Child>| {
            open.opened.state.told.iter().any(|told| told.fact.to.contains(&holder.person))
        });
        let protection = match told.map(|open| open.id) {
            Some(id) => if_there(application.open_protection(actor, id, reason).await)?
                .map(|opened| Open { id, opened }),
            None => None,
        };
        let about =
            if reach.kind == StreamKind::Help { Some(reach.id) } else { child.as_ref().map(|open| open.id) };
        let help = match about {
            Some(id) => helped(site, actor, id, reason).await?,
            None => Vec::new(),
        };
        Ok(Self {
            challenges,
            protection,
            help,
            site: site.clone(),
            actor: actor.clone(),
            me: holder.person,
            request,
            child,
            partnership: application.partnership_state().await?,
        })
    }

    /// The words of the catalogue.
    pub(super) fn words(&self) -> &Wording {
        self.site.words()
    }

    /// The request as it stands.
    pub(super) fn asked(&self) -> Option<&Request> {
        self.request.as_ref().map(|open| &open.opened.state)
    }

    /// The child's record as it stands.
    pub(super) fn record(&self) -> Option<&Child> {
        self.child.as_ref().map(|open| &open.opened.state)
    }

    /// One of the reader's own challenges.
    pub(super) fn challenge(&self, id: Uuid) -> Result<&Open<Challenge>, PageFailure> {
        self.challenges.iter().find(|open| open.id == id).ok_or(PageFailure::NotThere)
    }

    /// A practitioner of the partnership.
    pub(super) fn practitioner(&self, person: PersonId) -> Option<&Practitioner> {
        self.partnership.state.practitioner(person)
    }

    /// The name of an agency, for people.
    pub(super) fn agency(&self, practitioner: &Practitioner) -> String {
        let agency = self.partnership.state.agencies.get(&practitioner.agency);
        agency.map_or_else(|| practitioner.agency.clone(), |agency| agency.name.clone())
    }

    /// Who somebody is, for this reader: "you", a practitioner's name, or the name of somebody who shares their words.
    pub(super) fn name_of(&self, person: Option<PersonId>) -> String {
        let somebody = || self.words().say("family-somebody");
        let Some(person) = person else { return somebody() };
        if person == self.me {
            return self.words().say("family-you");
        }
        let known = self.practitioner(person).map(|practitioner| practitioner.name.clone());
        let involved = || {
            let parts = self.record().map(|child| child.involved.as_slice()).unwrap_or_default();
            parts.iter().find(|part| part.person == person).map(|part| part.name.clone())
        };
        known.or_else(involved).unwrap_or_else(somebody)
    }

    /// Whether the table lets the reader do this to a part of the child's record.
    pub(super) fn may(&self, action: Action, kind: RecordKind) -> bool {
        self.child.as_ref().is_some_and(|open| {
            self.site.application().may(&self.actor, &open.opened, action, kind, FieldKind::Ordinary)
        })
    }

    /// Whether the table lets the reader do this to something that is one person's own.
    pub(super) fn may_of(
        &self,
        facts: &RecordFacts,
        owner: Option<PersonId>,
        action: Action,
        kind: RecordKind,
        field: FieldKind,
    ) -> bool {
        let mut facts = facts.clone();
        facts.own_of = owner.into_iter().collect();
        let resource = Resource::of(&self.actor, kind, field, &facts);
        self.site.application().policy().decide(&self.actor, action, &resource).allowed
    }

    /// Whether the reader may take their request back now.
    pub(super) fn may_withdraw(&self) -> bool {
        self.request.as_ref().is_some_and(|open| {
            let may = self.site.application().may(
                &self.actor,
                &open.opened,
                Action::Withdraw,
                RecordKind::Request,
                FieldKind::Ordinary,
            );
            may && open.opened.state.is_open()
        })
    }

    /// What must still happen, as far as this reader is shown it; soonest first.
    pub(super) async fn duties(&self) -> Result<Vec<DutyShown>, PageFailure> {
        let application = self.site.application();
        let mut duties = Vec::new();
        if let Some(open) = &self.request {
            duties.extend(application.duties_of(StreamId::new(StreamKind::Request, open.id)).await?);
        }
        if let Some(open) = self.child.as_ref().filter(|_| self.may(Action::See, RecordKind::DutyList)) {
            duties.extend(application.duties_of(StreamId::new(StreamKind::Child, open.id)).await?);
        }
        duties.retain(|duty| {
            duty.scheduled.shown_to_family && duty.status.is_open() && self.is_for_me(&duty.scheduled)
        });
        sort(&mut duties);
        Ok(duties)
    }

    /// What must still happen with one of the reader's own challenges; soonest first.
    pub(super) async fn duties_of_challenge(&self, id: Uuid) -> Result<Vec<DutyShown>, PageFailure> {
        let stream = StreamId::new(StreamKind::Challenge, id);
        let mut duties = self.site.application().duties_of(stream).await?;
        duties.retain(|duty| duty.scheduled.shown_to_family && duty.status.is_open());
        sort(&mut duties);
        Ok(duties)
    }

    /// A comment belongs to whoever made it, and so does the date of its answer.
    fn is_for_me(&self, scheduled: &guidance::Scheduled) -> bool {
        let comment = scheduled.key.as_ref().and_then(|key| key.parse::<Uuid>().ok());
        let made = comment.and_then(|id| self.record().and_then(|child| child.comment(id)));
        made.is_none_or(|comment| self.sees_comment(comment))
    }

    /// Whether a comment is the reader's own.
    pub(super) fn sees_comment(&self, comment: &records::child::Comment) -> bool {
        self.child.as_ref().is_some_and(|open| {
            let owner = comment.made.author.person;
            self.may_of(&open.opened.facts, owner, Action::See, RecordKind::Comment, FieldKind::OwnWords)
        })
    }
}

/// The help of a child and of brothers and sisters, as far as the table opens it to this reader. Nothing is written where there
/// is nothing.
async fn helped(
    site: &Site,
    actor: &Actor,
    child: Uuid,
    reason: ReadReason,
) -> Result<Vec<Open<Help>>, PageFailure> {
    let application = site.application();
    let Some(opened) = if_there(application.open_help(actor, child, reason).await)? else {
        return Ok(Vec::new());
    };
    let others = application.helped_with(actor, child, &opened, reason).await?;
    let own = std::iter::once((child, opened));
    Ok(own.chain(others).map(|(id, opened)| Open { id, opened }).collect())
}

/// What was opened, or nothing where there is nothing for this reader.
fn if_there<S>(opened: Result<Opened<S>, Failure>) -> Result<Option<Opened<S>>, PageFailure> {
    match opened {
        Ok(opened) => Ok(Some(opened)),
        Err(Failure::NotThere | Failure::Erased) => Ok(None),
        Err(other) => Err(other.into()),
    }
}

/// The late first, then by day; what has no day comes last.
fn sort(duties: &mut [DutyShown]) {
    duties.sort_by_key(|duty| {
        let late = duty.status != Status::Overdue;
        (duty.scheduled.due.date().is_none(), late, duty.scheduled.due.date(), duty.scheduled.name.clone())
    });
}
