//! The census made from the events: nothing inferred, harm with its reason, protection beside support.

use census::{Child as Counted, Plan};
use forms::{Answer, Answers, QuestionId};
use jiff::civil::date;
use records::history::{Code, Coded, FORM};
use records::returned::{Period, Sources, census_of};
use uuid::Uuid;

use crate::history::{child, details, import};
use crate::journey::decided;
use crate::protecting::{PLAN, called, on, step};
use crate::scene::{ASSESSOR, CHAIR, SUPERVISOR, Scene};

const YEAR: Period =
    Period { year: 2027, start: date(2026, 4, 1), reference: date(2027, 3, 31), before_proceedings: true };
const CHILD: Uuid = Uuid::from_u128(30);

fn counted(scene: &Scene) -> Option<Counted> {
    let requests: Vec<(Uuid, &records::request::Request)> = scene
        .child
        .requests()
        .map(|id| (id, &scene.request))
        .chain(scene.child.requests().next().is_none().then_some((Uuid::from_u128(50), &scene.request)))
        .collect();
    let sources = Sources {
        child: scene.child.registered.is_some().then_some((CHILD, &scene.child)),
        requests: &requests,
        protection: Some(&scene.protection),
        history: Some(&scene.history),
        before: None,
        ..Sources::default()
    };
    census_of(&sources, &YEAR, &scene.rules)
}

fn answers(scene: &Scene, given: &[(&str, Answer)]) -> Answers {
    let mut answers = scene.forms.latest(FORM).unwrap().no_answers();
    for (question, answer) in given {
        answers.set(&QuestionId::new(*question).unwrap(), Some(answer.clone()));
    }
    answers
}

fn one(value: &str) -> Answer {
    Answer::Choice(value.to_owned())
}

fn text(words: &str) -> Answer {
    Answer::Text(words.to_owned())
}

#[test]
fn a_request_is_the_referral_from_its_receipt_and_no_code_follows_from_it() {
    let scene = decided();
    let counted = counted(&scene).unwrap();
    let [details] = counted.details.as_slice() else { panic!("{counted:?}") };
    let received = scene.child.assessment.opened.as_ref().unwrap().fact.received_at;
    assert_eq!(details.referred, Some(kernel::london_date(received)));
    assert_eq!(details.no_further_action, Some(false));
    let [assessment] = details.assessments.as_slice() else { panic!("{details:?}") };
    let signed = scene.child.assessment.signed_off.as_ref().unwrap().at;
    assert_eq!(assessment.authorised, Some(kernel::london_date(signed)));
    // A parent asked, for a disabled child; nobody recorded a code, and none is there.
    assert_eq!((&details.source, &details.need, &assessment.factors), (&None, &None, &Vec::new()));
    assert!(details.enquiries.is_empty() && details.protection_plans.is_empty());
    assert!(counted.characteristics.ethnicity.is_none(), "what is told for the measures is for them alone");
}

#[test]
fn codes_that_somebody_recorded_stand_in_the_return() {
    let mut scene = decided();
    let episode = scene.child.requests().next().unwrap();
    let given = answers(
        &scene,
        &[
            ("return-identifier", text("W0042")),
            ("return-ethnicity", one("wbri")),
            ("return-source", one("code-1a")),
            ("return-need", one("n2")),
            ("return-factors", Answer::Choices(["code-5a".to_owned(), "code-7a".to_owned()].into())),
            ("return-closure", one("rc7")),
        ],
    );
    let code = Code(Coded { episode, answers: given });
    assert_eq!(scene.history(ASSESSOR, &code), Ok(1));
    assert_eq!(scene.history(ASSESSOR, &code), Ok(0), "the same again records nothing");
    let counted = counted(&scene).unwrap();
    assert_eq!(counted.identifiers.la_child_id.as_deref(), Some("W0042"));
    let details = &counted.details[0];
    assert_eq!((details.source.as_deref(), details.need.as_deref()), (Some("1A"), Some("N2")));
    assert_eq!(details.assessments[0].factors, ["5A", "7A"]);
    assert_eq!(details.closure, None, "support has not ended");
    assert_eq!(scene.history.identifier().as_deref(), Some("W0042"));
}

