//! The one thread that writes. It takes all requests that wait and commits them together, so that many share one flush
//! to the disk; a part of the transaction each keeps a refused request from touching the others.
//!
//! Other servers may write to the same database. Whoever is overtaken by one is asked again, and finds what the other wrote.

use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use kernel::Partnership;
use tokio::sync::mpsc;
use tokio::sync::mpsc::error::TryRecvError;
use uuid::Uuid;

use crate::aside::Aside;
use crate::connection::{Connection, Trouble};
use crate::error::StoreError;
use crate::keys::Keys;
use crate::limits::{GROUP_MAX, OVERTAKEN_MAX, OVERTAKEN_WAIT_MS, QUEUE_MAX};
use crate::session::Session;

/// What is asked. It may be asked several times, and only the last outcome counts.
pub(crate) trait Request: Send {
    /// Does it, and says whether what was written is to stand.
    fn run(&mut self, session: &dyn Session) -> bool;

    /// It could not be done at all.
    fn fail(&mut self, failure: StoreError);

    /// Tells whoever asked, once the group is on the disk or has failed.
    fn answer(self: Box<Self>, committed: Result<(), StoreError>);
}

/// One request to write.
pub(crate) struct WriteJob {
    /// The subjects whose keys must exist before.
    pub subjects: Vec<(Partnership, Uuid)>,
    /// The request.
    pub request: Box<dyn Request>,
}

/// The writing thread. Dropping it waits until everything that was asked is written.
pub(crate) struct Writer {
    sender: Option<mpsc::Sender<WriteJob>>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    pub(crate) fn start(
        connection: Box<dyn Connection>,
        keys: Arc<Keys>,
        aside: &Arc<dyn Aside>,
    ) -> std::io::Result<Self> {
        let (sender, receiver) = mpsc::channel(QUEUE_MAX);
        let beside = Arc::clone(aside);
        let work = Box::new(move || write(&*connection, &keys, receiver, &*beside));
        let thread = aside.start("store-writer", work)?;
        Ok(Self { sender: Some(sender), thread })
    }

    pub(crate) async fn ask(&self, job: WriteJob) -> Result<(), StoreError> {
        let sender = self.sender.as_ref().ok_or(StoreError::Stopped)?;
        sender.send(job).await.map_err(|_| StoreError::Stopped)
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        drop(self.sender.take());
        if let Some(thread) = self.thread.take() {
            // A panic there has already been reported by the thread itself.
            let _ = thread.join();
        }
    }
}

/// The next request; none once nobody can ask any more.
fn next(receiver: &mut mpsc::Receiver<WriteJob>, aside: &dyn Aside) -> Option<WriteJob> {
    loop {
        match receiver.try_recv() {
            Ok(job) => return Some(job),
            Err(TryRecvError::Disconnected) => return None,
            Err(TryRecvError::Empty) if aside.rest() => {}
            Err(TryRecvError::Empty) => return receiver.blocking_recv(),
        }
    }
}

fn write(
    connection: &dyn Connection,
    keys: &Keys,
    mut receiver: mpsc::Receiver<WriteJob>,
    aside: &dyn Aside,
) {
    let mut group = Vec::with_capacity(GROUP_MAX);
    while let Some(first) = next(&mut receiver, aside) {
        group.push(first);
        while group.len() < GROUP_MAX {
            let Ok(next) = receiver.try_recv() else { break };
            group.push(next);
        }
        let ready = keys.ensure(group.iter().flat_map(|job| &job.subjects));
        let mut waiting: Vec<Box<dyn Request>> = group.drain(..).map(|job| job.request).collect();
        if let Err(failure) = ready {
            for mut request in waiting {
                request.fail(failure.clone());
                request.answer(Ok(()));
            }
            continue;
        }
        let mut overtaken = 0;
        while !waiting.is_empty() {
            // Whoever is overtaken again and again is asked alone: then nothing of others is held meanwhile.
            let together = if overtaken == 0 { waiting.len() } else { 1 };
            let last_chance = overtaken >= OVERTAKEN_MAX;
            let done = write_group(connection, &mut waiting[..together], last_chance);
            overtaken = if done.requests == 0 { overtaken + 1 } else { 0 };
            for request in waiting.drain(..done.requests) {
                request.answer(done.committed.clone());
            }
            if done.requests == 0 {
                aside.pause(Duration::from_millis(keys.up_to(OVERTAKEN_WAIT_MS << overtaken.min(6))));
            }
        }
    }
}

/// What became of a group.
struct Done {
    /// How many of the first requests have their outcome.
    requests: usize,
    /// Whether they are on the disk.
    committed: Result<(), StoreError>,
}

/// Writes a group in one transaction; where one of it is held up by another server, what comes before it.
fn write_group(connection: &dyn Connection, group: &mut [Box<dyn Request>], last_chance: bool) -> Done {
    let all = group.len();
    let lost = |failure: StoreError| {
        connection.rollback();
        if connection.trouble() == Trouble::Crowded && !last_chance {
            return Done { requests: 0, committed: Ok(()) };
        }
        Done { requests: all, committed: Err(failure) }
    };
    if let Err(failure) = connection.begin_to_write() {
        return lost(failure);
    }
    let mut requests = 0;
    for request in group {
        match write_one(connection, &mut **request, last_chance) {
            Ok(true) => requests += 1,
            Ok(false) => break,
            Err(failure) => return lost(failure),
        }
    }
    match connection.commit() {
        Ok(()) => Done { requests, committed: Ok(()) },
        Err(failure) => lost(failure),
    }
}

/// Writes one request as a part of the transaction. `false`: it was held up, and nothing of it stands. An error here is the
/// whole transaction's.
fn write_one(
    connection: &dyn Connection,
    request: &mut dyn Request,
    last_chance: bool,
) -> Result<bool, StoreError> {
    for asked in 1.. {
        connection.begin_part()?;
        let stands = request.run(connection);
        let ended = if stands { connection.end_part() } else { Ok(()) };
        if stands && ended.is_ok() {
            return Ok(true);
        }
        let trouble = connection.trouble();
        if trouble == Trouble::Away {
            return Err(ended.err().unwrap_or_else(|| StoreError::away("it went away during a write")));
        }
        connection.undo_part()?;
        if trouble == Trouble::Overtaken && asked <= OVERTAKEN_MAX {
            continue;
        }
        if trouble == Trouble::Crowded && !last_chance {
            return Ok(false);
        }
        if let Err(failure) = ended {
            request.fail(failure);
        }
        break;
    }
    Ok(true)
}
