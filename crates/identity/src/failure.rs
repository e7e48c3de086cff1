//! Why somebody is not signed in. Nothing here names anybody, so all of it may stand in a log.

use thiserror::Error;

/// Why somebody is not signed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum SignInFailure {
    /// The provider does not answer, or not as a provider does.
    #[error("the identity provider cannot be reached or does not answer as it must: {0}")]
    Away(&'static str),
    /// The answer belongs to no question of this session, or came too late.
    #[error("the answer belongs to no sign-in that this session began")]
    NotBegun,
    /// The provider, or the person there, said no.
    #[error("the identity provider refused")]
    Refused,
    /// The provider's statement does not hold.
    #[error("the identity provider's statement does not hold: {0}")]
    NotProven(&'static str),
    /// It does not say that there was a second factor.
    #[error("the identity provider does not say that a second factor was used")]
    NoSecondFactor,
    /// It does not name the account, or not in a way that may be trusted.
    #[error("the identity provider's statement does not name an account")]
    NoAccount,
}

impl SignInFailure {
    /// A short name, for the words of a page.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Away(_) => "away",
            Self::NotBegun => "not-begun",
            Self::Refused => "refused",
            Self::NotProven(_) => "not-proven",
            Self::NoSecondFactor => "no-second-factor",
            Self::NoAccount => "no-account",
        }
    }
}
