//! Enquiries under section 47: a social worker leads, the child is seen, what was found is agreed by a manager who does not
//! lead.

use forms::Answers;
use kernel::Moment;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::ask::{day_until_now, is_manager, leads, one, words};
use super::{Protection, ProtectionEvent};
use crate::refusal::refusals;
use crate::request::noted;
use crate::stream::{Command, Context, Decided, Recorded};

/// The outcome that leads to a conference.
const CONFERENCE: &str = "conference";

/// Enquiries began, on the day of the discussion that decided on them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnquiryBegun {
    /// These enquiries.
    pub enquiry: Uuid,
    /// The discussion that began them.
    pub discussion: Uuid,
}

/// The child was seen, or was not.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ChildSeen {
    /// For which enquiries.
    pub enquiry: Uuid,
    /// Whether the child was seen alone.
    pub alone: bool,
    /// When, why not alone, what the child said or showed.
    pub answers: Answers,
}

/// Record that the child was seen.
#[derive(Debug, Clone, Deserialize)]
pub struct RecordSeen(pub Answers);

refusals! {
    /// Why that cannot be recorded so.
    RecordSeenRefusal {
        NoEnquiry = "no enquiries are open", "no-open-enquiry", "the child is seen for enquiries";
        NotLead = "whoever leads the enquiries sees the child", "enquiry-not-lead", "CP-03: the social worker who leads sees and speaks to the child";
        InTheFuture = "it cannot have happened in the future", "held-in-future", "what happened is not what is planned";
        WhyNotAlone = "say why the child was not seen alone", "not-alone-why", "the child is seen alone, or it is said why not";
    }
}

impl Command for RecordSeen {
    type Stream = Protection;
    type Refusal = RecordSeenRefusal;

    fn decide(
        &self,
        state: &Protection,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ProtectionEvent>>, RecordSeenRefusal> {
        let enquiry = state.open_enquiry().ok_or(RecordSeenRefusal::NoEnquiry)?;
        if !leads(state, context) {
            return Err(RecordSeenRefusal::NotLead);
        }
        let on = day_until_now(&self.0, "seen-on", context).ok_or(RecordSeenRefusal::InTheFuture)?;
        let alone = self.0.is("seen-alone", "yes");
        if !alone && words(&self.0, "seen-alone-why").is_empty() {
            return Err(RecordSeenRefusal::WhyNotAlone);
        }
        let seen = ChildSeen { enquiry: enquiry.begun.fact.enquiry, alone, answers: self.0.clone() };
        Ok(vec![Decided::when(Moment::On(on), seen)])
    }
}

/// The lead said what the enquiries found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ConclusionProposed {
    /// This conclusion.
    pub conclusion: Uuid,
    /// Of which enquiries.
    pub enquiry: Uuid,
    /// What follows, as the form lists it.
    pub outcome: String,
    /// Whether significant harm, or its likelihood, was borne out.
    pub substantiated: bool,
    /// Why.
    pub answers: Answers,
}

impl ConclusionProposed {
    /// Whether a conference follows.
    pub fn needs_conference(&self) -> bool {
        self.outcome == CONFERENCE
    }
}

/// Say what the enquiries found.
#[derive(Debug, Clone, Deserialize)]
pub struct ProposeConclusion {
    /// The conclusion's identifier.
    pub conclusion: Uuid,
    /// What was found.
    pub answers: Answers,
}

refusals! {
    /// Why it cannot be said so.
    ProposeConclusionRefusal {
        NoEnquiry = "no enquiries are open", "no-open-enquiry", "a conclusion ends enquiries";
        NotLed = "no social worker leads these enquiries", "enquiry-not-led", "CP-02: a social worker leads section 47 enquiries; nobody else may";
        NotLead = "whoever leads the enquiries says what they found", "enquiry-not-lead", "CP-03: the social worker who leads";
        AlreadyWaits = "a conclusion waits for a manager", "conclusion-waits", "one conclusion is decided at a time";
        OutcomeMissing = "say what follows", "conclusion-no-outcome", "enquiries end with an outcome";
        WhyMissing = "say why", "conclusion-needs-why", "each decision has its reason";
        ChildNotSeen = "the child was not seen", "child-not-seen", "CP-03: see and speak to the child, or say why that could not be";
    }
}

impl Command for ProposeConclusion {
    type Stream = Protection;
    type Refusal = ProposeConclusionRefusal;

