//! Why not. A refusal names its rule and has a stable code, under which the message catalogue says what to do.

use forms::Answer;
use jiff::Timestamp;
use kernel::PersonId;

/// A command was refused. `Display` is for people who run the service; readers see the catalogue's words.
pub trait Refusal: std::error::Error + Send + Sync {
    /// The stable code, and the name of the message: `refusal-CODE`.
    fn code(&self) -> &'static str;
    /// The clause, duty or rule that refused.
    fn rule(&self) -> &'static str;
    /// Both texts, where somebody else changed the same words first.
    fn conflict(&self) -> Option<&TextConflict> {
        None
    }
}

/// Two people changed the same words. Neither text is lost: the second person sees both and merges.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextConflict {
    /// The words that stand now.
    pub theirs: Answer,
    /// Who wrote them.
    pub by: Option<PersonId>,
    /// When.
    pub at: Timestamp,
    /// The revision that stands now; a merged text is based on it.
    pub revision: u32,
}

/// Declares a command's refusals: doc comment, message, then `code` and `rule`.
macro_rules! refusals {
    ($(#[$documentation:meta])* $name:ident { $($(#[$inner:meta])* $variant:ident = $message:literal, $code:literal, $rule:literal);+ $(;)? }) => {
        $(#[$documentation])*
        #[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
        pub enum $name {
            $($(#[$inner])* #[doc = $message] #[error($message)] $variant),+
        }

        impl $crate::Refusal for $name {
            fn code(&self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }
            fn rule(&self) -> &'static str {
                match self { $(Self::$variant => $rule),+ }
            }
        }

        impl $name {
            /// Every code of this command, for the test that each has its words.
            pub const CODES: &'static [&'static str] = &[$($code),+];
        }
    };
}
pub(crate) use refusals;
