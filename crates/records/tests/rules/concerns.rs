//! What somebody noticed is taken as it is, reaches a person, and is answered.

use jiff::SignedDuration;
use records::Refusal;
use records::concern::{
    About, AnswerConcern, ConcernAnswered, Escalate, Escalated, MarkSeen, Raise, Raised, Raiser,
    SetTellingReview, Way,
};

use crate::scene::{ASSESSOR, FRONT_DOOR_MANAGER, NAVIGATOR, PARENT, Scene, capacity, person};

fn raise(scene: &Scene, noticed: &str, immediate: bool) -> Raise {
    Raise {
        raised: Raised {
            way: Way::Practitioner,
            about: About { child: None, request: None, described: "Robin".into() },
            answers: scene.forms.latest("concern").unwrap().no_answers(),
            noticed: noticed.into(),
            immediate,
            unsure: false,
            raiser: Raiser::default(),
        },
        telling_review_at: scene.now + SignedDuration::from_hours(24),
    }
}

#[test]
fn one_word_is_enough_and_danger_needs_none() {
    for (noticed, immediate, expected) in
        [("Quiet", false, Ok(2)), ("", true, Ok(2)), ("  ", false, Err("nothing-noticed"))]
    {
        let mut scene = Scene::new();
        let command = raise(&scene, noticed, immediate);
        assert_eq!(scene.concern(ASSESSOR, &command).map_err(|(code, _)| code), expected, "{noticed:?}");
    }
}

#[test]
fn it_must_be_seen_within_minutes_and_not_telling_has_a_time_from_the_first_moment() {
    let mut scene = Scene::new();
    let command = raise(&scene, "A bruise that nobody could explain", false);
    scene.concern(PARENT, &command).unwrap();
    let listing = records::concern::list(&scene.concern, &scene.rules);
    assert_eq!(listing.stage, "unseen");
    let seeing = listing.duties.iter().find(|duty| {
        matches!(duty.scheduled.due, guidance::Due::At(_)) && duty.scheduled.origin.name == "concern.raised"
    });
    assert!(
        seeing.is_some(),
        "{:?}",
        listing.duties.iter().map(|duty| &duty.scheduled.name).collect::<Vec<_>>()
    );
    assert_eq!(scene.concern.not_telling.len(), 1);
    assert!(scene.concern.not_telling[0].fact.owner.is_none());
    assert!(!seeing.unwrap().scheduled.shown_to_family);
    assert!(listing.duties.iter().all(|duty| !duty.scheduled.shown_to_family));
}

#[test]
fn the_first_to_see_it_is_the_one_recorded_and_nobody_passes_on_what_was_seen() {
    let mut scene = Scene::new();
    assert_eq!(scene.concern(FRONT_DOOR_MANAGER, &MarkSeen).unwrap_err().0, "no-such-concern");
    let command = raise(&scene, "He flinched", false);
    scene.concern(ASSESSOR, &command).unwrap();
    let pass_on = Escalate(Escalated { to: vec![capacity("front-door-manager")] });
    assert_eq!(scene.concern(ASSESSOR, &pass_on), Ok(1));
    assert_eq!(scene.concern(ASSESSOR, &pass_on).unwrap_err().0, "already-escalated");
    assert_eq!(scene.concern(FRONT_DOOR_MANAGER, &MarkSeen), Ok(1));
    assert_eq!(scene.concern(NAVIGATOR, &MarkSeen).unwrap_err().0, "already-seen");
    assert_eq!(scene.concern(ASSESSOR, &pass_on).unwrap_err().0, "already-seen");
    let seen = scene.concern.seen.as_ref().unwrap();
    assert_eq!(seen.author.person, Some(person(FRONT_DOOR_MANAGER)));
}

#[test]
fn a_manager_answers_in_writing() {
    let mut scene = Scene::new();
    let command = raise(&scene, "He flinched", false);
    scene.concern(ASSESSOR, &command).unwrap();
    let answer = |words: &str| AnswerConcern(ConcernAnswered { words: words.into() });
    assert_eq!(scene.concern(ASSESSOR, &answer("Noted")).unwrap_err().0, "not-a-manager");
    assert_eq!(scene.concern(FRONT_DOOR_MANAGER, &answer(" ")).unwrap_err().0, "no-words");
    assert_eq!(scene.concern(FRONT_DOOR_MANAGER, &answer("We speak with the school today.")), Ok(1));
    assert_eq!(scene.concern.stage(), "unseen", "an answer does not stand in for being seen");
}

#[test]
fn not_telling_has_a_reason_an_owner_and_a_time() {
    let mut scene = Scene::new();
    let command = raise(&scene, "He flinched", false);
    scene.concern(ASSESSOR, &command).unwrap();
    let review = |why: &str, hours: i64, scene: &Scene| SetTellingReview {
        why: why.into(),
        review_at: scene.now + SignedDuration::from_hours(hours),
    };
    let no_reason = review("", 24, &scene);
    assert_eq!(scene.concern(FRONT_DOOR_MANAGER, &no_reason).unwrap_err().0, "why-missing");
    let past = review("Police ask us to wait", -1, &scene);
    assert_eq!(scene.concern(FRONT_DOOR_MANAGER, &past).unwrap_err().0, "review-in-past");
    let good = review("Police ask us to wait", 24, &scene);
    assert_eq!(scene.concern(FRONT_DOOR_MANAGER, &good), Ok(1));
    assert_eq!(scene.concern.not_telling.last().unwrap().fact.owner, Some(person(FRONT_DOOR_MANAGER)));
}

#[test]
fn no_refusal_of_a_concern_asks_for_more_than_one_word() {
    // Whoever raises a concern is never sent back for a form that is not complete.
    assert_eq!(records::concern::RaiseRefusal::CODES, ["already-raised", "nothing-noticed"]);
    let refusal = records::concern::RaiseRefusal::NothingNoticed;
    assert!(refusal.rule().contains("without proof"));
}
