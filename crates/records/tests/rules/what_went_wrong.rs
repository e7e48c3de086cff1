//! What went wrong elsewhere, by the name of what went wrong: failures that courts and the ombudsman found. Each test shows
//! that it cannot happen here, or cannot happen unseen. More of them stand where their rules are tested: a refusal without a
//! reason, resources that cap an accepted need, two-to-one support planned as one-to-one and the tier gate on a direct
//! payment (`deciding.rs`), a missed parent carer assessment (`beside.rs`), help that did not come (`delivering.rs`), a
//! complaint kept out of the procedure and agreed actions that were not carried out (`challenges.rs`), agencies asked before
//! the family (`sharing.rs`).

use guidance::Status;
use records::child::{
    AnswerComment, CommentAnswered, CommentKind, CommentMade, CommentOutcome, Decision, DraftShared,
    IssueLetter, LetterIssued, LetterText, MakeComment, ShareDraft, SignOff, SignedOff,
};
use records::concern::{
    CloseDiscussion, Closing, ConfirmDiversion, DiversionConfirmed, Emergency, EnquiryAbout, OpenedBecause,
    OutcomeRecorded, RecordOutcome, StartEnquiries, StrategyClosed,
};
use records::request::{
    ConfirmRoute, ProposeRoute, Read, ReadRequest, Receive, Route, RouteProposed, Withdraw, Withdrawn,
    YesNoUnsure,
};
use uuid::Uuid;

use crate::crossing::{decide, propose, raised};
use crate::journey::{allocated, decided, need};
use crate::scene::{
    ASSESSOR, FRONT_DOOR, FRONT_DOOR_MANAGER, NAVIGATOR, PARENT, SUPERVISOR, Scene, UNQUALIFIED, person,
};

/// The duties of the request and of the child's record that nothing has answered yet.
fn open(scene: &Scene) -> Vec<String> {
    let request = records::request::list(&scene.request, &scene.rules).duties;
    let child = records::child::list(&scene.child, &scene.rules).duties;
    request.into_iter().chain(child).map(|duty| duty.scheduled.duty).collect()
}

/// The same, of those whose date is past.
fn overdue(scene: &Scene) -> Vec<String> {
    let request = records::request::list(&scene.request, &scene.rules).duties;
    let child = records::child::list(&scene.child, &scene.rules).duties;
    let late =
        request.into_iter().chain(child).filter(|duty| duty.scheduled.status(scene.now) == Status::Overdue);
    late.map(|duty| duty.scheduled.duty).collect()
}

fn read() -> Scene {
    let mut scene = Scene::new();
    scene.request(PARENT, &Receive(scene.received())).unwrap();
    scene.request(NAVIGATOR, &ReadRequest(Read { care_may_fail: false })).unwrap();
    scene
}

/// Southend 20 011 744: nobody considered or recorded whether the child was disabled.
#[test]
fn nobody_recorded_whether_the_child_is_disabled() {
    let mut scene = read();
    scene.request(NAVIGATOR, &Scene::asker_confirmed()).unwrap();
    assert_eq!(scene.request(NAVIGATOR, &Scene::proposed(Route::Support)).unwrap_err().0, "not-triaged");
    assert_eq!(scene.request(NAVIGATOR, &Scene::proposed(Route::NotTakenUp)).unwrap_err().0, "not-triaged");
    assert!(open(&scene).contains(&"DC-01".to_owned()), "{:?}", open(&scene));
    scene.request(NAVIGATOR, &scene.triaged(YesNoUnsure::Unsure)).unwrap();
    let triage = scene.request.latest_triage().unwrap();
    assert_eq!(triage.fact.disabled, YesNoUnsure::Unsure, "not knowing is an answer, and is kept as one");
    assert_eq!((triage.author.person, triage.at), (Some(person(NAVIGATOR)), scene.now), "by whom, and when");
}

