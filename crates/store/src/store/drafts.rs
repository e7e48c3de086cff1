//! What somebody has typed and not yet sent.

use jiff::Timestamp;
use kernel::Partnership;
use uuid::Uuid;

use crate::batch::Body;
use crate::catalogue as sql;
use crate::error::{DraftError, StoreError};
use crate::limits::BODY_LENGTH_MAX;
use crate::session::{self, Value};
use crate::store::{Store, Work, place};

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
        if body.len() > BODY_LENGTH_MAX {
            return Err(StoreError::TooLong { what: "a draft", limit: BODY_LENGTH_MAX }.into());
        }
        let partnership = partnership.clone();
        self.write(vec![(partnership.clone(), subject)], move |work| {
            let theirs = work.draft(&partnership, draft)?;
            let revision = theirs.as_ref().map_or(0, |draft| draft.revision);
            if revision != expected_revision {
                return Err(DraftError::Conflict { theirs });
            }
            // A key that was destroyed locks nothing: what a person types must not be lost in silence.
            work.keys.of_subject(&partnership, subject)?;
            let body = work.keys.seal(&partnership, subject, &draft_place(&partnership, draft), &body)?;
            let next = revision + 1;
            let (tenant, name) = (Value::from(partnership.as_str()), Value::from(&draft));
            let (text, time) = (Value::from(&body), Value::from(now));
            let saved = if revision == 0 {
                work.session.execute(&sql::INSERT_DRAFT, &[tenant, name, Value::from(next), text, time])?
            } else {
                let values = [Value::from(next), text, time, tenant, name, Value::from(revision)];
                work.session.execute(&sql::UPDATE_DRAFT, &values)?
            };
            if saved == 0 {
                // Another server saved it, or threw it away, in this very moment.
                return Err(DraftError::Conflict { theirs: work.draft(&partnership, draft)? });
            }
            Ok(next)
        })
        .await
    }

    /// Loads a draft.
    pub async fn load_draft(
        &self,
        partnership: &Partnership,
        draft: Uuid,
    ) -> Result<Option<Draft>, StoreError> {
        let partnership = partnership.clone();
        self.read(move |work| work.draft(&partnership, draft)).await
    }

    /// Throws a draft away; says whether there was one.
    pub async fn discard_draft(&self, partnership: &Partnership, draft: Uuid) -> Result<bool, StoreError> {
        let partnership = partnership.clone();
        self.write(Vec::new(), move |work| {
            let values = [Value::from(partnership.as_str()), Value::from(&draft)];
            work.session.execute(&sql::DELETE_DRAFT, &values).map(|changed| changed > 0)
        })
        .await
    }

    /// Throws away the drafts last saved before this moment, and says how many.
    pub async fn purge_drafts(
        &self,
        partnership: &Partnership,
        saved_before: Timestamp,
    ) -> Result<u64, StoreError> {
        self.purge(&sql::PURGE_DRAFTS, partnership, saved_before).await
    }
}

fn draft_place(partnership: &Partnership, draft: Uuid) -> Vec<u8> {
    place(&[b"draft", partnership.as_str().as_bytes(), draft.as_bytes()])
}

impl Work<'_> {
    fn draft(&self, partnership: &Partnership, draft: Uuid) -> Result<Option<Draft>, StoreError> {
        let values = [Value::from(partnership.as_str()), Value::from(&draft)];
        session::row(self.session, &sql::DRAFT, &values, |row| {
            let body = self.keys.unseal(partnership, &draft_place(partnership, draft), row.bytes(1)?);
            Ok(Draft {
                revision: row.count(0)?,
                body: body.map_err(|refused| refused.at(row, 1))?,
                saved_at: row.instant(2)?,
            })
        })
    }
}
