//! Before anybody visits: the questions in advance, and notice of a visit to a place that the family chose.
//!
//! There is no visit without notice: a visit is one that the family was told of, and sooner only when they asked for it.

use jiff::civil::Date;
use kernel::Moment;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Child, ChildEvent};
use crate::refusal::refusals;
use crate::request::Noted;
use crate::stream::{Command, Context, Decided};

/// The promise of the least notice of a visit.
const NOTICE: &str = "LS-NOTICE";

/// The questions were sent in advance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionsSent {
    /// Which sections.
    pub sections: Vec<String>,
    /// How the meeting is made to fit each person: format, interpreter, time, light, breaks.
    pub adjustments: String,
    /// Who can help the family to prepare: the advocate that was offered.
    pub advocate: String,
    /// What is said to the family with them.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
}

/// Send the questions in advance.
#[derive(Debug, Clone, Deserialize)]
pub struct SendQuestions(pub QuestionsSent);

refusals! {
    /// Why the questions cannot be sent.
    SendQuestionsRefusal {
        NotAllocated = "no assessor is allocated", "not-allocated", "support route, step 4: the assessor prepares with the family";
        SignedOff = "the assessment is signed off", "signed-off", "questions come before the decision";
        NoSections = "no section is chosen", "no-sections", "support route, step 4: the family sees what will be asked";
        SectionClosed = "a section is closed; open it with a reason first", "section-closed", "sections outside the request stay closed unless there is a reason";
        AdjustmentsMissing = "say how the meeting is made to fit", "adjustments-missing", "OB-45: adjustments are made before anybody has to ask again";
        AdvocateMissing = "say which advocate was offered", "advocate-missing", "support route, step 4: an advocate is offered";
    }
}

impl Command for SendQuestions {
    type Stream = Child;
    type Refusal = SendQuestionsRefusal;

    fn decide(
        &self,
        state: &Child,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChildEvent>>, SendQuestionsRefusal> {
        if state.assessment.signed_off.is_some() {
            return Err(SendQuestionsRefusal::SignedOff);
        }
        if state.assessment.allocated.is_empty() {
            return Err(SendQuestionsRefusal::NotAllocated);
        }
        if self.0.sections.is_empty() {
            return Err(SendQuestionsRefusal::NoSections);
        }
        let open = state.open_sections();
        if self.0.sections.iter().any(|section| !open.contains(&section.as_str())) {
            return Err(SendQuestionsRefusal::SectionClosed);
        }
        if self.0.adjustments.trim().is_empty() {
            return Err(SendQuestionsRefusal::AdjustmentsMissing);
        }
        if self.0.advocate.trim().is_empty() {
            return Err(SendQuestionsRefusal::AdvocateMissing);
        }
        Ok(vec![Decided::now(context, self.0.clone())])
    }
}

/// The family was told of a visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitNotified {
    /// The visit.
    pub visit: Uuid,
    /// The day.
    pub on: Date,
    /// The time of day, in words.
    pub time: String,
    /// The place that the family chose.
    pub place: String,
    /// Who comes.
    pub who: String,
    /// How the family asked for it sooner than the notice that is promised; empty when they did not.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sooner: String,
}

/// A visit with what became of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Visit {
    /// The notice.
    pub notified: Noted<VisitNotified>,
    /// Why it does not take place.
    pub called_off: Option<Noted<VisitCalledOff>>,
}

/// Tell the family of a visit.
#[derive(Debug, Clone, Deserialize)]
pub struct NotifyVisit(pub VisitNotified);

refusals! {
    /// Why a visit cannot be announced.
    NotifyVisitRefusal {
        NotAllocated = "no assessor is allocated", "not-allocated", "support route, step 4: the assessor arranges a visit with the family";
        SignedOff = "the assessment is signed off", "signed-off", "a visit belongs to an open assessment";
        InThePast = "the day lies in the past", "visit-in-past", "support route, step 4: a family is told of a visit before it";
        TimeMissing = "say at what time", "time-missing", "support route, step 4: place and time are agreed";
        PlaceMissing = "say where, and who chose it", "place-missing", "support route, step 4: the family chooses the place";
        WhoMissing = "say who comes", "who-comes-missing", "support route, step 4: the family chooses who is present";
        TooSoon = "the notice is shorter than what is promised", "notice-too-short", "LS-NOTICE: families have time to prepare, unless they ask for it sooner";
    }
}

impl Command for NotifyVisit {
    type Stream = Child;
    type Refusal = NotifyVisitRefusal;

    fn decide(
        &self,
        state: &Child,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChildEvent>>, NotifyVisitRefusal> {
        if state.assessment.signed_off.is_some() {
            return Err(NotifyVisitRefusal::SignedOff);
        }
        if state.assessment.allocated.is_empty() {
            return Err(NotifyVisitRefusal::NotAllocated);
        }
        if self.0.on < context.today() {
            return Err(NotifyVisitRefusal::InThePast);
        }
        for (text, refusal) in [
            (&self.0.time, NotifyVisitRefusal::TimeMissing),
            (&self.0.place, NotifyVisitRefusal::PlaceMissing),
            (&self.0.who, NotifyVisitRefusal::WhoMissing),
        ] {
            if text.trim().is_empty() {
                return Err(refusal);
            }
        }
        let earliest = context.rules.promised(NOTICE, Moment::At(context.now));
        let is_soon = earliest.is_some_and(|earliest| self.0.on < earliest);
        if is_soon && self.0.sooner.trim().is_empty() {
            return Err(NotifyVisitRefusal::TooSoon);
        }
        Ok(vec![Decided::now(context, self.0.clone())])
    }
}

/// A visit does not take place. A visit that was missed or moved never counts against anybody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitCalledOff {
    /// The visit.
    pub visit: Uuid,
    /// Why; the family reads it.
    pub why: String,
}

/// Call off a visit.
#[derive(Debug, Clone, Deserialize)]
pub struct CallOffVisit(pub VisitCalledOff);

refusals! {
    /// Why a visit cannot be called off.
    CallOffVisitRefusal {
        NoVisit = "there is no such visit", "no-visit", "a visit is announced before it is called off";
        CalledOff = "it is called off already", "called-off", "a visit is called off once";
        WhyMissing = "say why", "why-missing", "each decision has its reason";
    }
}

impl Command for CallOffVisit {
    type Stream = Child;
    type Refusal = CallOffVisitRefusal;

    fn decide(
        &self,
        state: &Child,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChildEvent>>, CallOffVisitRefusal> {
        let visit = state.assessment.visit(self.0.visit).ok_or(CallOffVisitRefusal::NoVisit)?;
        if visit.called_off.is_some() {
            return Err(CallOffVisitRefusal::CalledOff);
        }
        if self.0.why.trim().is_empty() {
            return Err(CallOffVisitRefusal::WhyMissing);
        }
        Ok(vec![Decided::now(context, self.0.clone())])
    }
}
