//! Serves Wendale, the invented partnership.

use std::path::Path;

use anyhow::{Context as _, Result, bail};
use application::Application;
use kernel::Partnership;
use store::DatabaseUrl;
use synth::Cast;
use web::{Demonstration, DemonstrationFamily, DemonstrationPractitioner, Settings};

use crate::arguments::{Demo, RulesFrom};
use crate::assembly;
use crate::bar::bar;
use crate::print::say;
use crate::role::serve::{bind, bring_up_to_date, site, until_stopped};
use crate::signals::Signals;

/// The file that says as whom one can sign in.
const CAST: &str = "wendale.json";

/// Fills the folder if it is empty, and serves.
pub async fn run(demo: Demo) -> Result<()> {
    let folder = &demo.data;
    std::fs::create_dir_all(folder)
        .with_context(|| format!("the folder {} cannot be made", folder.display()))?;
    let rules = assembly::rules(&RulesFrom { protocol: "wendale".to_owned(), guidance: None })?;
    let url = DatabaseUrl::sqlite(folder.join("alongside.db"));
    let store = assembly::open(&url, assembly::options())?;
    let application = assembly::assemble(store, Partnership::new("wendale")?, rules)?;
    // The address is taken first: nobody waits for a filling that then cannot be served.
    let listening = bind(demo.listen).await?;
    let cast = cast(&application, &folder.join(CAST)).await?;
    bring_up_to_date(&application, true).await.with_context(|| {
        format!("{} was filled by another release; delete the folder and start again", folder.display())
    })?;
    let settings = Settings { demonstration: Some(demonstration(&cast)), ..Settings::default() };
    let site = site(&application, settings)?;
    let signals = Signals::heard()?;
    welcome(&cast, &listening.local_addr()?.to_string(), folder);
    until_stopped(application, site, listening, None, signals).await
}

/// The cast of a folder that was filled before, or a new one.
async fn cast(application: &Application, file: &Path) -> Result<Cast> {
    let state = application.partnership_state().await?;
    if state.version == 0 {
        let cast = fill(application).await?;
        let text = serde_json::to_vec_pretty(&cast)?;
        std::fs::write(file, text).with_context(|| format!("{} cannot be written", file.display()))?;
        return Ok(cast);
    }
    if !state.state.fictional {
        bail!(
            "the folder holds the record of a real partnership; give the demonstration a folder of its own"
        );
    }
    let text = std::fs::read(file).with_context(|| {
        format!(
            "the filling of this folder was cut short ({} is not there); delete the folder and start again",
            file.display()
        )
    })?;
    serde_json::from_slice(&text)
        .with_context(|| format!("{} does not read; delete the folder and start again", file.display()))
}

async fn fill(application: &Application) -> Result<Cast> {
    let bar = bar(1, "Inventing families");
    let cast = synth::wendale(application, application.now(), |done, all| {
        bar.set_length(all as u64);
        bar.set_position(done as u64);
    })
    .await?;
    bar.finish_and_clear();
    Ok(cast)
}

fn welcome(cast: &Cast, address: &str, folder: &Path) {
    say(format_args!("Wendale is ready:  http://{address}\n"));
    say(format_args!("Sign in with one click, as any of {} practitioners:", cast.practitioners().len()));
    say(format_args!("  http://{address}/sign-in\n"));
    say("Or as a member of a family, with one click there or with a code of their own:");
    for family in cast.families() {
        say(format_args!("  {}  {}: {}", family.code, family.name, family.about));
    }
    say("\nEverything in Wendale is invented: no person, place or agency in it is real.");
    say("Put nothing real into it. It serves plain HTTP and anybody who reaches it may sign in.");
    say(format_args!("Its data is in {}; stop it with Ctrl-C.", folder.display()));
}

fn demonstration(cast: &Cast) -> Demonstration {
    Demonstration {
        practitioners: cast
            .practitioners()
            .into_iter()
            .map(|persona| DemonstrationPractitioner {
                person: persona.person,
                name: persona.name.clone(),
                part: format!("{}: {}", persona.title, persona.about),
            })
            .collect(),
        families: cast
            .families()
            .into_iter()
            .map(|family| DemonstrationFamily {
                name: family.name.clone(),
                part: family.about.clone(),
                code: family.code.clone(),
            })
            .collect(),
    }
}
