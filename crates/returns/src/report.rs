//! What checking a return found.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::{Place, Year};

/// How grave a rule is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The return is refused until it is put right.
    Error,
    /// The return is taken, with an explanation.
    Query,
    /// A check between the files, before any rule is asked.
    Integrity,
    /// No list that was seen says whether it is an error or a query.
    Unknown,
}

impl fmt::Display for Severity {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Error => "error",
            Self::Query => "query",
            Self::Integrity => "integrity",
            Self::Unknown => "unknown",
        })
    }
}

/// What of a file has no place in values, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passed {
    /// The file's name.
    pub file: String,
    /// The line, from 1.
    pub line: u64,
    /// What, in words.
    pub message: String,
}

/// A rule as findings refer to it.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct RuleFacts {
    /// The published code.
    pub rule: String,
    /// How grave it is.
    pub severity: Severity,
    /// The published message.
    pub message: String,
    /// Why it fires, with `{Field}` where a value stands.
    #[serde(skip)]
    pub why: String,
    /// The rule is a draft that nobody has published as final.
    pub draft: bool,
}

impl RuleFacts {
    /// Its code with how grave it is: `error 8650`, or `434 (severity unknown)`.
    pub(crate) fn named(&self) -> String {
        match self.severity {
            Severity::Unknown => format!("{} (severity unknown)", self.rule),
            known => format!("{known} {}", self.rule),
        }
    }
}

/// One value that a rule looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Value {
    /// The element or column.
    pub field: &'static str,
    /// What stands there; nothing where it is missing.
    pub value: Option<Box<str>>,
    /// Where, if it is there.
    #[serde(flatten)]
    pub place: Option<Place>,
}

/// Something that a rule found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule.
    pub rule: Arc<RuleFacts>,
    /// The child's identifier in the return; nothing where a finding is of the whole return.
    pub child: Option<Box<str>>,
    /// Which of several files, by its place in the list.
    pub file: u16,
    /// The element path, or file and column.
    pub path: Box<str>,
    /// Where it stands.
    pub place: Place,
    /// The values compared.
    pub values: Vec<Value>,
}

impl Finding {
    /// Why, in plain words, with the values.
    pub fn why(&self) -> String {
        let mut why = self.rule.why.clone();
        for value in &self.values {
            let gap = format!("{{{}}}", value.field);
            why = why.replacen(&gap, value.value.as_deref().unwrap_or("(nothing)"), 1);
        }
        why
    }
}

/// A rule that could not be asked of a child, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotEvaluated {
    /// The rule.
    pub rule: Arc<RuleFacts>,
    /// The child; nothing where the rule could not be asked of the whole return.
    pub child: Option<Box<str>>,
    /// Which of several files, by its place in the list.
    pub file: u16,
    /// What stood in the way, and where.
    pub path: Box<str>,
    /// Where it stands.
    pub place: Option<Place>,
    /// Why.
    pub reason: Box<str>,
}

/// Something that the schema does not have so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SchemaError {
    /// The child, if one is known.
    pub child: Option<Box<str>>,
    /// Which of several files, by its place in the list.
    #[serde(skip)]
    pub file: u16,
    /// The element path, or file and column.
    pub path: Box<str>,
    /// Where it stands.
    #[serde(flatten)]
    pub place: Place,
    /// What is wrong and what should be.
    pub message: Box<str>,
}

/// A file that cannot be read to its end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("line {}, column {}: {message}", place.line, place.column)]
pub struct Unreadable {
    /// Where reading stopped.
    #[serde(flatten)]
    pub place: Place,
    /// Why.
    pub message: String,
}

impl Unreadable {
    /// A file in which nothing stands.
    pub fn nothing() -> Self {
        Self::at_start("the file is empty")
    }

    pub(crate) fn at_start(message: impl Into<String>) -> Self {
        Self { place: Place::FIRST, message: message.into() }
    }

    pub(crate) fn at(place: Place, message: impl Into<String>) -> Self {
        Self { place, message: message.into() }
    }
}

