//! Work that one server does for all of them.

use jiff::Timestamp;
use kernel::Partnership;
use uuid::Uuid;

use crate::catalogue as sql;
use crate::error::StoreError;
use crate::limits::NAME_LENGTH_MAX;
use crate::session::Value;
use crate::store::Store;

impl Store {
    /// Takes a piece of work for `owner` until a moment, or keeps it. `false`: another server has it. A server that ends
    /// without a word loses it at that moment, by the clock of whoever asks next.
    pub async fn claim_lease(
        &self,
        partnership: &Partnership,
        work: &'static str,
        owner: Uuid,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<bool, StoreError> {
        if work.len() > NAME_LENGTH_MAX {
            return Err(StoreError::TooLong { what: "the name of some work", limit: NAME_LENGTH_MAX });
        }
        let partnership = partnership.clone();
        self.write(Vec::new(), move |held| {
            let tenant = Value::from(partnership.as_str());
            let values =
                [tenant, Value::from(work), Value::from(&owner), Value::from(until), Value::from(now)];
            held.session.execute(&sql::CLAIM_LEASE, &values).map(|changed| changed > 0)
        })
        .await
    }

    /// Gives a piece of work back, so that another server takes it at once.
    pub async fn release_lease(
        &self,
        partnership: &Partnership,
        work: &'static str,
        owner: Uuid,
    ) -> Result<(), StoreError> {
        let partnership = partnership.clone();
        self.write(Vec::new(), move |held| {
            let values = [Value::from(partnership.as_str()), Value::from(work), Value::from(&owner)];
            held.session.execute(&sql::RELEASE_LEASE, &values).map(|_| ())
        })
        .await
    }
}
