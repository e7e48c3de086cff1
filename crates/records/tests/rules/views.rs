//! What a child says: in the child's own way, looked at before anything is decided, and told back.

use forms::{Answer, Answers, QuestionId};
use jiff::civil::date;
use kernel::{EntryId, Moment};
use records::child::{
    AnswerView, CopyGiven, Decision, DraftShared, FollowWish, GiveCopy, Met, NeedRecorded, OpenSection,
    RecordMeeting, RecordNeed, RecordNotObtained, RecordView, RecordWish, SayMyself, SectionOpened,
    ShareDraft, SignOff, SignedOff, Source, TellView, ViewAnswered, ViewOutcome, ViewRecorded, ViewTold,
    ViewsNotObtained, WishFollowed, WishRecorded, WishStep, Write, Written,
};
use uuid::Uuid;

use crate::journey::allocated;
use crate::scene::{ASSESSOR, NAVIGATOR, PARENT, SUPERVISOR, Scene, YOUNG_PERSON};

const VIEW: Uuid = Uuid::from_u128(0x71e);
const WISH: Uuid = Uuid::from_u128(0x715);
const NEED: Uuid = Uuid::from_u128(0x4ee);

fn answers(scene: &Scene, ways: &[&str], more: &[(&str, Answer)]) -> Answers {
    let mut answers = scene.forms.latest("child-view").unwrap().no_answers();
    let mut set = |id: &str, answer: Answer| answers.set(&QuestionId::new(id).unwrap(), Some(answer));
    set("said", Answer::Text("Sea. Again. (pushes the photo of the bus away)".into()));
    set("ways", Answer::Choices(ways.iter().map(|way| (*way).to_owned()).collect()));
    set("who-may-read", Answer::Choice("family-too".into()));
    for (id, answer) in more {
        set(id, answer.clone());
    }
    answers
}

fn view(scene: &Scene, ways: &[&str], more: &[(&str, Answer)]) -> RecordView {
    let answers = answers(scene, ways, more);
    let recorded = ViewRecorded { view: VIEW, answers, need: None, attachment: None };
    RecordView { recorded, happened: scene.moment() }
}

fn places(number: usize) -> Answer {
    let row = |n: usize| {
        let place = ["At home on Saturday", "At school on Monday", "At the pool"][n];
        [(QuestionId::new("where").unwrap(), Answer::Text(place.into()))].into()
    };
    Answer::Rows((0..number).map(row).collect())
}

fn duties(scene: &Scene) -> Vec<String> {
    let listing = records::child::list(&scene.child, &scene.rules);
    listing.duties.into_iter().map(|duty| duty.scheduled.clock.unwrap_or(duty.scheduled.duty)).collect()
}

#[test]
fn a_view_says_what_how_it_was_told_and_who_may_read_it() {
    let mut scene = allocated();
    let whole = view(&scene, &["device"], &[]);
    for left_out in ["said", "ways", "who-may-read"] {
        let mut part = whole.clone();
        part.recorded.answers.set(&QuestionId::new(left_out).unwrap(), None);
        assert_eq!(scene.child(ASSESSOR, &part).unwrap_err().0, "view-incomplete", "{left_out}");
    }
    let mut other_form = whole.clone();
    other_form.recorded.answers = scene.forms.latest("comment").unwrap().no_answers();
    assert_eq!(scene.child(ASSESSOR, &other_form).unwrap_err().0, "unknown-question");
    let mut future = whole.clone();
    future.happened = Moment::On(date(2027, 1, 1));
    assert_eq!(scene.child(ASSESSOR, &future).unwrap_err().0, "in-future");
    let mut about = whole.clone();
    about.recorded.need = Some(NEED);
    assert_eq!(scene.child(ASSESSOR, &about).unwrap_err().0, "view-no-such-need");
    scene.child(ASSESSOR, &whole).unwrap();
    assert_eq!(scene.child(ASSESSOR, &whole).unwrap_err().0, "view-already-recorded");
}

