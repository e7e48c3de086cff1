//! The child is met or observed in person, somewhere they choose. It is the child's right, never a check.

use kernel::Moment;
use serde::{Deserialize, Serialize};

use super::{Child, ChildEvent};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// The child was met or observed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Met {
    /// Where, and who chose it.
    pub place: String,
    /// How: in speech, by sign, with symbols, by being together; with whom.
    pub how: String,
    /// What the child showed or said, in the child's own terms.
    pub views: String,
    /// Whether the child agreed that the family reads what they showed or said. Without that only the child does, and those
    /// who help.
    #[serde(default)]
    pub views_for_family: bool,
}

/// Record a meeting.
#[derive(Debug, Clone, Deserialize)]
pub struct RecordMeeting {
    /// What took place.
    pub met: Met,
    /// When.
    pub happened: Moment,
}

refusals! {
    /// Why a meeting cannot be recorded.
    RecordMeetingRefusal {
        NoSupport = "no support assessment is open", "no-support", "the child is met for an open assessment";
        InTheFuture = "it cannot have happened in the future", "in-future", "what happened is not what is planned";
        PlaceMissing = "say where, and who chose it", "place-missing", "the child is met somewhere they choose";
        HowMissing = "say how the child took part", "how-the-child-missing", "views are taken by the child's own method";
    }
}

impl Command for RecordMeeting {
    type Stream = Child;
    type Refusal = RecordMeetingRefusal;

    fn decide(
        &self,
        state: &Child,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChildEvent>>, RecordMeetingRefusal> {
        if state.assessment.opened.is_none() {
            return Err(RecordMeetingRefusal::NoSupport);
        }
        if self.happened.date() > context.today() {
            return Err(RecordMeetingRefusal::InTheFuture);
        }
        if self.met.place.trim().is_empty() {
            return Err(RecordMeetingRefusal::PlaceMissing);
        }
        if self.met.how.trim().is_empty() {
            return Err(RecordMeetingRefusal::HowMissing);
        }
        Ok(vec![Decided::when(self.happened, self.met.clone())])
    }
}

/// The assessment is decided without meeting the child, for this reason, with a supervisor's agreement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotMet {
    /// Why; the family reads it.
    pub why: String,
}

/// Agree that the assessment is decided without meeting the child.
#[derive(Debug, Clone, Deserialize)]
pub struct AgreeNotMet(pub NotMet);

refusals! {
    /// Why that cannot be agreed.
    AgreeNotMetRefusal {
        NoSupport = "no support assessment is open", "no-support", "the child is met for an open assessment";
        NotAManager = "only a social-work-qualified manager can agree to this", "not-a-manager", "a supervisor agrees when a child is not met";
        WhyMissing = "say why", "why-missing", "each decision has its reason";
    }
}

impl Command for AgreeNotMet {
    type Stream = Child;
    type Refusal = AgreeNotMetRefusal;

    fn decide(
        &self,
        state: &Child,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChildEvent>>, AgreeNotMetRefusal> {
        if state.assessment.opened.is_none() {
            return Err(AgreeNotMetRefusal::NoSupport);
        }
        if !context.partnership.is_social_work_manager(context.author.person) {
            return Err(AgreeNotMetRefusal::NotAManager);
        }
        if self.0.why.trim().is_empty() {
            return Err(AgreeNotMetRefusal::WhyMissing);
        }
        Ok(vec![Decided::now(context, self.0.clone())])
    }
}
