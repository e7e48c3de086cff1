//! Somebody who is not a family asking for support gets in touch with the front door about one or more children: a school
//! that rings, a neighbour, a health visitor.
//!
//! It has a stream and a key of its own, as a concern has, and no family page folds it. It goes through stages, each with a
//! named person: somebody looks first, partners add what they know and may share, a social-work-qualified manager decides
//! about each child, and whoever got in touch is told. What was decided before is shown, and is never a score.

mod acknowledge;
mod agency;
mod ask;
mod census;
mod decide;
mod family;
mod help;
mod link;
mod listing;
mod look;
mod receive;
mod recommend;
mod tell;

use std::collections::BTreeMap;

use jiff::Timestamp;
use kernel::{Capacity, Moment, PersonId, StreamKind};
use uuid::Uuid;

pub use acknowledge::{Acknowledge, AcknowledgeRefusal, Acknowledged};
pub use agency::{
    AGENCIES, AgencyAnswered, AgencyAsked, AnswerForAgency, AnswerForAgencyRefusal, AskAgency,
    AskAgencyRefusal, Shared,
};
pub use ask::FORM;
pub use census::{Approach, census};
pub use decide::{
    DecideContact, DecideContactRefusal, Decided as ChildDecided, Outcome, QUESTIONS, Settle, SettleRefusal,
    Settled, settled_in,
};
pub use family::{
    FamilyNotTold, FamilyTold, HoldBackFromFamily, HoldBackFromFamilyRefusal, TellAboutContact,
    TellAboutContactRefusal,
};
pub use help::{HelpBegun, RecordHelpBegun, RecordHelpBegunRefusal};
pub use link::{LinkChild, LinkChildRefusal, Linked, Who};
pub use listing::{about_child, list};
pub use look::{LookFirst, LookFirstRefusal, Looked};
pub use receive::{Caller, ContactChild, ReceiveContact, ReceiveContactRefusal, Received, Way};
pub use recommend::{Recommend, RecommendRefusal, Recommended};
pub use tell::{ReferrerTold, TellReferrer, TellReferrerRefusal};

use crate::request::{Noted, noted};
use crate::stream::{Recorded, Stream, events};

events! {
    /// What happens to a contact.
    ContactEvent {
        "contact.received" => Received(Box<Received>),
        "contact.acknowledged" => Acknowledged(Acknowledged),
        "contact.child_linked" => Linked(Linked),
        "contact.looked_at" => Looked(Looked),
        "contact.agency_asked" => AgencyAsked(AgencyAsked),
        "contact.agency_answered" => AgencyAnswered(AgencyAnswered),
        "contact.recommended" => Recommended(Recommended),
        "contact.child_decided" => ChildDecided(ChildDecided),
        "contact.settled" => Settled(Settled),
        "contact.referrer_told" => ReferrerTold(ReferrerTold),
        "contact.family_told" => FamilyTold(FamilyTold),
        "contact.family_not_told" => FamilyNotTold(FamilyNotTold),
        "contact.help_begun" => HelpBegun(HelpBegun),
    }
}

/// One agency that was asked, as it stands.
#[derive(Debug, Clone)]
pub struct AgencyLine {
    /// That it was asked; absent where it told something unasked.
    pub asked: Option<Noted<AgencyAsked>>,
    /// What it answered, newest last.
    pub answered: Vec<Noted<AgencyAnswered>>,
}

/// The state of a contact.
#[derive(Debug, Clone, Default)]
pub struct Contact {
    /// What was said, by whom, about whom.
    pub received: Option<Noted<Received>>,
    /// Whoever got in touch was told that it arrived.
    pub acknowledged: Option<Noted<Acknowledged>>,
    /// Who each child may be, by the child of this contact; the newest stands.
    pub linked: BTreeMap<Uuid, Noted<Linked>>,
    /// Somebody looked first, newest last.
    pub looked: Vec<Noted<Looked>>,
    /// What each agency was asked and said, by the agency's short name.
    pub agencies: BTreeMap<String, AgencyLine>,
    /// What was recommended to the manager, newest last.
    pub recommended: Vec<Noted<Recommended>>,
    /// What was decided about each child, newest last.
    pub decided: Vec<Noted<ChildDecided>>,
    /// The questions of a decision that were answered after it.
    pub settled: BTreeMap<Uuid, Noted<Settled>>,
    /// Whoever got in touch was told what was decided, newest last.
    pub told: Vec<Noted<ReferrerTold>>,
    /// The family was told, newest last.
    pub family_told: Vec<Noted<FamilyTold>>,
    /// Why the family is not told, newest last.
    pub family_not_told: Vec<Noted<FamilyNotTold>>,
    /// Help that began, by child.
    pub help: BTreeMap<Uuid, Noted<HelpBegun>>,
}

