//! A fault in the data is named by file, line and key, with what would have done; a table that would expose or
//! endanger somebody is not loaded.

use access::{LoadErrors, Policy, SOURCE_BYTES_MAX, Source};
use expect_test::{Expect, expect};
use proptest::prelude::*;

const CAPACITIES: &str = include_str!("../../../../policies/capacities.toml");
const POLICIES: &str = include_str!("../../../../policies/policies.toml");
const LIMITS: &str = include_str!("../../../../policies/limits.toml");

fn load(policies: &str) -> Result<Policy, LoadErrors> {
    Policy::from_sources(
        [("capacities.toml", CAPACITIES), ("policies.toml", policies), ("limits.toml", LIMITS)]
            .map(|(path, text)| Source { path: path.to_owned(), text: text.to_owned() }),
    )
}

/// A small table of its own, so that what a fault says fits on a page.
fn fault(rows: &str, expected: &Expect) {
    let text = format!(
        r#"[[capacity]]
name = "navigator"
title = "Navigator"
description = "Answers."
side = "practitioner"
[[capacity]]
name = "asker"
title = "Asker"
description = "Asks."
side = "asker"
[[capacity]]
name = "public"
title = "Public"
description = "Anybody."
side = "public"
{rows}"#
    );
    let errors = Policy::from_source(Source { path: "table.toml".to_owned(), text }).err();
    expected.assert_eq(&errors.map_or_else(|| "no fault".to_owned(), |errors| errors.to_string()));
}

const ROW: &str = r#"[[allow]]
capacities = ["navigator"]
relationships = ["route"]
actions = ["see"]
kinds = ["request"]
reason = "The navigator answers."
rule = "Least privilege"
"#;

#[test]
fn a_sound_table_has_no_fault() {
    fault(ROW, &expect!["no fault"]);
}

