//! How a protocol answers each question that guidance and families ask of it.

use std::fmt::Write as _;

use guidance::{Check, CheckOutcome, Edition, Guidance, JudgedOn, Protocol, Said, Verified, full_date};
use jiff::civil::Date;
use serde::Serialize;

use super::sarif;
use crate::not_answered::NotAnswered;
use crate::said::checked;
use crate::text::{WIDTH, many};

/// The most letters of what a protocol says that are shown in text; the file holds the rest.
const SHOWN_MAX: usize = 90;
/// What is shown for a key that has no words.
pub(super) const EMPTY: &str = "(empty)";
/// How far what belongs to a check stands from the left, under its question.
const INDENT: &str = "              ";

/// The result of one check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CheckResult {
    /// The protocol does what is asked.
    Pass,
    /// It does not.
    Fail,
    /// The edition does not ask it.
    NotApplicable,
}

impl CheckResult {
    /// The result in words that line up.
    fn word(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Fail => "FAIL",
            Self::NotApplicable => "n/a",
        }
    }
}

impl From<CheckOutcome> for CheckResult {
    fn from(outcome: CheckOutcome) -> Self {
        match outcome {
            CheckOutcome::Passes => Self::Pass,
            CheckOutcome::Fails | CheckOutcome::NeedsPartnership => Self::Fail,
            CheckOutcome::NotApplicable => Self::NotApplicable,
        }
    }
}

/// What the protocol says to a check, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// The key: `route.entry_test`.
    pub key: String,
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The words that stand there.
    pub words: String,
}

impl From<Said> for Evidence {
    fn from(said: Said) -> Self {
        Self { key: said.key, file: said.path, line: said.line, words: said.words }
    }
}

/// One check, answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Answered {
    /// Its identifier: `DR-01`.
    pub check: String,
    /// The result.
    pub result: CheckResult,
    /// The clause it rests on or serves, as it is cited.
    pub clause: Option<String>,
    /// How well it was verified that the clause asks this.
    pub verified: Verified,
    /// What was asked.
    pub asks: String,
    /// Why it passes, fails, or is not asked.
    pub why: String,
    /// What the protocol says to it.
    pub evidence: Vec<Evidence>,
    /// The keys and names that are not there, or do not do.
    pub missing: Vec<String>,
    /// What would satisfy it, when it fails.
    pub hint: Option<String>,
    /// It fails for what only a partnership can fill in, and this text belongs to none yet.
    pub needs_partnership: bool,
    /// Words that could be put to the authority, when it fails.
    pub letter: Option<String>,
}

impl Answered {
    /// Why, with what is not there, as sentences.
    pub(super) fn because(&self) -> String {
        let why = self.why.trim_end_matches('.');
        if self.missing.is_empty() {
            return format!("{why}.");
        }
        format!("{why}. Not there: {}.", self.missing.join(", "))
    }
}

impl From<Check> for Answered {
    fn from(check: Check) -> Self {
        Self {
            check: check.id,
            result: check.outcome.into(),
            clause: check.clause,
            verified: check.verified,
            asks: check.asks,
            why: check.why,
            evidence: check.evidence.into_iter().map(Evidence::from).collect(),
            missing: check.missing,
            hint: check.hint,
            needs_partnership: check.outcome == CheckOutcome::NeedsPartnership,
            letter: check.letter,
        }
    }
}

/// Every check, answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The file that was asked about.
    file: String,
    /// The protocol's name and version, and the edition and day it is judged by, in words.
    heading: String,
    /// The authority that the words are put to.
    authority: String,
    /// Each check, by identifier.
    pub checks: Vec<Answered>,
}

impl Report {
    /// Puts every check to a protocol: under this edition of *Working Together*, or the one that is in force today.
    ///
    /// # Errors
    /// Nothing has the name of the edition, or none is in force today.
    pub fn of(
        protocol: &Protocol,
        file: &str,
        guidance: &Guidance,
        edition: Option<&str>,
        today: Date,
    ) -> Result<Self, NotAnswered> {
        let edition = edition_to_judge_by(guidance, edition, today)?;
        let checks = protocol.checks(guidance, &JudgedOn::under(edition, today));
        Ok(Self {
            file: file.to_owned(),
            heading: format!(
                "{}, version {}\nasked what {} asks, on {}",
                protocol.name(),
                protocol.version(),
                edition.short,
                full_date(today)
            ),
            authority: protocol.settings().partnership.authority.clone(),
            checks: checks.into_iter().map(Answered::from).collect(),
        })
    }

