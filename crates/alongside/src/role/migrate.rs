//! Brings a database's schema up to date.

use anyhow::Result;
use store::OpenOptions;

use crate::arguments::Migrate;
use crate::assembly;
use crate::print::say;

/// Does it. A step that was taken is not taken again, and one that was cut short is finished.
pub async fn run(migrate: Migrate) -> Result<()> {
    let options = OpenOptions { keys: migrate.keys, ..assembly::options() };
    let store = assembly::open(&migrate.database, options)?;
    let health = store.health().await?;
    say(format_args!("{}: {}, schema {}.", migrate.database, health.engine, health.schema));
    store.close().await;
    Ok(())
}
