//! A return was checked: a file that somebody chose, or what the record would say today.

use std::collections::{BTreeMap, HashMap, VecDeque};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Return, ReturnEvent, Which};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// The most findings that are kept one by one: more than anybody sees to, and a few megabytes. The rest are counted by rule.
pub const FOUND_MAX: usize = 5_000;
/// The most reasons that are kept why rules were not asked; each may stand for many children.
pub const NOT_ASKED_MAX: usize = 500;

/// What was checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Source {
    /// Files that somebody chose.
    Uploaded,
    /// What the record says.
    Built,
}

/// How grave a rule is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// The return is refused until it is put right.
    Error,
    /// A check between the files, before any rule is asked.
    Integrity,
    /// The return is taken, with an explanation.
    Query,
    /// No list that was seen says whether it is an error or a query.
    Unknown,
}

impl Severity {
    /// Each, the gravest first.
    pub const ALL: [Self; 4] = [Self::Error, Self::Integrity, Self::Query, Self::Unknown];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Integrity => "integrity",
            Self::Query => "query",
            Self::Unknown => "unknown",
        }
    }
}

/// A file that was checked. It is not kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckedFile {
    /// What it was called where it came from.
    pub name: String,
    /// Its digest (SHA-256), in hexadecimal.
    pub digest: String,
    /// How many bytes it had.
    pub bytes: u64,
}

/// A rule that found something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleFound {
    /// The published code; `schema` for what the schema does not have so.
    pub code: String,
    /// How grave it is.
    pub severity: Severity,
    /// The published message.
    pub message: String,
    /// Whether it is a draft that nobody has published as final.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub draft: bool,
    /// How often it found something, with what is not kept one by one.
    pub times: u64,
}

/// A rule that could not be asked, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotAsked {
    /// The rule.
    pub code: String,
    /// Why.
    pub reason: String,
    /// A child of whom it could not be asked; nothing where it could not be asked of the whole return.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub child: Option<String>,
    /// Of how many children, for this reason.
    pub times: u64,
}

/// What checking a return came to, without what was found one by one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// Which return.
    pub which: Which,
    /// What was checked.
    pub source: Source,
    /// The files, in the order in which findings count them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<CheckedFile>,
    /// How many children.
    pub children: u32,
    /// How many rules were asked.
    pub asked: u32,
    /// Each rule that found something.
    pub rules: Vec<RuleFound>,
    /// Rules that could not be asked, by reason.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_asked: Vec<NotAsked>,
    /// How often more a rule could not be asked than is said one by one.
    #[serde(default, skip_serializing_if = "is_nothing")]
    pub not_asked_beyond: u64,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks with a reference")]
fn is_nothing(number: &u64) -> bool {
    *number == 0
}

impl Check {
    /// How often rules of this severity found something.
    pub fn times(&self, severity: Severity) -> u64 {
        self.rules.iter().filter(|rule| rule.severity == severity).map(|rule| rule.times).sum()
    }

    /// How often any rule found something.
    pub fn found(&self) -> u64 {
        self.rules.iter().map(|rule| rule.times).sum()
    }

    /// How often a rule found something.
    pub fn times_of(&self, code: &str) -> u64 {
        self.rules.iter().find(|rule| rule.code == code).map_or(0, |rule| rule.times)
    }
}

/// One value that a rule looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Compared {
    /// The element or column.
    pub field: String,
    /// What stands there; nothing where it is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

/// Something that a rule found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Tells findings apart, from one check to the next.
    pub id: Uuid,
    /// The rule's code.
    pub rule: String,
    /// The child's identifier in the return; nothing where it is of the whole return.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub child: Option<String>,
    /// The record that the child's part was made from, of a return that was made from records.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<Uuid>,
    /// Which of the files.
    pub file: u16,
    /// The element path, or file and column.
    pub path: String,
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1.
    pub column: u32,
    /// The values compared.
    pub values: Vec<Compared>,
    /// Why, in plain words.
    pub why: String,
}

/// Whose a finding is: the child's identifier; the record it was made from; where neither is known, its place in the file.
pub type Whose<'a> = (Option<&'a str>, Option<Uuid>, Option<&'a str>);

/// Where children stand in a census.
const CHILDREN: &str = "/Message/Children/Child[";

impl Finding {
    /// The path of its child and what comes after, where it is of one in a census.
    fn place(&self) -> Option<(&str, &str)> {
        let end = self.path.strip_prefix(CHILDREN)?.find(']')? + CHILDREN.len() + 1;
        Some(self.path.split_at(end))
    }

