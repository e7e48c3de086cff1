//! The table: the machine, then each kind of request.

use std::collections::BTreeMap;

use anyhow::Result;

use crate::Arguments;
use crate::load::Measured;
use crate::server::Server;

/// Prints it.
#[expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]
pub fn print(
    arguments: &Arguments,
    server: &Server,
    measured: &BTreeMap<&'static str, Measured>,
) -> Result<()> {
    println!("machine: {}", machine()?);
    println!(
        "load: {} children; {} pages/s and {} commands/s for {} s after {} s; open loop; generator on the same machine",
        arguments.children, arguments.pages, arguments.commands, arguments.seconds, arguments.warm_up
    );
    println!(
        "start to healthy: {} ms; resident after the run: {} MB",
        server.started_in.as_millis(),
        server.resident_kilobytes()? / 1024
    );
    println!("| request | answered | p50 ms | p90 ms | p99 ms | max ms | errors |");
    println!("| --- | --- | --- | --- | --- | --- | --- |");
    for (kind, measured) in measured {
        let milliseconds = |microseconds: u64| {
            let whole = microseconds / 1000;
            format!("{whole}.{:01}", microseconds % 1000 / 100)
        };
        println!(
            "| {kind} | {} | {} | {} | {} | {} | {} |",
            measured.times.len(),
            milliseconds(measured.times.value_at_quantile(0.5)),
            milliseconds(measured.times.value_at_quantile(0.9)),
            milliseconds(measured.times.value_at_quantile(0.99)),
            milliseconds(measured.times.max()),
            measured.errors
        );
    }
    Ok(())
}

fn machine() -> Result<String> {
    let information = std::fs::read_to_string("/proc/cpuinfo")?;
    let models: Vec<&str> = information
        .lines()
        .filter_map(|line| line.strip_prefix("model name"))
        .map(|rest| rest.trim_start_matches([' ', '\t', ':']))
        .collect();
    Ok(format!("{} × {}", models.len(), models.first().unwrap_or(&"unknown processor")))
}
