//! Complaining changes nothing else: whatever is tried in whatever order, with and without challenges in between, the
//! request, the child's record and a concern come out the same.

use kernel::Moment;
use proptest::prelude::*;
use records::challenge::{
    Acknowledge, Acknowledged, AskNextStage, Close, Closed, Make, RecordStep, Stage, Step, StepTaken, Way,
    Withdraw, Withdrawn,
};

use crate::challenges::{allocate, answered, made};
use crate::scene::{
    ADVISER, ASSESSOR, COMPLAINTS, FRONT_DOOR_MANAGER, LAPSED, NAVIGATOR, PARENT, SUPERVISOR, Scene,
    UNINVOLVED,
};
use crate::sequences::{CHILD_STEPS, REQUEST_STEPS, step_child, step_request};

const PEOPLE: [u128; 8] =
    [NAVIGATOR, SUPERVISOR, ASSESSOR, LAPSED, ADVISER, PARENT, UNINVOLVED, FRONT_DOOR_MANAGER];
const CHALLENGE_STEPS: u8 = 10;

/// One thing that somebody tries.
#[derive(Debug, Clone, Copy)]
enum Tried {
    Request(u8, usize),
    Child(u8, usize, u8),
    Challenge(u8, usize, u8),
}

fn tried() -> impl Strategy<Value = Tried> {
    prop_oneof![
        (0..REQUEST_STEPS, 0..PEOPLE.len()).prop_map(|(step, who)| Tried::Request(step, who)),
        (0..CHILD_STEPS, 0..PEOPLE.len(), any::<u8>())
            .prop_map(|(step, who, number)| Tried::Child(step, who, number)),
        (0..CHALLENGE_STEPS, 0..PEOPLE.len(), any::<u8>())
            .prop_map(|(step, who, number)| Tried::Challenge(step, who, number)),
    ]
}

fn step_challenge(scene: &mut Scene, step: u8, who: u128, number: u8) -> bool {
    let stage = [None, Some(Stage::One), Some(Stage::Two), Some(Stage::Three)][usize::from(number) % 4];
    let outcome = match step {
        0 => scene.challenge(PARENT, &Make(made(scene, Way::ALL[usize::from(number) % 4].1))),
        1 => scene.challenge(COMPLAINTS, &Acknowledge(Acknowledged::default())),
        2 | 3 => scene.challenge(COMPLAINTS, &allocate(scene, who)),
        4 | 5 => {
            let named = scene.challenge.allocated_now().map_or(who, |named| named.fact.to.0.as_u128());
            scene.challenge(named, &answered(scene, stage, vec![]))
        }
        6 => scene.challenge(PARENT, &AskNextStage { words: String::new() }),
        7 => {
            let step = Step::ALL[usize::from(number) % 4].1;
            let taken = StepTaken { step, words: String::new() };
            scene.challenge(COMPLAINTS, &RecordStep { taken, happened: Moment::At(scene.now) })
        }
        8 => scene.challenge(PARENT, &Withdraw(Withdrawn::default())),
        _ => scene.challenge(COMPLAINTS, &Close(Closed::default())),
    };
    outcome.is_ok()
}

/// Everything that there is about the request and the child: route, services, plan, open sections, duties, every flag.
fn all_of(scene: &Scene) -> String {
    format!(
        "{:?}\n{:?}\n{:?}\n{:?}\n{:?}",
        scene.request,
        scene.child,
        scene.concern,
        records::request::list(&scene.request, &scene.rules),
        records::child::list(&scene.child, &scene.rules),
    )
}

/// How many sequences are tried.
const SEQUENCES: u32 = 10_000;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(SEQUENCES))]

    /// The same steps, once with the challenges in between and once without them, are answered the same and end the same.
    #[test]
    fn complaining_changes_nothing_else(steps in prop::collection::vec(tried(), 1..40)) {
        let (mut with, mut without) = (Scene::new(), Scene::new());
        let mut challenged = 0;
        for step in steps {
            match step {
                Tried::Request(step, who) => {
                    let answers = [&mut with, &mut without].map(|scene| step_request(scene, step, PEOPLE[who]));
                    prop_assert_eq!(answers[0], answers[1], "a request's step {} was answered otherwise", step);
                }
                Tried::Child(step, who, number) => {
                    let answers =
                        [&mut with, &mut without].map(|scene| step_child(scene, step, PEOPLE[who], number));
                    prop_assert_eq!(answers[0], answers[1], "a record's step {} was answered otherwise", step);
                }
                Tried::Challenge(step, who, number) => {
                    challenged += usize::from(step_challenge(&mut with, step, PEOPLE[who], number));
                }
            }
        }
        prop_assert_eq!(all_of(&with), all_of(&without), "after {} steps of challenges", challenged);
        // Whoever decided a second look or a route challenge had decided nothing before.
        if let Some(answer) = with.challenge.answers.last().filter(|_| {
            with.challenge.way().is_some_and(Way::needs_uninvolved_manager)
        }) {
            prop_assert!(with.partnership.is_social_work_manager(answer.author.person));
            prop_assert!(answer.author.person != with.request.proposer());
        }
    }
}