impl Contact {
    /// The children whom it is about.
    pub fn children(&self) -> &[ContactChild] {
        self.received.as_ref().map_or(&[], |received| &received.fact.children)
    }

    /// A child of it.
    pub fn child(&self, child: Uuid) -> Option<&ContactChild> {
        self.children().iter().find(|known| known.child == child)
    }

    /// Who wrote it into a page themselves, and may follow it.
    pub fn made_by(&self) -> Option<PersonId> {
        let received = self.received.as_ref()?;
        received.author.person.filter(|_| received.fact.way == Way::Page)
    }

    /// Under which identifier a record of this child is kept, or will be once there is one: contacts about the same child
    /// find one another by it.
    pub fn identity(&self, child: Uuid) -> Uuid {
        match self.linked.get(&child).map(|linked| linked.fact.who) {
            Some(Who::Known(record)) => record,
            Some(Who::SameAs(other)) => other,
            Some(Who::Nobody) | None => child,
        }
    }

    /// Whether somebody said who this child is, or that nobody here knows the child.
    pub fn is_linked(&self, child: Uuid) -> bool {
        self.linked.contains_key(&child)
    }

    /// What stands about a child.
    pub fn decision(&self, child: Uuid) -> Option<&Noted<ChildDecided>> {
        self.decided.iter().rev().find(|decided| decided.fact.child == child)
    }

    /// Children about whom nothing is decided.
    pub fn undecided(&self) -> impl Iterator<Item = &ContactChild> {
        self.children().iter().filter(|child| self.decision(child.child).is_none())
    }

    /// When the last child was decided about, once each is.
    pub fn decided_at(&self) -> Option<Timestamp> {
        let received = self.received.as_ref()?;
        let each =
            received.fact.children.iter().map(|child| self.decision(child.child).map(|found| found.at));
        each.collect::<Option<Vec<_>>>()?.into_iter().max()
    }

    /// Whether every question of a child's decision is answered: with the decision, or after it.
    pub fn is_settled(&self, child: Uuid) -> bool {
        self.decision(child).is_some_and(|decided| decided.fact.settled.is_some())
            || self.settled.contains_key(&child)
    }

    /// Children whose decision leaves a question open.
    pub fn unsettled(&self) -> impl Iterator<Item = &ContactChild> {
        let decided = |child: &&ContactChild| self.decision(child.child).is_some();
        self.children().iter().filter(decided).filter(|child| !self.is_settled(child.child))
    }

    /// Agencies that were asked and have not answered, each with when.
    pub fn waiting_for(&self) -> impl Iterator<Item = (&str, &Noted<AgencyAsked>)> {
        self.agencies
            .iter()
            .filter(|(_, line)| line.answered.is_empty())
            .filter_map(|(agency, line)| line.asked.as_ref().map(|asked| (agency.as_str(), asked)))
    }

    /// Who of other agencies was asked by name, while anything is undecided.
    pub fn asked_now(&self) -> impl Iterator<Item = (PersonId, Capacity)> {
        let open = self.decided_at().is_none();
        let asked = self.agencies.values().filter_map(move |line| line.asked.as_ref().filter(|_| open));
        asked.filter_map(|asked| asked.fact.person.zip(asked.fact.capacity.clone()))
    }

    /// Whether whoever got in touch was told what was decided, after all of it was.
    pub fn is_referrer_told(&self) -> bool {
        let decided = self.decided_at();
        decided.is_some_and(|decided| self.told.iter().any(|told| told.at >= decided))
    }

    /// When the family of a child was told that nothing more is done, after it was decided.
    pub fn family_told_at(&self, child: Uuid) -> Option<Moment> {
        let decided = self.decision(child)?.at;
        let told = self.family_told.iter().find(|told| told.at >= decided)?;
        Some(told.happened)
    }

