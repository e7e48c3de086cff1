//! What the census asks: plain facts that a person recorded. Codes rest on facts, are never inferred, and decide nothing.

use std::collections::BTreeSet;
use std::fs;

use forms::{Choice, Question};
use jiff::civil::date;
use records::help::{PlanDates, census};

use crate::helping::{
    BEGIN, DOWN, IN_NEED, UP, With, authorise, complete, family_help, in_need, step, step_with, write_all,
};
use crate::protecting::code;
use crate::scene::{FRONT_DOOR_MANAGER, PARENT, SCHOOL, SOCIAL_WORKER, SUPERVISOR, Scene, person};

const YOUNG_CARER: (&str, &str) = ("factors-child", "factor-code=factor-7a;factor-fact=Cares for her mother");
const NEGLECT: (&str, &str) =
    ("factors-harm", "harm-code=factor-16a;harm-fact=No meals on nine days, school record");

#[test]
fn family_help_alone_is_no_referral() {
    let scene = family_help();
    assert_eq!(census(&scene.help), []);
}

#[test]
fn a_whole_journey_gives_every_date_and_code() {
    let mut scene = family_help();
    scene.at("2026-12-01T09:00:00Z");
    step(&mut scene, SUPERVISOR, "level", UP).unwrap();
    scene.at("2026-12-02T09:00:00Z");
    write_all(&mut scene);
    step(&mut scene, SCHOOL, "factors", &[YOUNG_CARER]).unwrap();
    let adult = [
        ("adult-factor-name", "Her mother"),
        ("adult-factor-code", "factor-6b"),
        ("adult-factor-fact", "Letter of the hospital"),
    ];
    step(&mut scene, SCHOOL, "adult-factor", &adult).unwrap();
    scene.at("2026-12-09T09:00:00Z");
    complete(&mut scene).unwrap();
    let before = census(&scene.help);
    assert!(before[0].assessments[0].factors.is_empty(), "nothing is returned before a manager has agreed");
    authorise(&mut scene).unwrap();
    scene.at("2026-12-10T09:00:00Z");
    let plan = scene.help.open().unwrap().written[0].fact.answers.clone();
    let protected = records::help::Protected::default();
    let plan = records::help::WritePlan { plan: uuid::Uuid::from_u128(9), protected, answers: plan };
    scene.help(SCHOOL, &plan).unwrap();
    scene.at("2027-02-01T09:00:00Z");
    step(&mut scene, SUPERVISOR, "level", DOWN).unwrap();
    let found = census(&scene.help);
    let [referral] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(referral.referred_on, date(2026, 12, 1));
    assert_eq!((referral.source.as_deref(), referral.need.as_deref()), (Some("5D"), Some("N4")));
    let [assessment] = referral.assessments.as_slice() else { panic!("{referral:?}") };
    assert_eq!(assessment.started_on, date(2026, 12, 2));
    assert_eq!(assessment.authorised_on, Some(date(2026, 12, 9)));
    assert_eq!(assessment.factors, ["6B", "7A"]);
    assert_eq!(referral.plans, [PlanDates { from: date(2026, 12, 10), until: Some(date(2027, 2, 1)) }]);
    let closed = referral.closed.as_ref().unwrap();
    assert_eq!((closed.on, closed.reason.as_deref()), (date(2027, 2, 1), Some("RC9")));
}

#[test]
fn a_code_rests_on_a_fact_and_one_that_names_harm_on_a_supervisors_reason_too() {
    let mut scene = in_need();
    write_all(&mut scene);
    let refused = |scene: &mut Scene, given: &[(&str, &str)]| code(step(scene, SCHOOL, "factors", given));
    assert_eq!(refused(&mut scene, &[]), "help-factors-empty");
    assert_eq!(refused(&mut scene, &[("factors-child", "factor-code=factor-7a")]), "help-factor-no-fact");
    assert_eq!(refused(&mut scene, &[("factors-harm", "harm-code=factor-16a")]), "help-factor-no-fact");
    assert_eq!(
        refused(&mut scene, &[YOUNG_CARER, ("factors-none", "factor-21")]),
        "help-factors-none-with-others"
    );
    let twice =
        ("factors-child", "factor-code=factor-7a;factor-fact=One|factor-code=factor-7a;factor-fact=Two");
    assert_eq!(refused(&mut scene, &[twice]), "help-factor-twice");
    assert_eq!(code(step(&mut scene, SOCIAL_WORKER, "factors", &[YOUNG_CARER])), "help-not-lead");
    step(&mut scene, SCHOOL, "factors", &[YOUNG_CARER, NEGLECT]).unwrap();
    scene.at("2026-11-24T09:00:00Z");
    complete(&mut scene).unwrap();
    assert_eq!(code(authorise(&mut scene)), "help-harm-why");
    let reasoned = [
        ("authorise", "agree"),
        ("authorise-told", "At home"),
        ("authorise-harm", "The school record shows it"),
    ];
    step(&mut scene, SUPERVISOR, "authorise", &reasoned).unwrap();
    assert_eq!(census(&scene.help)[0].assessments[0].factors, ["16A", "7A"]);
}

