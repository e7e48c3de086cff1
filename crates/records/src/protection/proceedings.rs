//! Before and in court: that care proceedings are considered, the letter and the meetings before them, what was decided, and the
//! final order. Nothing that is missing delays an application that a child needs.

use forms::Answers;
use jiff::civil::Date;
use kernel::Moment;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::ask::{day, day_until_now, is_manager, one, words};
use super::{Protection, ProtectionEvent};
use crate::refusal::refusals;
use crate::request::{Noted, noted};
use crate::stream::{Command, Context, Decided, Recorded};

/// Care proceedings are considered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ProceedingsConsidered {
    /// These.
    pub proceedings: Uuid,
    /// The day on which the letter before proceedings was sent, where one was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub letter_on: Option<Date>,
    /// Why, and what must change.
    pub answers: Answers,
}

/// A meeting before proceedings was held with the parents and their lawyers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ProceedingsMeetingHeld {
    /// Before which.
    pub proceedings: Uuid,
    /// What was agreed.
    pub answers: Answers,
}

/// What was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProceedingsDecision {
    /// The court is asked.
    Court,
    /// What had to change has changed, and the court is not asked.
    NotNeeded,
}

/// It was decided whether to ask the court.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ProceedingsDecided {
    /// About which.
    pub proceedings: Uuid,
    /// What.
    pub decision: ProceedingsDecision,
    /// Why.
    pub answers: Answers,
}

/// The court made its final order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ProceedingsEnded {
    /// In which.
    pub proceedings: Uuid,
    /// Which order.
    pub answers: Answers,
}

/// Care proceedings, from the day on which they are considered.
#[derive(Debug, Clone)]
pub struct Proceedings {
    /// That they are considered.
    pub considered: Noted<ProceedingsConsidered>,
    /// Each meeting before them.
    pub meetings: Vec<Noted<ProceedingsMeetingHeld>>,
    /// What was decided.
    pub decided: Option<Noted<ProceedingsDecided>>,
    /// The final order.
    pub ended: Option<Noted<ProceedingsEnded>>,
}

impl Proceedings {
    /// Whether the court was asked.
    pub fn is_in_court(&self) -> bool {
        self.decided.as_ref().is_some_and(|decided| decided.fact.decision == ProceedingsDecision::Court)
    }

    /// Whether anything is still to come.
    pub fn is_open(&self) -> bool {
        self.decided.is_none() || (self.is_in_court() && self.ended.is_none())
    }
}

impl Protection {
    /// The proceedings that are considered or in court.
    pub fn open_proceedings(&self) -> Option<&Proceedings> {
        self.proceedings.iter().find(|proceedings| proceedings.is_open())
    }

    fn undecided(&self) -> Option<&Proceedings> {
        self.open_proceedings().filter(|proceedings| proceedings.decided.is_none())
    }
}

/// Consider care proceedings.
#[derive(Debug, Clone, Deserialize)]
pub struct ConsiderProceedings {
    /// Their identifier.
    pub proceedings: Uuid,
    /// Why, what must change, the letter.
    pub answers: Answers,
}

refusals! {
    /// Why that cannot be recorded so.
    ConsiderProceedingsRefusal {
        NotBegun = "there is no such record", "protection-not-begun", "proceedings are about a child";
        NotAManager = "a social-work-qualified manager decides that", "proceedings-not-a-manager", "going towards court has a named manager";
        Open = "they are considered or in court already", "proceedings-open", "one set of proceedings at a time";
        InTheFuture = "it cannot have been decided in the future", "held-in-future", "what happened is not what is planned";
        WhyMissing = "say why, and what must change", "proceedings-need-why", "parents are told what must change before a court is asked";
    }
}

impl Command for ConsiderProceedings {
    type Stream = Protection;
    type Refusal = ConsiderProceedingsRefusal;

    fn decide(
        &self,
        state: &Protection,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ProtectionEvent>>, ConsiderProceedingsRefusal> {
        if !state.is_begun() {
            return Err(ConsiderProceedingsRefusal::NotBegun);
        }
        if !is_manager(context) {
            return Err(ConsiderProceedingsRefusal::NotAManager);
        }
        if state.open_proceedings().is_some() {
            return Err(ConsiderProceedingsRefusal::Open);
        }
        let on = day_until_now(&self.answers, "proceedings-on", context)
            .ok_or(ConsiderProceedingsRefusal::InTheFuture)?;
        if words(&self.answers, "proceedings-why").is_empty() {
            return Err(ConsiderProceedingsRefusal::WhyMissing);
        }
        let letter_on = day(&self.answers, "proceedings-letter-on");
        let (proceedings, answers) = (self.proceedings, self.answers.clone());
        Ok(vec![Decided::when(Moment::On(on), ProceedingsConsidered { proceedings, letter_on, answers })])
    }
}

/// Record a meeting before proceedings.
#[derive(Debug, Clone, Deserialize)]
pub struct HoldProceedingsMeeting(pub Answers);

refusals! {
    /// Why that cannot be recorded so.
    HoldProceedingsMeetingRefusal {
        NotConsidered = "no proceedings are considered", "no-proceedings", "a meeting is before proceedings";
        NobodyNamed = "only a person who is signed in records it", "nobody-named-crossing", "each step has a named person";
        InTheFuture = "it cannot have been held in the future", "held-in-future", "what happened is not what is planned";
        AgreedMissing = "say what was agreed", "proceedings-meeting-needs-agreed", "parents leave such a meeting knowing what is expected";
    }
}

impl Command for HoldProceedingsMeeting {
    type Stream = Protection;
    type Refusal = HoldProceedingsMeetingRefusal;

