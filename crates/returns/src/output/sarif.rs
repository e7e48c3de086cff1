//! A report as SARIF 2.1.0 (OASIS Standard, 27 March 2020), as far as a list of findings needs it.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde_json::{Value, json};

use super::file;
use crate::Place;
use crate::report::{Report, RuleFacts, Severity};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";
/// The rule under which what the schema does not have so is listed.
const BY_SCHEMA: &str = "schema";

pub(super) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let mut rules: BTreeMap<&str, &RuleFacts> = BTreeMap::new();
    for facts in
        report.findings.iter().map(|one| &one.rule).chain(report.not_evaluated.iter().map(|one| &one.rule))
    {
        rules.insert(&facts.rule, facts);
    }
    let mut listed: Vec<Value> = rules
        .values()
        .map(|rule| json!({"id": rule.rule, "shortDescription": {"text": rule.message}}))
        .collect();
    listed.push(
        json!({"id": BY_SCHEMA, "shortDescription": {"text": "the file is as the schema of its year"}}),
    );
    let result = |rule: &str,
                  kind: &str,
                  level: &str,
                  text: String,
                  at: Option<Place>,
                  named: &str,
                  child: Option<&str>,
                  severity: Option<Severity>| {
        json!({
            "ruleId": rule, "kind": kind, "level": level, "message": {"text": text},
            "locations": [{"physicalLocation": {
                "artifactLocation": {"uri": reference(named)},
                "region": {"startLine": at.map_or(1, |at| at.line), "startColumn": at.map_or(1, |at| at.column)},
            }}],
            "properties": {"child": child, "severity": severity},
        })
    };
    let mut results = Vec::new();
    for one in &report.findings {
        let level = match one.rule.severity {
            Severity::Query | Severity::Unknown => "warning",
            Severity::Error | Severity::Integrity => "error",
        };
        let named = file(report, one.file);
        let text = format!("{} ({})", one.why(), one.path);
        results.push(result(
            &one.rule.rule,
            "fail",
            level,
            text,
            Some(one.place),
            named,
            one.child.as_deref(),
            Some(one.rule.severity),
        ));
    }
    for one in &report.not_evaluated {
        let text = format!("not evaluated: {}", one.reason);
        let named = file(report, one.file);
        results.push(result(
            &one.rule.rule,
            "open",
            "none",
            text,
            one.place,
            named,
            one.child.as_deref(),
            Some(one.rule.severity),
        ));
    }
    for one in &report.schema_errors {
        let named = file(report, one.file);
        let text = one.message.to_string();
        results.push(result(
            BY_SCHEMA,
            "fail",
            "error",
            text,
            Some(one.place),
            named,
            one.child.as_deref(),
            None,
        ));
    }
    if let Some(stopped) = &report.unreadable {
        let text = stopped.message.clone();
        results.push(result(
            BY_SCHEMA,
            "fail",
            "error",
            text,
            Some(stopped.place),
            file(report, 0),
            None,
            None,
        ));
    }
    let log = json!({"$schema": SCHEMA, "version": "2.1.0", "runs": [{
        "tool": {"driver": {
            "name": "alongside return validate", "semanticVersion": env!("CARGO_PKG_VERSION"), "rules": listed,
        }},
        "columnKind": "unicodeCodePoints",
        "results": results,
    }]});
    serde_json::to_writer_pretty(&mut *out, &log)?;
    out.write_all(b"\n")
}

/// A path as a relative reference (RFC 3986): every byte that is not plain is written as `%XX`.
fn reference(path: &str) -> String {
    use std::fmt::Write as _;
    let mut reference = String::new();
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            reference.push(char::from(byte));
        } else {
            let _ = write!(reference, "%{byte:02X}");
        }
    }
    reference
}
