//! Fills an empty database with an invented partnership, or with a year of all of them.

use anyhow::Result;
use store::OpenOptions;
use synth::england;

use crate::arguments::{RulesFrom, Synth};
use crate::assembly;
use crate::bar::{bar, count};
use crate::print::say;

/// Fills it.
pub async fn run(synth: Synth) -> Result<()> {
    let Some(children) = synth.children else { return country(synth).await };
    let rules = assembly::rules(&RulesFrom { protocol: "wendale".to_owned(), guidance: None })?;
    let options = OpenOptions { filling: true, ..assembly::options() };
    let store = assembly::open(&synth.database, options)?;
    let application = assembly::assemble(store, synth.partnership, rules)?;
    let now = synth.now.unwrap_or_else(|| application.now());
    let bar = bar(children as u64, "Inventing children");
    let options = synth::Options { children, seed: synth.seed, now };
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

/// A year of every partnership, one after the other.
async fn country(synth: Synth) -> Result<()> {
    let year = england::Year::ENGLAND.one_in(synth.one_in);
    let rules = assembly::rules(&RulesFrom { protocol: "default".to_owned(), guidance: None })?;
    let options = OpenOptions { filling: true, ..assembly::options() };
    let store = assembly::open(&synth.database, options)?;
    let bar = bar(year.referrals as u64, "Inventing children");
    let mut children = 0;
    let digest = rules.digest();
    for (number, partnership) in england::partnerships(year)?.into_iter().enumerate() {
        let application = assembly::assemble(store.clone(), partnership.clone(), rules.clone())?;
        let now = synth.now.unwrap_or_else(|| application.now());
        let made = england::area(&application, (year, synth.seed, number), now, |some| bar.inc(some)).await?;
        store.sequence(&partnership, now).await?;
        store.set_digest_in_use(&partnership, &digest).await?;
        children += made;
    }
    let seconds = bar.elapsed().as_secs_f64();
    bar.finish_and_clear();
    say(format_args!(
        "{} partnerships, {} referrals of {children} children, {} assessments, {} section 47 enquiries, {} conferences in \
         {seconds:.1} s",
        year.partnerships, year.referrals, year.assessments, year.enquiries, year.conferences
    ));
    store.close().await;
    Ok(())
}
