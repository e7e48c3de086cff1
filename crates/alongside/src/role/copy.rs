//! Copies a record to another database, and proves the copy.

use anyhow::{Context as _, Result};
use store::OpenOptions;

use crate::Outcome;
use crate::arguments::Copy;
use crate::assembly;
use crate::bar::filling;
use crate::print::say;
use crate::role::verify;

/// Copies it, and holds what is there against the newest checkpoints that were signed here.
pub async fn run(copy: &Copy) -> Result<Outcome> {
    let from = assembly::open_with_files(&copy.from, copy.from_keys.as_ref(), None).await?;
    // Those signed before the copy begins: what is signed meanwhile need not be in it.
    let signed = verify::signed(&from).await?;
    let (copying, progress) = filling("Copying rows");
    let copied = from.copy_to(&copy.to, copy.to_keys.as_ref(), progress).await;
    copying.finish_and_clear();
    let copied = copied.context("the copy was not finished; the same command goes on with it")?;
    let options = OpenOptions { keys: copy.to_keys.clone(), ..assembly::options() };
    let there = assembly::open(&copy.to, options)?;
    let outcome = verify::all(&there, &signed).await?;
    say(format_args!("{} entries, {} rows in all, are in {}.", copied.entries, copied.rows, copy.to));
    say(
        "Files of records are not in the database: copy their folder or bucket too, and say where it is with --attachments.",
    );
    from.close().await;
    there.close().await;
    Ok(outcome)
}
