//! One assessment: from the request that opened it to the decision. A record holds one after another; what was
//! written and agreed before stays with the child, so that nobody has to prove it again.

use super::{
    Allocated, CeilingReason, DraftShared, Met, Need, NotMet, SectionOpened, SignedOff, SupportOpened,
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
}

impl Assessment {
    /// Whether somebody asked and it is not decided yet.
    pub fn is_open(&self) -> bool {
        self.opened.is_some() && self.signed_off.is_none()
    }

    /// Whether something that was recorded at this moment belongs to it and not to an earlier one.
    pub fn reaches<T>(&self, noted: &Noted<T>) -> bool {
        self.opened.as_ref().is_some_and(|opened| opened.at <= noted.at)
    }
}
