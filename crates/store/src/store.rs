//! The handle that the rest of the program holds.

mod accounts;
mod append;
mod codes;
mod drafts;
mod load;
mod log;
mod outbox;
mod projections;
mod rebuild;
mod sessions;

pub use accounts::Account;
pub use codes::{Attempts, Code};
pub use drafts::Draft;
pub use log::{Sequenced, Verification};
pub use outbox::{OutboxFailure, OutboxItem};
pub use projections::{DutyFound, Found, Page, SearchHit, SummaryFilter, SummaryFound};
pub use sessions::SessionData;

use std::path::PathBuf;
use std::sync::Arc;

use kernel::Randomness;

use crate::error::{OpenError, StoreError};
use crate::url::DatabaseUrl;

/// How a store is opened.
#[derive(Clone)]
pub struct OpenOptions {
    /// Where keys and identifiers come from.
    pub randomness: Arc<dyn Randomness>,
    /// How many questions are answered at the same time.
    pub readers: usize,
    /// The key that signs checkpoints; made if missing, readable by its owner only. Without a path it is
    /// `alongside.signing-key` beside `alongside.db`; keep a copy of it elsewhere.
    pub signing_key: Option<PathBuf>,
    /// A folder, best on another machine, to which each checkpoint is written too.
    pub checkpoints: Option<PathBuf>,
}

impl OpenOptions {
    /// Three readers, the signing key beside the database, checkpoints in the database only.
    pub fn new(randomness: Arc<dyn Randomness>) -> Self {
        Self { randomness, readers: 3, signing_key: None, checkpoints: None }
    }
}

/// How the store is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Health {
    /// The engine and its version.
    pub engine: String,
    /// The version of the schema.
    pub schema: i64,
    /// Entries that no checkpoint covers yet, in all partnerships.
    pub unsequenced: u64,
    /// Items of the outbox that wait or were set aside, in all partnerships.
    pub outbox_waiting: u64,
}

/// The store. Cloning it is cheap: all clones share one writer and one set of readers.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}
struct Inner;

impl Store {
    /// Opens a database, makes it if it is missing, and brings its schema up to date.
    pub fn open(url: &DatabaseUrl, options: OpenOptions) -> Result<Self, OpenError> {
        let _ = (url, options);
        todo!()
    }

    /// Waits until everything asked before is written, and closes the database if this was the last handle.
    pub async fn close(self) {
        todo!()
    }

    /// Whether the store answers, and how much it has still to do.
    pub async fn health(&self) -> Result<Health, StoreError> {
        let _ = &self.inner;
        todo!()
    }
}
