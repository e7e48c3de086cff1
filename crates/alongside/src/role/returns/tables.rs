//! Takes tables of the Standard Safeguarding Dataset over into a partnership's record, as what they say of a year's census.

use std::path::Path;

use anyhow::{Context as _, Result, bail};
use application::Application;
use data_encoding::HEXLOWER;
use records::history::{Import, Timeliness, timely};
use returns::Passed;
use returns::cin::period;
use returns::elsewhere::tables_read::{TabledChild, read};
use sha2::{Digest as _, Sha256};

use super::build::authority;
use super::care::taken_over;
use super::import::{as_it_stood, in_parts, passed_over, timeliness};
use super::whole;
use crate::Outcome;
use crate::arguments::returns::ImportSsd;
use crate::print::say;

/// The ending of a table's file.
const CSV: &str = "csv";

/// Takes a folder over.
pub async fn import(asked: &ImportSsd, application: &Application) -> Result<Outcome> {
    let year = asked.year;
    let known = period(year)?.with_context(|| format!("nothing is known here of the year {year}"))?;
    let files = files(&asked.folder)?;
    if files.is_empty() {
        bail!("{} holds no CSV file", asked.folder.display());
    }
    let tabled = read(&files).map_err(|stopped| anyhow::anyhow!("{stopped}; nothing was taken over"))?;
    let authority = authority(asked.authority.as_deref(), application).await?;
    let digest = digest(&files);
    let (mut faults, mut commands): (Vec<Passed>, Vec<Import>) = (Vec::new(), Vec::new());
    for TabledChild { child, faults: found, text } in tabled.children {
        let said: Vec<String> =
            found.iter().map(|one| format!("{}:{}: {}", one.file, one.line, one.message)).collect();
        let as_it_stood = if said.is_empty() { Vec::new() } else { vec![as_it_stood(said, &text)] };
        faults.extend(found);
        commands.push(Import {
            year: year.ends(),
            reference: known.reference,
            authority: authority.clone(),
            file: digest.clone(),
            place: None,
            child,
            as_it_stood,
        });
    }
    let all = in_parts(application, &commands).await?;
    let what = format!("Tables of the Standard Safeguarding Dataset for {year}");
    let mut lines = taken_over(&what, &authority, commands.len(), all);
    if !faults.is_empty() {
        lines.push("Cannot be read; kept with each child as it stood:".to_owned());
        lines.extend(passed_over(&faults));
    }
    if !tabled.passed.is_empty() {
        lines.push("Not taken over, because it is nobody's or a census has no place for it:".to_owned());
        lines.extend(passed_over(&tabled.passed));
    }
    say(lines.join("\n"));
    let (mut done, rules) = (Timeliness::default(), application.rules());
    application.each_history(|_, history| done.add(timely(&history, rules))).await?;
    say(timeliness(&done));
    Ok(Outcome::Done)
}

/// The tables of a folder, in order of name.
fn files(folder: &Path) -> Result<Vec<(String, Vec<u8>)>> {
    let reading = || format!("{} cannot be read", folder.display());
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).with_context(reading)? {
        let path = entry.with_context(reading)?.path();
        if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(CSV)) {
            paths.push(path);
        }
    }
    paths.sort();
    let named = |path: &std::path::PathBuf| {
        let (_, bytes) = whole(path)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok((name, bytes))
    };
    paths.iter().map(named).collect()
}

fn digest(files: &[(String, Vec<u8>)]) -> String {
    let mut hasher = Sha256::new();
    for (name, bytes) in files {
        hasher.update((name.len() as u64).to_be_bytes());
        hasher.update(name);
        hasher.update((bytes.len() as u64).to_be_bytes());
        hasher.update(bytes);
    }
    HEXLOWER.encode(&hasher.finalize())
}
