//! How a child is protected: strategy discussions, enquiries, conferences, the protection plan, orders.
//!
//! It has a stream of its own, named after the child, beside the record of support, which goes on untouched. Nothing of it
//! can stand where a family reads until a named person has told somebody, and then only for that person. What happens here
//! overlaps: a new discussion, a plan and an order may all be open at once, so nothing is a single status.

pub(crate) mod ask;
mod conference;
mod curate;
mod dated;
mod disagreement;
mod discussion;
mod enquiry;
mod family_meeting;
mod incident;
mod listing;
mod network;
mod order;
mod people;
mod plan;
mod proceedings;
mod supervise;
mod tell;

use std::collections::{BTreeMap, BTreeSet};

use kernel::{EntryId, PersonId, StreamKind};
use uuid::Uuid;

pub use ask::FORM;
pub(crate) use ask::{one, words};
pub use conference::{
    CallConference, CallConferenceRefusal, ConferenceCalled, ConferenceHeld, ConferenceKind, GiveView,
    GiveViewRefusal, HoldConference, HoldConferenceRefusal, RecordTransfer, RecordTransferRefusal,
    ReportShared, ShareReport, ShareReportRefusal, TransferRecorded, ViewGiven,
};
pub use curate::{Curate, CurateRefusal, EntryCurated};
pub use dated::DatedRefusal;
pub use disagreement::{
    AnswerDisagreement, AnswerDisagreementRefusal, Disagree, DisagreeRefusal, Disagreement,
    DisagreementAnswered, DisagreementRaised, DisagreementSettled, DisagreementTakenFurther,
    FollowDisagreement, FollowDisagreementRefusal, SettledHow, disagreement_stages,
};
pub use discussion::{
    CloseHousehold, CloseHouseholdRefusal, Convene, ConveneRefusal, DiscussionClosed, DiscussionConvened,
    DiscussionDecision, DiscussionHeld, HoldDiscussion, HoldDiscussionRefusal,
};
pub use enquiry::{
    ChildSeen, ConclusionAnswered, ConclusionProposed, DecideConclusion, DecideConclusionRefusal,
    EnquiryBegun, ProposeConclusion, ProposeConclusionRefusal, RecordSeen, RecordSeenRefusal,
};
pub use family_meeting::{
    AnswerFamilyMeeting, AnswerFamilyMeetingRefusal, FamilyMeeting, FamilyMeetingAnswered, FamilyMeetingHeld,
    FamilyMeetingOffered, HoldFamilyMeeting, HoldFamilyMeetingRefusal, OfferFamilyMeeting,
    OfferFamilyMeetingRefusal,
};
pub use incident::{
    Incident, IncidentRecorded, LeadAreaSettled, NotifyPanel, NotifyPanelRefusal, PanelNotified,
    PartnersTold, RapidReviewSent, RecordIncident, RecordIncidentRefusal, SendRapidReview,
    SendRapidReviewRefusal, SettleLeadArea, SettleLeadAreaRefusal, TellPartners, TellPartnersRefusal,
};
pub use listing::{list, same_concern, same_meeting};
pub use network::{Member, NetworkWritten, WriteNetwork, WriteNetworkRefusal};
pub(crate) use order::police_protection_before;
pub use order::{
    EndOrder, EndOrderRefusal, ExtendOrder, ExtendOrderRefusal, OrderEnded, OrderExtended, OrderKind,
    OrderMade, OrderToldOf, RecordOrder, RecordOrderRefusal, TellOfOrder, TellOfOrderRefusal,
};
pub use people::{
    ChairNamed, GiveSeat, GiveSeatRefusal, LeadNamed, NameChair, NameChairRefusal, NameLead, NameLeadRefusal,
    SeatGiven,
};
pub use plan::{
    CoreGroupMet, EndPlan, EndPlanRefusal, HoldCoreGroup, HoldCoreGroupRefusal, PlanEnded, PlanWritten,
    RecordVisit, RecordVisitRefusal, VisitMade, WritePlan, WritePlanRefusal,
};
pub use proceedings::{
    ConsiderProceedings, ConsiderProceedingsRefusal, DecideProceedings, DecideProceedingsRefusal,
    EndProceedings, EndProceedingsRefusal, HoldProceedingsMeeting, HoldProceedingsMeetingRefusal,
    Proceedings, ProceedingsConsidered, ProceedingsDecided, ProceedingsDecision, ProceedingsEnded,
    ProceedingsMeetingHeld,
};
pub use supervise::{FollowSupervision, FollowSupervisionRefusal, Supervise, SuperviseRefusal};
pub use tell::{
    HeldBack, HoldBack, HoldBackRefusal, TellPerson, TellPersonRefusal, TellingHeldBack, TellingMade,
};

