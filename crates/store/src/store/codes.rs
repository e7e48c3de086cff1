//! Codes that open a request or a record to one person, and the counting of attempts to guess.

use jiff::{SignedDuration, Timestamp};
use kernel::{Partnership, PersonId, StreamId};
use uuid::Uuid;

use crate::catalogue as sql;
use crate::cipher::{self, Key};
use crate::error::StoreError;
use crate::keys::Secret;
use crate::session::{self, Row, Value};
use crate::store::Store;
use crate::store::projections::{of_stream, stream_of};

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
        let (partnership, text) = (partnership.clone(), text.to_owned());
        self.read(move |work| {
            let digest = code_digest(&work.keys.secret(&partnership, Secret::Codes)?, &text);
            let values = [Value::from(partnership.as_str()), Value::Bytes(&digest)];
            session::row(work.session, &sql::CODE, &values, decode)
        })
        .await
    }

    /// The codes that open this stream, the latest first.
    pub async fn codes_of_stream(
        &self,
        partnership: &Partnership,
        reach: StreamId,
    ) -> Result<Vec<Code>, StoreError> {
        let partnership = partnership.clone();
        self.read(move |work| {
            session::rows(work.session, &sql::CODES_OF_STREAM, &of_stream(&partnership, &reach), decode)
        })
        .await
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
        let (partnership, what) = (partnership.clone(), what.to_owned());
        self.write(Vec::new(), move |work| {
            let digest = attempt_digest(&work.keys.secret(&partnership, Secret::Codes)?, &what);
            let key = [Value::from(partnership.as_str()), Value::Bytes(&digest)];
            let resets_at = now.saturating_add(window).unwrap_or(now);
            let values = [key[0], key[1], Value::from(resets_at), Value::from(now)];
            let counted = session::row(work.session, &sql::COUNT_ATTEMPT, &values, |row| {
                let count = u32::try_from(row.integer(0)?).unwrap_or(u32::MAX);
                Ok(Attempts { count, resets_at: row.instant(1)? })
            })?;
            Ok(counted.unwrap_or(Attempts { count: 1, resets_at }))
        })
        .await
    }

    /// Forgets the attempts at something, after it succeeded.
    pub async fn forget_attempts(&self, partnership: &Partnership, what: &[u8]) -> Result<(), StoreError> {
        let (partnership, what) = (partnership.clone(), what.to_owned());
        self.write(Vec::new(), move |work| {
            let digest = attempt_digest(&work.keys.secret(&partnership, Secret::Codes)?, &what);
            let key = [Value::from(partnership.as_str()), Value::Bytes(&digest)];
            work.session.execute(&sql::DELETE_ATTEMPTS, &key).map(|_| ())
        })
        .await
    }

    /// Forgets all attempts whose window has ended, and says how many.
    pub async fn purge_attempts(&self, partnership: &Partnership, now: Timestamp) -> Result<u64, StoreError> {
        self.purge(&sql::PURGE_ATTEMPTS, partnership, now).await
    }
}

pub(super) fn code_digest(pepper: &Key, text: &str) -> [u8; 32] {
    cipher::keyed_digest(pepper, &[b"code", text.as_bytes()])
}

fn attempt_digest(pepper: &Key, what: &[u8]) -> [u8; 32] {
    cipher::keyed_digest(pepper, &[b"attempt", what])
}

fn decode(row: &Row<'_>) -> Result<Code, StoreError> {
    Ok(Code {
        id: row.identifier(0)?,
        person: PersonId(row.identifier(1)?),
        reach: stream_of(row, 2, 3)?,
        issued_at: row.instant(4)?,
        revoked_at: row.optional_instant(5)?,
    })
}
