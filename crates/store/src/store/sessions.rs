//! Who is signed in where.

use jiff::Timestamp;
use kernel::Partnership;

use crate::error::StoreError;
use crate::store::Store;

/// A session, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionData {
    /// Whatever the pages keep in it.
    pub data: Vec<u8>,
    /// When it ends.
    pub expires_at: Timestamp,
}

impl Store {
    /// Keeps a new session under an identifier of at least 128 random bits, itself kept only as a digest. `false`: the
    /// identifier is taken; draw another.
    pub async fn create_session(
        &self,
        partnership: &Partnership,
        id: &[u8],
        data: Vec<u8>,
        expires_at: Timestamp,
    ) -> Result<bool, StoreError> {
        let _ = (partnership, id, data, expires_at);
        todo!()
    }

    /// Keeps a session, new or not.
    pub async fn save_session(
        &self,
        partnership: &Partnership,
        id: &[u8],
        data: Vec<u8>,
        expires_at: Timestamp,
    ) -> Result<(), StoreError> {
        let _ = (partnership, id, data, expires_at);
        todo!()
    }

    /// The session, unless it has ended.
    pub async fn load_session(
        &self,
        partnership: &Partnership,
        id: &[u8],
        now: Timestamp,
    ) -> Result<Option<SessionData>, StoreError> {
        let _ = (partnership, id, now);
        todo!()
    }

    /// Ends a session.
    pub async fn delete_session(&self, partnership: &Partnership, id: &[u8]) -> Result<(), StoreError> {
        let _ = (partnership, id);
        todo!()
    }

    /// Forgets the sessions that have ended, and says how many.
    pub async fn purge_sessions(&self, partnership: &Partnership, now: Timestamp) -> Result<u64, StoreError> {
        let _ = (partnership, now);
        todo!()
    }
}