use crate::refusal::Refusal;
use crate::request::{Noted, noted};
use crate::stream::{Author, Decided, Recorded, Stream, events};
use crate::supervision::{Supervised, Supervision, SupervisionFollowed};

events! {
    /// What happens in the protection of a child.
    ProtectionEvent {
        "discussion.convened" => Convened(DiscussionConvened),
        "discussion.took_place" => DiscussionHeld(DiscussionHeld),
        "discussion.closed" => DiscussionClosed(DiscussionClosed),
        "enquiry.begun" => EnquiryBegun(EnquiryBegun),
        "lead.named" => LeadNamed(LeadNamed),
        "chair.named" => ChairNamed(ChairNamed),
        "seat.given" => SeatGiven(SeatGiven),
        "enquiry.child_seen" => ChildSeen(ChildSeen),
        "conclusion.proposed" => ConclusionProposed(ConclusionProposed),
        "conclusion.answered" => ConclusionAnswered(ConclusionAnswered),
        "transfer.recorded" => TransferRecorded(TransferRecorded),
        "conference.called" => ConferenceCalled(ConferenceCalled),
        "report.shared" => ReportShared(ReportShared),
        "conference.view_given" => ViewGiven(ViewGiven),
        "conference.took_place" => ConferenceHeld(ConferenceHeld),
        "protection_plan.written" => PlanWritten(PlanWritten),
        "core_group.met" => CoreGroupMet(CoreGroupMet),
        "protection_visit.made" => VisitMade(VisitMade),
        "protection_plan.closed" => PlanEnded(PlanEnded),
        "order.made" => OrderMade(OrderMade),
        "order.extended" => OrderExtended(OrderExtended),
        "order.told_of" => OrderToldOf(OrderToldOf),
        "order.over" => OrderEnded(OrderEnded),
        "person.told" => TellingMade(TellingMade),
        "person.not_told_yet" => TellingHeldBack(TellingHeldBack),
        "disagreement.raised" => DisagreementRaised(DisagreementRaised),
        "disagreement.answered" => DisagreementAnswered(DisagreementAnswered),
        "disagreement.taken_further" => DisagreementTakenFurther(DisagreementTakenFurther),
        "disagreement.settled" => DisagreementSettled(DisagreementSettled),
        "chronology.curated" => Curated(EntryCurated),
        "network.written" => NetworkWritten(NetworkWritten),
        "family_meeting.offered" => FamilyMeetingOffered(FamilyMeetingOffered),
        "family_meeting.answered" => FamilyMeetingAnswered(FamilyMeetingAnswered),
        "family_meeting.took_place" => FamilyMeetingHeld(FamilyMeetingHeld),
        "proceedings.considered" => ProceedingsConsidered(ProceedingsConsidered),
        "proceedings.meeting_held" => ProceedingsMeetingHeld(ProceedingsMeetingHeld),
        "proceedings.decided" => ProceedingsDecided(ProceedingsDecided),
        "proceedings.ended" => ProceedingsEnded(ProceedingsEnded),
        "incident.recorded" => IncidentRecorded(IncidentRecorded),
        "incident.panel_notified" => PanelNotified(PanelNotified),
        "incident.partners_told" => PartnersTold(PartnersTold),
        "incident.lead_area_settled" => LeadAreaSettled(LeadAreaSettled),
        "incident.reviewed" => RapidReviewSent(RapidReviewSent),
        "supervision.held" => Supervised(Supervised),
        "supervision.followed" => SupervisionFollowed(SupervisionFollowed),
    }
}

