//! The results of checks as SARIF 2.1.0 (OASIS Standard, 27 March 2020), as far as a list of checks needs it.

use serde::Serialize;

use super::check::{Answered, CheckResult};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";
const VERSION: &str = "2.1.0";
const TOOL: &str = "alongside protocol check";

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool<'a>,
    column_kind: &'static str,
    results: Vec<Outcome<'a>>,
}

#[derive(Serialize)]
struct Tool<'a> {
    driver: Driver<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver<'a> {
    name: &'static str,
    semantic_version: &'static str,
    rules: Vec<Rule<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule<'a> {
    id: &'a str,
    short_description: Message,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<Message>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome<'a> {
    rule_id: &'a str,
    rule_index: usize,
    kind: &'static str,
    level: &'static str,
    message: Message,
    locations: Vec<Location>,
}

#[derive(Serialize)]
struct Message {
    text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: Physical,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    region: Region,
}

#[derive(Serialize)]
struct Artifact {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
}

/// The log of one run over one protocol.
pub(super) fn write(checks: &[Answered], file: &str) -> String {
    let rules = checks.iter().map(|check| Rule {
        id: &check.check,
        short_description: Message { text: check.asks.clone() },
        help: check.hint.clone().map(|text| Message { text }),
    });
    let results = checks.iter().enumerate().map(|(number, check)| outcome(number, check, file));
    let run = Run {
        tool: Tool {
            driver: Driver {
                name: TOOL,
                semantic_version: env!("CARGO_PKG_VERSION"),
                rules: rules.collect(),
            },
        },
        column_kind: "unicodeCodePoints",
        results: results.collect(),
    };
    let log = Log { schema: SCHEMA, version: VERSION, runs: [run] };
    serde_json::to_string_pretty(&log).unwrap_or_default()
}

fn outcome<'a>(number: usize, check: &'a Answered, file: &str) -> Outcome<'a> {
    let (kind, level) = match check.result {
        CheckResult::Pass => ("pass", "none"),
        CheckResult::Fail => ("fail", "error"),
        CheckResult::NotApplicable => ("notApplicable", "none"),
    };
    let mut locations: Vec<Location> =
        check.evidence.iter().map(|found| location(&found.file, found.line)).collect();
    if locations.is_empty() {
        // What is missing has no line of its own; the file is named by its first.
        locations.push(location(file, 1));
    }
    let clause = check.clause.as_ref().map(|clause| format!(" ({clause})")).unwrap_or_default();
    let letter = check.letter.as_ref().map(|letter| format!("\n\n{letter}")).unwrap_or_default();
    Outcome {
        rule_id: &check.check,
        rule_index: number,
        kind,
        level,
        message: Message { text: format!("{}{clause}{letter}", check.because()) },
        locations,
    }
}

fn location(file: &str, line: usize) -> Location {
    Location {
        physical_location: Physical {
            artifact_location: Artifact { uri: as_reference(file) },
            region: Region { start_line: line },
        },
    }
}

/// A path as a relative reference (RFC 3986): every byte that is not plain is written as `%XX`.
fn as_reference(path: &str) -> String {
    let mut reference = String::new();
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            reference.push(char::from(byte));
        } else {
            reference.push_str(&format!("%{byte:02X}"));
        }
    }
    reference
}
