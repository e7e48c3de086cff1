//! Support ends: by agreement, or with reasons and notice; and it is easy to come back.

use jiff::civil::Date;
use kernel::Moment;
use serde::{Deserialize, Serialize};

use super::{Child, ChildEvent};
use crate::milestones;
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// The promise of the least notice.
const NOTICE: &str = "LS-END-NOTICE";
/// The duty to go on after eighteen until adult services have decided.
const GOES_ON: &str = "OB-37";

/// The family was told that support will end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndingNotified {
    /// The last day.
    pub on: Date,
    /// Why; the family reads it.
    pub why: String,
    /// How the family agreed, in their words; empty when they did not.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub agreed: String,
}

/// Tell the family that support will end.
#[derive(Debug, Clone, Deserialize)]
pub struct NotifyEnding(pub EndingNotified);

refusals! {
    /// Why the family cannot be told that.
    NotifyEndingRefusal {
        NoSupport = "no support was begun", "no-support", "support ends after it began";
        EndedAlready = "support has ended already", "ended-already", "support ends once";
        StillAssessed = "an assessment is open", "still-assessed", "nothing ends while an assessment is open, unless the family wants it";
        WhyMissing = "say why, in words the family will read", "why-missing", "support route, step 14: by agreement or with reasons";
        InThePast = "the last day lies in the past", "ending-in-past", "support route, step 14: notice is given";
        AdultUndecided = "adult services have not decided", "adult-undecided", "OB-37: help goes on after 18 until adult services have decided";
        TooSoon = "the notice is shorter than what is promised", "ending-too-soon", "LS-END-NOTICE: a family can prepare, or challenge it";
    }
}

impl Command for NotifyEnding {
    type Stream = Child;
    type Refusal = NotifyEndingRefusal;

    fn decide(
        &self,
        state: &Child,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChildEvent>>, NotifyEndingRefusal> {
        if state.assessment.opened.is_none() {
            return Err(NotifyEndingRefusal::NoSupport);
        }
        if state.is_ended() {
            return Err(NotifyEndingRefusal::EndedAlready);
        }
        let agreed = !self.0.agreed.trim().is_empty();
        if state.assessment.is_open() && !agreed {
            return Err(NotifyEndingRefusal::StillAssessed);
        }
        if self.0.why.trim().is_empty() {
            return Err(NotifyEndingRefusal::WhyMissing);
        }
        if self.0.on < context.today() {
            return Err(NotifyEndingRefusal::InThePast);
        }
        if !agreed && goes_on(state, context, self.0.on) {
            return Err(NotifyEndingRefusal::AdultUndecided);
        }
        let earliest = context.rules.promised(NOTICE, Moment::At(context.now));
        if !agreed && earliest.is_some_and(|earliest| self.0.on < earliest) {
            return Err(NotifyEndingRefusal::TooSoon);
        }
        Ok(vec![Decided::now(context, self.0.clone())])
    }
}

/// Whether on that day the help goes on until adult services have decided, as far as they have not.
fn goes_on(state: &Child, context: &Context<'_>, on: Date) -> bool {
    let (milestones, facts) = milestones::of_child(state, context.rules);
    let owed = context.rules.schedule(&milestones, &facts);
    let open = owed.iter().filter(|owed| owed.duty == GOES_ON && owed.stopped.is_none() && !owed.lapsed);
    open.map(|owed| owed.origin.at.date()).any(|from| from <= on)
}

/// Support ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupportEnded {
    /// What is said to the family: thanks, and how to come back.
    pub words: String,
}

/// End support, once the last day has come.
#[derive(Debug, Clone, Deserialize)]
pub struct EndSupport(pub SupportEnded);

refusals! {
    /// Why support cannot end.
    EndSupportRefusal {
        NoNotice = "the family has not been told", "ending-not-notified", "support route, step 14: notice is given";
        EndedAlready = "support has ended already", "ended-already", "support ends once";
        AdultUndecided = "adult services have not decided", "adult-undecided", "OB-37: help goes on after 18 until adult services have decided";
        NoticeRuns = "the last day has not come", "ending-notice-runs", "support route, step 14: notice is given";
    }
}

impl Command for EndSupport {
    type Stream = Child;
    type Refusal = EndSupportRefusal;

    fn decide(
        &self,
        state: &Child,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChildEvent>>, EndSupportRefusal> {
        if state.is_ended() {
            return Err(EndSupportRefusal::EndedAlready);
        }
        let notice = state.ending().ok_or(EndSupportRefusal::NoNotice)?;
        if notice.fact.on > context.today() {
            return Err(EndSupportRefusal::NoticeRuns);
        }
        if notice.fact.agreed.trim().is_empty() && goes_on(state, context, context.today()) {
            return Err(EndSupportRefusal::AdultUndecided);
        }
        Ok(vec![Decided::now(context, self.0.clone())])
    }
}
