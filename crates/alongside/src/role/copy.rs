//! Copies a record to another database, and proves the copy.

use anyhow::{Context as _, Result};
use store::{OpenOptions, Store};

use crate::Outcome;
use crate::arguments::Copy;
use crate::assembly;
use crate::bar::bar;
use crate::print::say;
use crate::role::verify::tell;

/// Copies it, and holds what is there against the newest checkpoints that were signed here.
pub async fn run(copy: &Copy) -> Result<Outcome> {
    let from = assembly::open_with_files(&copy.from, copy.from_keys.as_ref(), None).await?;
    let copying = bar(0, "Copying rows");
    let shown = copying.clone();
    let progress = move |done, all| {
        shown.set_length(all);
        shown.set_position(done);
    };
    let copied = from.copy_to(&copy.to, copy.to_keys.as_ref(), progress).await;
    copying.finish_and_clear();
    let copied = copied.context("the copy was not finished; the same command goes on with it")?;
    let options = OpenOptions { keys: copy.to_keys.clone(), ..assembly::options() };
    let there = Store::open(&copy.to, options)?;
    let mut outcome = Outcome::Done;
    for partnership in from.partnerships().await? {
        let older = from.latest_checkpoint(&partnership).await?;
        let found = there.verify(&partnership, older.as_deref()).await?;
        if tell(partnership.as_str(), &found) == Outcome::Altered {
            outcome = Outcome::Altered;
        }
    }
    say(format_args!("{} entries, {} rows in all, are in {}.", copied.entries, copied.rows, copy.to));
    say(
        "Files of records are not in the database: copy their folder too, and say where it is with --attachments.",
    );
    from.close().await;
    there.close().await;
    Ok(outcome)
}