/// One strategy discussion.
#[derive(Debug, Clone)]
pub struct Discussion {
    /// When it was called together, and why.
    pub convened: Noted<DiscussionConvened>,
    /// What it decided.
    pub held: Option<Noted<DiscussionHeld>>,
    /// That every child of the household was decided about.
    pub closed: Option<Noted<DiscussionClosed>>,
}

/// One set of enquiries.
#[derive(Debug, Clone)]
pub struct Enquiry {
    /// When it began.
    pub begun: Noted<EnquiryBegun>,
    /// Each time the child was seen, or was not.
    pub seen: Vec<Noted<ChildSeen>>,
    /// What the lead found; the latest stands.
    pub proposed: Option<Noted<ConclusionProposed>>,
    /// What a manager said of it: agreed, or sent back.
    pub answered: Vec<Noted<ConclusionAnswered>>,
}

impl Enquiry {
    /// Its conclusion, once a manager has agreed to it.
    pub fn concluded(&self) -> Option<(&Noted<ConclusionProposed>, &Noted<ConclusionAnswered>)> {
        let agreed = self.answered.iter().find(|answered| answered.fact.agreed)?;
        self.proposed.as_ref().map(|proposed| (proposed, agreed))
    }

    /// Whether the lead has said what was found, and no manager has answered yet.
    pub fn waits(&self) -> Option<&Noted<ConclusionProposed>> {
        let proposed = self.proposed.as_ref()?;
        let answered =
            self.answered.iter().any(|answered| answered.fact.conclusion == proposed.fact.conclusion);
        (!answered).then_some(proposed)
    }

    /// Whether it found that a conference is needed.
    pub fn needs_conference(&self) -> bool {
        self.concluded().is_some_and(|(proposed, _)| proposed.fact.needs_conference())
    }
}

/// One conference.
#[derive(Debug, Clone)]
pub struct Conference {
    /// When it was called, and who was invited.
    pub called: Noted<ConferenceCalled>,
    /// Each report, and how it reached whom.
    pub reports: Vec<Noted<ReportShared>>,
    /// Each agency's view.
    pub views: Vec<Noted<ViewGiven>>,
    /// What it decided.
    pub held: Option<Noted<ConferenceHeld>>,
}

/// One protection plan, from the conference that made it until it ended.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The conference that made it.
    pub made: Noted<ConferenceHeld>,
    /// The plan in detail; the latest stands.
    pub written: Vec<Noted<PlanWritten>>,
    /// Each core group.
    pub core_groups: Vec<Noted<CoreGroupMet>>,
    /// Each visit.
    pub visits: Vec<Noted<VisitMade>>,
    /// Each review.
    pub reviews: Vec<Noted<ConferenceHeld>>,
    /// That it ended.
    pub ended: Option<Noted<PlanEnded>>,
}

impl Plan {
    /// The review that decided that it is not needed any more.
    pub fn not_needed(&self) -> Option<&Noted<ConferenceHeld>> {
        self.reviews.iter().find(|review| !review.fact.plan)
    }

    /// The visits on which the child was seen.
    pub fn seen(&self) -> impl Iterator<Item = &Noted<VisitMade>> {
        self.visits.iter().filter(|visit| visit.fact.seen)
    }
}