/// Staffordshire 22 014 266 and Dudley 24 022 184: a first request was turned down or left to lie.
#[test]
fn a_request_ended_without_a_reasoned_answer_that_was_sent() {
    let mut scene = read();
    scene.request(NAVIGATOR, &scene.triaged(YesNoUnsure::No)).unwrap();
    let proposed = |why: &str| {
        ProposeRoute(RouteProposed {
            route: Route::NotTakenUp,
            level: guidance::Level::Short,
            why: why.into(),
            link: None,
        })
    };
    assert_eq!(scene.request(NAVIGATOR, &proposed("  ")).unwrap_err().0, "why-missing");
    // Decided is not answered: the letter is due until it is sent, however long that is.
    scene.request(NAVIGATOR, &proposed("Robin's school gives this help.")).unwrap();
    scene.request(SUPERVISOR, &ConfirmRoute).unwrap();
    scene.days_later(60);
    for duty in ["DC-02", "FD-04"] {
        assert!(open(&scene).contains(&duty.to_owned()), "{duty}: {:?}", open(&scene));
    }
}

/// Waltham Forest 22 011 699, Kirklees 24 003 351, Gloucestershire 21 018 905: assessments that took far too long.
#[test]
fn an_assessment_that_took_far_too_long_unseen() {
    let mut scene = allocated();
    assert_eq!(overdue(&scene), Vec::<String>::new());
    scene.days_later(120);
    let late = overdue(&scene);
    assert!(late.contains(&"AS-01".to_owned()), "{late:?}");
}

/// Milton Keynes 22 015 610: a mother said that the evidence was old and wrong, and nobody looked again.
#[test]
fn a_correction_that_nobody_reconsidered() {
    let mut scene = allocated();
    scene.child(ASSESSOR, &need(Decision::Meet, "OB-12", "A trained sitter")).unwrap();
    scene.child(ASSESSOR, &ShareDraft(DraftShared { words: String::new() })).unwrap();
    let comment = Uuid::from_u128(70);
    let made = CommentMade {
        comment,
        entry: None,
        need: None,
        kind: CommentKind::Wrong,
        words: "That report is four years old.".into(),
    };
    scene.child(PARENT, &MakeComment(made)).unwrap();
    let sign = SignOff(SignedOff { words: String::new() });
    assert_eq!(scene.child(SUPERVISOR, &sign).unwrap_err().0, "comments-unanswered");
    let answer = |words: &str| {
        AnswerComment(CommentAnswered { comment, outcome: CommentOutcome::Kept, words: words.into() })
    };
    assert_eq!(scene.child(ASSESSOR, &answer(" ")).unwrap_err().0, "no-words");
    scene.child(ASSESSOR, &answer("The hospital wrote in May that nothing has changed.")).unwrap();
    let answered = scene.child.comment(comment).unwrap().answered.as_ref().unwrap();
    assert_eq!((answered.author.person, answered.at), (Some(person(ASSESSOR)), scene.now));
    assert_ne!(scene.child(SUPERVISOR, &sign).unwrap_err().0, "comments-unanswered");
}

/// Liverpool 22 000 114: what was decided was not told.
#[test]
fn an_outcome_that_the_family_was_not_told() {
    let mut scene = decided();
    scene.days_later(30);
    assert!(open(&scene).contains(&"DC-03".to_owned()), "{:?}", open(&scene));
    let letter = LetterIssued {
        letter: Uuid::from_u128(90),
        kind: "decision".into(),
        to: person(PARENT),
        text: LetterText { to: "Jo".into(), subject: "What was decided".into(), ..LetterText::default() },
    };
    crate::beside::take_part(&mut scene, PARENT);
    scene.child(SUPERVISOR, &IssueLetter(letter)).unwrap();
    assert!(!open(&scene).contains(&"DC-03".to_owned()), "{:?}", open(&scene));
    assert!(open(&scene).contains(&"OB-12".to_owned()), "what is necessary is due to be arranged");
}

/// Waltham Forest 22 011 699, Gloucestershire 21 018 905: adaptations were nobody's.
#[test]
fn an_adaptation_that_fell_between_two_offices() {
    let mut adaptation = need(Decision::Unmet, "OB-12", "");
    adaptation.0.item = "e".into();
    adaptation.0.statement = "A way up the stairs that is safe.".into();
    let mut scene = allocated();
    assert_eq!(
        scene.child(ASSESSOR, &adaptation).unwrap_err().0,
        "duty-owed",
        "it is owed, whoever pays for it"
    );
    adaptation.0.decision = Decision::Meet;
    adaptation.0.met_by = "A through-floor lift".into();
    scene.child(ASSESSOR, &adaptation).unwrap();
}

