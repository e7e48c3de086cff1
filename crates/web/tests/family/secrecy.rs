//! What a family is not told, and what one person of a family is not told of another.

use access::Actor;
use application::{Act, ReadReason};
use axum::http::StatusCode;
use forms::Library;
use kernel::{EntryId, StreamId, StreamKind};
use records::concern::{About, AnswerConcern, ConcernAnswered, MarkSeen, Raise, Raised, Raiser, Way};
use uuid::Uuid;

use crate::browser::Browser;
use crate::pages::PAGES;
use crate::world::{
    ASSESSOR, CHILD, DAD, FRONT_DOOR, FRONT_DOOR_MANAGER, LETTER_TO_MUM, MUM, REQUEST, STRANGER, Stage,
    World, YOUNG, at, entry,
};

pub const CONCERN: Uuid = Uuid::from_u128(0x900);

/// Every family page with every person's code, in one text each.
pub async fn everything(world: &World, people: &[u128]) -> Vec<(String, StatusCode, String)> {
    let mut pages: Vec<String> = PAGES.iter().map(|page| (*page).to_owned()).collect();
    pages.push(format!("/family/letters/{LETTER_TO_MUM}"));
    pages.push("/family/request/withdraw".to_owned());
    pages.push("/family/record/comment".to_owned());
    for page in ["/family/review", "/family/hold", "/family/own-needs", "/family/protection"] {
        pages.push(page.to_owned());
    }
    pages.push(format!("/family/record/{}/comment", entry(4)));
    let mut all = Vec::new();
    for number in people {
        let mut browser = Browser::with_code(world.router(), world.code(*number)).await;
        for page in &pages {
            let shown = browser.get(page).await;
            all.push((format!("{page} for {number}"), shown.status, shown.steady()));
        }
    }
    all
}

pub fn raised(forms: &Library) -> Raise {
    Raise {
        raised: Raised {
            way: Way::Practitioner,
            about: About { child: Some(CHILD), request: Some(REQUEST), described: "Robin".to_owned() },
            answers: forms.latest("concern").unwrap().no_answers(),
            noticed: "A bruise that nobody could explain.".to_owned(),
            immediate: false,
            unsure: false,
            raiser: Raiser::default(),
        },
        telling_review_at: at("2026-12-15T10:00:00Z"),
    }
}

async fn urgent_read(world: &World, manager: &Actor) -> EntryId {
    let front_door = world.practitioner(FRONT_DOOR, "front-door-practitioner");
    let application = &world.application;
    application
        .open_urgently(&front_door, StreamId::new(StreamKind::Child, CHILD), "A concern was raised", None)
        .await
        .unwrap();
    let opened = application.open_child(&front_door, CHILD, ReadReason::work("child")).await.unwrap();
    let work = application.open_concern(manager, CONCERN, ReadReason::work("concern")).await.unwrap();
    assert!(work.state.raised.is_some());
    // The reads themselves, as the store has them.
    let supervisor = world.practitioner(crate::world::SUPERVISOR, "practice-supervisor");
    let reads = application.reads(&supervisor, &opened, CHILD).await.unwrap();
    let urgent = reads.unreviewed().next().expect("the urgent opening is logged");
    urgent.0
}

#[tokio::test]
async fn nothing_a_family_reads_changes_with_a_concern() {
    for stage in [Stage::Assessing, Stage::Planned] {
        let world = World::new(stage).await;
        let people = [MUM, DAD, STRANGER, YOUNG];
        let before = everything(&world, &people).await;
        assert!(before.iter().any(|(_, status, _)| *status == StatusCode::OK));

        let application = &world.application;
        let raiser = world.practitioner(ASSESSOR, "lead-assessor");
        let front_door = world.practitioner(FRONT_DOOR, "front-door-practitioner");
        let manager = world.practitioner(FRONT_DOOR_MANAGER, "front-door-manager");
        let raise = raised(application.forms());
        application.execute(&raiser, Act::on(CONCERN, raise)).await.unwrap();
        assert_same(&before, &everything(&world, &people).await, "raised");

        application.open_concern(&front_door, CONCERN, ReadReason::work("concern")).await.unwrap();
        application.execute(&front_door, Act::on(CONCERN, MarkSeen)).await.unwrap();
        assert_same(&before, &everything(&world, &people).await, "seen");

        let read = urgent_read(&world, &manager).await;
        assert_same(&before, &everything(&world, &people).await, "opened urgently");

        let answer = AnswerConcern(ConcernAnswered { words: "We will talk today.".to_owned() });
        application.execute(&manager, Act::on(CONCERN, answer)).await.unwrap();
        application
            .review_urgent(&manager, StreamId::new(StreamKind::Child, CHILD), read, "Right to look.", None)
            .await
            .unwrap();
        assert_same(&before, &everything(&world, &people).await, "answered and reviewed");
    }
}

