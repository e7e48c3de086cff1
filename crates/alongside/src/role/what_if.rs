//! Tries a draft on records, and writes what it would change.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, Result, bail};
use application::{Application, StreamTold};
use guidance::{Rules, Source};
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{Partnership, london_date, london_instant};
use simulation::{Assumptions, Bootstrap, Draft, DraftRefused, Report, Simulation};
use store::{DatabaseUrl, OpenOptions};

use crate::arguments::what_if::{ReportFormat, WhatIf};
use crate::arguments::{DATABASE_VARIABLE, RulesFrom, from_environment};
use crate::assembly;
use crate::bar::bar;
use crate::print::say;

/// The time of day at which invented records end.
const INVENTED_UNTIL: i8 = 12;
/// The short name of the invented partnership.
const INVENTED: &str = "invented";

/// Tries it, and writes the report.
pub async fn run(asked: &WhatIf) -> Result<()> {
    if asked.print_assumptions {
        say(Assumptions::embedded_source().text.trim_end());
        return Ok(());
    }
    if let Some(to) = asked.to.as_ref().filter(|to| to.exists()) {
        bail!("{} exists; choose another name", to.display());
    }
    let assumptions = assumptions(asked.assumptions.as_deref())?;
    let today = today(asked)?;
    let draft = draft(asked, &today)?;
    let simulating = Simulating { asked, assumptions, today, draft };
    let database = match (&asked.database, asked.children, &asked.partnership) {
        (None, None, Some(_)) => from_environment(DATABASE_VARIABLE)?,
        (said, ..) => said.clone(),
    };
    let report = match (&database, asked.children) {
        (Some(database), _) => simulating.kept(database).await?,
        (None, Some(children)) => simulating.invented(children).await?,
        (None, None) => bail!("say which records: --database, or --children"),
    };
    let text = match asked.format {
        ReportFormat::Markdown => report.markdown(),
        ReportFormat::Json => report.json()?,
        ReportFormat::Csv => report.csv()?,
    };
    match &asked.to {
        None => say(text.trim_end()),
        Some(to) => {
            std::fs::write(to, text).with_context(|| format!("{} cannot be written", to.display()))?;
        }
    }
    Ok(())
}

fn assumptions(file: Option<&Path>) -> Result<Assumptions> {
    let Some(file) = file else { return Ok(Assumptions::embedded()?) };
    let name = file.display();
    let text =
        std::fs::read_to_string(file).with_context(|| format!("the assumptions {name} cannot be read"))?;
    Ok(Assumptions::parse(&Source::new(name.to_string(), text))?)
}

/// The name of the protocol that is in force, as it was asked for.
fn in_force(asked: &WhatIf) -> &str {
    let usual = if asked.children.is_some() { "wendale" } else { "default" };
    asked.in_force.as_deref().unwrap_or(usual)
}

fn today(asked: &WhatIf) -> Result<Rules> {
    assembly::rules(&RulesFrom { protocol: in_force(asked).to_owned(), guidance: asked.guidance.clone() })
}

/// The draft's rules.
fn draft(asked: &WhatIf, today: &Rules) -> Result<Rules> {
    let guidance = match &asked.edition {
        None => Vec::new(),
        Some(folder) => {
            let drafted = assembly::guidance_sources(Some(folder))?;
            if drafted.is_empty() {
                bail!("the folder {} holds no file that ends in .toml", folder.display());
            }
            drafted
        }
    };
    let protocol = asked.protocol.as_deref().map(assembly::protocol_source).transpose()?;
    let draft = Draft { protocol, guidance, alone: asked.alone };
    draft.rules(today).map_err(|refused| {
        let what = match &refused {
            DraftRefused::NoData(error) => return anyhow::Error::from(error.clone()),
            DraftRefused::Guidance { .. } => {
                let folder = asked.edition.as_deref().unwrap_or(Path::new(""));
                format!("the draft guidance in {} does not read", folder.display())
            }
            DraftRefused::Protocol { .. } => {
                format!("the draft protocol {} cannot be used", asked.protocol.as_deref().unwrap_or_default())
            }
            DraftRefused::InForce { .. } => format!(
                "the protocol in force, {}, does not fit the draft guidance; give one that does with --protocol",
                in_force(asked)
            ),
        };
        anyhow::Error::from(refused).context(what)
    })
}

