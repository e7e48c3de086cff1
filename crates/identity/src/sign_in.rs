//! Signing in elsewhere, as the pages see it: begin, come back, find the way out.

use std::fmt;

use async_trait::async_trait;
use jiff::Timestamp;
use kernel::Randomness;
use serde::{Deserialize, Serialize};

use crate::failure::SignInFailure;

/// What the session keeps while somebody is at the provider.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// What the answer must carry back.
    pub state: String,
    /// What the statement must carry.
    pub nonce: String,
    /// What proves that the code comes back to whoever asked for it.
    pub verifier: String,
    /// When they left, in seconds since 1970.
    pub since: i64,
}

impl fmt::Debug for Waiting {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Waiting").field("since", &self.since).finish_non_exhaustive()
    }
}

/// A sign-in that has begun.
#[derive(Debug, Clone)]
pub struct Begun {
    /// The provider's address, to which the browser goes now.
    pub address: String,
    /// What the session keeps until it comes back.
    pub waiting: Waiting,
}

/// What the browser brings back.
#[derive(Clone, Default, Deserialize)]
pub struct Answer {
    /// The code to be exchanged.
    pub code: Option<String>,
    /// The state that was sent along.
    pub state: Option<String>,
    /// Why there is no code.
    pub error: Option<String>,
}

/// A partnership's provider.
#[async_trait]
pub trait SignIn: Send + Sync + fmt::Debug {
    /// What the page calls it.
    fn name(&self) -> &str;

    /// Begins a sign-in: where the browser goes, and what the session keeps.
    async fn begin(&self, randomness: &dyn Randomness, now: Timestamp) -> Result<Begun, SignInFailure>;

    /// Takes the answer, and gives the name of the account that the provider stands for.
    async fn finish(
        &self,
        waiting: &Waiting,
        answer: Answer,
        now: Timestamp,
    ) -> Result<String, SignInFailure>;

    /// Where one signs out of the provider itself, if it has such a page.
    async fn way_out(&self, now: Timestamp) -> Option<String>;
}
