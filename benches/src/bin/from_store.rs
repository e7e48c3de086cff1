//! Measures what the rules take over a whole partnership that is kept: all duties, and a draft that is tried, each beside
//! reading and decoding alone.
//!
//! `cargo run --release -p benches --bin from_store -- --children 10000` makes an invented partnership, or takes the one that is
//! there, and goes through every stream that has clocks four times: once uncounted, so that every later time finds the same
//! pages in the machine's memory; reading and decoding each event, and nothing else; all duties; and what a draft would change.
//! Wanted: all duties at 60 % of the rate of reading and decoding or more, and the draft within 1.5 times what all duties took.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use application::{Application, StreamTold};
use benches::{NOW, open};
use clap::Parser;
use guidance::{Protocol, Rules};
use indicatif::{ProgressBar, ProgressStyle};
use kernel::StreamKind;
use records::challenge::ChallengeEvent;
use records::child::ChildEvent;
use records::concern::ConcernEvent;
use records::request::RequestEvent;
use simulation::{Assumptions, Draft, Simulation};
use store::{Body, StoredEntry};

/// How many children, and where.
#[derive(Debug, Parser)]
struct Arguments {
    /// Children of the invented partnership.
    #[arg(long, default_value_t = 1_000)]
    children: usize,
    /// The seed of the invention.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Threads that work out duties, beside the one that reads.
    #[arg(long, default_value_t = 2)]
    threads: usize,
    /// A folder for the database; kept, and used again when it holds one.
    #[arg(long, default_value = "target/benches")]
    folder: PathBuf,
}

/// The kinds of stream that have clocks, as duties and drafts read them.
const KINDS: [StreamKind; 4] =
    [StreamKind::Request, StreamKind::Child, StreamKind::Concern, StreamKind::Challenge];
/// Streams that are read together, as the application does.
const BATCH: u32 = 200;
/// Records that are handed to a thread together, and batches that may wait.
const TOGETHER: usize = 256;
const WAITING: usize = 4;
/// The least part of the rate of reading and decoding that is wanted of all duties, in hundredths.
const LEAST_RATE: f64 = 60.0;
/// The most that a draft may take, as a multiple of what all duties took.
const MOST_TIMES: f64 = 1.5;

#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
fn instant() -> Instant {
    Instant::now()
}

/// How many events, and how long.
#[derive(Debug, Clone, Copy)]
struct Took {
    events: u64,
    wall: Duration,
}

impl Took {
    fn rate(self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "a rate is no exact number")]
        let events = self.events as f64;
        events / self.wall.as_secs_f64()
    }
}

#[tokio::main]
#[expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]
async fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let application = opened(&arguments).await?;
    let warm = read(&application, "Reading once, uncounted").await?;
    let alone = read(&application, "Reading and decoding").await?;
    let (wall, owed) = duties(&application, &arguments).await?;
    let duties = Took { wall, ..alone };
    let tried = Took { wall: try_draft(&application).await?, ..alone };
    println!("{} events; the first reading took {:.2} s", warm.events, warm.wall.as_secs_f64());
    println!("what | wall | events a second | of reading and decoding");
    for (what, took) in [("reading and decoding", alone), ("all duties", duties), ("a draft, tried", tried)] {
        let part = took.rate() / alone.rate() * 100.0;
        println!("{what} | {:.2} s | {:.0} | {part:.0} %", took.wall.as_secs_f64(), took.rate());
    }
    println!("{owed} duties are owed or were");
    let part = duties.rate() / alone.rate() * 100.0;
    let times = tried.wall.as_secs_f64() / duties.wall.as_secs_f64();
    let is = |holds: bool| if holds { "met" } else { "NOT met" };
    println!(
        "all duties: {part:.0} % of reading and decoding; {LEAST_RATE:.0} % wanted: {}",
        is(part >= LEAST_RATE)
    );
    println!(
        "a draft: {times:.2} times all duties; at most {MOST_TIMES} wanted: {}",
        is(times <= MOST_TIMES)
    );
    Ok(())
}

async fn opened(arguments: &Arguments) -> Result<Application> {
    std::fs::create_dir_all(&arguments.folder)?;
    let path = arguments.folder.join(format!("stored-{}-{}.db", arguments.children, arguments.seed));
    let is_new = !path.exists();
    let application = open(&path, is_new)?;
    if is_new {
        let making = bar(arguments.children as u64, "Inventing children");
        let options =
            synth::Options { children: arguments.children, seed: arguments.seed, now: NOW.parse()? };
        let made = synth::partnership(&application, options, |done| making.set_position(done as u64)).await;
        making.finish_and_clear();
        if made.is_err() {
            // Half a partnership would be taken for a whole one the next time.
            std::fs::remove_file(&path).context("half a partnership was made; delete it")?;
        }
        made?;
    }
    Ok(application)
}

