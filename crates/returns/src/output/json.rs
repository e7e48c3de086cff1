//! A report as JSON: one object, written as it is made, so that half a million findings take no second copy.

use std::io::{self, Write};

use serde::ser::SerializeMap as _;
use serde::{Serialize, Serializer};

use super::file;
use crate::report::{Finding, NotEvaluated, Report, SchemaError, Value, Verdict};

pub(super) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, &Whole(report))?;
    out.write_all(b"\n")
}

struct Whole<'r>(&'r Report);

/// A list that is made one by one.
struct Each<F>(F);

impl<F, I> Serialize for Each<F>
where
    F: Fn() -> I,
    I: Iterator,
    I::Item: Serialize,
{
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq((self.0)())
    }
}

#[derive(Serialize)]
struct OneFinding<'r> {
    rule: &'r str,
    severity: crate::Severity,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    draft: bool,
    message: &'r str,
    why: String,
    child: Option<&'r str>,
    file: &'r str,
    path: &'r str,
    line: u32,
    column: u32,
    values: &'r [Value],
}

#[derive(Serialize)]
struct OneNotEvaluated<'r> {
    rule: &'r str,
    severity: crate::Severity,
    child: Option<&'r str>,
    file: &'r str,
    path: &'r str,
    line: Option<u32>,
    column: Option<u32>,
    reason: &'r str,
}

#[derive(Serialize)]
struct OneSchemaError<'r> {
    child: Option<&'r str>,
    file: &'r str,
    path: &'r str,
    line: u32,
    column: u32,
    message: &'r str,
}

#[derive(Serialize)]
struct OfRule<'r> {
    rule: &'r str,
    severity: crate::Severity,
    findings: u64,
    message: &'r str,
}

#[derive(Serialize)]
struct OfChild<'r> {
    child: &'r str,
    #[serde(flatten)]
    found: crate::report::OfChild,
}

impl Serialize for Whole<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let report = self.0;
        let mut map = to.serialize_map(None)?;
        map.serialize_entry("kind", report.kind)?;
        map.serialize_entry("year", &report.year)?;
        map.serialize_entry("files", &report.files)?;
        let verdict = match report.verdict() {
            Verdict::Clean => "clean",
            Verdict::Findings => "findings",
            Verdict::Unreadable => "unreadable",
        };
        map.serialize_entry("verdict", verdict)?;
        map.serialize_entry("unreadable", &report.unreadable)?;
        map.serialize_entry("children", &report.children)?;
        map.serialize_entry("rules", &report.rules)?;
        map.serialize_entry("counted_only", &report.beyond)?;
        let by_rule = report.by_rule();
        map.serialize_entry(
            "by_rule",
            &Each(|| {
                by_rule.iter().map(|(rule, (facts, findings))| OfRule {
                    rule,
                    severity: facts.severity,
                    findings: *findings,
                    message: &facts.message,
                })
            }),
        )?;
        let by_child = report.by_child();
        let children = Each(|| by_child.iter().map(|(child, found)| OfChild { child, found: *found }));
        map.serialize_entry("by_child", &children)?;
        map.serialize_entry("findings", &Each(|| report.findings.iter().map(|one| finding(report, one))))?;
        map.serialize_entry(
            "not_evaluated",
            &Each(|| report.not_evaluated.iter().map(|one| not_evaluated(report, one))),
        )?;
        map.serialize_entry(
            "schema_errors",
            &Each(|| report.schema_errors.iter().map(|one| schema_error(report, one))),
        )?;
        map.end()
    }
}

fn finding<'r>(report: &'r Report, one: &'r Finding) -> OneFinding<'r> {
    OneFinding {
        rule: &one.rule.rule,
        severity: one.rule.severity,
        draft: one.rule.draft,
        message: &one.rule.message,
        why: one.why(),
        child: one.child.as_deref(),
        file: file(report, one.file),
        path: &one.path,
        line: one.place.line,
        column: one.place.column,
        values: &one.values,
    }
}

fn not_evaluated<'r>(report: &'r Report, one: &'r NotEvaluated) -> OneNotEvaluated<'r> {
    OneNotEvaluated {
        rule: &one.rule.rule,
        severity: one.rule.severity,
        child: one.child.as_deref(),
        file: file(report, one.file),
        path: &one.path,
        line: one.place.map(|place| place.line),
        column: one.place.map(|place| place.column),
        reason: &one.reason,
    }
}

fn schema_error<'r>(report: &'r Report, one: &'r SchemaError) -> OneSchemaError<'r> {
    OneSchemaError {
        child: one.child.as_deref(),
        file: file(report, one.file),
        path: &one.path,
        line: one.place.line,
        column: one.place.column,
        message: &one.message,
    }
}
