//! Restores a record from a backup, into a place that is empty.

use anyhow::{Context as _, Result};
use store::OpenOptions;

use crate::Outcome;
use crate::arguments::backup::Restore;
use crate::assembly;
use crate::bar::filling;
use crate::print::say;
use crate::role::backup::{self, keys_beside};
use crate::role::verify;
use crate::sealing;

/// Restores it. Cut short, the same command goes on with it; until it has come to its end nothing is served from there.
pub async fn run(restore: &Restore) -> Result<Outcome> {
    let identities = sealing::identities(&restore.age_identities)?;
    let keys_from = restore.keys_from.clone().unwrap_or_else(|| keys_beside(&restore.from));
    // The backup itself is never opened, which could change it, but a copy.
    let folder = sealing::private_folder(&std::env::temp_dir())?;
    let (record, keys) = (folder.path().join("record.db"), folder.path().join("keys.db"));
    sealing::open(&restore.from, &record, &identities)?;
    sealing::open(&keys_from, &keys, &identities)?;
    let from = backup::open(&record, &keys).with_context(|| {
        format!("{} and {} are not the two files of one backup", restore.from.display(), keys_from.display())
    })?;
    let signed = verify::signed(&from).await?;
    say("The backup:");
    if verify::all(&from, &signed).await? == Outcome::Altered {
        return Ok(Outcome::Altered);
    }
    let (copying, progress) = filling("Restoring rows");
    let restored = from.restore_to(&restore.database, restore.keys.as_ref(), progress).await;
    copying.finish_and_clear();
    let restored = restored.context("the restore was not finished")?;
    let options = OpenOptions { keys: restore.keys.clone(), ..assembly::options() };
    let there = assembly::open(&restore.database, options)?;
    say("What was restored:");
    let outcome = verify::all(&there, &signed).await?;
    say(format_args!(
        "{} entries, {} rows in all, are in {}.",
        restored.entries, restored.rows, restore.database
    ));
    say("Restore the folder of files too, and hold the record against a checkpoint that was kept elsewhere:");
    say("alongside verify --checkpoint FILE");
    from.close().await;
    there.close().await;
    Ok(outcome)
}
