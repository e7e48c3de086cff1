//! Ways to challenge: which clock each runs, who may decide it, and that what was promised is carried out. Each test is
//! named after what it keeps from happening again.

use kernel::Moment;
use records::challenge::{
    About, Acknowledge, Acknowledged, Action, ActionDone, Allocate, Answer, Answered, AskNextStage,
    Challenger, Close, Closed, Deciders, Enter, EnterNextStage, Extend, Extended, FinishAction, Made, Make,
    Outcome, RecordStep, Stage, Step, StepTaken, Way, Withdraw, Withdrawn,
};
use records::child::LetterText;
use records::request::{Channel, Read, ReadRequest};
use uuid::Uuid;

use crate::scene::{
    ASSESSOR, CHILD, COMPLAINTS, FRONT_DOOR_MANAGER, NAVIGATOR, PARENT, SUPERVISOR, Scene, UNINVOLVED, person,
};

const ACTION: Uuid = Uuid::from_u128(0xac);

pub fn made(scene: &Scene, way: Way) -> Made {
    let form = scene.forms.latest("challenge").unwrap();
    Made {
        reference: "Q4H-7RT".into(),
        way,
        about: About {
            child: Some(Uuid::from_u128(CHILD)),
            request: Some(Uuid::from_u128(50)),
            called: "Robin".into(),
            what: "decision".into(),
            ..About::default()
        },
        by: Challenger { person: person(PARENT), name: "Jo Larch".into(), contact: None },
        answers: form.no_answers(),
        words: "Nobody asked what Saturdays are like.".into(),
        wanted: "Ask, and decide again.".into(),
        channel: Channel::Web,
        received_at: scene.now,
        entered_by: None,
        asked_for: (way == Way::Talk).then(|| person(NAVIGATOR)),
    }
}

pub fn answered(scene: &Scene, stage: Option<Stage>, actions: Vec<Action>) -> Answer {
    Answer {
        answered: Answered {
            stage,
            outcome: Outcome::PartlyUpheld,
            why: "Saturdays were left out.".into(),
            actions,
            letter: Uuid::from_u128(0x1e),
            text: LetterText::default(),
        },
        deciders: Deciders::of(Some(&scene.request), Some(&scene.child)),
    }
}

pub fn allocate(scene: &Scene, to: u128) -> Allocate {
    Allocate {
        to: person(to),
        independent: "Ms A. Wren".into(),
        deciders: Deciders::of(Some(&scene.request), Some(&scene.child)),
    }
}

fn action(scene: &Scene) -> Action {
    Action { action: ACTION, what: "Ask about Saturdays.".into(), by: scene.today() }
}

fn step(scene: &Scene, step: Step) -> RecordStep {
    RecordStep { taken: StepTaken { step, words: String::new() }, happened: Moment::At(scene.now) }
}

/// What is due, with its day.
fn due(scene: &Scene) -> Vec<(String, Option<jiff::civil::Date>)> {
    let listing = records::challenge::list(&scene.challenge, &scene.rules);
    listing.duties.iter().map(|duty| (duty.scheduled.duty.clone(), duty.scheduled.due.date())).collect()
}

fn due_on(scene: &Scene, duty: &str) -> Option<jiff::civil::Date> {
    due(scene).into_iter().find(|(id, _)| id == duty).and_then(|(_, date)| date)
}

fn refused(outcome: Result<usize, (&'static str, &'static str)>) -> &'static str {
    outcome.unwrap_err().0
}

/// The scene with a decided route, so that some have made decisions.
fn challenged(way: Way) -> Scene {
    let mut scene = Scene::routed();
    scene.challenge(PARENT, &Make(made(&scene, way))).unwrap();
    scene
}

#[test]
fn a_complaint_is_kept_in_the_statutory_procedure() {
    let mut scene = challenged(Way::Complaint);
    // Monday 23 November 2026; ten working days later is Monday 7 December.
    assert_eq!(due_on(&scene, "DC-16"), Some(jiff::civil::date(2026, 12, 7)));
    assert_eq!(scene.challenge.current_stage(), Some(Stage::One));
    // Nothing but an answer, or its maker, ends it.
    assert_eq!(refused(scene.challenge(COMPLAINTS, &Close(Closed::default()))), "challenge-not-answered");
    assert_eq!(refused(scene.challenge(COMPLAINTS, &Withdraw(Withdrawn::default()))), "challenge-not-theirs");
    scene.challenge(COMPLAINTS, &Acknowledge(Acknowledged::default())).unwrap();
    assert!(due_on(&scene, "DC-16").is_some(), "saying that it arrived is no answer");
    scene.challenge(COMPLAINTS, &allocate(&scene, UNINVOLVED)).unwrap();
    let without_stage = answered(&scene, None, vec![]);
    assert_eq!(refused(scene.challenge(UNINVOLVED, &without_stage)), "challenge-wrong-stage");
    scene.challenge(UNINVOLVED, &answered(&scene, Some(Stage::One), vec![])).unwrap();
    assert_eq!(due(&scene), []);
    // All that comes after is open to them, whatever the answer was.
    scene.challenge(PARENT, &AskNextStage { words: String::new() }).unwrap();
    assert_eq!(scene.challenge.current_stage(), Some(Stage::Two));
}

