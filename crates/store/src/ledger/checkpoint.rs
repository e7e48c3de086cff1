//! Signed checkpoints, as the signed notes that transparency logs share (C2SP `signed-note` and `tlog-checkpoint`).
//!
//! ```text
//! alongside/wendale
//! 42
//! wS1f…=
//! signed 2026-11-23T09:00:00.000000Z
//!
//! — alongside/wendale Az3g…=
//! ```
//!
//! The lines before the empty one are signed: where the log comes from, its size, its tree hash, and when it was signed.

use std::fmt;
use std::str::FromStr;

use data_encoding::{BASE64, HEXLOWER};
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use jiff::Timestamp;
use kernel::Partnership;
use sha2::{Digest, Sha256};
use thiserror::Error;
use zeroize::Zeroizing;

use crate::cipher::Key;

/// Marks an Ed25519 key in the notes' key identifiers.
const ED25519: u8 = 1;

/// The longest text of a checkpoint, in bytes; ours have some 300.
const CHECKPOINT_LENGTH_MAX: usize = 4_096;

/// What the sizes and times in a note stand behind.
const SIGNED_WORD: &str = "signed ";

/// The text is not a checkpoint, or not one signed with the key at hand.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CheckpointError {
    /// The text has another form.
    #[error("it does not have the form of a checkpoint: {0}")]
    Malformed(&'static str),
    /// It is of another log.
    #[error("it is a checkpoint of another log")]
    AnotherLog,
    /// The signature is not of the key at hand.
    #[error("its signature is not right")]
    Signature,
    /// The key's text has another form.
    #[error("the public key does not have the form NAME+HASH+KEY")]
    Key,
}

/// The key with which the checkpoints of one partnership are checked. As text: `NAME+HASH+KEY`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicKey {
    name: String,
    key: VerifyingKey,
}

/// The name of a partnership's log.
fn origin(partnership: &Partnership) -> String {
    format!("alongside/{partnership}")
}

fn key_hash(name: &str, key: &VerifyingKey) -> [u8; 4] {
    let digest: [u8; 32] = Sha256::new()
        .chain_update(name)
        .chain_update([b'\n', ED25519])
        .chain_update(key.as_bytes())
        .finalize()
        .into();
    [digest[0], digest[1], digest[2], digest[3]]
}

impl fmt::Display for PublicKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hash = HEXLOWER.encode(&key_hash(&self.name, &self.key));
        let key = BASE64.encode(&[&[ED25519], &self.key.as_bytes()[..]].concat());
        write!(formatter, "{}+{hash}+{key}", self.name)
    }
}

impl FromStr for PublicKey {
    type Err = CheckpointError;

    fn from_str(text: &str) -> Result<Self, CheckpointError> {
        let mut parts = text.splitn(3, '+');
        let mut part = || parts.next().ok_or(CheckpointError::Key);
        let (name, hash, key) = (part()?, part()?, part()?);
        let hash = HEXLOWER.decode(hash.as_bytes()).map_err(|_| CheckpointError::Key)?;
        let key = BASE64.decode(key.as_bytes()).map_err(|_| CheckpointError::Key)?;
        let key = key.strip_prefix(&[ED25519]).ok_or(CheckpointError::Key)?;
        let key = VerifyingKey::try_from(key).map_err(|_| CheckpointError::Key)?;
        if name.is_empty() || hash != key_hash(name, &key) {
            return Err(CheckpointError::Key);
        }
        Ok(Self { name: name.to_owned(), key })
    }
}

impl PublicKey {
    /// Whether this key is of the log of this partnership.
    pub fn is_of(&self, partnership: &Partnership) -> bool {
        self.name == origin(partnership)
    }
}

/// Signs checkpoints.
pub(crate) struct Signer(SigningKey);

impl Signer {
    pub(crate) fn new(secret: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(secret))
    }

    /// The key itself, for a copy of the store.
    pub(crate) fn secret(&self) -> Key {
        Zeroizing::new(self.0.to_bytes())
    }

    pub(crate) fn public_key(&self, partnership: &Partnership) -> PublicKey {
        PublicKey { name: origin(partnership), key: self.0.verifying_key() }
    }

    /// The text of a signed checkpoint.
    pub(crate) fn sign(
        &self,
        partnership: &Partnership,
        size: u64,
        root: &[u8; 32],
        now: Timestamp,
    ) -> String {
        let public = self.public_key(partnership);
        let text = format!("{}\n{size}\n{}\n{SIGNED_WORD}{now:.6}\n", public.name, BASE64.encode(root));
        let signature = self.0.sign(text.as_bytes()).to_bytes();
        let signature = [&key_hash(&public.name, &public.key)[..], &signature].concat();
        format!("{text}\n— {} {}\n", public.name, BASE64.encode(&signature))
    }
}

