//! The command line: what may be asked, in which words.

pub mod backup;
pub mod guidance;
pub mod protocol;
pub mod retention;
pub mod returns;
pub mod vignette;
pub mod what_if;

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use anyhow::Context as _;
use clap::{Args, Parser, Subcommand};
use kernel::{Capacity, Partnership};
use store::{DatabaseUrl, FilesUrl};

/// What every help text says of the answers.
const EXIT_CODES: &str = "Exit codes:
  0  done; for verify: proven
  1  for verify: the record is not as it was written; for doctor: something that was signed is missing;
     for guidance lint: an error was found; for protocol check: a check fails;
     for return validate: something was found; for vignette run: something came otherwise than expected
  2  not done: wrong usage, refused, or something could not be read

An address with a password stands better in a variable than on a command line, which everybody on the machine can read:
ALONGSIDE_DATABASE and ALONGSIDE_KEYS; for copy also ALONGSIDE_TO and ALONGSIDE_TO_KEYS.

Logs go to standard error; ALONGSIDE_LOG=debug shows more.";

/// How a database is named.
const DATABASE: &str = "The database: sqlite:PATH or postgres://USER@HOST/NAME";

/// Where the addresses may stand instead: whoever lists what runs on a machine reads command lines, and an address may hold a
/// password.
pub const DATABASE_VARIABLE: &str = "ALONGSIDE_DATABASE";
pub const KEYS_VARIABLE: &str = "ALONGSIDE_KEYS";
const READ_FROM_VARIABLE: &str = "ALONGSIDE_READ_FROM";
const TO_VARIABLE: &str = "ALONGSIDE_TO";
const TO_KEYS_VARIABLE: &str = "ALONGSIDE_TO_KEYS";
/// All of them.
pub const VARIABLES: [&str; 5] =
    [DATABASE_VARIABLE, KEYS_VARIABLE, READ_FROM_VARIABLE, TO_VARIABLE, TO_KEYS_VARIABLE];

/// What stands in a variable, where the command line says nothing.
pub fn from_environment(variable: &str) -> anyhow::Result<Option<DatabaseUrl>> {
    let said = std::env::var(variable).ok().filter(|said| !said.is_empty());
    said.map(|said| said.parse())
        .transpose()
        .with_context(|| format!("what stands in {variable} cannot be used"))
}

