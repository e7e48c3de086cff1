//! What the equality measures read of a concern. It holds nothing that anybody wrote.

use jiff::Timestamp;
use uuid::Uuid;

use super::part::Part;
use crate::concern::{Concern, Way};

/// One concern, for counting: diversions among requests (M-01, M-02), records that are complete (M-06), and whether
/// harm was found, and how soon it was acted on (M-17).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiversionSummary {
    /// The child's record that it is about, where it is known.
    pub child: Option<Uuid>,
    /// The request that it came from, where it did. Whoever asked is found there.
    pub request: Option<Uuid>,
    /// How the concern came in.
    pub way: Way,
    /// The first fact: when somebody told the front door.
    pub raised_at: Timestamp,
    /// How often crossing was proposed.
    pub proposed: usize,
    /// How often that was refused.
    pub refused: usize,
    /// When it crossed: the strategy discussion opened.
    pub diverted_at: Option<Timestamp>,
    /// When enquiries began.
    pub enquiries_at: Option<Timestamp>,
    /// Whether harm was found; absent while nothing is recorded.
    pub substantiated: Option<bool>,
    /// Whether the harm, as far as is known, comes from outside the family alone.
    pub from_outside: bool,
    /// Whether the disability-informed alternatives are answered.
    pub alternatives: bool,
    /// Whether every part that it calls for is answered, and, where one person acted alone, a second confirmed.
    pub complete: bool,
}

impl Concern {
    /// What is counted of it; nothing before it was raised.
    pub fn summary(&self) -> Option<DiversionSummary> {
        let raised = self.raised.as_ref()?;
        let (child, request) = self.about();
        let diversion = &self.diversion;
        let confirmed = diversion.alone_since().is_none() || diversion.confirmed.is_some();
        let opened_at = diversion.opened.as_ref().map(|opened| opened.at);
        let told =
            !diversion.told.is_empty() || opened_at.is_some_and(|at| self.telling_owned_since(at).is_some());
        let answered = self.parts_asked().all(|part| diversion.answered_at(part).is_some());
        Some(DiversionSummary {
            child,
            request,
            way: raised.fact.way,
            raised_at: raised.at,
            proposed: diversion.proposals.len(),
            refused: diversion.proposals.iter().filter(|proposal| proposal.refused.is_some()).count(),
            diverted_at: opened_at,
            enquiries_at: diversion.enquiry.as_ref().map(|enquiry| enquiry.at),
            substantiated: diversion.outcome.as_ref().map(|outcome| outcome.fact.substantiated),
            from_outside: self.comes_from_outside_alone(),
            alternatives: diversion.answered_at(Part::Alternatives).is_some(),
            complete: opened_at.is_some() && confirmed && told && answered,
        })
    }
}
