//! Harm outside the home: a place, a group of children or a space online where children may be harmed.
//!
//! It has a stream of its own, linked to many children. A link stands here and nowhere else, with its reason and who may see it; it
//! says that a child may be harmed there and never that the child does harm, and no list, count or duty of a child follows from
//! it. Nothing of it stands on a family's page.

mod children;
mod listing;
mod partners;
mod work;

use jiff::civil::Date;
use kernel::{Capacity, PersonId, StreamKind};
use uuid::Uuid;

pub use children::{
    ChildLinked, DecideHarm, DecideHarmRefusal, EndLink, EndLinkRefusal, HarmDecided, LinkChild,
    LinkChildRefusal, LinkEnded,
};
pub use listing::{linked_to, list};
pub use partners::{NamePartner, NamePartnerRefusal, PARTNERS, PartnerNamed};
pub use work::{
    ClosePlace, ClosePlaceRefusal, OpenPlace, OpenPlaceRefusal, PlaceClosed, PlaceOpened, PlaceStep,
    PlaceWork, RecordPlaceStep, RecordPlaceStepRefusal,
};

use crate::request::{Noted, noted};
use crate::stream::{Recorded, Stream, events};

/// The form of all steps.
pub const FORM: &str = "place";

events! {
    /// What happens with a place, a group or a space online.
    PlaceEvent {
        "place.opened" => Opened(PlaceOpened),
        "place.child_linked" => Linked(ChildLinked),
        "place.harm_decided" => Decided(HarmDecided),
        "place.link_over" => LinkEnded(LinkEnded),
        "place.partner_named" => Partner(PartnerNamed),
        "place.step_recorded" => Recorded(PlaceStep),
        "place.over" => Closed(PlaceClosed),
    }
}

/// A child who may be harmed there.
#[derive(Debug, Clone)]
pub struct Link {
    /// That the child was linked, and why.
    pub linked: Noted<ChildLinked>,
    /// How the child is helped: each decision, oldest first.
    pub decided: Vec<Noted<HarmDecided>>,
    /// That the link ended.
    pub ended: Option<Noted<LinkEnded>>,
}

/// A place, a group or a space online, as it stands.
#[derive(Debug, Clone, Default)]
pub struct Place {
    /// What it is, and why it is looked at.
    pub opened: Option<Noted<PlaceOpened>>,
    /// Children who may be harmed there, oldest first.
    pub links: Vec<Link>,
    /// Who works on it.
    pub partners: Vec<Noted<PartnerNamed>>,
    /// What was found, planned and looked at again, oldest first.
    pub steps: Vec<Noted<PlaceStep>>,
    /// That it is closed.
    pub closed: Option<Noted<PlaceClosed>>,
}

impl Place {
    /// Whether it is open.
    pub fn is_open(&self) -> bool {
        self.opened.is_some() && self.closed.is_none()
    }

    /// What it is called.
    pub fn name(&self) -> &str {
        self.opened.as_ref().map_or("", |opened| opened.fact.name.as_str())
    }

    /// A link by its identifier.
    pub fn link(&self, id: Uuid) -> Option<&Link> {
        self.links.iter().find(|link| link.linked.fact.link == id)
    }

    /// The links that stand.
    pub fn standing(&self) -> impl Iterator<Item = &Link> {
        self.links.iter().filter(|link| link.ended.is_none())
    }

    /// The latest of one kind of work.
    pub fn latest(&self, what: PlaceWork) -> Option<&Noted<PlaceStep>> {
        self.steps.iter().rev().find(|step| step.fact.what == what)
    }

    /// The day on which it is looked at again, as the plan or the last review says.
    pub fn review_on(&self) -> Option<Date> {
        self.steps.iter().rev().find_map(|step| step.fact.review_on)
    }

    /// Everybody who works on it, in which capacity, since when: whoever opened it, and each partner.
    pub fn workers(&self) -> Vec<(PersonId, Capacity, Date)> {
        let opened = self.opened.iter().filter_map(|opened| {
            let (person, capacity) = opened.author.person.zip(opened.author.capacity.clone())?;
            Some((person, capacity, kernel::london_date(opened.at)))
        });
        let named = self
            .partners
            .iter()
            .map(|named| (named.fact.person, named.fact.capacity.clone(), kernel::london_date(named.at)));
        opened.chain(named).collect()
    }
}

impl Stream for Place {
    const KIND: StreamKind = StreamKind::Place;
    type Event = PlaceEvent;

    fn apply(&mut self, recorded: &Recorded<PlaceEvent>) {
        match recorded.event.clone() {
            PlaceEvent::Opened(fact) => self.opened = Some(noted(recorded, fact)),
            PlaceEvent::Linked(fact) => {
                self.links.push(Link { linked: noted(recorded, fact), decided: Vec::new(), ended: None });
            }
            PlaceEvent::Decided(fact) => {
                let id = fact.link;
                if let Some(link) = self.links.iter_mut().find(|link| link.linked.fact.link == id) {
                    link.decided.push(noted(recorded, fact));
                }
            }
            PlaceEvent::LinkEnded(fact) => {
                let id = fact.link;
                if let Some(link) = self.links.iter_mut().find(|link| link.linked.fact.link == id) {
                    link.ended = Some(noted(recorded, fact));
                }
            }
            PlaceEvent::Partner(fact) => self.partners.push(noted(recorded, fact)),
            PlaceEvent::Recorded(fact) => self.steps.push(noted(recorded, fact)),
            PlaceEvent::Closed(fact) => self.closed = Some(noted(recorded, fact)),
        }
    }
}
