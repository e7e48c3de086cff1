//! A record as a file: one line of JSON a row, in the order in which it is proven.

use std::io::{BufRead, Read as _, Write};

use kernel::Partnership;
use serde::{Deserialize, Serialize};

use crate::ledger::checkpoint::PublicKey;
use crate::ledger::verify::{
    CheckpointRow, EntryRow, Fault, LeafRow, UnsequencedRow, Verification, Verifier,
};
use crate::limits::EXPORT_LINE_MAX;

/// The version of the file's shape.
const EXPORT_FORMAT: u32 = 1;

/// One line.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum Line<'a> {
    Export { format: u32, partnership: Partnership, public_key: std::borrow::Cow<'a, str> },
    Checkpoint(std::borrow::Cow<'a, CheckpointRow>),
    Leaf(std::borrow::Cow<'a, LeafRow>),
    Unsequenced(std::borrow::Cow<'a, UnsequencedRow>),
    Entry(std::borrow::Cow<'a, EntryRow>),
    End { entries: u64 },
}

/// Writes an export: [`Self::begin`], the rows in the order checkpoints, leaves, unsequenced, entries, [`Self::end`].
pub struct Exporter<W> {
    to: W,
    entries: u64,
}

impl<W: Write> Exporter<W> {
    /// Writes the first line.
    pub fn begin(to: W, partnership: &Partnership, key: &PublicKey) -> std::io::Result<Self> {
        let mut exporter = Self { to, entries: 0 };
        exporter.line(&Line::Export {
            format: EXPORT_FORMAT,
            partnership: partnership.clone(),
            public_key: key.to_string().into(),
        })?;
        Ok(exporter)
    }

    fn line(&mut self, line: &Line<'_>) -> std::io::Result<()> {
        serde_json::to_writer(&mut self.to, line)?;
        self.to.write_all(b"\n")
    }

    /// Writes a checkpoint.
    pub fn checkpoint(&mut self, row: &CheckpointRow) -> std::io::Result<()> {
        self.line(&Line::Checkpoint(std::borrow::Cow::Borrowed(row)))
    }

    /// Writes a leaf.
    pub fn leaf(&mut self, row: &LeafRow) -> std::io::Result<()> {
        self.line(&Line::Leaf(std::borrow::Cow::Borrowed(row)))
    }

    /// Writes an entry that waits for the log.
    pub fn unsequenced(&mut self, row: &UnsequencedRow) -> std::io::Result<()> {
        self.line(&Line::Unsequenced(std::borrow::Cow::Borrowed(row)))
    }

    /// Writes an entry.
    pub fn entry(&mut self, row: &EntryRow) -> std::io::Result<()> {
        self.entries += 1;
        self.line(&Line::Entry(std::borrow::Cow::Borrowed(row)))
    }

    /// Writes the last line, and says how many entries there were.
    pub fn end(mut self) -> std::io::Result<u64> {
        let entries = self.entries;
        self.line(&Line::End { entries })?;
        self.to.flush()?;
        Ok(entries)
    }
}

/// Proves an export by itself.
///
/// `trusted` is the public key that the partnership has published; without it the file's own is taken, which proves only
/// that the file agrees with itself. `older` is the text of a checkpoint kept elsewhere.
pub fn verify_export(
    mut from: impl BufRead,
    trusted: Option<&PublicKey>,
    older: Option<&str>,
) -> Result<Verification, Fault> {
    let mut verifier: Option<Verifier> = None;
    let mut text = Vec::new();
    let mut ended = false;
    for number in 1.. {
        let fault = |what: String| Fault::Export { line: number, what };
        text.clear();
        let limit = EXPORT_LINE_MAX as u64 + 1;
        (&mut from).take(limit).read_until(b'\n', &mut text).map_err(|failure| fault(failure.to_string()))?;
        if text.is_empty() {
            break;
        }
        if ended || text.pop() != Some(b'\n') {
            return Err(fault("there is something after the end, or the line is cut short".to_owned()));
        }
        let line = serde_json::from_slice(&text).map_err(|failure| fault(failure.to_string()))?;
        match (line, &mut verifier) {
            (Line::Export { format: EXPORT_FORMAT, partnership, public_key }, None) => {
                let key: PublicKey = public_key.parse().map_err(|_| fault("not a public key".to_owned()))?;
                if trusted.is_some_and(|trusted| *trusted != key) {
                    return Err(fault("the file's public key is not the one given".to_owned()));
                }
                verifier = Some(Verifier::new(partnership, key, older)?);
            }
            (Line::Checkpoint(row), Some(verifier)) => verifier.checkpoint(&row)?,
            (Line::Leaf(row), Some(verifier)) => verifier.leaf(&row)?,
            (Line::Unsequenced(row), Some(verifier)) => verifier.unsequenced(&row)?,
            (Line::Entry(row), Some(verifier)) => verifier.entry(&row)?,
            (Line::End { entries }, Some(verifier)) if verifier.entries() == entries => ended = true,
            _ => return Err(fault("the line does not belong here".to_owned())),
        }
    }
    match verifier {
        Some(verifier) if ended => verifier.finish(),
        _ => Err(Fault::Export { line: 1, what: "the file is not a whole export".to_owned() }),
    }
}

/// Bytes that are text, as text. What is not text is not what was written, and need not come back as it was.
pub(super) mod utf8 {
    use serde::{Deserialize, Deserializer, Serializer};

    pub(crate) fn serialize<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&String::from_utf8_lossy(bytes))
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
        String::deserialize(deserializer).map(String::into_bytes)
    }
}

macro_rules! encoded {
    ($(#[$documentation:meta])* $name:ident, $encoding:ident) => {
        $(#[$documentation])*
        pub(super) mod $name {
            use data_encoding::$encoding;
            use serde::de::Error as _;
            use serde::{Deserialize, Deserializer, Serializer};

            pub(crate) fn serialize<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&$encoding.encode(bytes))
            }

            pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
                let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
                $encoding.decode(text.as_bytes()).map_err(D::Error::custom)
            }
        }
    };
}

encoded! {
    /// Bytes in base64.
    base64, BASE64
}
encoded! {
    /// Bytes in lower-case hexadecimal.
    hex, HEXLOWER
}
