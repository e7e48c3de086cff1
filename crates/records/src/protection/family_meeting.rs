//! Family group decision-making: a meeting of the family's own, offered before others decide, at any stage. The family makes its
//! plan; what they want stands in their words.

use forms::Answers;
use kernel::Moment;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::ask::{day_until_now, leads, words};
use super::{Protection, ProtectionEvent};
use crate::refusal::refusals;
use crate::request::{Noted, noted};
use crate::stream::{Command, Context, Decided, Recorded};

/// A meeting was offered, or it was said why it would harm the child.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FamilyMeetingOffered {
    /// This meeting.
    pub meeting: Uuid,
    /// Whether it was offered; otherwise why not stands in what was written.
    pub offered: bool,
    /// To whom, how, and by when an answer is hoped for.
    pub answers: Answers,
}

/// The family answered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FamilyMeetingAnswered {
    /// Which.
    pub meeting: Uuid,
    /// Whether anybody accepted it.
    pub accepted: bool,
    /// Who said what.
    pub answers: Answers,
}

/// The family met.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FamilyMeetingHeld {
    /// Which.
    pub meeting: Uuid,
    /// Who came, what the child wanted, the family's plan.
    pub answers: Answers,
}

/// One meeting of the family's own.
#[derive(Debug, Clone)]
pub struct FamilyMeeting {
    /// That it was offered, or why not.
    pub offered: Noted<FamilyMeetingOffered>,
    /// What the family answered; the latest stands.
    pub answered: Option<Noted<FamilyMeetingAnswered>>,
    /// That it was held.
    pub held: Option<Noted<FamilyMeetingHeld>>,
}

impl FamilyMeeting {
    /// Whether it still waits for an answer or for the day.
    pub fn is_open(&self) -> bool {
        let declined = self.answered.as_ref().is_some_and(|answered| !answered.fact.accepted);
        self.offered.fact.offered && self.held.is_none() && !declined
    }
}

impl Protection {
    /// The meeting that was offered and was neither declined nor held.
    pub fn open_family_meeting(&self) -> Option<&FamilyMeeting> {
        self.family_meetings.iter().find(|meeting| meeting.is_open())
    }
}

/// Offer a meeting, or say why it would harm the child.
#[derive(Debug, Clone, Deserialize)]
pub struct OfferFamilyMeeting {
    /// Its identifier.
    pub meeting: Uuid,
    /// To whom, how; or why not.
    pub answers: Answers,
}

refusals! {
    /// Why that cannot be recorded so.
    OfferFamilyMeetingRefusal {
        NotBegun = "there is no such record", "protection-not-begun", "a meeting is about a child";
        NotTheLead = "whoever leads offers it", "family-meeting-not-lead", "the family hears it from whoever leads";
        Open = "one is offered already", "family-meeting-open", "one meeting is answered before another is offered";
        InTheFuture = "it cannot have been offered in the future", "held-in-future", "what happened is not what is planned";
        ToWhomMissing = "say to whom it was offered", "family-meeting-needs-whom", "CA89 section 31ZA: it is offered to the parents";
        WhyMissing = "say why it would harm the child", "family-meeting-needs-why", "CA89 section 31ZA: it is left out only against the child's interests";
    }
}

impl Command for OfferFamilyMeeting {
    type Stream = Protection;
    type Refusal = OfferFamilyMeetingRefusal;

    fn decide(
        &self,
        state: &Protection,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ProtectionEvent>>, OfferFamilyMeetingRefusal> {
        if !state.is_begun() {
            return Err(OfferFamilyMeetingRefusal::NotBegun);
        }
        if !leads(state, context) {
            return Err(OfferFamilyMeetingRefusal::NotTheLead);
        }
        if state.open_family_meeting().is_some() {
            return Err(OfferFamilyMeetingRefusal::Open);
        }
        let on = day_until_now(&self.answers, "family-offer-on", context)
            .ok_or(OfferFamilyMeetingRefusal::InTheFuture)?;
        let offered = !self.answers.is("family-offer", "would-harm");
        if offered && words(&self.answers, "family-offer-whom").is_empty() {
            return Err(OfferFamilyMeetingRefusal::ToWhomMissing);
        }
        if !offered && words(&self.answers, "family-offer-why-not").is_empty() {
            return Err(OfferFamilyMeetingRefusal::WhyMissing);
        }
        let fact = FamilyMeetingOffered { meeting: self.meeting, offered, answers: self.answers.clone() };
        Ok(vec![Decided::when(Moment::On(on), fact)])
    }
}

/// Record what the family answered.
#[derive(Debug, Clone, Deserialize)]
pub struct AnswerFamilyMeeting(pub Answers);

refusals! {
    /// Why that cannot be recorded so.
    AnswerFamilyMeetingRefusal {
        NoneOffered = "no meeting is offered that waits", "no-family-meeting", "an answer is to an offer";
        NotTheLead = "whoever leads records the answer", "family-meeting-not-lead", "the family answers whoever leads";
        AnswerMissing = "say whether anybody accepted it", "family-meeting-needs-answer", "CA89 section 31ZA: it is held if one parent accepts";
    }
}

impl Command for AnswerFamilyMeeting {
    type Stream = Protection;
    type Refusal = AnswerFamilyMeetingRefusal;

