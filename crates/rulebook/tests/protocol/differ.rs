//! How two protocols differ.

use expect_test::expect;
use guidance::{Protocol, Source};
use rulebook::protocol::diff::Difference;
use serde_json::Value;

use crate::{GUIDANCE, TODAY, broken, embedded};

const OVERLAY: &str = r#"
id = "a"
version = "2"
name = "A"
based_on = "default"

[partnership]
name = "A"
authority = "A Council"
fictional = true

[limits]
K03 = 40

[timetable.full]
ceiling = "K03"
draft = 20
comments = 30
decision = 40

[[standard]]
id = "LS-GAP"
name = "Make up for help that did not come"
must = "Say what makes up for help that did not come, and why it did not."
why = "Missed help is counted, and made good."
trigger = ["gap.reported"]
stop = ["gap.answered"]
lapses = ["support.ended"]
origins = "each"
paired_by_key = true
limit = 3
unit = "working_days"
responsible = "lead-assessor"
shown_to_family = true
"#;

fn overlay() -> Protocol {
    Protocol::parse(&Source::new("a.toml", OVERLAY), &GUIDANCE).unwrap()
}

#[test]
fn what_is_tightened_and_what_is_said_otherwise() {
    let difference = Difference::between(&embedded("default"), &overlay(), &GUIDANCE, TODAY);
    expect![[r#"
        - The distinct route for disabled children: a template, version 1
        + A, version 2

        Limits of law, tightened here
          K03
            - 45 working days
            + 40 working days

        Timetables
          full.comments
            - 38
            + 30
          full.decision
            - 45
            + 40
          full.draft
            - 28
            + 20

        Local standards
          LS-GAP.limit
            - 5
            + 3

        Settings
          co_production.groups
            - (empty)
          id
            - default
            + a
          name
            - The distinct route for disabled children: a template
            + A
          partnership.authority
            - Your council
            + A Council
          partnership.fictional
            - false
            + true
          partnership.name
            - Your partnership
            + A
          partnership.notice
            - This is a template. It belongs to no partnership until one has filled it in and made it
              together with local families.
          version
            - 1
            + 2"#]]
    .assert_eq(&difference.text());
    let json: Value = serde_json::from_str(&difference.json()).unwrap();
    assert_eq!(json["limits"][0]["key"], "K03");
    assert_eq!(json["limits"][0]["before"], "45 working days");
    assert_eq!(json["standards"][0]["after"], "3");
}

#[test]
fn a_check_that_fails_now() {
    let difference = Difference::between(&broken("whole"), &broken("bedroom-not-left-out"), &GUIDANCE, TODAY);
    expect![[r#"
        - Harrowdale: the distinct route for disabled children, version 3
        + Harrowdale: the distinct route for disabled children, version 3

        Settings
          route.left_out
            - bedroom-seen, child-seen-alone, unannounced-visit, household-checks, proof-of-diagnosis
            + child-seen-alone, unannounced-visit, household-checks, proof-of-diagnosis

        Checks
          DR-03 passes, then fails: Are intrusive steps left out unless a reason is recorded?"#]]
    .assert_eq(&difference.text());
}

#[test]
fn the_same_is_the_same() {
    let difference = Difference::between(&embedded("wendale"), &embedded("wendale"), &GUIDANCE, TODAY);
    assert!(difference.is_empty());
    assert!(difference.text().contains("They say the same."));
}
