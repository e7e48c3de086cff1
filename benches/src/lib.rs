//! What the benchmarks share: the record that they measure.

use std::path::Path;
use std::sync::Arc;

use access::Policy;
use anyhow::Result;
use application::{Application, Parts};
use guidance::{Guidance, Protocol, Rules};
use jiff::Timestamp;
use kernel::{FixedClock, Partnership, SeededRandomness};
use store::{DatabaseUrl, FilesUrl, OpenOptions, Store};

/// The moment at which everything stands still.
pub const NOW: &str = "2026-11-23T10:30:00Z";
/// Where chance begins for whatever is not drawn from a benchmark's own seed.
const SEED: u64 = 7;

/// Opens the invented partnership in a database at this moment. `filling`: rows are about to be written in bulk.
pub fn open(path: &Path, filling: bool) -> Result<Application> {
    open_with(Store::open(&DatabaseUrl::sqlite(path), engine_options(filling))?)
}

/// How a benchmark opens a store, on either engine. Files are in memory: none is written.
pub fn engine_options(filling: bool) -> OpenOptions {
    let files = Some(FilesUrl::Memory);
    OpenOptions { filling, files, ..OpenOptions::new(Arc::new(SeededRandomness::new(SEED))) }
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
