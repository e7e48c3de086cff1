//! A statutory return of one kind and year, as those who answer for it work on it: each time it was checked, what was found
//! then, who sees to each finding, and what was explained.
//!
//! The file itself is not kept. What is kept is what rules found: a rule, a child's identifier, a place, the values compared.
//! A finding keeps its identifier from one check to the next, so that whoever sees to it still does. An explanation is of
//! values: it stands until the values change, and is kept for the return of the next year.

mod assign;
mod check;
mod explain;
mod listing;
mod which;

use std::collections::HashMap;

use jiff::Timestamp;
use kernel::{PersonId, StreamKind};
use uuid::Uuid;

pub use assign::{ASSIGNED_AS, AssignFindings, AssignFindingsRefusal, FindingsAssigned};
pub use check::{
    Check, CheckedFile, Compared, Entry, FOUND_MAX, Finding, NOT_ASKED_MAX, NotAsked, RecordCheck,
    RecordCheckRefusal, ReturnChecked, RuleFound, Severity, Source, Whose,
};
pub use explain::{
    EXPLANATION_CHARACTERS_MAX, ExplainFindings, ExplainFindingsRefusal, ExplanationWithdrawn,
    FindingsExplained, WithdrawExplanation, WithdrawExplanationRefusal,
};
pub use listing::list;
pub use which::{NotAReturn, ReturnKind, Which};

use crate::request::{Noted, noted};
use crate::stream::{Author, Recorded, Stream, events};

events! {
    /// What happens with a statutory return.
    ReturnEvent {
        "return.checked" => Checked(Box<ReturnChecked>),
        "return.findings_assigned" => Assigned(FindingsAssigned),
        "return.findings_explained" => Explained(FindingsExplained),
        "return.explanation_withdrawn" => Withdrawn(ExplanationWithdrawn),
    }
}

/// A finding as it stands.
#[derive(Debug, Clone)]
pub struct Standing {
    /// What was found.
    pub finding: Finding,
    /// When it was found first.
    pub since: Timestamp,
    /// Who sees to it.
    pub assigned: Option<PersonId>,
    /// What was explained of these values.
    pub explained: Option<Noted<String>>,
}

/// What was once explained of a child by a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The finding it was said of.
    pub finding: Uuid,
    /// The rule.
    pub rule: String,
    /// The child's identifier; nothing where it has none, or where it is of the whole return.
    pub child: Option<String>,
    /// Whether it is of the whole return.
    pub of_return: bool,
    /// The explanation.
    pub text: String,
    /// Who explained it.
    pub author: Author,
    /// When.
    pub at: Timestamp,
    /// Whether it was taken back.
    pub withdrawn: bool,
}

/// Something that was done about findings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Somebody sees to it from now on; nobody, where it was given back.
    Assigned(Option<PersonId>),
    /// It was explained.
    Explained(String),
    /// The explanation was taken back.
    Withdrawn,
}

/// A statutory return, as it stands.
#[derive(Debug, Clone, Default)]
pub struct Return {
    /// Which return it is.
    pub which: Option<Which>,
    /// Each time it was checked, oldest first, without what was found one by one.
    pub checks: Vec<Noted<Check>>,
    /// What stands of the last check, in the order of the file.
    pub findings: Vec<Standing>,
    /// What was explained, oldest first, also of findings that stand no more.
    pub said: Vec<Said>,
    /// What was done, oldest first, each with the findings it was done about.
    steps: Vec<(Vec<Uuid>, Noted<Step>)>,
}

impl Return {
    /// How it was checked last.
    pub fn latest(&self) -> Option<&Noted<Check>> {
        self.checks.last()
    }

    /// A finding that stands.
    pub fn finding(&self, id: Uuid) -> Option<&Standing> {
        self.findings.iter().find(|standing| standing.finding.id == id)
    }

    /// The rule of a finding that stands, with its message.
    pub fn rule(&self, code: &str) -> Option<&RuleFound> {
        self.latest()?.fact.rules.iter().find(|rule| rule.code == code)
    }

