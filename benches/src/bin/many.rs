//! Measures whether a record stays as quick when there are very many children.
//!
//! `cargo run --release -p benches --bin many -- --children 10000,1000000` keeps so many records of children, each with twelve
//! events, a line in the lists, what is owed and the names by which it is found, all locked with a key of its own; one record
//! after the other, and with `--postgres URL` on a server. Then it writes commands, looks at a child's record and at what one
//! person has to do today, and searches as the page does: two names, one of them with a mistake. Names are made of syllables,
//! some far more often than others, so that there are common names and rare ones, as among people.
//!
//! It does not start without the disk it needs. Wanted: a command costs what it cost before; 2 ms for a record of 400 events,
//! 5 ms for Today, 20 ms for a search at the 99th centile.

use std::path::PathBuf;
use std::time::Duration;

use access::Actor;
use anyhow::{Result, bail};
use application::{Application, search_tokens};
use benches::place::Place;
use benches::writing::{Writing, command, entry};
use benches::{NOW, engine_options, enough_disk, instant, open_with, print_times, rate};
use clap::Parser;
use hdrhistogram::Histogram;
use indicatif::{ProgressBar, ProgressStyle};
use jiff::Timestamp;
use jiff::civil::date;
use kernel::{Capacity, PersonId, Randomness, SeededRandomness, StreamId, StreamKind};
use records::{FoundBy, Line};
use store::{Batch, Page, Projection, Rows, Store, SummaryRow};
use uuid::Uuid;

#[derive(Debug, Parser)]
struct Arguments {
    /// Children, each with a record: one number, or several with commas between them.
    #[arg(long, value_delimiter = ',', default_value = "10000")]
    children: Vec<usize>,
    /// A server of PostgreSQL to measure in place of SQLite; databases `alongside_bench_…` are made there.
    #[arg(long, value_name = "URL")]
    postgres: Option<String>,
    /// Where the engine keeps its data; for SQLite the databases are made there. What is kept is used again.
    #[arg(long, default_value = "target/benches")]
    folder: PathBuf,
    /// Searches, and days that are looked at.
    #[arg(long, default_value_t = 2_000)]
    searches: usize,
    /// Commands of each client count.
    #[arg(long, default_value_t = 4_000)]
    commands: usize,
}

/// Children whose records are written together.
const BATCH: usize = 100;
/// Batches after which what was written is folded into the log.
const BATCHES_A_FOLD: usize = 20;
/// Events of each child.
const EVENTS: usize = 12;
/// Children that one person works with.
const CHILDREN_A_PERSON: usize = 16;
/// Events of the record that is loaded, and how often it is.
const EVENTS_OF_A_LONG_RECORD: usize = 400;
const TIMES: usize = 500;
/// How many clients write, one after the other.
const CLIENTS: [usize; 3] = [1, 8, 64];
/// What a child takes on the disk, in bytes: measured, with room for the journal.
const BYTES_A_CHILD: u64 = 20_000;
/// Beside that.
const BYTES_MORE: u64 = 1 << 30;
/// Syllables of names; the first ones come most often.
const SYLLABLES: [&str; 40] = [
    "an", "ma", "ri", "el", "so", "jo", "na", "li", "da", "ka", "be", "mo", "sa", "to", "wil", "har", "tho",
    "ber", "kin", "ley", "ton", "mas", "chu", "gwe", "fa", "ti", "yu", "suf", "zo", "dim", "pat", "grif",
    "son", "vas", "kow", "ski", "oko", "nk", "ad", "bar",
];

struct Chance(SeededRandomness);

impl Chance {
    fn below(&self, limit: usize) -> usize {
        let mut bytes = [0; 8];
        self.0.fill(&mut bytes);
        usize::try_from(u64::from_le_bytes(bytes) % limit as u64).unwrap_or_default()
    }

    /// A name; small numbers come more often than large ones.
    fn name(&self) -> String {
        let syllable = || SYLLABLES[self.below(SYLLABLES.len()).min(self.below(SYLLABLES.len()))];
        (0..2 + self.below(2)).map(|_| syllable()).collect()
    }

