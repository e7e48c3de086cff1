//! What is owed while breaks go on: a plan agreed, visits, reviews, a reviewing officer.

use kernel::Moment;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::super::{Child, ChildEvent};
use super::Basis;
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Oversight {
    /// The plan for the breaks was agreed; under the whole regime, the care plan was made.
    PlanAgreed,
    /// The child was visited where the child stays.
    Visited,
    /// It was looked at together whether the breaks work.
    Reviewed,
    /// An independent reviewing officer was named.
    ReviewerNamed,
}

impl Oversight {
    /// Everything, with the name that forms and stored events use.
    pub const ALL: [(&'static str, Self); 4] = [
        ("plan_agreed", Self::PlanAgreed),
        ("visited", Self::Visited),
        ("reviewed", Self::Reviewed),
        ("reviewer_named", Self::ReviewerNamed),
    ];

    /// Its name in forms and stored events.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, each)| *each == self).map_or("", |(name, _)| name)
    }

    /// The milestone that it is under a legal footing.
    pub(super) fn milestone(self, basis: Basis) -> Option<&'static str> {
        Some(match (basis, self) {
            (Basis::Section20Light, Self::PlanAgreed) => "short_break.plan_agreed",
            (Basis::Section20Light, Self::Visited) => "short_break.visited",
            (Basis::Section20Light, Self::Reviewed) => "short_break.reviewed",
            (Basis::Section20Full, Self::PlanAgreed) => "looked_after.care_plan",
            (Basis::Section20Full, Self::Visited) => "looked_after.visited",
            (Basis::Section20Full, Self::Reviewed) => "looked_after.reviewed",
            (Basis::Section20Full, Self::ReviewerNamed) => "looked_after.reviewer_named",
            (Basis::Section17, Self::Reviewed) => "short_break.help_reviewed",
            _ => return None,
        })
    }
}

/// Something that is owed while breaks go on was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BreaksOverseen {
    /// The arrangement.
    pub arrangement: Uuid,
    /// What was done.
    pub what: Oversight,
    /// How it went for the child, what was agreed, who it is; the family reads it.
    pub words: String,
}

/// Record it.
#[derive(Debug, Clone, Deserialize)]
pub struct RecordOversight {
    /// What was done.
    pub overseen: BreaksOverseen,
    /// When.
    pub happened: Moment,
}

refusals! {
    /// Why it cannot be recorded.
    RecordOversightRefusal {
        NoArrangement = "there is no such arrangement", "no-breaks-arranged", "a visit or review is of an arrangement";
        NoWords = "say how it went", "no-words", "a visit or review says how it goes for the child";
        InTheFuture = "it cannot have happened in the future", "in-future", "what happened is not what is planned";
    }
}

impl Command for RecordOversight {
    type Stream = Child;
    type Refusal = RecordOversightRefusal;

    fn decide(
        &self,
        state: &Child,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChildEvent>>, RecordOversightRefusal> {
        if state.breaks.arrangement(self.overseen.arrangement).is_none() {
            return Err(RecordOversightRefusal::NoArrangement);
        }
        if self.overseen.words.trim().is_empty() {
            return Err(RecordOversightRefusal::NoWords);
        }
        if context.today() < self.happened.date() {
            return Err(RecordOversightRefusal::InTheFuture);
        }
        Ok(vec![Decided::when(self.happened, self.overseen.clone())])
    }
}
