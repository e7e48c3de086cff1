//! A return is checked, and what was found becomes what is kept of it. Every text that comes out of a file is cut to a length:
//! a file may hold anything.

use std::collections::BTreeMap;

use data_encoding::HEXLOWER;
use guidance::Guidance;
use records::statutory::{
    Check, CheckedFile, Compared, FOUND_MAX, Finding, NOT_ASKED_MAX, NotAsked, ReturnKind, RuleFound,
    Severity, Source, Which,
};
use returns::cin::{self, Options};
use returns::kind::{BEGINNING, Kind, recognise};
use returns::{Report, SchemaError, WorkingDays, Year, ssda903};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::uploaded::SentFile;

/// The longest text of a file that is kept, in characters: what a person reads of one value.
const TEXT_CHARACTERS_MAX: usize = 300;
/// The code under which what the schema does not have so stands among rules.
pub(super) const SCHEMA: &str = "schema";
/// What marks rules that could not be asked among those counted only.
const NOT_EVALUATED: &str = " (not evaluated)";

/// Why files were not checked.
pub(super) enum NotChecked {
    /// They are neither return.
    Neither,
    /// A census is one file.
    OneFile,
    /// A file cannot be read: where and why.
    Unreadable(String),
    /// The data of the rules has a mistake.
    Flaw(returns::Flaw),
}

/// What is checked.
pub(super) struct Given {
    pub(super) files: Vec<SentFile>,
    pub(super) last: Vec<SentFile>,
    pub(super) year: Option<Year>,
    pub(super) working_days: WorkingDays,
}

/// The working days of England, as the guidance has them.
pub(in crate::pages) fn working_days(guidance: &Guidance) -> WorkingDays {
    let calendar = guidance.calendar();
    let holidays = calendar.holidays().map(|holiday| holiday.date).collect();
    WorkingDays::new(holidays, calendar.known_from(), calendar.known_until())
}

/// What the files were, and what was found in them. It takes a processor for as long as it takes.
pub(super) fn check(given: Given) -> Result<(Report, Vec<CheckedFile>), NotChecked> {
    let named = |file: &SentFile| CheckedFile {
        name: cut(&file.name),
        digest: HEXLOWER.encode(&Sha256::digest(&file.bytes)),
        bytes: file.bytes.len() as u64,
    };
    let files = given.files.iter().chain(&given.last).map(named).collect();
    let first = given.files.first().map(|file| file.bytes.as_ref()).unwrap_or_default();
    let report = match recognise(&first[..first.len().min(BEGINNING)]) {
        None => return Err(NotChecked::Neither),
        Some(Kind::Cin) if given.files.len() + given.last.len() > 1 => return Err(NotChecked::OneFile),
        Some(Kind::Cin) => census(first, given.year, given.working_days)?,
        Some(Kind::Ssda903) => {
            let bytes = |file: SentFile| (cut(&file.name), file.bytes.into());
            let asked = ssda903::Given {
                files: given.files.into_iter().map(bytes).collect(),
                last: given.last.into_iter().map(bytes).collect(),
                year: given.year,
                ..ssda903::Given::default()
            };
            match ssda903::validate(&asked) {
                Ok(report) => report,
                Err(ssda903::NotBegun::Flaw(flaw)) => return Err(NotChecked::Flaw(flaw)),
                Err(ssda903::NotBegun::Unreadable(name, stopped)) => {
                    return Err(NotChecked::Unreadable(cut(&format!("{name}: {stopped}"))));
                }
            }
        }
    };
    match &report.unreadable {
        Some(stopped) => Err(NotChecked::Unreadable(cut(&stopped.to_string()))),
        None => Ok((report, files)),
    }
}

/// Checks a census.
pub(super) fn census(
    bytes: &[u8],
    year: Option<Year>,
    working_days: WorkingDays,
) -> Result<Report, NotChecked> {
    cin::validate(bytes, &Options { year, working_days }).map_err(|stopped| match stopped {
        cin::NotBegun::Unreadable(stopped) => NotChecked::Unreadable(cut(&stopped.to_string())),
        cin::NotBegun::Flaw(flaw) => NotChecked::Flaw(flaw),
    })
}

/// Which return a report is of; nothing where the file says no year.
pub(super) fn which(report: &Report) -> Option<Which> {
    let kind = ReturnKind::ALL.into_iter().find(|kind| kind.name() == report.kind)?;
    Some(Which { kind, year: report.year?.ends() })
}

