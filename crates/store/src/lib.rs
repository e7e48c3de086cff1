//! Keeps what was decided, and proves that it is as it was written.
//!
//! A [`Store`] appends batches of entries to streams, keeps what lists show of them, and answers questions. An entry
//! has a clear header and a body locked with a key of its own subject; every stream is a chain of hashes, and a
//! sequencer folds all entries of a partnership into one Merkle log with signed checkpoints ([`ledger`]).
//!
//! The store knows no rule, no record and no page: bodies are bytes. It never reads a clock: the time is a parameter.

mod aside;
mod batch;
mod catalogue;
mod cipher;
mod connection;
mod engine;
mod error;
mod files;
mod keys;
pub mod ledger;
pub mod limits;
#[cfg(feature = "kit")]
mod memory;
mod postgres;
mod reading;
mod session;
mod sqlite;
mod store;
mod url;
mod writing;

pub use batch::{
    Appended, Batch, Body, DutyRow, InvolvementRow, Loaded, NewCode, NewEntry, NewOutboxItem, Projection,
    Rows, RulesInForce, StoredEntry, SummaryRow,
};
pub use error::{
    AppendError, CopyError, DraftError, EngineFailure, LoadError, OpenError, SequenceError, StoreError,
};
pub use files::{Bucket, FileFault, FilesUrl, FilesUrlError};
#[cfg(feature = "kit")]
pub use memory::{Between, Lost, Memory, Mistake, Part, Surroundings};
pub use store::{
    Account, Attempts, Code, Copied, Draft, DutyFound, DutyPassed, Found, Health, OpenOptions, OutboxFailure,
    OutboxItem, Page, SearchHit, Sequenced, SessionData, Store, SummaryFilter, SummaryFound,
};
pub use url::{DatabaseUrl, DatabaseUrlError};

#[cfg(test)]
#[expect(dead_code, reason = "the tests from outside use more of it")]
#[path = "../tests/store/cluster.rs"]
mod cluster;
