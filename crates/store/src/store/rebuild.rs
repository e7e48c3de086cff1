//! Folding everything again, and proving that nothing changes.

use kernel::{Partnership, StreamId, StreamKind};
use uuid::Uuid;

use crate::batch::Projection;
use crate::error::StoreError;
use crate::store::Store;

impl Store {
    /// The partnerships that have an entry.
    pub async fn partnerships(&self) -> Result<Vec<Partnership>, StoreError> {
        todo!()
    }

    /// The next streams of a kind, in the order of their identifiers, after this one.
    pub async fn streams(
        &self,
        partnership: &Partnership,
        kind: StreamKind,
        after: Option<Uuid>,
        limit: u32,
    ) -> Result<Vec<StreamId>, StoreError> {
        let _ = (partnership, kind, after, limit);
        todo!()
    }

    /// Replaces what the lists show of these streams, together.
    pub async fn replace_projections(
        &self,
        partnership: &Partnership,
        projections: Vec<Projection>,
        now: jiff::Timestamp,
    ) -> Result<(), StoreError> {
        let _ = (partnership, projections, now);
        todo!()
    }

    /// Everything that the lists show, one line of text a row, decrypted and sorted: equal before and after a rebuild.
    pub async fn all_projection_rows(&self, partnership: &Partnership) -> Result<Vec<String>, StoreError> {
        let _ = partnership;
        todo!()
    }

    /// The digest of the guidance from which the lists were worked out.
    pub async fn digest_in_use(&self, partnership: &Partnership) -> Result<Option<String>, StoreError> {
        let _ = partnership;
        todo!()
    }

    /// Notes the digest of the guidance from which the lists have now been worked out.
    pub async fn set_digest_in_use(&self, partnership: &Partnership, digest: &str) -> Result<(), StoreError> {
        let _ = (partnership, digest);
        todo!()
    }
}