#[test]
fn unable_to_communicate_is_not_a_value() {
    let mut scene = allocated();
    for way in ["unable-to-communicate", "none", "not-able", "unable"] {
        let refused = scene.child(ASSESSOR, &view(&scene, &[way], &[])).unwrap_err();
        assert_eq!(refused.0, "view-incomplete", "{way}");
    }
    let form = scene.forms.latest("child-view").unwrap();
    let ways: Vec<_> = form.question("ways").unwrap().choices().iter().map(|way| way.value.clone()).collect();
    for way in [
        "speech",
        "signing",
        "device",
        "drawing",
        "own-photo",
        "own-recording",
        "own-video",
        "watching",
        "someone-who-knows",
    ] {
        assert!(ways.contains(&way.to_owned()), "{way}");
    }
}

#[test]
fn watching_is_done_in_more_than_one_place() {
    let mut scene = allocated();
    let one = view(&scene, &["watching"], &[("places-seen", places(1))]);
    assert_eq!(scene.child(ASSESSOR, &one).unwrap_err().0, "view-one-place-only");
    let two = view(&scene, &["watching"], &[("places-seen", places(2))]);
    scene.child(ASSESSOR, &two).unwrap();
}

#[test]
fn what_a_child_said_is_looked_at_and_told_back() {
    let mut scene = allocated();
    scene.child(ASSESSOR, &view(&scene, &["device"], &[])).unwrap();
    assert!(duties(&scene).contains(&"OB-04a".to_owned()));
    let told = |how: &str| TellView {
        told: ViewTold { view: VIEW, how: how.into() },
        happened: Moment::On(date(2026, 11, 23)),
    };
    assert_eq!(scene.child(ASSESSOR, &told("On the tablet")).unwrap_err().0, "view-not-answered");
    let answer = |outcome, done: &str, why: &str| {
        AnswerView(ViewAnswered { view: VIEW, outcome, done: done.into(), why: why.into() })
    };
    let refused = scene.child(ASSESSOR, &answer(ViewOutcome::NotDone, "", "")).unwrap_err();
    assert_eq!(refused.0, "view-why-missing", "a child who does not get it is told why");
    let refused = scene.child(ASSESSOR, &answer(ViewOutcome::Done, "", "")).unwrap_err();
    assert_eq!(refused.0, "view-done-missing");
    scene
        .child(ASSESSOR, &answer(ViewOutcome::InPart, "The sea, yes.", "The bus stays on Mondays."))
        .unwrap();
    assert!(duties(&scene).contains(&"LS-VIEW-TOLD".to_owned()), "{:?}", duties(&scene));
    assert_eq!(scene.child(ASSESSOR, &told(" ")).unwrap_err().0, "view-how-missing");
    scene.child(ASSESSOR, &told("On the tablet, with the photo of the sea. Robin laughed.")).unwrap();
    assert!(!duties(&scene).contains(&"LS-VIEW-TOLD".to_owned()));
    assert!(scene.child.views.view(VIEW).unwrap().is_told());
    // Another answer is another thing to tell.
    scene.days_later(1);
    scene.child(ASSESSOR, &answer(ViewOutcome::Done, "The bus too.", "")).unwrap();
    assert!(!scene.child.views.view(VIEW).unwrap().is_told());
    assert!(duties(&scene).contains(&"LS-VIEW-TOLD".to_owned()));
}

#[test]
fn none_of_it_stands_on_a_list_of_dates_for_the_family() {
    let mut scene = allocated();
    scene.child(ASSESSOR, &view(&scene, &["device"], &[])).unwrap();
    let wish = RecordWish {
        wished: WishRecorded { wish: WISH, with: "My teacher".into(), words: "pointed".into() },
        happened: scene.moment(),
    };
    scene.child(ASSESSOR, &wish).unwrap();
    let no = WishFollowed { wish: WISH, step: WishStep::NotAgreed, words: "Jo is worried.".into() };
    scene.child(ASSESSOR, &FollowWish(no)).unwrap();
    let listing = records::child::list(&scene.child, &scene.rules);
    let keys = [VIEW.to_string(), WISH.to_string()];
    let ours = listing
        .duties
        .iter()
        .filter(|duty| duty.scheduled.key.as_ref().is_some_and(|key| keys.contains(key)));
    let ours: Vec<_> = ours.collect();
    assert!(ours.len() >= 4, "{}", ours.len());
    assert!(ours.iter().all(|duty| !duty.scheduled.shown_to_family));
}

