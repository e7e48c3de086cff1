//! Who sees to findings.

use kernel::PersonId;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Return, ReturnEvent};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// The capacity of those who see to findings: whoever else was named could not read them.
pub const ASSIGNED_AS: &str = "data-analyst";

/// Somebody sees to these findings from now on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingsAssigned {
    /// The findings.
    pub findings: Vec<Uuid>,
    /// Who; nobody, where they were given back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<PersonId>,
}

/// Say who sees to findings.
#[derive(Debug, Clone, Deserialize)]
pub struct AssignFindings {
    /// The findings.
    pub findings: Vec<Uuid>,
    /// Who; nobody gives them back.
    #[serde(default)]
    pub to: Option<PersonId>,
}

refusals! {
    /// Why nobody can be named so.
    AssignFindingsRefusal {
        NoneChosen = "no finding is chosen", "return-none-chosen", "it is said of findings";
        Gone = "a finding does not stand any more", "return-finding-gone", "what is seen to stands in the last check";
        NotAnAnalyst = "this person does not work on returns", "return-not-an-analyst", "findings are read by those who work on returns";
        AlreadySo = "it is so already", "return-assigned-already", "what is said changes something";
    }
}

impl Command for AssignFindings {
    type Stream = Return;
    type Refusal = AssignFindingsRefusal;

    fn decide(
        &self,
        state: &Return,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ReturnEvent>>, AssignFindingsRefusal> {
        if self.findings.is_empty() {
            return Err(AssignFindingsRefusal::NoneChosen);
        }
        if !state.all_stand(&self.findings) {
            return Err(AssignFindingsRefusal::Gone);
        }
        let fits = |person| {
            context.partnership.practitioner(person).is_some_and(|known| known.may_act_as(ASSIGNED_AS))
        };
        if !self.to.is_none_or(fits) {
            return Err(AssignFindingsRefusal::NotAnAnalyst);
        }
        let changed =
            |finding: &&Uuid| state.finding(**finding).is_some_and(|standing| standing.assigned != self.to);
        let findings: Vec<Uuid> = self.findings.iter().filter(changed).copied().collect();
        if findings.is_empty() {
            return Err(AssignFindingsRefusal::AlreadySo);
        }
        Ok(vec![Decided::now(context, FindingsAssigned { findings, to: self.to })])
    }
}
