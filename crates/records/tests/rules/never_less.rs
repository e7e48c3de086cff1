//! Whatever is tried in whatever order after a plan: no service becomes less unseen, nothing that was missed is lost, and the
//! decision on a need is nobody's to change by way of money.

use proptest::prelude::*;
use records::child::{
    AnswerGap, DecideResources, Decision, EndSupport, EndingNotified, GapAnswered, GapReported, HoldReview,
    Hundredths, MakePlan, NotifyEnding, Plan, Remedy, ReportGap, ResourcesDecided, ReviewHeld, ServiceForm,
    SupportEnded,
};
use uuid::Uuid;

use crate::delivering::{hours, notice, planned, reassess, reassessed, saturday};
use crate::journey::{NEED, SERVICE};
use crate::scene::{ASSESSOR, PARENT, RESOURCES, SUPERVISOR, Scene};

const STEPS: u8 = 10;

fn step(scene: &mut Scene, step: u8, number: u8) {
    let whole = u32::from(number % 6);
    let gap = Uuid::from_u128(300 + u128::from(number % 4));
    let today = scene.today();
    let asked = if number.is_multiple_of(2) { "We would like less." } else { "" };
    // Whether it is refused is not the question here: what stands afterwards is.
    let _ = match step {
        0 => {
            let plan = Plan { services: vec![saturday(whole)], contingency: String::new(), review_on: today };
            scene.child(ASSESSOR, &MakePlan(plan))
        }
        1 => scene.child(ASSESSOR, &notice(today.saturating_add(jiff::Span::new().days(30)), asked)),
        2 => scene.child(ASSESSOR, &notice(today, asked)),
        3 => scene.child(SUPERVISOR, &reassess()),
        4 => {
            if !scene.child.is_assessing() && !scene.child.is_ended() {
                *scene = reassessed(std::mem::replace(scene, Scene::new()));
            }
            Ok(0)
        }
        5 => scene.child(
            PARENT,
            &ReportGap(GapReported {
                gap,
                service: SERVICE,
                from: today,
                until: None,
                missed: Hundredths(u32::from(number)),
                words: String::new(),
            }),
        ),
        6 => scene.child(
            ASSESSOR,
            &AnswerGap(GapAnswered {
                gap,
                remedy: Remedy::MadeUp,
                made_good: Hundredths(u32::from(number)),
                words: "Next week".into(),
            }),
        ),
        7 => {
            let how = "So".into();
            let quantity = Some(hours(whole));
            let decided = ResourcesDecided { need: NEED, form: ServiceForm::Provided, quantity, how };
            scene.child(RESOURCES, &DecideResources(decided))
        }
        8 => scene.child(
            ASSESSOR,
            &HoldReview(ReviewHeld {
                changed: "Less, please".into(),
                works: "Yes".into(),
                present: String::new(),
                next_on: today,
            }),
        ),
        _ => {
            let ending = EndingNotified { on: today, why: "Done".into(), agreed: asked.into() };
            let _ = scene.child(SUPERVISOR, &NotifyEnding(ending));
            scene.child(SUPERVISOR, &EndSupport(SupportEnded { words: String::new() }))
        }
    };
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_service_becomes_less_unseen(
        steps in prop::collection::vec((0..STEPS, any::<u8>(), 0..13_i64), 1..30)
    ) {
        let mut scene = planned();
        for (each, number, days) in steps {
            let before = scene.child.plan().unwrap().fact.services[0].clone();
            let plans = scene.child.plans.len();
            let decisions: Vec<Decision> = decisions(&scene);
            step(&mut scene, each, number);
            let after = &scene.child.plan().unwrap().fact.services;
            if scene.child.plans.len() > plans {
                let stands = after.iter().find(|service| service.service == before.service);
                let is_less = stands.is_none_or(|stands| {
                    stands.quantity.unwrap().amount < before.quantity.unwrap().amount
                });
                let mut notices = scene.child.journey.changes.iter();
                let told = notices.any(|notice| notice.fact.from <= scene.today());
                prop_assert!(!is_less || told, "less, and nobody was told");
                let needed = scene.child.decided().unwrap().needs[0].current().fact.quantity.unwrap();
                prop_assert!(after[0].quantity.unwrap().amount >= needed.amount, "less than was decided");
            }
            if each == 7 || each == 8 {
                prop_assert_eq!(decisions, self::decisions(&scene), "resources or a review changed a decision");
            }
            let missed = scene.child.journey.missed(SERVICE);
            prop_assert!(missed.made_good <= missed.missed);
            let listing = records::child::list(&scene.child, &scene.rules);
            prop_assert!(listing.duties.iter().all(|duty| duty.scheduled.stopped.is_none()));
            scene.days_later(days);
        }
    }
}

fn decisions(scene: &Scene) -> Vec<Decision> {
    let decided = scene.child.decided();
    decided.into_iter().flat_map(|decided| &decided.needs).map(|need| need.current().fact.decision).collect()
}
