//! The shipped vignettes, played; and what is told of one that comes otherwise than expected.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use guidance::{Guidance, Protocol, Rules};
use kernel::SeededRandomness;
use store::{DatabaseUrl, OpenOptions, Store};
use vignettes::{Ground, PlayError, Played, Vignette, VignetteError, play};

/// The fewest that are shipped.
const SHIPPED_MIN: usize = 12;
const CAST: &str = "cast.toml";

fn shipped() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../vignettes");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = files
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml") && !path.ends_with(CAST))
        .collect();
    files.sort();
    files
}

async fn played(vignette: &Vignette) -> Result<Played, PlayError> {
    let folder = tempfile::tempdir().unwrap();
    let url = DatabaseUrl::Sqlite(folder.path().join("vignette.db"));
    let store = Store::open(&url, OpenOptions::new(Arc::new(SeededRandomness::new(1)))).unwrap();
    let guidance = Arc::new(Guidance::embedded().unwrap());
    let protocol = Arc::new(Protocol::embedded("default", &guidance).unwrap());
    let ground = Ground {
        store,
        rules: Arc::new(Rules::new(guidance, protocol)),
        forms: Arc::new(forms::Library::embedded().unwrap()),
        policy: Arc::new(access::Policy::embedded().unwrap()),
    };
    play(vignette, ground).await
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_comes_as_the_shipped_vignettes_say() {
    let files = shipped();
    let mut told = Vec::new();
    for path in &files {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let vignette = Vignette::read(&std::fs::read_to_string(path).unwrap())
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        let played = played(&vignette).await.unwrap_or_else(|error| panic!("{name}: {error}"));
        told.extend(
            played.differences().map(|(number, difference)| format!("{name}, step {number}: {difference}")),
        );
    }
    assert!(told.is_empty(), "{}", told.join("\n"));
    assert!(files.len() >= SHIPPED_MIN, "{} are shipped", files.len());
}
