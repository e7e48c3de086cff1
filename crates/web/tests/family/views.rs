//! What a child said and short breaks, as each member of the family reads them.

use application::Act;
use axum::http::StatusCode;
use forms::{Answer, QuestionId};
use jiff::civil::date;
use kernel::{Capacity, Moment, london_instant};
use records::child::{
    AnswerView, ArrangeBreaks, Basis, BookStay, BreaksArranged, CancelStay, CancelledBy, FollowWish, Involve,
    Met, RecordMeeting, RecordView, RecordWish, StayBooked, StayCancelled, TellView, ViewAnswered,
    ViewOutcome, ViewRecorded, ViewTold, WishFollowed, WishRecorded, WishStep,
};
use records::people::Involved;
use uuid::Uuid;

use crate::browser::Browser;
use crate::world::{ASSESSOR, CHILD, DAD, MUM, STRANGER, SUPERVISOR, Stage, World, YOUNG, person};

const SHARED: Uuid = Uuid::from_u128(0xa01);
const KEPT: Uuid = Uuid::from_u128(0xa02);
const WISH: Uuid = Uuid::from_u128(0xa03);
const PLACE: Uuid = Uuid::from_u128(0xa04);

macro_rules! act {
    ($world:expr, $command:expr) => {{
        let assessor = $world.practitioner(ASSESSOR, "lead-assessor");
        $world.application.execute(&assessor, Act::on(CHILD, $command)).await.unwrap();
    }};
}

/// The young person takes part in the record, with a code of their own to it.
async fn with_young_person(world: &mut World) -> String {
    let part = Involved {
        person: person(YOUNG),
        name: "Robin Marsh".to_owned(),
        capacity: Capacity::new("young-person").unwrap(),
        relationship: String::new(),
        contact: None,
        from: date(2026, 12, 1),
        until: None,
    };
    let supervisor = world.practitioner(SUPERVISOR, "practice-supervisor");
    world.application.execute(&supervisor, Act::on(CHILD, Involve(part))).await.unwrap();
    world.code_to_record(YOUNG).await
}

fn view(world: &World, view: Uuid, said: &str, who_may_read: &str) -> RecordView {
    let mut answers = world.application.forms().latest("child-view").unwrap().no_answers();
    let mut set = |id: &str, answer: Answer| answers.set(&QuestionId::new(id).unwrap(), Some(answer));
    set("said", Answer::Text(said.to_owned()));
    set("ways", Answer::Choices(vec!["signing".to_owned()]));
    set("who-may-read", Answer::Choice(who_may_read.to_owned()));
    let recorded = ViewRecorded { view, answers, need: None, attachment: None };
    RecordView { recorded, happened: Moment::On(date(2026, 12, 2)) }
}

#[tokio::test]
async fn a_parent_reads_what_the_child_shares_and_of_the_rest_not_even_that_it_exists() {
    let world = World::new(Stage::Planned).await;
    let mut mum = Browser::with_code(world.router(), world.code(MUM)).await;
    let before = mum.get("/family/views").await;
    assert!(before.has("There is nothing to read here now."));
    let pages =
        ["/family", "/family/views", "/family/record", "/family/download", "/family/plan", "/family/reads"];
    let mut steady = Vec::new();
    for page in pages {
        steady.push(mum.get(page).await.steady());
    }
    act!(world, view(&world, KEPT, "I want to live at Grandad's.", "helpers-only"));
    let done = ViewAnswered {
        view: KEPT,
        outcome: ViewOutcome::Planned,
        done: "We ask Grandad.".to_owned(),
        why: String::new(),
    };
    act!(world, AnswerView(done));
    let wish = WishRecorded { wish: WISH, with: "Ama".to_owned(), words: "Signed it".to_owned() };
    act!(world, RecordWish { wished: wish, happened: Moment::On(date(2026, 12, 3)) });
    for (page, steady) in pages.iter().zip(&steady) {
        assert_eq!(*steady, mum.get(page).await.steady(), "{page} tells that something was said");
    }

    act!(world, view(&world, SHARED, "More swings. Less car.", "family-too"));
    let answered = ViewAnswered {
        view: SHARED,
        outcome: ViewOutcome::InPart,
        done: "Swings on Saturday.".to_owned(),
        why: "The car stays, because it is far.".to_owned(),
    };
    act!(world, AnswerView(answered));
    let told = ViewTold { view: SHARED, how: "With photos. Robin laughed.".to_owned() };
    act!(world, TellView { told, happened: Moment::On(date(2026, 12, 14)) });
    for code in [MUM, DAD] {
        let mut parent = Browser::with_code(world.router(), world.code(code)).await;
        for page in ["/family/views", "/family/download"] {
            let shown = parent.get(page).await;
            for words in [
                "More swings. Less car.",
                "Signing",
                "Done in part, Monday 14 December 2026.",
                "Swings on Saturday.",
                "The car stays, because it is far.",
                "We told your child on Monday 14 December 2026:",
            ] {
                assert!(shown.has(words), "{page}: {words}");
            }
            assert!(!shown.has("Grandad") && !shown.has("in private"), "{page}");
        }
        assert!(
            !parent.get("/family/views").await.has("Say something"),
            "a parent writes nothing in the child's name"
        );
        assert_eq!(parent.get("/family/views/new").await.status, StatusCode::NOT_FOUND);
    }
    let mut stranger = Browser::with_code(world.router(), world.code(STRANGER)).await;
    assert!(stranger.get("/family/views").await.has("This page is not open to you yet."));
    assert!(stranger.get("/family/breaks").await.has("This page is not open to you yet."));
}

