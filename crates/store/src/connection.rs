//! What the store asks of an engine's connection beside statements: transactions, and what a failure means.

use crate::catalogue as sql;
use crate::error::StoreError;
use crate::session::Session;

/// What the last failure of a connection means for whoever asked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// It stands.
    #[default]
    None,
    /// Somebody else was quicker: asked again, it may be answered otherwise.
    Overtaken,
    /// Somebody else holds what is needed: asked again in a transaction of its own, it may be had.
    Crowded,
    /// The database is not there.
    Away,
}

/// A connection of an engine.
pub(crate) trait Connection: Session + Send {
    /// Begins a transaction that may write.
    fn begin_to_write(&self) -> Result<(), StoreError> {
        self.execute(&sql::BEGIN_WRITE, &[]).map(|_| ())
    }

    /// Begins a transaction that reads from one snapshot.
    fn begin_to_read(&self) -> Result<(), StoreError> {
        self.execute(&sql::BEGIN_READ, &[]).map(|_| ())
    }

    /// Begins a part of the transaction that can be undone by itself.
    fn begin_part(&self) -> Result<(), StoreError> {
        self.put(&sql::SAVEPOINT, &[])
    }

    /// Ends a part, and learns whether all that was put stands.
    fn end_part(&self) -> Result<(), StoreError> {
        self.execute(&sql::RELEASE_SAVEPOINT, &[]).map(|_| ())
    }

    /// Undoes a part.
    fn undo_part(&self) -> Result<(), StoreError> {
        self.execute(&sql::ROLLBACK_TO_SAVEPOINT, &[])?;
        self.execute(&sql::RELEASE_SAVEPOINT, &[]).map(|_| ())
    }

    /// Makes the transaction durable.
    fn commit(&self) -> Result<(), StoreError> {
        self.execute(&sql::COMMIT, &[]).map(|_| ())
    }

    /// Undoes the transaction, if one is open. The failure before it is what matters, not that undoing it failed too.
    fn rollback(&self);

    /// What the last failure means, once.
    fn trouble(&self) -> Trouble;

    /// Makes sure that what was destroyed does not stand in the engine's journal either, as far as the engine can.
    fn forget_journal(&self) -> Result<(), StoreError>;
}
