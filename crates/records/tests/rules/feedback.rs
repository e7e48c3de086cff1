//! How it was to be assessed: taken once, and counted so that nobody's reply can be read out of the figures.

use forms::{Answer, QuestionId};
use records::feedback::{After, Counts, Feedback, Give, Given, count};
use records::{Author, Command, Context, Recorded, Stream};
use uuid::Uuid;

use crate::scene::{Scene, person};

const LEAST: u64 = 6;

pub fn given(scene: &Scene, number: u128, answers: &[(&str, &str)]) -> Given {
    let form = scene.forms.latest("feedback").unwrap();
    let mut sheet = form.no_answers();
    for (question, value) in answers {
        sheet.set(&QuestionId::new(*question).unwrap(), Some(Answer::Choice((*value).into())));
    }
    Given { after: After::Assessing, by: person(number), answers: sheet }
}

pub fn give(scene: &Scene, state: &mut Feedback, given: Given) -> Result<(), &'static str> {
    use records::Refusal as _;
    let author = Author::default();
    let context = Context {
        now: scene.now,
        author: &author,
        partnership: &scene.partnership,
        rules: &scene.rules,
        forms: scene.forms,
    };
    for decided in Give(given).decide(state, &context).map_err(|refusal| refusal.code())? {
        state.apply(&Recorded {
            entry: kernel::EntryId(Uuid::from_u128(1)),
            version: 1,
            recorded_at: scene.now,
            author: author.clone(),
            happened: decided.happened,
            event: decided.event,
        });
    }
    Ok(())
}

/// So many who felt respected, so many who felt it in part, so many who did not.
fn counted(scene: &Scene, numbers: [u128; 3]) -> Counts {
    let mut replies = Vec::new();
    for (value, number) in ["yes", "partly", "no"].into_iter().zip(numbers) {
        for each in 0..number {
            let mut state = Feedback::default();
            give(scene, &mut state, given(scene, each, &[("respectful", value)])).unwrap();
            replies.push(state);
        }
    }
    count(replies.iter(), After::Assessing, scene.forms.latest("feedback").unwrap(), LEAST)
}

fn respectful(counts: &Counts) -> Vec<Option<u64>> {
    let question = counts.questions.iter().find(|(id, _)| id == "respectful").unwrap();
    question.1.iter().map(|counted| counted.number).collect()
}

#[test]
fn a_reply_is_taken_once_and_says_something() {
    let scene = Scene::new();
    let mut state = Feedback::default();
    assert_eq!(give(&scene, &mut state, given(&scene, 1, &[])), Err("feedback-empty"));
    give(&scene, &mut state, given(&scene, 1, &[("respectful", "yes")])).unwrap();
    let again = give(&scene, &mut state, given(&scene, 1, &[("respectful", "no")]));
    assert_eq!(again, Err("feedback-already-given"));
}

#[test]
fn few_replies_are_not_shown_and_none_can_be_worked_out() {
    let scene = Scene::new();
    assert_eq!(counted(&scene, [2, 2, 1]), Counts::default(), "five people are too few");
    let all = counted(&scene, [9, 7, 6]);
    assert_eq!((all.replies, respectful(&all)), (Some(22), vec![Some(9), Some(7), Some(6)]));
    // One small number would follow from the others, so the next smallest goes with it.
    let one_small = counted(&scene, [20, 9, 1]);
    assert_eq!(respectful(&one_small), vec![Some(20), None, None]);
    let two_small = counted(&scene, [20, 2, 1]);
    assert_eq!(respectful(&two_small), vec![Some(20), None, None]);
    let elsewhere =
        count(std::iter::empty(), After::Deciding, scene.forms.latest("feedback").unwrap(), LEAST);
    assert_eq!(elsewhere, Counts::default());
}
