//! Who and what: every identifier is its own type, so that one cannot be passed for another.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;
use uuid::Uuid;

/// The longest partnership or capacity name, in bytes.
pub const NAME_LENGTH_MAX: usize = 48;

/// A name was empty, too long, or had a character other than `a-z`, `0-9` and `-`.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{0}` is not a name: use 1 to {NAME_LENGTH_MAX} of a-z, 0-9 and -, starting with a letter")]
pub struct InvalidName(pub String);

fn check_name(text: &str) -> Result<(), InvalidName> {
    let well_formed = text.len() <= NAME_LENGTH_MAX
        && text.starts_with(|first: char| first.is_ascii_lowercase())
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if well_formed { Ok(()) } else { Err(InvalidName(text.to_owned())) }
}

macro_rules! name {
    ($(#[$documentation:meta])* $name:ident) => {
        $(#[$documentation])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// Takes a well-formed name.
            pub fn new(text: impl Into<String>) -> Result<Self, InvalidName> {
                let text = text.into();
                check_name(&text)?;
                Ok(Self(text))
            }

            /// The name as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = InvalidName;
            fn try_from(text: String) -> Result<Self, InvalidName> {
                Self::new(text)
            }
        }

        impl From<$name> for String {
            fn from(name: $name) -> Self {
                name.0
            }
        }

        impl FromStr for $name {
            type Err = InvalidName;
            fn from_str(text: &str) -> Result<Self, InvalidName> {
                Self::new(text)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }
    };
}

name! {
    /// A local safeguarding partnership area: the tenant, and the first part of every key.
    Partnership
}
name! {
    /// The part in which somebody acts: `navigator`, `lead-assessor`, `parent-carer`. The list is in `policies/`.
    Capacity
}

macro_rules! identifier {
    ($(#[$documentation:meta])* $name:ident) => {
        $(#[$documentation])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(formatter)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, uuid::Error> {
                text.parse().map($name)
            }
        }
    };
}

identifier! {
    /// One person: a child, a member of a family, or a practitioner.
    PersonId
}
identifier! {
    /// One thing written into a record, across all its later corrections.
    EntryId
}

/// What a stream is about. A stream is an ordered list of events about one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StreamKind {
    /// A request for support, before it belongs to a child's record.
    Request,
    /// A child's record.
    Child,
    /// A concern raised with the safeguarding front door; never part of what a family is shown.
    Concern,
    /// The partnership: its agencies, practitioners, training and published protocols.
    Partnership,
    /// Who opened a child's record, and why.
    ChildReads,
    /// Who opened a concern, and reads of a child's record that belong to one.
    ConcernReads,
    /// Who opened a request.
    RequestReads,
    /// Somebody does not agree: a talk, a second look, a complaint; one person's own, apart from the child's record.
    Challenge,
    /// Who opened a challenge.
    ChallengeReads,
    /// How somebody found it to be assessed; read by nobody one by one, only counted.
    Feedback,
    /// The protection of a child: strategy discussions, enquiries, conferences, the protection plan. Its identifier is the
    /// child's, and nothing of it stands where a family reads until a named person decides to tell.
    Protection,
    /// Who opened the record of a child's protection.
    ProtectionReads,
    /// Somebody got in touch with the front door about one or more children; never part of what a family is shown.
    Contact,
    /// Who opened a contact.
    ContactReads,
    /// How a child and the family are helped: family help and section 17, as levels of one thing. Its identifier is the child's.
    Help,
    /// Who opened the record of how a child is helped.
    HelpReads,
    /// A child who lives away from home: looked after, missing, fostered privately. Its identifier is the child's.
    LookedAfter,
    /// Who opened the record of a child who lives away from home.
    LookedAfterReads,
    /// Harm outside the home: a place, a group or a space online where children may be harmed.
    Place,
    /// Who opened the record of a place.
    PlaceReads,
    /// What statutory returns said of a child, read from files; never a live record of help or protection, and never part
    /// of what a family is shown.
    History,
    /// Who opened what returns said of a child.
    HistoryReads,
    /// A statutory return of one kind and year: each time it was checked, what was found, who sees to it, what was explained.
    Return,
    /// Who opened a return.
    ReturnReads,
}

impl StreamKind {
    /// Every kind, in the order in which they are documented.
    pub const ALL: [Self; 24] = [
        Self::Request,
        Self::Child,
        Self::Concern,
        Self::Partnership,
        Self::ChildReads,
        Self::ConcernReads,
        Self::RequestReads,
        Self::Challenge,
        Self::ChallengeReads,
        Self::Feedback,
        Self::Protection,
        Self::ProtectionReads,
        Self::Contact,
        Self::ContactReads,
        Self::Help,
        Self::HelpReads,
        Self::LookedAfter,
        Self::LookedAfterReads,
        Self::Place,
        Self::PlaceReads,
        Self::History,
        Self::HistoryReads,
        Self::Return,
        Self::ReturnReads,
    ];

    /// The kind's name, as it is stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Child => "child",
            Self::Concern => "concern",
            Self::Partnership => "partnership",
            Self::ChildReads => "child-reads",
            Self::ConcernReads => "concern-reads",
            Self::RequestReads => "request-reads",
            Self::Challenge => "challenge",
            Self::ChallengeReads => "challenge-reads",
            Self::Feedback => "feedback",
            Self::Protection => "protection",
            Self::ProtectionReads => "protection-reads",
            Self::Contact => "contact",
            Self::ContactReads => "contact-reads",
            Self::Help => "help",
            Self::HelpReads => "help-reads",
            Self::LookedAfter => "looked-after",
            Self::LookedAfterReads => "looked-after-reads",
            Self::Place => "place",
            Self::PlaceReads => "place-reads",
            Self::History => "history",
            Self::HistoryReads => "history-reads",
            Self::Return => "return",
            Self::ReturnReads => "return-reads",
        }
    }
}