/// The open record for help, support and protection of children and their families.
#[derive(Debug, Parser)]
#[command(name = "alongside", version, after_help = EXIT_CODES, max_term_width = 100)]
pub struct Arguments {
    #[command(subcommand)]
    pub role: Role,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Role {
    /// Serve the invented partnership "Wendale", with one-click sign-in
    Demo(Demo),
    /// Serve a partnership's record
    Serve(Serve),
    /// Begin a partnership's record, with its first administrator
    Begin(Begin),
    /// Look after practitioners' accounts
    #[command(subcommand)]
    Account(Account),
    /// Fill an empty database with an invented partnership of any size
    Synth(Synth),
    /// Prove that a record is as it was written
    Verify(Verify),
    /// Write a record to a file that can be proven by itself
    Export(Export),
    /// Make the lists again from the events
    Rebuild(Rebuild),
    /// Keep and destroy records: what nothing keeps any longer, legal holds, erasure with its proof
    #[command(subcommand)]
    Retention(retention::Retention),
    /// Make a database, or bring its schema up to date, before servers of a new release start
    Migrate(Migrate),
    /// Copy a record to an empty database of either engine, and prove the copy
    Copy(Copy),
    /// Back up a record into two files, one with the keys, while it is served or not
    Backup(backup::Backup),
    /// Restore a record from a backup into an empty database of either engine, and prove it
    Restore(backup::Restore),
    /// Look at how a database is
    Doctor(Doctor),
    /// Ask what law and guidance say: limits, duties, dates, and what changed between editions
    Guidance(guidance::Guidance),
    /// Check a local protocol, compare two, or write the public page of one
    #[command(subcommand)]
    Protocol(protocol::ProtocolRole),
    /// Check a statutory return, or list the rules it is checked by
    #[command(subcommand)]
    Return(returns::ReturnRole),
    /// Take over what statutory returns say: child records and episodes of the past, from a file
    #[command(subcommand)]
    Import(returns::ImportRole),
    /// Play worked family journeys, and compare what comes with what they expect
    #[command(subcommand)]
    Vignette(vignette::VignetteRole),
    /// Try a draft protocol or draft guidance on records: routes, dates, lateness, hours
    WhatIf(Box<what_if::WhatIf>),
}

/// Where the record is, and by which rules it is kept.
#[derive(Debug, Args)]
pub struct Record {
    /// The database.
    #[arg(long, value_name = "URL", help = DATABASE, env = DATABASE_VARIABLE, hide_env_values = true)]
    pub database: DatabaseUrl,
    /// The database of the keys, if it is not the one beside the database
    #[arg(long, value_name = "URL", env = KEYS_VARIABLE, hide_env_values = true)]
    pub keys: Option<DatabaseUrl>,
    /// The partnership's short name: small letters, digits and hyphens
    #[arg(long, value_name = "NAME")]
    pub partnership: Partnership,
    #[command(flatten)]
    pub rules: RulesFrom,
    /// The key that signs checkpoints, if it is not beside the database or among the keys
    #[arg(long, value_name = "FILE")]
    pub signing_key: Option<PathBuf>,
    /// A folder, best on another machine, to which each signed checkpoint is written too
    #[arg(long, value_name = "DIR")]
    pub checkpoints: Option<PathBuf>,
    /// A PostgreSQL server that follows the database by streaming replication: long reading that decides nothing, such as the
    /// measures, is done there and may be seconds old
    #[arg(long, value_name = "URL", env = READ_FROM_VARIABLE, hide_env_values = true)]
    pub read_from: Option<DatabaseUrl>,
    /// Where files are kept.
    #[arg(
        long,
        value_name = "URL",
        help = "Where files are kept, locked: file:FOLDER, or s3://BUCKET/FOLDER with AWS_* settings; without it, a folder beside a SQLite database"
    )]
    pub attachments: Option<FilesUrl>,
}

/// Where the rules come from.
#[derive(Debug, Clone, Args)]
pub struct RulesFrom {
    /// The local protocol: the name of one that is built in, or a file
    #[arg(long, value_name = "NAME|FILE", default_value = "default")]
    pub protocol: String,
    /// A folder of guidance, in place of what is built in
    #[arg(long, value_name = "DIR")]
    pub guidance: Option<PathBuf>,
}

/// A database that exists.
#[derive(Debug, Args)]
pub struct Existing {
    /// The database.
    #[arg(long, value_name = "URL", help = DATABASE, env = DATABASE_VARIABLE, hide_env_values = true)]
    pub database: DatabaseUrl,
    /// The database of the keys, if it is not the one beside the database
    #[arg(long, value_name = "URL", env = KEYS_VARIABLE, hide_env_values = true)]
    pub keys: Option<DatabaseUrl>,
    /// The partnership's short name; without it, every partnership in the database
    #[arg(long, value_name = "NAME")]
    pub partnership: Option<Partnership>,
}

#[derive(Debug, Args)]
pub struct Demo {
    /// The address on which to serve
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// A folder for the demonstration; made and filled if it is missing
    #[arg(long, value_name = "DIR")]
    pub data: PathBuf,
}

#[derive(Debug, Args)]
pub struct Serve {
    /// The address on which to serve; put a web server that speaks HTTPS in front of it
    #[arg(long, value_name = "ADDRESS")]
    pub listen: SocketAddr,
    #[command(flatten)]
    pub record: Record,
    /// Put the protocol in force, where another one is
    #[arg(long)]
    pub publish_protocol: bool,
    /// A second address, for whoever runs the service and for nobody else: /livez, /readyz and /metrics
    #[arg(long, value_name = "ADDRESS")]
    pub operations: Option<SocketAddr>,
    /// Serve browsers that come by plain HTTP; only to try it out on one machine
    #[arg(long)]
    pub without_https: bool,
    /// A file that names the OpenID Connect provider by which practitioners sign in
    #[arg(long, value_name = "FILE")]
    pub identity: Option<PathBuf>,
    /// Let nobody sign in with a password
    #[arg(long, requires = "identity")]
    pub without_passwords: bool,
    /// A proxy that is believed when it says for whom it asks (X-Forwarded-For); may be given several times
    #[arg(long = "trusted-proxy", value_name = "ADDRESS")]
    pub trusted_proxies: Vec<IpAddr>,
}

