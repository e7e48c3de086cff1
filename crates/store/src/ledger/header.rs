//! What is readable of an entry without any key.

use std::fmt;
use std::str::FromStr;

use data_encoding::HEXLOWER;
use jiff::Timestamp;
use kernel::{Capacity, EntryId, Partnership, PersonId, StreamId, StreamKind};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};
use thiserror::Error;
use uuid::Uuid;

use crate::batch::RulesInForce;

/// The version of the header's shape.
pub const FORMAT: u32 = 1;

/// The highest version of a body's shape: numbers in canonical JSON stay exact well past it.
pub const BODY_FORMAT_MAX: u32 = u32::MAX;

/// What stands for the hash before the first entry of a stream.
pub const NO_PREVIOUS: Hex<32> = Hex([0; 32]);

/// Keeps the hash of an entry apart from every other use of SHA-256.
const ENTRY_DOMAIN: &[u8] = b"alongside entry 1\n";

/// Bytes, written in lower-case hexadecimal.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hex<const N: usize>(pub [u8; N]);

impl<const N: usize> fmt::Display for Hex<N> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&HEXLOWER.encode(&self.0))
    }
}

impl<const N: usize> fmt::Debug for Hex<N> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

impl<const N: usize> FromStr for Hex<N> {
    type Err = HeaderError;
    fn from_str(text: &str) -> Result<Self, HeaderError> {
        let bytes = HEXLOWER.decode(text.as_bytes()).ok().and_then(|bytes| bytes.try_into().ok());
        bytes.map(Self).ok_or_else(|| HeaderError(format!("not {N} bytes in lower-case hexadecimal")))
    }
}

impl<const N: usize> Serialize for Hex<N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de, const N: usize> Deserialize<'de> for Hex<N> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(D::Error::custom)
    }
}

/// When an entry was written down: RFC 3339 in UTC, always with six digits of the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recorded(Timestamp);

impl Recorded {
    /// The instant, without what is finer than a microsecond.
    pub fn new(instant: Timestamp) -> Self {
        Self(Timestamp::from_microsecond(instant.as_microsecond()).unwrap_or(instant))
    }

    /// The instant.
    pub fn instant(self) -> Timestamp {
        self.0
    }
}

impl Serialize for Recorded {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{:.6}", self.0))
    }
}

impl<'de> Deserialize<'de> for Recorded {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map(Self).map_err(D::Error::custom)
    }
}

/// The bytes are not a header.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("the header is not one: {0}")]
pub struct HeaderError(String);

/// The clear part of an entry. Its fields are in the order of the alphabet, which canonical JSON asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// Who wrote it.
    pub actor: Option<PersonId>,
    /// The batch in which it was written.
    pub batch: Uuid,
    /// The version of the body's shape.
    pub body_format: u32,
    /// The part in which the actor acted.
    pub capacity: Option<Capacity>,
    /// The cipher that locks the body.
    pub cipher: String,
    /// Names the entry across later corrections.
    pub entry: EntryId,
    /// The version of the header's shape.
    pub format: u32,
    /// The key that opens the body.
    pub key: Uuid,
    /// The kind of event.
    pub kind: String,
    /// The nonce with which the body is locked.
    pub nonce: Hex<12>,
    /// The partnership.
    pub partnership: Partnership,
    /// The hash of the entry before it in the stream.
    pub previous: Hex<32>,
    /// When it was written down.
    pub recorded_at: Recorded,
    /// The rules by which it was decided.
    pub rules: Option<RulesInForce>,
    /// The stream.
    pub stream: Uuid,
    /// What the stream is about.
    pub stream_kind: StreamKind,
    /// Its place in the stream, from 1.
    pub version: u64,
}

impl Header {
    /// The stream in which the entry stands.
    pub fn stream_id(&self) -> StreamId {
        StreamId::new(self.stream_kind, self.stream)
    }

    /// The header's bytes: canonical JSON.
    pub fn to_bytes(&self) -> Result<Vec<u8>, HeaderError> {
        serde_json::to_vec(self).map_err(|failure| HeaderError(failure.to_string()))
    }

