//! What other agencies are asked and told, and who agreed.

use axum::http::StatusCode;

use crate::harness::{NAVIGATOR, PARENT, SCHOOL, World, person};

#[tokio::test]
async fn the_family_is_asked_first_and_what_was_typed_is_kept() {
    let world = World::new().await;
    let child = world.allocated().await;
    let mut navigator = world.browser(NAVIGATOR).await;
    let share = format!("/children/{child}/shares/new");
    let fields = [
        ("with", "Larkfield School"),
        ("passed_on", "yes"),
        ("what", "That a support assessment is open"),
        ("why", "To hear how school days go"),
        ("purpose", "To plan lessons"),
        ("basis", "UKGDPR-6-1-e"),
    ];
    let refused = navigator.send(&share, &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    refused.says(&["Nobody has agreed to this yet", "That a support assessment is open"]);
    assert!(refused.body.contains("#without_agreement"), "the summary links to the field");

    let agreement = format!("/children/{child}/agreements/new");
    let refused = navigator.send(&agreement, &[("with", "Larkfield School"), ("until.day", "40")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    refused.says(&["Choose who answered", "Choose whether they agree", "That is no day"]);
    let parent = person(PARENT).to_string();
    let answer = [
        ("by", parent.as_str()),
        ("with", "Larkfield School"),
        ("scope", "How school days go"),
        ("given", "yes"),
    ];
    assert_eq!(navigator.send(&agreement, &answer).await.status, StatusCode::SEE_OTHER);
    assert_eq!(navigator.send(&share, &fields).await.status, StatusCode::SEE_OTHER);
    navigator.get(&format!("/children/{child}/sharing")).await.says(&[
        "Jo Larch",
        "Agrees",
        "That a support assessment is open",
        "UK GDPR article 6(1)(e)",
        "unverified",
    ]);
}

#[tokio::test]
async fn a_school_records_no_share_and_sees_no_form() {
    let world = World::new().await;
    let child = world.allocated().await;
    let mut school = world.browser(SCHOOL).await;
    for page in ["sharing", "agreements/new", "shares/new"] {
        let shown = school.get(&format!("/children/{child}/{page}")).await;
        assert_eq!(shown.status, StatusCode::NOT_FOUND, "{page}");
    }
}