#[test]
fn each_way_runs_its_own_clock_and_none_waits_for_another() {
    for (way, duty, day) in [
        (Way::Talk, "LS-CHALLENGE-TALK", jiff::civil::date(2026, 11, 26)),
        (Way::SecondLook, "LS-SECOND-LOOK", jiff::civil::date(2026, 11, 30)),
        (Way::Route, "LS-ROUTE-CHALLENGE", jiff::civil::date(2026, 11, 24)),
        (Way::Complaint, "DC-16", jiff::civil::date(2026, 12, 7)),
    ] {
        let scene = challenged(way);
        assert_eq!(due_on(&scene, duty), Some(day), "{way:?}");
        assert_eq!(due_on(&scene, "LS-CHALLENGE-ACKNOWLEDGED"), Some(jiff::civil::date(2026, 11, 25)));
        assert_eq!(due(&scene).len(), 2, "{way:?}: {:?}", due(&scene));
    }
}

#[test]
fn a_route_challenge_is_decided_by_somebody_uninvolved() {
    let mut scene = challenged(Way::Route);
    for (who, code) in [
        (NAVIGATOR, "uninvolved-manager-needed"),
        (ASSESSOR, "uninvolved-manager-needed"),
        (COMPLAINTS, "uninvolved-manager-needed"),
        (SUPERVISOR, "made-earlier-decision"),
        (99, "not-a-practitioner"),
    ] {
        assert_eq!(refused(scene.challenge(COMPLAINTS, &allocate(&scene, who))), code, "{who}");
    }
    scene.challenge(COMPLAINTS, &allocate(&scene, UNINVOLVED)).unwrap();
    let answer = answered(&scene, None, vec![]);
    for who in [SUPERVISOR, NAVIGATOR, COMPLAINTS, FRONT_DOOR_MANAGER] {
        assert_eq!(refused(scene.challenge(who, &answer)), "challenge-not-named", "{who}");
    }
    assert_eq!(scene.challenge(UNINVOLVED, &answer), Ok(1));
    assert_eq!(due(&scene), []);
}

#[test]
fn somebody_who_decided_something_after_being_named_no_longer_decides_the_challenge() {
    let mut scene = challenged(Way::SecondLook);
    scene.challenge(COMPLAINTS, &allocate(&scene, UNINVOLVED)).unwrap();
    let register = records::child::Register(records::child::Registered {
        called: "Robin".into(),
        ..records::child::Registered::default()
    });
    scene.child(UNINVOLVED, &register).unwrap();
    let support = records::child::OpenSupport(records::child::SupportOpened {
        request: Uuid::from_u128(50),
        reference: "K7M-2QX".into(),
        received_at: scene.now,
        level: guidance::Level::Short,
        request_types: vec![],
        sections: vec![],
        why: "You asked.".into(),
        ehc_advice: false,
        disabled: None,
        settled: std::collections::BTreeMap::new(),
        asked_by: None,
    });
    scene.child(UNINVOLVED, &support).unwrap();
    let answer = answered(&scene, None, vec![]);
    assert_eq!(refused(scene.challenge(UNINVOLVED, &answer)), "made-earlier-decision");
    scene.challenge(COMPLAINTS, &allocate(&scene, FRONT_DOOR_MANAGER)).unwrap();
    assert_eq!(scene.challenge(FRONT_DOOR_MANAGER, &answer), Ok(1));
}

#[test]
fn a_talk_is_with_the_person_asked_for() {
    let mut scene = challenged(Way::Talk);
    let mut answer = answered(&scene, None, vec![]);
    answer.answered.outcome = Outcome::Talked;
    assert_eq!(refused(scene.challenge(ASSESSOR, &answer)), "challenge-not-named");
    assert_eq!(scene.challenge(NAVIGATOR, &answer), Ok(1));
}

