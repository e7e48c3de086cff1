//! The partnership's log: folding new entries in, proving it, handing it out.

mod scanning;
mod sequencing;
mod signing;

pub use sequencing::Sequenced;

pub(super) use signing::{KEPT_NAME, is_signer_kept, kept_signer, signer, write_signing_key};

use std::io::Write;

use jiff::Timestamp;
use kernel::Partnership;
use uuid::Uuid;

use crate::catalogue as sql;
use crate::error::StoreError;
use crate::ledger::{Exporter, Fault, PublicKey, Verification, Verifier};
use crate::session::{self, Value};
use crate::store::Store;
use crate::store::log::scanning::Scanned;

impl Store {
    /// The public key with which checkpoints of this partnership are checked. Its text form is that of signed notes.
    pub fn public_key(&self, partnership: &Partnership) -> PublicKey {
        self.inner.signer.public_key(partnership)
    }

    /// The latest signed checkpoint.
    pub async fn latest_checkpoint(&self, partnership: &Partnership) -> Result<Option<String>, StoreError> {
        let partnership = partnership.clone();
        self.read(move |work| {
            let values = [Value::from(partnership.as_str())];
            session::row(work.session, &sql::LATEST_CHECKPOINT, &values, |row| row.text(1).map(str::to_owned))
        })
        .await
    }

    /// Proves the whole record of a partnership, and that an older checkpoint (its text, if given) is part of it. The
    /// inner answer is the finding; the outer one, whether the record could be read at all.
    pub async fn verify(
        &self,
        partnership: &Partnership,
        older_checkpoint: Option<&str>,
    ) -> Result<Result<Verification, Fault>, StoreError> {
        let key = self.public_key(partnership);
        let mut verifier = match Verifier::new(partnership.clone(), key, older_checkpoint) {
            Ok(verifier) => verifier,
            Err(fault) => return Ok(Err(fault)),
        };
        let partnership = partnership.clone();
        self.read_apart(move |work| {
            let mut fault = None;
            work.scan(&partnership, &mut |row| {
                let looked_at = match row {
                    Scanned::Checkpoint(row) => verifier.checkpoint(row),
                    Scanned::Leaf(row) => verifier.leaf(row),
                    Scanned::Unsequenced(row) => verifier.unsequenced(row),
                    Scanned::Entry(row) => verifier.entry(row),
                };
                fault = looked_at.err();
                Ok(fault.is_none())
            })?;
            Ok(match fault {
                Some(fault) => Err(fault),
                None => verifier.finish(),
            })
        })
        .await
    }

    /// Writes all rows, leaves, checkpoints and the public key of a partnership as lines of JSON, and says how many
    /// entries there were. Bodies stay locked: no key leaves the keys file.
    pub async fn export(
        &self,
        partnership: &Partnership,
        to: Box<dyn Write + Send>,
    ) -> Result<u64, StoreError> {
        let failed = |source| StoreError::engine("writing of the export", source);
        let key = self.public_key(partnership);
        let partnership = partnership.clone();
        self.read_apart(move |work| {
            let to = std::io::BufWriter::new(to);
            let mut exporter = Exporter::begin(to, &partnership, &key).map_err(failed)?;
            work.scan(&partnership, &mut |row| {
                match row {
                    Scanned::Checkpoint(row) => exporter.checkpoint(row),
                    Scanned::Leaf(row) => exporter.leaf(row),
                    Scanned::Unsequenced(row) => exporter.unsequenced(row),
                    Scanned::Entry(row) => exporter.entry(row),
                }
                .map_err(failed)?;
                Ok(true)
            })?;
            exporter.end().map_err(failed)
        })
        .await
    }

    /// Destroys the key of a subject, for ever: every body about them is unreadable from then on, and the log still
    /// proves true. Never call it while a retention rule, an enquiry or a legal hold applies. `false`: there was no key.
    ///
    /// Other servers hold the key in memory until they next call [`Self::forget_erased_keys`]. Copies in backups of the
    /// keys are for the operator to destroy.
    pub async fn erase_subject(
        &self,
        partnership: &Partnership,
        subject: Uuid,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        // It goes through the writer, so that nothing is being locked with the key at that moment.
        let partnership = partnership.clone();
        self.write(Vec::new(), move |work| {
            let erased = work.keys.erase(&partnership, subject, now)?;
            // What was worked out with it is worked out again without it.
            work.measured_changed(&partnership, subject)?;
            Ok(erased)
        })
        .await
    }
}
