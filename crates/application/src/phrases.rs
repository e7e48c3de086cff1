//! A second step for the family's page, by choice: a phrase that its holder set, asked for after the code. It is never
//! asked of anybody who did not set one, and a new code, given by the named person, ends it.

use access::Actor;
use jiff::SignedDuration;
use kernel::PersonId;
use store::Account;

use crate::application::Application;
use crate::credentials::{CredentialError, hash_password, verify_nothing, verify_password};
use crate::failure::Failure;

/// Wrong phrases within [`PHRASE_WINDOW_MINUTES`] before it has to wait: people mistype less often than guessers try.
pub const PHRASE_ATTEMPTS_MAX: u32 = 8;
/// The window of [`PHRASE_ATTEMPTS_MAX`], in minutes.
pub const PHRASE_WINDOW_MINUTES: i64 = 15;

/// What came of a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhraseCheck {
    /// It is the one that was set.
    Right,
    /// It is another one.
    Wrong,
    /// Too many wrong ones; wait.
    TooMany,
}

/// Why a phrase was not set.
#[derive(Debug, thiserror::Error)]
pub enum PhraseFailure {
    /// Too short or too long.
    #[error("the phrase cannot be used")]
    Unfit(#[from] CredentialError),
    /// The store failed.
    #[error("the phrase could not be kept")]
    Failure(#[from] Failure),
}

/// A phrase as it is compared: small letters, one space between words, however it was typed.
fn plain(phrase: &str) -> String {
    phrase.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// Where a phrase is kept among the means of signing in. No practitioner's name holds this sign.
fn name_of(person: PersonId) -> String {
    format!("family/{person}")
}

impl Application {
    /// Whether this person set a phrase.
    pub async fn has_phrase(&self, person: PersonId) -> Result<bool, Failure> {
        Ok(self.phrase_of(person).await?.is_some())
    }

    async fn phrase_of(&self, person: PersonId) -> Result<Option<Account>, Failure> {
        let account = self.store().account_of_person(self.partnership(), person).await?;
        Ok(account.filter(|account| !account.disabled && account.name == name_of(person)))
    }

    /// Sets the phrase of somebody who holds a code, in place of the one before.
    pub async fn set_phrase(&self, actor: &Actor, phrase: &str) -> Result<(), PhraseFailure> {
        let Actor::Family { person, .. } = actor else { return Err(Failure::NotThere.into()) };
        let hash = hash_password(&plain(phrase), self.randomness())?;
        self.keep_phrase(*person, hash, false).await?;
        Ok(())
    }

    /// Takes the phrase away, so that the code alone opens the page again.
    pub async fn end_phrase(&self, person: PersonId) -> Result<(), Failure> {
        if self.phrase_of(person).await?.is_some() {
            self.keep_phrase(person, String::new(), true).await?;
        }
        Ok(())
    }

    async fn keep_phrase(&self, person: PersonId, hash: String, ended: bool) -> Result<(), Failure> {
        let account = Account {
            person,
            name: name_of(person),
            password_hash: hash,
            totp_secret: None,
            totp_last_step: None,
            disabled: ended,
            failed_attempts: 0,
        };
        self.store().save_account(self.partnership(), account).await?;
        Ok(())
    }

    /// Whether a phrase is the one that this person set. Attempts are limited.
    pub async fn check_phrase(&self, person: PersonId, phrase: &str) -> Result<PhraseCheck, Failure> {
        let tried = format!("phrase/{person}");
        let window = SignedDuration::from_mins(PHRASE_WINDOW_MINUTES);
        let (store, partnership) = (self.store(), self.partnership());
        let attempts = store.count_attempt(partnership, tried.as_bytes(), window, self.now()).await?;
        if attempts.count > PHRASE_ATTEMPTS_MAX {
            return Ok(PhraseCheck::TooMany);
        }
        let phrase = plain(phrase);
        let Some(account) = self.phrase_of(person).await? else {
            verify_nothing(&phrase);
            return Ok(PhraseCheck::Wrong);
        };
        if !verify_password(&phrase, &account.password_hash) {
            return Ok(PhraseCheck::Wrong);
        }
        store.forget_attempts(partnership, tried.as_bytes()).await?;
        Ok(PhraseCheck::Right)
    }
}