#[derive(Debug, Args)]
pub struct Begin {
    #[command(flatten)]
    pub record: Record,
    /// The name of the first administrator
    #[arg(long = "name", value_name = "NAME")]
    pub administrator: String,
    /// The name with which the administrator signs in
    #[arg(long, value_name = "ACCOUNT", default_value = "administrator")]
    pub account: String,
    /// The telephone number of the administrator
    #[arg(long, value_name = "NUMBER", default_value = "")]
    pub telephone: String,
}

#[derive(Debug, Subcommand)]
pub enum Account {
    /// Let a practitioner join, with an account of their own
    Add(AddAccount),
    /// Say in which team a practitioner works, from a day on
    Place(PlaceAccount),
    /// Record training that a practitioner has completed
    Train(TrainAccount),
    /// Give an account a new password and a new secret for one-time codes
    Reset(NamedAccount),
    /// Close an account; what its owner wrote stays
    Close(NamedAccount),
}

#[derive(Debug, Args)]
pub struct AddAccount {
    #[command(flatten)]
    pub record: Record,
    /// The practitioner's name, as families see it
    #[arg(long, value_name = "NAME")]
    pub name: String,
    /// The name with which they sign in
    #[arg(long, value_name = "ACCOUNT")]
    pub account: String,
    /// The short name of their agency
    #[arg(long, value_name = "AGENCY")]
    pub agency: String,
    /// The agency's name for people, when it is new
    #[arg(long, value_name = "NAME")]
    pub agency_name: Option<String>,
    /// A capacity they may act in; may be given several times
    #[arg(long = "capacity", value_name = "CAPACITY", required = true)]
    pub capacities: Vec<Capacity>,
    /// They are a registered social worker
    #[arg(long)]
    pub social_work_qualified: bool,
    /// The telephone number that families are given
    #[arg(long, value_name = "NUMBER", default_value = "")]
    pub telephone: String,
    /// They sign in by the partnership's own provider alone: no password and no secret are made
    #[arg(long)]
    pub without_password: bool,
}

#[derive(Debug, Args)]
pub struct PlaceAccount {
    #[command(flatten)]
    pub named: NamedAccount,
    /// The team's name; empty when they leave theirs
    #[arg(long, value_name = "TEAM")]
    pub team: String,
    /// The first day, such as 2026-09-14
    #[arg(long, value_name = "DAY")]
    pub from: jiff::civil::Date,
}

#[derive(Debug, Args)]
pub struct TrainAccount {
    #[command(flatten)]
    pub named: NamedAccount,
    /// Which training, as the protocol names it
    #[arg(long, value_name = "TRAINING")]
    pub kind: String,
    /// The day it was completed, such as 2026-09-14
    #[arg(long, value_name = "DAY")]
    pub completed: jiff::civil::Date,
}

#[derive(Debug, Args)]
pub struct NamedAccount {
    #[command(flatten)]
    pub record: Record,
    /// The name with which they sign in
    #[arg(long, value_name = "ACCOUNT")]
    pub account: String,
}

#[derive(Debug, Args)]
pub struct Synth {
    /// How many children
    #[arg(long, value_name = "NUMBER", required_unless_present = "england")]
    pub children: Option<usize>,
    /// A year of the whole country in place of one partnership: what every authority would have returned of it, as history
    #[arg(long, conflicts_with_all = ["children", "partnership"])]
    pub england: bool,
    /// One in so many of the country's children
    #[arg(long, value_name = "NUMBER", requires = "england", default_value_t = 1)]
    pub one_in: usize,
    /// The seed: the same one makes the same people
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    pub seed: u64,
    /// The database, which must be empty.
    #[arg(
        long,
        value_name = "URL",
        help = "The database: sqlite:PATH or postgres://USER@HOST/NAME; it must be empty",
        env = DATABASE_VARIABLE,
        hide_env_values = true
    )]
    pub database: DatabaseUrl,
    /// The partnership's short name
    #[arg(long, value_name = "NAME", default_value = "wendale")]
    pub partnership: Partnership,
    /// The moment from which dates are counted back, such as 2026-11-23T09:00:00Z; without it, now
    #[arg(long, value_name = "MOMENT")]
    pub now: Option<jiff::Timestamp>,
}

