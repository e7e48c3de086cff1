//! What is wrong with guidance that can be read, and what in it still has to be checked.
//!
//! What cannot be read at all is refused when it is loaded, with every mistake at once; here is what reads and is still
//! not right.

use std::collections::BTreeSet;
use std::fmt;

use guidance::{Clause, Counting, Duty, Guidance, Interval, Source, Verified};
use serde::Serialize;

use crate::{said, text};

/// How much it matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// It must be put right.
    Error,
    /// It is probably not meant so.
    Warning,
    /// It still has to be checked by somebody.
    Note,
}

/// One thing that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// How much it matters.
    pub severity: Severity,
    /// Which rule found it: `no-clause`.
    pub rule: &'static str,
    /// What it is about: `K03`.
    pub id: String,
    /// The file that it stands in, where one is known.
    pub file: Option<String>,
    /// The line, from 1.
    pub line: Option<usize>,
    /// What is so.
    pub message: String,
    /// What to do.
    pub hint: String,
}

/// Everything that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Lint {
    /// What was found, what matters most first.
    pub findings: Vec<Finding>,
}

impl Lint {
    /// Whether something must be put right.
    pub fn has_errors(&self) -> bool {
        self.findings.iter().any(|finding| finding.severity == Severity::Error)
    }
}

/// Looks at guidance. Sources are where it was read from, to say where a thing stands; `reported` are the milestones that
/// records report, without which no duty is called unreachable.
pub fn lint(guidance: &Guidance, sources: &[Source], reported: Option<&BTreeSet<String>>) -> Lint {
    let mut linter = Linter { guidance, sources, findings: Vec::new() };
    linter.clocks();
    linter.duties(reported);
    linter.clauses();
    linter.milestones();
    linter.unverified();
    let mut findings = linter.findings;
    findings.sort_by(|one, other| {
        (one.severity, one.rule, &one.id, &one.message).cmp(&(
            other.severity,
            other.rule,
            &other.id,
            &other.message,
        ))
    });
    findings.dedup();
    Lint { findings }
}

struct Linter<'a> {
    guidance: &'a Guidance,
    sources: &'a [Source],
    findings: Vec<Finding>,
}

impl<'a> Linter<'a> {
    fn find(&mut self, severity: Severity, rule: &'static str, id: &str, message: String, hint: &str) {
        let place = place_of(self.sources, id);
        let (file, line) = place.map_or((None, None), |(file, line)| (Some(file), Some(line)));
        let id = id.to_owned();
        self.findings.push(Finding { severity, rule, id, file, line, message, hint: hint.to_owned() });
    }

    fn clocks(&mut self) {
        let guidance = self.guidance;
        for clock in guidance.clocks() {
            if clock.clauses.is_empty() {
                let message = "it rests on no clause".to_owned();
                self.find(Severity::Error, "no-clause", &clock.id, message, "name the clauses in `clauses`");
            }
            self.clauses_at_once(&clock.id, &clock.clauses);
            self.clauses_within(&clock.id, &clock.clauses, &clock.in_force);
            let duties: Vec<&Duty> = guidance.versions_of_duty(&clock.duty).iter().collect();
            let back = |duty: &&Duty| duty.clock.as_deref() == Some(clock.id.as_str());
            if !duties.iter().any(|duty| back(&duty)) {
                let message = format!("{} does not name it as its clock", clock.duty);
                self.find(
                    Severity::Error,
                    "clock-of-another",
                    &clock.id,
                    message,
                    "write `clock` in that duty, or another `duty` here",
                );
            }
            let named = |names: &[String], name: &str| {
                let one = guidance.canonical(name);
                names.iter().any(|other| guidance.canonical(other) == one)
            };
            for duty in duties.into_iter().filter(|duty| !duty.course.trigger.is_empty()).filter(back) {
                let starts = named(&duty.course.trigger, &clock.origin);
                let stops = named(&duty.course.stop, &clock.stop);
                if clock.counting != Counting::Counter && !(starts && stops) {
                    let message = format!("it does not start and stop with {}", duty.id);
                    let hint = "let `origin` be among its triggers and `stop` among its stops";
                    self.find(Severity::Warning, "other-course", &clock.id, message, hint);
                }
            }
        }
    }