/// R (AB and CD) v Haringey [2013] EWHC 416 (Admin): enquiries without a record, without grounds, without the procedure.
#[test]
fn an_escalation_without_a_decision_record() {
    let mut scene = Scene::new();
    raised(&mut scene, "family");
    let code = |outcome: crate::scene::Outcome| outcome.unwrap_err().0;
    // Nothing was proposed: nothing can be decided, confirmed, closed or found.
    assert_eq!(code(decide(&mut scene, FRONT_DOOR_MANAGER, true, "I think so")), "no-proposal-waits");
    let confirm = ConfirmDiversion(DiversionConfirmed { agrees: true, words: String::new() });
    assert_eq!(code(scene.concern(FRONT_DOOR_MANAGER, &confirm)), "nothing-alone");
    let close = CloseDiscussion(StrategyClosed { decided: Closing::Enquiries, why: "So".into() });
    assert_eq!(code(scene.concern(FRONT_DOOR_MANAGER, &close)), "no-discussion");
    let outcome = RecordOutcome(OutcomeRecorded { substantiated: true, why: "So".into() });
    assert_eq!(code(scene.concern(FRONT_DOOR_MANAGER, &outcome)), "discussion-not-closed");
    // Grounds that are none are refused with the rule; whoever is not qualified decides nothing.
    propose(&mut scene, FRONT_DOOR, &[("grounds-listed", "cannot-cope")]).unwrap();
    assert!(scene.concern.diversion.refused().is_some() && scene.concern.diversion.opened.is_none());
    propose(&mut scene, FRONT_DOOR, &[("harm-shown", "Two long seizures on Sunday.")]).unwrap();
    assert_eq!(code(decide(&mut scene, UNQUALIFIED, true, "")), "decider-not-qualified");
    assert_eq!(code(decide(&mut scene, FRONT_DOOR, true, "")), "decider-not-a-manager");
    decide(&mut scene, FRONT_DOOR_MANAGER, true, "").unwrap();
    let opened = scene.concern.diversion.opened.clone().unwrap();
    assert_eq!((opened.author.person, opened.at), (Some(person(FRONT_DOOR_MANAGER)), scene.now));
    assert_eq!(opened.fact.because, OpenedBecause::Decided);

    // In an emergency nothing is waited for; that somebody acted alone, and what is still missing, is due from then on.
    let mut scene = Scene::new();
    raised(&mut scene, "family");
    let start = StartEnquiries {
        ground: Some(Emergency::ImmediateDanger),
        about: Some(EnquiryAbout::Parenting),
        words: String::new(),
    };
    scene.concern(UNQUALIFIED, &start).unwrap();
    let due: Vec<_> = records::concern::list(&scene.concern, &scene.rules).duties;
    let due: Vec<&str> = due.iter().map(|duty| duty.scheduled.duty.as_str()).collect();
    for duty in ["LS-CROSSING-HARM", "LS-CROSSING-ALTERNATIVES", "LS-CROSSING-ADVISER"] {
        assert!(due.contains(&duty), "{duty}: {due:?}");
    }
}

/// Cheshire East 19 007 422: a father would not be assessed in that way, and the child went without.
#[test]
fn a_family_turned_away_by_the_process_and_not_counted() {
    let mut scene = read();
    let withdraw = Withdraw(Withdrawn { reason: "fear-of-process".into(), words: "Not like this.".into() });
    scene.request(PARENT, &withdraw).unwrap();
    let facts = records::measured::of_request(Uuid::from_u128(1), &scene.request);
    assert_eq!(facts.requested.unwrap().withdrawn.as_deref(), Some("fear-of-process"));
}

/// Thurrock 22 014 053; R (L and P) v Warwickshire [2015] EWHC 203 (Admin): the duties to the public, the register and
/// the local offer were not thought of.
#[test]
fn a_duty_that_has_no_day_was_thought_of_by_nobody() {
    let scene = Scene::new();
    for duty in ["OB-14", "OB-33", "OB-45", "OB-46"] {
        let standing = scene.rules.guidance().duty(duty).unwrap();
        assert!(standing.shown_to_family, "{duty} is said to families");
        assert!(!standing.responsible.to_string().is_empty(), "{duty} is somebody's");
    }
}
