//! Backups and restores: what may be asked, in which words.

use std::path::PathBuf;

use clap::Args;
use store::DatabaseUrl;

use crate::arguments::{DATABASE, DATABASE_VARIABLE, KEYS_VARIABLE};

#[derive(Debug, Args)]
pub struct Backup {
    /// The database.
    #[arg(long, value_name = "URL", help = DATABASE, env = DATABASE_VARIABLE, hide_env_values = true)]
    pub database: DatabaseUrl,
    /// The database of the keys, if it is not the one beside the database
    #[arg(long, value_name = "URL", env = KEYS_VARIABLE, hide_env_values = true)]
    pub keys: Option<DatabaseUrl>,
    /// The file for the record; it must not exist
    #[arg(long, value_name = "FILE")]
    pub to: PathBuf,
    /// The file for the keys, best somewhere else; without it, the record's name with .keys at its end
    #[arg(long, value_name = "FILE")]
    pub keys_to: Option<PathBuf>,
    /// Encrypt both for whoever has the identity to this public key (age1…); may be given several times
    #[arg(long = "age-recipient", value_name = "KEY")]
    pub age_recipients: Vec<String>,
}

#[derive(Debug, Args)]
pub struct Restore {
    /// The file with the record
    #[arg(long, value_name = "FILE")]
    pub from: PathBuf,
    /// The file with the keys; without it, the record's name with .keys at its end
    #[arg(long, value_name = "FILE")]
    pub keys_from: Option<PathBuf>,
    /// The database to restore to.
    #[arg(
        long,
        value_name = "URL",
        help = "The database to restore to: sqlite:PATH or postgres://USER@HOST/NAME; it must be empty",
        env = DATABASE_VARIABLE,
        hide_env_values = true
    )]
    pub database: DatabaseUrl,
    /// The database for the keys, if it is not to be the one beside the database
    #[arg(long, value_name = "URL", env = KEYS_VARIABLE, hide_env_values = true)]
    pub keys: Option<DatabaseUrl>,
    /// A file with an age identity that opens the backup; may be given several times
    #[arg(long = "age-identity", value_name = "FILE")]
    pub age_identities: Vec<PathBuf>,
}
