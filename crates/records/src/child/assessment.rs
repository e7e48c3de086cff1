//! One assessment: from the request that opened it to the decision. A record holds one after another; what was
//! written and agreed before stays with the child, so that nobody has to prove it again.

use uuid::Uuid;

use super::{
    Allocated, CeilingReason, DraftShared, Met, Need, NotMet, QuestionsSent, RequestJoined, ResourcesDecided,
    SectionOpened, SignedOff, SupportOpened, Visit, VisitCalledOff,
};
use crate::request::Noted;

/// An assessment as it stands.
#[derive(Debug, Clone, Default)]
pub struct Assessment {
    /// What opened it; absent as long as nobody asked.
    pub opened: Option<Noted<SupportOpened>>,
    /// Allocations, newest last.
    pub allocated: Vec<Noted<Allocated>>,
    /// Sections opened beyond those that the request opens, each with its reason.
    pub sections: Vec<Noted<SectionOpened>>,
    /// Requests that came while it was open, and joined it.
    pub joined: Vec<Noted<RequestJoined>>,
    /// Questions that were sent in advance, newest last.
    pub questions: Vec<Noted<QuestionsSent>>,
    /// Visits that the family was told of, in order.
    pub visits: Vec<Visit>,
    /// Meetings with the child.
    pub met: Vec<Noted<Met>>,
    /// Why the child was not met, agreed by a supervisor.
    pub not_met: Option<Noted<NotMet>>,
    /// When the draft went to the family.
    pub draft: Option<Noted<DraftShared>>,
    /// Why the statutory ceiling was passed.
    pub ceiling_reason: Option<Noted<CeilingReason>>,
    /// Needs with the decision on each, in order of first recording.
    pub needs: Vec<Need>,
    /// The sign-off.
    pub signed_off: Option<Noted<SignedOff>>,
    /// How accepted needs are met, as the resource decision maker decided, newest last.
    pub resources: Vec<Noted<ResourcesDecided>>,
}

impl Assessment {
    /// Whether somebody asked and it is not decided yet.
    pub fn is_open(&self) -> bool {
        self.opened.is_some() && self.signed_off.is_none()
    }

    /// A need by its identifier.
    pub fn need(&self, need: Uuid) -> Option<&Need> {
        self.needs.iter().find(|known| known.current().fact.need == need)
    }

    /// A visit by its identifier.
    pub fn visit(&self, visit: Uuid) -> Option<&Visit> {
        self.visits.iter().find(|known| known.notified.fact.visit == visit)
    }

    pub(super) fn call_off(&mut self, fact: Noted<VisitCalledOff>) {
        let visit = self.visits.iter_mut().find(|known| known.notified.fact.visit == fact.fact.visit);
        if let Some(visit) = visit {
            visit.called_off = Some(fact);
        }
    }

    /// How a need is met, as it was decided last.
    pub fn resources_for(&self, need: Uuid) -> Option<&Noted<ResourcesDecided>> {
        self.resources.iter().rfind(|decided| decided.fact.need == need)
    }

    /// Whether something that was recorded at this moment belongs to it and not to an earlier one.
    pub fn reaches<T>(&self, noted: &Noted<T>) -> bool {
        self.opened.as_ref().is_some_and(|opened| opened.at <= noted.at)
    }
}
