//! From an open support assessment to a plan that the family holds.

use forms::Answer;
use jiff::civil::date;
use kernel::EntryId;
use records::Refusal;
use records::child::{
    AdviserCondition, AgreeNotMet, Allocate, AnswerComment, CeilingReason, CommentAnswered, CommentKind,
    CommentMade, CommentOutcome, Correct, Decision, DraftShared, EndInvolvement, InvolvementEnded,
    IssueLetter, LetterIssued, LetterText, MakeComment, MakePlan, Met, NeedRecorded, NotMet, OpenSection,
    OpenSupport, Plan, PlanShared, RecordCeilingReason, RecordMeeting, RecordNeed, RecordNotObtained,
    Register, Registered, SectionOpened, Service, ShareDraft, SharePlan, SignOff, SignedOff, Source,
    StrikeOut, StruckOut, SupportOpened, ViewsNotObtained, Write, Written,
};
use uuid::Uuid;

use crate::scene::{ADVISER, ASSESSOR, LAPSED, NAVIGATOR, PARENT, SUPERVISOR, Scene, capacity, person};

pub const SERVICE: Uuid = Uuid::from_u128(45);
pub const NEED: Uuid = Uuid::from_u128(40);

/// A child's record with an open support assessment.
pub fn opened() -> Scene {
    let mut scene = Scene::routed();
    let registered = Registered { called: "Robin".into(), ..Registered::default() };
    scene.child(SUPERVISOR, &Register(registered)).unwrap();
    let support = SupportOpened {
        request: Uuid::from_u128(50),
        reference: "K7M-2QX".into(),
        received_at: scene.request.received_at().unwrap(),
        level: guidance::Level::Short,
        request_types: vec!["short-break".into()],
        sections: vec!["a-request".into(), "b-child".into(), "i-leisure".into()],
        why: "You asked for a short break.".into(),
        ehc_advice: false,
        disabled: Some(true),
        settled: records::settled_by(&scene.request),
        asked_by: Some(person(PARENT)),
    };
    assert_eq!(scene.child(SUPERVISOR, &OpenSupport(support.clone())), Ok(1));
    assert_eq!(scene.child(SUPERVISOR, &OpenSupport(support)).unwrap_err().0, "support-already-open");
    scene
}

pub fn allocated() -> Scene {
    let mut scene = opened();
    scene.child(SUPERVISOR, &Allocate { assessor: person(ASSESSOR), condition: None }).unwrap();
    scene
}

pub fn written(entry: u128, section: &str, question: &str, words: &str) -> Write {
    Write {
        written: Written {
            entry: EntryId(Uuid::from_u128(entry)),
            form: "assessment@1".into(),
            section: section.into(),
            question: question.into(),
            answer: Answer::Text(words.into()),
            source: Source::Family,
            source_note: String::new(),
        },
        happened: None,
    }
}

/// A question of an open section whose answer is words.
pub fn question_of(scene: &Scene, section: &str) -> String {
    let form = scene.forms.latest("assessment").unwrap();
    let questions = &form.section(section).unwrap().questions;
    questions.iter().find(|each| matches!(each.kind, forms::Kind::LongText { .. })).unwrap().id.to_string()
}

pub fn need(decision: Decision, duty: &str, met_by: &str) -> RecordNeed {
    RecordNeed(NeedRecorded {
        need: NEED,
        statement: "Somebody who knows epilepsy sits with Robin on Saturdays.".into(),
        duty: duty.into(),
        decision,
        why: "Robin has seizures most weekends and cannot be left.".into(),
        met_by: met_by.into(),
        item: if duty == "OB-12" { "a".into() } else { String::new() },
        ..NeedRecorded::default()
    })
}

