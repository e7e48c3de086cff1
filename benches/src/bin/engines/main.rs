//! Measures both engines beside programs that write the same rows without any logic.
//!
//! `cargo run --release -p benches --bin engines -- --children 10000` measures SQLite; with `--postgres URL` (a server on which the
//! account may make databases) PostgreSQL. It invents a partnership and prints:
//!
//! - durable commands of 1, 8 and 64 clients, and raw: the same rows and bytes, those of as many commands in one transaction as
//!   there are clients, which is the largest group that there can be;
//! - `copy` into an empty database, and raw: all rows into empty tables, by the fastest way the engine has;
//! - `rebuild`, and raw: the rows of the lists into empty tables, in as many transactions.
//!
//! It does not start without the disk it needs. Wanted: 60 % of raw. How long looking takes, `many` measures.

mod filled;
mod raw;

use std::path::PathBuf;

use anyhow::Result;
use benches::place::Place;
use benches::writing::Writing;
use benches::{NOW, enough_disk, instant, print_times, rate};
use clap::Parser;

/// How many children, and where.
#[derive(Debug, Parser)]
pub struct Arguments {
    /// Children of the invented partnership.
    #[arg(long, default_value_t = 2_000)]
    pub children: usize,
    /// A server of PostgreSQL to measure in place of SQLite; databases `alongside_bench_…` are made there.
    #[arg(long, value_name = "URL")]
    pub postgres: Option<String>,
    /// Where the engine keeps its data; for SQLite the databases are made there, anew each time.
    #[arg(long, default_value = "target/benches")]
    pub folder: PathBuf,
    /// Commands of each client count.
    #[arg(long, default_value_t = 4_000)]
    pub commands: usize,
}

/// What a child takes on the disk, in bytes: measured with 40 events each, with room for the journal.
const BYTES_A_CHILD: u64 = 100_000;
/// The record, its copy, and what is written raw.
const COPIES: u64 = 3;
/// Beside that.
const BYTES_MORE: u64 = 1 << 30;
/// How many clients there are, one after the other.
const CLIENTS: [usize; 3] = [1, 8, 64];
/// The least part of raw that is wanted, in hundredths.
const WANTED: f64 = 60.0;

#[tokio::main]
#[expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]
async fn main() -> Result<()> {
    let arguments = Arguments::parse();
    std::fs::create_dir_all(&arguments.folder)?;
    enough_disk(&arguments.folder, arguments.children as u64 * BYTES_A_CHILD * COPIES + BYTES_MORE)?;
    let measurement = format!("engines_{}", arguments.children);
    let place = Place::new(arguments.postgres.as_deref(), &arguments.folder, &measurement);
    let application = filled::record(&place, &arguments).await?;
    let all = raw::rows_of(&place.record()).await?;
    println!("the record: {} rows, {} MB of them in columns", all.count(), all.bytes() / 1_000_000);
    copy(&place, &application, &all).await?;
    rebuild(&place, &application, &all).await?;
    // Last, for what they write is no record that could be read.
    drop(all);
    for clients in CLIENTS {
        commands(&place, &application, clients, arguments.commands).await?;
    }
    application.store().clone().close().await;
    place.drop("record").await
}

#[expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]
fn tell(what: &str, ours: f64, raw: f64, unit: &str) {
    let part = ours / raw * 100.0;
    let is = if part >= WANTED { "met" } else { "NOT met" };
    println!("{what}: {ours:.0} {unit}; raw {raw:.0}; {part:.0} % of raw, {WANTED:.0} % wanted: {is}");
}

async fn commands(
    place: &Place,
    application: &application::Application,
    clients: usize,
    count: usize,
) -> Result<()> {
    let begun = Writing::begin(application, clients, NOW.parse()?).await?;
    let (took, histogram) = begun.write(application, count).await?;
    let written = filled::rows_written(&begun, &place.record()).await?;
    let raw = raw::write_commands(&place.empty("raw").await?, &written, clients).await?;
    let rows = written.rows_a_command();
    print_times(&format!("a command, {clients} clients"), &histogram);
    let what = format!("commands of {clients} clients, {rows} rows each");
    tell(&what, rate(written.count(), took), rate(written.count(), raw), "a second");
    Ok(())
}

async fn copy(place: &Place, application: &application::Application, all: &raw::Rows) -> Result<()> {
    let to = place.empty("copy").await?;
    let begun = instant();
    let copied = application.store().copy_to(&to.record, None, |_, _| ()).await?;
    let took = begun.elapsed();
    let raw = raw::load(&place.empty("raw").await?, all, 1).await?;
    let rows = usize::try_from(copied.rows)?;
    tell("copy", rate(rows, took), rate(all.count(), raw), "rows a second");
    place.drop("copy").await
}

async fn rebuild(place: &Place, application: &application::Application, all: &raw::Rows) -> Result<()> {
    let begun = instant();
    let streams = application.rebuild(|_| ()).await?;
    let took = begun.elapsed();
    let lists = all.of_lists();
    let groups = usize::try_from(streams)?.div_ceil(filled::STREAMS_TOGETHER);
    let raw = raw::load(&place.empty("raw").await?, &lists, groups).await?;
    tell("rebuild", rate(lists.count(), took), rate(lists.count(), raw), "rows a second");
    place.drop("raw").await
}
