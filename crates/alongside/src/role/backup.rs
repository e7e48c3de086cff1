//! Backs up a record into two files, while it is served or not.

use std::fs::File;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use store::{DatabaseUrl, OpenOptions, Store};
use tempfile::TempDir;

use crate::Outcome;
use crate::arguments::backup::Backup;
use crate::assembly;
use crate::bar::filling;
use crate::print::say;
use crate::role::verify;
use crate::sealing;

/// Backs it up. All or nothing: the files get their names once they are proven and on the disk, that of the record last.
pub async fn run(backup: &Backup) -> Result<Outcome> {
    let recipients = sealing::recipients(&backup.age_recipients)?;
    let keys_to = backup.keys_to.clone().unwrap_or_else(|| keys_beside(&backup.to));
    for file in [&backup.to, &keys_to] {
        if file.exists() {
            bail!("{} exists; a backup is never written over another", file.display());
        }
    }
    let from = assembly::open_with_files(&backup.database, backup.keys.as_ref(), None).await?;
    let making = Making::new(&backup.to, !recipients.is_empty())?;
    // Those signed before the copy begins: what is signed meanwhile need not be in it.
    let signed = verify::signed(&from).await?;
    let (copying, progress) = filling("Copying rows");
    let copied = from.back_up_to(&making.record(), &making.keys(), progress).await;
    copying.finish_and_clear();
    let copied = copied.context("the backup was not made")?;
    let proven = open(&making.record(), &making.keys())?;
    let outcome = verify::all(&proven, &signed).await?;
    proven.close().await;
    from.close().await;
    if outcome == Outcome::Altered {
        say("No backup was made of it: one that was made before may be what is needed now.");
        return Ok(outcome);
    }
    let (record, keys) = (making.record(), making.keys());
    for (made, to) in [(keys, &keys_to), (record, &backup.to)] {
        if recipients.is_empty() {
            keep(&made, to)?;
        } else {
            let part = beside(to, ".part");
            sealing::seal(&made, &part, &recipients)?;
            keep(&part, to)?;
        }
    }
    say(format_args!(
        "{} entries, {} rows in all, are in {}.",
        copied.entries,
        copied.rows,
        backup.to.display()
    ));
    say(format_args!(
        "The keys, and the key that signs, are in {}: keep it elsewhere, for who has both can read everything.",
        keys_to.display()
    ));
    say("Files of records are not in the database: back up their folder too.");
    Ok(outcome)
}

/// Where the keys of a backup stand unless somebody says otherwise.
pub fn keys_beside(record: &Path) -> PathBuf {
    beside(record, ".keys")
}

/// Opens the files of a backup.
pub fn open(record: &Path, keys: &Path) -> Result<Store> {
    let options = OpenOptions { keys: Some(DatabaseUrl::sqlite(keys)), ..assembly::options() };
    assembly::open(&DatabaseUrl::sqlite(record), options)
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Where a backup is made before it is proven.
struct Making(TempDir);

impl Making {
    /// Beside where it goes, so that it need not be copied again; but what will be encrypted is never there in clear.
    fn new(to: &Path, to_be_sealed: bool) -> Result<Self> {
        let inside = if to_be_sealed { std::env::temp_dir() } else { folder_of(to).to_owned() };
        sealing::private_folder(&inside).map(Self)
    }

    fn record(&self) -> PathBuf {
        self.0.path().join("record.db")
    }

    fn keys(&self) -> PathBuf {
        self.0.path().join("keys.db")
    }
}

/// Gives a file its name, once it is on the disk.
fn keep(made: &Path, to: &Path) -> Result<()> {
    let cannot = || format!("{} cannot be written", to.display());
    File::open(made).and_then(|file| file.sync_all()).with_context(cannot)?;
    if std::fs::rename(made, to).is_err() {
        // The keys may go to another disk.
        let part = beside(to, ".part");
        std::fs::copy(made, &part).with_context(cannot)?;
        File::open(&part).and_then(|file| file.sync_all()).with_context(cannot)?;
        std::fs::rename(&part, to).with_context(cannot)?;
    }
    File::open(folder_of(to)).and_then(|folder| folder.sync_all()).with_context(cannot)
}
