//! Nothing is dated before what it belongs to began: most such days are slips of the year, and a clock would count from them.

use jiff::civil::Date;
use kernel::Moment;
use uuid::Uuid;

use super::{Conference, ConferenceKind, Plan, Protection, ProtectionEvent};
use crate::refusal::refusals;
use crate::stream::Decided;

refusals! {
    /// Why something cannot have happened on that day, whatever it is.
    DatedRefusal {
        BeforeItBegan = "it is dated before what it belongs to began", "dated-before-it-began", "what belongs to something does not come before it";
    }
}

/// Whether one moment lies before another: by the clock where both have a time of day, else by the day.
pub(super) fn is_before(this: Moment, that: Moment) -> bool {
    match (this.instant(), that.instant()) {
        (Some(this), Some(that)) => this < that,
        _ => this.date() < that.date(),
    }
}

impl Protection {
    /// Refuses an event that is dated before what it belongs to.
    pub(super) fn refuses_the_day(&self, decided: &Decided<ProtectionEvent>) -> Option<DatedRefusal> {
        let began = self.began_before(&decided.event)?;
        let said = said_to_be_on(&decided.event).map_or(decided.happened, Moment::On);
        is_before(said, began).then_some(DatedRefusal::BeforeItBegan)
    }

    /// When what an event belongs to began. Every kind stands here, so that a new one is thought of. What begins something is
    /// held back by no other day.
    fn began_before(&self, event: &ProtectionEvent) -> Option<Moment> {
        match event {
            ProtectionEvent::ChildSeen(fact) => self.enquiry_began(fact.enquiry),
            ProtectionEvent::ConferenceCalled(fact) => self.episode_began(fact.kind, fact.episode),
            ProtectionEvent::ReportShared(fact) => {
                let called = self.conference(fact.conference)?.called.fact.clone();
                self.episode_began(called.kind, called.episode)
            }
            ProtectionEvent::ConferenceHeld(fact) => self.episode_began(fact.kind, fact.episode),
            ProtectionEvent::PlanWritten(_)
            | ProtectionEvent::CoreGroupMet(_)
            | ProtectionEvent::VisitMade(_) => self.plan().map(|plan| plan.made.happened),
            ProtectionEvent::PlanEnded(_) => self.plan().map(|plan| {
                let reviewed = plan.not_needed().map(|review| review.happened);
                reviewed.unwrap_or(plan.made.happened)
            }),
            ProtectionEvent::OrderExtended(fact) => self.order_began(fact.order),
            ProtectionEvent::OrderToldOf(fact) => self.order_began(fact.order),
            ProtectionEvent::OrderEnded(fact) => self.order_began(fact.order),
            ProtectionEvent::FamilyMeetingAnswered(fact) => self.family_meeting_offered(fact.meeting),
            ProtectionEvent::FamilyMeetingHeld(fact) => self.family_meeting_offered(fact.meeting),
            ProtectionEvent::FamilyMeetingOffered(_) | ProtectionEvent::ProceedingsConsidered(_) => {
                self.record_began()
            }
            ProtectionEvent::ProceedingsMeetingHeld(fact) => self.considered(fact.proceedings),
            ProtectionEvent::ProceedingsDecided(fact) => self.considered(fact.proceedings),
            ProtectionEvent::PanelNotified(fact) => self.learned_of(fact.incident),
            ProtectionEvent::PartnersTold(fact) => self.learned_of(fact.incident),
            ProtectionEvent::LeadAreaSettled(fact) => self.learned_of(fact.incident),
            ProtectionEvent::RapidReviewSent(fact) => self.learned_of(fact.incident),
            ProtectionEvent::Supervised(_) => self.record_began(),
            ProtectionEvent::ProceedingsEnded(fact) => {
                let found = self
                    .proceedings
                    .iter()
                    .find(|each| each.considered.fact.proceedings == fact.proceedings)?;
                found.decided.as_ref().map(|decided| decided.happened)
            }
            // What is recorded as it happens, or may have happened before anybody could write it down.
            ProtectionEvent::Convened(_)
            | ProtectionEvent::DiscussionHeld(_)
            | ProtectionEvent::DiscussionClosed(_)
            | ProtectionEvent::EnquiryBegun(_)
            | ProtectionEvent::LeadNamed(_)
            | ProtectionEvent::ChairNamed(_)
            | ProtectionEvent::SeatGiven(_)
            | ProtectionEvent::ConclusionProposed(_)
            | ProtectionEvent::ConclusionAnswered(_)
            | ProtectionEvent::TransferRecorded(_)
            | ProtectionEvent::ViewGiven(_)
            | ProtectionEvent::OrderMade(_)
            | ProtectionEvent::TellingMade(_)
            | ProtectionEvent::TellingHeldBack(_)
            | ProtectionEvent::DisagreementRaised(_)
            | ProtectionEvent::DisagreementAnswered(_)
            | ProtectionEvent::DisagreementTakenFurther(_)
            | ProtectionEvent::DisagreementSettled(_)
            | ProtectionEvent::Curated(_)
            | ProtectionEvent::IncidentRecorded(_)
            | ProtectionEvent::SupervisionFollowed(_)
            | ProtectionEvent::NetworkWritten(_) => None,
        }
    }

