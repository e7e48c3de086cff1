//! Going up or down a level. Who leads, the plan and every answer stay; only how the help stands in law changes. A plan for a
//! child in need gives way to a protection plan, by a step that somebody takes.

use forms::Answers;
use jiff::ToSpan;
use jiff::civil::Date;
use kernel::Moment;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::census::code;
use super::{Episode, Help, HelpEvent, Level, PlanSpan, Protected, Span};
use crate::protection::ask::{is_manager, one, words};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// The level changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LevelChanged {
    /// The identifier of the time at the new level.
    pub span: Uuid,
    /// The new level.
    pub to: Level,
    /// Who referred, by census code, on the way up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// The primary need, by census code, on the way up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub need: Option<String>,
    /// Why the child is no longer in need, by census code, on the way down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Why, and what the family says.
    pub answers: Answers,
}

/// Change the level.
#[derive(Debug, Clone, Deserialize)]
pub struct ChangeLevel {
    /// The identifier of the time at the new level.
    pub span: Uuid,
    /// What stands in the record of protection.
    pub protected: Protected,
    /// Why, and what the family says.
    pub answers: Answers,
}

refusals! {
    /// Why the level cannot change so.
    ChangeLevelRefusal {
        NothingOpen = "no help is open", "help-nothing-open", "a level is a level of help that is given";
        NotAManager = "a social-work-qualified manager decides about section 17", "help-level-not-a-manager", "AS-06: a social-work-qualified manager decides about section 17";
        WhyMissing = "say why", "help-why-missing", "each decision has its reason";
        SourceMissing = "say who referred", "help-source-missing", "the census asks who referred; codes are chosen by a person and never inferred";
        NeedMissing = "say what the primary need is", "help-need-missing", "the census asks for the primary need; codes are chosen by a person and never inferred";
        ReasonMissing = "say why the child is no longer in need", "help-reason-missing", "AS-10: the day and the reason are recorded, in the words of the census";
        NotAgreed = "the family does not agree to family help", "help-down-not-agreed", "EH-01: family help is with the family's agreement";
        UnderProtection = "enquiries or a protection plan are open", "help-under-protection", "a child who is protected is a child in need";
        AssessmentWaits = "an assessment waits for a manager", "help-assessment-unanswered", "AS-03: what was completed is answered first";
        AssessmentUnfinished = "an assessment under section 17 has no end", "help-assessment-unfinished", "AS-01: an assessment is brought to a decision";
    }
}

impl Command for ChangeLevel {
    type Stream = Help;
    type Refusal = ChangeLevelRefusal;

    fn decide(
        &self,
        state: &Help,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<HelpEvent>>, ChangeLevelRefusal> {
        use ChangeLevelRefusal as Refusal;
        let open = state.open().ok_or(Refusal::NothingOpen)?;
        if !is_manager(context) {
            return Err(Refusal::NotAManager);
        }
        if words(&self.answers, "level-why").is_empty() {
            return Err(Refusal::WhyMissing);
        }
        let chosen = |question: &str| code(&self.answers, question);
        let changed = match open.level() {
            Level::FamilyHelp => LevelChanged {
                span: self.span,
                to: Level::ChildInNeed,
                source: Some(chosen("level-source").ok_or(Refusal::SourceMissing)?),
                need: Some(chosen("level-need").ok_or(Refusal::NeedMissing)?),
                reason: None,
                answers: self.answers.clone(),
            },
            Level::ChildInNeed => {
                if self.protected.enquiries || self.protected.plan_since.is_some() {
                    return Err(Refusal::UnderProtection);
                }
                if let Some(assessment) = open.open_assessment() {
                    let waits = assessment.waits().is_some();
                    return Err(if waits { Refusal::AssessmentWaits } else { Refusal::AssessmentUnfinished });
                }
                if one(&self.answers, "level-agreed").as_deref() != Some("yes") {
                    return Err(Refusal::NotAgreed);
                }
                LevelChanged {
                    span: self.span,
                    to: Level::FamilyHelp,
                    source: None,
                    need: None,
                    reason: Some(chosen("level-reason").ok_or(Refusal::ReasonMissing)?),
                    answers: self.answers.clone(),
                }
            }
        };
        Ok(vec![Decided::now(context, changed)])
    }
}

/// The plan for a child in need gave way to a protection plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanYielded {
    /// The day on which the protection plan began.
    pub protected_since: Date,
}

/// End the plan for a child in need because a protection plan began. The help, who leads and the team stay.
#[derive(Debug, Clone, Deserialize)]
pub struct YieldToProtection {
    /// What stands in the record of protection.
    pub protected: Protected,
}

refusals! {
    /// Why the plan cannot give way.
    YieldToProtectionRefusal {
        NoPlan = "there is no plan for a child in need", "help-no-cin-plan", "what gives way was there";
        NotProtected = "no protection plan is in force", "no-protection-plan", "AS-10: the plan ends when a protection plan starts";
    }
}

impl Command for YieldToProtection {
    type Stream = Help;
    type Refusal = YieldToProtectionRefusal;

    fn decide(
        &self,
        state: &Help,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<HelpEvent>>, YieldToProtectionRefusal> {
        let plan = state.open().and_then(Episode::plan).filter(|plan| plan.level == Level::ChildInNeed);
        let plan = plan.ok_or(YieldToProtectionRefusal::NoPlan)?;
        let since = self.protected.plan_since.ok_or(YieldToProtectionRefusal::NotProtected)?;
        // It ended on the day the other began, which lies before this is written down.
        let on = since.max(plan.from).min(context.today());
        Ok(vec![Decided::when(Moment::On(on), PlanYielded { protected_since: since })])
    }
}

/// The new level begins. On the way down the same plan goes on, by agreement; on the way up it goes on as it is, until the
/// lead confirms it as the plan for a child in need.
pub(super) fn apply(episode: &mut Episode, fact: &LevelChanged, on: Date) {
    let last_day = match fact.to {
        // In the census the child is in need up to and with this day.
        Level::FamilyHelp => on,
        Level::ChildInNeed => on.checked_sub(1.day()).unwrap_or(on),
    };
    episode.end_span(last_day.max(episode.spans.last().map_or(on, |span| span.from)), fact.reason.clone());
    // Section 17 does not rest on agreement: a no to family help is answered by the step itself.
    episode.refused = None;
    episode.spans.push(Span {
        span: fact.span,
        level: fact.to,
        from: on,
        source: fact.source.clone(),
        need: fact.need.clone(),
        until: None,
        reason: None,
    });
    let runs = episode.plan().is_some();
    if fact.to == Level::FamilyHelp && runs {
        episode.end_plan(on);
        episode.plans.push(PlanSpan { plan: fact.span, level: Level::FamilyHelp, from: on, until: None });
    }
}
