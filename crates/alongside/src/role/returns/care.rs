//! The return on children looked after: taken over from its files, and written from a partnership's record.

use anyhow::{Context as _, Result, bail};
use application::{Application, TakenOver};
use data_encoding::HEXLOWER;
use records::history::{CareImported, ImportCare};
use records::returned::Period;
use returns::ssda903::{self, Given, NotBegun, Table, file_name};
use returns::{Report, Year};
use sha2::{Digest as _, Sha256};

use super::build::{absent, authority, folder, write};
use super::import::{in_parts, passed_over};
use super::{looked_after, whole};
use crate::Outcome;
use crate::arguments::returns::{BuildSsda903, ImportSsda903};
use crate::print::{say, tell};

/// Takes the files of a year over.
pub async fn import(asked: &ImportSsda903, application: &Application) -> Result<Outcome> {
    let files = asked.files.iter().map(|path| whole(path)).collect::<Result<Vec<_>>>()?;
    let given = Given { files, year: asked.year, ..Given::default() };
    let report = looked_after(&given)?;
    if let Some(stopped) = &report.unreadable {
        let file = report.files.first().map(String::as_str).unwrap_or_default();
        bail!("{file}: nothing was taken over: {stopped}");
    }
    let year = report.year.context("no date in the files says which year it is; choose one with --year")?;
    let period =
        ssda903::period(year)?.with_context(|| format!("nothing is known here of the year {year}"))?;
    let read = match ssda903::read(&given.files) {
        Ok(read) => read,
        Err(NotBegun::Unreadable(name, stopped)) => bail!("{name}: nothing was taken over: {stopped}"),
        Err(NotBegun::Flaw(flaw)) => return Err(flaw.into()),
    };
    let authority = authority(asked.authority.as_deref(), application).await?;
    let digest = digest(&given);
    let commands: Vec<ImportCare> = read
        .children
        .into_iter()
        .map(|child| {
            ImportCare(CareImported {
                year: year.ends(),
                reference: period.end,
                authority: authority.clone(),
                files: digest.clone(),
                child,
            })
        })
        .collect();
    let all = in_parts(application, &commands).await?;
    let mut lines =
        taken_over(&format!("Return on children looked after of {year}"), &authority, commands.len(), all);
    lines.extend(found(&report));
    if !read.passed.is_empty() {
        lines.push("Not taken over, because it is nobody's or the return has no place for it:".to_owned());
        lines.extend(passed_over(&read.passed));
    }
    say(lines.join("\n"));
    Ok(Outcome::Done)
}

/// How many children a file had, and what became of them.
pub fn taken_over(what: &str, authority: &str, children: usize, all: TakenOver) -> Vec<String> {
    vec![
        format!(
            "{what}, authority {authority}: {children} children. {} new, {} with more than before, {} as they were.",
            all.new, all.added, all.unchanged
        ),
        "Nobody's name was taken over: children are shown by the authority's identifier.".to_owned(),
    ]
}

fn found(report: &Report) -> Vec<String> {
    let rules = report.by_rule();
    if rules.is_empty() {
        return vec!["No rule of the year found anything. Every cell stands as it was.".to_owned()];
    }
    let times: u64 = rules.values().map(|(_, times)| times).sum();
    let named: Vec<String> = rules.iter().map(|(code, (_, times))| format!("{code} ({times})")).collect();
    vec![format!(
        "{times} findings of {} rules, and every cell stands as it was: {}",
        rules.len(),
        named.join(", ")
    )]
}

/// One digest of all files, each with its length, in the order in which they are given.
fn digest(given: &Given) -> String {
    let mut hasher = Sha256::new();
    for (_, bytes) in &given.files {
        hasher.update((bytes.len() as u64).to_be_bytes());
        hasher.update(bytes);
    }
    HEXLOWER.encode(&hasher.finalize())
}

/// Writes the files of a year.
pub async fn build(asked: &BuildSsda903, application: &Application) -> Result<Outcome> {
    absent(&asked.to)?;
    let year = asked.year;
    let known =
        ssda903::period(year)?.with_context(|| format!("nothing is known here of the year {year}"))?;
    let period =
        Period { year: year.ends(), start: known.start, reference: known.end, before_proceedings: false };
    let (children, without) = application.children_looked_after(&period).await?;
    if children.is_empty() && without == 0 {
        bail!("no child is in the return on children looked after of {year}; nothing was written");
    }
    let files = ssda903::write(&children)?;
    folder(&asked.to)?;
    for (table, text) in &files {
        write(Some(&asked.to.join(file_name(*table))), text)?;
    }
    tell(format_args!("Return on children looked after of {year}: {} children.", children.len()));
    if without > 0 {
        tell(format_args!(
            "{without} more without an identifier are left out, because no row can name them: record it under \
             \"What the yearly return says\" on the child's record."
        ));
    }
    let absent: Vec<&str> = Table::ALL
        .iter()
        .filter(|table| !files.iter().any(|(written, _)| written == *table))
        .map(|table| table.as_str())
        .collect();
    if !absent.is_empty() {
        tell(format_args!("Not written, because no record says anything of them: {}.", absent.join(", ")));
    }
    said(year, files)
}

/// Has the rules of the year look at what was written.
fn said(year: Year, files: Vec<(Table, String)>) -> Result<Outcome> {
    let files = files.into_iter().map(|(table, text)| (file_name(table), text.into_bytes())).collect();
    let report = looked_after(&Given { files, year: Some(year), ..Given::default() })?;
    if report.unreadable.is_some() {
        bail!("what was written cannot be read again; this is a fault of ours");
    }
    for (code, (rule, times)) in report.by_rule() {
        tell(format_args!("{code} ({}, {times}): {}", rule.severity, rule.message));
    }
    let clean = report.findings.is_empty() && report.schema_errors.is_empty();
    if !clean {
        tell("`alongside return validate` names each child.");
    }
    Ok(if clean { Outcome::Done } else { Outcome::Wrong })
}