    /// What was explained of the same rule and the same child, or of the whole return, and not taken back, the latest first. Of a
    /// child without an identifier nobody knows in another return whether it is the same.
    pub fn said_of(&self, finding: &Finding) -> Vec<&Said> {
        let of_return = finding.whose().is_none();
        let of_these = |said: &&Said| {
            let same = if of_return { said.of_return } else { said.child.is_some() };
            same && said.rule == finding.rule && said.child == finding.child
        };
        self.said.iter().rev().filter(of_these).filter(|said| !said.withdrawn).collect()
    }

    /// What was last explained of a finding and not taken back, of whichever values.
    pub fn last_said(&self, finding: Uuid) -> Option<&Said> {
        self.said.iter().rev().find(|said| said.finding == finding && !said.withdrawn)
    }

    /// What was done about a finding, oldest first.
    pub fn steps_of(&self, finding: Uuid) -> impl Iterator<Item = &Noted<Step>> {
        self.steps.iter().filter(move |(of, _)| of.contains(&finding)).map(|(_, step)| step)
    }

    /// How many findings that stand are explained.
    pub fn explained(&self) -> usize {
        self.findings.iter().filter(|standing| standing.explained.is_some()).count()
    }

    fn checked(&mut self, recorded: &Recorded<ReturnEvent>, fact: ReturnChecked) {
        let mut before: HashMap<Uuid, Standing> =
            self.findings.drain(..).map(|standing| (standing.finding.id, standing)).collect();
        for entry in fact.findings {
            match entry {
                Entry::Still { finding, file, line, column } => {
                    if let Some(mut standing) = before.remove(&finding) {
                        let found = &mut standing.finding;
                        (found.file, found.line, found.column) = (file, line, column);
                        self.findings.push(standing);
                    }
                }
                Entry::Found(finding) => {
                    let known = before.remove(&finding.id);
                    self.findings.push(Standing {
                        since: known.as_ref().map_or(recorded.recorded_at, |known| known.since),
                        assigned: known.and_then(|known| known.assigned),
                        explained: None,
                        finding: *finding,
                    });
                }
            }
        }
        self.which = Some(fact.check.which);
        self.checks.push(noted(recorded, fact.check));
    }

    /// Does something with each of these findings that stands.
    fn each(&mut self, of: &[Uuid], change: impl FnMut(&mut Standing)) {
        self.findings.iter_mut().filter(|standing| of.contains(&standing.finding.id)).for_each(change);
    }
}

impl Stream for Return {
    const KIND: StreamKind = StreamKind::Return;
    type Event = ReturnEvent;

    fn apply(&mut self, recorded: &Recorded<ReturnEvent>) {
        match recorded.event.clone() {
            ReturnEvent::Checked(fact) => self.checked(recorded, *fact),
            ReturnEvent::Assigned(fact) => {
                self.each(&fact.findings, |standing| standing.assigned = fact.to);
                self.steps.push((fact.findings, noted(recorded, Step::Assigned(fact.to))));
            }
            ReturnEvent::Explained(fact) => {
                let mut said = Vec::new();
                self.each(&fact.findings, |standing| {
                    standing.explained = Some(noted(recorded, fact.text.clone()));
                    said.push(Said {
                        finding: standing.finding.id,
                        rule: standing.finding.rule.clone(),
                        child: standing.finding.child.clone(),
                        of_return: standing.finding.whose().is_none(),
                        text: fact.text.clone(),
                        author: recorded.author.clone(),
                        at: recorded.recorded_at,
                        withdrawn: false,
                    });
                });
                self.said.extend(said);
                self.steps.push((fact.findings, noted(recorded, Step::Explained(fact.text))));
            }
            ReturnEvent::Withdrawn(fact) => {
                self.each(&[fact.finding], |standing| standing.explained = None);
                let of_it = self.said.iter_mut().filter(|said| said.finding == fact.finding);
                of_it.for_each(|said| said.withdrawn = true);
                self.steps.push((vec![fact.finding], noted(recorded, Step::Withdrawn)));
            }
        }
    }
}