/// The most findings, schema errors and rules not asked that are kept one by one; past them they are counted, and the
/// count is said. Half a million of each stay under 400 MB, and no analyst reads more.
pub const KEPT_MAX: usize = 500_000;

/// Everything that checking a return found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Report {
    /// `cin` or `ssda903`.
    pub kind: &'static str,
    /// By which year's rules.
    pub year: Option<Year>,
    /// The files, as they were named.
    pub files: Vec<String>,
    /// How many children.
    pub children: u32,
    /// How many rules were asked.
    pub rules: usize,
    /// What rules found, in the order of the file; what is of the whole return comes last.
    pub findings: Vec<Finding>,
    /// Rules that could not be asked, of whom and why.
    pub not_evaluated: Vec<NotEvaluated>,
    /// What the schema does not have so.
    pub schema_errors: Vec<SchemaError>,
    /// Where reading had to stop. What is above was found before.
    pub unreadable: Option<Unreadable>,
    /// Beyond [`KEPT_MAX`], counted by rule (or `schema`), with how many.
    pub beyond: BTreeMap<String, u64>,
}

/// What a report says of the return as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing was found.
    Clean,
    /// Something was found, or something could not be asked.
    Findings,
    /// The file could not be read.
    Unreadable,
}

/// How much was found of a child.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct OfChild {
    /// Errors.
    pub errors: u64,
    /// Queries.
    pub queries: u64,
    /// Findings of rules whose severity is not known.
    pub unknown: u64,
}

impl Report {
    /// What the return as a whole is. Rules that could not be asked of a child count as found: nobody has cleared them. A
    /// rule that needs a list which was not given does not.
    pub fn verdict(&self) -> Verdict {
        if self.unreadable.is_some() {
            return Verdict::Unreadable;
        }
        let asked = self.not_evaluated.iter().all(|one| one.child.is_none());
        let clean =
            self.findings.is_empty() && self.schema_errors.is_empty() && self.beyond.is_empty() && asked;
        if clean { Verdict::Clean } else { Verdict::Findings }
    }

    /// Each rule that found something, with how often, by code.
    pub fn by_rule(&self) -> BTreeMap<&str, (&RuleFacts, u64)> {
        let mut counts: BTreeMap<&str, (&RuleFacts, u64)> = BTreeMap::new();
        for finding in &self.findings {
            let rule: &RuleFacts = &finding.rule;
            counts.entry(&rule.rule).or_insert((rule, 0)).1 += 1;
        }
        for (code, count) in &mut counts {
            count.1 += self.beyond.get(*code).copied().unwrap_or_default();
        }
        counts
    }

    /// Each child with how much was found, by identifier.
    pub fn by_child(&self) -> BTreeMap<&str, OfChild> {
        let mut counts: BTreeMap<&str, OfChild> = BTreeMap::new();
        for finding in &self.findings {
            let Some(child) = &finding.child else { continue };
            let count = counts.entry(child).or_default();
            match finding.rule.severity {
                Severity::Query => count.queries += 1,
                Severity::Error | Severity::Integrity => count.errors += 1,
                Severity::Unknown => count.unknown += 1,
            }
        }
        counts
    }

    pub(crate) fn find(&mut self, finding: Finding) {
        if self.findings.len() < KEPT_MAX {
            self.findings.push(finding);
        } else {
            *self.beyond.entry(finding.rule.rule.clone()).or_default() += 1;
        }
    }

    pub(crate) fn not_asked(&mut self, one: NotEvaluated) {
        if self.not_evaluated.len() < KEPT_MAX {
            self.not_evaluated.push(one);
        } else {
            *self.beyond.entry(format!("{} (not evaluated)", one.rule.rule)).or_default() += 1;
        }
    }

    pub(crate) fn schema_error(&mut self, error: SchemaError) {
        if self.schema_errors.len() < KEPT_MAX {
            self.schema_errors.push(error);
        } else {
            *self.beyond.entry("schema".to_owned()).or_default() += 1;
        }
    }
}
