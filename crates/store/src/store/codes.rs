//! Codes that open a request or a record to one person, and the counting of attempts to guess.

use jiff::{SignedDuration, Timestamp};
use kernel::{Partnership, PersonId, StreamId};
use uuid::Uuid;

use crate::error::StoreError;
use crate::store::Store;

/// A code, as it is kept: never its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// Names the code without telling it.
    pub id: Uuid,
    /// The one person whose code it is.
    pub person: PersonId,
    /// What it opens: a request, or a child's record.
    pub reach: StreamId,
    /// When it was handed out.
    pub issued_at: Timestamp,
    /// Since when it opens nothing any longer.
    pub revoked_at: Option<Timestamp>,
}

/// How often something was tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attempts {
    /// In the present window, this attempt included.
    pub count: u32,
    /// When the window ends and counting starts again.
    pub resets_at: Timestamp,
}

impl Store {
    /// The code with this text. A revoked one is found too: look at [`Code::revoked_at`].
    pub async fn look_up_code(
        &self,
        partnership: &Partnership,
        text: &str,
    ) -> Result<Option<Code>, StoreError> {
        let _ = (partnership, text);
        todo!()
    }

    /// The codes that open this stream, the latest first.
    pub async fn codes_of_stream(
        &self,
        partnership: &Partnership,
        reach: StreamId,
    ) -> Result<Vec<Code>, StoreError> {
        let _ = (partnership, reach);
        todo!()
    }

    /// Counts one attempt at something (a code from an address, a sign-in to an account) and says how many there have
    /// been since the window opened. What was tried is kept only as a keyed digest.
    pub async fn count_attempt(
        &self,
        partnership: &Partnership,
        what: &[u8],
        window: SignedDuration,
        now: Timestamp,
    ) -> Result<Attempts, StoreError> {
        let _ = (partnership, what, window, now);
        todo!()
    }

    /// Forgets the attempts at something, after it succeeded.
    pub async fn forget_attempts(&self, partnership: &Partnership, what: &[u8]) -> Result<(), StoreError> {
        let _ = (partnership, what);
        todo!()
    }

    /// Forgets all attempts whose window has ended, and says how many.
    pub async fn purge_attempts(&self, partnership: &Partnership, now: Timestamp) -> Result<u64, StoreError> {
        let _ = (partnership, now);
        todo!()
    }
}
