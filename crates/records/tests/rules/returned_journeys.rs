//! Whole journeys in the census: from a contact to help under section 17, a plan and its end, or through enquiries and a
//! protection plan. Each is one referral, with the words of nobody but those who recorded them; what the rules of the year
//! find is what nobody recorded.

use census::{Header, Return};
use expect_test::expect_file;
use jiff::civil::date;
use records::contact::{Approach, census as approaches_of};
use records::help::{BeginHelp, Protected, WritePlan};
use records::history::{Code, Coded};
use records::returned::{Period, Sources, census_of};
use returns::cin::{Options, validate, write};
use returns::{WorkingDays, Year};
use uuid::Uuid;

use crate::contacts::{self, SAM};
use crate::helping::{self, IN_NEED, LEAD, With, complete, step as help_step, step_with, write_all};
use crate::protecting::{self, answers_to, called, on};
use crate::scene::{ASSESSOR, CHAIR, FRONT_DOOR_MANAGER, SCHOOL, SUPERVISOR, Scene, person};

const YEAR: Period =
    Period { year: 2027, start: date(2026, 4, 1), reference: date(2027, 3, 31), before_proceedings: true };
const CONTACT: Uuid = Uuid::from_u128(0xC0);

/// A school rang about Sam, and a manager decided.
fn decided(scene: &mut Scene, outcome: &str) {
    contacts::look(scene, &[("contact-source", contacts::choice("source-2a"))]);
    contacts::link(scene, SAM);
    let decision = contacts::decide(scene, SAM, outcome, &[]);
    scene.contact(FRONT_DOOR_MANAGER, &decision).unwrap();
}

/// Help begins under section 17, and a school leads it.
fn in_need(scene: &mut Scene, contact: Option<Uuid>, day: &str) {
    let mut given = IN_NEED.to_vec();
    given.retain(|(question, _)| *question != "begin-on");
    given.push(("begin-on", day));
    let begin = BeginHelp {
        episode: Uuid::from_u128(0x700),
        family: Uuid::from_u128(0xFA),
        contact,
        called: "Sam".into(),
        born: Some(date(2016, 5, 12)),
        on_support_route: false,
        answers: answers_to(scene, "help", &given),
    };
    scene.help(FRONT_DOOR_MANAGER, &begin).unwrap();
    let lead = With { whom: Some(person(SCHOOL)), ..With::default() };
    step_with(scene, SUPERVISOR, "lead", lead, LEAD).unwrap();
}

/// The assessment is written with a code, and authorised.
fn assessed(scene: &mut Scene) {
    write_all(scene);
    let young_carer = ("factors-child", "factor-code=factor-7a;factor-fact=Cares for her mother");
    help_step(scene, SCHOOL, "factors", &[young_carer]).unwrap();
    complete(scene).unwrap();
    helping::authorise(scene).unwrap();
}

fn identified(scene: &mut Scene) {
    let answers = answers_to(
        scene,
        "return",
        &[
            ("return-identifier", "W0077"),
            ("return-upn-reason", "un3"),
            ("return-sex", "f"),
            ("return-ethnicity", "wbri"),
            ("return-disabilities", "none"),
        ],
    );
    scene.history(ASSESSOR, &Code(Coded { episode: SAM, answers })).unwrap();
}

/// The child's census of the year as a file, and what its rules find of the child.
fn census(scene: &Scene) -> String {
    let approaches: Vec<Approach> = approaches_of(CONTACT, &scene.contact)
        .into_iter()
        .filter(|(child, _)| *child == SAM)
        .map(|(_, one)| one)
        .collect();
    let sources = Sources {
        approaches: &approaches,
        help: Some(&scene.help),
        protection: Some(&scene.protection),
        history: Some(&scene.history),
        ..Sources::default()
    };
    let child = census_of(&sources, &YEAR, &scene.rules).unwrap();
    let header = Header {
        year: Some(YEAR.year),
        reference: Some(YEAR.reference),
        authority: Some("999".into()),
        software: Some("Alongside".into()),
        serial: Some("001".into()),
        made_at: Some(date(2027, 5, 3).at(9, 0, 0, 0)),
    };
    let text = write(&Return { header, children: vec![child] });
    let calendar = scene.rules.guidance().calendar();
    let holidays = calendar.holidays().map(|holiday| holiday.date).collect();
    let working_days = WorkingDays::new(holidays, calendar.known_from(), calendar.known_until());
    let options = Options { year: Some(Year::ending(2027)), working_days };
    let report = validate(text.as_bytes(), &options).unwrap();
    let schema: Vec<String> = report.schema_errors.iter().map(|one| one.message.to_string()).collect();
    let found = report.findings.iter().filter(|finding| finding.child.is_some());
    let found: Vec<String> = found.map(|one| format!("{}: {}", one.rule.rule, one.rule.message)).collect();
    format!("{text}\nNot as the schema has it: {schema:#?}\nWhat rules find of the child: {found:#?}\n")
}