#[test]
fn an_assessor_is_trained_or_stands_beside_a_named_adviser() {
    let mut scene = opened();
    let alone = |who| Allocate { assessor: person(who), condition: None };
    assert_eq!(scene.child(NAVIGATOR, &alone(ASSESSOR)).unwrap_err().0, "not-a-manager");
    assert_eq!(scene.child(SUPERVISOR, &alone(NAVIGATOR)).unwrap_err().0, "not-an-assessor");
    assert_eq!(scene.child(SUPERVISOR, &alone(LAPSED)).unwrap_err().0, "training-not-current");
    let beside = |adviser, why: &str| Allocate {
        assessor: person(LAPSED),
        condition: Some(AdviserCondition { adviser: person(adviser), why: why.into() }),
    };
    assert_eq!(scene.child(SUPERVISOR, &beside(ADVISER, "")).unwrap_err().0, "why-missing");
    assert_eq!(scene.child(SUPERVISOR, &beside(LAPSED, "Nobody else")).unwrap_err().0, "adviser-is-assessor");
    assert_eq!(scene.child(SUPERVISOR, &beside(NAVIGATOR, "Nobody else")).unwrap_err().0, "not-an-adviser");
    scene.child(SUPERVISOR, &beside(ADVISER, "All trained assessors are away until Monday.")).unwrap();
    let allocated = &scene.child.assessment.allocated.last().unwrap().fact;
    assert_eq!(allocated.condition.as_ref().unwrap().adviser, person(ADVISER));
    assert_eq!(allocated.trained_until, Some(date(2025, 1, 10)), "the gap is dated");
    let listing = records::child::list(&scene.child, &scene.rules);
    assert!(listing.line.marks.contains(&"training-gap".to_owned()));
    let parts: Vec<_> = scene.child.involved.iter().map(|part| part.capacity.as_str()).collect();
    assert_eq!(parts, ["lead-assessor", "practice-supervisor", "condition-adviser"]);
}

#[test]
fn a_new_assessor_ends_the_part_of_the_one_before() {
    let mut scene = allocated();
    let condition = AdviserCondition { adviser: person(ADVISER), why: "Ade is on leave.".into() };
    let other = Allocate { assessor: person(LAPSED), condition: Some(condition) };
    scene.child(SUPERVISOR, &other).unwrap();
    let leads: Vec<_> = scene
        .child
        .involved
        .iter()
        .filter(|part| part.capacity.as_str() == "lead-assessor")
        .map(|part| (part.person, part.until))
        .collect();
    assert_eq!(leads, [(person(ASSESSOR), Some(scene.today())), (person(LAPSED), None)]);
    let ending = |who| {
        EndInvolvement(InvolvementEnded {
            person: person(who),
            capacity: capacity("lead-assessor"),
            until: date(2026, 11, 23),
            why: "left".into(),
        })
    };
    assert_eq!(scene.child(SUPERVISOR, &ending(ASSESSOR)).unwrap_err().0, "not-involved");
    assert_eq!(scene.child(SUPERVISOR, &ending(LAPSED)), Ok(1));
}

#[test]
fn a_section_that_nobody_asked_for_stays_closed_until_somebody_says_why() {
    let mut scene = allocated();
    let question = question_of(&scene, "f-night");
    let write = written(60, "f-night", &question, "He wakes four times.");
    assert_eq!(scene.child(ASSESSOR, &write).unwrap_err().0, "section-closed");
    let open =
        |section: &str, why: &str| OpenSection(SectionOpened { section: section.into(), why: why.into() });
    assert_eq!(scene.child(ASSESSOR, &open("f-night", " ")).unwrap_err().0, "why-missing");
    assert_eq!(scene.child(ASSESSOR, &open("bedroom", "Because")).unwrap_err().0, "unknown-section");
    assert_eq!(scene.child(ASSESSOR, &open("i-leisure", "Because")).unwrap_err().0, "section-already-open");
    scene.child(ASSESSOR, &open("f-night", "You told us that nights are the hardest.")).unwrap();
    assert_eq!(scene.child(ASSESSOR, &write), Ok(1));
    assert_eq!(
        scene.child(ASSESSOR, &written(60, "f-night", &question, "Twice")).unwrap_err().0,
        "entry-exists"
    );
    let stranger = written(61, "f-night", "bedroom-seen", "yes");
    assert_eq!(scene.child(ASSESSOR, &stranger).unwrap_err().0, "unknown-question");
}

