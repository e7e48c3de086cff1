//! What the census would say of a child: nothing inferred, what will fail months before, and harm codes for managers alone.

use axum::http::StatusCode;

use crate::harness::{ASSESSOR, NAVIGATOR, SCHOOL, SUPERVISOR, World};

#[tokio::test]
async fn codes_are_missing_until_somebody_records_them_and_the_page_says_what_will_fail() {
    let world = World::new().await;
    let child = world.allocated().await;
    let address = format!("/children/{child}/census");
    let mut assessor = world.browser(ASSESSOR).await;
    assessor.get(&format!("/children/{child}")).await.says(&["What the census says"]);
    let page = assessor.get(&address).await;
    page.says(&[
        "This will fail rule 8500: LA Child ID missing",
        "This will fail rule 8866",
        "This will fail rule 8610: Primary Need code is missing for a referral which led to further action.",
        "CINreferralDate",
        "Not recorded",
        "None follows from what help was asked for",
    ]);
    let request = world.state(child).await.requests().next().unwrap().to_string();
    let codes = [
        ("episode", request.as_str()),
        ("return-identifier", "W0042"),
        ("return-sex", "f"),
        ("return-ethnicity", "wbri"),
        ("return-source", "code-1a"),
        ("return-need", "n2"),
        ("return-disabilities", "aut"),
    ];
    let kept = assessor.send(&address, &codes).await;
    assert_eq!(
        (kept.status, kept.location.as_str()),
        (StatusCode::SEE_OTHER, address.as_str()),
        "{}",
        kept.text()
    );
    let page = assessor.get(&address).await;
    page.says(&["W0042", "WBRI", "N2", "AUT"]);
    let text = page.text();
    for gone in ["rule 8500", "rule 8866", "rule 8610", "rule 8540"] {
        assert!(!text.contains(gone), "{gone}: {text}");
    }
    // Nothing of it reaches the child's own record.
    let before = world.version(child).await;
    assessor.send(&address, &[("episode", request.as_str()), ("return-identifier", "W0043")]).await;
    assert_eq!(world.version(child).await, before);
}

#[tokio::test]
async fn a_code_that_says_harm_is_a_managers_with_fact_reason_and_telling() {
    let world = World::new().await;
    let child = world.allocated().await;
    let address = format!("/children/{child}/census");
    let request = world.state(child).await.requests().next().unwrap().to_string();
    let mut codes = vec![("episode", request.as_str()), ("return-harm-need", "n1")];
    let mut assessor = world.browser(ASSESSOR).await;
    let refused = assessor.send(&address, &codes).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    refused.says(&["A code that says harm is recorded by a social-work-qualified manager"]);
    let mut supervisor = world.browser(SUPERVISOR).await;
    let refused = supervisor.send(&address, &codes).await;
    refused.says(&["Say which recorded fact says so"]);
    codes.push(("return-harm-fact", "The entry of 3 December."));
    codes.push(("return-harm-why", "A boy in her class hurt her."));
    let refused = supervisor.send(&address, &codes).await;
    refused.says(&["Say whether the person whom it is about has been told", "A boy in her class hurt her."]);
    codes.push(("return-harm-told", "told"));
    assert_eq!(supervisor.send(&address, &codes).await.status, StatusCode::SEE_OTHER);
    supervisor.get(&address).await.says(&["N1"]);
}

#[tokio::test]
async fn who_may_not_see_it_has_no_such_page() {
    let world = World::new().await;
    let child = world.allocated().await;
    world.school_takes_part(child).await;
    let address = format!("/children/{child}/census");
    for who in [SCHOOL, NAVIGATOR] {
        let mut browser = world.browser(who).await;
        assert_eq!(browser.get(&address).await.status, StatusCode::NOT_FOUND);
        let record = browser.get(&format!("/children/{child}")).await;
        assert!(!record.text().contains("What the census says"));
    }
}
