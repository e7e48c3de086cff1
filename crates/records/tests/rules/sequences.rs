//! Whatever is tried in whatever order: nothing breaks, and what must never happen does not.

use proptest::prelude::*;
use records::child::{
    AdviserCondition, AgreeNotMet, Allocate, AnswerComment, AnswerView, CommentAnswered, CommentKind,
    CommentMade, CommentOutcome, Decision, DraftShared, MakeComment, MakePlan, NeedRecorded, NotMet,
    OpenSupport, Plan, PlanShared, RecordNeed, RecordNotObtained, RecordView, Register, Registered, Service,
    ShareDraft, SharePlan, SignOff, SignedOff, SupportOpened, View, ViewAnswered, ViewOutcome, ViewRecorded,
    ViewsNotObtained,
};
use records::request::{
    ConfirmRoute, Read, ReadRequest, Receive, ReturnRoute, Route, RouteReturned, Withdraw, Withdrawn,
    YesNoUnsure,
};
use uuid::Uuid;

use crate::scene::{ADVISER, ASSESSOR, LAPSED, NAVIGATOR, PARENT, SUPERVISOR, Scene, person};

const PEOPLE: [u128; 6] = [NAVIGATOR, SUPERVISOR, ASSESSOR, LAPSED, ADVISER, PARENT];
pub const REQUEST_STEPS: u8 = 9;
pub const CHILD_STEPS: u8 = 14;

pub fn step_request(scene: &mut Scene, step: u8, who: u128) -> bool {
    let outcome = match step {
        0 => scene.request(who, &Receive(scene.received())),
        1 => scene.request(who, &ReadRequest(Read { care_may_fail: false })),
        2 => scene.request(who, &scene.triaged(YesNoUnsure::Yes)),
        3 => scene.request(who, &Scene::asker_confirmed()),
        4 => scene.request(who, &Scene::proposed(Route::Support)),
        5 => scene.request(who, &Scene::proposed(Route::NotTakenUp)),
        6 => scene.request(who, &ConfirmRoute),
        7 => scene.request(who, &ReturnRoute(RouteReturned { why: "Look again".into() })),
        _ => scene.request(who, &Withdraw(Withdrawn { reason: "other".into(), words: String::new() })),
    };
    outcome.is_ok()
}

pub fn step_child(scene: &mut Scene, step: u8, who: u128, number: u8) -> bool {
    let identifier = |base: u128| Uuid::from_u128(base + u128::from(number % 3));
    let need = identifier(100);
    let comment = identifier(200);
    let outcome = match step {
        0 => scene.child(who, &Register(Registered { called: "Robin".into(), ..Registered::default() })),
        1 => {
            let support = SupportOpened {
                request: Uuid::from_u128(50),
                reference: "K7M-2QX".into(),
                received_at: scene.now,
                level: guidance::Level::Full,
                request_types: vec![],
                sections: vec![],
                why: "You asked.".into(),
                ehc_advice: false,
                disabled: None,
                settled: std::collections::BTreeMap::new(),
                asked_by: None,
            };
            scene.child(who, &OpenSupport(support))
        }
        2 => scene.child(who, &Allocate { assessor: person(ASSESSOR), condition: None }),
        3 => {
            let condition = AdviserCondition { adviser: person(ADVISER), why: "Nobody is free.".into() };
            scene.child(who, &Allocate { assessor: person(LAPSED), condition: Some(condition) })
        }
        4 => {
            let decision = Decision::ALL[usize::from(number) % Decision::ALL.len()].1;
            let duty = ["OB-12", "OB-01"][usize::from(number) % 2];
            scene.child(
                who,
                &RecordNeed(NeedRecorded {
                    need,
                    statement: "A sitter".into(),
                    duty: duty.into(),
                    decision,
                    why: "Because".into(),
                    met_by: "A sitter".into(),
                    item: if duty == "OB-12" { "a".into() } else { String::new() },
                    criterion: if duty == "OB-01" { "2026-1 C1".into() } else { String::new() },
                    ..NeedRecorded::default()
                }),
            )
        }
        5 => scene.child(who, &ShareDraft(DraftShared { words: String::new() })),
        6 => scene.child(
            who,
            &MakeComment(CommentMade {
                comment,
                entry: None,
                need: None,
                kind: CommentKind::Wrong,
                words: "Not so".into(),
            }),
        ),
        7 => scene.child(
            who,
            &AnswerComment(CommentAnswered {
                comment,
                outcome: CommentOutcome::Changed,
                words: "Thank you".into(),
            }),
        ),
        8 => scene.child(who, &AgreeNotMet(NotMet { why: "Away".into() })),
        9 => scene.child(who, &SignOff(SignedOff { words: String::new() })),
        10 => {
            let service = |need| Service {
                need,
                what: "A sitter".into(),
                amount: "Weekly".into(),
                provider: "Brightwater Breaks".into(),
                duty: "OB-12".into(),
                starts_on: scene.today(),
                ..Service::default()
            };
            let services =
                scene.child.assessment.needs.iter().map(|need| service(need.current().fact.need)).collect();
            let plan = Plan { services, contingency: String::new(), review_on: scene.today() };
            scene.child(who, &MakePlan(plan))
        }
        11 => scene.child(who, &SharePlan(PlanShared { words: String::new() })),
        12 => {
            let (tried, why, next) = ("Talking mats".into(), "Ill".into(), "Again".into());
            scene.child(who, &RecordNotObtained(ViewsNotObtained { tried, why, next }))
        }
        _ => {
            let (done, why) = ("Heard".into(), String::new());
            let outcome = ViewOutcome::Done;
            let views: Vec<Uuid> = scene.child.views.said.iter().map(View::id).collect();
            if let Some(view) = views.first().filter(|_| number.is_multiple_of(2)) {
                scene.child(who, &AnswerView(ViewAnswered { view: *view, outcome, done, why }))
            } else {
                let recorded = view(scene, identifier(300));
                let happened = scene.moment();
                scene.child(who, &RecordView { recorded, happened })
            }
        }
    };
    outcome.is_ok()
}

