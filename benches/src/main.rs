//! Measures the service under load, as a whole process, from outside.
//!
//! `cargo run --release -p benches -- --children 10000` makes an invented partnership, starts the released executable on
//! it, signs in with password and one-time code as an assessor with 16 children and as a supervisor with 400, and then
//! asks for 50 pages and sends 50 commands each second for a minute: open loop, so that a slow answer does not slow the
//! asking down, and each time is counted from the moment the request was due. Every page read is logged durably before
//! it is given; every command is on disk before it is acknowledged. The generator runs on the same machine.

mod load;
mod people;
mod report;
mod server;

use std::path::PathBuf;
use std::time::Duration;

use anyhow::Result;
use clap::Parser;

/// How much, how long, where.
#[derive(Debug, Parser)]
pub struct Arguments {
    /// Children of the invented partnership.
    #[arg(long, default_value_t = 10_000)]
    children: usize,
    /// Seconds that are counted, after the warm-up.
    #[arg(long, default_value_t = 60)]
    seconds: u64,
    /// Seconds that are not counted, first.
    #[arg(long, default_value_t = 10)]
    warm_up: u64,
    /// Pages asked for in a second.
    #[arg(long, default_value_t = 50)]
    pages: u64,
    /// Commands sent in a second.
    #[arg(long, default_value_t = 50)]
    commands: u64,
    /// The executable.
    #[arg(long, default_value = "target/release/alongside")]
    executable: PathBuf,
    /// A folder for the database; kept, and used again when it holds one.
    #[arg(long, default_value = "target/benches")]
    folder: PathBuf,
}

#[tokio::main]
async fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let database = server::made(&arguments)?;
    let people = people::prepared(&database).await?;
    let server = server::Server::start(&arguments.executable, &database).await?;
    let assessor = people::signed_in(&server.address, &people.assessor).await?;
    let supervisor = people::signed_in(&server.address, &people.supervisor).await?;
    let rates = load::Rates {
        pages: arguments.pages,
        commands: arguments.commands,
        warm_up: Duration::from_secs(arguments.warm_up),
        counted: Duration::from_secs(arguments.seconds),
    };
    let measured = load::run(&server.address, &people, &assessor, &supervisor, rates).await?;
    report::print(&arguments, &server, &measured)?;
    Ok(())
}
