//! What may be asked of a statutory return.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use returns::Year;

/// Statutory returns: the children in need census and the SSDA903.
#[derive(Debug, Subcommand)]
pub enum ReturnRole {
    /// Check a return: one census file (XML), or the files of an SSDA903 (CSV)
    #[command(after_help = VALIDATE_EXITS)]
    Validate(Validate),
    /// List the rules, show some, or compare two years
    Rules(Rules),
    /// Check returns on a page in your own browser; nothing leaves this machine
    Serve(Serve),
}

/// The port that stands in the guide: nothing well known has it.
const DESK: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 8903);

#[derive(Debug, Args)]
pub struct Serve {
    /// Where the page is; an address of this machine alone (loopback)
    #[arg(long, value_name = "ADDRESS", default_value_t = DESK)]
    pub listen: SocketAddr,
}

const VALIDATE_EXITS: &str = "Exit codes:
  0  nothing was found
  1  something was found, or a rule could not be asked of a child
  2  a file could not be read, or is no return that is known";

/// Which return.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReturnKind {
    /// The children in need census
    Cin,
    /// The return on children looked after
    Ssda903,
}

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// For a person
    Table,
    /// One object
    Json,
    /// Rows, for a spreadsheet
    Csv,
    /// SARIF 2.1.0, for editors and code hosts
    Sarif,
    /// A page that needs no other file
    Html,
}

#[derive(Debug, Args)]
pub struct Validate {
    /// The files of the return
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// Which return it is, if that is not to be told from the files
    #[arg(long, value_enum, value_name = "KIND")]
    pub kind: Option<ReturnKind>,
    /// By which year's rules, such as 2025-26; without it, the year that the files name
    #[arg(long, value_name = "YEAR")]
    pub year: Option<Year>,
    /// Files of last year's SSDA903, with which some rules compare
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub last: Vec<PathBuf>,
    /// The postcode directory: CSV with a column pcd, pcds or postcode
    #[arg(long, value_name = "FILE")]
    pub postcodes: Option<PathBuf>,
    /// The list of providers: CSV with a column URN
    #[arg(long, value_name = "FILE")]
    pub providers: Option<PathBuf>,
    /// How to write what was found
    #[arg(long, value_enum, default_value_t = ReportFormat::Table)]
    pub format: ReportFormat,
    /// Where to write it; without it, standard output
    #[arg(long, value_name = "FILE")]
    pub to: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Rules {
    /// Show these rules whole, with an example of each; without any, list all
    #[arg(value_name = "CODE")]
    pub codes: Vec<String>,
    /// Of which return
    #[arg(long, value_enum, default_value_t = ReturnKind::Cin)]
    pub kind: ReturnKind,
    /// Only those of a year, such as 2025-26
    #[arg(long, value_name = "YEAR")]
    pub year: Option<Year>,
    /// What changed from one year to another
    #[arg(long, num_args = 2, value_names = ["YEAR", "YEAR"], conflicts_with = "year")]
    pub diff: Option<Vec<Year>>,
    /// One array, for programs
    #[arg(long)]
    pub json: bool,
}
