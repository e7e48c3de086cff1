//! Today, the list of requests, search, clauses.

use axum::http::StatusCode;

use crate::harness::{ASSESSOR, FERN, NADIA, SCHOOL, World};
use crate::journey::{at, read, routed, triage};

#[tokio::test]
async fn today_says_what_is_due_and_because_of_what() {
    let world = World::with_request().await;
    let mut nadia = world.as_practitioner(NADIA).await;
    let today = nadia.get("/today").await;
    let words = today.words();
    assert!(words.contains("Requests to read") && words.contains("Robin K7M-2QX"));
    assert!(words.contains("Care may fail"));
    read(&mut nadia).await;
    triage(&mut nadia).await;
    let today = nadia.get("/today").await;
    let words = today.words();
    assert!(words.contains("Decide how to respond") && words.contains("Because of"), "{words}");
    assert!(today.body.contains("href=\"/clauses/") && words.contains("day 1 is"));
    assert!(today.body.contains(&format!("href=\"{}\"", at(""))));
    assert!(words.contains("Not verified") == today.body.contains("alongside-verified"));
    for column in ["What must happen", "About", "By when", "Who"] {
        assert!(words.contains(column), "{column}");
    }
    let mut school = world.as_practitioner(SCHOOL).await;
    assert!(school.get("/today").await.words().contains("Nothing is due for you now"));
}

#[tokio::test]
async fn the_list_of_requests_is_for_those_who_may_list_it() {
    let world = World::with_request().await;
    let mut nadia = world.as_practitioner(NADIA).await;
    let all = nadia.get("/requests").await;
    assert!(all.words().contains("One request.") && all.body.contains("href=\"/requests/new\""));
    assert!(nadia.get("/requests?stage=routed").await.words().contains("There is no request here."));
    assert!(nadia.get("/requests?page=nonsense").await.words().contains("One request."));
    assert_eq!(nadia.get("/requests?stage=invented").await.status, StatusCode::NOT_FOUND);
    for person in [ASSESSOR, SCHOOL] {
        let mut browser = world.as_practitioner(person).await;
        let page = browser.get("/requests").await;
        assert!(!page.body.contains("Robin") && !page.body.contains("K7M-2QX"), "{}", page.words());
    }
    // The front door reads each request for danger, so it finds them; what it may not do with them is not offered.
    let mut fern = world.as_practitioner(FERN).await;
    assert!(fern.get("/today").await.body.contains(&at("")));
    assert!(
        fern.get("/requests").await.body.contains("href=\"/requests/new\""),
        "staff on duty enter a telephone call"
    );
}

#[tokio::test]
async fn search_tells_each_reader_no_more_than_they_may_know() {
    let world = World::with_request().await;
    let (mut nadia, _) = routed(&world).await;

    nadia.get("/search").await;
    assert!(nadia.page.contains("action=\"/search\" method=\"post\""), "nothing typed stands in an address");
    let found = nadia.post("/search", &[("words", "K7M-2QX")]).await;
    assert!(found.words().contains("Robin K7M-2QX"));
    assert_eq!(nadia.post("/search", &[("words", "")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nadia.post("/search", &[("words", "Zz")]).await.words().contains("Nothing was found"));

    let mut fern = world.as_practitioner(FERN).await;
    fern.get("/search").await;
    let known = fern.post("/search", &[("words", "Robin")]).await;
    assert!(known.words().contains("is known to this partnership. Contact"));
    assert!(known.body.contains("href=\"/urgent/") && !known.body.contains("href=\"/children/"));
    let words = known.words();
    let (_, told) = words.split_once("Known to this partnership").unwrap();
    assert!(!told.contains("Jo Hazel") && !told.contains("K7M-2QX"), "{told}");
    // The request itself is found by whoever reads each request for danger, because it is on their list anyway.
    assert!(words.contains("Same name") && words.contains("Robin K7M-2QX"));
    assert!(fern.get("/requests").await.words().contains("Robin K7M-2QX"));
    let mut ash = world.as_practitioner(ASSESSOR).await;
    ash.get("/search").await;
    let others = ash.post("/search", &[("words", "Robin")]).await;
    assert!(others.words().contains("Nothing was found"), "who takes no part finds nothing");

    let mut school = world.as_practitioner(SCHOOL).await;
    assert_eq!(school.get("/search").await.status, StatusCode::NOT_FOUND);
    school.get("/today").await;
    school.get("/sign-out").await;
    assert_eq!(school.post("/search", &[("words", "Robin")]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_clause_is_public_and_says_how_well_it_was_checked() {
    let world = World::new().await;
    let mut anybody = world.browser();
    let page = anybody.get("/clauses/WT2026-response").await;
    let words = page.words();
    assert_eq!(page.status, StatusCode::OK);
    assert!(words.contains("How well it was checked") && words.contains("Decide how to respond"), "{words}");
    for clause in world.application.rules().guidance().clauses() {
        let page = anybody.get(&format!("/clauses/{}", clause.id)).await;
        assert_eq!(page.status, StatusCode::OK, "{}", clause.id);
        assert_eq!(page.body.contains("alongside-verified"), clause.verified.needs_badge(), "{}", clause.id);
    }
    assert_eq!(anybody.get("/clauses/none").await.status, StatusCode::NOT_FOUND);
}
