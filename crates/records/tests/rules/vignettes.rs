//! Invented requests are answered once in each half of a year, and the other version in the other half.

use jiff::ToSpan as _;
use measures::{Pairs, ReadingAgain};
use records::partnership::{AnswerVignette, REQUESTS_MAX, RecordReadingAgain};

use crate::scene::{NAVIGATOR, Scene, person};

fn answer(vignette: &str, answer: &str) -> AnswerVignette {
    AnswerVignette { vignette: vignette.to_owned(), answer: answer.to_owned() }
}

#[test]
fn each_is_answered_once_a_half_and_the_other_version_in_the_other() {
    let mut scene = Scene::new();
    let decide = |scene: &mut Scene, vignette: &str, chosen: &str| {
        scene.partnership_by(NAVIGATOR, &answer(vignette, chosen))
    };
    assert_eq!(decide(&mut scene, "nights", "support"), Ok(1));
    assert_eq!(decide(&mut scene, "nights", "talk").unwrap_err().0, "vignette-answered");
    assert_eq!(decide(&mut scene, "no-such", "talk").unwrap_err().0, "vignette-unknown");
    assert_eq!(decide(&mut scene, "bruises", "").unwrap_err().0, "vignette-no-answer");
    assert_eq!(decide(&mut scene, "bruises", "safeguarding"), Ok(1));
    scene.days_later(183);
    assert_eq!(decide(&mut scene, "nights", "safeguarding"), Ok(1), "another half");
    let given: Vec<_> =
        scene.partnership.vignettes.iter().filter(|given| given.answered.vignette == "nights").collect();
    assert!(given.iter().all(|given| given.person == person(NAVIGATOR)));
    assert_ne!(given[0].answered.half, given[1].answered.half);
    assert_ne!(given[0].answered.with_disability, given[1].answered.with_disability);
    let nobody = scene.partnership(&answer("nights", "support")).unwrap_err();
    assert_eq!(nobody.0, "vignette-nobody");
}

#[test]
fn what_was_read_again_counts_the_same_requests_twice_and_parent_carers_read_too() {
    let mut scene = Scene::new();
    let agree = Pairs { both: 12, only_first: 3, only_second: 4, neither: 31 };
    let reading = ReadingAgain {
        on: scene.today(),
        drawn: "Every tenth by random numbers; the front door's secretary took the names out".to_owned(),
        readers: 6,
        parent_carers: 2,
        readers_agree: agree,
        with_decision: Pairs { both: 10, only_first: 5, only_second: 2, neither: 33 },
    };
    let refused = |change: &dyn Fn(&mut ReadingAgain)| {
        let mut changed = reading.clone();
        change(&mut changed);
        let mut scene = Scene::new();
        scene.partnership(&RecordReadingAgain(changed)).unwrap_err().0
    };
    assert_eq!(refused(&|reading| reading.on += 1.day()), "read-again-in-future");
    assert_eq!(refused(&|reading| reading.drawn = " ".to_owned()), "read-again-not-drawn");
    assert_eq!(refused(&|reading| reading.readers = 1), "read-again-readers");
    assert_eq!(refused(&|reading| reading.parent_carers = 0), "read-again-parent-carers");
    assert_eq!(refused(&|reading| reading.parent_carers = 7), "read-again-parent-carers");
    assert_eq!(refused(&|reading| reading.with_decision.neither += 1), "read-again-differs");
    assert_eq!(refused(&|reading| reading.readers_agree.both = u64::MAX), "read-again-too-many");
    assert_eq!(refused(&|reading| reading.with_decision.both = REQUESTS_MAX), "read-again-too-many");
    let nothing = |reading: &mut ReadingAgain| {
        (reading.readers_agree, reading.with_decision) = Default::default();
    };
    assert_eq!(refused(&nothing), "read-again-nothing");
    assert_eq!(scene.partnership(&RecordReadingAgain(reading.clone())), Ok(1));
    assert_eq!(scene.partnership.read_again, [reading]);
}
