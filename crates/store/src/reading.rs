//! The threads that read. Each has a connection that cannot write, and answers each question from one snapshot.

use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use crate::aside::Aside;
use crate::connection::Connection;
use crate::engine;
use crate::error::StoreError;
use crate::session::Session;
use crate::url::DatabaseUrl;

/// One question.
pub(crate) type ReadJob = Box<dyn FnOnce(Result<&dyn Session, StoreError>) + Send>;

/// The reading threads. Dropping them waits until every question is answered.
pub(crate) struct Readers {
    sender: Option<Sender<ReadJob>>,
    threads: Vec<JoinHandle<()>>,
}

impl Readers {
    pub(crate) fn start(
        connections: Vec<Box<dyn Connection>>,
        aside: &Arc<dyn Aside>,
    ) -> std::io::Result<Self> {
        let (sender, receiver) = channel();
        let receiver = Arc::new(Mutex::new(receiver));
        let threads = connections
            .into_iter()
            .map(|connection| {
                let (receiver, beside) = (Arc::clone(&receiver), Arc::clone(aside));
                aside.start("store-reader", Box::new(move || read(&*connection, &receiver, &*beside)))
            })
            .collect::<std::io::Result<Vec<_>>>()?
            .into_iter()
            .flatten()
            .collect();
        Ok(Self { sender: Some(sender), threads })
    }

    pub(crate) fn ask(&self, job: ReadJob) -> Result<(), StoreError> {
        let sender = self.sender.as_ref().ok_or(StoreError::Stopped)?;
        sender.send(job).map_err(|_| StoreError::Stopped)
    }
}

impl Drop for Readers {
    fn drop(&mut self) {
        drop(self.sender.take());
        for thread in self.threads.drain(..) {
            // A panic there has already been reported by the thread itself.
            let _ = thread.join();
        }
    }
}

fn read(connection: &dyn Connection, receiver: &Mutex<Receiver<ReadJob>>, aside: &dyn Aside) {
    let receiver = || receiver.lock().unwrap_or_else(PoisonError::into_inner);
    loop {
        let asked = receiver().try_recv();
        let job = match asked {
            Ok(job) => job,
            Err(TryRecvError::Disconnected) => return,
            Err(TryRecvError::Empty) if aside.rest() => continue,
            Err(TryRecvError::Empty) => {
                let Ok(job) = receiver().recv() else { return };
                job
            }
        };
        answer(connection, job);
    }
}

/// Answers one question from one snapshot.
fn answer(connection: &dyn Connection, job: ReadJob) {
    match connection.begin_to_read() {
        Ok(()) => {
            job(Ok(connection));
            // Ending a snapshot has nothing to lose; if it fails, the next BEGIN says so.
            let _ = connection.commit();
        }
        Err(failure) => job(Err(failure)),
    }
}

/// A connection of its own for one long question: to the replica, or while that is away, to the record's own server.
pub(crate) fn connect_apart(
    replica: Option<&DatabaseUrl>,
    identity: &[u8],
    record: &DatabaseUrl,
) -> Result<Box<dyn Connection>, StoreError> {
    match replica.map(|replica| engine::connect_to_replica(replica, identity)) {
        Some(Ok(Some(connection))) => return Ok(connection),
        Some(Ok(None)) => tracing::warn!("the replica is of another record; the record's own server is read"),
        Some(Err(failure)) => {
            tracing::warn!(%failure, "the replica is away; the record's own server is read")
        }
        None => {}
    }
    engine::connect_to_read(record)
}

/// Answers one long question.
pub(crate) fn read_apart<T>(
    connection: &dyn Connection,
    work: impl FnOnce(&dyn Session) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    connection.begin_to_read()?;
    let outcome = work(connection);
    connection.commit()?;
    outcome
}
