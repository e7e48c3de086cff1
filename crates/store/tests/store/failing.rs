//! Every write and every flush of SQLite fails once, and the disk is full at every moment: what was acknowledged is there.
//!
//! The calls to the system fail from outside: a few lines of C stand between a child process and its C library. `STORE_JOURNEYS`
//! asks for more journeys than one.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use store::Store;
use tempfile::TempDir;

use crate::journey::{Acknowledged, Journey, prove};
use crate::setting::{Engine, Setting, batch, child, entry, options, url};

/// Tells the child process where the database is, and which journey it goes.
const DATABASE: &str = "STORE_FAILING_DATABASE";
const JOURNEY: &str = "STORE_FAILING_JOURNEY";

/// The child: goes the journey, and says what was acknowledged. It does nothing in an ordinary run.
#[tokio::test]
async fn child_process() {
    let Ok(database) = std::env::var(DATABASE) else { return };
    let journey = Journey { shape: std::env::var(JOURNEY).unwrap().parse().unwrap(), number: 1 };
    let store = Store::open(&database.parse().unwrap(), options(5)).unwrap();
    println!("the disk may fail from here on");
    journey
        .go(&store, |what, done| println!("{} {what}", if done { "acknowledged" } else { "refused" }))
        .await;
    store.close().await;
}

/// What one child said.
#[derive(Default)]
struct Said {
    acknowledged: Acknowledged,
    refused: Vec<String>,
    /// How many calls there were.
    calls: u64,
}

/// Lines of C, made into something that can be loaded.
pub fn made_from(name: &str, folder: &Path) -> PathBuf {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/store").join(name);
    let made = folder.join(name).with_extension("so");
    let mut compiler = Command::new("cc");
    compiler.args(["-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o"]).args([&made, &source]);
    assert!(compiler.status().unwrap().success(), "the C compiler that SQLite is made with is needed");
    made
}

/// Goes a journey with one call failing, or all writes from it on.
fn go(shim: &Path, folder: &TempDir, journey: Journey, at: u64, full: bool) -> Said {
    let count = folder.path().join("calls");
    let mut child = Command::new(std::env::current_exe().unwrap());
    child
        .args(["failing::child_process", "--exact", "--nocapture", "--test-threads=1"])
        .env(DATABASE, url(folder).to_string())
        .env(JOURNEY, journey.shape.to_string())
        .env("LD_PRELOAD", shim)
        .env("FAULT_AT", at.to_string())
        .env("FAULT_COUNT", &count)
        .stderr(Stdio::null());
    if full {
        child.env("FAULT_FULL", "yes");
    }
    let output = child.output().unwrap();
    assert!(output.status.success(), "the child fell over when call {at} failed");
    let mut said =
        Said { calls: std::fs::read_to_string(count).unwrap().trim().parse().unwrap(), ..Said::default() };
    for line in String::from_utf8(output.stdout).unwrap().lines() {
        if let Some((_, what)) = line.split_once("acknowledged ") {
            said.acknowledged.insert(what.to_owned());
        } else if let Some((_, what)) = line.split_once("refused ") {
            said.refused.push(what.to_owned());
        }
    }
    said
}

/// A database that has been opened before, so that a journey begins with no more than opening it.
async fn made() -> TempDir {
    let setting = Setting::new(Engine::Sqlite);
    let Setting { folder, store, .. } = setting;
    store.close().await;
    folder
}

/// In memory, where that can be had: what fails is what the C library is asked, not the disk.
fn copy(from: &TempDir) -> TempDir {
    let memory = Path::new("/dev/shm");
    let to = if memory.is_dir() { TempDir::new_in(memory) } else { TempDir::new() }.unwrap();
    for file in std::fs::read_dir(from.path()).unwrap() {
        let file = file.unwrap();
        std::fs::copy(file.path(), to.path().join(file.file_name())).unwrap();
    }
    to
}

#[tokio::test]
async fn every_write_and_every_flush_fails_once_and_the_disk_is_full_at_every_moment() {
    let journeys = std::env::var("STORE_JOURNEYS").map_or(1, |number| number.parse().unwrap());
    let tools = TempDir::new().unwrap();
    let (shim, made) = (made_from("failing.c", tools.path()), made().await);
    for journey in (1..=journeys).map(|shape| Journey { shape, number: 1 }) {
        let whole = go(&shim, &copy(&made), journey, 0, false);
        assert!(whole.refused.is_empty() && whole.calls > 30, "{:?} of {}", whole.refused, whole.calls);
        let mut refused = 0;
        for full in [false, true] {
            for at in 1..=whole.calls {
                let folder = copy(&made);
                let said = go(&shim, &folder, journey, at, full);
                refused += said.refused.len();
                // One call that failed costs no more than what it belonged to.
                assert!(full || said.refused.len() <= 1, "call {at}: {:?}", said.refused);
                // There is room again.
                let store = Store::open(&url(&folder), options(6)).unwrap();
                journey.check(&store, &said.acknowledged).await;
                prove(&store).await;
                store.append(batch(vec![], vec![entry(child(1), "goes on")])).await.unwrap();
                store.close().await;
            }
        }
        assert!(refused > 30, "hardly anything failed: {refused}");
        println!(
            "journey {}: each of {} calls failed once, and found the disk full",
            journey.shape, whole.calls
        );
    }
}