    /// Children of whom it was decided that nothing more is done, and whose family has not been told.
    pub fn family_to_tell(&self) -> impl Iterator<Item = &ContactChild> {
        self.children().iter().filter(|child| {
            let nothing = |decided: &Noted<ChildDecided>| decided.fact.outcome.ends_here();
            self.decision(child.child).is_some_and(nothing) && self.family_told_at(child.child).is_none()
        })
    }

    /// Children for whom help was decided on and has not begun.
    pub fn help_to_begin(&self) -> impl Iterator<Item = (&ContactChild, &Noted<ChildDecided>)> {
        self.children().iter().filter_map(|child| {
            let decided = self.decision(child.child).filter(|decided| decided.fact.outcome.begins_help())?;
            (!self.help.contains_key(&child.child)).then_some((child, decided))
        })
    }

    /// Why the family is not told yet, where that is what stands.
    pub fn not_telling(&self) -> Option<&Noted<FamilyNotTold>> {
        let last = self.family_not_told.last()?;
        let told = self.family_told.iter().any(|told| told.at >= last.at);
        (!told).then_some(last)
    }

    /// Who answers for it now: whoever looked first or took it over.
    pub fn owner(&self) -> Option<PersonId> {
        self.looked.last().and_then(|looked| looked.author.person)
    }

    /// Whether the decision about each child is made and everything that follows from it at the front door is done.
    pub fn is_closed(&self) -> bool {
        self.decided_at().is_some()
            && self.is_referrer_told()
            && self.unsettled().next().is_none()
            && self.help_to_begin().next().is_none()
            && (self.family_to_tell().next().is_none() || self.not_telling().is_some())
    }

    /// The stage, as lists filter by it.
    pub fn stage(&self) -> &'static str {
        match self {
            Self { received: None, .. } => "",
            _ if self.is_closed() => "contact-closed",
            _ if self.decided_at().is_some() => "contact-to-tell",
            Self { looked, .. } if looked.is_empty() => "contact-to-look",
            _ if self.waiting_for().next().is_some() => "contact-with-partners",
            _ => "contact-to-decide",
        }
    }
}

impl Stream for Contact {
    const KIND: StreamKind = StreamKind::Contact;
    type Event = ContactEvent;

    fn apply(&mut self, recorded: &Recorded<ContactEvent>) {
        match recorded.event.clone() {
            ContactEvent::Received(fact) => self.received = Some(noted(recorded, *fact)),
            ContactEvent::Acknowledged(fact) => self.acknowledged = Some(noted(recorded, fact)),
            ContactEvent::Linked(fact) => {
                self.linked.insert(fact.child, noted(recorded, fact));
            }
            ContactEvent::Looked(fact) => self.looked.push(noted(recorded, fact)),
            ContactEvent::AgencyAsked(fact) => {
                let line = self.line(&fact.agency);
                line.asked = Some(noted(recorded, fact));
                line.answered.clear();
            }
            ContactEvent::AgencyAnswered(fact) => {
                let noted = noted(recorded, fact);
                self.line(&noted.fact.agency).answered.push(noted.clone());
            }
            ContactEvent::Recommended(fact) => self.recommended.push(noted(recorded, fact)),
            ContactEvent::ChildDecided(fact) => self.decided.push(noted(recorded, fact)),
            ContactEvent::Settled(fact) => {
                self.settled.insert(fact.child, noted(recorded, fact));
            }
            ContactEvent::ReferrerTold(fact) => self.told.push(noted(recorded, fact)),
            ContactEvent::FamilyTold(fact) => self.family_told.push(noted(recorded, fact)),
            ContactEvent::FamilyNotTold(fact) => self.family_not_told.push(noted(recorded, fact)),
            ContactEvent::HelpBegun(fact) => {
                self.help.insert(fact.child, noted(recorded, fact));
            }
        }
    }
}

impl Contact {
    fn line(&mut self, agency: &str) -> &mut AgencyLine {
        let fresh = || AgencyLine { asked: None, answered: Vec::new() };
        self.agencies.entry(agency.to_owned()).or_insert_with(fresh)
    }
}