#[test]
fn only_a_talk_ends_with_talking() {
    for way in [Way::SecondLook, Way::Route, Way::Complaint] {
        let mut scene = challenged(way);
        scene.challenge(COMPLAINTS, &allocate(&scene, UNINVOLVED)).unwrap();
        let mut answer = answered(&scene, scene.challenge.current_stage(), vec![]);
        answer.answered.outcome = Outcome::Talked;
        assert_eq!(refused(scene.challenge(UNINVOLVED, &answer)), "outcome-not-a-talk", "{way:?}");
    }
}

#[test]
fn the_next_stage_by_telephone_runs_from_the_day_on_which_it_was_asked_for() {
    let mut scene = challenged(Way::Complaint);
    scene.days_later(2);
    let ask = |day| EnterNextStage { words: "Nobody rang.".into(), asked: Moment::On(day) };
    let tomorrow = ask(scene.today().tomorrow().unwrap());
    assert_eq!(refused(scene.challenge(COMPLAINTS, &tomorrow)), "in-future");
    scene.challenge(COMPLAINTS, &ask(jiff::civil::date(2026, 11, 24))).unwrap();
    assert_eq!(due_on(&scene, "LS-STAGE-2-BEGINS"), Some(jiff::civil::date(2026, 12, 1)));
    assert_eq!(scene.challenge.stages[0].fact.entered_by, Some(person(COMPLAINTS)));
}

#[test]
fn more_time_is_taken_once_with_a_reason_and_told() {
    let mut scene = challenged(Way::Complaint);
    let extend = |why: &str| {
        Extend(Extended {
            stage: Stage::One,
            why: why.into(),
            letter: Uuid::from_u128(2),
            text: LetterText::default(),
        })
    };
    assert_eq!(refused(scene.challenge(COMPLAINTS, &extend(" "))), "challenge-why-missing");
    scene.challenge(COMPLAINTS, &extend("The school is closed this week.")).unwrap();
    assert_eq!(due_on(&scene, "DC-16"), None);
    assert_eq!(due_on(&scene, "DC-16X"), Some(jiff::civil::date(2026, 12, 21)));
    assert_eq!(refused(scene.challenge(COMPLAINTS, &extend("Again."))), "already-extended");
    let mut second_look = challenged(Way::SecondLook);
    assert_eq!(refused(second_look.challenge(COMPLAINTS, &extend("Busy."))), "nothing-to-extend");
}

#[test]
fn a_late_stage_one_keeps_nobody_from_stage_two() {
    let mut scene = challenged(Way::Complaint);
    scene.days_later(30);
    assert_eq!(scene.challenge(PARENT, &AskNextStage { words: "No answer came.".into() }), Ok(1));
    assert!(due_on(&scene, "LS-STAGE-2-BEGINS").is_some());
    assert_eq!(due_on(&scene, "DC-17"), None, "its clock runs from the agreed statement");
    scene.challenge(COMPLAINTS, &step(&scene, Step::StageTwoAgreed)).unwrap();
    assert!(due_on(&scene, "DC-17").is_some());
    let again = scene.challenge(PARENT, &AskNextStage { words: String::new() });
    assert_eq!(refused(again), "stage-2-not-answered");
}

/// As far as an answer to the panel's report, with one action agreed.
fn after_stage_three() -> Scene {
    let mut scene = challenged(Way::Complaint);
    let ask = AskNextStage { words: String::new() };
    scene.challenge(COMPLAINTS, &allocate(&scene, UNINVOLVED)).unwrap();
    scene.challenge(UNINVOLVED, &answered(&scene, Some(Stage::One), vec![])).unwrap();
    scene.challenge(PARENT, &ask).unwrap();
    let same = allocate(&scene, UNINVOLVED);
    assert_eq!(refused(scene.challenge(COMPLAINTS, &same)), "made-earlier-decision");
    let mut alone = allocate(&scene, COMPLAINTS);
    alone.independent = " ".into();
    assert_eq!(refused(scene.challenge(COMPLAINTS, &alone)), "independent-missing");
    scene.challenge(COMPLAINTS, &allocate(&scene, FRONT_DOOR_MANAGER)).unwrap();
    let answer = answered(&scene, Some(Stage::Two), vec![]);
    assert_eq!(refused(scene.challenge(FRONT_DOOR_MANAGER, &answer)), "stage-2-not-begun");
    scene.challenge(COMPLAINTS, &step(&scene, Step::StageTwoAgreed)).unwrap();
    scene.challenge(FRONT_DOOR_MANAGER, &answer).unwrap();
    scene.challenge(PARENT, &ask).unwrap();
    scene.challenge(COMPLAINTS, &allocate(&scene, COMPLAINTS)).unwrap();
    let answer = answered(&scene, Some(Stage::Three), vec![action(&scene)]);
    assert_eq!(refused(scene.challenge(COMPLAINTS, &answer)), "panel-not-reported");
    for taken in [Step::PanelMet, Step::PanelReported, Step::ReportReceived] {
        if taken != Step::PanelMet {
            let early = step(&scene, Step::ReportReceived);
            let outcome = scene.try_challenge(COMPLAINTS, &early);
            assert_eq!(outcome.is_ok(), taken == Step::ReportReceived);
        }
        scene.challenge(COMPLAINTS, &step(&scene, taken)).unwrap();
    }
    scene.challenge(COMPLAINTS, &answer).unwrap();
    scene
}

