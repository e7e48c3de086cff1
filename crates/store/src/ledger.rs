//! The audit log as pure data.

use kernel::StreamId;
use thiserror::Error;

/// What was proven.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verification {
    /// Entries looked at.
    pub entries: u64,
    /// Streams looked at.
    pub streams: u64,
    /// Entries in the log, each under the tree hash of a checkpoint or waiting for the next one.
    pub sequenced: u64,
    /// Entries not yet in the log.
    pub unsequenced: u64,
    /// Checkpoints whose signature and tree hash are right.
    pub checkpoints: u64,
}

/// The first thing that is not as it was written.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Fault {
    /// An entry is not as it was written.
    #[error("{stream}, version {version}: {what}")]
    Entry {
        /// The stream.
        stream: StreamId,
        /// The version.
        version: u64,
        /// What is wrong.
        what: String,
    },
    /// The log is not as it was written.
    #[error("the log: {0}")]
    Log(String),
    /// A checkpoint is not as it was signed.
    #[error("the checkpoint of size {size}: {what}")]
    Checkpoint {
        /// Its size.
        size: u64,
        /// What is wrong.
        what: String,
    },
    /// The file is not an export.
    #[error("line {line} of the export: {what}")]
    Export {
        /// The line, from 1.
        line: u64,
        /// What is wrong.
        what: String,
    },
}
