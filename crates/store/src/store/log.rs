//! The partnership's log: folding new entries in, proving it, handing it out.

use std::io::Write;

use jiff::Timestamp;
use kernel::Partnership;
use uuid::Uuid;

use crate::error::{SequenceError, StoreError};
use crate::store::Store;

/// What the sequencer did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sequenced {
    /// Entries folded in this time.
    pub added: u64,
    /// Entries in the log.
    pub size: u64,
    /// The latest signed checkpoint; none while the log is empty.
    pub checkpoint: Option<String>,
}

pub use crate::ledger::Verification;

impl Store {
    /// Folds the new entries of a partnership into its log and signs a checkpoint over it. Writers never wait for it.
    pub async fn sequence(
        &self,
        partnership: &Partnership,
        now: Timestamp,
    ) -> Result<Sequenced, SequenceError> {
        let _ = (partnership, now);
        todo!()
    }

    /// Proves the whole record of a partnership, and that an older checkpoint (its text, if given) is part of it.
    pub async fn verify(
        &self,
        partnership: &Partnership,
        older_checkpoint: Option<String>,
    ) -> Result<Result<Verification, crate::ledger::Fault>, StoreError> {
        let _ = (partnership, older_checkpoint);
        todo!()
    }

    /// The latest signed checkpoint.
    pub async fn latest_checkpoint(&self, partnership: &Partnership) -> Result<Option<String>, StoreError> {
        let _ = partnership;
        todo!()
    }

    /// The public key with which checkpoints of this partnership are checked, in the text form of signed notes.
    pub fn public_key(&self, partnership: &Partnership) -> String {
        let _ = partnership;
        todo!()
    }

    /// Writes all rows, leaves, checkpoints and the public key of a partnership as lines of JSON, and says how many
    /// entries there were. Bodies stay encrypted: no key leaves the keys file.
    pub async fn export(
        &self,
        partnership: &Partnership,
        to: Box<dyn Write + Send>,
    ) -> Result<u64, StoreError> {
        let _ = (partnership, to);
        todo!()
    }

    /// Destroys the key of a subject, for ever: every body about them is unreadable from then on, and the log still
    /// proves true. Never call it while a retention rule, an enquiry or a legal hold applies. `false`: there was no key.
    pub async fn erase_subject(
        &self,
        partnership: &Partnership,
        subject: Uuid,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let _ = (partnership, subject, now);
        todo!()
    }
}