#[derive(Debug, Args)]
pub struct Verify {
    /// The database.
    #[arg(
        long,
        value_name = "URL",
        conflicts_with = "export",
        help = "The database: sqlite:PATH or postgres://USER@HOST/NAME; without --export it may stand in ALONGSIDE_DATABASE"
    )]
    pub database: Option<DatabaseUrl>,
    /// The database of the keys, if it is not the one beside the database
    #[arg(long, value_name = "URL", conflicts_with = "export")]
    pub keys: Option<DatabaseUrl>,
    /// An export, proven without a database
    #[arg(long, value_name = "FILE")]
    pub export: Option<PathBuf>,
    /// The partnership's short name; without it, every partnership in the database
    #[arg(long, value_name = "NAME", conflicts_with = "export")]
    pub partnership: Option<Partnership>,
    /// An older checkpoint, kept elsewhere, that the record must still lead to
    #[arg(long, value_name = "FILE")]
    pub checkpoint: Option<PathBuf>,
    /// Where files are kept.
    #[arg(
        long,
        value_name = "URL",
        conflicts_with = "export",
        help = "Where files are kept, if not in the folder beside the database: file:FOLDER or s3://BUCKET/FOLDER"
    )]
    pub attachments: Option<FilesUrl>,
    /// The public key that the partnership published; without it an export is held against its own
    #[arg(long, value_name = "KEY", conflicts_with = "database")]
    pub key: Option<String>,
}

#[derive(Debug, Args)]
pub struct Export {
    #[command(flatten)]
    pub existing: Existing,
    /// The file to write; it must not exist
    #[arg(long, value_name = "FILE")]
    pub to: PathBuf,
}

#[derive(Debug, Args)]
pub struct Rebuild {
    #[command(flatten)]
    pub existing: Existing,
    #[command(flatten)]
    pub rules: RulesFrom,
}

#[derive(Debug, Args)]
pub struct Migrate {
    /// The database.
    #[arg(long, value_name = "URL", help = DATABASE, env = DATABASE_VARIABLE, hide_env_values = true)]
    pub database: DatabaseUrl,
    /// The database of the keys, if it is not the one beside the database
    #[arg(long, value_name = "URL", env = KEYS_VARIABLE, hide_env_values = true)]
    pub keys: Option<DatabaseUrl>,
}

#[derive(Debug, Args)]
pub struct Copy {
    /// The database to copy.
    #[arg(
        long,
        value_name = "URL",
        help = "The database to copy: sqlite:PATH or postgres://USER@HOST/NAME; it may be served meanwhile",
        env = DATABASE_VARIABLE,
        hide_env_values = true
    )]
    pub from: DatabaseUrl,
    /// The database of its keys, if it is not the one beside it
    #[arg(long, value_name = "URL", env = KEYS_VARIABLE, hide_env_values = true)]
    pub from_keys: Option<DatabaseUrl>,
    /// The database to copy to: empty, or an earlier copy of the same record
    #[arg(long, value_name = "URL", env = TO_VARIABLE, hide_env_values = true)]
    pub to: DatabaseUrl,
    /// The database for the keys there, if it is not to be the one beside it
    #[arg(long, value_name = "URL", env = TO_KEYS_VARIABLE, hide_env_values = true)]
    pub to_keys: Option<DatabaseUrl>,
}

#[derive(Debug, Args)]
pub struct Doctor {
    #[command(flatten)]
    pub existing: Existing,
    /// The folder to which checkpoints were also written: says whether anything that they cover is missing here
    #[arg(long, value_name = "DIR")]
    pub checkpoints: Option<PathBuf>,
    /// Where files are kept.
    #[arg(long, value_name = "URL", help = "Where files are kept: says whether that place answers")]
    pub attachments: Option<FilesUrl>,
}
