//! Who is signed in where.

use jiff::Timestamp;
use kernel::Partnership;

use crate::catalogue as sql;
use crate::cipher;
use crate::error::StoreError;
use crate::keys::{Secret, unseal_with};
use crate::limits::{SESSION_ID_LENGTH_MIN, SESSION_LENGTH_MAX};
use crate::session::{self, Statement, Value};
use crate::store::{Store, place};

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
        self.keep_session(&sql::CREATE_SESSION, partnership, id, data, expires_at).await
    }

    /// Keeps a session, new or not.
    pub async fn save_session(
        &self,
        partnership: &Partnership,
        id: &[u8],
        data: Vec<u8>,
        expires_at: Timestamp,
    ) -> Result<(), StoreError> {
        self.keep_session(&sql::SAVE_SESSION, partnership, id, data, expires_at).await.map(|_| ())
    }

    async fn keep_session(
        &self,
        statement: &'static Statement,
        partnership: &Partnership,
        id: &[u8],
        data: Vec<u8>,
        expires_at: Timestamp,
    ) -> Result<bool, StoreError> {
        if data.len() > SESSION_LENGTH_MAX {
            return Err(StoreError::TooLong { what: "a session", limit: SESSION_LENGTH_MAX });
        }
        let (partnership, digest) = (partnership.clone(), session_digest(id)?);
        self.write(Vec::new(), move |work| {
            let key = work.keys.secret(&partnership, Secret::Sessions)?;
            let data = work.keys.seal_with(&key, &session_place(&partnership, &digest), &data)?;
            let values = [
                Value::from(partnership.as_str()),
                Value::Bytes(&digest),
                Value::from(&data),
                Value::from(expires_at),
            ];
            work.session.execute(statement, &values).map(|changed| changed > 0)
        })
        .await
    }

    /// The session, unless it has ended.
    pub async fn load_session(
        &self,
        partnership: &Partnership,
        id: &[u8],
        now: Timestamp,
    ) -> Result<Option<SessionData>, StoreError> {
        let (partnership, digest) = (partnership.clone(), session_digest(id)?);
        self.read(move |work| {
            let values = [Value::from(partnership.as_str()), Value::Bytes(&digest), Value::from(now)];
            session::row(work.session, &sql::SESSION, &values, |row| {
                let key = work.keys.secret(&partnership, Secret::Sessions)?;
                let data = unseal_with(&key, &session_place(&partnership, &digest), row.bytes(0)?);
                Ok(SessionData {
                    data: data.map_err(|refused| refused.at(row, 0))?,
                    expires_at: row.instant(1)?,
                })
            })
        })
        .await
    }

    /// Ends a session.
    pub async fn delete_session(&self, partnership: &Partnership, id: &[u8]) -> Result<(), StoreError> {
        let (partnership, digest) = (partnership.clone(), session_digest(id)?);
        self.write(Vec::new(), move |work| {
            let values = [Value::from(partnership.as_str()), Value::Bytes(&digest)];
            work.session.execute(&sql::DELETE_SESSION, &values).map(|_| ())
        })
        .await
    }

    /// Forgets the sessions that have ended, and says how many.
    pub async fn purge_sessions(&self, partnership: &Partnership, now: Timestamp) -> Result<u64, StoreError> {
        self.purge(&sql::PURGE_SESSIONS, partnership, now).await
    }
}

/// The identifier is random and long, so a plain digest of it tells nobody what it was.
fn session_digest(id: &[u8]) -> Result<[u8; 32], StoreError> {
    if id.len() < SESSION_ID_LENGTH_MIN {
        return Err(StoreError::TooShort {
            what: "the identifier of a session",
            limit: SESSION_ID_LENGTH_MIN,
        });
    }
    Ok(cipher::digest(id))
}

fn session_place(partnership: &Partnership, digest: &[u8; 32]) -> Vec<u8> {
    place(&[b"session", partnership.as_str().as_bytes(), digest])
}
