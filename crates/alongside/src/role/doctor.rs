//! Looks at how a database is.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use kernel::Partnership;
use store::ledger::Checkpoint;
use store::{DatabaseUrl, Store};

use crate::Outcome;
use crate::arguments::Doctor;
use crate::assembly;
use crate::print::say;

/// Says how it is.
pub async fn run(doctor: &Doctor) -> Result<Outcome> {
    let url = &doctor.existing.database;
    let keys = doctor.existing.keys.as_ref();
    let store = assembly::open_with_files(url, keys, doctor.attachments.as_ref()).await?;
    let health = store.health().await?;
    say(format_args!("engine        {}", health.engine));
    say(format_args!("schema        {}", health.schema));
    say(format_args!("not yet in the signed log  {}", health.unsequenced));
    say(format_args!("waiting to be sent         {}", health.outbox_waiting));
    let keys = doctor.existing.keys.clone().unwrap_or_else(|| url.keys_url());
    match &keys {
        DatabaseUrl::Sqlite(path) => place("keys", path),
        server => {
            say(format_args!("keys          {server}; keep a backup of it apart from the record's"));
        }
    }
    match url.signing_key_path() {
        Some(path) => place("signing key", &path),
        None => say("signing key   among the keys, unless the service is given a file"),
    }
    let mut outcome = Outcome::Done;
    match store.place_of_files().await {
        None => say("files         no place was named; give one with --attachments"),
        Some((place, Ok(()))) => {
            say(format_args!("files         {place}: answers; keep a copy of them away from there"));
        }
        Some((place, Err(fault))) => {
            say(format_args!("files         {place}: DOES NOT ANSWER. {fault}"));
            outcome = Outcome::NotDone;
        }
    }
    for partnership in store.partnerships().await? {
        let rules = store.digest_in_use(&partnership).await?;
        let rules = rules.as_deref().and_then(|digest| digest.get(..12)).unwrap_or("not noted");
        say(format_args!(
            "partnership   {partnership}; lists made by rules {rules}; key {}",
            store.public_key(&partnership)
        ));
    }
    if let Some(folder) = &doctor.checkpoints {
        for partnership in assembly::partnerships(&store, doctor.existing.partnership.as_ref()).await? {
            if is_behind(&store, &partnership, folder).await? {
                outcome = Outcome::Altered;
            }
        }
    }
    store.close().await;
    Ok(outcome)
}

/// Says whether the log here holds all that the newest checkpoint in a folder covers. After a server was lost, that is what tells
/// that something is gone: what is left agrees with itself.
async fn is_behind(store: &Store, partnership: &Partnership, folder: &Path) -> Result<bool> {
    let Some(file) = newest(folder, partnership)? else {
        bail!("{} holds no checkpoint of {partnership}", folder.display());
    };
    let text =
        std::fs::read_to_string(&file).with_context(|| format!("{} cannot be read", file.display()))?;
    let key = store.public_key(partnership);
    let there =
        Checkpoint::parse(&text, &key).with_context(|| format!("{} is not signed here", file.display()))?;
    let here = store.latest_checkpoint(partnership).await?;
    let here = here.map(|text| Checkpoint::parse(&text, &key)).transpose()?.map_or(0, |found| found.size);
    let missing = there.size.saturating_sub(here);
    if missing == 0 {
        say(format_args!(
            "checkpoints   {partnership}: the newest kept elsewhere covers {} entries, and {here} are signed here; prove it by \
             giving that file to `alongside verify --checkpoint`",
            there.size,
        ));
        return Ok(false);
    }
    say(format_args!(
        "checkpoints   {partnership}: LOST. The newest kept elsewhere covers {} entries, signed {}, and {here} are signed here: \
         {missing} are missing, or wait to be signed, and whatever was acknowledged after that moment may be missing too",
        there.size, there.signed_at
    ));
    Ok(true)
}

/// The newest checkpoint of a partnership in a folder. Their names end in the size, with leading zeros.
fn newest(folder: &Path, partnership: &Partnership) -> Result<Option<PathBuf>> {
    let unread = || format!("the folder {} cannot be read", folder.display());
    let mut newest: Option<PathBuf> = None;
    for file in std::fs::read_dir(folder).with_context(unread)? {
        let path = file.with_context(unread)?.path();
        let name = path.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
        let size = name.strip_prefix(partnership.as_str()).and_then(|rest| rest.strip_prefix('-'));
        let is_ours = path.extension().is_some_and(|ending| ending == "checkpoint")
            && size.is_some_and(|size| size.bytes().all(|digit| digit.is_ascii_digit()));
        if is_ours && newest.as_ref().is_none_or(|newest| *newest < path) {
            newest = Some(path);
        }
    }
    Ok(newest)
}

/// Where a file is that must not be lost.
fn place(what: &str, path: &Path) {
    let there = if path.exists() { "there" } else { "elsewhere" };
    say(format_args!("{what:<13} {}: {there}; keep a copy of it away from this machine", path.display()));
}
