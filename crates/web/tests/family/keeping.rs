//! One decision in one file to keep.

use application::ReadReason;
use axum::http::StatusCode;
use kernel::{StreamId, StreamKind};

use crate::browser::Browser;
use crate::world::{ASSESSOR, CHILD, DAD, FRONT_DOOR, MUM, STRANGER, Stage, World};

#[tokio::test]
async fn a_decision_is_kept_with_its_rules_reasons_and_answers() {
    let world = World::new(Stage::Planned).await;
    let mut mum = Browser::with_code(world.router(), world.code(MUM)).await;
    let file = mum.get("/family/decisions/needs").await;
    assert_eq!(file.status, StatusCode::OK);
    assert_eq!(file.disposition, "attachment; filename=\"alongside.html\"");
    for said in [
        "What was decided about help for Robin",
        "Sleep for the whole family",
        "Nobody can go on without sleep.",
        "One night away each month",
        "Sol Hart",
        "wendale@",
        "assessment@1",
        "Monday 23 November 2026",
    ] {
        assert!(file.has(said), "{said}");
    }
    // The mark of the rules that were in force, as every entry carries it.
    assert!(file.has(&world.application.rules().digest()));
    // What the other parent said is not in this copy, and is in theirs with its answer.
    assert!(!file.has("Robin hums"));
    let mut dad = Browser::with_code(world.router(), world.code(DAD)).await;
    let theirs = dad.get("/family/decisions/needs").await;
    assert!(theirs.has("Sam here: Robin hums.") && theirs.has("Both can be true, Sam."));
    let route = mum.get("/family/decisions/route").await;
    assert!(route.has("Robin is disabled and nights are hard."));
    for (place, least) in [("needs", 1), ("route", 1)] {
        let (status, kind, _, bytes) = mum.file(&format!("/family/decisions/{place}/pdf")).await;
        assert_eq!((status, kind.as_str()), (StatusCode::OK, "application/pdf"));
        assert!(bytes.starts_with(b"%PDF-1.7") && bytes.len() > least);
    }
}

#[tokio::test]
async fn nobody_else_is_given_it_and_there_is_none_before_the_decision() {
    let world = World::new(Stage::Planned).await;
    let mut stranger = Browser::with_code(world.router(), world.code(STRANGER)).await;
    let draft = World::new(Stage::Draft).await;
    let mut mum = Browser::with_code(draft.router(), draft.code(MUM)).await;
    for end in ["", "/pdf"] {
        let place = format!("/family/decisions/needs{end}");
        assert_eq!(stranger.get(&place).await.status, StatusCode::NOT_FOUND);
        assert_eq!(mum.get(&place).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn it_tells_of_the_day_of_the_decision_and_nothing_that_must_not_be_told() {
    let world = World::new(Stage::Planned).await;
    let mut mum = Browser::with_code(world.router(), world.code(MUM)).await;
    let before = mum.get("/family/decisions/needs").await.body;
    // Later readings, by whomever, do not change what had been read by then.
    let application = &world.application;
    let assessor = world.practitioner(ASSESSOR, "lead-assessor");
    application.open_child(&assessor, CHILD, ReadReason::work("record")).await.unwrap();
    let front_door = world.practitioner(FRONT_DOOR, "front-door-practitioner");
    let child = StreamId::new(StreamKind::Child, CHILD);
    application.open_urgently(&front_door, child, "A concern was raised", None).await.unwrap();
    application.open_child(&front_door, CHILD, ReadReason::work("record")).await.unwrap();
    assert_eq!(mum.get("/family/decisions/needs").await.body, before);
}
