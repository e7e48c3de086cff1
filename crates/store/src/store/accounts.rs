//! How practitioners sign in.

use kernel::{Partnership, PersonId};

use crate::error::StoreError;
use crate::store::Store;

/// A practitioner's means of signing in.
#[derive(Clone, PartialEq, Eq)]
pub struct Account {
    /// Whose it is.
    pub person: PersonId,
    /// The name they sign in with; one account each.
    pub name: String,
    /// The password's hash, as PHC text.
    pub password_hash: String,
    /// The secret of the one-time passwords; kept encrypted.
    pub totp_secret: Option<Vec<u8>>,
    /// The last time step whose one-time password was used.
    pub totp_last_step: Option<i64>,
    /// Whether it opens nothing.
    pub disabled: bool,
    /// Failed attempts since the last success.
    pub failed_attempts: u32,
}

impl std::fmt::Debug for Account {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Account").field("person", &self.person).finish_non_exhaustive()
    }
}

impl Store {
    /// Keeps an account, in place of the one that this person had. A name that is another person's is refused with
    /// `false`.
    pub async fn save_account(
        &self,
        partnership: &Partnership,
        account: Account,
    ) -> Result<bool, StoreError> {
        let _ = (partnership, account);
        todo!()
    }

    /// The account with this name.
    pub async fn account_by_name(
        &self,
        partnership: &Partnership,
        name: &str,
    ) -> Result<Option<Account>, StoreError> {
        let _ = (partnership, name);
        todo!()
    }

    /// The account of this person.
    pub async fn account_of_person(
        &self,
        partnership: &Partnership,
        person: PersonId,
    ) -> Result<Option<Account>, StoreError> {
        let _ = (partnership, person);
        todo!()
    }

    /// Uses up a time step: `true` the first time, `false` for the same or an earlier one, so that a one-time password
    /// seen over somebody's shoulder opens nothing.
    pub async fn spend_totp_step(
        &self,
        partnership: &Partnership,
        person: PersonId,
        step: i64,
    ) -> Result<bool, StoreError> {
        let _ = (partnership, person, step);
        todo!()
    }

    /// Counts a failed sign-in, or starts again from nothing after a success; gives the count.
    pub async fn count_sign_in(
        &self,
        partnership: &Partnership,
        person: PersonId,
        succeeded: bool,
    ) -> Result<u32, StoreError> {
        let _ = (partnership, person, succeeded);
        todo!()
    }
}