#[tokio::test]
async fn a_wish_that_a_parent_was_asked_about_is_said_without_blame() {
    let world = World::new(Stage::Planned).await;
    let wish = WishRecorded { wish: WISH, with: "Ama".to_owned(), words: "Signed it".to_owned() };
    act!(world, RecordWish { wished: wish, happened: Moment::On(date(2026, 12, 3)) });
    for (step, words) in [
        (WishStep::NotAgreed, "Dana is not sure yet."),
        (WishStep::SupervisorTold, "Sol, by telephone"),
        (WishStep::AdvocateTold, "Tess"),
        (WishStep::Honoured, "In the park"),
    ] {
        act!(world, FollowWish(WishFollowed { wish: WISH, step, words: words.to_owned() }));
    }
    let mut mum = Browser::with_code(world.router(), world.code(MUM)).await;
    let shown = mum.get("/family/views").await;
    for words in [
        "Your child asked to speak to Ama in private. Every child may ask this.",
        "It is not a check on you.",
        "We told an advocate on Monday 14 December 2026.",
    ] {
        assert!(shown.has(words), "{words}");
    }
    assert!(!shown.has("In the park") && !shown.has("You spoke"), "whether they spoke is the child's to say");
    assert_eq!(world.application.forms().check_words(&shown.own_words()), []);
}

