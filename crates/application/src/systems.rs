//! Systems of other agencies: each is let in with a key of its own, shown once and kept as a keyed digest alone, and shut out at
//! will. What a system sends has the system as its author.

use access::{Action, Actor, RecordKind};
use jiff::{SignedDuration, Timestamp};
use kernel::{Capacity, PersonId};
use records::partnership::{LetSystemIn, ShutSystemOut, SystemLetIn, SystemShutOut};
use store::NewCode;
use thiserror::Error;
use uuid::Uuid;

use crate::act::Act;
use crate::application::{Application, PARTNERSHIP_STREAM};
use crate::failure::Failure;

/// The capacity in which systems act.
const CAPACITY: &str = "partner-system";
/// What a key begins with, so that one that was left lying about is known for what it is.
const PREFIX: &str = "alongside-";
/// Random bytes in a key: nobody types it, so it is as long as a key of AES-256.
const KEY_BYTES: usize = 32;
/// The longest text that is looked up as a key; a right one is shorter.
const KEY_CHARACTERS_MAX: usize = 200;
/// Contacts that one system sends within an hour before it has to wait: more than a county's whole front door takes in a day, so
/// that only a system that has gone wrong meets it.
pub const SYSTEM_CALLS_MAX: u32 = 600;
/// Wrong keys from one place within an hour before it has to wait, so that guessing is noticed.
pub const WRONG_KEYS_MAX: u32 = 10;
/// The window of both, in hours.
const WINDOW_HOURS: i64 = 1;

/// A key that was made. Its text is shown once.
#[derive(Clone, PartialEq, Eq)]
pub struct SystemKey {
    /// Whose it is.
    pub system: PersonId,
    /// The key.
    pub text: String,
}

impl std::fmt::Debug for SystemKey {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("SystemKey").field("system", &self.system).finish_non_exhaustive()
    }
}

/// Why a key opens nothing.
#[derive(Debug, Error)]
pub enum KeyFailure {
    /// No such key, or it was withdrawn. Which of the two is not said.
    #[error("the key opens nothing")]
    Unknown,
    /// Too many wrong keys from this place, or too many calls of this system.
    #[error("too many calls")]
    TooMany {
        /// When calls are taken again.
        again_at: Timestamp,
    },
    /// The store failed.
    #[error("the key could not be looked up")]
    Failure(#[from] Failure),
}

impl Application {
    /// Whether somebody lets systems in and shuts them out.
    pub fn may_manage_systems(&self, actor: &Actor) -> bool {
        self.may_here(actor, Action::ManageAccounts, RecordKind::Account)
    }

    /// Lets a system of an agency in, and makes its key.
    ///
    /// # Errors
    /// When the table does not let this actor, or the agency or the name will not do.
    pub async fn let_system_in(
        &self,
        actor: &Actor,
        agency: &str,
        name: &str,
        once: Option<Uuid>,
    ) -> Result<SystemKey, Failure> {
        let system = PersonId(self.new_identifier());
        let mut bytes = [0_u8; KEY_BYTES];
        self.randomness().fill(&mut bytes);
        let text = format!("{PREFIX}{}", data_encoding::HEXLOWER.encode(&bytes));
        let let_in = SystemLetIn { system, agency: agency.to_owned(), name: name.to_owned() };
        let code = NewCode {
            id: self.new_identifier(),
            text: text.clone(),
            person: system,
            reach: PARTNERSHIP_STREAM,
            issued_at: self.now(),
        };
        let act = Act::on(PARTNERSHIP_STREAM.id, LetSystemIn(let_in)).code(code);
        self.execute(actor, once.into_iter().fold(act, Act::once)).await?;
        Ok(SystemKey { system, text })
    }

    /// Withdraws a system's key: from now on it opens nothing.
    ///
    /// # Errors
    /// When the table does not let this actor, or there is no such system.
    pub async fn shut_system_out(
        &self,
        actor: &Actor,
        system: PersonId,
        once: Option<Uuid>,
    ) -> Result<(), Failure> {
        let codes = self.store().codes_of_stream(self.partnership(), PARTNERSHIP_STREAM).await?;
        let shut_out = ShutSystemOut(SystemShutOut { system });
        let own = codes.into_iter().filter(|code| code.person == system && code.revoked_at.is_none());
        let act = own.fold(Act::on(PARTNERSHIP_STREAM.id, shut_out), |act, code| act.revoke_code(code.id));
        self.execute(actor, once.into_iter().fold(act, Act::once)).await?;
        Ok(())
    }

    /// Whose key this is. `from` names where it came from, for the limit on wrong ones; it is kept only as a digest.
    ///
    /// # Errors
    /// When it opens nothing, or there were too many calls.
    pub async fn system_of(&self, key: &str, from: &[u8]) -> Result<Actor, KeyFailure> {
        // Whoever sends no key guesses none.
        if key.is_empty() {
            return Err(KeyFailure::Unknown);
        }
        let found = if key.len() > KEY_CHARACTERS_MAX || !key.starts_with(PREFIX) {
            None
        } else {
            self.store().look_up_code(self.partnership(), key).await.map_err(Failure::from)?
        };
        let partnership = self.partnership_state().await?;
        let known = found.filter(|code| code.revoked_at.is_none() && code.reach == PARTNERSHIP_STREAM);
        let known = known.and_then(|code| partnership.state.systems.get(&code.person));
        let Some(system) = known.filter(|system| !system.shut_out) else {
            self.count(from, WRONG_KEYS_MAX).await?;
            return Err(KeyFailure::Unknown);
        };
        let fact = &system.let_in;
        self.count(format!("system/{}", fact.system).as_bytes(), SYSTEM_CALLS_MAX).await?;
        Ok(Actor::Practitioner {
            partnership: self.partnership().clone(),
            person: fact.system,
            agency: fact.agency.clone(),
            capacities: Capacity::new(CAPACITY).into_iter().collect(),
        })
    }

    async fn count(&self, what: &[u8], most: u32) -> Result<(), KeyFailure> {
        let window = SignedDuration::from_hours(WINDOW_HOURS);
        let counted = self.store().count_attempt(self.partnership(), what, window, self.now()).await;
        let counted = counted.map_err(Failure::from)?;
        if counted.count > most {
            return Err(KeyFailure::TooMany { again_at: counted.resets_at });
        }
        Ok(())
    }
}