fn view(scene: &Scene, view: Uuid) -> ViewRecorded {
    let mut answers = scene.forms.latest("child-view").unwrap().no_answers();
    let question = |id: &str| forms::QuestionId::new(id).unwrap();
    answers.set(&question("said"), Some(forms::Answer::Text("Sea".into())));
    answers.set(&question("ways"), Some(forms::Answer::Choices(vec!["signing".into()])));
    answers.set(&question("who-may-read"), Some(forms::Answer::Choice("helpers-only".into())));
    ViewRecorded { view, answers, need: None, attachment: None }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// A request: two different people decide the route, a child who is disabled is never turned away, and a request ends
    /// once.
    #[test]
    fn a_request_is_decided_by_two_people_and_ends_once(
        steps in prop::collection::vec((0..REQUEST_STEPS, 0..PEOPLE.len()), 1..40)
    ) {
        let mut scene = Scene::new();
        let mut ended = false;
        for (step, who) in steps {
            let before = scene.request.proposer();
            let done = step_request(&mut scene, step, PEOPLE[who]);
            prop_assert!(!(ended && done && step != 1), "step {step} after the end");
            if let Some(route) = &scene.request.route {
                prop_assert!(route.fact.route != Route::NotTakenUp);
                if !ended {
                    prop_assert!(before != route.author.person, "the proposer confirmed");
                }
                prop_assert!(scene.partnership.is_social_work_manager(route.author.person));
            }
            ended = scene.request.route.is_some() || scene.request.withdrawn.is_some();
            let listing = records::request::list(&scene.request, &scene.rules);
            prop_assert!(listing.duties.iter().all(|duty| duty.scheduled.stopped.is_none()));
        }
    }

    /// A child's record: nobody signs off their own assessment, no comment is left unanswered at sign-off, nothing that
    /// section 2 owes is left unmet, and a plan meets what was decided.
    #[test]
    fn an_assessment_is_decided_in_order_and_by_somebody_else(
        steps in prop::collection::vec((0..CHILD_STEPS, 0..PEOPLE.len(), any::<u8>()), 1..60)
    ) {
        let mut scene = Scene::new();
        for (step, who, number) in steps {
            let unanswered = scene.child.unanswered().count();
            let signed_before = scene.child.assessment.signed_off.is_some();
            let done = step_child(&mut scene, step, PEOPLE[who], number);
            if let Some(signed) = scene.child.assessment.signed_off.as_ref().filter(|_| !signed_before) {
                prop_assert!(signed.author.person != scene.child.assessor());
                prop_assert!(scene.partnership.is_social_work_manager(signed.author.person));
                prop_assert_eq!(unanswered, 0);
                prop_assert!(scene.child.assessment.draft.is_some());
                let heard = scene.child.views_now().next().is_some();
                prop_assert!(heard || !scene.child.views.not_obtained.is_empty(), "the child was heard, or why not");
                prop_assert!(scene.child.views_now().all(|view| !view.answered.is_empty()));
                prop_assert!(!scene.child.assessment.met.is_empty() || scene.child.assessment.not_met.is_some());
            }
            for need in &scene.child.assessment.needs {
                let fact = &need.current().fact;
                prop_assert!(!(fact.duty == "OB-12" && fact.decision == Decision::Unmet));
            }
            if let Some(plan) = scene.child.plan().filter(|_| done && step == 10) {
                let decided = scene.child.decided().unwrap();
                for need in decided.needs.iter().map(|need| &need.current().fact) {
                    let met = plan.fact.services.iter().any(|service| service.need == need.need);
                    prop_assert!(need.decision != Decision::Meet || met);
                }
            }
            if let Some(allocated) = scene.child.assessment.allocated.last() {
                let until = allocated.fact.trained_until;
                let current = until.is_some_and(|until| scene.today() <= until);
                prop_assert!(current || allocated.fact.condition.is_some(), "nobody leads untrained and alone");
            }
        }
    }
}