/// As far as the sign-off, but for the child's views.
fn ready() -> Scene {
    let mut scene = allocated();
    scene
        .child(
            ASSESSOR,
            &RecordNeed(NeedRecorded {
                need: NEED,
                statement: "Somebody who knows epilepsy on Saturdays".into(),
                duty: "OB-12".into(),
                item: "a".into(),
                decision: Decision::Meet,
                why: "Robin cannot be left.".into(),
                met_by: "A sitter".into(),
                ..NeedRecorded::default()
            }),
        )
        .unwrap();
    scene.child(ASSESSOR, &ShareDraft(DraftShared { words: String::new() })).unwrap();
    let met = Met {
        place: "The pool, Robin chose".into(),
        how: "In the water".into(),
        views: String::new(),
        views_for_family: false,
    };
    let happened = scene.moment();
    scene.child(ASSESSOR, &RecordMeeting { met, happened }).unwrap();
    scene
}

fn sign(scene: &mut Scene) -> Result<usize, &'static str> {
    let sign = SignOff(SignedOff { words: "Agreed.".into() });
    scene.child(SUPERVISOR, &sign).map_err(|(code, _)| code)
}

#[test]
fn nothing_is_decided_before_the_child_was_heard_and_what_they_said_looked_at() {
    let mut scene = ready();
    assert_eq!(sign(&mut scene), Err("child-views-missing"));
    let mut about_the_sitter = view(&scene, &["device"], &[]);
    about_the_sitter.recorded.need = Some(NEED);
    scene.child(ASSESSOR, &about_the_sitter).unwrap();
    assert_eq!(sign(&mut scene), Err("child-views-not-considered"));
    let done = "The sitter comes to the sea with Robin.".into();
    let answered = ViewAnswered { view: VIEW, outcome: ViewOutcome::Planned, done, why: String::new() };
    scene.child(ASSESSOR, &AnswerView(answered)).unwrap();
    assert_eq!(sign(&mut scene), Ok(1));
}

#[test]
fn or_it_stands_why_it_could_not_be_found_out_and_what_is_tried_next() {
    let mut scene = ready();
    let not = |tried: &str, why: &str, next: &str| {
        RecordNotObtained(ViewsNotObtained { tried: tried.into(), why: why.into(), next: next.into() })
    };
    for (tried, why, next, code) in [
        ("", "ill", "again", "views-tried-missing"),
        ("talking mats", "", "again", "why-missing"),
        ("talking mats", "ill", "", "views-next-missing"),
    ] {
        assert_eq!(scene.child(ASSESSOR, &not(tried, why, next)).unwrap_err().0, code);
    }
    scene
        .child(ASSESSOR, &not("Talking mats, twice", "Robin is in hospital", "With the play nurse"))
        .unwrap();
    assert_eq!(sign(&mut scene), Ok(1));
}

#[test]
fn a_young_person_says_it_themselves_and_nobody_else_in_their_name() {
    let mut scene = allocated();
    let answers = answers(&scene, &["writing"], &[("who-writes", Answer::Choice("me".into()))]);
    let own = SayMyself(ViewRecorded { view: VIEW, answers, need: None, attachment: None });
    for somebody in [PARENT, ASSESSOR, NAVIGATOR] {
        assert_eq!(scene.child(somebody, &own).unwrap_err().0, "not-your-own-view");
    }
    scene.child(YOUNG_PERSON, &own).unwrap();
    assert!(duties(&scene).contains(&"OB-04a".to_owned()), "it is answered like any other");
}

#[test]
fn the_childs_copy_is_a_copy_of_something() {
    let mut scene = allocated();
    let copy = GiveCopy {
        given: CopyGiven { how: "A book of photos".into() },
        happened: Moment::On(date(2026, 11, 23)),
    };
    assert_eq!(scene.child(ASSESSOR, &copy).unwrap_err().0, "view-nothing-said");
    scene.child(ASSESSOR, &view(&scene, &["drawing"], &[])).unwrap();
    scene.child(ASSESSOR, &copy).unwrap();
    assert_eq!(scene.child.views.copies.len(), 1);
}