/// One order, or one time of police protection.
#[derive(Debug, Clone)]
pub struct Order {
    /// When it began, and which.
    pub made: Noted<OrderMade>,
    /// That it was extended.
    pub extended: Option<Noted<OrderExtended>>,
    /// That everybody was told of it.
    pub told: Option<Noted<OrderToldOf>>,
    /// That it ended, and what followed.
    pub ended: Option<Noted<OrderEnded>>,
}

/// The protection of a child, as it stands.
#[derive(Debug, Clone, Default)]
pub struct Protection {
    /// What the child is called here: the name that was given last.
    pub called: String,
    /// Strategy discussions, oldest first.
    pub discussions: Vec<Discussion>,
    /// Enquiries, oldest first.
    pub enquiries: Vec<Enquiry>,
    /// Who leads; the last one does.
    pub leads: Vec<Noted<LeadNamed>>,
    /// Who chairs; the last one does.
    pub chairs: Vec<Noted<ChairNamed>>,
    /// Who has a seat at the table.
    pub seats: Vec<Noted<SeatGiven>>,
    /// Children with a plan who moved here.
    pub transfers: Vec<Noted<TransferRecorded>>,
    /// Conferences, oldest first.
    pub conferences: Vec<Conference>,
    /// Protection plans, oldest first.
    pub plans: Vec<Plan>,
    /// Orders and police protection, oldest first.
    pub orders: Vec<Order>,
    /// Who was told what.
    pub told: Vec<Noted<TellingMade>>,
    /// Who is not told yet, why, and when that is looked at again; those who were told since stand there too.
    pub not_told: Vec<HeldBack>,
    /// What practitioners disagreed about, oldest first.
    pub disagreements: Vec<Disagreement>,
    /// What somebody put among the key events of the chronology, or took out of them; the latest word on each entry stands.
    pub curated: BTreeMap<EntryId, bool>,
    /// The child's family and network, as it was written each time; the latest stands.
    pub networks: Vec<Noted<NetworkWritten>>,
    /// Meetings of the family's own that were offered, oldest first.
    pub family_meetings: Vec<FamilyMeeting>,
    /// Care proceedings that were considered, oldest first.
    pub proceedings: Vec<Proceedings>,
    /// Serious incidents, oldest first.
    pub incidents: Vec<Incident>,
    /// Each supervision, oldest first.
    pub supervisions: Vec<Supervision>,
}

impl Protection {
    /// Whether anything stands in it.
    pub fn is_begun(&self) -> bool {
        let began = [self.discussions.is_empty(), self.transfers.is_empty(), self.orders.is_empty()];
        began.contains(&false) || !self.incidents.is_empty()
    }

    /// The discussion that was called together and has not taken place.
    pub fn waiting_discussion(&self) -> Option<&Discussion> {
        self.discussions.iter().find(|discussion| discussion.held.is_none())
    }

    /// The discussion that took place without a decision about every child of the household yet. One that came of a raised
    /// concern closes there.
    pub fn unclosed_discussion(&self) -> Option<&Discussion> {
        self.discussions.iter().find(|discussion| {
            discussion.held.is_some()
                && discussion.closed.is_none()
                && discussion.convened.fact.concern.is_none()
        })
    }

    /// The enquiries that have not ended.
    pub fn open_enquiry(&self) -> Option<&Enquiry> {
        self.enquiries.iter().find(|enquiry| enquiry.concluded().is_none())
    }

    /// The plan that is in force.
    pub fn plan(&self) -> Option<&Plan> {
        self.plans.iter().find(|plan| plan.ended.is_none())
    }

    /// The conference that was called and has not taken place. A review is not waited for when its plan has ended.
    pub fn waiting_conference(&self) -> Option<&Conference> {
        let plan = self.plan().map(|plan| plan.made.fact.episode);
        self.conferences.iter().find(|conference| {
            let called = &conference.called.fact;
            let stands = called.kind != ConferenceKind::Review || Some(called.episode) == plan;
            conference.held.is_none() && stands
        })
    }