    /// Whether a check that the edition asks fails.
    pub fn fails(&self) -> bool {
        self.count(CheckResult::Fail) > 0
    }

    fn count(&self, result: CheckResult) -> usize {
        self.checks.iter().filter(|check| check.result == result).count()
    }

    /// A JSON array with one object for each check.
    pub fn json(&self) -> String {
        serde_json::to_string_pretty(&self.checks).unwrap_or_default()
    }

    /// The same as SARIF 2.1.0, which editors and code hosts show beside the lines.
    pub fn sarif(&self) -> String {
        sarif::write(&self.checks, &self.file)
    }

    /// The same for a person at a terminal.
    pub fn text(&self) -> String {
        let mut text = format!("{}\n", self.heading);
        for check in &self.checks {
            text.push('\n');
            one(check, &mut text);
        }
        let _ = writeln!(
            text,
            "\n{} pass, {} fail, {} not asked by this edition.",
            many(self.count(CheckResult::Pass), "check", "checks"),
            self.count(CheckResult::Fail),
            self.count(CheckResult::NotApplicable)
        );
        for check in &self.checks {
            if let Some(letter) = &check.letter {
                let _ =
                    writeln!(text, "\nWords that could be put to {} ({}):\n", self.authority, check.check);
                wrapped(letter, "  ", &mut text);
            }
        }
        text.trim_end().to_owned()
    }
}

fn edition_to_judge_by<'a>(
    guidance: &'a Guidance,
    named: Option<&str>,
    today: Date,
) -> Result<&'a Edition, NotAnswered> {
    let editions = || guidance.editions().map(|edition| edition.id.as_str());
    match named {
        Some(name) => guidance.edition(name).ok_or_else(|| NotAnswered::unknown("edition", name, editions())),
        None => guidance.edition_on(today).ok_or_else(|| {
            NotAnswered::unknown("edition of Working Together in force", &today.to_string(), editions())
        }),
    }
}

fn one(check: &Answered, text: &mut String) {
    let start = format!("{:<4}  {:<6}  ", check.result.word(), check.check);
    wrapped_after(&start, &check.asks, INDENT, text);
    if check.result != CheckResult::Pass {
        wrapped(&check.because(), INDENT, text);
    }
    for found in &check.evidence {
        let line = format!("{}:{} {}: {}", found.file, found.line, found.key, shortened(&found.words));
        wrapped(&line, INDENT, text);
    }
    if let Some(clause) = &check.clause {
        wrapped(&format!("clause: {clause} ({})", checked(check.verified)), INDENT, text);
    }
    if let Some(hint) = &check.hint {
        wrapped(&format!("hint: {hint}"), INDENT, text);
    }
    if check.needs_partnership {
        wrapped("Only a partnership can fill this in; this text belongs to none yet.", INDENT, text);
    }
}

fn shortened(words: &str) -> String {
    if words.is_empty() {
        return EMPTY.to_owned();
    }
    if words.chars().count() <= SHOWN_MAX {
        return words.to_owned();
    }
    let start: String = words.chars().take(SHOWN_MAX).collect();
    format!("{}…", start.rsplit_once(' ').map_or(start.as_str(), |(whole, _)| whole))
}

/// Words over as many lines as they need, each behind the indent.
pub(super) fn wrapped(words: &str, indent: &str, text: &mut String) {
    wrapped_after(indent, words, indent, text);
}

fn wrapped_after(start: &str, words: &str, indent: &str, text: &mut String) {
    let mut line = start.to_owned();
    let mut empty = true;
    for word in words.split_whitespace() {
        let longer = line.chars().count() + 1 + word.chars().count();
        if !empty && longer > usize::from(WIDTH) {
            text.push_str(line.trim_end());
            text.push('\n');
            indent.clone_into(&mut line);
            empty = true;
        }
        if !empty {
            line.push(' ');
        }
        line.push_str(word);
        empty = false;
    }
    text.push_str(line.trim_end());
    text.push('\n');
}
