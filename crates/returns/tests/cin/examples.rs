//! Each rule fires on its failing example and not on its passing one, and names a place in the file.

use std::collections::BTreeSet;

use returns::cin::example::{census, year_of};
use returns::{Severity, catalogue};

use crate::{LATEST, check, fired};

#[test]
fn the_example_has_no_fault_but_being_small() {
    let report = check(&census::<&str>(LATEST, &[]).unwrap());
    assert_eq!(report.schema_errors, []);
    assert_eq!(report.not_evaluated, []);
    assert_eq!(report.children, 1);
    // One child cannot use eight disability codes.
    let codes: BTreeSet<&str> = report.findings.iter().map(|finding| finding.rule.rule.as_str()).collect();
    assert_eq!(codes, BTreeSet::from(["2887Q"]));
}

#[test]
fn each_rule_fires_on_its_failing_example_alone() {
    let mut wrong = Vec::new();
    for rule in catalogue::cin().unwrap() {
        let year = year_of(&rule).unwrap();
        let (passing, failing) = (census(year, &rule.pass).unwrap(), census(year, &rule.fail).unwrap());
        let (passed, failed) = (check(&passing), check(&failing));
        if fired(&passed, &rule.code) > 0 {
            wrong.push(format!("{} ({year}) fires on its passing example", rule.code));
        }
        if fired(&failed, &rule.code) == 0 {
            wrong.push(format!("{} ({year}) does not fire on its failing example", rule.code));
        }
        let lines: Vec<&str> = failing.lines().collect();
        for finding in failed.findings.iter().filter(|finding| finding.rule.rule == rule.code) {
            let line = lines[finding.place.line as usize - 1];
            let rest: String = line.chars().skip(finding.place.column as usize - 1).collect();
            assert!(
                rest.starts_with('<'),
                "{}: line {} column {}",
                rule.code,
                finding.place.line,
                finding.place.column
            );
            assert!(!finding.why().contains('{'), "{}: {}", rule.code, finding.why());
            assert!(finding.path.starts_with("/Message"), "{}", finding.path);
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn codes_are_unique_in_each_year_and_named_as_they_are_grave() {
    let rules = catalogue::cin().unwrap();
    for (year, _) in returns::cin::years().unwrap() {
        let codes: Vec<&str> =
            rules.iter().filter(|rule| rule.years.holds(year)).map(|rule| rule.code.as_str()).collect();
        let unique: BTreeSet<&str> = codes.iter().copied().collect();
        assert_eq!(codes.len(), unique.len(), "{year}");
        let expected = match year.ends() {
            ..2025 => 105,
            2025 | 2026 => 109,
            _ => 121,
        };
        assert_eq!(unique.len(), expected, "{year}");
    }
    for rule in rules {
        assert_eq!(rule.code.ends_with('Q'), rule.severity == Severity::Query, "{}", rule.code);
        assert!(
            !rule.wording.is_empty() && !rule.message.is_empty() && !rule.fields.is_empty(),
            "{}",
            rule.code
        );
    }
}
