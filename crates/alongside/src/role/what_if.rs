//! Tries a draft on records, and writes what it would change.

use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context as _, Result, bail};
use application::{Application, StreamTold};
use guidance::{Guidance, Protocol, Rules, Source};
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{Partnership, StreamKind, london_date, london_instant};
use records::told::Told as StreamIsTold;
use simulation::{Assumptions, Bootstrap, Fold, Kind, Record, Report, Simulation, Told, lay_over};
use store::{DatabaseUrl, OpenOptions, Store};

use crate::arguments::RulesFrom;
use crate::arguments::what_if::{ReportFormat, WhatIf};
use crate::assembly;
use crate::bar::{bar, count};
use crate::print::say;

/// Threads that compare, beside the one that reads: a machine with two cores is the least that is asked for.
const THREADS: usize = 2;
/// Records that are handed over together: enough that handing over costs nothing.
const BATCH: usize = 256;
/// Batches that may wait for a thread, so that reading never fills the memory.
const WAITING: usize = 4;
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
    let report = match (&asked.database, asked.children) {
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

/// The draft's rules: its guidance, or today's, and its protocol, or the one in force read against that guidance.
fn draft(asked: &WhatIf, today: &Rules) -> Result<Rules> {
    let guidance = match &asked.edition {
        None => today.guidance().clone(),
        Some(folder) => {
            let drafted = assembly::guidance_sources(Some(folder))?;
            if drafted.is_empty() {
                bail!("the folder {} holds no file that ends in .toml", folder.display());
            }
            let sources = if asked.alone {
                drafted
            } else {
                lay_over(&assembly::guidance_sources(asked.guidance.as_deref())?, &drafted)?
            };
            Guidance::from_sources(&sources)
                .with_context(|| format!("the draft guidance in {} does not read", folder.display()))?
        }
    };
    let named = asked.protocol.as_deref().unwrap_or_else(|| in_force(asked));
    let source = assembly::protocol_source(named)?;
    let protocol = Protocol::parse(&source, &guidance).with_context(|| match asked.protocol {
        Some(_) => format!("the draft protocol {named} cannot be used"),
        None => format!(
            "the protocol in force, {named}, does not fit the draft guidance; give one that does with --protocol"
        ),
    })?;
    Ok(Rules::new(Arc::new(guidance), Arc::new(protocol)))
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
        let store = assembly::open_existing(database)?;
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
        let about = format!("the records of `{partnership}`");
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
        let store = Store::open(&url, OpenOptions { filling: true, ..assembly::options() })?;
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
        let fold = folded(application, &simulation).await?;
        Ok(simulation.report(&fold, about))
    }
}

/// The day of the latest event of everything that has clocks.
async fn latest(application: &Application, draft: &Rules) -> Result<Date> {
    let looking = count("Looking for the latest event");
    let mut latest: Option<Timestamp> = None;
    let each = |told: StreamTold| latest = latest.max(Some(told.latest));
    application.tell_each(draft, each, |done| looking.set_position(done)).await?;
    looking.finish_and_clear();
    latest.map(london_date).context("there is no record yet; say with --today for which day to ask")
}

/// Compares every record, on several threads. Which thread has which record changes nothing: folds are sums.
async fn folded(application: &Application, simulation: &Arc<Simulation>) -> Result<Fold> {
    let (hand_over, waiting) = sync_channel::<Vec<Record>>(WAITING);
    let waiting = Arc::new(Mutex::new(waiting));
    let threads: Vec<_> = (0..THREADS)
        .map(|_| {
            let (simulation, waiting) = (Arc::clone(simulation), Arc::clone(&waiting));
            tokio::task::spawn_blocking(move || compare(&simulation, &waiting))
        })
        .collect();
    let comparing = count("Comparing records");
    let mut batch = Vec::with_capacity(BATCH);
    let each = |told: StreamTold| {
        batch.extend(record(told));
        if batch.len() == BATCH {
            hand(&hand_over, &mut batch);
        }
    };
    let told = application.tell_each(simulation.draft(), each, |done| comparing.set_position(done)).await;
    hand(&hand_over, &mut batch);
    drop(hand_over);
    let mut fold = simulation.begin();
    for thread in threads {
        fold.merge(&thread.await.context("a thread that compares stopped")?);
    }
    comparing.finish_and_clear();
    told?;
    Ok(fold)
}

fn hand(to: &SyncSender<Vec<Record>>, batch: &mut Vec<Record>) {
    // Nobody to take it means that every thread stopped, which is told when they are joined.
    let _ = to.send(std::mem::take(batch));
}

fn compare(simulation: &Simulation, waiting: &Mutex<Receiver<Vec<Record>>>) -> Fold {
    let mut fold = simulation.begin();
    loop {
        let next = waiting.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(records) = next else { return fold };
        for record in &records {
            simulation.add(&mut fold, record);
        }
    }
}

fn record(told: StreamTold) -> Option<Record> {
    let kind = match told.stream.kind {
        StreamKind::Child => Kind::Child,
        StreamKind::Request => Kind::Request,
        StreamKind::Concern => Kind::Concern,
        StreamKind::Challenge => Kind::Challenge,
        StreamKind::Protection => Kind::Protection,
        _ => return None,
    };
    let is_told = |told: StreamIsTold| Told { milestones: told.milestones, facts: told.facts };
    Some(Record {
        id: told.stream.id,
        kind,
        awaits_route: told.told.awaits_route,
        told: is_told(told.told),
        told_by_draft: told.told_otherwise.map(is_told),
    })
}
