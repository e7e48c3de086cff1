//! The questions that a protocol is asked, and how it answers them.

mod rules;

use std::fmt;

use jiff::civil::Date;
use serde::Serialize;

use super::Protocol;
use super::said::Said;
use crate::guidance::Guidance;
use crate::model::{CheckDefinition, Clause, Edition};
use crate::vocabulary::Verified;

/// How a protocol answers one question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckOutcome {
    /// The protocol does what is asked.
    Passes,
    /// It does not.
    Fails,
    /// Only a partnership can answer, and this text belongs to none yet.
    NeedsPartnership,
    /// The editions of that day do not ask it.
    NotApplicable,
}

impl fmt::Display for CheckOutcome {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Passes => "passes",
            Self::Fails => "fails",
            Self::NeedsPartnership => "needs a partnership",
            Self::NotApplicable => "not applicable",
        })
    }
}

/// The day on which a protocol is judged, and the day whose editions count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JudgedOn {
    /// The day whose editions and clauses count.
    pub editions_of: Date,
    /// The day from which it is seen whether a review is ahead.
    pub today: Date,
}

impl JudgedOn {
    /// Today, under the editions of today.
    pub fn today(today: Date) -> Self {
        Self { editions_of: today, today }
    }

    /// Today, under this edition: as it is today when it is in force, otherwise as on its first day.
    pub fn under(edition: &Edition, today: Date) -> Self {
        let editions_of = if edition.in_force.contains(today) { today } else { edition.in_force.from };
        Self { editions_of, today }
    }
}

/// One question, and the answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Check {
    /// Its identifier: `DR-12`.
    pub id: String,
    /// What was asked.
    pub asks: String,
    /// The answer.
    pub outcome: CheckOutcome,
    /// Why.
    pub why: String,
    /// The clause it rests on or serves, as it is cited.
    pub clause: Option<String>,
    /// How well it was verified that the clause asks this.
    pub verified: Verified,
    /// What the protocol says to it, and where.
    pub evidence: Vec<Said>,
    /// The keys and names that are not there, or do not do.
    pub missing: Vec<String>,
    /// What would satisfy it, when it is not satisfied.
    pub hint: Option<String>,
    /// What could be put to the authority, when it is not satisfied.
    pub letter: Option<String>,
}

/// What the questions are put to.
pub(super) struct Judging<'a> {
    pub protocol: &'a Protocol,
    pub guidance: &'a Guidance,
    pub on: &'a JudgedOn,
}

impl Judging<'_> {
    pub(super) fn all(&self) -> Vec<Check> {
        self.guidance.checks().iter().map(|check| self.answer(check)).collect()
    }

    fn answer(&self, check: &CheckDefinition) -> Check {
        let applies = check.in_force.contains(self.on.editions_of);
        let missing = if applies { self.missing(check) } else { Vec::new() };
        let outcome = if !applies {
            CheckOutcome::NotApplicable
        } else if missing.is_empty() {
            CheckOutcome::Passes
        } else if missing.iter().all(|key| check.partnership.contains(key))
            && check.partnership.iter().all(|key| missing.contains(key))
        {
            CheckOutcome::NeedsPartnership
        } else {
            CheckOutcome::Fails
        };
        let unmet = matches!(outcome, CheckOutcome::Fails | CheckOutcome::NeedsPartnership);
        let clause = self.clause(check);
        Check {
            id: check.id.clone(),
            asks: check.asks.clone(),
            outcome,
            why: self.why(check, outcome),
            clause: clause.map(ToString::to_string),
            verified: clause.map_or(check.verified, |clause| clause.verified.min(check.verified)),
            evidence: if applies { self.evidence(check) } else { Vec::new() },
            missing,
            hint: unmet.then(|| check.hint.clone()),
            letter: check
                .letter
                .as_ref()
                .filter(|_| outcome == CheckOutcome::Fails)
                .map(|letter| self.written(letter, clause)),
        }
    }

    /// A letter with the authority in it, and the law by its title and place in the edition that the protocol is held against.
    fn written(&self, letter: &str, clause: Option<&Clause>) -> String {
        let law = clause.map_or_else(String::new, |clause| {
            let edition = self.guidance.edition(&clause.edition);
            let title = edition.map_or(clause.citation.as_str(), |edition| edition.title.as_str());
            format!("{title}, {}", clause.place)
        });
        letter.replace("{authority}", &self.protocol.settings.partnership.authority).replace("{law}", &law)
    }

    fn why(&self, check: &CheckDefinition, outcome: CheckOutcome) -> String {
        match outcome {
            CheckOutcome::Passes if check.rule == crate::model::CheckRule::CoProduced => {
                let fictional = if self.protocol.is_fictional() { " (fictional)" } else { "" };
                let groups = self.protocol.settings.co_production.groups.join("; ");
                format!("{} {groups}{fictional}", check.passing)
            }
            CheckOutcome::Passes => check.passing.clone(),
            CheckOutcome::Fails | CheckOutcome::NeedsPartnership => check.failing.clone(),
            CheckOutcome::NotApplicable => self.asked_by_other_editions(check),
        }
    }

    /// The first of its clauses in force; when none is, the first.
    fn clause(&self, check: &CheckDefinition) -> Option<&Clause> {
        let in_force = self.guidance.clause_in_force(&check.clauses, self.on.editions_of);
        in_force.or_else(|| check.clauses.first().and_then(|id| self.guidance.clause(id)))
    }

    /// Everything that stands at its keys, or below them, in the order of the text.
    fn evidence(&self, check: &CheckDefinition) -> Vec<Said> {
        let at = |key: &String, said: &Said| {
            said.key.strip_prefix(key.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        let of_key = |key| self.protocol.said.values().filter(move |said| at(key, said)).cloned();
        check.keys.iter().flat_map(of_key).collect()
    }

    fn asked_by_other_editions(&self, check: &CheckDefinition) -> String {
        let editions = check.clauses.iter().filter_map(|id| self.guidance.clause(id));
        let mut names: Vec<String> = editions
            .filter_map(|clause| self.guidance.edition(&clause.edition))
            .map(|edition| edition.short.clone())
            .collect();
        names.dedup();
        format!("asked by {}", crate::words::list(&names))
    }
}