#[test]
fn two_people_who_edit_the_same_words_lose_none_of_them() {
    let mut scene = allocated();
    let question = question_of(&scene, "i-leisure");
    scene.child(ASSESSOR, &written(60, "i-leisure", &question, "He likes trains.")).unwrap();
    let correct = |based_on, words: &str| Correct {
        entry: EntryId(Uuid::from_u128(60)),
        based_on,
        answer: Answer::Text(words.into()),
        why: "Mum told us more".into(),
    };
    scene.child(ASSESSOR, &correct(1, "He likes trains and water.")).unwrap();
    let context = records::Context {
        now: scene.now,
        author: &Scene::author(SUPERVISOR),
        partnership: &scene.partnership,
        rules: &scene.rules,
        forms: scene.forms,
    };
    let refused =
        records::Command::decide(&correct(1, "He likes trains a lot."), &scene.child, &context).unwrap_err();
    let conflict = refused.conflict().expect("both texts are shown");
    assert_eq!(conflict.theirs, Answer::Text("He likes trains and water.".into()));
    assert_eq!((conflict.by, conflict.revision), (Some(person(ASSESSOR)), 2));
    scene.child(SUPERVISOR, &correct(2, "He likes trains and water, trains a lot.")).unwrap();
    let entry = scene.child.entry(EntryId(Uuid::from_u128(60))).unwrap();
    let texts: Vec<_> = entry.revisions.iter().map(|each| each.answer.text().unwrap()).collect();
    assert_eq!(
        texts,
        ["He likes trains.", "He likes trains and water.", "He likes trains and water, trains a lot."]
    );
    assert_eq!(
        scene.child(SUPERVISOR, &correct(3, "He likes trains and water, trains a lot.")).unwrap_err().0,
        "same-words"
    );
}

#[test]
fn a_struck_out_entry_stays() {
    let mut scene = allocated();
    let question = question_of(&scene, "i-leisure");
    scene.child(ASSESSOR, &written(60, "i-leisure", &question, "He likes trains.")).unwrap();
    let strike = |why: &str| StrikeOut(StruckOut { entry: EntryId(Uuid::from_u128(60)), why: why.into() });
    assert_eq!(scene.child(ASSESSOR, &strike("")).unwrap_err().0, "why-missing");
    scene.child(ASSESSOR, &strike("This was about his brother.")).unwrap();
    let entry = scene.child.entry(EntryId(Uuid::from_u128(60))).unwrap();
    assert_eq!(entry.current().answer, Answer::Text("He likes trains.".into()));
    let (author, _, why) = entry.struck_out.as_ref().unwrap();
    assert_eq!((author.person, why.as_str()), (Some(person(ASSESSOR)), "This was about his brother."));
    assert_eq!(scene.child(ASSESSOR, &strike("again")).unwrap_err().0, "struck-out");
}

#[test]
fn what_section_2_owes_cannot_be_accepted_and_left_unmet() {
    let mut scene = allocated();
    let outcome =
        |scene: &mut Scene, command: &RecordNeed| scene.child(ASSESSOR, command).map_err(|(code, _)| code);
    assert_eq!(outcome(&mut scene, &need(Decision::Unmet, "OB-12", "")), Err("duty-owed"));
    assert_eq!(outcome(&mut scene, &need(Decision::Meet, "OB-12", "")), Err("met-by-missing"));
    assert_eq!(outcome(&mut scene, &need(Decision::Meet, "OB-99", "A sitter")), Err("unknown-duty"));
    assert_eq!(outcome(&mut scene, &need(Decision::Meet, "OB-12", "A trained sitter")), Ok(1));
    assert_eq!(
        outcome(&mut scene, &need(Decision::MetAlready, "OB-12", "")),
        Ok(1),
        "not necessary, with reasons"
    );
    assert_eq!(scene.child.assessment.needs.len(), 1);
    assert_eq!(scene.child.assessment.needs[0].recorded.len(), 2, "what was recorded before stays");
}