    /// The same with one letter other than it was.
    fn mistyped(&self, name: &str) -> String {
        let place = 1 + self.below(name.len().saturating_sub(1).max(1));
        let letter = char::from(b'a' + u8::try_from(self.below(26)).unwrap_or_default());
        name.chars().enumerate().map(|(at, kept)| if at == place { letter } else { kept }).collect()
    }
}

#[tokio::main]
#[expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]
async fn main() -> Result<()> {
    let arguments = Arguments::parse();
    std::fs::create_dir_all(&arguments.folder)?;
    let all: usize = arguments.children.iter().sum();
    enough_disk(&arguments.folder, all as u64 * BYTES_A_CHILD + BYTES_MORE)?;
    let mut first: Option<[f64; CLIENTS.len()]> = None;
    for children in &arguments.children {
        let rates = measured(&arguments, *children).await?;
        if let Some(first) = &first {
            for ((clients, first), last) in CLIENTS.iter().zip(first).zip(rates) {
                println!(
                    "commands of {clients} clients: {:.2} of the rate with the fewest children",
                    last / first
                );
            }
        }
        first.get_or_insert(rates);
    }
    Ok(())
}

#[expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]
async fn measured(arguments: &Arguments, children: usize) -> Result<[f64; CLIENTS.len()]> {
    let place = Place::new(arguments.postgres.as_deref(), &arguments.folder, &format!("many_{children}"));
    let at = place.made().await?;
    let filling = open_with(Store::open(&at.record, engine_options(true))?)?;
    if filling.store().partnerships().await?.is_empty() {
        let begun = instant();
        fill(&filling, children).await?;
        let took = begun.elapsed();
        println!("{children} children, {} events, kept in {:.1} s", children * EVENTS, took.as_secs_f64());
    }
    filling.store().clone().close().await;
    // What is measured is opened as a service opens it.
    let application = open_with(Store::open(&at.record, engine_options(false))?)?;
    println!("{children} children on {}", application.store().health().await?.engine);
    let mut rates = [0.0; CLIENTS.len()];
    for (clients, kept) in CLIENTS.iter().zip(&mut rates) {
        let writing = Writing::begin(&application, *clients, NOW.parse()?).await?;
        let (took, histogram) = writing.write(&application, arguments.commands).await?;
        *kept = rate(arguments.commands, took);
        print_times(&format!("a command, {clients} clients ({kept:.0} a second)"), &histogram);
    }
    a_long_record(&application).await?;
    today(&application, children, arguments.searches).await?;
    searches(&application, children, arguments.searches).await?;
    application.store().clone().close().await;
    Ok(rates)
}

async fn a_long_record(application: &Application) -> Result<()> {
    let (store, partnership, now) = (application.store(), application.partnership(), NOW.parse()?);
    let stream = Writing::begin(application, 1, now).await?.streams[0];
    let entries = vec![entry(stream, now); EVENTS_OF_A_LONG_RECORD - 1];
    store.append(Batch { entries, ..Batch::new(partnership.clone(), now) }).await?;
    let mut taken = Histogram::<u64>::new(3)?;
    for _ in 0..TIMES {
        let begun = instant();
        let loaded = store.load(partnership, stream).await?;
        taken.record(microseconds(begun.elapsed())?)?;
        if loaded.version != EVENTS_OF_A_LONG_RECORD as u64 {
            bail!("the record has {} events", loaded.version);
        }
    }
    print_times(&format!("a record of {EVENTS_OF_A_LONG_RECORD} events"), &taken);
    Ok(())
}

/// What people have to do, each of whom works with some children.
async fn today(application: &Application, children: usize, times: usize) -> Result<()> {
    let chance = Chance(SeededRandomness::new(3));
    let mut taken = Histogram::<u64>::new(3)?;
    for _ in 0..times {
        let person = person_of(chance.below(children));
        let begun = instant();
        let found =
            application.store().duties_watched(application.partnership(), person, Page::first(100)).await?;
        taken.record(microseconds(begun.elapsed())?)?;
        if found.rows.is_empty() {
            bail!("somebody has nothing to do");
        }
    }
    print_times("Today, in the store", &taken);
    Ok(())
}