    fn decide(
        &self,
        state: &Protection,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ProtectionEvent>>, ProposeConclusionRefusal> {
        let enquiry = state.open_enquiry().ok_or(ProposeConclusionRefusal::NoEnquiry)?;
        if state.lead().is_none() {
            return Err(ProposeConclusionRefusal::NotLed);
        }
        if !leads(state, context) {
            return Err(ProposeConclusionRefusal::NotLead);
        }
        if enquiry.waits().is_some() {
            return Err(ProposeConclusionRefusal::AlreadyWaits);
        }
        let outcome = one(&self.answers, "conclude-outcome");
        let outcome = outcome.ok_or(ProposeConclusionRefusal::OutcomeMissing)?;
        if words(&self.answers, "conclude-why").is_empty() {
            return Err(ProposeConclusionRefusal::WhyMissing);
        }
        if enquiry.seen.is_empty() && words(&self.answers, "conclude-not-seen").is_empty() {
            return Err(ProposeConclusionRefusal::ChildNotSeen);
        }
        let needs_conference = outcome == CONFERENCE;
        let proposed = ConclusionProposed {
            conclusion: self.conclusion,
            enquiry: enquiry.begun.fact.enquiry,
            substantiated: needs_conference || self.answers.is("conclude-harm", "yes"),
            outcome,
            answers: self.answers.clone(),
        };
        Ok(vec![Decided::now(context, proposed)])
    }
}

/// A manager agreed to a conclusion, or sent it back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConclusionAnswered {
    /// Which conclusion.
    pub conclusion: Uuid,
    /// Whether the manager agrees: the enquiries end.
    pub agreed: bool,
    /// What the manager wrote.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
}

/// Agree to a conclusion, or send it back.
#[derive(Debug, Clone, Deserialize)]
pub struct DecideConclusion(pub Answers);

refusals! {
    /// Why it cannot be decided so.
    DecideConclusionRefusal {
        NothingWaits = "no conclusion waits", "no-conclusion-waits", "a conclusion is decided once";
        NotAManager = "a social-work-qualified manager decides", "conclusion-not-a-manager", "a social-work-qualified manager authorises how enquiries end";
        IsLead = "whoever leads does not authorise too", "conclusion-own", "the lead and whoever authorises are two people";
        WhyMissing = "say what is to be done first", "sending-back-needs-why", "whoever gets it back must know why";
    }
}

impl Command for DecideConclusion {
    type Stream = Protection;
    type Refusal = DecideConclusionRefusal;

    fn decide(
        &self,
        state: &Protection,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ProtectionEvent>>, DecideConclusionRefusal> {
        let waits = state.open_enquiry().and_then(super::Enquiry::waits);
        let waits = waits.ok_or(DecideConclusionRefusal::NothingWaits)?;
        if !is_manager(context) {
            return Err(DecideConclusionRefusal::NotAManager);
        }
        if leads(state, context) || waits.author.person == context.author.person {
            return Err(DecideConclusionRefusal::IsLead);
        }
        let agreed = !self.0.is("authorise", "send-back");
        let words = words(&self.0, "authorise-words");
        if !agreed && words.is_empty() {
            return Err(DecideConclusionRefusal::WhyMissing);
        }
        let answered = ConclusionAnswered { conclusion: waits.fact.conclusion, agreed, words };
        Ok(vec![Decided::now(context, answered)])
    }
}

pub(super) fn apply(state: &mut Protection, recorded: &Recorded<ProtectionEvent>) {
    match recorded.event.clone() {
        ProtectionEvent::ChildSeen(fact) => {
            let of = |enquiry: &&mut super::Enquiry| enquiry.begun.fact.enquiry == fact.enquiry;
            if let Some(enquiry) = state.enquiries.iter_mut().find(of) {
                enquiry.seen.push(noted(recorded, fact));
            }
        }
        ProtectionEvent::ConclusionProposed(fact) => {
            let of = |enquiry: &&mut super::Enquiry| enquiry.begun.fact.enquiry == fact.enquiry;
            if let Some(enquiry) = state.enquiries.iter_mut().find(of) {
                enquiry.proposed = Some(noted(recorded, fact));
            }
        }
        ProtectionEvent::ConclusionAnswered(fact) => {
            let of = |enquiry: &&mut super::Enquiry| {
                enquiry.proposed.as_ref().is_some_and(|made| made.fact.conclusion == fact.conclusion)
            };
            if let Some(enquiry) = state.enquiries.iter_mut().find(of) {
                enquiry.answered.push(noted(recorded, fact));
            }
        }
        _ => {}
    }
}