    fn duties(&mut self, reported: Option<&BTreeSet<String>>) {
        let guidance = self.guidance;
        for duty in guidance.duties() {
            if duty.clauses.is_empty() {
                let message = "it rests on no clause".to_owned();
                self.find(Severity::Error, "no-clause", &duty.id, message, "name the clauses in `clauses`");
            }
            self.clauses_at_once(&duty.id, &duty.clauses);
            self.clauses_within(&duty.id, &duty.clauses, &duty.in_force);
            if self.follows_itself(duty) {
                let message = "it begins only when its own date is missed".to_owned();
                let hint = "break the circle of `on_breach_of`";
                self.find(Severity::Error, "circle", &duty.id, message, hint);
            }
        }
        let Some(reported) = reported else { return };
        let known = self.reachable(reported);
        for duty in guidance.duties().filter(|duty| !duty.course.trigger.is_empty()) {
            let reached =
                duty.course.trigger.iter().any(|trigger| known.contains(guidance.canonical(trigger)));
            if !reached {
                let triggers = text::listed(&duty.course.trigger);
                let message = format!("nothing reports {triggers}, so no record shows it yet");
                let hint = "a record has to report it, or another duty to be done by it";
                self.find(Severity::Warning, "unreachable", &duty.id, message, hint);
            }
        }
    }

    /// The milestones that records report, that mark a birthday, that an assessment beside the child's own reports, or that are
    /// the doing of another duty.
    fn reachable(&self, reported: &BTreeSet<String>) -> BTreeSet<&'a str> {
        let guidance = self.guidance;
        let named = guidance.milestones();
        let by_records = named
            .filter(|known| reported.contains(&known.name) || known.at_age.is_some())
            .map(|known| guidance.canonical(&known.name));
        let linked = guidance.linked_kinds().iter();
        let by_linked = linked.flat_map(|linked| linked.asked.iter().chain([&linked.answered]));
        let mut known: BTreeSet<&'a str> = by_records.collect();
        known.extend(by_linked.map(|name| guidance.canonical(name)));
        loop {
            let before = known.len();
            for duty in guidance.duties() {
                let reached = duty.course.trigger.iter().any(|name| known.contains(guidance.canonical(name)));
                // What is done once it has begun; what both starts and ends itself begins nowhere.
                if reached {
                    known.extend(duty.course.stop.iter().map(|name| guidance.canonical(name)));
                }
            }
            if known.len() == before {
                return known;
            }
        }
    }

    fn follows_itself(&self, duty: &Duty) -> bool {
        let mut seen = BTreeSet::from([duty.id.as_str()]);
        let mut next = duty.on_breach_of.as_deref();
        while let Some(id) = next {
            if !seen.insert(id) {
                return id == duty.id;
            }
            next = self.guidance.duty(id).and_then(|duty| duty.on_breach_of.as_deref());
        }
        false
    }

    /// One of the clauses is cited; two of one kind of text that are in force on one day leave open which.
    fn clauses_at_once(&mut self, id: &str, clauses: &[String]) {
        let guidance = self.guidance;
        let known: Vec<&Clause> = clauses.iter().filter_map(|clause| guidance.clause(clause)).collect();
        for (at, one) in known.iter().enumerate() {
            for other in &known[at + 1..] {
                if one.id == other.id {
                    let message = format!("it names {} twice", one.id);
                    self.find(Severity::Error, "clause-twice", id, message, "name it once");
                }
            }
        }
    }

    /// A version whose dates none of its clauses shares never applies.
    fn clauses_within(&mut self, id: &str, clauses: &[String], in_force: &Interval) {
        let guidance = self.guidance;
        let known: Vec<&Clause> = clauses.iter().filter_map(|clause| guidance.clause(clause)).collect();
        let never_law = |clause: &&Clause| clause.commencement != guidance::Commencement::Known;
        if known.is_empty() || known.iter().all(never_law) {
            return;
        }
        let shares = |clause: &&Clause| {
            clause.in_force.contains(in_force.from) || in_force.contains(clause.in_force.from)
        };
        if !known.iter().any(shares) {
            let message = "none of its clauses is in force while it is".to_owned();
            let hint = "look at `in_force_from` and `in_force_to` here and in the clauses";
            self.find(Severity::Error, "never-in-force", id, message, hint);
        }
    }

    fn clauses(&mut self) {
        let guidance = self.guidance;
        let cited: BTreeSet<&String> = guidance
            .duties()
            .flat_map(|duty| &duty.clauses)
            .chain(guidance.clocks().flat_map(|clock| &clock.clauses))
            .chain(guidance.checks().iter().flat_map(|check| &check.clauses))
            .collect();
        for clause in guidance.clauses() {
            if !cited.contains(&clause.id) && !clause.basis_for_sharing {
                let message = format!("nothing rests on {}", clause.citation);
                let hint = "let a duty, a clock or a check cite it, or take it out";
                self.find(Severity::Warning, "uncited", &clause.id, message, hint);
            }
            let Some(edition) = guidance.edition(&clause.edition) else { continue };
            let late = edition.in_force.to.is_some_and(|to| clause.in_force.to.is_none_or(|end| end > to));
            let known = clause.commencement == guidance::Commencement::Known;
            if known && (clause.in_force.from < edition.in_force.from || late) {
                let message = format!("it is in force when {} is not", edition.id);
                let hint = "keep `in_force_from` and `in_force_to` within those of the edition";
                self.find(Severity::Error, "outside-edition", &clause.id, message, hint);
            }
        }
    }

    fn milestones(&mut self) {
        let guidance = self.guidance;
        for known in guidance.milestones() {
            let Some(other) = &known.alias_of else { continue };
            if guidance.milestone(other).is_some_and(|other| other.alias_of.is_some()) {
                let message = format!("{other} is itself another name");
                let hint = "name the milestone that both are names of";
                self.find(Severity::Error, "name-of-a-name", &known.name, message, hint);
            }
        }
    }

    fn unverified(&mut self) {
        let guidance = self.guidance;
        let editions = guidance.editions().map(|one| (&one.id, one.verified, &one.doubts));
        let clauses = guidance.clauses().map(|one| (&one.id, one.verified, &one.doubts));
        let clocks = guidance.clocks().map(|one| (&one.id, one.verified, &one.doubts));
        let all: Vec<_> = editions.chain(clauses).chain(clocks).collect();
        for (id, verified, doubts) in all.into_iter().filter(|(_, verified, _)| verified.needs_badge()) {
            let doubt = doubts.as_ref().map(|doubt| format!(". {doubt}")).unwrap_or_default();
            let message = format!("{}{doubt}", said::checked(verified));
            let rule = match verified {
                Verified::Recalled => "unverified-recalled",
                Verified::Weak => "unverified-weak",
                Verified::Secondary | Verified::Primary => "unverified-secondary",
            };
            self.find(
                Severity::Note,
                rule,
                id,
                message,
                "read the source itself, then write `verified = \"primary\"`",
            );
        }
    }
}

