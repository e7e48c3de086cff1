//! The plan: which agency does what, by when, for what change, and what is expected of whom; visits and reviews.

use forms::Answers;
use jiff::civil::Date;
use kernel::Moment;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::assessment::leads;
use super::{Help, HelpEvent, Level, Protected};
use crate::protection::ask::{day, day_until_now, has_rows, one, words};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// The plan was written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlanWritten {
    /// The plan's identifier, where it begins at this level with this writing.
    pub plan: Uuid,
    /// The level at which it is in force.
    pub level: Level,
    /// The day on which it is looked at again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review_on: Option<Date>,
    /// Who does what.
    pub answers: Answers,
}

/// Write the plan.
#[derive(Debug, Clone, Deserialize)]
pub struct WritePlan {
    /// The plan's identifier, should it begin with this.
    pub plan: Uuid,
    /// What stands in the record of protection.
    pub protected: Protected,
    /// Who does what.
    pub answers: Answers,
}

refusals! {
    /// Why it cannot be written so.
    WritePlanRefusal {
        NothingOpen = "no help is open", "help-nothing-open", "a plan belongs to help that is given";
        Refused = "the family said no, and nobody has judged that yet", "help-refused-waits", "EH-01: family help is with the family's agreement";
        NotLead = "whoever leads writes the plan with the family and the team", "help-not-lead", "AS-08: one person answers for the plan";
        UnderProtection = "a protection plan is in force", "help-plan-under-protection", "AS-08: a child has one plan at a time";
        NothingPlanned = "write which agency does what, by when, for what change", "plan-needs-lines", "AS-08: a plan says which agency does what";
        ReviewMissing = "say when the plan is looked at again", "help-plan-no-review", "AS-09: a plan is looked at again with the family";
    }
}

impl Command for WritePlan {
    type Stream = Help;
    type Refusal = WritePlanRefusal;

    fn decide(
        &self,
        state: &Help,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<HelpEvent>>, WritePlanRefusal> {
        let open = state.open().ok_or(WritePlanRefusal::NothingOpen)?;
        if open.waits_for_judgement() {
            return Err(WritePlanRefusal::Refused);
        }
        if !leads(open, context) {
            return Err(WritePlanRefusal::NotLead);
        }
        let level = open.level();
        if level == Level::ChildInNeed && self.protected.plan_since.is_some() {
            return Err(WritePlanRefusal::UnderProtection);
        }
        if !has_rows(&self.answers, "plan-lines") {
            return Err(WritePlanRefusal::NothingPlanned);
        }
        let review_on = day(&self.answers, "plan-review").filter(|review| *review > context.today());
        if review_on.is_none() {
            return Err(WritePlanRefusal::ReviewMissing);
        }
        let plan = open.plan().filter(|plan| plan.level == level).map_or(self.plan, |plan| plan.plan);
        Ok(vec![Decided::now(context, PlanWritten { plan, level, review_on, answers: self.answers.clone() })])
    }
}

/// Somebody of the team visited.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct VisitMade {
    /// Whether the child was seen.
    pub seen: bool,
    /// What the child said or showed, what was done.
    pub answers: Answers,
}

/// Record a visit.
#[derive(Debug, Clone, Deserialize)]
pub struct RecordVisit(pub Answers);

refusals! {
    /// Why that cannot be recorded so.
    RecordVisitRefusal {
        NothingOpen = "no help is open", "help-nothing-open", "a visit belongs to help that is given";
        InTheFuture = "it cannot have taken place in the future", "held-in-future", "what happened is not what is planned";
        BeforeHelp = "the help had not begun on that day", "help-before", "a visit belongs to help that is given";
        SeenMissing = "say whether the child was seen", "visit-seen-missing", "a visit on which the child was not seen is not a visit to the child";
    }
}

impl Command for RecordVisit {
    type Stream = Help;
    type Refusal = RecordVisitRefusal;

    fn decide(
        &self,
        state: &Help,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<HelpEvent>>, RecordVisitRefusal> {
        let open = state.open().ok_or(RecordVisitRefusal::NothingOpen)?;
        let on = day_until_now(&self.0, "visit-on", context).ok_or(RecordVisitRefusal::InTheFuture)?;
        if on < open.began.happened.date() {
            return Err(RecordVisitRefusal::BeforeHelp);
        }
        let seen = one(&self.0, "visit-seen").ok_or(RecordVisitRefusal::SeenMissing)? != "not-seen";
        Ok(vec![Decided::when(Moment::On(on), VisitMade { seen, answers: self.0.clone() })])
    }
}

/// The plan was looked at again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReviewHeld {
    /// What it found: `goes-on`, `changes`, `up`, `down`, `ends`.
    pub decided: String,
    /// The next day on which it is looked at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_on: Option<Date>,
    /// Who came, what has changed, what child and family say.
    pub answers: Answers,
}

/// Record that the plan was looked at again with the family.
#[derive(Debug, Clone, Deserialize)]
pub struct HoldReview(pub Answers);

refusals! {
    /// Why that cannot be recorded so.
    HoldReviewRefusal {
        NoPlan = "there is no plan", "help-no-plan", "a review looks at a plan";
        NotLead = "whoever leads records it", "help-not-lead", "AS-09: one person answers for the plan";
        InTheFuture = "it cannot have taken place in the future", "held-in-future", "what happened is not what is planned";
        BeforePlan = "the plan had not begun on that day", "before-the-plan", "a review looks at a plan";
        ChangeMissing = "say what has changed for the child", "help-review-no-change", "AS-09: what has changed, what works, what does not";
        FamilyMissing = "say what the child and the family say", "help-family-view-missing", "a plan is looked at with the family";
        DecidedMissing = "say what was decided", "help-follows-missing", "a review decides how it goes on";
        NextMissing = "say when it is looked at again", "help-plan-no-review", "AS-09: a plan that goes on is looked at again";
    }
}

impl Command for HoldReview {
    type Stream = Help;
    type Refusal = HoldReviewRefusal;

    fn decide(
        &self,
        state: &Help,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<HelpEvent>>, HoldReviewRefusal> {
        let open = state.open().ok_or(HoldReviewRefusal::NoPlan)?;
        let plan = open.plan().ok_or(HoldReviewRefusal::NoPlan)?;
        if !leads(open, context) {
            return Err(HoldReviewRefusal::NotLead);
        }
        let on = day_until_now(&self.0, "review-on", context).ok_or(HoldReviewRefusal::InTheFuture)?;
        if on < plan.from {
            return Err(HoldReviewRefusal::BeforePlan);
        }
        if words(&self.0, "review-changed").is_empty() {
            return Err(HoldReviewRefusal::ChangeMissing);
        }
        if words(&self.0, "review-family").is_empty() {
            return Err(HoldReviewRefusal::FamilyMissing);
        }
        let decided = one(&self.0, "review-decided").ok_or(HoldReviewRefusal::DecidedMissing)?;
        let next_on = day(&self.0, "review-next").filter(|next| *next > on);
        if next_on.is_none() && matches!(decided.as_str(), "goes-on" | "changes") {
            return Err(HoldReviewRefusal::NextMissing);
        }
        let held = ReviewHeld { decided, next_on, answers: self.0.clone() };
        Ok(vec![Decided::when(Moment::On(on), held)])
    }
}
