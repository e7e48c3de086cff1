//! A request that is being written and has not been sent: kept locked under a key of its own, reached only from the
//! session that began it or with the code that was given for it, and watched by nobody.

use access::{Action, Actor, RecordKind, Resource};
use kernel::{PersonId, StreamId, StreamKind};
use serde::Serialize;
use serde::de::DeserializeOwned;
use store::Batch;
use uuid::Uuid;

use crate::application::Application;
use crate::codes::GivenCode;
use crate::failure::Failure;

/// For how many days a draft is kept after it was last saved: long enough to find a report or to ask somebody, short
/// enough that words nobody has sent do not lie about.
pub const DRAFT_KEPT_DAYS: i64 = 30;

/// A draft with the revision to save it over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drafted<T> {
    /// How often it has been saved.
    pub revision: u64,
    /// What was written.
    pub draft: T,
}

impl Application {
    /// Loads a draft; none if it was sent, thrown away, or not saved for [`DRAFT_KEPT_DAYS`].
    pub async fn load_draft<T: DeserializeOwned>(&self, draft: Uuid) -> Result<Option<Drafted<T>>, Failure> {
        let Some(found) = self.store().load_draft(self.partnership(), draft).await? else { return Ok(None) };
        let kept = jiff::SignedDuration::from_hours(24 * DRAFT_KEPT_DAYS);
        let too_old = found.saved_at.checked_add(kept).is_ok_and(|until| until < self.now());
        let Some(bytes) = found.body.plain().filter(|_| !too_old) else { return Ok(None) };
        let decoded =
            serde_json::from_slice(bytes).map_err(|source| Failure::DraftUnreadable { draft, source })?;
        Ok(Some(Drafted { revision: found.revision, draft: decoded }))
    }

    /// Saves a draft over the revision that its writer saw (0: there is none yet), under the draft's own key.
    pub async fn save_draft<T: Serialize + Sync>(
        &self,
        draft: Uuid,
        revision: u64,
        body: &T,
    ) -> Result<u64, Failure> {
        let bytes = serde_json::to_vec(body).map_err(|source| Failure::DraftUnreadable { draft, source })?;
        let saved =
            self.store().save_draft(self.partnership(), draft, draft, revision, bytes, self.now()).await;
        Ok(saved?)
    }

    /// The stream that a draft becomes when it is sent, so that one code opens the one and then the other.
    pub fn stream_of_draft(draft: Uuid) -> StreamId {
        StreamId::new(StreamKind::Request, draft)
    }

    /// Whether a draft has been sent.
    pub async fn is_sent(&self, draft: Uuid) -> Result<bool, Failure> {
        let found = self.store().summary(self.partnership(), Self::stream_of_draft(draft)).await?;
        Ok(found.is_some())
    }

    /// Gives whoever is writing a code to come back with, and ends the ones given for the same draft before.
    pub async fn give_draft_code(
        &self,
        actor: &Actor,
        person: PersonId,
        draft: Uuid,
    ) -> Result<GivenCode, Failure> {
        let resource = Resource::new(RecordKind::Draft, self.partnership().clone());
        if !self.policy().decide(actor, Action::Ask, &resource).allowed {
            return Err(Failure::NotThere);
        }
        let reach = Self::stream_of_draft(draft);
        let (kept, given) = self.make_code(person, reach);
        let mut batch = Batch::new(self.partnership().clone(), self.now());
        // Once it is sent, codes are given and ended by people who may.
        batch.expected.push((reach, 0));
        let before = self.store().codes_of_stream(self.partnership(), reach).await?;
        batch.revoke_codes =
            before.into_iter().filter(|code| code.revoked_at.is_none()).map(|code| code.id).collect();
        batch.codes.push(kept);
        self.store().append(batch).await?;
        Ok(given)
    }
}
