//! The questions that a protocol is asked, and how it answers them.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::settings::Settings;
use super::{Standard, Timetable};
use crate::guidance::Guidance;
use crate::model::{CheckDefinition, CheckRule};

/// How a protocol answers one question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckOutcome {
    /// The protocol does what is asked.
    Passes,
    /// It does not.
    Fails,
    /// Only a partnership can answer, and this text belongs to none yet.
    NeedsPartnership,
}

impl fmt::Display for CheckOutcome {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Passes => "passes",
            Self::Fails => "fails",
            Self::NeedsPartnership => "needs a partnership",
        })
    }
}

/// One question, and the answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// Its identifier: `DR-12`.
    pub id: String,
    /// What was asked.
    pub asks: String,
    /// The answer.
    pub outcome: CheckOutcome,
    /// Why.
    pub why: String,
}

/// What the checks look at.
pub(super) struct Checked<'a> {
    pub settings: &'a Settings,
    pub standards: &'a [Standard],
    pub timetables: Vec<&'a Timetable>,
    pub guidance: &'a Guidance,
}

impl Checked<'_> {
    pub(super) fn answers(&self) -> Vec<Check> {
        self.guidance.checks().iter().map(|check| self.answer(check)).collect()
    }

    fn answer(&self, check: &CheckDefinition) -> Check {
        let outcome = self.outcome(check);
        let why = match outcome {
            CheckOutcome::Passes => check.passing.clone(),
            CheckOutcome::Fails | CheckOutcome::NeedsPartnership => check.failing.clone(),
        };
        let why = match (&check.rule, outcome) {
            (CheckRule::CoProduced, CheckOutcome::Passes) => {
                let fictional = if self.settings.partnership.fictional { " (fictional)" } else { "" };
                format!("{why} {}{fictional}", self.settings.co_production.groups.join("; "))
            }
            _ => why,
        };
        Check { id: check.id.clone(), asks: check.asks.clone(), outcome, why }
    }

    fn outcome(&self, check: &CheckDefinition) -> CheckOutcome {
        let route = &self.settings.route;
        let all_in = |given: &[String]| check.names.iter().all(|name| given.contains(name));
        let passes = match check.rule {
            CheckRule::SeparateRoute => {
                !route.name.is_empty() && !route.entry_test.is_empty() && !route.documents.is_empty()
            }
            CheckRule::SupportByDefault => route.support_unless_harm_recorded,
            CheckRule::NothingIntrusive => all_in(&route.left_out),
            CheckRule::ReasonedCrossing => {
                route.crossing_decided_by.is_some() && route.crossing_recorded_and_reversible
            }
            CheckRule::ConcernAnytime => {
                route.concern_anytime
                    && check.names.iter().all(|id| self.standards.iter().any(|standard| standard.id == *id))
            }
            CheckRule::TrainedAssessor => {
                check.names.iter().all(|id| self.settings.training.iter().any(|training| training.id == *id))
            }
            CheckRule::DutiesAnswered => {
                all_in(&route.duties_answered)
                    && route.duties_answered.iter().all(|duty| self.guidance.duty(duty).is_some())
            }
            // A protocol that loosened one was refused before it came here.
            CheckRule::SameClocks => check.names.iter().all(|clock| self.guidance.clock(clock).is_some()),
            CheckRule::WrittenOutcome => {
                route.written_outcome && !self.settings.complaints.telephone.is_empty()
            }
            CheckRule::JoinedTimetable => {
                route.joined_with_ehc
                    && check
                        .names
                        .iter()
                        .all(|name| self.timetables.iter().any(|timetable| timetable.name == *name))
            }
            CheckRule::ShortBreakCounters => {
                all_in(&route.short_break_counters)
                    && check.names.iter().all(|clock| self.guidance.clock(clock).is_some())
            }
            CheckRule::CoProduced => {
                let agreed = &self.settings.co_production;
                !agreed.groups.is_empty() && agreed.agreed_on.is_some()
            }
            CheckRule::Adjustments => {
                if route.adjustments_asked && self.settings.equality.published.is_none() {
                    return CheckOutcome::NeedsPartnership;
                }
                route.adjustments_asked
            }
            CheckRule::ReviewWithoutRepeat => route.review_without_repeat,
        };
        if passes { CheckOutcome::Passes } else { CheckOutcome::Fails }
    }
}
