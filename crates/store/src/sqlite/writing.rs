//! The one thread that writes. It takes all requests that wait and commits them together, so that many share one flush
//! to the disk; a savepoint keeps a refused request from touching the others.

use std::sync::Arc;
use std::thread::JoinHandle;

use kernel::Partnership;
use rusqlite::Connection;
use tokio::sync::mpsc;
use uuid::Uuid;

use crate::catalogue as sql;
use crate::error::StoreError;
use crate::keys::Keys;
use crate::limits::{GROUP_MAX, QUEUE_MAX};
use crate::session::Session;
use crate::sqlite::SqliteSession;

/// Tells whoever asked, once the group is on the disk or has failed.
pub(crate) type Answer = Box<dyn FnOnce(Result<(), StoreError>) + Send>;

/// Does what was asked, or learns why it cannot be; says whether what was written stands, and whom to tell.
pub(crate) type Run = Box<dyn FnOnce(Result<&dyn Session, StoreError>) -> (bool, Answer) + Send>;

/// One request to write.
pub(crate) struct WriteJob {
    /// The subjects whose keys must exist before.
    pub subjects: Vec<(Partnership, Uuid)>,
    /// The request.
    pub run: Run,
}

/// The writing thread. Dropping it waits until everything that was asked is written.
pub(crate) struct Writer {
    sender: Option<mpsc::Sender<WriteJob>>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    pub(crate) fn start(connection: Connection, keys: Arc<Keys>) -> std::io::Result<Self> {
        let (sender, receiver) = mpsc::channel(QUEUE_MAX);
        let thread = std::thread::Builder::new()
            .name("store-writer".to_owned())
            .spawn(move || write(&connection, &keys, receiver))?;
        Ok(Self { sender: Some(sender), thread: Some(thread) })
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

fn write(connection: &Connection, keys: &Keys, mut receiver: mpsc::Receiver<WriteJob>) {
    let mut group = Vec::with_capacity(GROUP_MAX);
    let mut answers = Vec::with_capacity(GROUP_MAX);
    while let Some(first) = receiver.blocking_recv() {
        group.push(first);
        while group.len() < GROUP_MAX {
            let Ok(next) = receiver.try_recv() else { break };
            group.push(next);
        }
        let committed = keys
            .ensure(group.iter().flat_map(|job| &job.subjects))
            .and_then(|()| write_group(connection, group.drain(..), &mut answers));
        if committed.is_err() && !connection.is_autocommit() {
            // The failure is what the askers need to know, not that undoing it failed too.
            let _ = SqliteSession(connection).execute(&sql::ROLLBACK, &[]);
        }
        for job in group.drain(..) {
            let refused = committed.clone().err().unwrap_or(StoreError::Stopped);
            answers.push((job.run)(Err(refused)).1);
        }
        for answer in answers.drain(..) {
            answer(committed.clone());
        }
    }
}

/// Writes a group in one transaction. On failure the requests not yet taken are still in `group`'s iterator, and are
/// told the same.
fn write_group(
    connection: &Connection,
    group: impl Iterator<Item = WriteJob>,
    answers: &mut Vec<Answer>,
) -> Result<(), StoreError> {
    let session = SqliteSession(connection);
    // Not the catalogue's plain BEGIN: the lock is taken at once, so that a second process waits instead of failing.
    let mut sound = connection
        .execute_batch("BEGIN IMMEDIATE")
        .map_err(|source| StoreError::engine("BEGIN_WRITE", source));
    for job in group {
        let started = sound.clone().and_then(|()| session.execute(&sql::SAVEPOINT, &[]).map(|_| ()));
        if let Err(failure) = started {
            answers.push((job.run)(Err(failure.clone())).1);
            sound = Err(failure);
            continue;
        }
        let (stands, answer) = (job.run)(Ok(&session));
        answers.push(answer);
        if !stands {
            sound = session.execute(&sql::ROLLBACK_TO_SAVEPOINT, &[]).map(|_| ());
        }
        sound = sound.and_then(|()| session.execute(&sql::RELEASE_SAVEPOINT, &[]).map(|_| ()));
    }
    sound.and_then(|()| session.execute(&sql::COMMIT, &[]).map(|_| ()))
}
