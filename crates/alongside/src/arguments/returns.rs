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
    /// Write a return from a partnership's record
    #[command(subcommand)]
    Build(Box<BuildRole>),
    /// Check returns on a page in your own browser; nothing leaves this machine
    Serve(Serve),
}

/// What may be taken over.
#[derive(Debug, Subcommand)]
pub enum ImportRole {
    /// A children in need census: one file (XML). The same file twice changes nothing; begun again, it goes on where it stopped
    Cin(ImportCin),
    /// A return on children looked after: its files (CSV) of one year
    Ssda903(ImportSsda903),
    /// Tables of the Standard Safeguarding Dataset: a folder of CSV files, as `return build ssd` writes them
    Ssd(ImportSsd),
}

#[derive(Debug, Args)]
pub struct ImportSsda903 {
    /// The files of one year
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// The collection year, such as 2025-26; without it, the year in which most dates lie
    #[arg(long, value_name = "YEAR")]
    pub year: Option<Year>,
    /// The authority's three digits, which no file names; without it, that of the returns which were taken over
    #[arg(long, value_name = "DIGITS")]
    pub authority: Option<String>,
    #[command(flatten)]
    pub record: super::Record,
}

#[derive(Debug, Args)]
pub struct ImportSsd {
    /// The folder
    #[arg(value_name = "FOLDER")]
    pub folder: PathBuf,
    /// The collection year that the tables are of, such as 2025-26
    #[arg(long, value_name = "YEAR")]
    pub year: Year,
    /// The authority's three digits, which no table names; without it, that of the returns which were taken over
    #[arg(long, value_name = "DIGITS")]
    pub authority: Option<String>,
    #[command(flatten)]
    pub record: super::Record,
}

#[derive(Debug, Args)]
pub struct ImportCin {
    /// The file
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// The collection year, such as 2025-26; without it, the year that the file names
    #[arg(long, value_name = "YEAR")]
    pub year: Option<Year>,
    #[command(flatten)]
    pub record: super::Record,
}

/// Which return is written.
#[derive(Debug, Subcommand)]
pub enum BuildRole {
    /// The children in need census, as XML. The same record and the same words here are the same bytes
    #[command(after_help = BUILD_EXITS)]
    Cin(BuildCin),
    /// The return on children looked after (SSDA903), as CSV files. The same record is the same bytes
    #[command(after_help = BUILD_EXITS)]
    Ssda903(BuildSsda903),
    /// The payload of the Department's daily interface (schema 0.9.0), as JSON; with --before, what has changed since
    Api(BuildApi),
    /// Tables of the Standard Safeguarding Dataset, as CSV or Parquet files
    Ssd(BuildSsd),
    /// The lists that inspectors ask for (Annex A), as a workbook (XLSX). The same record and the same words here are the same bytes
    AnnexA(BuildAnnexA),
}

const BUILD_EXITS: &str = "Exit codes:
  0  written, and no rule of the year found anything
  1  written; rules found something, and which is said
  2  not written";

#[derive(Debug, Args)]
pub struct BuildApi {
    /// The collection year whose children are sent: 2027, or 2026-27
    #[arg(long, value_name = "YEAR")]
    pub year: Year,
    /// The whole payload that was sent before: children who say the same are left out, and those who are gone are taken back
    #[arg(long, value_name = "FILE")]
    pub before: Option<PathBuf>,
    /// Where to write it; without it, standard output
    #[arg(long, value_name = "FILE")]
    pub to: Option<PathBuf>,
    #[command(flatten)]
    pub record: super::Record,
}

#[derive(Debug, Args)]
pub struct BuildSsd {
    /// The collection year whose children are written: 2027, or 2026-27
    #[arg(long, value_name = "YEAR")]
    pub year: Year,
    /// The folder to write to; it is made, and must not exist
    #[arg(long, value_name = "DIR")]
    pub to: PathBuf,
    /// How the tables are written
    #[arg(long, value_enum, default_value_t = TableFormat::Csv)]
    pub format: TableFormat,
    #[command(flatten)]
    pub record: super::Record,
}

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TableFormat {
    /// Rows of text, which every program reads
    Csv,
    /// Columns with their kinds, for data tools
    Parquet,
}

#[derive(Debug, Args)]
pub struct BuildAnnexA {
    /// The first day of the lists, such as 2026-10-01; without it, each list looks back as far as it says
    #[arg(long, value_name = "DAY")]
    pub from: Option<jiff::civil::Date>,
    /// Their last day; without it, today
    #[arg(long, value_name = "DAY")]
    pub until: Option<jiff::civil::Date>,
    /// When the workbook says that it was made, such as 2027-05-01T09:00:00; without it, now
    #[arg(long, value_name = "MOMENT")]
    pub made_at: Option<jiff::civil::DateTime>,
    /// Where to write it
    #[arg(long, value_name = "FILE")]
    pub to: PathBuf,
    #[command(flatten)]
    pub record: super::Record,
}

#[derive(Debug, Args)]
pub struct BuildSsda903 {
    /// The collection year: 2027, or 2026-27
    #[arg(long, value_name = "YEAR")]
    pub year: Year,
    /// The folder to write to; it is made, and must not exist
    #[arg(long, value_name = "FOLDER")]
    pub to: PathBuf,
    #[command(flatten)]
    pub record: super::Record,
}

#[derive(Debug, Args)]
pub struct BuildCin {
    /// The collection year: 2027, or 2026-27
    #[arg(long, value_name = "YEAR")]
    pub year: Year,
    /// The authority's three digits; without it, that of the returns which were taken over
    #[arg(long, value_name = "DIGITS")]
    pub authority: Option<String>,
    /// The number of this return among those of the year
    #[arg(long, value_name = "NUMBER", default_value = "001")]
    pub serial: String,
    /// When the return says that it was made, such as 2027-05-01T09:00:00; without it, now
    #[arg(long, value_name = "MOMENT")]
    pub made_at: Option<jiff::civil::DateTime>,
    /// Where to write it; without it, standard output
    #[arg(long, value_name = "FILE")]
    pub to: Option<PathBuf>,
    #[command(flatten)]
    pub record: super::Record,
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
