//! Which crate may use which: exactly what `ARCHITECTURE.md` draws, and only downwards. And how much comes from others.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;
use tidy::source::{read, root};

/// Crates that must do no I/O and know no clock and no chance, with every library that they may use. A library that is
/// added here must keep that promise too.
const PURE: &[&str] =
    &["access", "forms", "guidance", "kernel", "measures", "records", "returns", "rulebook", "simulation"];
/// What pure crates may use of others' work. `include_dir` reads files while compiling, never while running.
const PURE_LIBRARIES: &[&str] = &[
    "annotate-snippets",
    "comfy-table",
    "csv",
    "data-encoding",
    "encoding_rs",
    "fixedbitset",
    "garde",
    "include_dir",
    "jiff",
    "memchr",
    "miette",
    "nalgebra",
    "quick-xml",
    "schemars",
    "serde",
    "serde_json",
    "sha2",
    "statrs",
    "strsim",
    "thiserror",
    "toml",
    "uuid",
];
/// The most packages that the executable is built from, ours included: what one can still look through. Some sixty of them come with
/// the encryption of backups alone (`age`), for its key formats and its messages.
const PACKAGES_MAX: usize = 520;
/// Drawn in no picture: they look at the others from the side, and nothing uses them.
const BESIDE: &[&str] = &["benches", "tidy"];

type Graph = BTreeMap<String, BTreeSet<String>>;

fn metadata() -> Value {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let output = Command::new(cargo)
        .args(["metadata", "--no-deps", "--format-version", "1", "--locked", "--offline"])
        .current_dir(root())
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("cargo writes JSON")
}

/// What each crate uses, of ours or of others, for a kind of dependency.
fn uses(metadata: &Value, ours: bool, development: bool) -> Graph {
    let packages = metadata["packages"].as_array().expect("packages");
    let known: BTreeSet<&str> = packages.iter().filter_map(|package| package["name"].as_str()).collect();
    let mut graph = Graph::new();
    for package in packages {
        let name = package["name"].as_str().expect("a name");
        let used = package["dependencies"]
            .as_array()
            .expect("dependencies")
            .iter()
            .filter(|dependency| (dependency["kind"].as_str() == Some("dev")) == development)
            .filter_map(|dependency| dependency["name"].as_str())
            .filter(|dependency| known.contains(dependency) == ours)
            .map(str::to_owned)
            .collect();
        graph.insert(name.to_owned(), used);
    }
    graph
}

/// The graph that `ARCHITECTURE.md` draws: the rows of its code map that begin with `crates/`, with their column "Uses".
fn drawn() -> Graph {
    let mut graph = Graph::new();
    for line in read("ARCHITECTURE.md").lines().filter(|line| line.starts_with("| `crates/")) {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let name = cells[1].trim_matches('`').trim_start_matches("crates/").to_owned();
        assert!(!cells[4].is_empty(), "{name}: ARCHITECTURE.md does not say what it knows nothing of");
        let used = cells[3]
            .split(',')
            .map(|word| word.trim().trim_matches('`'))
            .filter(|word| !word.is_empty() && *word != "—");
        graph.insert(name, used.map(str::to_owned).collect());
    }
    graph
}

#[test]
fn the_crates_use_each_other_as_drawn() {
    let mut real = uses(&metadata(), true, false);
    let drawn = drawn();
    for beside in BESIDE {
        real.remove(*beside);
    }
    assert_eq!(real, drawn, "left: the Cargo.toml files; right: the code map of ARCHITECTURE.md");
}

/// The height of a crate: above everything that it uses.
fn height(graph: &Graph, name: &str, seen: &mut Vec<String>) -> usize {
    assert!(!seen.iter().any(|before| before == name), "a circle: {seen:?}");
    seen.push(name.to_owned());
    let below =
        graph.get(name).into_iter().flatten().map(|used| height(graph, used, seen) + 1).max().unwrap_or(0);
    seen.pop();
    below
}

#[test]
fn arrows_point_down_also_in_tests() {
    let metadata = metadata();
    let graph = uses(&metadata, true, false);
    for (name, used) in uses(&metadata, true, true) {
        for other in used.iter().filter(|other| **other != name) {
            // What a test uses may not be built on what it tests: that would be two copies of one crate.
            let mut below = vec![other.clone()];
            while let Some(next) = below.pop() {
                assert!(next != name, "the tests of {name} use {other}, which is built on it");
                below.extend(graph.get(&next).into_iter().flatten().cloned());
            }
        }
        height(&graph, &name, &mut Vec::new());
    }
}

#[test]
fn pure_crates_use_only_pure_libraries() {
    let others = uses(&metadata(), false, false);
    for name in PURE {
        for library in &others[*name] {
            assert!(PURE_LIBRARIES.contains(&library.as_str()), "{name} is pure and uses {library}");
        }
    }
}

#[test]
fn only_the_store_has_a_database() {
    // Benchmarks write the same rows without the store, to measure it beside that.
    for (name, used) in uses(&metadata(), false, false) {
        for library in ["rusqlite", "refinery", "postgres", "tokio-postgres", "sqlx"] {
            assert!(name == "store" || name == "benches" || !used.contains(library), "{name} uses {library}");
        }
    }
}

#[test]
fn the_executable_is_built_from_few_packages() {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let output = Command::new(cargo)
        .args([
            "tree",
            "-p",
            "alongside",
            "-e",
            "normal,build",
            "--prefix",
            "none",
            "--format",
            "{p}",
            "--locked",
            "--offline",
        ])
        .current_dir(root())
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let listed = String::from_utf8_lossy(&output.stdout);
    let packages: BTreeSet<&str> = listed
        .lines()
        .filter_map(|line| line.strip_suffix(" (*)").or(Some(line)))
        .filter(|line| !line.is_empty())
        .collect();
    println!("packages in the default build: {} (at most {PACKAGES_MAX})", packages.len());
    assert!(!packages.is_empty() && packages.len() <= PACKAGES_MAX, "{} packages", packages.len());
}
