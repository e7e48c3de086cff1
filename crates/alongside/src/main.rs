//! The executable. Each role is a file in `role/`; what they share stands beside this one.

mod arguments;
mod assembly;
mod bar;
mod identity_file;
mod late;
mod operations;
mod outside;
mod print;
mod role;
mod schemas;
mod sealing;
mod signals;
mod usage;
mod worker;

use std::io::IsTerminal as _;
use std::process::ExitCode;

use clap::Parser;
use tracing_subscriber::EnvFilter;

use crate::arguments::{Arguments, Role};
use crate::print::explain;

/// What the process answers to whoever started it. `verify` is why 1 and 2 differ: altered is not unreadable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// 0: done; for `verify`, proven.
    Done,
    /// 1: the record is not as it was written.
    Altered,
    /// 1: `guidance lint` found an error, a check of `protocol check` fails, `return validate` found something, or a vignette came otherwise.
    Wrong,
    /// 2: not done, and why is said already.
    NotDone,
}

fn main() -> ExitCode {
    let arguments = Arguments::try_parse().unwrap_or_else(|error| usage::refuse(&error));
    // Logs say what happened to the service, never to whom: identifiers of streams at most.
    let filter = EnvFilter::try_from_env("ALONGSIDE_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    let colours = std::io::stderr().is_terminal();
    tracing_subscriber::fmt().with_writer(std::io::stderr).with_ansi(colours).with_env_filter(filter).init();
    let outcome = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(anyhow::Error::from)
        .and_then(|runtime| runtime.block_on(run(arguments.role)));
    match outcome {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Altered | Outcome::Wrong) => ExitCode::from(1),
        Ok(Outcome::NotDone) => ExitCode::from(2),
        Err(error) => {
            explain(&error);
            ExitCode::from(2)
        }
    }
}

async fn run(role: Role) -> anyhow::Result<Outcome> {
    match role {
        Role::Demo(demo) => role::demo::run(demo).await.map(|()| Outcome::Done),
        Role::Serve(serve) => role::serve::run(serve).await.map(|()| Outcome::Done),
        Role::Begin(begin) => role::begin::run(begin).await.map(|()| Outcome::Done),
        Role::Account(account) => role::account::run(account).await.map(|()| Outcome::Done),
        Role::Synth(synth) => role::synth::run(synth).await.map(|()| Outcome::Done),
        Role::Verify(verify) => role::verify::run(&verify).await,
        Role::Export(export) => role::export::run(&export).await.map(|()| Outcome::Done),
        Role::Rebuild(rebuild) => role::rebuild::run(rebuild).await.map(|()| Outcome::Done),
        Role::Retention(asked) => role::retention::run(asked).await.map(|()| Outcome::Done),
        Role::Backup(backup) => role::backup::run(&backup).await,
        Role::Restore(restore) => role::restore::run(&restore).await,
        Role::Copy(copy) => role::copy::run(&copy).await,
        Role::Migrate(migrate) => role::migrate::run(migrate).await.map(|()| Outcome::Done),
        Role::Doctor(doctor) => role::doctor::run(&doctor).await,
        Role::Guidance(asked) => role::guidance::run(&asked),
        Role::Protocol(asked) => role::protocol::run(&asked),
        Role::Return(asked) => role::returns::run(&asked).await,
        Role::Vignette(asked) => role::vignette::run(&asked).await,
        Role::WhatIf(asked) => role::what_if::run(&asked).await.map(|()| Outcome::Done),
    }
}