/// The file and line where a thing is named.
fn place_of(sources: &[Source], id: &str) -> Option<(String, usize)> {
    let names = [format!("id = \"{id}\""), format!("name = \"{id}\"")];
    sources.iter().find_map(|source| {
        let at = source.text.lines().position(|line| names.iter().any(|name| line.trim() == name))?;
        Some((source.path.clone(), at + 1))
    })
}

impl fmt::Display for Lint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for severity in [Severity::Error, Severity::Warning] {
            for finding in self.findings.iter().filter(|finding| finding.severity == severity) {
                writeln!(formatter, "{finding}\n")?;
            }
        }
        let notes: Vec<&Finding> =
            self.findings.iter().filter(|finding| finding.severity == Severity::Note).collect();
        if !notes.is_empty() {
            writeln!(formatter, "Still to be checked in the source itself:\n")?;
            let mut rules: Vec<&str> = notes.iter().map(|note| note.rule).collect();
            rules.dedup();
            for rule in rules {
                let ids: Vec<&str> =
                    notes.iter().filter(|note| note.rule == rule).map(|note| note.id.as_str()).collect();
                let level = rule.trim_start_matches("unverified-").to_owned();
                let pairs = [(level.as_str(), ids.join(", "))];
                writeln!(formatter, "{}\n", text::pairs(&pairs))?;
            }
        }
        let of =
            |severity: Severity| self.findings.iter().filter(|finding| finding.severity == severity).count();
        write!(
            formatter,
            "{}, {}, {} still to be checked",
            text::many(of(Severity::Error), "error", "errors"),
            text::many(of(Severity::Warning), "warning", "warnings"),
            of(Severity::Note)
        )
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        };
        let head = format!("{severity}[{}]: {}: {}", self.rule, self.id, self.message);
        write!(formatter, "{}", text::paragraph(&head))?;
        if let (Some(file), Some(line)) = (&self.file, self.line) {
            write!(formatter, "\n  --> {file}:{line}")?;
        }
        write!(formatter, "\n{}", text::indented(&format!("hint: {}", self.hint)))
    }
}
