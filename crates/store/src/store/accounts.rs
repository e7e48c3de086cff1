//! How practitioners sign in.

use kernel::{Partnership, PersonId};

use crate::catalogue as sql;
use crate::error::StoreError;
use crate::keys::{Secret, unseal_with};
use crate::session::{self, Row, Statement, Value};
use crate::store::{Store, Work, place};

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
        let partnership = partnership.clone();
        self.write(Vec::new(), move |work| {
            let tenant = Value::from(partnership.as_str());
            let name = Value::from(account.name.as_str());
            let holder = work.account(&partnership, &sql::ACCOUNT_BY_NAME, name)?;
            if holder.is_some_and(|holder| holder.person != account.person) {
                return Ok(false);
            }
            let secret = match &account.totp_secret {
                None => None,
                Some(secret) => {
                    let key = work.keys.secret(&partnership, Secret::Accounts)?;
                    Some(work.keys.seal_with(&key, &account_place(&partnership, account.person), secret)?)
                }
            };
            let values = [
                tenant,
                Value::from(&account.person.0),
                name,
                Value::from(account.password_hash.as_str()),
                Value::from(secret.as_ref()),
                Value::from(account.totp_last_step),
                Value::Integer(account.disabled.into()),
                Value::from(account.failed_attempts),
            ];
            work.session.execute(&sql::SAVE_ACCOUNT, &values)?;
            Ok(true)
        })
        .await
    }

    /// The account with this name.
    pub async fn account_by_name(
        &self,
        partnership: &Partnership,
        name: &str,
    ) -> Result<Option<Account>, StoreError> {
        let (partnership, name) = (partnership.clone(), name.to_owned());
        self.read(move |work| work.account(&partnership, &sql::ACCOUNT_BY_NAME, Value::from(name.as_str())))
            .await
    }

    /// The account of this person.
    pub async fn account_of_person(
        &self,
        partnership: &Partnership,
        person: PersonId,
    ) -> Result<Option<Account>, StoreError> {
        let partnership = partnership.clone();
        self.read(move |work| work.account(&partnership, &sql::ACCOUNT_OF_PERSON, Value::from(&person.0)))
            .await
    }

    /// Uses up a time step: `true` the first time, `false` for the same or an earlier one, so that a one-time password
    /// seen over somebody's shoulder opens nothing.
    pub async fn spend_totp_step(
        &self,
        partnership: &Partnership,
        person: PersonId,
        step: i64,
    ) -> Result<bool, StoreError> {
        let partnership = partnership.clone();
        self.write(Vec::new(), move |work| {
            let values = [Value::from(step), Value::from(partnership.as_str()), Value::from(&person.0)];
            work.session.execute(&sql::SPEND_TOTP_STEP, &values).map(|changed| changed > 0)
        })
        .await
    }

    /// Counts a failed sign-in, or starts again from nothing after a success; gives the count.
    pub async fn count_sign_in(
        &self,
        partnership: &Partnership,
        person: PersonId,
        succeeded: bool,
    ) -> Result<u32, StoreError> {
        let partnership = partnership.clone();
        self.write(Vec::new(), move |work| {
            let succeeded = i64::from(succeeded);
            let values = [Value::from(succeeded), Value::from(partnership.as_str()), Value::from(&person.0)];
            let failed = session::row(work.session, &sql::COUNT_SIGN_IN, &values, |row| row.integer(0))?;
            Ok(u32::try_from(failed.unwrap_or(1 - succeeded)).unwrap_or(u32::MAX))
        })
        .await
    }
}

fn account_place(partnership: &Partnership, person: PersonId) -> Vec<u8> {
    place(&[b"account", partnership.as_str().as_bytes(), person.0.as_bytes()])
}

impl Work<'_> {
    fn account(
        &self,
        partnership: &Partnership,
        statement: &'static Statement,
        by: Value<'_>,
    ) -> Result<Option<Account>, StoreError> {
        let values = [Value::from(partnership.as_str()), by];
        session::row(self.session, statement, &values, |row| self.decode_account(partnership, row))
    }

    fn decode_account(&self, partnership: &Partnership, row: &Row<'_>) -> Result<Account, StoreError> {
        let person = PersonId(row.identifier(0)?);
        let totp_secret = match row.optional_bytes(3)? {
            None => None,
            Some(sealed) => {
                let key = self.keys.secret(partnership, Secret::Accounts)?;
                let secret = unseal_with(&key, &account_place(partnership, person), sealed);
                Some(secret.map_err(|refused| refused.at(row, 3))?)
            }
        };
        Ok(Account {
            person,
            name: row.text(1)?.to_owned(),
            password_hash: row.text(2)?.to_owned(),
            totp_secret,
            totp_last_step: row.optional_integer(4)?,
            disabled: row.integer(5)? != 0,
            failed_attempts: u32::try_from(row.integer(6)?).unwrap_or(u32::MAX),
        })
    }
}