#[expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]
async fn searches(application: &Application, children: usize, searches: usize) -> Result<()> {
    let navigator = Actor::Practitioner {
        partnership: application.partnership().clone(),
        person: PersonId(Uuid::from_u128(1)),
        agency: "council".to_owned(),
        capacities: vec![Capacity::new("navigator")?],
    };
    let (names, mistakes) = (Chance(SeededRandomness::new(1)), Chance(SeededRandomness::new(2)));
    let mut taken = Histogram::<u64>::new(3)?;
    let (mut found, mut asked) = (0_usize, 0_usize);
    for number in 0..children {
        let (given, family) = (names.name(), names.name());
        if number % (children / searches).max(1) != 0 || asked == searches {
            continue;
        }
        asked += 1;
        let typed = format!("{} {given}", mistakes.mistyped(&family));
        let begun = instant();
        let shown = application.search(&navigator, StreamKind::Child, &typed).await?;
        taken.record(microseconds(begun.elapsed())?)?;
        found += usize::from(shown.iter().any(|shown| shown.line.stream == child(number)));
    }
    print_times("a search with a typing mistake", &taken);
    println!("{asked} were looked for, {found} were shown");
    Ok(())
}

fn microseconds(took: Duration) -> Result<u64> {
    Ok(u64::try_from(took.as_micros())?)
}

fn child(number: usize) -> StreamId {
    StreamId::new(StreamKind::Child, Uuid::from_u128(number as u128 + 1))
}

/// Who works with a child.
fn person_of(number: usize) -> PersonId {
    PersonId(Uuid::from_u128((number / CHILDREN_A_PERSON) as u128 + (1 << 64)))
}

async fn fill(application: &Application, children: usize) -> Result<()> {
    let names = Chance(SeededRandomness::new(1));
    let (store, partnership, now) = (application.store(), application.partnership(), NOW.parse()?);
    let bar = ProgressBar::new(children as u64)
        .with_style(ProgressStyle::with_template("{wide_bar} {human_pos}/{human_len} {eta}")?);
    let mut batch = Batch::new(partnership.clone(), now);
    let mut batches = 0;
    for number in 0..children {
        let (entries, projection) = record_of(application, number, &names, now)?;
        batch.entries.extend(entries);
        batch.projections.push(projection);
        if batch.projections.len() == BATCH || number + 1 == children {
            store.append(std::mem::replace(&mut batch, Batch::new(partnership.clone(), now))).await?;
            batches += 1;
            if batches % BATCHES_A_FOLD == 0 || number + 1 == children {
                store.sequence(partnership, now).await?;
            }
            bar.set_position(number as u64 + 1);
        }
    }
    bar.finish_and_clear();
    Ok(())
}

/// What a child's record is made of: a command's rows, with more events and a name.
fn record_of(
    application: &Application,
    number: usize,
    names: &Chance,
    now: Timestamp,
) -> Result<(Vec<store::NewEntry>, Projection)> {
    let stream = child(number);
    let name = format!("{} {}", names.name(), names.name());
    let found_by = FoundBy { names: vec![name.clone()], born: Some(date(2014, 3, 2)), ..FoundBy::default() };
    let mut display = serde_json::to_value(&Line { title: name, ..Line::default() })?;
    display["found_by"] = serde_json::to_value(&found_by)?;
    let like = command(application, stream, 0, now);
    let mut rows =
        like.projections.into_iter().next().map_or_else(Rows::default, |projection| projection.rows);
    rows.search = search_tokens(&FoundBy { born: None, ..found_by });
    rows.summary = Some(SummaryRow {
        state: "assessing".to_owned(),
        owner: None,
        sort_at: now,
        display: serde_json::to_vec(&display)?,
    });
    for duty in &mut rows.duties {
        duty.watchers = vec![person_of(number)];
    }
    for involvement in &mut rows.involvements {
        involvement.person = person_of(number);
    }
    Ok((vec![entry(stream, now); EVENTS], Projection { stream, subject: stream.id, rows }))
}