    /// The latest conference of all.
    pub fn latest_conference(&self) -> Option<&Conference> {
        self.conferences.last()
    }

    /// Whether a conference about this episode took place.
    pub fn was_held_for(&self, episode: Uuid) -> Option<&Noted<ConferenceHeld>> {
        let held = self.conferences.iter().filter_map(|conference| conference.held.as_ref());
        held.into_iter().find(|held| held.fact.episode == episode)
    }

    /// Which conference may be called now, and for which episode: a review while there is a plan, and otherwise the first
    /// one after enquiries that found it is needed, or after a child with a plan moved here.
    pub fn next_conference(&self) -> Option<(ConferenceKind, Uuid)> {
        if self.waiting_conference().is_some() {
            return None;
        }
        if let Some(plan) = self.plan() {
            let goes_on = plan.not_needed().is_none();
            return goes_on.then_some((ConferenceKind::Review, plan.made.fact.episode));
        }
        let moved = self.transfers.iter().map(|transfer| transfer.fact.transfer);
        let moved = moved.into_iter().find(|transfer| self.was_held_for(*transfer).is_none());
        let moved = moved.map(|transfer| (ConferenceKind::TransferIn, transfer));
        let mut needed = self.enquiries.iter().filter(|enquiry| enquiry.needs_conference());
        let needed = needed.find(|enquiry| self.conference_of(enquiry).is_none());
        moved.or_else(|| needed.map(|enquiry| (ConferenceKind::Initial, enquiry.begun.fact.enquiry)))
    }

    /// The conference that looked at what these enquiries found: the first that took place after they ended. While there is a
    /// plan, that is its review.
    pub fn conference_of(&self, enquiry: &Enquiry) -> Option<&Noted<ConferenceHeld>> {
        let (_, agreed) = enquiry.concluded()?;
        let held = self.conferences.iter().filter_map(|conference| conference.held.as_ref());
        held.into_iter().find(|held| held.at > agreed.at)
    }

    /// Who leads now.
    pub fn lead(&self) -> Option<PersonId> {
        self.leads.last().map(|lead| lead.fact.person)
    }

    /// Who chairs now.
    pub fn chair(&self) -> Option<PersonId> {
        self.chairs.last().map(|chair| chair.fact.person)
    }

    /// The orders that run.
    pub fn running_orders(&self) -> impl Iterator<Item = &Order> {
        self.orders.iter().filter(|order| order.ended.is_none())
    }

    /// An order by its identifier.
    pub fn order(&self, id: Uuid) -> Option<&Order> {
        self.orders.iter().find(|order| order.made.fact.order == id)
    }

    /// Who of the family was told, and may read what this says to them.
    pub fn told_people(&self) -> BTreeSet<PersonId> {
        self.told.iter().filter_map(|told| told.fact.person).collect()
    }

    /// Everybody who works on it, in which capacity, since when.
    pub fn workers(&self) -> Vec<(PersonId, kernel::Capacity, jiff::civil::Date)> {
        people::workers(self)
    }
}

impl Stream for Protection {
    const KIND: StreamKind = StreamKind::Protection;
    type Event = ProtectionEvent;

    fn refuses(&self, decided: &Decided<ProtectionEvent>, _: &Author) -> Option<Box<dyn Refusal>> {
        let refusal = self.refuses_the_day(decided)?;
        Some(Box::new(refusal))
    }