impl fmt::Display for StreamKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl FromStr for StreamKind {
    type Err = StreamParseError;
    fn from_str(text: &str) -> Result<Self, StreamParseError> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.as_str() == text)
            .ok_or_else(|| StreamParseError(text.to_owned()))
    }
}

/// The text names no stream.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{0}` names no stream: write KIND/UUID, for example `child/018f…`")]
pub struct StreamParseError(pub String);

/// Names one stream inside its partnership.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct StreamId {
    /// What the stream is about.
    pub kind: StreamKind,
    /// Which one.
    pub id: Uuid,
}

impl StreamId {
    /// Names a stream.
    pub const fn new(kind: StreamKind, id: Uuid) -> Self {
        Self { kind, id }
    }
}

impl fmt::Display for StreamId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}/{}", self.kind, self.id)
    }
}

impl FromStr for StreamId {
    type Err = StreamParseError;
    fn from_str(text: &str) -> Result<Self, StreamParseError> {
        let unknown = || StreamParseError(text.to_owned());
        let (kind, id) = text.split_once('/').ok_or_else(unknown)?;
        Ok(Self { kind: kind.parse()?, id: id.parse().map_err(|_| unknown())? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_plain() {
        for good in ["wendale", "lead-assessor", "a1"] {
            assert_eq!(Partnership::new(good).unwrap().as_str(), good);
        }
        for bad in ["", "Wendale", "1a", "a b", "wendale/", "é", &"a".repeat(NAME_LENGTH_MAX + 1)] {
            assert_eq!(Partnership::new(bad), Err(InvalidName(bad.to_owned())));
        }
    }

    #[test]
    fn a_stream_name_reads_back() {
        for kind in StreamKind::ALL {
            let stream = StreamId::new(kind, Uuid::from_u128(7));
            assert_eq!(stream.to_string().parse(), Ok(stream));
        }
        for bad in ["child", "child/", "case/00000000-0000-0000-0000-000000000007", "/"] {
            assert!(bad.parse::<StreamId>().is_err(), "{bad}");
        }
    }
}
