//! The audit log as pure data: entries, the Merkle log over them, signed checkpoints, and their proof.
//!
//! Nothing here touches a database, a clock or a secret key's file, so that a record can be proven from an export alone.
//!
//! An **entry** is a clear header in canonical JSON (RFC 8785), a payload locked with the key of its subject, and a hash
//! over both. The header names the hash of the entry before it in the same stream. The **log** of a partnership is a
//! Merkle tree (RFC 6962) whose leaves are the hashes of its entries. A **checkpoint** is a signed note over the log's size
//! and tree hash, in the text format that transparency logs share.

mod checkpoint;
mod export;
mod header;
mod merkle;
mod verify;

pub use checkpoint::{Checkpoint, CheckpointError, PublicKey};
pub use export::{Exporter, verify_export};
pub use header::{BODY_FORMAT_MAX, FORMAT, Header, HeaderError, Hex, NO_PREVIOUS, Recorded, entry_hash};
pub use merkle::{Frontier, leaf_hash, tree_hash};
pub use verify::{CheckpointRow, EntryRow, Fault, LeafRow, UnsequencedRow, Verification, Verifier, verify};

pub(crate) use checkpoint::Signer;
