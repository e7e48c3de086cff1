//! How two protocols differ: in what they settle, their limits, timetables and standards, and how they answer the checks.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use guidance::{Guidance, JudgedOn, Protocol};
use jiff::civil::Date;
use serde::Serialize;

use super::check::{CheckResult, EMPTY, wrapped};

/// Something that is not the same in both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// What: `route.entry_test`, `K03`, `full.draft`, `LS-READ.limit`.
    pub key: String,
    /// What the first says, if anything.
    pub before: Option<String>,
    /// What the second says, if anything.
    pub after: Option<String>,
}

/// A check that is answered in another way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CheckChange {
    /// Its identifier.
    pub check: String,
    /// What is asked.
    pub asks: String,
    /// How the first answers.
    pub before: CheckResult,
    /// How the second answers.
    pub after: CheckResult,
}

/// How two protocols differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// The first, by name and version.
    pub first: String,
    /// The second, by name and version.
    pub second: String,
    /// What is settled in another way.
    pub settings: Vec<Change>,
    /// Limits of law that are tightened in another way. Where one does not tighten, it says what the law says.
    pub limits: Vec<Change>,
    /// Days of timetables.
    pub timetables: Vec<Change>,
    /// Local standards.
    pub standards: Vec<Change>,
    /// Checks.
    pub checks: Vec<CheckChange>,
}

impl Difference {
    /// Compares what both say, with what each takes from the protocol it is based on.
    pub fn between(first: &Protocol, second: &Protocol, guidance: &Guidance, today: Date) -> Self {
        let mut difference = Self {
            first: named(first),
            second: named(second),
            settings: Vec::new(),
            limits: limits(first, second, guidance),
            timetables: Vec::new(),
            standards: Vec::new(),
            checks: checks(first, second, guidance, today),
        };
        let (before, after) = (said(first), said(second));
        let keys: BTreeSet<&str> = before.keys().chain(after.keys()).copied().collect();
        for key in keys {
            let change = |key: &str, name: &str| Change {
                key: name.to_owned(),
                before: before.get(key).map(|words| (*words).to_owned()),
                after: after.get(key).map(|words| (*words).to_owned()),
            };
            if before.get(key) == after.get(key) || key.starts_with("limits.") || key == "based_on" {
                continue;
            }
            match key.split_once('.') {
                Some(("timetable", name)) => difference.timetables.push(change(key, name)),
                Some(("standard", name)) => difference.standards.push(change(key, name)),
                _ => difference.settings.push(change(key, key)),
            }
        }
        difference
    }

    /// Whether they say the same.
    pub fn is_empty(&self) -> bool {
        [&self.settings, &self.limits, &self.timetables, &self.standards].iter().all(|part| part.is_empty())
            && self.checks.is_empty()
    }

    /// One JSON object.
    pub fn json(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    /// The same for a person at a terminal.
    pub fn text(&self) -> String {
        let mut text = format!("- {}\n+ {}\n", self.first, self.second);
        if self.is_empty() {
            text.push_str("\nThey say the same.\n");
        }
        let parts = [
            ("Limits of law, tightened here", &self.limits),
            ("Timetables", &self.timetables),
            ("Local standards", &self.standards),
            ("Settings", &self.settings),
        ];
        for (heading, changes) in parts.into_iter().filter(|(_, changes)| !changes.is_empty()) {
            let _ = writeln!(text, "\n{heading}");
            for change in changes {
                let _ = writeln!(text, "  {}", change.key);
                for (sign, words) in [("- ", &change.before), ("+ ", &change.after)] {
                    if let Some(words) = words {
                        let mut lines = String::new();
                        let words = if words.is_empty() { EMPTY } else { words };
                        wrapped(words, "      ", &mut lines);
                        text.push_str(&lines.replacen("      ", &format!("    {sign}"), 1));
                    }
                }
            }
        }
        if !self.checks.is_empty() {
            text.push_str("\nChecks\n");
            for check in &self.checks {
                let word = |result: CheckResult| match result {
                    CheckResult::Pass => "passes",
                    CheckResult::Fail => "fails",
                    CheckResult::NotApplicable => "is not asked",
                };
                let line = format!(
                    "{} {}, then {}: {}",
                    check.check,
                    word(check.before),
                    word(check.after),
                    check.asks
                );
                wrapped(&line, "  ", &mut text);
            }
        }
        text.trim_end().to_owned()
    }
}

fn named(protocol: &Protocol) -> String {
    format!("{}, version {}", protocol.name(), protocol.version())
}

fn said(protocol: &Protocol) -> BTreeMap<&str, &str> {
    protocol.says().map(|said| (said.key.as_str(), said.words.as_str())).collect()
}

fn limits(first: &Protocol, second: &Protocol, guidance: &Guidance) -> Vec<Change> {
    let clocks: BTreeSet<&str> = first.limits().chain(second.limits()).map(|(clock, _)| clock).collect();
    let says = |protocol: &Protocol, clock: &str| {
        let law = guidance.clock(clock)?.limit;
        let count = protocol.tightened(clock).unwrap_or(law.count);
        Some(guidance::Limit { count, ..law }.to_string())
    };
    let both = |clock: &str| Change {
        key: clock.to_owned(),
        before: says(first, clock),
        after: says(second, clock),
    };
    clocks.into_iter().map(both).filter(|change| change.before != change.after).collect()
}

fn checks(first: &Protocol, second: &Protocol, guidance: &Guidance, today: Date) -> Vec<CheckChange> {
    let on = JudgedOn::today(today);
    let after = second.checks(guidance, &on);
    let changed = first.checks(guidance, &on).into_iter().zip(after).map(|(before, after)| CheckChange {
        check: before.id,
        asks: before.asks,
        before: before.outcome.into(),
        after: after.outcome.into(),
    });
    changed.filter(|check| check.before != check.after).collect()
}
