//! The threads that read. Each has a connection that cannot write, and answers each question from one snapshot.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use rusqlite::Connection;

use crate::catalogue as sql;
use crate::error::StoreError;
use crate::session::Session;
use crate::sqlite::SqliteSession;
use crate::sqlite::opening::connect_to_read;
use crate::url::DatabaseUrl;

/// One question.
pub(crate) type ReadJob = Box<dyn FnOnce(Result<&dyn Session, StoreError>) + Send>;

/// The reading threads. Dropping them waits until every question is answered.
pub(crate) struct Readers {
    sender: Option<Sender<ReadJob>>,
    threads: Vec<JoinHandle<()>>,
}

impl Readers {
    pub(crate) fn start(connections: Vec<Connection>) -> std::io::Result<Self> {
        let (sender, receiver) = channel();
        let receiver = Arc::new(Mutex::new(receiver));
        let threads = connections
            .into_iter()
            .map(|connection| {
                let receiver = Arc::clone(&receiver);
                std::thread::Builder::new()
                    .name("store-reader".to_owned())
                    .spawn(move || read(&connection, &receiver))
            })
            .collect::<std::io::Result<_>>()?;
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

fn read(connection: &Connection, receiver: &Mutex<Receiver<ReadJob>>) {
    loop {
        let next = receiver.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(job) = next else { return };
        answer(connection, job);
    }
}

/// Answers one question from one snapshot.
fn answer(connection: &Connection, job: ReadJob) {
    let session = SqliteSession(connection);
    match session.execute(&sql::BEGIN_READ, &[]) {
        Ok(_) => {
            job(Ok(&session));
            // Ending a snapshot has nothing to lose; if it fails, the next BEGIN says so.
            let _ = session.execute(&sql::END_READ, &[]);
        }
        Err(failure) => job(Err(failure)),
    }
}

/// Answers one long question on a connection of its own.
pub(crate) fn read_apart<T>(
    url: &DatabaseUrl,
    work: impl FnOnce(&dyn Session) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    let connection =
        connect_to_read(url.path()).map_err(|source| StoreError::engine("connection for a scan", source))?;
    let session = SqliteSession(&connection);
    session.execute(&sql::BEGIN_READ, &[])?;
    let outcome = work(&session);
    session.execute(&sql::END_READ, &[])?;
    outcome
}