    /// Reads a header, and only if these are the very bytes that [`Self::to_bytes`] writes for it.
    pub fn parse(bytes: &[u8]) -> Result<Self, HeaderError> {
        let header: Self =
            serde_json::from_slice(bytes).map_err(|failure| HeaderError(failure.to_string()))?;
        if header.format != FORMAT {
            return Err(HeaderError(format!("its format is {}, this program knows {FORMAT}", header.format)));
        }
        if header.to_bytes()? != bytes {
            return Err(HeaderError("it is not in canonical form".to_owned()));
        }
        Ok(header)
    }
}

/// The hash of an entry: over header and payload, each with its length before it.
pub fn entry_hash(header: &[u8], payload: &[u8]) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(ENTRY_DOMAIN);
    hash.update((header.len() as u64).to_be_bytes());
    hash.update(header);
    hash.update((payload.len() as u64).to_be_bytes());
    hash.update(payload);
    hash.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header() -> Header {
        Header {
            actor: Some(PersonId(Uuid::from_u128(1))),
            batch: Uuid::from_u128(2),
            body_format: 1,
            capacity: Some(Capacity::new("navigator").unwrap()),
            cipher: "AES-256-GCM".to_owned(),
            entry: EntryId(Uuid::from_u128(3)),
            format: FORMAT,
            key: Uuid::from_u128(4),
            kind: "support \"requested\" é".to_owned(),
            nonce: Hex([5; 12]),
            partnership: Partnership::new("wendale").unwrap(),
            previous: NO_PREVIOUS,
            recorded_at: Recorded::new("2026-11-23T09:00:00.1234567Z".parse().unwrap()),
            rules: None,
            stream: Uuid::from_u128(6),
            stream_kind: StreamKind::Child,
            version: 7,
        }
    }

    #[test]
    fn the_bytes_of_a_header_are_final() {
        let bytes = header().to_bytes().unwrap();
        assert_eq!(
            String::from_utf8(bytes.clone()).unwrap(),
            concat!(
                r#"{"actor":"00000000-0000-0000-0000-000000000001","batch":"00000000-0000-0000-0000-000000000002","#,
                r#""body_format":1,"capacity":"navigator","cipher":"AES-256-GCM","#,
                r#""entry":"00000000-0000-0000-0000-000000000003","format":1,"#,
                r#""key":"00000000-0000-0000-0000-000000000004","kind":"support \"requested\" é","#,
                r#""nonce":"050505050505050505050505","partnership":"wendale","#,
                r#""previous":"0000000000000000000000000000000000000000000000000000000000000000","#,
                r#""recorded_at":"2026-11-23T09:00:00.123456Z","rules":null,"#,
                r#""stream":"00000000-0000-0000-0000-000000000006","stream_kind":"child","version":7}"#,
            )
        );
        assert_eq!(Header::parse(&bytes).unwrap(), header());
        assert_eq!(
            Hex(entry_hash(&bytes, b"payload")).to_string(),
            "86576f6a72373fa63403c7cbfe05f3f7767fe2c0bcdb3e8a6f20259830c2d488"
        );
    }

    #[test]
    fn only_the_canonical_bytes_are_a_header() {
        let text = String::from_utf8(header().to_bytes().unwrap()).unwrap();
        let changes = [
            ("\"version\":7", "\"version\": 7"),
            ("\"version\":7", "\"version\":7,\"more\":1"),
            ("\"format\":1", "\"format\":2"),
            ("0505", "0A05"),
            (".123456Z", ".1234560Z"),
            (".123456Z", ".123456+00:00"),
            ("wendale", "Wendale"),
            ("\"navigator\"", "\"n\\u0061vigator\""),
        ];
        for (from, to) in changes {
            let other = text.replacen(from, to, 1);
            assert_ne!(other, text, "{from}");
            assert!(Header::parse(other.as_bytes()).is_err(), "{to}");
        }
        assert!(Header::parse(b"").is_err());
    }
}
