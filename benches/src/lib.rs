//! What the benchmarks share: the record that they measure.

pub mod place;
pub mod writing;

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use access::Policy;
use anyhow::{Result, bail};
use application::{Application, Parts};
use guidance::{Guidance, Protocol, Rules};
use hdrhistogram::Histogram;
use jiff::Timestamp;
use kernel::{FixedClock, Partnership, SeededRandomness};
use store::{DatabaseUrl, FilesUrl, OpenOptions, Store};

/// The moment at which everything stands still.
pub const NOW: &str = "2026-11-23T10:30:00Z";
/// Where chance begins for whatever is not drawn from a benchmark's own seed.
const SEED: u64 = 7;

/// Opens the invented partnership in a database at this moment. `filling`: rows are about to be written in bulk.
///
/// # Errors
///
/// If it does not open.
pub fn open(path: &Path, filling: bool) -> Result<Application> {
    open_with(Store::open(&DatabaseUrl::sqlite(path), engine_options(filling))?)
}

/// How a benchmark opens a store, on either engine. Files are in memory: none is written.
pub fn engine_options(filling: bool) -> OpenOptions {
    let files = Some(FilesUrl::Memory);
    // Whoever opens it again must not draw the same keys again.
    let seed = SEED + u64::from(!filling);
    OpenOptions { filling, files, ..OpenOptions::new(Arc::new(SeededRandomness::new(seed))) }
}

/// The invented partnership in a store that is open.
pub fn open_with(store: Store) -> Result<Application> {
    let randomness = Arc::new(SeededRandomness::new(SEED));
    let guidance = Arc::new(Guidance::embedded()?);
    let protocol = Arc::new(Protocol::embedded("wendale", &guidance)?);
    let now: Timestamp = NOW.parse()?;
    Ok(Application::new(Parts {
        store,
        partnership: Partnership::new("wendale")?,
        rules: Arc::new(Rules::new(guidance, protocol)),
        forms: Arc::new(forms::Library::embedded()?),
        policy: Arc::new(Policy::embedded()?),
        clock: Arc::new(FixedClock::new(now)),
        randomness,
    }))
}

/// Now, as a benchmark's own clock has it.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
pub fn instant() -> Instant {
    Instant::now()
}

/// So many in so long, a second.
#[must_use]
pub fn rate(count: usize, took: Duration) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a rate is no exact number")]
    let count = count as f64;
    count / took.as_secs_f64()
}

/// Prints how long something took, of all the times it was done.
#[expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]
pub fn print_times(what: &str, histogram: &Histogram<u64>) {
    let at = |part: f64| histogram.value_at_quantile(part);
    println!(
        "{what}: median {} µs, 90th {} µs, 99th {} µs, slowest {} µs",
        at(0.5),
        at(0.9),
        at(0.99),
        histogram.max()
    );
}

/// Fails unless so many bytes are free in a folder.
///
/// # Errors
///
/// If fewer are free, saying how many are needed; or if nothing says how many are.
pub fn enough_disk(folder: &Path, needed: u64) -> Result<()> {
    let said = std::process::Command::new("df").args(["-P", "-k"]).arg(folder).output()?;
    let said = String::from_utf8(said.stdout)?;
    let kilobytes = said.lines().nth(1).and_then(|line| line.split_whitespace().nth(3));
    let free = kilobytes.and_then(|number| number.parse::<u64>().ok()).unwrap_or(0) * 1024;
    let gigabytes = |bytes: u64| bytes.div_ceil(1_000_000_000);
    if free < needed {
        bail!(
            "{} GB are needed at {}, and {} GB are free",
            gigabytes(needed),
            folder.display(),
            gigabytes(free)
        );
    }
    Ok(())
}
