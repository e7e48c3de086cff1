//! How work is done beside whoever asked for it: on threads, or as a test wants it.

use std::io;
use std::thread::JoinHandle;
use std::time::Duration;

/// Starts work, and lets it wait.
pub(crate) trait Aside: Send + Sync {
    /// Starts work of its own. Where it is a thread it can be waited for.
    fn start(&self, name: &'static str, work: Box<dyn FnOnce() + Send>)
    -> io::Result<Option<JoinHandle<()>>>;

    /// The work has nothing to do at this moment. `false`: it may wait by itself, and stop its thread.
    fn rest(&self) -> bool;

    /// Waits for some time.
    fn pause(&self, long: Duration);
}

/// Threads.
pub(crate) struct Threads;

impl Aside for Threads {
    fn start(
        &self,
        name: &'static str,
        work: Box<dyn FnOnce() + Send>,
    ) -> io::Result<Option<JoinHandle<()>>> {
        std::thread::Builder::new().name(name.to_owned()).spawn(work).map(Some)
    }

    fn rest(&self) -> bool {
        false
    }

    fn pause(&self, long: Duration) {
        std::thread::sleep(long);
    }
}
