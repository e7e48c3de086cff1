//! Statutory returns as a whole: a finding stays the same finding from one check to the next, an explanation is of values, and
//! is kept for next year.

use proptest::prelude::*;
use records::statutory::{
    AssignFindings, Check, Compared, EXPLANATION_CHARACTERS_MAX, ExplainFindings, FOUND_MAX, Finding,
    RecordCheck, Return, ReturnKind, RuleFound, Severity, Source, Which, WithdrawExplanation,
};
use records::{Author, Command};
use uuid::Uuid;

use crate::protecting::code;
use crate::scene::{NAVIGATOR, Outcome, Scene, UNINVOLVED, capacity, person};

const CIN: Which = Which { kind: ReturnKind::Cin, year: 2026 };
const ANALYST: u128 = UNINVOLVED;

/// What a rule finds of a child, who stands somewhere in the file, with a value.
fn found(id: u128, rule: &str, child: &str, place: u32, value: &str) -> Finding {
    Finding {
        id: Uuid::from_u128(id),
        rule: rule.to_owned(),
        child: Some(child.to_owned()),
        record: None,
        file: 0,
        path: format!("/Message/Children/Child[{place}]/CINdetails[1]/PrimaryNeedCode"),
        line: 10 * place,
        column: 3,
        values: vec![Compared { field: "PrimaryNeedCode".to_owned(), value: Some(value.to_owned()) }],
        why: format!("The code {value} is in no set."),
    }
}

fn check(findings: Vec<Finding>) -> RecordCheck {
    let times = findings.len() as u64;
    let (severity, message) = (Severity::Error, "Invalid".to_owned());
    let rule = RuleFound { code: "8650".to_owned(), severity, message, draft: false, times };
    let check = Check {
        which: CIN,
        source: Source::Uploaded,
        files: Vec::new(),
        children: 3,
        asked: 109,
        rules: vec![rule],
        not_asked: Vec::new(),
        not_asked_beyond: 0,
    };
    RecordCheck { check, findings }
}

struct There {
    scene: Scene,
    state: Return,
}

impl There {
    fn new() -> Self {
        let mut scene = Scene::new();
        scene.give(ANALYST, &["data-analyst"]);
        let mut there = Self { scene, state: Return::default() };
        let first = vec![found(1, "8650", "W1", 1, "N99"), found(2, "8650", "W2", 2, "N98")];
        there.by(&check(first)).unwrap();
        there
    }

    fn by<C: Command<Stream = Return>>(&mut self, command: &C) -> Outcome {
        let author = Author::new(person(ANALYST), capacity("data-analyst"));
        self.scene.decide(&author, &mut self.state, command)
    }

    fn explain(&mut self, id: u128, text: &str) -> Outcome {
        self.by(&ExplainFindings { findings: vec![Uuid::from_u128(id)], text: text.to_owned() })
    }

    fn ids(&self) -> Vec<u128> {
        self.state.findings.iter().map(|each| each.finding.id.as_u128()).collect()
    }
}

#[test]
fn a_finding_stays_the_same_when_its_child_moves_in_the_file() {
    let mut there = There::new();
    there.explain(2, "The code is new this year").unwrap();
    let to = Some(person(ANALYST));
    there.by(&AssignFindings { findings: vec![Uuid::from_u128(2)], to }).unwrap();
    // A child before them is new, and the first was put right.
    let again = vec![found(11, "8650", "W0", 1, "N97"), found(12, "8650", "W2", 7, "N98")];
    there.by(&check(again)).unwrap();
    assert_eq!(there.ids(), [11, 2]);
    let kept = there.state.finding(Uuid::from_u128(2)).unwrap();
    assert_eq!((kept.finding.line, kept.assigned), (70, to));
    assert_eq!(kept.explained.as_ref().map(|said| said.fact.as_str()), Some("The code is new this year"));
    assert_eq!(there.state.steps_of(Uuid::from_u128(2)).count(), 2);
}

