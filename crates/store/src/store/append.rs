//! Writing: one batch, all of it or nothing.

use crate::batch::{Appended, Batch};
use crate::error::AppendError;
use crate::store::Store;

impl Store {
    /// Writes a batch. Once this answers, the batch survives a crash and a power cut.
    pub async fn append(&self, batch: Batch) -> Result<Appended, AppendError> {
        let _ = batch;
        todo!()
    }
}
