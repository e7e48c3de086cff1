//! What may be asked of worked family journeys.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::RulesFrom;

/// Worked family journeys, written as data.
#[derive(Debug, Subcommand)]
pub enum VignetteRole {
    /// Play journeys in a database of their own, and say what came otherwise than they expect
    #[command(after_help = RUN_EXITS)]
    Run(Run),
    /// List the commands that a journey can give
    Commands,
}

const RUN_EXITS: &str = "Exit codes:
  0  everything came as expected
  1  something came otherwise
  2  a file could not be read, or speaks of what is not there";

#[derive(Debug, Args)]
pub struct Run {
    /// The journeys (TOML)
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// Show each step with what came of it
    #[arg(long)]
    pub show: bool,
    #[command(flatten)]
    pub rules: RulesFrom,
}
