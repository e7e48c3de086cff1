//! Hostile input gets a clear answer and changes nothing.

use axum::body::Body;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, COOKIE};
use axum::http::{Method, Request, StatusCode};

use crate::harness::{PARENT, World};

#[tokio::test]
async fn script_in_what_people_write_is_text() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.answer_all(PARENT).await;
    for path in ["/ask/check", "/ask/what-would-help", "/ask/your-name"] {
        let page = browser.get(path).await;
        assert!(!page.html.contains("<script>alert"), "{path}");
        assert!(!page.html.contains("<b>Fern"), "{path}");
    }
    let check = browser.get("/ask/check").await;
    assert!(check.text().contains("<script>alert(1)</script>"), "shown as it was written");
    // The same when it comes back with an error.
    browser.get("/ask/safe-contact").await;
    let hostile = "\"><script>alert(2)</script>";
    let refused = browser.send("/ask/contact-number", &[("contact-number", hostile)]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!refused.html.contains("<script>alert"));
    assert_eq!(refused.attribute("input#contact-number", "value"), hostile);
}

#[tokio::test]
async fn ten_megabytes_are_refused() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.get("/ask").await;
    browser.get("/ask/who-is-asking").await;
    let before = world.everything();
    let text = "a".repeat(10 << 20);
    let refused = browser.send("/ask/what-would-help", &[("what-would-help", &text)]).await;
    assert_eq!(refused.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(refused.one("h1"), "That is too much at once");
    // Whoever says the length is refused before anything is read.
    let request = Request::builder()
        .method(Method::POST)
        .uri("/ask/what-would-help")
        .header(COOKIE, &browser.cookie)
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(CONTENT_LENGTH, text.len())
        .body(Body::from(text))
        .unwrap();
    assert_eq!(browser.raw(request).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(world.everything(), before);
}

#[tokio::test]
async fn a_form_without_its_token_changes_nothing() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.get("/ask").await;
    browser.answer("who-is-asking", &[("who-is-asking", "parent-carer")]).await;
    let before = world.everything();
    let wrong = "0".repeat(64);
    for token in ["", wrong.as_str()] {
        for path in ["/ask", "/ask/save", "/ask/check", "/return", "/ask/your-relationship"] {
            let fields = [("token", token), ("your-relationship", "gran"), ("code", "lusab")];
            let refused = browser.send_exactly(path, &fields).await;
            assert_eq!(refused.status, StatusCode::FORBIDDEN, "{path}");
        }
    }
    assert_eq!(world.everything(), before);
    // The question itself comes back with what was typed, so that nothing is lost.
    let page = browser.send_exactly("/ask/your-relationship", &[("your-relationship", "gran")]).await;
    assert_eq!(page.attribute("input[name=your-relationship]", "value"), "gran");
    assert!(page.text().contains("This page was open too long"));
    // Another site's form has no session, and nothing that it typed is shown.
    let mut stranger = world.browser();
    let page = stranger.send_exactly("/ask/your-relationship", &[("your-relationship", "ring me")]).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert!(!page.html.contains("ring me"));
}

#[tokio::test]
async fn what_is_not_a_form_is_refused() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.get("/ask").await;
    browser.get("/ask/who-is-asking").await;
    let before = world.everything();
    for kind in ["application/json", "multipart/form-data; boundary=x", "text/plain", ""] {
        for path in ["/ask/who-is-asking", "/ask/check", "/ask/save", "/return", "/ask"] {
            let request = Request::builder()
                .method(Method::POST)
                .uri(path)
                .header(COOKIE, &browser.cookie)
                .header(CONTENT_TYPE, kind)
                .body(Body::from("{\"who-is-asking\":\"parent-carer\"}"))
                .unwrap();
            assert_eq!(
                browser.raw(request).await.status,
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "{kind} {path}"
            );
        }
    }
    assert_eq!(world.everything(), before);
}

#[tokio::test]
async fn a_forged_field_is_not_read() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.get("/ask").await;
    browser.get("/ask/who-is-asking").await;
    let forged = [
        ("who-is-asking", "parent-carer"),
        ("child-name", "Forged"),
        ("person", "00000000-0000-0000-0000-0000000000a1"),
        ("entered_by", "00000000-0000-0000-0000-0000000000a1"),
        ("draft", "00000000-0000-0000-0000-0000000000a1"),
        ("reference", "AAA-AAA"),
    ];
    let sent = browser.send("/ask/who-is-asking", &forged).await;
    assert_eq!(sent.location, "/ask/your-relationship");
    let name = browser.get("/ask/child-name").await;
    assert_eq!(name.attribute("input[name=child-name]", "value"), "");
    // A value that is not one of the choices, two values, a question that is not asked.
    browser.get("/ask/who-is-asking").await;
    let before = world.everything();
    for fields in [
        &[("who-is-asking", "practitioner")][..],
        &[("who-is-asking", "parent-carer"), ("who-is-asking", "family-or-friend")][..],
    ] {
        let refused = browser.send("/ask/who-is-asking", fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let unasked = browser.send("/ask/your-work", &[("your-work", "police officer")]).await;
    assert_eq!(unasked.status, StatusCode::SEE_OTHER);
    assert_eq!(browser.send("/ask/nothing", &[("nothing", "x")]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(world.everything(), before);
}

#[tokio::test]
async fn a_replayed_form_counts_once() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.answer_all(PARENT).await;
    browser.get("/ask/check").await;
    let (token, once) = (browser.hidden("token"), browser.hidden("once"));
    let form = [("token", token.as_str()), ("once", once.as_str())];
    assert_eq!(browser.send_exactly("/ask/check", &form).await.status, StatusCode::SEE_OTHER);
    let before = world.everything();
    for _ in 0..3 {
        assert_eq!(browser.send_exactly("/ask/check", &form).await.status, StatusCode::CONFLICT);
    }
    // The once-token of one session is worth nothing in another.
    let mut other = world.browser();
    other.get("/return").await;
    assert_eq!(other.send_exactly("/ask/check", &form).await.status, StatusCode::FORBIDDEN);
    assert_eq!(world.everything(), before);
    assert_eq!(world.requests().await.len(), 1);
}

#[tokio::test]
async fn a_draft_is_reached_from_its_own_session_alone() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.answer_all(PARENT).await;
    let mut other = world.browser();
    other.get("/ask").await;
    for path in ["/ask/check", "/ask/save", "/ask/child-name", "/ask/who-is-asking", "/ask/sent"] {
        let page = other.get(path).await;
        assert!(!page.html.contains("Robin") && !page.html.contains("parent-carer\" checked"), "{path}");
    }
    // The identifier is in no address and no page.
    let drafts: Vec<String> =
        world.everything().into_iter().filter(|row| row.starts_with("drafts")).collect();
    assert_eq!(drafts.len(), 1);
    assert!(drafts.iter().all(|row| !row.contains("Robin")), "it is kept locked");
    browser.get("/ask/check").await;
    browser.send("/ask/check", &[]).await;
    assert_eq!(other.get("/ask/sent").await.location, "/ask", "nor is another's receipt");
}