#[test]
fn the_decision_waits_for_the_family_and_is_somebody_elses() {
    let mut scene = allocated();
    let sign = SignOff(SignedOff { words: "I agree with each decision.".into() });
    let refused = |scene: &mut Scene, who| scene.child(who, &sign).unwrap_err().0;
    assert_eq!(refused(&mut scene, ASSESSOR), "not-a-manager");
    assert_eq!(refused(&mut scene, SUPERVISOR), "no-needs");
    let share = ShareDraft(DraftShared { words: "Please tell us what is wrong or missing.".into() });
    assert_eq!(scene.child(ASSESSOR, &share).unwrap_err().0, "no-needs");
    scene.child(ASSESSOR, &need(Decision::Meet, "OB-12", "A trained sitter")).unwrap();
    assert_eq!(refused(&mut scene, SUPERVISOR), "draft-not-shared");
    scene.child(ASSESSOR, &share).unwrap();
    let comment = Uuid::from_u128(70);
    let made = CommentMade {
        comment,
        entry: None,
        need: None,
        kind: CommentKind::Disagree,
        words: "Sundays matter too.".into(),
    };
    scene.child(PARENT, &MakeComment(made)).unwrap();
    assert_eq!(refused(&mut scene, SUPERVISOR), "comments-unanswered");
    let answered = CommentAnswered {
        comment,
        outcome: CommentOutcome::Kept,
        words: "Sundays come in the review.".into(),
    };
    scene.child(ASSESSOR, &AnswerComment(answered.clone())).unwrap();
    assert_eq!(scene.child(ASSESSOR, &AnswerComment(answered)).unwrap_err().0, "already-answered");
    assert_eq!(refused(&mut scene, SUPERVISOR), "child-not-met");
    let met = Met {
        place: "The swimming pool, which Robin chose".into(),
        how: "By being together; Mum and a sign interpreter were there".into(),
        views: "More water.".into(),
        views_for_family: false,
    };
    scene.child(ASSESSOR, &RecordMeeting { met, happened: scene.moment() }).unwrap();
    scene.child(SUPERVISOR, &sign).unwrap();
    assert_eq!(refused(&mut scene, SUPERVISOR), "signed-off");
    assert_eq!(scene.child.stage(), "decided");
}

#[test]
fn a_manager_who_assessed_cannot_sign_their_own_assessment() {
    let mut scene = opened();
    let mut both = scene.partnership.practitioner(person(SUPERVISOR)).unwrap().clone();
    both.capacities.push(capacity("lead-assessor"));
    both.training = scene.partnership.practitioner(person(ASSESSOR)).unwrap().training.clone();
    scene.partnership.practitioners.insert(person(SUPERVISOR), both);
    scene.child(SUPERVISOR, &Allocate { assessor: person(SUPERVISOR), condition: None }).unwrap();
    scene.child(SUPERVISOR, &need(Decision::Meet, "OB-12", "A trained sitter")).unwrap();
    let sign = SignOff(SignedOff { words: "I agree with myself.".into() });
    assert_eq!(scene.child(SUPERVISOR, &sign).unwrap_err().0, "assessor-signs");
}

#[test]
fn not_meeting_the_child_takes_a_reason_and_a_manager() {
    let mut scene = allocated();
    let not_met = |why: &str| AgreeNotMet(NotMet { why: why.into() });
    assert_eq!(scene.child(ASSESSOR, &not_met("Robin is in hospital")).unwrap_err().0, "not-a-manager");
    assert_eq!(scene.child(SUPERVISOR, &not_met("")).unwrap_err().0, "why-missing");
    assert_eq!(scene.child(SUPERVISOR, &not_met("Robin is in hospital far away; we meet on return.")), Ok(1));
}

pub fn decided() -> Scene {
    let mut scene = allocated();
    scene.child(ASSESSOR, &need(Decision::Meet, "OB-12", "A trained sitter")).unwrap();
    scene.child(ASSESSOR, &ShareDraft(DraftShared { words: "Please read.".into() })).unwrap();
    scene
        .child(SUPERVISOR, &AgreeNotMet(NotMet { why: "Robin is away at his dad's until June.".into() }))
        .unwrap();
    let tried = RecordNotObtained(ViewsNotObtained {
        tried: "A call by video, and drawings by post".into(),
        why: "Robin was on a boat without a line.".into(),
        next: "Meet in June, at the pool".into(),
    });
    scene.child(ASSESSOR, &tried).unwrap();
    scene.child(SUPERVISOR, &SignOff(SignedOff { words: "Agreed.".into() })).unwrap();
    scene
}

