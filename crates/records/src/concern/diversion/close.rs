//! The strategy discussion closes. It cannot while a child of the household has no recorded decision.

use serde::{Deserialize, Serialize};

use super::enquire::{EnquiryAbout, EnquiryStarted};
use crate::concern::{Concern, ConcernEvent};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// What the strategy discussion decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Closing {
    /// Enquiries are made.
    Enquiries,
    /// No enquiries; help is offered.
    Support,
    /// No enquiries, and nothing more is needed.
    NothingMore,
}

impl Closing {
    /// Each with its value in the form.
    pub const ALL: &'static [(&'static str, Self)] =
        &[("enquiries", Self::Enquiries), ("support", Self::Support), ("nothing-more", Self::NothingMore)];
}

/// The strategy discussion closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StrategyClosed {
    /// What it decided.
    pub decided: Closing,
    /// Why.
    pub why: String,
}

/// Close the strategy discussion.
#[derive(Debug, Clone, Deserialize)]
pub struct CloseDiscussion(pub StrategyClosed);

refusals! {
    /// Why it cannot close. Enquiries begin without its closing.
    CloseDiscussionRefusal {
        NotOpen = "no strategy discussion is open", "no-discussion", "what closes was open";
        NobodyNamed = "only a person who is signed in closes it", "nobody-named-crossing", "each decision has a named person";
        NoChild = "no child of the household is named yet", "no-child-named", "every child of the household gets a recorded decision";
        ChildUndecided = "a child of the household has no decision yet", "child-undecided", "a strategy discussion cannot close with one child undecided";
        WhyMissing = "say why", "closing-needs-why", "each decision has its reason";
    }
}

impl Command for CloseDiscussion {
    type Stream = Concern;
    type Refusal = CloseDiscussionRefusal;

    fn decide(
        &self,
        state: &Concern,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ConcernEvent>>, CloseDiscussionRefusal> {
        if !state.diversion.is_open() {
            return Err(CloseDiscussionRefusal::NotOpen);
        }
        if context.author.person.is_none() {
            return Err(CloseDiscussionRefusal::NobodyNamed);
        }
        if state.diversion.children().is_empty() {
            return Err(CloseDiscussionRefusal::NoChild);
        }
        if !state.diversion.undecided().is_empty() {
            return Err(CloseDiscussionRefusal::ChildUndecided);
        }
        let why = self.0.why.trim().to_owned();
        if why.is_empty() {
            return Err(CloseDiscussionRefusal::WhyMissing);
        }
        let mut events = Vec::new();
        if self.0.decided == Closing::Enquiries && state.diversion.enquiry.is_none() {
            let outside = state.comes_from_outside_alone();
            events.push(Decided::now(
                context,
                EnquiryStarted {
                    emergency: false,
                    ground: None,
                    about: if outside { EnquiryAbout::HarmOutside } else { EnquiryAbout::Parenting },
                    alone: false,
                    words: String::new(),
                },
            ));
        }
        events.push(Decided::now(context, StrategyClosed { decided: self.0.decided, why }));
        Ok(events)
    }
}