/// What is kept of a report: its counts, and its findings one by one as far as that goes, the gravest first.
pub(super) fn kept(
    report: &Report,
    which: Which,
    source: Source,
    files: Vec<CheckedFile>,
    record_of: impl Fn(&str) -> Option<Uuid>,
    mut new: impl FnMut() -> Uuid,
) -> (Check, Vec<Finding>) {
    let mut found: Vec<(Severity, Finding)> = Vec::new();
    for error in report.schema_errors.iter().take(FOUND_MAX) {
        found.push((Severity::Error, of_schema(error)));
    }
    for one in &report.findings {
        let values = one
            .values
            .iter()
            .map(|value| Compared { field: value.field.to_owned(), value: value.value.as_deref().map(cut) });
        let finding = Finding {
            id: Uuid::nil(),
            rule: one.rule.rule.clone(),
            child: one.child.as_deref().map(cut),
            record: None,
            file: one.file,
            path: cut(&one.path),
            line: one.place.line,
            column: one.place.column,
            values: values.collect(),
            why: cut(&one.why()),
        };
        found.push((severity(one.rule.severity), finding));
    }
    found.sort_by_key(|(severity, _)| *severity);
    found.truncate(FOUND_MAX);
    let mut findings: Vec<Finding> = found.into_iter().map(|(_, finding)| finding).collect();
    findings.sort_by_key(|finding| (finding.file, finding.line, finding.column));
    for finding in &mut findings {
        finding.record = record_of(&finding.path);
        finding.id = new();
    }
    let (not_asked, not_asked_beyond) = not_asked(report);
    let check = Check {
        which,
        source,
        files,
        children: report.children,
        asked: u32::try_from(report.rules).unwrap_or(u32::MAX),
        rules: rules(report),
        not_asked,
        not_asked_beyond,
    };
    (check, findings)
}

fn of_schema(error: &SchemaError) -> Finding {
    Finding {
        id: Uuid::nil(),
        rule: SCHEMA.to_owned(),
        child: error.child.as_deref().map(cut),
        record: None,
        file: error.file,
        path: cut(&error.path),
        line: error.place.line,
        column: error.place.column,
        values: Vec::new(),
        why: cut(&error.message),
    }
}

fn severity(severity: returns::Severity) -> Severity {
    match severity {
        returns::Severity::Error => Severity::Error,
        returns::Severity::Query => Severity::Query,
        returns::Severity::Integrity => Severity::Integrity,
        returns::Severity::Unknown => Severity::Unknown,
    }
}

fn rules(report: &Report) -> Vec<RuleFound> {
    let mut rules: Vec<RuleFound> = Vec::new();
    let beyond = report.beyond.get(SCHEMA).copied().unwrap_or_default();
    let schema = report.schema_errors.len() as u64 + beyond;
    if schema > 0 {
        // Its words are the page's own.
        let message = String::new();
        let (code, severity) = (SCHEMA.to_owned(), Severity::Error);
        rules.push(RuleFound { code, severity, message, draft: false, times: schema });
    }
    rules.extend(report.by_rule().into_values().map(|(facts, times)| RuleFound {
        code: facts.rule.clone(),
        severity: severity(facts.severity),
        message: facts.message.clone(),
        draft: facts.draft,
        times,
    }));
    rules
}

/// Why rules were not asked, each reason once, with how often more than is said.
fn not_asked(report: &Report) -> (Vec<NotAsked>, u64) {
    let mut reasons: BTreeMap<(&str, String), NotAsked> = BTreeMap::new();
    for one in &report.not_evaluated {
        // The command line says by which option a list is given; a page has none.
        let reason = cut(one.reason.split(" (--").next().unwrap_or_default());
        let entry = reasons.entry((&one.rule.rule, reason.clone())).or_insert_with(|| NotAsked {
            code: one.rule.rule.clone(),
            reason,
            child: one.child.as_deref().map(cut),
            times: 0,
        });
        entry.times += 1;
    }
    let counted_only: u64 =
        report.beyond.iter().filter(|(name, _)| name.ends_with(NOT_EVALUATED)).map(|(_, times)| times).sum();
    let mut reasons: Vec<NotAsked> = reasons.into_values().collect();
    let rest: u64 = reasons.iter().skip(NOT_ASKED_MAX).map(|reason| reason.times).sum();
    reasons.truncate(NOT_ASKED_MAX);
    (reasons, counted_only + rest)
}

/// A text, cut where it is longer than anybody reads.
fn cut(text: &str) -> String {
    if text.chars().count() <= TEXT_CHARACTERS_MAX {
        return text.to_owned();
    }
    text.chars().take(TEXT_CHARACTERS_MAX - 1).chain(std::iter::once('…')).collect()
}
