//! What may be asked of the law and the guidance.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use guidance::Stretch;
use kernel::Moment;

/// Ask what law and guidance say: limits, duties, dates, and what changed between editions
#[derive(Debug, Args)]
pub struct Guidance {
    /// A folder of guidance, in place of what is built in
    #[arg(long, value_name = "DIR", global = true)]
    pub guidance: Option<PathBuf>,
    /// As text for people, or as JSON for programs; without it, text, and JSON for replay
    #[arg(long, value_enum, global = true)]
    pub format: Option<Format>,
    #[command(subcommand)]
    pub ask: Ask,
}

/// How an answer is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Text,
    Json,
}

/// What may be listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    Clocks,
    Duties,
    Clauses,
    Editions,
    Milestones,
    Checks,
}

#[derive(Debug, Subcommand)]
pub enum Ask {
    /// List every clock, duty, clause, edition, milestone or check
    List(List),
    /// Show everything about one thing
    Show(Show),
    /// Say when a limit that starts on a day runs out, and why
    Due(Due),
    /// Count days or hours away from home against a running count
    Count(Count),
    /// Say what changed between two editions
    Diff(Diff),
    /// Look for what is wrong, and list what still has to be checked
    Lint,
    /// Say which duties are encoded and tested, and which have a page and a return behind them
    Coverage,
    /// Say what a list of milestones makes due
    Replay(Replay),
    /// Print the JSON Schema of a kind of data file, or name every one
    Schema(Schema),
}

#[derive(Debug, Args)]
pub struct List {
    /// What to list
    #[arg(long, value_enum, default_value = "clocks")]
    pub kind: Kind,
    /// Only what is in this edition, such as WT-2023
    #[arg(long, value_name = "EDITION")]
    pub edition: Option<String>,
}

#[derive(Debug, Args)]
pub struct Show {
    /// A clock (K03), duty (AS-01), clause, edition (WT-2023), milestone (referral.received) or check (DR-01)
    #[arg(value_name = "ID")]
    pub id: String,
}

#[derive(Debug, Args)]
pub struct Due {
    /// The clock, such as K03
    #[arg(value_name = "CLOCK")]
    pub clock: String,
    /// When it starts: a day such as 2026-11-23, or an instant such as 2026-11-23T09:00:00Z
    #[arg(long, value_name = "DATE", value_parser = moment)]
    pub from: Moment,
    /// As if this edition were in force; without it, the one that is when it starts
    #[arg(long, value_name = "EDITION")]
    pub edition: Option<String>,
    /// A local protocol, whose limits may be tighter: the name of one that is built in, or a file
    #[arg(long, value_name = "NAME|FILE")]
    pub protocol: Option<String>,
    /// Say too how the date was found, what the clause requires, and what is not certain
    #[arg(long)]
    pub explain: bool,
}

#[derive(Debug, Args)]
pub struct Count {
    /// The running count, such as K38
    #[arg(value_name = "CLOCK")]
    pub clock: String,
    /// A stay, its last day included, such as 2026-04-01/2026-04-09; may be given several times
    #[arg(long = "stay", value_name = "FROM/UNTIL", required = true, value_parser = rulebook::count::stay)]
    pub stays: Vec<Stretch>,
}

#[derive(Debug, Args)]
pub struct Diff {
    /// The edition to compare, on its first day or, as in CA-1989@2020-01-01, on another
    #[arg(value_name = "EDITION")]
    pub from: String,
    /// The edition to compare it with
    #[arg(value_name = "EDITION")]
    pub to: String,
}

#[derive(Debug, Args)]
pub struct Replay {
    /// A JSON file with today, milestones and, if known, facts and edition; `-` for standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// A local protocol, whose promises are added: the name of one that is built in, or a file
    #[arg(long, value_name = "NAME|FILE")]
    pub protocol: Option<String>,
}

#[derive(Debug, Args)]
pub struct Schema {
    /// The kind of file; without it, every name
    #[arg(value_name = "NAME")]
    pub name: Option<String>,
}

fn moment(text: &str) -> Result<Moment, String> {
    rulebook::moment(text)
}
