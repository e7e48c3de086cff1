//! What is to be sent, claimed by lease.

use jiff::Timestamp;
use kernel::Partnership;
use uuid::Uuid;

use crate::batch::Body;
use crate::error::StoreError;
use crate::store::Store;

/// Something to be sent, claimed until a moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutboxItem {
    /// Names the item.
    pub id: Uuid,
    /// What kind of thing is to be done.
    pub kind: String,
    /// Tells the receiver that a second delivery is the same one.
    pub idempotency_key: String,
    /// What is to be sent.
    pub body: Body,
    /// How often it has been tried before.
    pub attempts: u32,
}

/// What follows from a failed attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutboxFailure {
    /// It is tried again, not before this moment.
    TriedAgain(Timestamp),
    /// It has been tried often enough, and waits for a person to look at it.
    SetAside,
    /// Somebody else holds it by now, or it is done.
    NotHeld,
}

impl Store {
    /// Claims items for `owner` until `until`: those that are due and that nobody holds, or whose holder's lease has run
    /// out. The oldest first.
    pub async fn claim_outbox(
        &self,
        partnership: &Partnership,
        owner: Uuid,
        now: Timestamp,
        until: Timestamp,
        limit: u32,
    ) -> Result<Vec<OutboxItem>, StoreError> {
        let _ = (partnership, owner, now, until, limit);
        todo!()
    }

    /// The item was sent. `false`: somebody else holds it by now.
    pub async fn outbox_done(
        &self,
        partnership: &Partnership,
        item: Uuid,
        owner: Uuid,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let _ = (partnership, item, owner, now);
        todo!()
    }

    /// The item could not be sent; says when it is tried again.
    pub async fn outbox_failed(
        &self,
        partnership: &Partnership,
        item: Uuid,
        owner: Uuid,
        now: Timestamp,
        why: &str,
    ) -> Result<OutboxFailure, StoreError> {
        let _ = (partnership, item, owner, now, why);
        todo!()
    }
}