#[test]
fn an_unknown_word_is_met_with_the_known_ones() {
    fault(
        &ROW.replace(r#"["route"]"#, r#"["rout"]"#),
        &expect![[r#"
            the policies cannot be used
              table.toml:18: relationships: `rout` is not a relationship; use one of: urgent, raiser, own, asker, family, shared, allocated, covering, route, partnership, anyone"#]],
    );
    fault(
        &ROW.replace(r#"["navigator"]"#, r#"["navigater"]"#),
        &expect![[r#"
        the policies cannot be used
          table.toml:17: capacities: `navigater` is not a capacity; use one of: navigator, asker, public, every-practitioner, every-safeguarding-practitioner, every-family-member"#]],
    );
}

#[test]
fn every_fault_is_named_at_once() {
    let rows = ROW.replace(r#"["see"]"#, r#"["see", "see"]"#).replace("The navigator answers.", " ");
    fault(
        &rows,
        &expect![[r#"
        the policies cannot be used
          table.toml:19: actions: `see` is already in this list
          table.toml:21: reason: is empty: say it in plain words"#]],
    );
}

#[test]
fn a_rule_names_what_it_allows() {
    fault(
        &ROW.replace(r#"kinds = ["request"]"#, "kinds = []"),
        &expect![[r#"
        the policies cannot be used
          table.toml:21: kinds: is missing or empty: name at least one"#]],
    );
    fault(
        &ROW.replace("actions = ", "except-actions = "),
        &expect![[r#"
            the policies cannot be used
              table.toml:21: actions: is missing or empty: name at least one
              table.toml:21: except-actions: is only for [[never]]: name what is allowed instead"#]],
    );
}

#[test]
fn nothing_is_said_twice() {
    fault(
        &format!("{ROW}{ROW}"),
        &expect![[r#"
        the policies cannot be used
          table.toml:28: allow: navigator, route, see, request, ordinary is already allowed at table.toml:21; say each thing once"#]],
    );
}

#[test]
fn the_shape_of_the_file_is_checked() {
    fault(
        &ROW.replace("kinds", "kind"),
        &expect![[r#"
        the policies cannot be used
          table.toml:20: kind: unknown field `kind`, expected one of `capacities`, `except-capacities`, `relationships`, `except-relationships`, `actions`, `except-actions`, `kinds`, `except-kinds`, `fields`, `except-fields`, `reason`, `rule`"#]],
    );
    fault(
        "[[allow",
        &expect![[r#"
        the policies cannot be used
          table.toml:16: [[allow: unclosed array table, expected `]]`"#]],
    );
    fault(
        &ROW.replace("rule = ", "# rule = "),
        &expect![[r#"
        the policies cannot be used
          table.toml:16: [[allow]]: missing field `rule`"#]],
    );
}

#[test]
fn capacities_are_described_once_and_soundly() {
    let again = r#"[[capacity]]
name = "navigator"
title = "Navigator"
description = "Answers."
side = "practitioner"
"#;
    fault(
        again,
        &expect![[r#"
        the policies cannot be used
          table.toml:17: name: `navigator` is already described at table.toml:2"#]],
    );
    fault(
        &again.replace("navigator", "Navigator!"),
        &expect![[r#"
        the policies cannot be used
          table.toml:17: name: `Navigator!` is not a name: use 1 to 48 of a-z, 0-9 and -, starting with a letter"#]],
    );
    fault(
        &again.replace("navigator", "every-practitioner"),
        &expect![[r#"
        the policies cannot be used
          table.toml:17: name: `every-practitioner` means a group of capacities: choose another"#]],
    );
    fault(
        &again.replace("navigator", "second").replace("practitioner", "asker"),
        &expect![[r#"
        the policies cannot be used
          table.toml:1: capacity: exactly one [[capacity]] has `side = "asker"`; found 2"#]],
    );
    let clash = format!("{}never-with = [\"navigator\", \"nobody\"]\n", again.replace("navigator", "second"));
    fault(
        &clash,
        &expect![[r#"
        the policies cannot be used
          table.toml:17: never-with: `nobody` is not a capacity; use one of: navigator, asker, public, second
          table.toml:17: never-with: say it on both sides: `navigator` does not name `second`"#]],
    );
    let parent = again.replace("navigator", "parent").replace("practitioner", "family");
    fault(
        &format!("{parent}safeguarding = true\n"),
        &expect![[r#"
        the policies cannot be used
          table.toml:17: side: only a practitioner can be social-work qualified or have a safeguarding capacity"#]],
    );
}

#[test]
fn a_text_that_is_too_long_is_not_read() {
    let text = "#".repeat(SOURCE_BYTES_MAX + 1);
    let errors = Policy::from_source(Source { path: "table.toml".to_owned(), text }).unwrap_err();
    assert_eq!(errors.0.len(), 1);
    assert!(errors.0[0].hint.contains("longer than"), "{errors}");
}

/// One row that breaks each limit: (capacity, relationship, action, kind, field), and the limit's own words.
const PLANTED: [(&str, &str, &str, &str, &str, &str); 57] = [
    ("parent-carer", "family", "see", "concern", "ordinary", "Nothing of a concern is seen"),
    ("supporter", "shared", "see", "read-log", "safeguarding", "No part of any record shows a family"),
    ("asker", "own", "see", "request", "protection-status", "No part of any record shows a family"),
    (
        "police-safeguarding",
        "allocated",
        "see",
        "concern",
        "raiser-identity",
        "known to the front door alone",
    ),
    ("navigator", "route", "see", "concern", "ordinary", "others raise them"),
    (
        "navigator",
        "route",
        "look-for-concerns",
        "request",
        "protection-status",
        "the navigator is told nothing",
    ),
    ("practice-supervisor", "route", "see", "read-log", "safeguarding", "not seen on the support route"),
    ("parent-carer", "family", "see", "person", "contact-details", "how another household is reached"),
    ("parent-carer", "family", "see", "assessment-entry", "own-words", "unless they share it"),
    ("asker", "family", "see", "letter", "ordinary", "reaches only what they sent"),
    ("asker", "own", "see", "child-record", "ordinary", "sees nothing of a child's record"),
    ("public", "anyone", "see", "letter", "ordinary", "without signing in"),
    ("parent-carer", "family", "withdraw", "request", "ordinary", "Only whoever made a request"),
    ("school", "partnership", "see", "child-record", "ordinary", "only the children they are involved with"),
    (
        "health-professional",
        "allocated",
        "see",
        "plan",
        "intimate",
        "not shown to schools and health services",
    ),
    ("administrator", "partnership", "see", "child-record", "ordinary", "see no child's record"),
    ("administrator", "partnership", "see", "measures", "ordinary", "answered for by a named data owner"),
    ("resource-decision-maker", "allocated", "write", "assessment-entry", "ordinary", "may not rewrite"),
    (
        "lead-assessor",
        "allocated",
        "sign-off",
        "need-decision",
        "ordinary",
        "confirms the route and signs off",
    ),
    ("navigator", "partnership", "open-urgently", "child-record", "ordinary", "belongs to safeguarding"),
    ("navigator", "urgent", "see", "child-record", "ordinary", "belongs to safeguarding"),
    ("front-door-practitioner", "partnership", "decide-telling", "concern", "ordinary", "decides on telling"),
    (
        "police-safeguarding",
        "partnership",
        "start-enquiries",
        "concern",
        "ordinary",
        "belongs to the front door",
    ),
    ("parent-carer", "family", "see", "challenge", "ordinary", "opens somebody else's"),
    ("practice-supervisor", "route", "see", "challenge", "ordinary", "not by those it is about"),
    ("data-owner", "partnership", "see", "feedback", "ordinary", "one by one"),
    ("practice-supervisor", "route", "see", "background", "ordinary", "is told to be counted"),
    ("parent-carer", "family", "see", "protection", "ordinary", "a named person has told that member"),
    ("parent-carer", "shared", "take-part", "protection", "ordinary", "who was told reads"),
    ("asker", "asker", "see", "protection", "ordinary", "without a part in it"),
    ("school", "partnership", "see", "protection", "ordinary", "at whose table they sit"),
    (
        "front-door-manager",
        "partnership",
        "lead-protection",
        "protection",
        "ordinary",
        "A social worker leads",
    ),
    ("parent-carer", "family", "see", "help", "ordinary", "who take part"),
    ("parent-carer", "shared", "plan", "help", "ordinary", "says what it thinks"),
    ("asker", "asker", "see", "help", "ordinary", "without a part in it"),
    ("school", "partnership", "see", "help", "ordinary", "the families they work with"),
    ("data-owner", "partnership", "see", "return", "ordinary", "read by those who check it"),
    ("parent-carer", "family", "see", "return", "ordinary", "read by those who check it"),
    ("data-analyst", "partnership", "see", "child-record", "ordinary", "see no child's record"),
    ("data-analyst", "partnership", "list", "help", "ordinary", "no part in a family's help"),
    ("data-owner", "partnership", "list", "help", "ordinary", "no part in a family's help"),
    ("social-worker", "allocated", "authorise-protection", "protection", "ordinary", "who does not lead"),
    ("parent-carer", "family", "see", "contact", "ordinary", "seen by no family member"),
    ("navigator", "partnership", "work-contact", "contact", "ordinary", "seen to by the front door"),
    ("police-safeguarding", "partnership", "see", "contact", "ordinary", "asked by name reads"),
    ("front-door-practitioner", "partnership", "decide-contact", "contact", "ordinary", "signs what follows"),
    ("lead-assessor", "partnership", "oversee", "duty-list", "ordinary", "managers who answer for it"),
    ("parent-carer", "family", "see", "looked-after", "ordinary", "only once they were told by name"),
    ("parent-carer", "shared", "write", "looked-after", "ordinary", "the record of care is written by"),
    ("asker", "asker", "see", "looked-after", "ordinary", "without answering for that child"),
    ("personal-adviser", "partnership", "see", "looked-after", "ordinary", "for whom they were named"),
    (
        "front-door-manager",
        "partnership",
        "lead-care",
        "looked-after",
        "ordinary",
        "own social worker answers",
    ),
    ("parent-carer", "shared", "see", "place", "ordinary", "no family reads of the others"),
    ("school", "partnership", "see", "place", "ordinary", "the places that they were named for"),
    (
        "front-door-practitioner",
        "partnership",
        "look-over-time",
        "concern",
        "ordinary",
        "decides whether a child",
    ),
    ("lead-assessor", "covering", "see", "read-log", "ordinary", "what the work needs for these days"),
    ("partner-system", "partnership", "see", "contact", "ordinary", "sends and reads nothing"),
];

#[test]
fn a_row_that_breaks_a_limit_is_refused_with_the_limits_reason() {
    for (capacity, relationship, action, kind, field, words) in PLANTED {
        let planted = format!(
            "{POLICIES}\n[[allow]]\ncapacities = [\"{capacity}\"]\nrelationships = [\"{relationship}\"]\n\
             actions = [\"{action}\"]\nkinds = [\"{kind}\"]\nfields = [\"{field}\"]\nreason = \"Planted.\"\n\
             rule = \"None\"\n"
        );
        let errors = load(&planted).expect_err(words);
        let line = planted.lines().position(|line| line == "reason = \"Planted.\"").unwrap() + 1;
        assert!(
            errors.0.iter().any(|error| {
                &*error.file == "policies.toml" && error.line == line && error.hint.contains(words)
            }),
            "{capacity} {relationship} {action} {kind} {field}: {errors}"
        );
    }
}

#[test]
fn each_limit_has_a_row_that_breaks_it() {
    let reasons: Vec<&str> = LIMITS
        .split("\n[[never]]\n")
        .skip(1)
        .map(|block| block.lines().find_map(|line| line.strip_prefix("reason = ")).unwrap())
        .collect();
    assert!(!reasons.is_empty());
    for reason in reasons {
        assert!(PLANTED.iter().any(|(.., words)| reason.contains(words)), "plant a row against: {reason}");
    }
}

#[test]
fn a_table_in_which_harm_cannot_be_reported_is_refused() {
    for (row, who) in
        [("raise-concern", "public"), ("raise-concern", "navigator"), ("open-urgently", "police")]
    {
        let without = POLICIES.replace(&format!("actions = [\"{row}\"]"), "actions = [\"pause\"]");
        let errors = load(&without).expect_err(row);
        let hint = format!("no [[allow]] lets {who}");
        assert!(errors.0.iter().any(|error| error.hint.starts_with(&hint)), "{errors}");
    }
}

proptest! {
    /// Whatever is cut out of the table, the answer is a table or a fault with a place in the file.
    #[test]
    fn a_damaged_table_is_never_a_panic(from in 0..POLICIES.len(), length in 0_usize..400, put in ".{0,12}") {
        let keep = |at: usize| (0..=at.min(POLICIES.len())).rev().find(|at| POLICIES.is_char_boundary(*at)).unwrap_or(0);
        let damaged = format!("{}{put}{}", &POLICIES[..keep(from)], &POLICIES[keep(from + length)..]);
        if let Err(errors) = load(&damaged) {
            prop_assert!(!errors.0.is_empty());
            for error in &errors.0 {
                prop_assert!(error.line >= 1 && !error.hint.is_empty(), "{}", error);
            }
        }
    }
}