    fn enquiry_began(&self, enquiry: Uuid) -> Option<Moment> {
        let found = self.enquiries.iter().find(|found| found.begun.fact.enquiry == enquiry);
        found.map(|found| found.begun.happened)
    }

    /// A first conference is about enquiries or a move here, and a review about a plan.
    fn episode_began(&self, kind: ConferenceKind, episode: Uuid) -> Option<Moment> {
        match kind {
            ConferenceKind::Initial => self.enquiry_began(episode),
            ConferenceKind::TransferIn => {
                let found = self.transfers.iter().find(|found| found.fact.transfer == episode);
                found.map(|found| found.happened)
            }
            ConferenceKind::Review => {
                let of_it = |plan: &&Plan| plan.made.fact.episode == episode;
                self.plans.iter().rev().find(of_it).map(|plan| plan.made.happened)
            }
        }
    }

    fn conference(&self, id: Uuid) -> Option<&Conference> {
        self.conferences.iter().find(|conference| conference.called.fact.conference == id)
    }

    fn order_began(&self, order: Uuid) -> Option<Moment> {
        self.order(order).map(|order| order.made.happened)
    }

    fn family_meeting_offered(&self, meeting: Uuid) -> Option<Moment> {
        let found = self.family_meetings.iter().find(|found| found.offered.fact.meeting == meeting);
        found.map(|found| found.offered.happened)
    }

    fn considered(&self, proceedings: Uuid) -> Option<Moment> {
        let found = self.proceedings.iter().find(|found| found.considered.fact.proceedings == proceedings);
        found.map(|found| found.considered.happened)
    }

    fn learned_of(&self, incident: Uuid) -> Option<Moment> {
        let found = self.incidents.iter().find(|found| found.id() == incident);
        found.map(|found| found.recorded.happened)
    }

    /// The first day of which anything is known here.
    fn record_began(&self) -> Option<Moment> {
        let convened = self.discussions.iter().map(|discussion| Moment::At(discussion.convened.at));
        let held = self.discussions.iter().filter_map(|discussion| discussion.held.as_ref());
        let held = held.map(|held| held.happened);
        let transfers = self.transfers.iter().map(|transfer| transfer.happened);
        let orders = self.orders.iter().map(|order| order.made.happened);
        let incidents = self.incidents.iter().map(|incident| incident.recorded.happened);
        convened
            .chain(held)
            .chain(transfers)
            .chain(orders)
            .chain(incidents)
            .map(Moment::date)
            .min()
            .map(Moment::On)
    }
}

/// The day that an event names, where that is not when it happened.
fn said_to_be_on(event: &ProtectionEvent) -> Option<Date> {
    match event {
        ProtectionEvent::ConferenceCalled(fact) => Some(fact.on),
        ProtectionEvent::ReportShared(fact) => fact.on,
        _ => None,
    }
}
