//! Proves that a record is as it was written.

mod files;

use std::fs::File;
use std::io::{BufReader, Read as _};
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use kernel::Partnership;
use store::ledger::{Fault, PublicKey, Verification, verify_export};
use store::{DatabaseUrl, Store};

use crate::Outcome;
use crate::arguments::{DATABASE_VARIABLE, KEYS_VARIABLE, Verify, from_environment};
use crate::assembly;
use crate::print::say;

/// How every export begins. A file that begins otherwise is not an altered export but something else.
const EXPORT_START: &[u8] = b"{\"export\":";

/// Proves it, or names the first thing that is not as it was written.
pub async fn run(verify: &Verify) -> Result<Outcome> {
    let older = verify.checkpoint.as_deref().map(read_checkpoint).transpose()?;
    if let Some(file) = &verify.export {
        return of_export(file, verify.key.as_deref(), older.as_deref());
    }
    let named = |said: &Option<DatabaseUrl>, variable| match said {
        Some(said) => Ok(Some(said.clone())),
        None => from_environment(variable),
    };
    let Some(url) = named(&verify.database, DATABASE_VARIABLE)? else {
        bail!("say what to prove: --database or --export");
    };
    let keys = named(&verify.keys, KEYS_VARIABLE)?;
    let store = assembly::open_with_files(&url, keys.as_ref(), verify.attachments.as_ref()).await?;
    let partnerships = assembly::partnerships(&store, verify.partnership.as_ref()).await?;
    if older.is_some() && partnerships.len() > 1 {
        bail!("a checkpoint is of one partnership; say which with --partnership");
    }
    let mut outcome = Outcome::Done;
    for partnership in partnerships {
        let found = store.verify(&partnership, older.as_deref()).await?;
        if tell(partnership.as_str(), &found) == Outcome::Altered {
            outcome = Outcome::Altered;
            continue;
        }
        if files::verify(&store, &partnership).await? == Outcome::Altered {
            outcome = Outcome::Altered;
        }
    }
    store.close().await;
    Ok(outcome)
}

fn read_checkpoint(file: &Path) -> Result<String> {
    std::fs::read_to_string(file).with_context(|| format!("the checkpoint {} cannot be read", file.display()))
}

fn of_export(file: &Path, key: Option<&str>, older: Option<&str>) -> Result<Outcome> {
    let key: Option<PublicKey> = key
        .map(str::parse)
        .transpose()
        .context("the public key does not read; it has the form NAME+HASH+KEY")?;
    let opened = File::open(file).with_context(|| format!("the export {} cannot be read", file.display()))?;
    if !file.is_file() {
        bail!("the export {} is not a file", file.display());
    }
    let mut start = Vec::new();
    File::open(file)?.take(EXPORT_START.len() as u64).read_to_end(&mut start)?;
    if start != EXPORT_START {
        bail!("{} is not an export of a record", file.display());
    }
    let found = verify_export(BufReader::new(opened), key.as_ref(), older);
    if key.is_none() && found.is_ok() {
        say(
            "Held against the key in the file itself; give the published one with --key to prove whose it is.",
        );
    }
    Ok(tell(&file.display().to_string(), &found))
}

/// Says what was found.
pub fn tell(name: &str, found: &Result<Verification, Fault>) -> Outcome {
    match found {
        Ok(proven) => {
            say(format_args!(
                "{name}: proven. {} entries in {} streams; {} in the signed log under {} checkpoints, {} not yet.",
                proven.entries, proven.streams, proven.sequenced, proven.checkpoints, proven.unsequenced
            ));
            Outcome::Done
        }
        Err(fault) => {
            say(format_args!("{name}: ALTERED. {fault}"));
            say(
                "Keep a copy of everything as it is, and compare it with a backup and with older checkpoints.",
            );
            Outcome::Altered
        }
    }
}

/// The newest checkpoint of each partnership.
pub async fn signed(store: &Store) -> Result<Vec<(Partnership, Option<String>)>> {
    let mut signed = Vec::new();
    for partnership in store.partnerships().await? {
        let newest = store.latest_checkpoint(&partnership).await?;
        signed.push((partnership, newest));
    }
    Ok(signed)
}

/// Proves every one of these partnerships, whose records must lead to these checkpoints, and says what was found.
pub async fn all(store: &Store, signed: &[(Partnership, Option<String>)]) -> Result<Outcome> {
    let mut outcome = Outcome::Done;
    for (partnership, checkpoint) in signed {
        let found = store.verify(partnership, checkpoint.as_deref()).await?;
        if tell(partnership.as_str(), &found) == Outcome::Altered {
            outcome = Outcome::Altered;
        }
    }
    Ok(outcome)
}
