//! A concern raised with the safeguarding front door: what somebody saw, heard or noticed.
//!
//! It has a stream and a key of its own, so that nothing about it can appear on a family's page, in a count, a
//! date, a gap in numbering, or a download, until a named person decides to tell.

mod answer;
mod diversion;
mod escalate;
mod listing;
mod raise;
mod see;
mod telling;

use jiff::Timestamp;
use kernel::StreamKind;

pub use answer::{AnswerConcern, AnswerConcernRefusal, ConcernAnswered};
pub(crate) use diversion::children_in;
pub use diversion::{
    AddPart, AddPartRefusal, CloseDiscussion, CloseDiscussionRefusal, Closing, ConfirmDiversion,
    ConfirmDiversionRefusal, DecideDiversion, DecideDiversionRefusal, Diversion, DiversionConfirmed,
    DiversionDecided, DiversionSummary, EarlierOpened, Emergency, EnquiryAbout, EnquiryStarted,
    FamilyTelling, HouseholdChild, OpenEarlier, OpenEarlierRefusal, OpenedBecause, OutcomeRecorded, Part,
    PartAdded, Proposal, ProposalRefused, ProposeDiversion, ProposeDiversionRefusal, Proposed, RecordOutcome,
    RecordOutcomeRefusal, RecordTalk, RecordTalkRefusal, RefusedBecause, StartEnquiries,
    StartEnquiriesRefusal, StrategyClosed, StrategyOpened, TalkHeld, TellFamily, TellFamilyRefusal,
    ToldPerson, is_outside_family,
};
pub use escalate::{Escalate, EscalateRefusal, Escalated};
pub use listing::{list, same_child, same_request};
pub use raise::{About, Raise, RaiseRefusal, Raised, Raiser, Way};
pub use see::{MarkSeen, MarkSeenRefusal, Seen};
pub use telling::{NotTelling, SetTellingReview, SetTellingReviewRefusal};

use crate::request::{Noted, noted};
use crate::stream::{Context, Decided, Recorded, Stream, events};

events! {
    /// What happens to a concern.
    ConcernEvent {
        "concern.raised" => Raised(Raised),
        "concern.seen" => Seen(Seen),
        "concern.escalated" => Escalated(Escalated),
        "concern.answered" => Answered(ConcernAnswered),
        "telling.review_set" => NotTelling(NotTelling),
        "telling.made" => FamilyTold(FamilyTelling),
        "talk.held" => TalkHeld(TalkHeld),
        "diversion.proposed" => Proposed(Proposed),
        "proposal.refused" => ProposalRefused(ProposalRefused),
        "diversion.decided" => DiversionDecided(DiversionDecided),
        "diversion.confirmed" => DiversionConfirmed(DiversionConfirmed),
        "diversion.part_added" => PartAdded(PartAdded),
        "strategy.opened" => StrategyOpened(StrategyOpened),
        "strategy.closed" => StrategyClosed(StrategyClosed),
        "enquiry.started" => EnquiryStarted(EnquiryStarted),
        "outcome.recorded" => OutcomeRecorded(OutcomeRecorded),
        "earlier.opened" => EarlierOpened(EarlierOpened),
    }
}

/// The state of a concern.
#[derive(Debug, Clone, Default)]
pub struct Concern {
    /// What was raised.
    pub raised: Option<Noted<Raised>>,
    /// Seen at the front door, first time first.
    pub seen: Option<Noted<Seen>>,
    /// Passed on because nobody had seen it in time.
    pub escalated: Option<Noted<Escalated>>,
    /// What the front door decided, in writing.
    pub answered: Vec<Noted<ConcernAnswered>>,
    /// Why the family is not told yet, who owns that, and when it is looked at again.
    pub not_telling: Vec<Noted<NotTelling>>,
    /// The diversion record, as far as there is one.
    pub diversion: Diversion,
}

impl Concern {
    /// The stage, as the front door's list filters by it.
    pub fn stage(&self) -> &'static str {
        match self {
            Self { raised: None, .. } => "",
            Self { seen: None, .. } => "unseen",
            Self { diversion, .. } if diversion.is_out_of_view() => "set-aside",
            Self { diversion, .. } if diversion.is_set_aside() => "way-back",
            Self { diversion, .. } if diversion.outcome.is_some() => "answered",
            Self { diversion, .. } if diversion.opened.is_some() => "diverted",
            Self { diversion, .. } if diversion.waiting().is_some() => "proposed",
            _ if self.is_answered() => "answered",
            _ => "seen",
        }
    }

    /// Whether it was answered, and nothing was refused since that waits for an answer of its own.
    pub fn is_answered(&self) -> bool {
        let answered = self.answered.last().map(|answered| answered.at);
        let refused = self.diversion.refused().map(|refused| refused.at);
        answered.is_some_and(|answered| refused.is_none_or(|refused| refused <= answered))
    }

    /// When a named person first answered, from this moment on, for not telling the family yet.
    pub fn telling_owned_since(&self, from: Timestamp) -> Option<Timestamp> {
        let owned = self.not_telling.iter().filter(|not_telling| not_telling.fact.owner.is_some());
        owned.map(|not_telling| not_telling.at).find(|at| *at >= from)
    }
}

impl Stream for Concern {
    const KIND: StreamKind = StreamKind::Concern;
    type Event = ConcernEvent;

    fn apply(&mut self, recorded: &Recorded<ConcernEvent>) {
        match recorded.event.clone() {
            ConcernEvent::Raised(fact) => self.raised = Some(noted(recorded, fact)),
            ConcernEvent::Seen(fact) => {
                self.seen.get_or_insert_with(|| noted(recorded, fact));
            }
            ConcernEvent::Escalated(fact) => self.escalated = Some(noted(recorded, fact)),
            ConcernEvent::Answered(fact) => self.answered.push(noted(recorded, fact)),
            ConcernEvent::NotTelling(fact) => self.not_telling.push(noted(recorded, fact)),
            _ => self.diversion.apply(recorded),
        }
    }
}

/// Whoever does something with a concern has seen it; where nobody had, that is the first thing to record.
fn seen_first(state: &Concern, context: &Context<'_>) -> Vec<Decided<ConcernEvent>> {
    if state.seen.is_some() { Vec::new() } else { vec![Decided::now(context, Seen {})] }
}
