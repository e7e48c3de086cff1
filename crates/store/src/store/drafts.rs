//! What somebody has typed and not yet sent.

use jiff::Timestamp;
use kernel::Partnership;
use uuid::Uuid;

use crate::batch::Body;
use crate::error::{DraftError, StoreError};
use crate::store::Store;

/// A draft, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// How often it has been saved.
    pub revision: u64,
    /// What was typed.
    pub body: Body,
    /// When it was last saved.
    pub saved_at: Timestamp,
}

impl Store {
    /// Saves a draft over the revision that its writer saw (0: there is none yet), and gives the new revision.
    pub async fn save_draft(
        &self,
        partnership: &Partnership,
        draft: Uuid,
        subject: Uuid,
        expected_revision: u64,
        body: Vec<u8>,
        now: Timestamp,
    ) -> Result<u64, DraftError> {
        let _ = (partnership, draft, subject, expected_revision, body, now);
        todo!()
    }

    /// Loads a draft.
    pub async fn load_draft(
        &self,
        partnership: &Partnership,
        draft: Uuid,
    ) -> Result<Option<Draft>, StoreError> {
        let _ = (partnership, draft);
        todo!()
    }

    /// Throws a draft away; says whether there was one.
    pub async fn discard_draft(&self, partnership: &Partnership, draft: Uuid) -> Result<bool, StoreError> {
        let _ = (partnership, draft);
        todo!()
    }

    /// Throws away the drafts last saved before this moment, and says how many.
    pub async fn purge_drafts(
        &self,
        partnership: &Partnership,
        saved_before: Timestamp,
    ) -> Result<u64, StoreError> {
        let _ = (partnership, saved_before);
        todo!()
    }
}