#[test]
fn agreed_actions_after_stage_three_are_carried_out() {
    let mut scene = after_stage_three();
    assert_eq!(due_on(&scene, "LS-ACTION"), Some(scene.today()));
    assert_eq!(refused(scene.challenge(PARENT, &AskNextStage { words: String::new() })), "no-further-stage");
    scene.days_later(400);
    // Still owed a year later, and nothing but doing it ends that.
    assert_eq!(due(&scene).len(), 1);
    assert_eq!(refused(scene.challenge(COMPLAINTS, &Close(Closed::default()))), "actions-open");
    scene.challenge(PARENT, &Withdraw(Withdrawn::default())).unwrap();
    assert_eq!(due(&scene).len(), 1, "taking it back does not undo what was promised");
    assert_eq!(scene.challenge.stage(), "answered");
    let done = |words: &str| FinishAction(ActionDone { action: ACTION, words: words.into() });
    assert_eq!(refused(scene.challenge(COMPLAINTS, &done(""))), "action-words-missing");
    scene.challenge(COMPLAINTS, &done("Asked on Saturday.")).unwrap();
    assert_eq!(refused(scene.challenge(COMPLAINTS, &done("Asked again."))), "action-already-done");
    assert_eq!(due(&scene), []);
    assert_eq!(scene.challenge.stage(), "withdrawn");
    // What was promised, and when it was kept, stays in what the duty engine is told: it was kept late.
    let told = records::told::of_challenge(&scene.challenge).unwrap();
    let kept = scene.rules.schedule(&told.milestones, &told.facts);
    let kept = kept.iter().find(|item| item.duty == "LS-ACTION").unwrap();
    assert_eq!(kept.status(scene.now), guidance::Status::Late);
}

#[test]
fn a_challenge_by_telephone_keeps_its_true_time_and_says_who_wrote_it_down() {
    let mut scene = Scene::routed();
    let by_page = made(&scene, Way::Complaint);
    assert_eq!(refused(scene.challenge(COMPLAINTS, &Enter(by_page.clone()))), "entered-by-page");
    let mut by_telephone = by_page;
    by_telephone.channel = Channel::Phone;
    by_telephone.received_at -= jiff::SignedDuration::from_hours(24 * 4);
    by_telephone.entered_by = Some(person(COMPLAINTS));
    assert_eq!(scene.challenge(COMPLAINTS, &Enter(by_telephone.clone())), Ok(1));
    // Received on Thursday 19 November.
    assert_eq!(due_on(&scene, "DC-16"), Some(jiff::civil::date(2026, 12, 3)));
    by_telephone.received_at = scene.now + jiff::SignedDuration::from_hours(1);
    let mut later = Scene::routed();
    assert_eq!(refused(later.challenge(COMPLAINTS, &Enter(by_telephone))), "received-in-future");
}

#[test]
fn a_challenge_needs_words_and_is_taken_once() {
    let mut scene = Scene::new();
    let mut nothing = made(&scene, Way::SecondLook);
    nothing.words = " \n".into();
    assert_eq!(refused(scene.challenge(PARENT, &Make(nothing.clone()))), "challenge-no-words");
    nothing.words = "x".repeat(records::challenge::WORDS_MAX + 1);
    assert_eq!(refused(scene.challenge(PARENT, &Make(nothing))), "challenge-too-long");
    let whole = Make(made(&scene, Way::SecondLook));
    scene.challenge(PARENT, &whole).unwrap();
    assert_eq!(refused(scene.challenge(PARENT, &whole)), "challenge-already-made");
}

#[test]
fn whoever_reads_for_danger_or_writes_down_decides_nothing() {
    let mut scene = Scene::new();
    scene.request(PARENT, &records::request::Receive(scene.received())).unwrap();
    scene.request(UNINVOLVED, &ReadRequest(Read { care_may_fail: false })).unwrap();
    let deciders = Deciders::of(Some(&scene.request), None);
    assert!(!deciders.includes(person(UNINVOLVED)));
}