#[test]
fn a_no_to_speaking_alone_is_told_to_the_supervisor_and_an_advocate_the_same_day() {
    let mut scene = allocated();
    let wish = RecordWish {
        wished: WishRecorded {
            wish: WISH,
            with: "Ade".into(),
            words: "Took Ade's hand to the garden".into(),
        },
        happened: scene.moment(),
    };
    scene.child(ASSESSOR, &wish).unwrap();
    assert!(duties(&scene).contains(&"OB-04c".to_owned()), "the wish is honoured: a duty until it is");
    let step = |step, words: &str| FollowWish(WishFollowed { wish: WISH, step, words: words.into() });
    let early = scene.child(ASSESSOR, &step(WishStep::AdvocateTold, "Tess")).unwrap_err();
    assert_eq!(early.0, "wish-nobody-refused");
    assert_eq!(scene.child(ASSESSOR, &step(WishStep::NotAgreed, "")).unwrap_err().0, "wish-words-missing");
    scene.child(ASSESSOR, &step(WishStep::NotAgreed, "Jo would like to be there.")).unwrap();
    let listing = records::child::list(&scene.child, &scene.rules);
    for standard in ["LS-WISH-SUPERVISOR", "LS-WISH-ADVOCATE"] {
        let due =
            listing.duties.iter().find(|duty| duty.scheduled.clock.as_deref() == Some(standard)).unwrap();
        assert_eq!(due.scheduled.due.date(), Some(scene.today()), "{standard}");
        assert!(
            due.watchers.contains(&crate::scene::person(SUPERVISOR)),
            "it stands on the supervisor's day"
        );
    }
    scene.child(ASSESSOR, &step(WishStep::SupervisorTold, "Sunniva, by telephone")).unwrap();
    scene.child(ASSESSOR, &step(WishStep::AdvocateTold, "Tess of Wendale Advocacy")).unwrap();
    assert!(
        duties(&scene).contains(&"OB-04c".to_owned()),
        "telling them is not the same as hearing the child"
    );
    scene.child(ASSESSOR, &step(WishStep::Honoured, "With Tess, in the garden")).unwrap();
    let left: Vec<_> =
        duties(&scene).into_iter().filter(|id| id.contains("WISH") || id == "OB-04c").collect();
    assert_eq!(left, Vec::<String>::new());
}

#[test]
fn whether_a_child_was_heard_by_their_own_way_can_be_read() {
    let mut scene = allocated();
    scene.child(ASSESSOR, &view(&scene, &["writing"], &[])).unwrap();
    let heard = |scene: &Scene| scene.child.heard_by_own_way(&scene.child.assessment);
    assert_eq!(heard(&scene), None, "nobody has asked how the child communicates");
    let mut by = |entry: u128, ways: &[&str]| {
        let answer = Answer::Choices(ways.iter().map(|way| (*way).to_owned()).collect());
        let written = Written {
            entry: EntryId(Uuid::from_u128(entry)),
            form: "assessment@1".into(),
            section: "b-child".into(),
            question: "child-communicates-by".into(),
            answer,
            source: Source::Family,
            source_note: String::new(),
        };
        scene.child(ASSESSOR, &Write { written, happened: None }).unwrap();
        heard(&scene)
    };
    assert_eq!(by(1, &["device"]), Some(false), "written down by somebody else's way");
    assert_eq!(by(2, &["device", "writing-drawing"]), Some(true));
}

#[test]
fn closed_sections_that_were_opened_can_be_read_with_their_reasons() {
    let mut scene = allocated();
    let opened = |scene: &Scene| {
        let assessment = &scene.child.assessment;
        scene.child.opened_with_reason(assessment).map(|opened| opened.fact.why.clone()).collect::<Vec<_>>()
    };
    assert!(opened(&scene).is_empty(), "what the request opened needs no reason");
    let why = "Jo asked for help with nights.";
    let night = SectionOpened { section: "f-night".into(), why: why.into() };
    scene.child(ASSESSOR, &OpenSection(night)).unwrap();
    assert_eq!(opened(&scene), [why]);
}