/// What a checkpoint says, once its signature has been found right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// How many entries the log had.
    pub size: u64,
    /// Its tree hash.
    pub root: [u8; 32],
    /// When it was signed.
    pub signed_at: Timestamp,
}

impl Checkpoint {
    /// Reads a checkpoint and checks its signature. Every byte counts: there is one text for one checkpoint.
    pub fn parse(text: &str, key: &PublicKey) -> Result<Self, CheckpointError> {
        use CheckpointError::Malformed;
        if text.len() > CHECKPOINT_LENGTH_MAX {
            return Err(Malformed("it is too long"));
        }
        let (signed, signature) = text.split_once("\n\n").ok_or(Malformed("no empty line"))?;
        let signature = signature
            .strip_prefix("— ")
            .and_then(|rest| rest.strip_suffix('\n'))
            .ok_or(Malformed("no line with a signature"))?;
        let (name, signature) = signature.split_once(' ').ok_or(Malformed("no signature"))?;
        let mut lines = signed.split('\n');
        let mut line = |missing| lines.next().ok_or(Malformed(missing));
        if line("no origin")? != key.name || name != key.name {
            return Err(CheckpointError::AnotherLog);
        }
        let signature = BASE64.decode(signature.as_bytes()).map_err(|_| Malformed("the signature's text"))?;
        let (hash, signature) =
            signature.split_first_chunk::<4>().ok_or(Malformed("the signature's length"))?;
        if *hash != key_hash(&key.name, &key.key) {
            return Err(CheckpointError::Signature);
        }
        let signature = Signature::from_slice(signature).map_err(|_| Malformed("the signature's length"))?;
        // The signed text ends with its last line's end, of which the empty line took the second.
        let message = text.get(..=signed.len()).ok_or(Malformed("no empty line"))?;
        key.key.verify_strict(message.as_bytes(), &signature).map_err(|_| CheckpointError::Signature)?;
        let size = line("no size")?.parse().map_err(|_| Malformed("the size"))?;
        let root = BASE64.decode(line("no tree hash")?.as_bytes()).map_err(|_| Malformed("the tree hash"))?;
        let root = root.try_into().map_err(|_| Malformed("the tree hash"))?;
        let signed_at = line("no time")?
            .strip_prefix(SIGNED_WORD)
            .and_then(|time| time.parse().ok())
            .ok_or(Malformed("the time"))?;
        Ok(Self { size, root, signed_at })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wendale() -> Partnership {
        Partnership::new("wendale").unwrap()
    }

    #[test]
    fn a_checkpoint_reads_back_and_no_byte_of_it_may_change() {
        let signer = Signer::new(&[7; 32]);
        let key: PublicKey = signer.public_key(&wendale()).to_string().parse().unwrap();
        assert_eq!(key, signer.public_key(&wendale()));
        let now = "2026-11-23T09:00:00Z".parse().unwrap();
        let text = signer.sign(&wendale(), 42, &[9; 32], now);
        assert!(text.starts_with("alongside/wendale\n42\n"), "{text}");
        let read = Checkpoint::parse(&text, &key).unwrap();
        assert_eq!(read, Checkpoint { size: 42, root: [9; 32], signed_at: now });
        for place in 0..text.len() {
            for bit in 0..8 {
                let mut bytes = text.clone().into_bytes();
                bytes[place] ^= 1 << bit;
                let Ok(altered) = String::from_utf8(bytes) else { continue };
                assert!(Checkpoint::parse(&altered, &key).is_err(), "{place} {altered}");
            }
            assert!(Checkpoint::parse(text.get(..place).unwrap_or(""), &key).is_err());
        }
    }

    #[test]
    fn another_key_or_log_is_told_apart() {
        let signer = Signer::new(&[7; 32]);
        let other = Partnership::new("eastmoor").unwrap();
        let now = Timestamp::UNIX_EPOCH;
        let text = signer.sign(&wendale(), 1, &[0; 32], now);
        let refused = Checkpoint::parse(&text, &signer.public_key(&other));
        assert_eq!(refused, Err(CheckpointError::AnotherLog));
        let refused = Checkpoint::parse(&text, &Signer::new(&[8; 32]).public_key(&wendale()));
        assert_eq!(refused, Err(CheckpointError::Signature));
        for bad in ["", "name", "name+00000000+", "alongside/wendale+00+AA=="] {
            assert_eq!(bad.parse::<PublicKey>(), Err(CheckpointError::Key));
        }
    }
}
