//! What a family writes: comments, and taking a request back.

use application::Act;
use axum::http::StatusCode;
use records::child::{AnswerComment, CommentAnswered, CommentOutcome};

use crate::browser::Browser;
use crate::world::{ASSESSOR, CHILD, DAD, MUM, NEED, Stage, World, YOUNG, entry};

#[tokio::test]
async fn a_comment_stands_beside_the_text_and_is_answered() {
    let world = World::new(Stage::Assessing).await;
    let mut mum = Browser::with_code(world.router(), world.code(MUM)).await;
    let path = format!("/family/record/{}/comment", entry(4));
    let page = mum.get(&format!("{path}?kind=wrong")).await;
    assert!(page.has("Robin sings in the shower."));
    assert!(page.body.contains("value=\"wrong\" checked"), "the kind is chosen already");
    let fields = [("what-kind", "wrong"), ("your-words", "It is <b>in the car</b>.")];
    let sent = mum.submit(&page, &path, &fields).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    assert_eq!(sent.location, format!("/family/record#entry-{}", entry(4)));
    let record = mum.get("/family/record").await;
    assert!(record.has("You said on Monday 14 December 2026: This is wrong"));
    assert!(record.has("It is <b>in the car</b>."), "kept as written, and harmless");
    assert!(record.has("We will answer this by "));

    let replayed = mum.submit(&page, &path, &fields).await;
    assert_eq!(replayed.status, StatusCode::CONFLICT);
    let record = mum.get("/family/record").await;
    assert_eq!(record.body.matches("in the car").count(), 1, "counted once");

    let opened = world
        .application
        .open_child(
            &world.practitioner(ASSESSOR, "lead-assessor"),
            CHILD,
            application::ReadReason::work("child"),
        )
        .await
        .unwrap();
    let comment = opened.state.comments.last().unwrap().made.fact.comment;
    let answer = AnswerComment(CommentAnswered {
        comment,
        outcome: CommentOutcome::Changed,
        words: "You are right.".to_owned(),
    });
    let assessor = world.practitioner(ASSESSOR, "lead-assessor");
    world.application.execute(&assessor, Act::on(CHILD, answer)).await.unwrap();
    let record = mum.get("/family/record").await;
    assert!(record.has("Ama Field answered on Monday 14 December 2026"));
    assert!(record.has("We changed the text.") && record.has("You are right."));
}

#[tokio::test]
async fn a_comment_can_be_about_what_was_decided_for_one_need() {
    let world = World::new(Stage::Planned).await;
    let mut mum = Browser::with_code(world.router(), world.code(MUM)).await;
    let path = format!("/family/plan/{NEED}/comment");
    assert!(mum.get("/family/plan").await.body.contains(&format!("href=\"{path}\"")));
    let page = mum.get(&path).await;
    assert!(page.has("This is about what was decided for:"));
    let fields = [("what-kind", "missing"), ("your-words", "Nobody comes on Sundays.")];
    let sent = mum.submit(&page, &path, &fields).await;
    assert_eq!((sent.status, sent.location), (StatusCode::SEE_OTHER, format!("/family/plan#need-{NEED}")));
    for page in ["/family/plan", "/family/record"] {
        let shown = mum.get(page).await;
        assert!(shown.has("You said on Monday 14 December 2026: Something is missing"), "{page}");
        assert!(shown.has("Nobody comes on Sundays."), "{page}");
    }
    let mut dad = Browser::with_code(world.router(), world.code(DAD)).await;
    for page in ["/family/plan", "/family/record"] {
        let shown = dad.get(page).await;
        assert!(!shown.has("Nobody comes on Sundays.") && !shown.has("This is about what was decided for:"));
    }
    let mut assessor = world.staff(ASSESSOR).await;
    let record = assessor.get(&format!("/children/{CHILD}")).await;
    assert!(record.has("About what was decided for:") && record.has("Nobody comes on Sundays."));
    let nowhere = format!("/family/plan/{}/comment", uuid::Uuid::from_u128(9));
    assert_eq!(mum.get(&nowhere).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_comment_without_words_comes_back_with_what_was_chosen() {
    let world = World::new(Stage::Assessing).await;
    let mut mum = Browser::with_code(world.router(), world.code(MUM)).await;
    let path = "/family/record/comment";
    let page = mum.get(path).await;
    let back = mum.submit(&page, path, &[("what-kind", "disagree"), ("your-words", " ")]).await;
    assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(back.has("There is a problem") && back.body.contains("href=\"#your-words\""));
    assert!(back.body.contains("value=\"disagree\" checked"));
    let back = mum.submit(&page, path, &[("your-words", "I think not.")]).await;
    assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(back.has("I think not."), "the text is kept");
    let sent = mum.submit(&page, path, &[("what-kind", "disagree"), ("your-words", "I think not.")]).await;
    assert_eq!((sent.status, sent.location.as_str()), (StatusCode::SEE_OTHER, "/family/record#comments"));
}

#[tokio::test]
async fn a_form_without_its_token_changes_nothing() {
    let world = World::new(Stage::Assessing).await;
    let mut mum = Browser::with_code(world.router(), world.code(MUM)).await;
    let fields = [("what-kind", "wrong"), ("your-words", "No token here.")];
    let sent = mum.send("/family/record/comment", &fields).await;
    assert_eq!(sent.status, StatusCode::FORBIDDEN);
    assert!(!mum.get("/family/record").await.has("No token here."));
}

#[tokio::test]
async fn a_request_is_taken_back_by_whoever_made_it() {
    let world = World::new(Stage::Answered).await;
    for number in [MUM, YOUNG] {
        let mut browser = Browser::with_code(world.router(), world.code(number)).await;
        let path = "/family/request/withdraw";
        let page = browser.get(path).await;
        assert!(page.has("I am afraid of what may happen"));
        let odd = [("reason", "because"), ("your-words", "I changed my mind.")];
        let back = browser.submit(&page, path, &odd).await;
        assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(back.has("or leave this out") && back.has("I changed my mind."));
        // Nobody has to say why.
        let reason = if number == MUM { "fear-of-process" } else { "" };
        let sent = browser.submit(&page, path, &[("reason", reason)]).await;
        assert_eq!((sent.status, sent.location.as_str()), (StatusCode::SEE_OTHER, "/family"));
        assert!(browser.get("/family").await.has("You took your request back on Monday 14 December 2026."));
        assert_eq!(browser.get(path).await.status, StatusCode::NOT_FOUND);
        let again = browser.submit(&page, path, &[("reason", "other")]).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "it is closed already");
    }
}