#[test]
fn from_a_contact_to_section_17_a_plan_and_its_end() {
    let mut scene = Scene::new();
    identified(&mut scene);
    decided(&mut scene, "section-17");
    in_need(&mut scene, Some(CONTACT), "2026-11-23");
    scene.at("2026-12-09T09:00:00Z");
    assessed(&mut scene);
    scene.at("2026-12-10T09:00:00Z");
    help_step(&mut scene, SCHOOL, "plan", helping::PLAN).unwrap();
    scene.at("2027-02-12T09:00:00Z");
    let end = [
        ("end-on", "2027-02-12"),
        ("end-reason", "rc7"),
        ("end-why", "It goes well"),
        ("end-family", "We manage"),
    ];
    help_step(&mut scene, SUPERVISOR, "end", &end).unwrap();
    expect_file!["returned/section-17.txt"].assert_eq(&census(&scene));
}

#[test]
fn from_a_contact_to_enquiries_a_conference_and_a_plan() {
    let mut scene = called();
    identified(&mut scene);
    scene.at("2026-11-20T09:00:00Z");
    decided(&mut scene, "strategy-discussion");
    // A child who is protected is a child in need too: the same referral, whenever the help beside it is written down.
    scene.at("2026-11-27T09:00:00Z");
    in_need(&mut scene, None, "2026-11-27");
    assessed(&mut scene);
    help_step(&mut scene, SCHOOL, "plan", helping::PLAN).unwrap();
    on(&mut scene, date(2026, 12, 1));
    protecting::step(&mut scene, CHAIR, "hold", protecting::PLAN).unwrap();
    let protected = Protected { enquiries: false, plan_since: Some(date(2026, 12, 1)) };
    let with = With { protected, ..With::default() };
    step_with(&mut scene, SUPERVISOR, "yield", with, &[]).unwrap();
    expect_file!["returned/section-47.txt"].assert_eq(&census(&scene));
}

#[test]
fn what_ended_at_the_front_door_is_a_referral_that_went_no_further() {
    let mut scene = Scene::new();
    identified(&mut scene);
    decided(&mut scene, "no-further-action");
    expect_file!["returned/no-further-action.txt"].assert_eq(&census(&scene));
}

#[test]
fn a_contact_about_a_child_who_is_open_is_no_referral_and_an_undecided_one_says_nothing_of_what_follows() {
    let mut scene = Scene::new();
    contacts::look(&mut scene, &[]);
    let approaches: Vec<Approach> =
        approaches_of(CONTACT, &scene.contact).into_iter().map(|(_, one)| one).collect();
    let alone = Sources { approaches: &approaches, ..Sources::default() };
    let counted = census_of(&alone, &YEAR, &scene.rules).unwrap();
    let [details] = counted.details.as_slice() else { panic!("{counted:?}") };
    assert_eq!((details.no_further_action, &details.source), (None, &None));
    in_need(&mut scene, None, "2026-11-20");
    let open = Sources { help: Some(&scene.help), ..alone };
    let counted = census_of(&open, &YEAR, &scene.rules).unwrap();
    let [details] = counted.details.as_slice() else { panic!("{counted:?}") };
    assert_eq!(details.referred, Some(date(2026, 11, 20)));
    assert_eq!(details.source.as_deref(), Some("2A"), "as it was recorded where help began");
}

#[test]
fn what_lies_outside_the_year_is_not_in_its_return() {
    let mut scene = Scene::new();
    in_need(&mut scene, None, "2026-11-23");
    scene.at("2026-12-09T09:00:00Z");
    assessed(&mut scene);
    let protected = Protected::default();
    let answers = answers_to(&scene, "help", helping::PLAN);
    scene.help(SCHOOL, &WritePlan { plan: Uuid::from_u128(9), protected, answers }).unwrap();
    let counted = |start, reference| {
        let period = Period { year: 2027, start, reference, before_proceedings: false };
        census_of(&Sources { help: Some(&scene.help), ..Sources::default() }, &period, &scene.rules)
    };
    assert_eq!(counted(date(2025, 4, 1), date(2026, 3, 31)), None, "it had not begun");
    let early = counted(date(2026, 4, 1), date(2026, 12, 1)).unwrap();
    assert!(early.details[0].assessments.is_empty() && early.details[0].plans.is_empty(), "{early:?}");
    let later = counted(date(2027, 4, 1), date(2028, 3, 31)).unwrap();
    assert!(later.details[0].assessments.is_empty(), "it was authorised in the year before: {later:?}");
    assert_eq!(later.details[0].plans.len(), 1, "the plan goes on");
}
