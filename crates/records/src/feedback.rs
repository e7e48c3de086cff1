//! How somebody found it to be assessed, to be decided about, to be reviewed. Nobody reads a reply by itself: it is
//! counted with others, and the figures go to the data owner alone (M-08).

mod count;
mod give;
mod listing;

use kernel::StreamKind;

pub use count::{Counted, Counts, count};
pub use give::{After, Give, GiveRefusal, Given};
pub use listing::list;

use crate::request::{Noted, noted};
use crate::stream::{Recorded, Stream, events};

events! {
    /// What happens to a reply.
    FeedbackEvent {
        "feedback.given" => Given(Given),
    }
}

/// One reply.
#[derive(Debug, Clone, Default)]
pub struct Feedback {
    /// What was replied.
    pub given: Option<Noted<Given>>,
}

impl Stream for Feedback {
    const KIND: StreamKind = StreamKind::Feedback;
    type Event = FeedbackEvent;

    fn apply(&mut self, recorded: &Recorded<FeedbackEvent>) {
        let FeedbackEvent::Given(fact) = recorded.event.clone();
        self.given = Some(noted(recorded, fact));
    }
}
