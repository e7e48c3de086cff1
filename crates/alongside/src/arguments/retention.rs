//! `alongside retention`: keeping and destroying records.

use clap::{Args, Subcommand};
use jiff::civil::Date;
use kernel::StreamId;
use uuid::Uuid;

use super::Record;

/// What to do about records that are kept.
#[derive(Debug, Subcommand)]
pub enum Retention {
    /// Show what nothing keeps any longer, the holds that stand, and what was destroyed
    List(Listed),
    /// Keep a record whatever the schedule says, until the hold is released
    Hold(HoldRecord),
    /// Release a hold
    Release(ReleaseHeld),
    /// Destroy a record for ever, if no rule, no open matter and no hold keeps it
    Erase(EraseRecord),
}

#[derive(Debug, Args)]
pub struct Listed {
    #[command(flatten)]
    pub record: Record,
}

#[derive(Debug, Args)]
pub struct HoldRecord {
    #[command(flatten)]
    pub record: Record,
    /// The record, as the list has it: child/IDENTIFIER, request/…, challenge/…
    #[arg(long, value_name = "RECORD")]
    pub of: StreamId,
    /// Why: a claim, an inquiry, a complaint that goes on elsewhere
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
    /// Who asked for it, by name
    #[arg(long, value_name = "NAME")]
    pub by: String,
    /// When somebody looks again at whether it is still needed, such as 2027-09-14
    #[arg(long, value_name = "DAY")]
    pub review: Date,
}

#[derive(Debug, Args)]
pub struct ReleaseHeld {
    #[command(flatten)]
    pub record: Record,
    /// The hold, as the list has it
    #[arg(long, value_name = "HOLD")]
    pub hold: Uuid,
    /// Why it is no longer needed
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
    /// Who decided so, by name
    #[arg(long, value_name = "NAME")]
    pub by: String,
}

#[derive(Debug, Args)]
pub struct EraseRecord {
    #[command(flatten)]
    pub record: Record,
    /// The record, as the list has it: child/IDENTIFIER, request/…, challenge/…
    #[arg(long, value_name = "RECORD")]
    pub of: StreamId,
    /// Who decides, by name
    #[arg(long, value_name = "NAME")]
    pub by: String,
    /// The greatest age of a backup of the keys, in days: after that many days the erasure is complete
    #[arg(long, value_name = "DAYS")]
    pub key_backups_kept: u32,
    /// The service is stopped, and this cannot be undone
    #[arg(long)]
    pub for_ever: bool,
}
