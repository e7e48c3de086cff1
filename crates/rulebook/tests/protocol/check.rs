//! The report of the checks: text, JSON, SARIF.

use std::collections::BTreeSet;

use expect_test::{expect, expect_file};
use rulebook::protocol::check::{CheckResult, Report};
use serde_json::Value;

use crate::{GUIDANCE, TODAY, broken, embedded};

fn report(name: &str, edition: Option<&str>) -> Report {
    let file = format!("protocols/{name}.toml");
    Report::of(&embedded(name), &file, &GUIDANCE, edition, TODAY).unwrap()
}

fn with(report: &Report, result: CheckResult) -> Vec<&str> {
    report.checks.iter().filter(|check| check.result == result).map(|check| check.check.as_str()).collect()
}

#[test]
fn the_template_fails_only_where_a_partnership_is_needed() {
    let template = report("default", None);
    assert!(template.fails());
    assert_eq!(with(&template, CheckResult::Fail), ["DR-12", "DR-13", "LP-10", "LP-14", "LP-17"]);
    for check in template.checks.iter().filter(|check| check.result == CheckResult::Fail) {
        assert!(check.needs_partnership || check.check == "DR-12");
        assert!(check.hint.is_some());
    }
    assert!(!report("wendale", None).fails());
}

#[test]
fn an_edition_asks_its_own_checks() {
    let asked_no_more =
        |edition| with(&report("wendale", Some(edition)), CheckResult::NotApplicable).join(" ");
    assert_eq!(asked_no_more("WT-2018"), "LP-03 LP-13 LP-18");
    assert_eq!(asked_no_more("WT-2023"), "LP-02 LP-18");
    assert_eq!(asked_no_more("WT-2026"), "LP-02");
    let unknown = Report::of(&embedded("wendale"), "w", &GUIDANCE, Some("WT-2032"), TODAY).unwrap_err();
    assert!(unknown.to_string().contains("no edition is called `WT-2032`"), "{unknown}");
}

#[test]
fn as_text() {
    let broken = broken("no-separate-route");
    let report = Report::of(&broken, "no-separate-route.toml", &GUIDANCE, None, TODAY).unwrap();
    let text = report.text();
    assert!(text.lines().all(|line| line.chars().count() <= 100), "{text}");
    expect_file!["no-separate-route.txt"].assert_eq(&format!("{text}\n"));
}

#[test]
fn as_json() {
    let all: Value = serde_json::from_str(&report("default", None).json()).unwrap();
    let all = all.as_array().unwrap();
    assert_eq!(all.len(), 32);
    for check in all {
        for key in ["check", "result", "clause", "evidence", "hint"] {
            assert!(check.get(key).is_some(), "{key}");
        }
        assert!(["pass", "fail", "not-applicable"].contains(&check["result"].as_str().unwrap()));
        assert_eq!(check["result"] == "fail", check["hint"].is_string());
    }
    let one = all.iter().find(|check| check["check"] == "DR-03").unwrap();
    expect![[r#"
        {
          "asks": "Are intrusive steps left out unless a reason is recorded?",
          "check": "DR-03",
          "clause": "Children Act 1989 section 17(1)",
          "evidence": [
            {
              "file": "protocols/default.toml",
              "key": "route.left_out",
              "line": 58,
              "words": "bedroom-seen, child-seen-alone, unannounced-visit, household-checks, proof-of-diagnosis"
            }
          ],
          "hint": null,
          "letter": null,
          "missing": [],
          "needs_partnership": false,
          "result": "pass",
          "verified": "secondary",
          "why": "No bedroom is looked at and no child is seen alone by default."
        }"#]].assert_eq(&serde_json::to_string_pretty(one).unwrap());
}

#[test]
fn as_sarif() {
    let log: Value = serde_json::from_str(&report("default", None).sarif()).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let ids: BTreeSet<&str> = rules.iter().map(|rule| rule["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), rules.len());
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), rules.len());
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
        // The standard: a level other than "none" is only for what fails.
        assert_eq!(result["kind"] == "fail", result["level"] == "error", "{result}");
        for location in result["locations"].as_array().unwrap() {
            let place = &location["physicalLocation"];
            assert!(place["region"]["startLine"].as_u64().unwrap() > 0);
            assert!(place["artifactLocation"]["uri"].as_str().unwrap().starts_with("protocols/"), "{place}");
        }
    }
    let failing = results.iter().find(|result| result["ruleId"] == "DR-12").unwrap();
    expect![[r#"
        {
          "kind": "fail",
          "level": "error",
          "locations": [
            {
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "protocols/default.toml"
                },
                "region": {
                  "startLine": 75
                }
              }
            }
          ],
          "message": {
            "text": "not co-produced here yet. Not there: co_production.groups, co_production.agreed_on. (Equality Act 2010 section 149)"
          },
          "ruleId": "DR-12",
          "ruleIndex": 11
        }"#]].assert_eq(&serde_json::to_string_pretty(failing).unwrap());
}
