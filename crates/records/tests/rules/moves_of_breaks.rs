//! What anybody can try with short breaks and with the child's own views.

use forms::{Answer, QuestionId};
use kernel::Moment;
use records::child::{
    AnswerView, ArrangeBreaks, Basis, BookStay, BreaksArranged, CancelStay, CancelledBy, FollowWish,
    RecordNotObtained, RecordView, RecordWish, StayBooked, StayCancelled, ViewAnswered, ViewOutcome,
    ViewRecorded, ViewsNotObtained, WishFollowed, WishRecorded, WishStep,
};

use crate::moves::Throw;
use crate::scene::{Outcome, Scene};

pub fn arrange(scene: &mut Scene, throw: Throw) -> Outcome {
    let arranged = BreaksArranged {
        arrangement: throw.identifier(600),
        basis: throw.one_of(&[Basis::Section20Light, Basis::Section17, Basis::Section20Full]),
        provider: "Brightwater Breaks".into(),
        place: throw.words("Seagull House"),
        from: scene.today(),
        explained: "Read through together.".into(),
    };
    scene.child(throw.who, &ArrangeBreaks { arranged, change_explained: throw.words("Told them.") })
}

/// A stay of up to forty days, always with how a change was explained: none is ever refused for its days.
pub fn book(scene: &mut Scene, throw: Throw) -> Outcome {
    let starts = scene.now + jiff::SignedDuration::from_hours(24 * i64::from(throw.number));
    let booked = StayBooked {
        stay: throw.identifier(700 + 3 * u128::from(throw.number)),
        arrangement: throw.identifier(600),
        starts,
        ends: starts + jiff::SignedDuration::from_hours(24 * (1 + i64::from(throw.number % 40))),
        note: String::new(),
    };
    let outcome =
        scene.child(throw.who, &BookStay { booked, change_explained: "Told them; they want it.".into() });
    let for_its_days =
        outcome.as_ref().is_err_and(|(code, _)| code.contains("regime") || code.contains("days"));
    assert!(!for_its_days, "a break was refused for its days: {outcome:?}");
    outcome
}

pub fn cancel(scene: &mut Scene, throw: Throw) -> Outcome {
    let stay = scene
        .child
        .breaks
        .arrangements
        .iter()
        .flat_map(|each| &each.stays)
        .map(records::child::Stay::id)
        .next();
    let stay = stay.unwrap_or_default();
    let by = throw.one_of(&[CancelledBy::Family, CancelledBy::Us]);
    scene.child(throw.who, &CancelStay(StayCancelled { stay, by, why: throw.words("No night staff") }))
}

pub fn say(scene: &mut Scene, throw: Throw) -> Outcome {
    let mut answers = scene.forms.latest("child-view").unwrap().no_answers();
    let mut set = |id: &str, answer: Answer| answers.set(&QuestionId::new(id).unwrap(), Some(answer));
    set("said", Answer::Text(throw.words("Sea. Again.")));
    set("ways", Answer::Choices(vec![throw.one_of(&["signing", "watching", "unable"]).into()]));
    set("who-may-read", Answer::Choice("helpers-only".into()));
    let recorded = ViewRecorded { view: throw.identifier(800), answers, need: None, attachment: None };
    scene.child(throw.who, &RecordView { recorded, happened: Moment::On(scene.today()) })
}

pub fn answer(scene: &mut Scene, throw: Throw) -> Outcome {
    let answered = ViewAnswered {
        view: throw.identifier(800),
        outcome: throw.one_of(&[ViewOutcome::Done, ViewOutcome::NotDone]),
        done: throw.words("The sea, on Saturday"),
        why: throw.words("The bus stays"),
    };
    scene.child(throw.who, &AnswerView(answered))
}

pub fn not_obtained(scene: &mut Scene, throw: Throw) -> Outcome {
    let tried = ViewsNotObtained {
        tried: throw.words("Talking mats"),
        why: "Ill".into(),
        next: "With the play nurse".into(),
    };
    scene.child(throw.who, &RecordNotObtained(tried))
}

pub fn wish(scene: &mut Scene, throw: Throw) -> Outcome {
    let wished = WishRecorded { wish: throw.identifier(900), with: throw.words("Ade"), words: String::new() };
    scene.child(throw.who, &RecordWish { wished, happened: Moment::On(scene.today()) })
}

pub fn follow(scene: &mut Scene, throw: Throw) -> Outcome {
    let step = throw.one_of(&[WishStep::NotAgreed, WishStep::SupervisorTold, WishStep::Honoured]);
    let followed = WishFollowed { wish: throw.identifier(900), step, words: throw.words("By telephone") };
    scene.child(throw.who, &FollowWish(followed))
}
