//! Enquiries begin: as the strategy discussion decides, or at once in an emergency, with no proposer step.

use serde::{Deserialize, Serialize};

use super::qualified::is_manager;
use crate::concern::{Concern, ConcernEvent, seen_first};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// Why the strategy discussion opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OpenedBecause {
    /// It was decided to divert.
    Decided,
    /// Enquiries began in an emergency.
    Emergency,
}

/// The strategy discussion opened. Who takes part follows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StrategyOpened {
    /// Why.
    pub because: OpenedBecause,
}

/// What makes it an emergency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Emergency {
    /// A court made an emergency protection order.
    ProtectionOrder,
    /// The police took the child into their protection.
    PoliceProtection,
    /// A court directed enquiries.
    CourtDirection,
    /// Somebody is in danger now.
    ImmediateDanger,
}

impl Emergency {
    /// Each with its value in the form.
    pub const ALL: &'static [(&'static str, Self)] = &[
        ("protection-order", Self::ProtectionOrder),
        ("police-protection", Self::PoliceProtection),
        ("court-direction", Self::CourtDirection),
        ("immediate-danger", Self::ImmediateDanger),
    ];
}

/// What enquiries look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EnquiryAbout {
    /// How the child is cared for at home.
    Parenting,
    /// Harm by somebody outside the family; the parents are partners.
    HarmOutside,
}

impl EnquiryAbout {
    /// Each with its value in the form.
    pub const ALL: &'static [(&'static str, Self)] =
        &[("parenting", Self::Parenting), ("harm-outside", Self::HarmOutside)];
}

/// Enquiries began.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnquiryStarted {
    /// Whether it began before a proposal was decided, as an emergency.
    pub emergency: bool,
    /// What made it one; absent where nobody has said so yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ground: Option<Emergency>,
    /// What they look at.
    pub about: EnquiryAbout,
    /// One person who is no manager answers for it alone; a manager confirms it on the next working day.
    pub alone: bool,
    /// What is known, in a few words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
}

/// Start enquiries. While no strategy discussion is open, this is the emergency start, and opens it.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct StartEnquiries {
    /// What makes it an emergency, if it is one and somebody says so.
    pub ground: Option<Emergency>,
    /// What they look at; what is known of the harm decides where nobody says so.
    pub about: Option<EnquiryAbout>,
    /// What is known.
    pub words: String,
}

refusals! {
    /// Why enquiries cannot begin. Nothing that is missing is among the reasons.
    StartEnquiriesRefusal {
        NotRaised = "there is no such concern", "no-such-concern", "enquiries begin from a concern";
        NobodyNamed = "only a person who is signed in starts enquiries", "nobody-named-crossing", "enquiries have a named person who began them";
        AlreadyStarted = "enquiries have begun already", "enquiries-begun", "enquiries begin once";
        NotAboutParenting = "the harm comes from outside the family", "not-about-parenting", "harm by someone outside the family opens no enquiry about parenting; the parents are partners";
        SetAside = "this has an outcome already", "has-outcome", "what is new is raised as a concern of its own";
    }
}

impl Command for StartEnquiries {
    type Stream = Concern;
    type Refusal = StartEnquiriesRefusal;

    fn decide(
        &self,
        state: &Concern,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ConcernEvent>>, StartEnquiriesRefusal> {
        if state.raised.is_none() {
            return Err(StartEnquiriesRefusal::NotRaised);
        }
        if context.author.person.is_none() {
            return Err(StartEnquiriesRefusal::NobodyNamed);
        }
        if state.diversion.enquiry.is_some() {
            return Err(StartEnquiriesRefusal::AlreadyStarted);
        }
        if state.diversion.outcome.is_some() {
            return Err(StartEnquiriesRefusal::SetAside);
        }
        let outside = state.comes_from_outside_alone();
        if outside && self.about == Some(EnquiryAbout::Parenting) {
            return Err(StartEnquiriesRefusal::NotAboutParenting);
        }
        let by_itself = if outside { EnquiryAbout::HarmOutside } else { EnquiryAbout::Parenting };
        let emergency = state.diversion.opened.is_none();
        let started = EnquiryStarted {
            emergency,
            ground: self.ground,
            about: self.about.unwrap_or(by_itself),
            alone: emergency && !is_manager(context),
            words: self.words.trim().to_owned(),
        };
        let mut events = seen_first(state, context);
        if emergency {
            events.push(Decided::now(context, StrategyOpened { because: OpenedBecause::Emergency }));
        }
        events.push(Decided::now(context, started));
        Ok(events)
    }
}
