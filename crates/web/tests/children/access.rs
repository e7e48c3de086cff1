//! What somebody may not see is not there.

use axum::http::StatusCode;

use crate::harness::{ASSESSOR, NAVIGATOR, SCHOOL, SUPERVISOR, UNTRAINED, World, person};

#[tokio::test]
async fn anybody_is_sent_to_sign_in_whether_it_exists_or_not() {
    let world = World::new().await;
    let child = world.allocated().await;
    let mut anybody = world.anybody();
    for id in [child, world.application.new_identifier()] {
        for rest in ["", "/assessment", "/people", "/history", "/plan"] {
            let shown = anybody.get(&format!("/children/{id}{rest}")).await;
            assert_eq!((shown.status, shown.location.as_str()), (StatusCode::SEE_OTHER, "/sign-in"));
        }
    }
}

#[tokio::test]
async fn the_wrong_capacity_finds_nothing() {
    let world = World::new().await;
    let child = world.allocated().await;
    let everything = [
        "",
        "/allocate",
        "/assessment",
        "/assessment/e-day",
        "/assessment/e-day/usual-day",
        "/assessment/k-home/open",
        "/met",
        "/not-met",
        "/needs/new",
        "/draft",
        "/ceiling",
        "/sign-off",
        "/plan",
        "/plan/share",
        "/people",
        "/people/new",
        "/reads",
        "/history",
    ];
    // Neither a school that has no part in this record, nor an assessor who was not allocated, sees that it is there.
    for number in [SCHOOL, UNTRAINED] {
        let mut browser = world.browser(number).await;
        for rest in everything {
            let shown = browser.get(&format!("/children/{child}{rest}")).await;
            assert_eq!(shown.status, StatusCode::NOT_FOUND, "{number} {rest}");
        }
    }
    // The navigator follows the journey and reads no entry; the assessor neither allocates nor signs.
    let mut navigator = world.browser(NAVIGATOR).await;
    for (rest, status) in [
        ("", StatusCode::OK),
        ("/people", StatusCode::OK),
        ("/assessment", StatusCode::NOT_FOUND),
        ("/assessment/e-day", StatusCode::NOT_FOUND),
        ("/allocate", StatusCode::NOT_FOUND),
        ("/sign-off", StatusCode::NOT_FOUND),
        ("/reads", StatusCode::NOT_FOUND),
    ] {
        assert_eq!(navigator.get(&format!("/children/{child}{rest}")).await.status, status, "{rest}");
    }
    let mut assessor = world.browser(ASSESSOR).await;
    for rest in ["/allocate", "/sign-off", "/not-met", "/reads"] {
        assert_eq!(
            assessor.get(&format!("/children/{child}{rest}")).await.status,
            StatusCode::NOT_FOUND,
            "{rest}"
        );
    }
}

#[tokio::test]
async fn a_command_that_is_not_theirs_changes_nothing() {
    let world = World::new().await;
    let child = world.allocated().await;
    let version = world.version(child).await;
    let mut assessor = world.browser(ASSESSOR).await;
    let shown = assessor.get(&format!("/children/{child}/met")).await;
    let someone = person(UNTRAINED).to_string();
    for (rest, fields) in [
        ("/allocate", vec![("assessor", someone.as_str())]),
        ("/sign-off", vec![("words", "Decided.")]),
        ("/not-met", vec![("why", "No time.")]),
    ] {
        let sent =
            assessor.send_from(&shown, &format!("/children/{child}{rest}"), &fields, "text/html").await;
        assert_eq!(sent.status, StatusCode::NOT_FOUND, "{rest}");
    }
    assert_eq!(world.version(child).await, version);
}

#[tokio::test]
async fn controls_that_would_refuse_are_not_shown() {
    let world = World::new().await;
    let child = world.allocated().await;
    let path = format!("/children/{child}");
    let shown = world.browser(NAVIGATOR).await.get(&path).await;
    assert!(
        !shown.body.contains(&format!("{path}/allocate"))
            && !shown.body.contains(&format!("{path}/needs/new"))
    );
    let shown = world.browser(SUPERVISOR).await.get(&path).await;
    assert!(
        shown.body.contains(&format!("{path}/allocate")) && shown.body.contains(&format!("{path}/sign-off"))
    );
    assert!(!shown.body.contains(&format!("{path}/needs/new")));
    assert!(
        shown.body.contains(&format!("/concerns/new?child={child}")),
        "a concern can be raised from here"
    );
}