#[tokio::test]
async fn the_young_person_reads_all_of_it_and_says_something_themselves() {
    let mut world = World::new(Stage::Planned).await;
    let code = with_young_person(&mut world).await;
    act!(world, view(&world, KEPT, "I want to live at Grandad's.", "helpers-only"));
    let mut young = Browser::with_code(world.router(), &code).await;
    let shown = young.get("/family/views").await;
    assert!(shown.has("I want to live at Grandad&#39;s.") || shown.has("I want to live at Grandad's."));
    let page = young.get("/family/views/new").await;
    assert!(page.has("What do you want to say?") && page.has("Who may read this?"));
    let empty = young.submit(&page, "/family/views/new", &[("said", "")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.has("Write what you want to say"));
    let fields = [("said", "Turn the music up."), ("ways", "writing"), ("who-may-read", "helpers-only")];
    let sent = young.submit(&page, "/family/views/new", &fields).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    assert!(young.get("/family/views").await.has("Turn the music up."));
    let mut mum = Browser::with_code(world.router(), world.code(MUM)).await;
    for page in ["/family/views", "/family/download", "/family"] {
        assert!(!mum.get(page).await.has("Turn the music up."), "{page}");
    }
}

#[tokio::test]
async fn breaks_are_told_with_dates_totals_in_words_and_what_happens_next() {
    let world = World::new(Stage::Planned).await;
    let mut mum = Browser::with_code(world.router(), world.code(MUM)).await;
    assert!(mum.get("/family/breaks").await.has("There are no breaks here yet."));
    let arranged = BreaksArranged {
        arrangement: PLACE,
        basis: Basis::Section20Light,
        provider: "Hill House (invented)".to_owned(),
        place: "Hill House".to_owned(),
        from: date(2026, 12, 1),
        explained: "We read it together, twice.".to_owned(),
    };
    act!(world, ArrangeBreaks { arranged, change_explained: String::new() });
    let at = |day: i8, hour: i8| london_instant(date(2026, 12, day).at(hour, 0, 0, 0)).unwrap();
    for (number, from, until, explained) in [(1_u128, 18, 20, ""), (2, 22, 23, ""), (3, 26, 31, "")] {
        let booked = StayBooked {
            stay: Uuid::from_u128(0xb00 + number),
            arrangement: PLACE,
            starts: at(from, 16),
            ends: at(until, 16),
            note: "Bring the blanket.".to_owned(),
        };
        act!(world, BookStay { booked, change_explained: explained.to_owned() });
    }
    let off = StayCancelled {
        stay: Uuid::from_u128(0xb02),
        by: CancelledBy::Us,
        why: "We had nobody for the night. You get two days in January.".to_owned(),
    };
    act!(world, CancelStay(off));
    let shown = mum.get("/family/breaks").await;
    for words in [
        "Hill House. From 16:00 on Friday 18 December 2026 until 16:00 on Sunday 20 December 2026.",
        "Section 20, with the light rules for short breaks",
        "We read it together, twice.",
        "3 days",
        "We called it off",
        "We had nobody for the night. You get two days in January.",
        "No number here limits the breaks that your family may have.",
        "With all that is booked, the most in any 12 months is 9 days",
        "Up to 75 days the light rules can apply. After that other rules do.",
        "Care Planning Regulations 2010 regulation 48",
        "Visit early in the breaks",
        "Not yet checked",
        "Your rights as parents stay as they are.",
    ] {
        assert!(shown.has(words), "{words}\n{}", shown.own_words());
    }
    let found = world.application.forms().check_words(&shown.own_words());
    assert!(found.is_empty(), "{found:?}");
    for capped in ["not allowed", "maximum", "entitled to only", "no more than", "exceed", "cap on"] {
        assert!(!shown.own_words().to_lowercase().contains(capped), "{capped}");
    }
    assert!(mum.get("/family/download").await.has("Bring the blanket."));
}

#[test]
fn the_words_are_easy_to_read() {
    for file in ["breaks.ftl", "family-breaks.ftl"] {
        let text = web::MESSAGES.get_file(file).unwrap().contents_utf8().unwrap();
        let said: Vec<&str> = text
            .lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| line.split_once(" = ").map(|(_, said)| said))
            .filter(|said| !said.starts_with("{ $number"))
            .collect();
        let grade = forms::reading_grade(&said.join("\n"));
        assert!(grade < 6.5, "{file}: {grade}");
    }
}

/// What a child shows when they are met is the child's, like everything else that they say.
#[tokio::test]
async fn what_a_child_showed_when_met_is_read_by_parents_only_where_the_child_agreed() {
    let mut world = World::new(Stage::Planned).await;
    let code = with_young_person(&mut world).await;
    let met = |views: &str, views_for_family| RecordMeeting {
        met: Met {
            place: "The library. Robin chose it.".to_owned(),
            how: "By signing.".to_owned(),
            views: views.to_owned(),
            views_for_family,
        },
        happened: Moment::On(date(2026, 12, 3)),
    };
    act!(world, met("I want to live at Grandad's.", false));
    act!(world, met("The swings are best.", true));
    for code in [MUM, DAD] {
        let mut parent = Browser::with_code(world.router(), world.code(code)).await;
        for page in ["/family/record", "/family/download"] {
            let shown = parent.get(page).await;
            assert!(shown.has("The library. Robin chose it.") && shown.has("The swings are best."), "{page}");
            assert!(!shown.has("Grandad"), "{page}");
        }
    }
    let mut robin = Browser::with_code(world.router(), &code).await;
    assert!(robin.get("/family/record").await.has("I want to live at Grandad's."));
    let mut assessor = world.staff(ASSESSOR).await;
    let record = assessor.get(&format!("/children/{CHILD}")).await;
    assert!(
        record.has("I want to live at Grandad's.") && record.has("Only the child and the people who help")
    );
}
