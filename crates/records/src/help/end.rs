//! Help ends, with the day and the reason.

use forms::Answers;
use kernel::Moment;
use serde::{Deserialize, Serialize};

use super::assessment::leads;
use super::census::code;
use super::{Help, HelpEvent, Level, Protected};
use crate::protection::ask::{day_until_now, is_manager, words};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// Help ended.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HelpEnded {
    /// The reason, by census code; none where family help ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Why, what the family says, what helps from now on.
    pub answers: Answers,
}

/// End the help.
#[derive(Debug, Clone, Deserialize)]
pub struct EndHelp {
    /// What stands in the record of protection.
    pub protected: Protected,
    /// Why, what the family says, what helps from now on.
    pub answers: Answers,
}

refusals! {
    /// Why it cannot end so.
    EndHelpRefusal {
        NothingOpen = "no help is open", "help-nothing-open", "what ends was there";
        NotTheirs = "whoever leads ends family help", "help-not-lead", "one person answers for the help";
        NotAManager = "a social-work-qualified manager ends help under section 17", "help-end-not-a-manager", "AS-09, AS-10: ended under a social-work-qualified manager's eye";
        UnderProtection = "enquiries or a protection plan are open", "help-under-protection", "a child who is protected is a child in need";
        AssessmentWaits = "an assessment waits for a manager", "help-assessment-unanswered", "AS-03: what was completed is answered first";
        AssessmentUnfinished = "an assessment under section 17 has no end", "help-assessment-unfinished", "AS-01: an assessment is brought to a decision";
        InTheFuture = "it cannot have ended in the future", "help-in-future", "what happened is not what is planned";
        BeforeItBegan = "it had not begun on that day", "help-before", "what ends was there";
        ReasonMissing = "say why the child is no longer in need", "help-reason-missing", "AS-10: the day and the reason are recorded, in the words of the census";
        WhyMissing = "say why", "help-why-missing", "each decision has its reason";
        FamilyMissing = "say what the child and the family say", "help-family-view-missing", "an end is talked through with the family";
    }
}

impl Command for EndHelp {
    type Stream = Help;
    type Refusal = EndHelpRefusal;

    fn decide(&self, state: &Help, context: &Context<'_>) -> Result<Vec<Decided<HelpEvent>>, EndHelpRefusal> {
        use EndHelpRefusal as Refusal;
        let open = state.open().ok_or(Refusal::NothingOpen)?;
        let in_need = open.level() == Level::ChildInNeed;
        if in_need && !is_manager(context) {
            return Err(Refusal::NotAManager);
        }
        if !in_need && !leads(open, context) && !is_manager(context) {
            return Err(Refusal::NotTheirs);
        }
        if in_need && (self.protected.enquiries || self.protected.plan_since.is_some()) {
            return Err(Refusal::UnderProtection);
        }
        if let Some(assessment) = open.open_assessment().filter(|_| in_need) {
            let waits = assessment.waits().is_some();
            return Err(if waits { Refusal::AssessmentWaits } else { Refusal::AssessmentUnfinished });
        }
        let on = day_until_now(&self.answers, "end-on", context).ok_or(Refusal::InTheFuture)?;
        if open.spans.last().is_some_and(|span| on < span.from) {
            return Err(Refusal::BeforeItBegan);
        }
        let reason = code(&self.answers, "end-reason");
        if in_need && reason.is_none() {
            return Err(Refusal::ReasonMissing);
        }
        if words(&self.answers, "end-why").is_empty() {
            return Err(Refusal::WhyMissing);
        }
        if words(&self.answers, "end-family").is_empty() {
            return Err(Refusal::FamilyMissing);
        }
        let reason = reason.filter(|_| in_need);
        let ended = HelpEnded { reason, answers: self.answers.clone() };
        Ok(vec![Decided::when(Moment::On(on), ended)])
    }
}
