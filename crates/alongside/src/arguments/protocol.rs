//! What may be asked of a local protocol.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use jiff::civil::Date;

/// The local protocol, and the guidance that it is held against.
#[derive(Debug, Subcommand)]
pub enum ProtocolRole {
    /// Put every check to a protocol, with what it says to each, and where
    Check(CheckProtocol),
    /// Show how two protocols differ
    Diff(DiffProtocols),
    /// Write a protocol's public page: what happens when a family asks
    Publish(PublishProtocol),
}

/// How the answer of a check is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    /// For a person
    Text,
    /// An array with one object for each check
    Json,
    /// SARIF 2.1.0, for editors and code hosts
    Sarif,
}

/// How a comparison is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DiffFormat {
    /// For a person
    Text,
    /// One object
    Json,
}

/// How a page is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PageFormat {
    /// One file that needs no other
    Html,
    /// For another site's pages
    Markdown,
}

#[derive(Debug, Args)]
pub struct CheckProtocol {
    /// The protocol: a file, or the name of one that is built in
    #[arg(value_name = "FILE")]
    pub protocol: String,
    /// How to write the answer
    #[arg(long, value_enum, default_value_t = CheckFormat::Text)]
    pub format: CheckFormat,
    /// The edition of Working Together that asks, such as WT-2023; without it, the one in force today
    #[arg(long, value_name = "EDITION")]
    pub edition: Option<String>,
    /// The day on which it is asked, such as 2026-11-23; without it, today
    #[arg(long, value_name = "DAY")]
    pub today: Option<Date>,
    /// A folder of guidance, in place of what is built in
    #[arg(long, value_name = "DIR")]
    pub guidance: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct DiffProtocols {
    /// The first: a file, or the name of one that is built in
    #[arg(value_name = "FILE")]
    pub first: String,
    /// The second
    #[arg(value_name = "FILE")]
    pub second: String,
    /// How to write the answer
    #[arg(long, value_enum, default_value_t = DiffFormat::Text)]
    pub format: DiffFormat,
    /// The day on which checks are asked, such as 2026-11-23; without it, today
    #[arg(long, value_name = "DAY")]
    pub today: Option<Date>,
    /// A folder of guidance, in place of what is built in
    #[arg(long, value_name = "DIR")]
    pub guidance: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct PublishProtocol {
    /// The protocol: a file, or the name of one that is built in
    #[arg(value_name = "FILE")]
    pub protocol: String,
    /// The file to write, replaced if it is there; - for standard output
    #[arg(long, value_name = "FILE")]
    pub to: PathBuf,
    /// How to write the page; without it, Markdown for a name that ends in .md, and HTML for any other
    #[arg(long, value_enum)]
    pub format: Option<PageFormat>,
    /// The day for which the page is made, such as 2026-11-23; without it, today
    #[arg(long, value_name = "DAY")]
    pub today: Option<Date>,
    /// A folder of guidance, in place of what is built in
    #[arg(long, value_name = "DIR")]
    pub guidance: Option<PathBuf>,
}
