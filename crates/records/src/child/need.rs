//! A need, and the decision on it: under which duty, whether something is necessary, and why.
//!
//! For a disabled child under section 2 of the Chronically Sick and Disabled Persons Act 1970 the order is:
//! disabled, need, necessary, must be arranged. No step about resources follows a need that is accepted.

use guidance::CriteriaPart;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Child, ChildEvent, Quantity};
use crate::refusal::refusals;
use crate::request::{Noted, noted};
use crate::stream::{Command, Context, Decided, Recorded};

/// What is proposed, and later decided, for a need.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    #[default]
    /// Something is necessary and will be arranged.
    Meet,
    /// Nothing is necessary from us: it is met already, by people who are willing and able to go on.
    MetAlready,
    /// A service is not necessary, with why, and with the criterion where one was used.
    NotNecessary,
    /// Not met, with why; it is counted as unmet.
    Unmet,
}

impl Decision {
    /// Every decision, with the name that forms and stored events use.
    pub const ALL: [(&'static str, Self); 4] = [
        ("meet", Self::Meet),
        ("met_already", Self::MetAlready),
        ("not_necessary", Self::NotNecessary),
        ("unmet", Self::Unmet),
    ];
}

/// A need was recorded, or recorded anew.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NeedRecorded {
    /// The need, across its revisions.
    pub need: Uuid,
    /// What is needed, plainly.
    pub statement: String,
    /// Under which duty it is decided: an obligation's identifier, such as `OB-12`.
    pub duty: String,
    /// What is proposed.
    pub decision: Decision,
    /// Why, in words the family reads.
    pub why: String,
    /// What will meet it, in a few words; the plan gives the detail.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub met_by: String,
    /// Which of the things that the law lists: `a` to `h` of section 2.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub item: String,
    /// How much is necessary, where the need is one that can be counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<Quantity>,
    /// How many people it takes at once: `1:1`, `2:1`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub ratio: String,
    /// The criterion that the decision rests on, with the version of the criteria: `2026-1 C1`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub criterion: String,
    /// When what it means was explained, and to whom, before anybody agreed to it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub explained: String,
}

/// A need as it stands, with what was recorded before.
#[derive(Debug, Clone, PartialEq)]
pub struct Need {
    /// Every recording, oldest first; never empty.
    pub recorded: Vec<Noted<NeedRecorded>>,
}

impl Need {
    /// What stands.
    pub fn current(&self) -> &Noted<NeedRecorded> {
        &self.recorded[self.recorded.len() - 1]
    }
}

pub(super) fn record(needs: &mut Vec<Need>, recorded: &Recorded<ChildEvent>, fact: NeedRecorded) {
    let known = needs.iter_mut().find(|need| need.current().fact.need == fact.need);
    match known {
        Some(need) => need.recorded.push(noted(recorded, fact)),
        None => needs.push(Need { recorded: vec![noted(recorded, fact)] }),
    }
}

/// Record a need with what is proposed for it.
#[derive(Debug, Clone, Deserialize)]
pub struct RecordNeed(pub NeedRecorded);

impl RecordNeed {
    /// Holds a criterion against those that are published; whether one may or must be cited is the duty's.
    fn check_criterion(&self, part: CriteriaPart, context: &Context<'_>) -> Result<(), RecordNeedRefusal> {
        let criteria = &context.rules.protocol().settings().criteria;
        let cited = self.0.criterion.trim();
        let is_known = criteria.item.iter().any(|item| criteria.cited(&item.id).as_deref() == Some(cited));
        let turns_down = matches!(self.0.decision, Decision::NotNecessary | Decision::Unmet);
        match part {
            CriteriaPart::None if !cited.is_empty() => Err(RecordNeedRefusal::CriteriaHaveNoPart),
            _ if !cited.is_empty() && !is_known => Err(RecordNeedRefusal::UnknownCriterion),
            CriteriaPart::Apply if turns_down && cited.is_empty() && !criteria.item.is_empty() => {
                Err(RecordNeedRefusal::CriterionMissing)
            }
            _ => Ok(()),
        }
    }
}

refusals! {
    /// Why a need cannot be recorded.
    RecordNeedRefusal {
        NotAllocated = "no assessor is allocated", "not-allocated", "needs are the assessor's to write down";
        SignedOff = "the assessment is signed off", "signed-off", "a decided need changes by a new assessment";
        StatementMissing = "say what is needed", "statement-missing", "each need is stated plainly";
        WhyMissing = "say why, in words the family will read", "why-missing", "each need gets its reason";
        UnknownItem = "the law lists no such thing under this duty", "unknown-item", "OB-12: the things that section 2 lists";
        ItemMissing = "say which of the listed things it is", "item-missing", "OB-12: the things that section 2 lists";
        CriteriaHaveNoPart = "local criteria have no part in this decision", "criteria-have-no-part", "R (JL) v Islington [2009] EWHC 458 (Admin): criteria may not decide an absolute duty";
        UnknownCriterion = "this criterion is not among those that are published", "unknown-criterion", "OB-18: criteria are those that families can read";
        CriterionMissing = "cite the criterion that this rests on", "criterion-missing", "support route, step 8: each need with its criterion";
        ExplainFirst = "say when and to whom it was explained what this means", "explain-first", "OB-44: what section 20 means is explained before anyone agrees to it";
        UnknownDuty = "this duty is not in the guidance", "unknown-duty", "each need is decided under a named duty";
        HowMissing = "say what will meet it", "met-by-missing", "OB-12: what is necessary must be arranged";
        DutyOwed = "section 2 leaves no room to accept a need and not meet it: either it is not necessary, with reasons, or it is arranged", "duty-owed", "Chronically Sick and Disabled Persons Act 1970 section 2";
    }
}

impl Command for RecordNeed {
    type Stream = Child;
    type Refusal = RecordNeedRefusal;

    fn decide(
        &self,
        state: &Child,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChildEvent>>, RecordNeedRefusal> {
        if state.assessment.signed_off.is_some() {
            return Err(RecordNeedRefusal::SignedOff);
        }
        if state.assessment.allocated.is_empty() {
            return Err(RecordNeedRefusal::NotAllocated);
        }
        if self.0.statement.trim().is_empty() {
            return Err(RecordNeedRefusal::StatementMissing);
        }
        if self.0.why.trim().is_empty() {
            return Err(RecordNeedRefusal::WhyMissing);
        }
        let duty = context.rules.guidance().duty(&self.0.duty).filter(|duty| duty.decides_needs);
        let duty = duty.ok_or(RecordNeedRefusal::UnknownDuty)?;
        self.check_criterion(duty.criteria, context)?;
        let is_item = duty.items.iter().any(|item| item.id == self.0.item);
        if !self.0.item.is_empty() && !is_item {
            return Err(RecordNeedRefusal::UnknownItem);
        }
        match self.0.decision {
            Decision::Meet if self.0.met_by.trim().is_empty() => return Err(RecordNeedRefusal::HowMissing),
            Decision::Meet if !duty.items.is_empty() && self.0.item.is_empty() => {
                return Err(RecordNeedRefusal::ItemMissing);
            }
            Decision::Meet if duty.explained_first && self.0.explained.trim().is_empty() => {
                return Err(RecordNeedRefusal::ExplainFirst);
            }
            Decision::Unmet if duty.absolute => return Err(RecordNeedRefusal::DutyOwed),
            _ => {}
        }
        Ok(vec![Decided::now(context, self.0.clone())])
    }
}