#[test]
fn no_factor_stands_alone_and_only_where_nothing_follows() {
    let mut scene = in_need();
    write_all(&mut scene);
    step(&mut scene, SCHOOL, "factors", &[("factors-none", "factor-21")]).unwrap();
    assert_eq!(code(complete(&mut scene)), "help-no-factors-but-help");
    let adult = [
        ("adult-factor-name", "Her mother"),
        ("adult-factor-code", "factor-6b"),
        ("adult-factor-fact", "A letter"),
    ];
    assert_eq!(code(step(&mut scene, SCHOOL, "adult-factor", &adult)), "help-factors-none-with-others");
    let nothing = [
        ("complete-found", "All is well"),
        ("complete-follows", "nothing-more"),
        ("complete-family", "We agree"),
    ];
    step(&mut scene, SCHOOL, "complete", &nothing).unwrap();
}

#[test]
fn a_code_about_an_adult_names_the_adult() {
    let mut scene = in_need();
    write_all(&mut scene);
    let coded = [("adult-factor-code", "factor-6b"), ("adult-factor-fact", "A letter")];
    assert_eq!(code(step(&mut scene, SCHOOL, "adult-factor", &coded)), "help-adult-missing");
    // Somebody who does not take part is named in words, and no page shows it to anybody of the family.
    let stranger = With { whom: Some(person(PARENT)), ..With::default() };
    assert_eq!(code(step_with(&mut scene, SCHOOL, "adult-factor", stranger, &coded)), "help-adult-missing");
}

/// The same journey with other codes, or with none yet, gives the same refusals, duties, stage and marks at every step.
#[test]
fn no_code_decides_anything_about_the_help() {
    let journey = |codes: &[(&str, &str)], need: &'static str| {
        let mut scene = Scene::new();
        let mut begin = IN_NEED.to_vec();
        begin.retain(|(question, _)| *question != "begin-need");
        begin.push(("begin-need", need));
        step(&mut scene, FRONT_DOOR_MANAGER, "begin", &begin).unwrap();
        let lead = With { whom: Some(person(SCHOOL)), ..With::default() };
        step_with(&mut scene, SUPERVISOR, "lead", lead, crate::helping::LEAD).unwrap();
        write_all(&mut scene);
        step(&mut scene, SCHOOL, "factors", codes).unwrap();
        let mut seen = Vec::new();
        let look = |scene: &Scene, outcome: Result<usize, (&'static str, &'static str)>| {
            let listing = records::help::list(&scene.help, &scene.rules);
            let duties: Vec<_> =
                listing.duties.iter().map(|duty| (duty.scheduled.duty.clone(), duty.scheduled.due)).collect();
            (outcome, listing.stage, listing.line.marks, duties)
        };
        let done = complete(&mut scene);
        seen.push(look(&scene, done));
        scene.at("2026-11-24T09:00:00Z");
        let reasoned =
            [("authorise", "agree"), ("authorise-told", "At home"), ("authorise-harm", "It is so")];
        let done = step(&mut scene, SUPERVISOR, "authorise", &reasoned);
        seen.push(look(&scene, done));
        for (who, name, given) in [
            (SCHOOL, "visit", &[("visit-seen", "alone")][..]),
            (SCHOOL, "review", &[][..]),
            (SUPERVISOR, "level", DOWN),
            (SCHOOL, "begin", BEGIN),
            (SCHOOL, "end", &[("end-why", "Well"), ("end-family", "We manage")][..]),
        ] {
            let done = step(&mut scene, who, name, given);
            seen.push(look(&scene, done));
        }
        seen
    };
    let one = journey(&[YOUNG_CARER], "n4");
    assert_eq!(one, journey(&[YOUNG_CARER, NEGLECT], "n1"));
    assert_eq!(one, journey(&[("factors-child", "factor-code=factor-20;factor-fact=Something")], "n8"));
}

/// The values of every choice of some questions and of their fields, as codes.
fn codes_of(question: &Question) -> Vec<String> {
    let asked = std::iter::once(question).chain(question.fields());
    let values = asked.flat_map(Question::choices).map(|choice: &Choice| choice.value.clone());
    let values = values.filter(|value| value.starts_with("factor-"));
    values.map(|value| value.trim_start_matches("factor-").to_uppercase()).collect()
}

/// The form's codes are those of the census, each once: those about adults, those that name harm, the others, and none.
#[test]
fn the_form_has_every_code_of_the_census_once() {
    let scene = Scene::new();
    let form = scene.forms.latest("help").unwrap();
    let asked = ["factors-child", "factors-harm", "factors-none", "adult-factor-code"];
    let mut offered: Vec<String> = asked.iter().flat_map(|id| codes_of(form.question(id).unwrap())).collect();
    offered.sort();
    let once: BTreeSet<String> = offered.iter().cloned().collect();
    assert_eq!(once.len(), offered.len(), "{offered:?}");
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../returns/cin/codes.toml");
    let text = fs::read_to_string(path).unwrap();
    let list = text.split("name = \"factor\"\ncodes = [").nth(1).unwrap().split(']').next().unwrap();
    let listed: BTreeSet<String> =
        list.split(',').map(|code| code.trim().trim_matches('"').to_owned()).collect();
    // The two that were superseded are still read, and no longer chosen.
    let listed: BTreeSet<String> = listed.into_iter().filter(|code| code != "18A" && code != "19A").collect();
    assert_eq!(once, listed);
}
