//! Fills an empty database with an invented partnership.

use anyhow::Result;
use store::OpenOptions;

use crate::arguments::{RulesFrom, Synth};
use crate::assembly;
use crate::bar::{bar, count};
use crate::print::say;

/// Fills it.
pub async fn run(synth: Synth) -> Result<()> {
    let rules = assembly::rules(&RulesFrom { protocol: "wendale".to_owned(), guidance: None })?;
    let options = OpenOptions { filling: true, ..assembly::options() };
    let store = assembly::open(&synth.database, options)?;
    let application = assembly::assemble(store, synth.partnership, rules)?;
    let now = synth.now.unwrap_or_else(|| application.now());
    let bar = bar(synth.children as u64, "Inventing children");
    let options = synth::Options { children: synth.children, seed: synth.seed, now };
    let made = synth::partnership(&application, options, |done| bar.set_position(done as u64)).await?;
    let seconds = bar.elapsed().as_secs_f64();
    bar.finish_and_clear();
    let signing = count("Signing the log");
    let signed = application.store().sequence(application.partnership(), now).await?;
    let digest = application.rules().digest();
    application.store().set_digest_in_use(application.partnership(), &digest).await?;
    signing.finish_and_clear();
    say(format_args!(
        "{} children, {} practitioners, {} events in {seconds:.1} s; {} entries in the signed log",
        made.children, made.practitioners, made.events, signed.size
    ));
    application.store().clone().close().await;
    Ok(())
}