    /// The child whose it is; nothing where it is of the whole return.
    pub fn whose(&self) -> Option<Whose<'_>> {
        match (self.child.as_deref(), self.record) {
            (None, None) => self.place().map(|(child, _)| (None, None, Some(child))),
            (child, record) => Some((child, record, None)),
        }
    }

    /// What makes it the same finding in another check: everything but where in the file the child stands. A child of whom only
    /// the place is known is the same only in that place.
    fn key(&self) -> (&str, Option<Whose<'_>>, &str) {
        (&self.rule, self.whose(), self.place().map_or(self.path.as_str(), |(_, within)| within))
    }
}

/// A finding of a check: as it is, or as it was in the check before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Entry {
    /// It is new, or its values are.
    Found(Box<Finding>),
    /// It stands as it stood; it may have another place.
    Still {
        /// The finding.
        finding: Uuid,
        /// Which of the files.
        file: u16,
        /// The line.
        line: u32,
        /// The column.
        column: u32,
    },
}

/// A return was checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReturnChecked {
    /// What it came to.
    pub check: Check,
    /// What was found, in the order of the file, as far as it is kept one by one.
    pub findings: Vec<Entry>,
}

/// Record that a return was checked.
#[derive(Debug, Clone, Deserialize)]
pub struct RecordCheck {
    /// What it came to.
    pub check: Check,
    /// What was found, each with an identifier of its own; a finding that stands already keeps the one it has.
    pub findings: Vec<Finding>,
}

refusals! {
    /// Why a check cannot be recorded.
    RecordCheckRefusal {
        OtherReturn = "what was checked is another return", "return-other", "one return has one record";
        TooMany = "more was found than is kept one by one", "return-too-many", "what is not kept one by one is counted by rule";
    }
}

impl Command for RecordCheck {
    type Stream = Return;
    type Refusal = RecordCheckRefusal;

    fn decide(
        &self,
        state: &Return,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ReturnEvent>>, RecordCheckRefusal> {
        if state.which.is_some_and(|which| which != self.check.which) {
            return Err(RecordCheckRefusal::OtherReturn);
        }
        if self.findings.len() > FOUND_MAX || self.check.not_asked.len() > NOT_ASKED_MAX {
            return Err(RecordCheckRefusal::TooMany);
        }
        let known = self.known_in(state);
        let findings = self.findings.iter().zip(known).map(|(found, known)| match known {
            Some(known) if known.values == found.values && known.why == found.why => {
                Entry::Still { finding: known.id, file: found.file, line: found.line, column: found.column }
            }
            known => {
                let id = known.map_or(found.id, |known| known.id);
                Entry::Found(Box::new(Finding { id, ..found.clone() }))
            }
        });
        let findings = findings.collect();
        let fact = ReturnChecked { check: self.check.clone(), findings };
        Ok(vec![Decided::now(context, Box::new(fact))])
    }
}

impl RecordCheck {
    /// For each finding the one that it was in the check before. Of several at one place those with the same values are meant;
    /// only what is left after that takes the place of what it is not quite.
    fn known_in<'a>(&self, state: &'a Return) -> Vec<Option<&'a Finding>> {
        let mut before: HashMap<_, VecDeque<&Finding>> = HashMap::new();
        for standing in &state.findings {
            before.entry(standing.finding.key()).or_default().push_back(&standing.finding);
        }
        let mut known: Vec<Option<&Finding>> = Vec::with_capacity(self.findings.len());
        for found in &self.findings {
            let alike = before.get_mut(&found.key()).and_then(|here| {
                let at = here.iter().position(|known| known.values == found.values)?;
                here.remove(at)
            });
            known.push(alike);
        }
        for (found, known) in self.findings.iter().zip(&mut known) {
            if known.is_none() {
                *known = before.get_mut(&found.key()).and_then(VecDeque::pop_front);
            }
        }
        known
    }
}

impl Return {
    /// How often each rule found something in this return and in another, by code.
    pub fn beside<'a>(&'a self, other: &'a Self) -> BTreeMap<&'a str, (u64, u64)> {
        let mut rules: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
        for rule in self.latest().into_iter().flat_map(|check| &check.fact.rules) {
            rules.entry(&rule.code).or_default().0 = rule.times;
        }
        for rule in other.latest().into_iter().flat_map(|check| &check.fact.rules) {
            rules.entry(&rule.code).or_default().1 = rule.times;
        }
        rules
    }
}
