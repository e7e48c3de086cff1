//! Makes the lists again from the events.

use anyhow::{Result, bail};

use crate::arguments::Rebuild;
use crate::assembly;
use crate::bar::count;
use crate::print::say;

/// Makes them again.
pub async fn run(rebuild: Rebuild) -> Result<()> {
    let store = assembly::open_existing(&rebuild.existing).await?;
    for partnership in assembly::partnerships(&store, rebuild.existing.partnership.as_ref()).await? {
        let rules = assembly::rules(&rebuild.rules)?;
        let application = assembly::assemble(store.clone(), partnership, rules)?;
        let state = application.partnership_state().await?;
        let protocol = application.rules().protocol();
        if let Some(last) = state.state.protocols.last().filter(|last| last.digest != protocol.digest()) {
            bail!(
                "the protocol in force is `{}` version {}; give that one with --protocol",
                last.protocol,
                last.version
            );
        }
        let counting = count("Folding streams");
        let made = application.rebuild(|done| counting.set_position(done)).await?;
        counting.finish_and_clear();
        let digest = application.rules().digest();
        application.store().set_digest_in_use(application.partnership(), &digest).await?;
        say(format_args!("`{}`: the lists of {made} streams are made again.", application.partnership()));
    }
    store.close().await;
    Ok(())
}
