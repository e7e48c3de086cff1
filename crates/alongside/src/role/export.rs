//! Writes a record to a file that can be proven by itself.

use std::fs::{File, OpenOptions};

use anyhow::{Context as _, Result, bail};

use crate::arguments::Export;
use crate::assembly;
use crate::print::say;

/// Writes it. A file that is there under its name is whole: it gets its name last.
pub async fn run(export: &Export) -> Result<()> {
    if export.to.exists() {
        bail!("{} exists; choose another name", export.to.display());
    }
    let store = assembly::open_existing(&export.existing).await?;
    let partnerships = assembly::partnerships(&store, export.existing.partnership.as_ref()).await?;
    let [partnership] = partnerships.as_slice() else {
        bail!("an export is of one partnership; say which with --partnership");
    };
    let mut name = export.to.clone().into_os_string();
    name.push(".part");
    let part = std::path::PathBuf::from(name);
    let file: File = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&part)
        .with_context(|| format!("{} cannot be written", part.display()))?;
    let syncing = file.try_clone()?;
    let exported = store.export(partnership, Box::new(file)).await;
    let finished = exported.map_err(anyhow::Error::from).and_then(|entries| {
        syncing.sync_all()?;
        std::fs::rename(&part, &export.to)?;
        Ok(entries)
    });
    if finished.is_err() {
        let _ = std::fs::remove_file(&part);
    }
    let entries = finished?;
    say(format_args!("{entries} entries of `{partnership}` are in {}.", export.to.display()));
    say(format_args!("Its public key: {}", store.public_key(partnership)));
    store.close().await;
    Ok(())
}
