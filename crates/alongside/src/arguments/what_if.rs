//! What may be asked of a reform.

use std::path::PathBuf;

use clap::{ArgGroup, Args, ValueEnum};
use jiff::civil::Date;
use kernel::Partnership;
use store::DatabaseUrl;

use super::KEYS_VARIABLE;

/// In which form the report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// To read
    Markdown,
    /// One object; a number that is hidden is null
    Json,
    /// One number a line; a number that is hidden says so
    Csv,
}

#[derive(Debug, Args)]
#[command(group = ArgGroup::new("draft").required(true).multiple(true).args(["protocol", "edition"]))]
#[command(group = ArgGroup::new("records").required(true).args(["database", "children"]))]
pub struct WhatIf {
    /// The draft protocol: a file, or the name of one that is built in
    #[arg(long, value_name = "DRAFT")]
    pub protocol: Option<String>,
    /// A folder of draft guidance, laid over today's: what has the same kind and identifier stands in its place
    #[arg(long, value_name = "DIR")]
    pub edition: Option<PathBuf>,
    /// The draft folder is all the guidance there is, and is laid over nothing
    #[arg(long, requires = "edition")]
    pub alone: bool,
    /// The protocol in force today: the name of one that is built in, or a file [default: default; for invented records, wendale]
    #[arg(long, value_name = "NAME|FILE")]
    pub in_force: Option<String>,
    /// A folder of guidance, in place of what is built in
    #[arg(long, value_name = "DIR")]
    pub guidance: Option<PathBuf>,
    /// The partnership's own records: sqlite:PATH
    #[arg(long, value_name = "URL", requires = "partnership")]
    pub database: Option<DatabaseUrl>,
    /// The database of the keys, if it is not the one beside the database
    #[arg(long, value_name = "URL", env = KEYS_VARIABLE, hide_env_values = true)]
    pub keys: Option<DatabaseUrl>,
    /// The partnership's short name
    #[arg(long, value_name = "NAME", conflicts_with = "children")]
    pub partnership: Option<Partnership>,
    /// Invented records of so many children, made from the seed
    #[arg(long, value_name = "NUMBER", requires = "today")]
    pub children: Option<usize>,
    /// The seed of invented records and of the bootstrap
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    pub seed: u64,
    /// The day at whose end lateness is judged; without it, the day of the latest event, for which everything is read twice
    #[arg(long, value_name = "DAY")]
    pub today: Option<Date>,
    /// What work is assumed to take, in place of what is built in
    #[arg(long, value_name = "FILE")]
    pub assumptions: Option<PathBuf>,
    /// Print the assumptions that are built in, to begin from, and do nothing else
    #[arg(long, exclusive = true)]
    pub print_assumptions: bool,
    /// How often records are drawn again, for intervals; without it there are none
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..=i64::from(simulation::Bootstrap::TURNS_MAX)))]
    pub bootstrap: Option<u32>,
    /// In which form the report is written
    #[arg(long, value_enum, default_value_t = ReportFormat::Markdown)]
    pub format: ReportFormat,
    /// The file to write, which must not exist; without it, the report is printed
    #[arg(long, value_name = "FILE")]
    pub to: Option<PathBuf>,
}