pub fn plan(services: Vec<Service>) -> MakePlan {
    MakePlan(Plan { services, contingency: "Ring us the same day.".into(), review_on: date(2027, 2, 23) })
}

pub fn service(need: Uuid, amount: &str) -> Service {
    Service {
        service: SERVICE,
        need,
        what: "A sitter trained in epilepsy".into(),
        amount: amount.into(),
        provider: "Brightwater Breaks".into(),
        duty: "OB-12".into(),
        starts_on: date(2026, 12, 5),
        ..Service::default()
    }
}

#[test]
fn a_plan_carries_out_every_decision_and_nothing_else() {
    let mut scene = allocated();
    assert_eq!(scene.child(ASSESSOR, &plan(vec![])).unwrap_err().0, "not-signed-off");
    let mut scene = {
        scene.child = decided().child;
        scene
    };
    let refused = |scene: &mut Scene, services| scene.child(ASSESSOR, &plan(services)).unwrap_err().0;
    assert_eq!(refused(&mut scene, vec![]), "need-without-service");
    let stranger = vec![service(NEED, "4 hours each Saturday"), service(Uuid::from_u128(41), "weekly")];
    assert_eq!(refused(&mut scene, stranger), "unknown-need");
    assert_eq!(refused(&mut scene, vec![service(NEED, " ")]), "service-detail-missing");
    let share = SharePlan(PlanShared { words: "This is your plan.".into() });
    assert_eq!(scene.child(ASSESSOR, &share).unwrap_err().0, "no-plan");
    scene.child(ASSESSOR, &plan(vec![service(NEED, "4 hours each Saturday")])).unwrap();
    scene.child(ASSESSOR, &share).unwrap();
    assert_eq!(scene.child.stage(), "plan-shared");
}

#[test]
fn after_the_decision_nothing_is_written_or_decided_anew() {
    let mut scene = decided();
    let question = question_of(&scene, "i-leisure");
    assert_eq!(
        scene.child(ASSESSOR, &written(60, "i-leisure", &question, "More")).unwrap_err().0,
        "signed-off"
    );
    assert_eq!(scene.child(ASSESSOR, &need(Decision::Unmet, "OB-01", "")).unwrap_err().0, "signed-off");
    let allocate = Allocate { assessor: person(ASSESSOR), condition: None };
    assert_eq!(scene.child(SUPERVISOR, &allocate).unwrap_err().0, "signed-off");
}

#[test]
fn a_letter_goes_to_somebody_who_takes_part_and_says_what_was_decided() {
    let mut scene = allocated();
    let letter = |to: u128, kind: &str| {
        IssueLetter(LetterIssued {
            letter: Uuid::from_u128(80),
            kind: kind.into(),
            to: person(to),
            text: LetterText { subject: "We will arrange a sitter".into(), ..LetterText::default() },
        })
    };
    assert_eq!(scene.child(ASSESSOR, &letter(PARENT, "draft")).unwrap_err().0, "not-involved");
    assert_eq!(scene.child(ASSESSOR, &letter(ASSESSOR, "decision")).unwrap_err().0, "not-signed-off");
    assert_eq!(scene.child(ASSESSOR, &letter(ASSESSOR, "draft")), Ok(1));
}

#[test]
fn past_the_ceiling_the_reason_is_due_until_it_is_given() {
    let mut scene = allocated();
    scene.days_later(80);
    let open = |scene: &Scene| {
        let listing = records::child::list(&scene.child, &scene.rules);
        let duty = listing.duties.iter().find(|duty| duty.scheduled.duty == "AS-02");
        duty.map(|duty| duty.scheduled.status(scene.now))
    };
    assert!(open(&scene).is_some_and(guidance::Status::is_open));
    let reason = |why: &str| RecordCeilingReason(CeilingReason { why: why.into() });
    assert_eq!(scene.child(ASSESSOR, &reason("")).unwrap_err().0, "why-missing");
    scene.child(ASSESSOR, &reason("You asked us to wait for the hospital's report.")).unwrap();
    assert_eq!(open(&scene), None);
}