#[test]
fn an_explanation_is_of_values_and_stands_until_they_change() {
    let mut there = There::new();
    there.explain(2, "The code is new this year").unwrap();
    there.by(&check(vec![found(12, "8650", "W2", 2, "N00")])).unwrap();
    assert_eq!(there.ids(), [2]);
    assert!(there.state.findings[0].explained.is_none());
    // What was said is not lost: next year, and whoever explains the new values, reads it.
    let said = there.state.said_of(&found(0, "8650", "W2", 9, "N1"));
    assert_eq!(said.iter().map(|said| said.text.as_str()).collect::<Vec<_>>(), ["The code is new this year"]);
    assert!(there.state.said_of(&found(0, "8650", "W1", 9, "N1")).is_empty());
    assert!(there.state.said_of(&found(0, "8651", "W2", 9, "N1")).is_empty());
}

#[test]
fn children_without_an_identifier_are_never_taken_for_one_another() {
    let mut there = There::new();
    let unnamed = |id, place| Finding { child: None, ..found(id, "8500", "", place, "N2") };
    let whole = |id| Finding { path: "/Message/Header".to_owned(), ..unnamed(id, 1) };
    there.by(&check(vec![unnamed(5, 1), unnamed(6, 2), whole(7)])).unwrap();
    there.explain(5, "One").unwrap();
    there.explain(7, "The return").unwrap();
    // Another year's return: the same words of the whole return, and none of somebody who may be anybody.
    let texts = |finding: &Finding| {
        there.state.said_of(finding).iter().map(|said| said.text.clone()).collect::<Vec<_>>()
    };
    assert_eq!((texts(&unnamed(8, 1)), texts(&whole(8))), (vec![], vec!["The return".to_owned()]));
    // Only the second is still there: it is not the first.
    there.by(&check(vec![unnamed(15, 2)])).unwrap();
    assert_eq!((there.ids(), there.state.explained()), (vec![6], 0));
    // Made from records, each child is known by its record wherever it stands.
    let of_record =
        |id, place, record| Finding { record: Some(Uuid::from_u128(record)), ..unnamed(id, place) };
    there.by(&check(vec![of_record(20, 1, 1), of_record(21, 2, 2)])).unwrap();
    there.by(&check(vec![of_record(30, 1, 2), of_record(31, 2, 3)])).unwrap();
    assert_eq!(there.ids(), [21, 31]);
}

#[test]
fn what_was_taken_back_is_not_told_next_year() {
    let mut there = There::new();
    there.explain(1, "A slip of mine").unwrap();
    let take_back = WithdrawExplanation { finding: Uuid::from_u128(1) };
    there.by(&take_back).unwrap();
    assert!(there.state.said_of(&found(0, "8650", "W1", 9, "N1")).is_empty());
    assert_eq!(code(there.by(&take_back)), "return-not-explained");
    there.explain(1, "It is so").unwrap();
    assert_eq!(there.state.said_of(&found(0, "8650", "W1", 9, "N1")).len(), 1);
    assert_eq!(there.state.steps_of(Uuid::from_u128(1)).count(), 3);
}

#[test]
fn what_does_not_fit_is_refused() {
    let mut there = There::new();
    let gone = vec![Uuid::from_u128(99)];
    assert_eq!(code(there.explain(99, "So")), "return-finding-gone");
    assert_eq!(code(there.explain(1, " \n ")), "return-explanation-missing");
    let long = "a".repeat(EXPLANATION_CHARACTERS_MAX + 1);
    assert_eq!(code(there.explain(1, &long)), "return-explanation-too-long");
    assert_eq!(
        code(there.by(&ExplainFindings { findings: vec![], text: "So".to_owned() })),
        "return-none-chosen"
    );
    let assign = |findings: Vec<Uuid>, to: u128| AssignFindings { findings, to: Some(person(to)) };
    assert_eq!(code(there.by(&assign(vec![], ANALYST))), "return-none-chosen");
    assert_eq!(code(there.by(&assign(gone.clone(), ANALYST))), "return-finding-gone");
    // Somebody who could not read it.
    assert_eq!(code(there.by(&assign(vec![Uuid::from_u128(1)], NAVIGATOR))), "return-not-an-analyst");
    assert_eq!(code(there.by(&WithdrawExplanation { finding: gone[0] })), "return-finding-gone");
    let mut other = check(Vec::new());
    other.check.which = CIN.before();
    assert_eq!(code(there.by(&other)), "return-other");
    let many = vec![found(3, "8650", "W3", 3, "N9"); FOUND_MAX + 1];
    assert_eq!(code(there.by(&check(many))), "return-too-many");
}

