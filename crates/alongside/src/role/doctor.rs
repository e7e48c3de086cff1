//! Looks at how a database is.

use std::path::Path;

use anyhow::Result;
use store::DatabaseUrl;

use crate::arguments::Doctor;
use crate::assembly;
use crate::print::say;

/// Says how it is.
pub async fn run(doctor: &Doctor) -> Result<()> {
    let url = &doctor.existing.database;
    let store = assembly::open_existing(&doctor.existing).await?;
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
    for partnership in store.partnerships().await? {
        let rules = store.digest_in_use(&partnership).await?;
        let rules = rules.as_deref().and_then(|digest| digest.get(..12)).unwrap_or("not noted");
        say(format_args!(
            "partnership   {partnership}; lists made by rules {rules}; key {}",
            store.public_key(&partnership)
        ));
    }
    store.close().await;
    Ok(())
}

/// Where a file is that must not be lost.
fn place(what: &str, path: &Path) {
    let there = if path.exists() { "there" } else { "elsewhere" };
    say(format_args!("{what:<13} {}: {there}; keep a copy of it away from this machine", path.display()));
}
