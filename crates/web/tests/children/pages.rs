//! The list, the people with their codes, the read log.

use axum::http::StatusCode;

use crate::harness::{ASSESSOR, NAVIGATOR, PARENT, SCHOOL, SUPERVISOR, World, person};

#[tokio::test]
async fn the_list_shows_whom_the_reader_may_list_by_stage() {
    let world = World::new().await;
    world.allocated().await;
    world.child().await;
    let mut supervisor = world.browser(SUPERVISOR).await;
    supervisor.get("/children").await.says(&[
        "2 records",
        "Robin Larch",
        "K7M-2QX",
        "To allocate",
        "Ade Brimble",
    ]);
    supervisor.get("/children?stage=to-allocate").await.says(&["1 record", "nobody yet"]);
    supervisor.get("/children?stage=plan-shared").await.says(&["There is no record in this list."]);
    world.browser(ASSESSOR).await.get("/children").await.says(&["1 record"]);
    let theirs = world.browser(SCHOOL).await.get("/children").await;
    assert!(!theirs.text().contains("Robin"), "{}", theirs.text());
}

#[tokio::test]
async fn the_record_says_what_must_happen_by_when_and_why() {
    let world = World::new().await;
    let child = world.allocated().await;
    let mut assessor = world.browser(ASSESSOR).await;
    assessor.get(&format!("/children/{child}")).await.says(&[
        "Robin Larch",
        "27 March 2018",
        "This is a full assessment.",
        "Finish the assessment",
        "45 working days from Monday 23 November 2026; day 1 is Tuesday 24 November",
        "unverified",
        "Coming up",
        "A promise of the local protocol",
        "Text message: 01632 960 123. Do not leave a message or say who you are.",
    ]);
}

#[tokio::test]
async fn a_code_is_shown_once_and_can_be_ended() {
    let world = World::new().await;
    let child = world.allocated().await;
    let mut navigator = world.browser(NAVIGATOR).await;
    let people = format!("/children/{child}/people");
    let address = format!("{people}/{}/code", person(PARENT));
    let page = navigator.get(&people).await;
    page.says(&["Jo Larch", "Has no code", "Give Jo Larch a new code"]);
    let given = navigator.send_to(&people, &address, &[("act", "give")]).await;
    assert_eq!(given.status, StatusCode::SEE_OTHER, "{}", given.text());
    let shown = navigator.get(&given.location).await;
    shown.says(&[
        "Jo Larch’s new code",
        "This code is shown once",
        "Send it by: Text message: 01632 960 123",
    ]);
    let code = shown.body.split_once("alongside-code\">").unwrap().1.split_once('<').unwrap().0.to_owned();
    assert!(world.application.open_with_code(&code, b"here").await.is_ok());
    let again = navigator.get(&given.location).await;
    assert!(!again.body.contains(&code));
    again.says(&["Has a code since Monday 23 November 2026"]);
    let ended = navigator.send_to(&people, &address, &[("act", "end")]).await;
    assert_eq!(ended.status, StatusCode::SEE_OTHER);
    assert!(world.application.open_with_code(&code, b"here").await.is_err());
    // A practitioner has no code, and an assessor gives none.
    let staff = format!("{people}/{}/code", person(ASSESSOR));
    assert_eq!(navigator.send_to(&people, &staff, &[("act", "give")]).await.status, StatusCode::NOT_FOUND);
    let mut assessor = world.browser(ASSESSOR).await;
    let sent = assessor.send_to(&format!("/children/{child}/met"), &address, &[("act", "give")]).await;
    assert_eq!(sent.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn somebody_of_the_family_is_added_with_a_safe_way_of_their_own() {
    let world = World::new().await;
    let child = world.allocated().await;
    let mut navigator = world.browser(NAVIGATOR).await;
    let path = format!("/children/{child}/people/new");
    let refused = navigator.send(&path, &[("name", "Sid Larch"), ("capacity", "lead-assessor")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    refused.says(&["Choose what part they have", "Choose a way that is safe for this person"]);
    assert!(refused.body.contains("value=\"Sid Larch\""));
    let fields = [
        ("name", "Sid Larch"),
        ("capacity", "parent-carer"),
        ("relationship", "Dad"),
        ("method", "letter"),
        ("value", "2 Mill Bridge, Wendale"),
        ("message", "yes"),
    ];
    assert_eq!(navigator.send(&path, &fields).await.status, StatusCode::SEE_OTHER);
    navigator.get(&format!("/children/{child}/people")).await.says(&[
        "Sid Larch",
        "Dad",
        "Letter: 2 Mill Bridge, Wendale. We may leave a message.",
    ]);
}

#[tokio::test]
async fn every_opening_is_in_the_log_that_a_supervisor_reads() {
    let world = World::new().await;
    let child = world.allocated().await;
    world.browser(NAVIGATOR).await.get(&format!("/children/{child}")).await;
    let mut supervisor = world.browser(SUPERVISOR).await;
    supervisor.get(&format!("/children/{child}/reads")).await.says(&[
        "Nasrin Oduya",
        "Route navigator",
        "The record",
        "Their work with this child",
        "Sunniva Marlow",
    ]);
}