pub fn assert_same(
    before: &[(String, StatusCode, String)],
    after: &[(String, StatusCode, String)],
    when: &str,
) {
    assert_eq!(before.len(), after.len());
    for (one, other) in before.iter().zip(after) {
        assert_eq!(one.1, other.1, "{}: {when}", one.0);
        assert!(one.2 == other.2, "{} changed when a concern was {when}", one.0);
    }
}

#[tokio::test]
async fn two_parents_never_read_each_others_words_or_numbers() {
    let world = World::new(Stage::Planned).await;
    let mums = everything(&world, &[MUM]).await;
    let dads = everything(&world, &[DAD]).await;
    let holds = |pages: &[(String, StatusCode, String)], words: &str| {
        pages.iter().any(|(_, _, body)| body.contains(words))
    };
    for words in ["Mum says: a night off each month.", "Mum says: up four times, wet beds.", "01632 960301"] {
        assert!(holds(&mums, words), "hers: {words}");
        assert!(!holds(&dads, words), "not his: {words}");
    }
    for words in ["Dad says: help with the car.", "Sam here: Robin hums.", "Both can be true, Sam."] {
        assert!(holds(&dads, words), "his: {words}");
        assert!(!holds(&mums, words), "not hers: {words}");
    }
    assert!(!holds(&mums, "01632 960302") && !holds(&dads, "01632 960301"));
    assert!(!holds(&dads, "A night off each month, so that I can sleep."), "what she sent is hers");
    assert!(holds(&mums, "Something here is held back, because one person said it"));
    assert!(holds(&dads, "Ring Ama Field on 01632 960113 to ask about it."));
    let mut dad = Browser::with_code(world.router(), world.code(DAD)).await;
    for path in [
        "/family/request".to_owned(),
        "/family/request/withdraw".to_owned(),
        format!("/family/record/{}/comment", entry(1)),
        format!("/family/letters/{LETTER_TO_MUM}"),
    ] {
        assert_eq!(dad.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn the_date_of_an_answer_is_shown_to_whoever_asked_for_it_only() {
    let world = World::new(Stage::Assessing).await;
    let mut mum = Browser::with_code(world.router(), world.code(MUM)).await;
    let mut dad = Browser::with_code(world.router(), world.code(DAD)).await;
    let standard = world.application.rules().protocol().standard("LS-COMMENT-ANSWER").unwrap().name.clone();
    assert!(dad.get("/family").await.has(&standard));
    assert!(!mum.get("/family").await.has(&standard));
}

#[tokio::test]
async fn a_stranger_learns_nothing_of_a_record_not_even_that_it_exists() {
    let with_record = World::new(Stage::Planned).await;
    let without = World::new(Stage::Asked).await;
    let one = everything(&with_record, &[STRANGER]).await;
    let other = everything(&without, &[STRANGER]).await;
    assert_same(&other, &one, "written about");
    for words in ["Robin sings", "Ama Field", "Dana", "Hill House", "01632 96030"] {
        let own = words == "01632 96030";
        for (page, _, body) in &one {
            let body = body.replace("01632 960303", "");
            assert!(own || !body.contains(words), "{page} holds {words}");
            assert!(!own || !body.contains(words), "{page} holds somebody else's number");
        }
    }
}

#[tokio::test]
async fn a_young_persons_request_is_theirs() {
    let world = World::new(Stage::Planned).await;
    let theirs = everything(&world, &[YOUNG]).await;
    let parents = everything(&world, &[MUM, DAD]).await;
    let words = "I want somebody of my own to talk to.";
    assert!(theirs.iter().any(|(_, _, body)| body.contains(words)));
    for (page, _, body) in &parents {
        assert!(!body.contains(words) && !body.contains("CCC-333"), "{page}");
    }
}