    fn decide(
        &self,
        state: &Protection,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ProtectionEvent>>, AnswerFamilyMeetingRefusal> {
        let open = state.open_family_meeting().ok_or(AnswerFamilyMeetingRefusal::NoneOffered)?;
        if !leads(state, context) {
            return Err(AnswerFamilyMeetingRefusal::NotTheLead);
        }
        let accepted = self.0.is("family-answer", "accepted");
        if !accepted && !self.0.is("family-answer", "declined") {
            return Err(AnswerFamilyMeetingRefusal::AnswerMissing);
        }
        let (meeting, answers) = (open.offered.fact.meeting, self.0.clone());
        Ok(vec![Decided::now(context, FamilyMeetingAnswered { meeting, accepted, answers })])
    }
}

/// Record that the family met.
#[derive(Debug, Clone, Deserialize)]
pub struct HoldFamilyMeeting(pub Answers);

refusals! {
    /// Why that cannot be recorded so.
    HoldFamilyMeetingRefusal {
        NoneOffered = "no meeting is offered that waits", "no-family-meeting", "a meeting is offered first";
        NotTheLead = "whoever leads records it", "family-meeting-not-lead", "the family tells whoever leads what it plans";
        InTheFuture = "it cannot have been held in the future", "held-in-future", "what happened is not what is planned";
        BeforeTheOffer = "it cannot have been held before it was offered", "family-meeting-before", "a meeting is offered first";
        PlanMissing = "write what the family plans, in its words", "family-meeting-needs-plan", "the plan is the family's own";
    }
}

impl Command for HoldFamilyMeeting {
    type Stream = Protection;
    type Refusal = HoldFamilyMeetingRefusal;

    fn decide(
        &self,
        state: &Protection,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ProtectionEvent>>, HoldFamilyMeetingRefusal> {
        let open = state.open_family_meeting().ok_or(HoldFamilyMeetingRefusal::NoneOffered)?;
        if !leads(state, context) {
            return Err(HoldFamilyMeetingRefusal::NotTheLead);
        }
        let on =
            day_until_now(&self.0, "family-met-on", context).ok_or(HoldFamilyMeetingRefusal::InTheFuture)?;
        if on < open.offered.happened.date() {
            return Err(HoldFamilyMeetingRefusal::BeforeTheOffer);
        }
        if words(&self.0, "family-met-plan").is_empty() {
            return Err(HoldFamilyMeetingRefusal::PlanMissing);
        }
        let (meeting, answers) = (open.offered.fact.meeting, self.0.clone());
        Ok(vec![Decided::when(Moment::On(on), FamilyMeetingHeld { meeting, answers })])
    }
}

pub(super) fn apply(state: &mut Protection, recorded: &Recorded<ProtectionEvent>) {
    fn find(state: &mut Protection, id: Uuid) -> Option<&mut FamilyMeeting> {
        state.family_meetings.iter_mut().find(|meeting| meeting.offered.fact.meeting == id)
    }
    match recorded.event.clone() {
        ProtectionEvent::FamilyMeetingOffered(fact) => {
            let offered = noted(recorded, fact);
            state.family_meetings.push(FamilyMeeting { offered, answered: None, held: None });
        }
        ProtectionEvent::FamilyMeetingAnswered(fact) => {
            if let Some(meeting) = find(state, fact.meeting) {
                meeting.answered = Some(noted(recorded, fact));
            }
        }
        ProtectionEvent::FamilyMeetingHeld(fact) => {
            if let Some(meeting) = find(state, fact.meeting) {
                meeting.held = Some(noted(recorded, fact));
            }
        }
        _ => {}
    }
}
