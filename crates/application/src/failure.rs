//! What can go wrong between a page and the record.

use kernel::StreamId;
use records::{BodyError, Refusal};
use store::{AppendError, DraftError, LoadError, StoreError};
use thiserror::Error;

/// Why the shell did not do it.
#[derive(Debug, Error)]
pub enum Failure {
    /// It is not there, or this actor may not know that it is.
    #[error("not there")]
    NotThere,
    /// The command was refused; the refusal cites its rule.
    #[error("refused: {0}")]
    Refused(Box<dyn Refusal>),
    /// The same form was sent before, and counted once.
    #[error("sent already")]
    AlreadyDone,
    /// Others kept writing to the same record; nothing was changed.
    #[error("the record kept changing; nothing was written")]
    Busy,
    /// The key of this record was destroyed.
    #[error("erased")]
    Erased,
    /// A stored event cannot be read; the record is damaged or from a later release.
    #[error("stream {stream}, version {version}")]
    Unreadable {
        /// The stream.
        stream: StreamId,
        /// The version.
        version: u64,
        /// Why.
        source: BodyError,
    },
    /// A stream does not load.
    #[error("the record does not load")]
    Load(#[from] LoadError),
    /// A batch was not written.
    #[error("nothing was written")]
    Append(#[source] AppendError),
    /// A draft was not saved.
    #[error("the draft was not saved")]
    Draft(#[from] DraftError),
    /// A draft cannot be read or written as JSON; it is damaged or from a later release.
    #[error("draft {draft} cannot be read")]
    DraftUnreadable {
        /// The draft.
        draft: uuid::Uuid,
        /// Why.
        source: serde_json::Error,
    },
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
    /// The equality measures are not defined as they must be.
    #[error("the equality measures cannot be used")]
    Measures(#[from] measures::DefinitionError),
    /// What a stream contributes to the measures cannot be read; `alongside rebuild` makes it again.
    #[error("what {stream} contributes to the measures cannot be read; run `alongside rebuild`")]
    MeasuredUnreadable {
        /// The stream.
        stream: StreamId,
        /// Why.
        source: serde_json::Error,
    },
    /// A file to be taken away cannot be written.
    #[error("a file cannot be written: {0}")]
    Unwritten(String),
    /// A file could not be kept or had.
    #[error("a file could not be kept or had")]
    File(#[from] store::FileFault),
    /// A thread that shares the work stopped before its end.
    #[error("a thread that shares the work stopped")]
    Stopped,
    /// A body cannot be written as JSON.
    #[error("an event cannot be encoded")]
    Encode(#[source] BodyError),
}

impl Failure {
    /// Whether it is only files that cannot be reached at this moment: everything else of the record can.
    pub fn is_without_files(&self) -> bool {
        matches!(self, Self::File(store::FileFault::Away(_)))
    }

    /// Whether the record cannot be reached at this moment; asked again later, it may be.
    pub fn is_away(&self) -> bool {
        use store::StoreError::Away;
        matches!(
            self,
            Self::Store(Away { .. })
                | Self::Load(LoadError::Store(Away { .. }))
                | Self::Append(AppendError::Store(Away { .. }))
                | Self::Draft(DraftError::Store(Away { .. }))
                | Self::File(store::FileFault::Store(Away { .. }) | store::FileFault::Away(_))
        )
    }
}

impl From<AppendError> for Failure {
    fn from(error: AppendError) -> Self {
        match error {
            AppendError::AlreadyDone => Self::AlreadyDone,
            AppendError::Conflict { .. } => Self::Busy,
            other => Self::Append(other),
        }
    }
}