struct Simulating<'a> {
    asked: &'a WhatIf,
    assumptions: Assumptions,
    today: Rules,
    draft: Rules,
}

impl Simulating<'_> {
    /// Over the records of a partnership.
    async fn kept(self, database: &DatabaseUrl) -> Result<Report> {
        let store = assembly::open_with_files(database, self.asked.keys.as_ref(), None).await?;
        let found = assembly::partnerships(&store, self.asked.partnership.as_ref()).await?;
        let [partnership] = found.as_slice() else {
            bail!("a simulation is of one partnership; say which with --partnership");
        };
        let application = assembly::assemble(store, partnership.clone(), self.today.clone())?;
        let state = application.partnership_state().await?;
        let protocol = self.today.protocol();
        if let Some(last) = state.state.protocols.last().filter(|last| last.digest != protocol.digest()) {
            bail!(
                "the protocol in force is `{}` version {}; give that one with --in-force",
                last.protocol,
                last.version
            );
        }
        let on = match self.asked.today {
            Some(on) => on,
            None => latest(&application, &self.draft).await?,
        };
        let about = application.records_named();
        let report = self.report(&application, on, &about).await?;
        application.store().clone().close().await;
        Ok(report)
    }

    /// Over invented records, which are made for this in a folder of their own and thrown away.
    async fn invented(self, children: usize) -> Result<Report> {
        let Some(on) = self.asked.today else { bail!("say with --today when the invented records end") };
        let now = london_instant(on.at(INVENTED_UNTIL, 0, 0, 0)).context("this day cannot be used")?;
        let folder = tempfile::tempdir().context("there is no room for invented records")?;
        let url = DatabaseUrl::sqlite(folder.path().join("invented.db"));
        let store = assembly::open(&url, OpenOptions { filling: true, ..assembly::options() })?;
        let application = assembly::assemble(store, Partnership::new(INVENTED)?, self.today.clone())?;
        let seed = self.asked.seed;
        let making = bar(children as u64, "Inventing children");
        let options = synth::Options { children, seed, now };
        synth::partnership(&application, options, |done| making.set_position(done as u64)).await?;
        making.finish_and_clear();
        let about = format!("invented records of {children} children, from seed {seed}");
        let report = self.report(&application, on, &about).await?;
        application.store().clone().close().await;
        Ok(report)
    }

    async fn report(self, application: &Application, on: Date, about: &str) -> Result<Report> {
        let bootstrap = self.asked.bootstrap.map(|turns| Bootstrap { turns, seed: self.asked.seed });
        let simulation = Simulation::new(self.today, self.draft, self.assumptions, on, bootstrap);
        let simulation = Arc::new(simulation);
        let comparing = bar(application.streams_with_clocks().await?, "Comparing records");
        let report =
            application.compare_rules(&simulation, about, |done| comparing.set_position(done)).await?;
        comparing.finish_and_clear();
        Ok(report)
    }
}

/// The day of the latest event of everything that has clocks.
async fn latest(application: &Application, draft: &Rules) -> Result<Date> {
    let looking = bar(application.streams_with_clocks().await?, "Looking for the latest event");
    let mut latest: Option<Timestamp> = None;
    let each = |told: StreamTold| latest = latest.max(Some(told.latest));
    application.tell_each(draft, each, |done| looking.set_position(done)).await?;
    looking.finish_and_clear();
    latest.map(london_date).context("there is no record yet; say with --today for which day to ask")
}
