//! What is to be sent, claimed by lease.

use jiff::{SignedDuration, Timestamp};
use kernel::Partnership;
use uuid::Uuid;

use crate::batch::Body;
use crate::catalogue as sql;
use crate::error::StoreError;
use crate::limits::{OUTBOX_ATTEMPTS_MAX, OUTBOX_WAIT_FIRST_SECONDS, OUTBOX_WAIT_MAX_SECONDS, PAGE_ROWS_MAX};
use crate::session::{self, Value};
use crate::store::{Store, Work, place};

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
        let partnership = partnership.clone();
        self.write(Vec::new(), move |work| {
            let tenant = Value::from(partnership.as_str());
            let values = [tenant, Value::from(now), Value::from(limit.min(PAGE_ROWS_MAX))];
            let items = session::rows(work.session, &sql::OUTBOX_CLAIMABLE, &values, |row| {
                let id = row.identifier(0)?;
                let body = work.keys.unseal(&partnership, &outbox_place(&partnership, id), row.bytes(3)?);
                Ok(OutboxItem {
                    id,
                    kind: row.text(1)?.to_owned(),
                    idempotency_key: row.text(2)?.to_owned(),
                    body: body.map_err(|refused| refused.at(row, 3))?,
                    attempts: u32::try_from(row.integer(4)?).unwrap_or(u32::MAX),
                })
            })?;
            for item in &items {
                let values = [Value::from(&owner), Value::from(until), tenant, Value::from(&item.id)];
                work.session.put(&sql::CLAIM_OUTBOX, &values)?;
            }
            Ok(items)
        })
        .await
    }

    /// The item was sent. `false`: somebody else holds it by now.
    pub async fn outbox_done(
        &self,
        partnership: &Partnership,
        item: Uuid,
        owner: Uuid,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let partnership = partnership.clone();
        self.write(Vec::new(), move |work| {
            // What was sent is kept in the record; here only that it was.
            let values = [
                Value::Bytes(&[]),
                Value::from(now),
                Value::from(partnership.as_str()),
                Value::from(&item),
                Value::from(&owner),
            ];
            work.session.execute(&sql::OUTBOX_DONE, &values).map(|changed| changed > 0)
        })
        .await
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
        let (partnership, why) = (partnership.clone(), why.to_owned());
        self.write(Vec::new(), move |work| work.outbox_failed(&partnership, item, owner, now, &why)).await
    }
}

pub(super) fn outbox_place(partnership: &Partnership, item: Uuid) -> Vec<u8> {
    place(&[b"outbox", partnership.as_str().as_bytes(), item.as_bytes()])
}

/// When an item that failed for the `attempts`th time is tried again.
fn tried_again(attempts: u32, now: Timestamp) -> Timestamp {
    let doubled = 1_i64.checked_shl(attempts.saturating_sub(1)).unwrap_or(i64::MAX);
    let seconds = OUTBOX_WAIT_FIRST_SECONDS.saturating_mul(doubled).min(OUTBOX_WAIT_MAX_SECONDS);
    now.saturating_add(SignedDuration::from_secs(seconds)).unwrap_or(now)
}

impl Work<'_> {
    fn outbox_failed(
        &self,
        partnership: &Partnership,
        item: Uuid,
        owner: Uuid,
        now: Timestamp,
        why: &str,
    ) -> Result<OutboxFailure, StoreError> {
        let tenant = Value::from(partnership.as_str());
        let values = [tenant, Value::from(&item), Value::from(&owner)];
        let before = session::row(self.session, &sql::OUTBOX_ATTEMPTS, &values, |row| row.integer(0))?;
        let Some(before) = before else { return Ok(OutboxFailure::NotHeld) };
        let attempts = u32::try_from(before).unwrap_or(u32::MAX).saturating_add(1);
        let (state, outcome, not_before) = if attempts >= OUTBOX_ATTEMPTS_MAX {
            ("set-aside", OutboxFailure::SetAside, now)
        } else {
            let again = tried_again(attempts, now);
            ("waiting", OutboxFailure::TriedAgain(again), again)
        };
        let values = [
            Value::from(state),
            Value::from(attempts),
            Value::from(not_before),
            Value::from(why),
            tenant,
            Value::from(&item),
            Value::from(&owner),
        ];
        let changed = self.session.execute(&sql::OUTBOX_FAILED, &values)?;
        Ok(if changed > 0 { outcome } else { OutboxFailure::NotHeld })
    }
}
