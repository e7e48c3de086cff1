//! Plays worked family journeys, each in a database of its own that is gone afterwards.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, Result};
use guidance::Rules;
use store::{DatabaseUrl, Store};
use vignettes::{Ground, Played, Vignette, play};

use crate::Outcome;
use crate::arguments::vignette::{Run, VignetteRole};
use crate::assembly;
use crate::print::say;

/// Answers it.
pub async fn run(asked: &VignetteRole) -> Result<Outcome> {
    match asked {
        VignetteRole::Run(asked) => play_all(asked).await,
        VignetteRole::Commands => {
            for command in application::named_commands() {
                say(command.name());
            }
            Ok(Outcome::Done)
        }
    }
}

async fn play_all(asked: &Run) -> Result<Outcome> {
    let rules = Arc::new(assembly::rules(&asked.rules)?);
    let mut outcome = Outcome::Done;
    for file in &asked.files {
        let text =
            std::fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
        let vignette = Vignette::read(&text).with_context(|| format!("{} is no vignette", file.display()))?;
        let played = played(&vignette, &rules).await.with_context(|| file.display().to_string())?;
        if !told(file, &played, asked.show) {
            outcome = Outcome::Wrong;
        }
    }
    Ok(outcome)
}

/// Says what came; whether it came as expected.
fn told(file: &Path, played: &Played, show: bool) -> bool {
    let differences: Vec<_> = played.differences().collect();
    let steps = played.steps.len();
    let came = if differences.is_empty() { "as expected" } else { "otherwise than expected" };
    say(format_args!("{}: {} ({steps} steps) came {came}", file.display(), played.name));
    if show {
        for (number, step) in (1..).zip(&played.steps) {
            say(format_args!("{number:>3}. {step}"));
        }
    }
    for (number, difference) in &differences {
        say(format_args!("  step {number}: {difference}"));
    }
    differences.is_empty()
}

async fn played(vignette: &Vignette, rules: &Arc<Rules>) -> Result<Played> {
    let folder = tempfile::tempdir().context("no folder can be made for the journey's database")?;
    let url = DatabaseUrl::Sqlite(folder.path().join("vignette.db"));
    let store = Store::open(&url, assembly::options())?;
    let ground = Ground {
        store: store.clone(),
        rules: Arc::clone(rules),
        forms: Arc::new(forms::Library::embedded().context("the forms that are built in do not read")?),
        policy: Arc::new(access::Policy::embedded().context("the policies that are built in do not read")?),
    };
    let played = play(vignette, ground).await?;
    store.close().await;
    Ok(played)
}