fn bar(total: u64, what: &str) -> ProgressBar {
    let bar = ProgressBar::new(total).with_message(what.to_owned());
    match ProgressStyle::with_template("{msg} {bar:40} {human_pos} of {human_len}, {eta} left") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// Reads and decodes every event, one after the other.
async fn read(application: &Application, what: &str) -> Result<Took> {
    let reading = bar(application.streams_with_clocks().await?, what);
    let (begun, mut events) = (instant(), 0);
    for kind in KINDS {
        let mut after = None;
        loop {
            let store = application.store();
            let streams = store.streams(application.partnership(), kind, after, BATCH).await?;
            let Some(last) = streams.last() else { break };
            after = Some(last.id);
            for loaded in store.load_many(application.partnership(), &streams).await? {
                for entry in &loaded.entries {
                    decoded(kind, entry)?;
                }
                events += loaded.entries.len() as u64;
            }
            reading.inc(streams.len() as u64);
        }
    }
    let wall = begun.elapsed();
    reading.finish_and_clear();
    Ok(Took { events, wall })
}

fn decoded(kind: StreamKind, entry: &StoredEntry) -> Result<()> {
    let Body::Plain(bytes) = &entry.body else { bail!("an invented event was erased") };
    let name = &entry.kind;
    match kind {
        StreamKind::Request => drop(records::decode::<RequestEvent>(name, bytes)?),
        StreamKind::Child => drop(records::decode::<ChildEvent>(name, bytes)?),
        StreamKind::Concern => drop(records::decode::<ConcernEvent>(name, bytes)?),
        StreamKind::Challenge => drop(records::decode::<ChallengeEvent>(name, bytes)?),
        _ => {}
    }
    Ok(())
}

/// All duties of every record, worked out from the store; and how many there are.
async fn duties(application: &Application, arguments: &Arguments) -> Result<(Duration, u64)> {
    let working = bar(application.streams_with_clocks().await?, "Working out all duties");
    let begun = instant();
    let (hand_over, waiting) = sync_channel::<Vec<StreamTold>>(WAITING);
    let waiting = Arc::new(Mutex::new(waiting));
    let threads: Vec<_> = (0..arguments.threads.max(1))
        .map(|_| {
            let (rules, waiting) = (Arc::clone(application.rules()), Arc::clone(&waiting));
            thread::spawn(move || owed(&rules, &waiting))
        })
        .collect();
    let mut batch = Vec::with_capacity(TOGETHER);
    let each = |told: StreamTold| {
        batch.push(told);
        if batch.len() == TOGETHER {
            drop(hand_over.send(std::mem::take(&mut batch)));
        }
    };
    application.tell_each(application.rules(), each, |done| working.set_position(done)).await?;
    drop(hand_over.send(batch));
    drop(hand_over);
    let mut all = 0;
    for thread in threads {
        all += thread.join().map_err(|_| anyhow::anyhow!("a thread stopped"))?;
    }
    let wall = begun.elapsed();
    working.finish_and_clear();
    Ok((wall, all))
}

fn owed(rules: &Rules, waiting: &Mutex<Receiver<Vec<StreamTold>>>) -> u64 {
    let mut all = 0;
    loop {
        let next = waiting.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(records) = next else { return all };
        for record in &records {
            all += rules.standing(&record.told.milestones, &record.told.facts).owed().count() as u64;
        }
    }
}

/// Tries the shipped template in place of the protocol in force.
async fn try_draft(application: &Application) -> Result<Duration> {
    let rules = application.rules().as_ref().clone();
    let protocol = Protocol::embedded_source("default").context("the template is built in")?;
    let draft = Draft { protocol: Some(protocol), ..Draft::default() }.rules(&rules)?;
    let simulation = Simulation::new(rules, draft, Assumptions::embedded()?, application.today(), None);
    let trying = bar(application.streams_with_clocks().await?, "Trying a draft");
    let begun = instant();
    let about = application.records_named();
    application.compare_rules(&Arc::new(simulation), &about, |done| trying.set_position(done)).await?;
    let took = begun.elapsed();
    trying.finish_and_clear();
    Ok(took)
}
