//! Names inside the forms: kebab-case, stable for as long as an answer to them is kept.

use std::borrow::Borrow;
use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The longest identifier, in bytes: long enough to read, short enough for a field name and a link.
pub const IDENTIFIER_LENGTH_MAX: usize = 60;

/// The text is not a kebab-case identifier.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error(
    "`{0}` is not an identifier: use 1 to {IDENTIFIER_LENGTH_MAX} of a-z, 0-9 and single hyphens, starting with a letter"
)]
pub struct InvalidIdentifier(pub String);

fn check(text: &str) -> bool {
    text.len() <= IDENTIFIER_LENGTH_MAX
        && text.starts_with(|first: char| first.is_ascii_lowercase())
        && !text.ends_with('-')
        && !text.contains("--")
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

macro_rules! identifier {
    ($(#[$documentation:meta])* $name:ident) => {
        $(#[$documentation])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// Takes a well-formed identifier.
            pub fn new(text: impl Into<String>) -> Result<Self, InvalidIdentifier> {
                let text = text.into();
                if check(&text) { Ok(Self(text)) } else { Err(InvalidIdentifier(text)) }
            }

            /// The identifier as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = InvalidIdentifier;
            fn try_from(text: String) -> Result<Self, InvalidIdentifier> {
                Self::new(text)
            }
        }

        impl std::str::FromStr for $name {
            type Err = InvalidIdentifier;
            fn from_str(text: &str) -> Result<Self, InvalidIdentifier> {
                Self::new(text)
            }
        }

        impl From<$name> for String {
            fn from(identifier: $name) -> Self {
                identifier.0
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }
    };
}

identifier! {
    /// Names a form across all its versions: `ask`, `triage`, `assessment`.
    FormId
}
identifier! {
    /// Names a section inside its form.
    SectionId
}
identifier! {
    /// Names a question inside its form, across versions. Also the name of its field on a page.
    QuestionId
}
identifier! {
    /// Names a way of addressing the reader: `young-person`.
    VoiceId
}
identifier! {
    /// A language of words, by its ISO 639 code: `en`.
    Language
}

impl Language {
    /// English, in which every form is complete.
    pub fn english() -> Self {
        Self("en".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_kebab_case() {
        for good in ["a", "what-would-help", "t1"] {
            assert_eq!(QuestionId::new(good).unwrap().as_str(), good);
        }
        for bad in
            ["", "-a", "a-", "a--b", "A", "1a", "a.b", "a_b", "é", &"a".repeat(IDENTIFIER_LENGTH_MAX + 1)]
        {
            assert_eq!(QuestionId::new(bad), Err(InvalidIdentifier(bad.to_owned())));
        }
    }
}
