//! A concern raised with the safeguarding front door: what somebody saw, heard or noticed.
//!
//! It has a stream and a key of its own, so that nothing about it can appear on a family's page, in a count, a
//! date, a gap in numbering, or a download, until a named person decides to tell.

mod answer;
mod escalate;
mod listing;
mod raise;
mod see;
mod telling;

use kernel::StreamKind;

pub use answer::{AnswerConcern, AnswerConcernRefusal, ConcernAnswered};
pub use escalate::{Escalate, EscalateRefusal, Escalated};
pub use listing::list;
pub use raise::{About, Raise, RaiseRefusal, Raised, Raiser, Way};
pub use see::{MarkSeen, MarkSeenRefusal, Seen};
pub use telling::{NotTelling, SetTellingReview, SetTellingReviewRefusal};

use crate::request::{Noted, noted};
use crate::stream::{Recorded, Stream, events};

events! {
    /// What happens to a concern.
    ConcernEvent {
        "concern.raised" => Raised(Raised),
        "concern.seen" => Seen(Seen),
        "concern.escalated" => Escalated(Escalated),
        "concern.answered" => Answered(ConcernAnswered),
        "telling.review_set" => NotTelling(NotTelling),
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
}

impl Concern {
    /// The stage, as the front door's list filters by it.
    pub fn stage(&self) -> &'static str {
        match self {
            Self { raised: None, .. } => "",
            Self { seen: None, .. } => "unseen",
            Self { answered, .. } if answered.is_empty() => "seen",
            _ => "answered",
        }
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
        }
    }
}