    fn apply(&mut self, recorded: &Recorded<ProtectionEvent>) {
        match recorded.event.clone() {
            ProtectionEvent::Convened(fact) => {
                self.name(&fact.called);
                let convened = noted(recorded, fact);
                self.discussions.push(Discussion { convened, held: None, closed: None });
            }
            ProtectionEvent::DiscussionHeld(fact) => {
                if let Some(discussion) = self.discussion(fact.discussion) {
                    discussion.held = Some(noted(recorded, fact));
                }
            }
            ProtectionEvent::DiscussionClosed(fact) => {
                if let Some(discussion) = self.discussion(fact.discussion) {
                    discussion.closed = Some(noted(recorded, fact));
                }
            }
            ProtectionEvent::EnquiryBegun(fact) => {
                let begun = noted(recorded, fact);
                self.enquiries.push(Enquiry {
                    begun,
                    seen: Vec::new(),
                    proposed: None,
                    answered: Vec::new(),
                });
            }
            ProtectionEvent::LeadNamed(fact) => self.leads.push(noted(recorded, fact)),
            ProtectionEvent::ChairNamed(fact) => self.chairs.push(noted(recorded, fact)),
            ProtectionEvent::SeatGiven(fact) => self.seats.push(noted(recorded, fact)),
            ProtectionEvent::TransferRecorded(fact) => {
                self.name(&fact.called);
                self.transfers.push(noted(recorded, fact));
            }
            ProtectionEvent::TellingMade(_) | ProtectionEvent::TellingHeldBack(_) => {
                tell::apply(self, recorded);
            }
            ProtectionEvent::ChildSeen(_)
            | ProtectionEvent::ConclusionProposed(_)
            | ProtectionEvent::ConclusionAnswered(_) => enquiry::apply(self, recorded),
            ProtectionEvent::ConferenceCalled(_)
            | ProtectionEvent::ReportShared(_)
            | ProtectionEvent::ViewGiven(_)
            | ProtectionEvent::ConferenceHeld(_) => conference::apply(self, recorded),
            ProtectionEvent::PlanWritten(_)
            | ProtectionEvent::CoreGroupMet(_)
            | ProtectionEvent::VisitMade(_)
            | ProtectionEvent::PlanEnded(_) => plan::apply(self, recorded),
            ProtectionEvent::OrderMade(_)
            | ProtectionEvent::OrderExtended(_)
            | ProtectionEvent::OrderToldOf(_)
            | ProtectionEvent::OrderEnded(_) => order::apply(self, recorded),
            ProtectionEvent::DisagreementRaised(_)
            | ProtectionEvent::DisagreementAnswered(_)
            | ProtectionEvent::DisagreementTakenFurther(_)
            | ProtectionEvent::DisagreementSettled(_) => disagreement::apply(self, recorded),
            ProtectionEvent::FamilyMeetingOffered(_)
            | ProtectionEvent::FamilyMeetingAnswered(_)
            | ProtectionEvent::FamilyMeetingHeld(_) => family_meeting::apply(self, recorded),
            ProtectionEvent::ProceedingsConsidered(_)
            | ProtectionEvent::ProceedingsMeetingHeld(_)
            | ProtectionEvent::ProceedingsDecided(_)
            | ProtectionEvent::ProceedingsEnded(_) => proceedings::apply(self, recorded),
            ProtectionEvent::IncidentRecorded(ref fact) => {
                self.name(&fact.called);
                incident::apply(self, recorded);
            }
            ProtectionEvent::PanelNotified(_)
            | ProtectionEvent::PartnersTold(_)
            | ProtectionEvent::LeadAreaSettled(_)
            | ProtectionEvent::RapidReviewSent(_) => incident::apply(self, recorded),
            ProtectionEvent::Supervised(_) | ProtectionEvent::SupervisionFollowed(_) => {
                supervise::apply(self, recorded);
            }
            ProtectionEvent::NetworkWritten(fact) => self.networks.push(noted(recorded, fact)),
            ProtectionEvent::Curated(fact) => {
                self.curated.insert(fact.entry, fact.key);
            }
        }
    }
}

impl Protection {
    fn name(&mut self, called: &str) {
        if !called.is_empty() {
            called.clone_into(&mut self.called);
        }
    }

    fn discussion(&mut self, id: Uuid) -> Option<&mut Discussion> {
        self.discussions.iter_mut().find(|discussion| discussion.convened.fact.discussion == id)
    }
}
