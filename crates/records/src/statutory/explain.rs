//! Why a finding is no fault. What is written is kept for the return of the next year.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Return, ReturnEvent};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// The longest explanation, in characters: a page, which is more than anybody reads of one finding.
pub const EXPLANATION_CHARACTERS_MAX: usize = 3_000;

/// These findings were explained.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingsExplained {
    /// The findings.
    pub findings: Vec<Uuid>,
    /// The explanation.
    pub text: String,
}

/// Explain findings, each by the same words.
#[derive(Debug, Clone, Deserialize)]
pub struct ExplainFindings {
    /// The findings.
    pub findings: Vec<Uuid>,
    /// The explanation.
    pub text: String,
}

refusals! {
    /// Why it cannot be explained so.
    ExplainFindingsRefusal {
        NoneChosen = "no finding is chosen", "return-none-chosen", "it is said of findings";
        Gone = "a finding does not stand any more", "return-finding-gone", "what is explained stands in the last check";
        Missing = "nothing is written", "return-explanation-missing", "an explanation says why it is so";
        TooLong = "the explanation is too long", "return-explanation-too-long", "an explanation is a page at most";
    }
}

impl Return {
    /// Whether all of these stand.
    pub(super) fn all_stand(&self, findings: &[Uuid]) -> bool {
        findings.iter().all(|finding| self.finding(*finding).is_some())
    }
}

impl Command for ExplainFindings {
    type Stream = Return;
    type Refusal = ExplainFindingsRefusal;

    fn decide(
        &self,
        state: &Return,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ReturnEvent>>, ExplainFindingsRefusal> {
        if self.findings.is_empty() {
            return Err(ExplainFindingsRefusal::NoneChosen);
        }
        if !state.all_stand(&self.findings) {
            return Err(ExplainFindingsRefusal::Gone);
        }
        let text = self.text.trim();
        if text.is_empty() {
            return Err(ExplainFindingsRefusal::Missing);
        }
        if text.chars().count() > EXPLANATION_CHARACTERS_MAX {
            return Err(ExplainFindingsRefusal::TooLong);
        }
        let fact = FindingsExplained { findings: self.findings.clone(), text: text.to_owned() };
        Ok(vec![Decided::now(context, fact)])
    }
}

/// An explanation was taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExplanationWithdrawn {
    /// The finding.
    pub finding: Uuid,
}

/// Take an explanation back: the finding is open again, and next year nobody is told what was said.
#[derive(Debug, Clone, Deserialize)]
pub struct WithdrawExplanation {
    /// The finding.
    pub finding: Uuid,
}

refusals! {
    /// Why it cannot be taken back.
    WithdrawExplanationRefusal {
        Gone = "the finding does not stand any more", "return-finding-gone", "what is explained stands in the last check";
        NotExplained = "it is not explained", "return-not-explained", "what is taken back was said";
    }
}

impl Command for WithdrawExplanation {
    type Stream = Return;
    type Refusal = WithdrawExplanationRefusal;

    fn decide(
        &self,
        state: &Return,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ReturnEvent>>, WithdrawExplanationRefusal> {
        let standing = state.finding(self.finding).ok_or(WithdrawExplanationRefusal::Gone)?;
        if standing.explained.is_none() {
            return Err(WithdrawExplanationRefusal::NotExplained);
        }
        Ok(vec![Decided::now(context, ExplanationWithdrawn { finding: self.finding })])
    }
}