#[test]
fn a_code_that_says_harm_needs_a_fact_a_managers_reason_and_the_telling() {
    let mut scene = decided();
    let episode = scene.child.requests().next().unwrap();
    let mut given = vec![("return-harm-need", one("n1"))];
    let attempt = |scene: &mut Scene, who, given: &[(&str, Answer)]| {
        let answers = answers(scene, given);
        scene.history(who, &Code(Coded { episode, answers })).map_err(|refused| refused.0)
    };
    assert_eq!(attempt(&mut scene, ASSESSOR, &given), Err("code-not-a-manager"));
    assert_eq!(attempt(&mut scene, SUPERVISOR, &given), Err("code-needs-fact"));
    given.push(("return-harm-fact", text("The entry of 3 December.")));
    assert_eq!(attempt(&mut scene, SUPERVISOR, &given), Err("code-needs-why"));
    given.push(("return-harm-why", text("A boy in her class hurt her.")));
    assert_eq!(attempt(&mut scene, SUPERVISOR, &given), Err("code-needs-telling"));
    given.push(("return-harm-told", one("not-safe")));
    assert_eq!(attempt(&mut scene, SUPERVISOR, &given), Err("code-needs-telling"));
    given.push(("return-harm-not-told", text("He does not know that she told.")));
    assert_eq!(attempt(&mut scene, ASSESSOR, &given), Err("code-not-a-manager"));
    assert_eq!(attempt(&mut scene, SUPERVISOR, &given), Ok(1));
    // No crossing to safeguarding is needed for it: harm by a peer may be true with none.
    assert_eq!(counted(&scene).unwrap().details[0].need.as_deref(), Some("N1"));
}

#[test]
fn enquiries_a_conference_and_a_plan_stand_in_an_episode_that_somebody_else_begins() {
    let mut scene = called();
    on(&mut scene, date(2026, 11, 30));
    step(&mut scene, CHAIR, "hold", PLAN).unwrap();
    let counted = counted(&scene).unwrap();
    let protected = counted.details.iter().find(|details| !details.enquiries.is_empty()).unwrap();
    assert_eq!(protected.source, None, "who referred the child is not known here");
    let [enquiry] = protected.enquiries.as_slice() else { panic!("{protected:?}") };
    assert_eq!(enquiry.conference, Some(date(2026, 11, 30)));
    assert_eq!(enquiry.conference_not_required, Some(false));
    assert!(enquiry.target > enquiry.started, "{enquiry:?}");
    let [plan] = protected.protection_plans.as_slice() else { panic!("{protected:?}") };
    assert_eq!((plan.started, plan.previous), (Some(date(2026, 11, 30)), Some(0)));
    assert!(plan.first_category.is_some() && plan.first_category == plan.latest_category);
    assert_eq!(protected.plans, Vec::<Plan>::new());
}

#[test]
fn what_returns_said_gives_way_to_the_record_of_the_same_episode() {
    let mut scene = decided();
    let received = scene.child.assessment.opened.as_ref().unwrap().fact.received_at;
    let same = details(kernel::london_date(received));
    let mut before = Scene::new();
    let earlier = details(date(2026, 5, 1));
    before.history(99, &import(2027, child(vec![earlier.clone(), same]))).unwrap();
    let episode = scene.child.requests().next().unwrap();
    let given = answers(&scene, &[("return-identifier", text("W0001"))]);
    scene.history(ASSESSOR, &Code(Coded { episode, answers: given })).unwrap();
    let requests = [(episode, &scene.request)];
    let sources = Sources {
        child: Some((CHILD, &scene.child)),
        requests: &requests,
        protection: None,
        history: Some(&scene.history),
        before: Some(&before.history),
        ..Sources::default()
    };
    let counted = census_of(&sources, &YEAR, &scene.rules).unwrap();
    assert_eq!(counted.details.len(), 2);
    assert_eq!(counted.details[0], earlier);
    assert_eq!(counted.details[1].source, None, "its own record, in which nobody recorded a source");
}