#[test]
fn who_has_it_already_is_not_told_twice() {
    let mut there = There::new();
    let one = AssignFindings { findings: vec![Uuid::from_u128(1)], to: Some(person(ANALYST)) };
    assert_eq!(there.by(&one), Ok(1));
    assert_eq!(code(there.by(&one)), "return-assigned-already");
    let back = AssignFindings { findings: vec![Uuid::from_u128(1), Uuid::from_u128(2)], to: None };
    assert_eq!(there.by(&back), Ok(1));
    assert!(there.state.findings.iter().all(|each| each.assigned.is_none()));
}

#[test]
fn a_return_is_named_by_its_kind_and_year() {
    assert_eq!("cin-2026".parse(), Ok(CIN));
    assert_eq!(CIN.to_string(), "cin-2026");
    for text in ["", "cin", "cin-", "cin-26", "cin-2o26", "cin-+202", "tax-2026", "cin-2026-1", "CIN-2026"] {
        assert!(text.parse::<Which>().is_err(), "{text}");
    }
    let other = Which { kind: ReturnKind::Ssda903, ..CIN };
    assert!(CIN.id() != other.id() && CIN.id() != CIN.before().id());
}

proptest! {
    /// However often a return is checked, what stands is what was found last, each finding once, and a finding that was there
    /// with the same values has the identifier that it had.
    #[test]
    fn what_stands_is_what_was_found_last(
        checks in prop::collection::vec(prop::collection::vec((0_u8..4, 0_u8..3, 0_u8..3), 0..8), 1..5)
    ) {
        let mut there = There::new();
        let mut next = 100;
        for rows in checks {
            let before = there.state.findings.clone();
            let findings: Vec<Finding> = rows
                .iter()
                .zip(1..)
                .map(|((child, rule, value), place)| {
                    next += 1;
                    found(next, &format!("{rule}"), &format!("W{child}"), place, &format!("N{value}"))
                })
                .collect();
            there.by(&check(findings.clone())).unwrap();
            let now: Vec<_> = there.state.findings.iter().map(|each| &each.finding).collect();
            prop_assert_eq!(now.len(), findings.len());
            for (now, given) in now.iter().zip(&findings) {
                prop_assert_eq!((&now.rule, &now.child, now.line, &now.values), (&given.rule, &given.child, given.line, &given.values));
            }
            let mut ids = there.ids();
            ids.sort_unstable();
            ids.dedup();
            prop_assert_eq!(ids.len(), findings.len());
            // As many as stood before with these very values stand on under their names.
            for each in &before {
                let alike = |finding: &Finding| {
                    (&finding.rule, &finding.child, &finding.values) == (&each.finding.rule, &each.finding.child, &each.finding.values)
                };
                let then = before.iter().filter(|each| alike(&each.finding)).count();
                let of_now: Vec<_> = now.iter().filter(|finding| alike(finding)).collect();
                let kept = of_now.iter().filter(|finding| before.iter().any(|each| each.finding.id == finding.id)).count();
                prop_assert!(kept >= then.min(of_now.len()), "{} of {}", kept, then.min(of_now.len()));
            }
        }
    }
}