    fn decide(
        &self,
        state: &Protection,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ProtectionEvent>>, HoldProceedingsMeetingRefusal> {
        let open = state.undecided().ok_or(HoldProceedingsMeetingRefusal::NotConsidered)?;
        if context.author.person.is_none() {
            return Err(HoldProceedingsMeetingRefusal::NobodyNamed);
        }
        let on = day_until_now(&self.0, "proceedings-met-on", context)
            .ok_or(HoldProceedingsMeetingRefusal::InTheFuture)?;
        if words(&self.0, "proceedings-met-agreed").is_empty() {
            return Err(HoldProceedingsMeetingRefusal::AgreedMissing);
        }
        let (proceedings, answers) = (open.considered.fact.proceedings, self.0.clone());
        Ok(vec![Decided::when(Moment::On(on), ProceedingsMeetingHeld { proceedings, answers })])
    }
}

/// Decide whether to ask the court.
#[derive(Debug, Clone, Deserialize)]
pub struct DecideProceedings(pub Answers);

refusals! {
    /// Why that cannot be recorded so. That something before it was left out is no reason.
    DecideProceedingsRefusal {
        NotConsidered = "no proceedings are considered", "no-proceedings", "a decision is about something";
        NotAManager = "a social-work-qualified manager decides that", "proceedings-not-a-manager", "going to court has a named manager";
        InTheFuture = "it cannot have been decided in the future", "held-in-future", "what happened is not what is planned";
        DecisionMissing = "say what was decided", "proceedings-need-decision", "one of two things follows";
        WhyMissing = "say why", "proceedings-need-why", "a decision has its reason";
    }
}

impl Command for DecideProceedings {
    type Stream = Protection;
    type Refusal = DecideProceedingsRefusal;

    fn decide(
        &self,
        state: &Protection,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ProtectionEvent>>, DecideProceedingsRefusal> {
        let open = state.undecided().ok_or(DecideProceedingsRefusal::NotConsidered)?;
        if !is_manager(context) {
            return Err(DecideProceedingsRefusal::NotAManager);
        }
        let on = day_until_now(&self.0, "proceedings-decided-on", context)
            .ok_or(DecideProceedingsRefusal::InTheFuture)?;
        let decision = match one(&self.0, "proceedings-decision").as_deref() {
            Some("court") => ProceedingsDecision::Court,
            Some("not-needed") => ProceedingsDecision::NotNeeded,
            _ => return Err(DecideProceedingsRefusal::DecisionMissing),
        };
        if words(&self.0, "proceedings-decided-why").is_empty() {
            return Err(DecideProceedingsRefusal::WhyMissing);
        }
        let (proceedings, answers) = (open.considered.fact.proceedings, self.0.clone());
        Ok(vec![Decided::when(Moment::On(on), ProceedingsDecided { proceedings, decision, answers })])
    }
}

/// Record the final order.
#[derive(Debug, Clone, Deserialize)]
pub struct EndProceedings(pub Answers);

refusals! {
    /// Why that cannot be recorded so.
    EndProceedingsRefusal {
        NotInCourt = "no proceedings are in court", "no-proceedings-in-court", "a final order ends proceedings";
        NotAManager = "a social-work-qualified manager records that", "proceedings-not-a-manager", "the end of proceedings has a named manager";
        InTheFuture = "it cannot have ended in the future", "held-in-future", "what happened is not what is planned";
        OrderMissing = "say which order the court made", "proceedings-need-order", "what the court ordered is what stands";
    }
}

impl Command for EndProceedings {
    type Stream = Protection;
    type Refusal = EndProceedingsRefusal;

    fn decide(
        &self,
        state: &Protection,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ProtectionEvent>>, EndProceedingsRefusal> {
        let open = state.open_proceedings().filter(|proceedings| proceedings.is_in_court());
        let open = open.ok_or(EndProceedingsRefusal::NotInCourt)?;
        if !is_manager(context) {
            return Err(EndProceedingsRefusal::NotAManager);
        }
        let on = day_until_now(&self.0, "proceedings-ended-on", context)
            .ok_or(EndProceedingsRefusal::InTheFuture)?;
        if words(&self.0, "proceedings-order").is_empty() {
            return Err(EndProceedingsRefusal::OrderMissing);
        }
        let (proceedings, answers) = (open.considered.fact.proceedings, self.0.clone());
        Ok(vec![Decided::when(Moment::On(on), ProceedingsEnded { proceedings, answers })])
    }
}

pub(super) fn apply(state: &mut Protection, recorded: &Recorded<ProtectionEvent>) {
    fn find(state: &mut Protection, id: Uuid) -> Option<&mut Proceedings> {
        state.proceedings.iter_mut().find(|each| each.considered.fact.proceedings == id)
    }
    match recorded.event.clone() {
        ProtectionEvent::ProceedingsConsidered(fact) => {
            let considered = noted(recorded, fact);
            state.proceedings.push(Proceedings {
                considered,
                meetings: Vec::new(),
                decided: None,
                ended: None,
            });
        }
        ProtectionEvent::ProceedingsMeetingHeld(fact) => {
            if let Some(proceedings) = find(state, fact.proceedings) {
                proceedings.meetings.push(noted(recorded, fact));
            }
        }
        ProtectionEvent::ProceedingsDecided(fact) => {
            if let Some(proceedings) = find(state, fact.proceedings) {
                proceedings.decided = Some(noted(recorded, fact));
            }
        }
        ProtectionEvent::ProceedingsEnded(fact) => {
            if let Some(proceedings) = find(state, fact.proceedings) {
                proceedings.ended = Some(noted(recorded, fact));
            }
        }
        _ => {}
    }
}
