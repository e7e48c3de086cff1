//! Saving, and coming back with a code.

use axum::http::StatusCode;
use jiff::SignedDuration;

use crate::harness::{PARENT, World};

#[tokio::test]
async fn a_code_brings_a_draft_back_and_later_opens_the_request() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.get("/ask").await;
    browser.answer("who-is-asking", &[("who-is-asking", "parent-carer")]).await;
    browser.get("/ask/your-relationship").await;
    let fields = [("your-relationship", "stepdad"), ("then", "save")];
    assert_eq!(browser.send("/ask/your-relationship", &fields).await.location, "/ask/save");
    let saved = browser.get("/ask/save").await;
    let code = saved.one(".alongside-code");
    let text = saved.text();
    assert!(text.contains("Nobody reads a request until you send it."), "{text}");
    assert!(text.contains("until Wednesday 23 December 2026"), "{text}");
    assert!(text.contains("01632 960120"), "{text}");
    let reloaded = browser.get("/ask/save").await;
    assert!(reloaded.all(".alongside-code").is_empty(), "shown once");

    let mut elsewhere = world.browser();
    elsewhere.get("/return").await;
    let typed = code.replace('-', " ").to_uppercase();
    let back = elsewhere.send("/return", &[("code", &typed)]).await;
    assert_eq!(back.location, "/ask/what-would-help", "the first question that was not met");
    let kept = elsewhere.get("/ask/your-relationship").await;
    assert_eq!(kept.attribute("input[name=your-relationship]", "value"), "stepdad");

    elsewhere.answer_all(&PARENT[2..]).await;
    elsewhere.get("/ask/check").await;
    elsewhere.send("/ask/check", &[]).await;
    let receipt = elsewhere.get("/ask/sent").await;
    assert!(receipt.all(".alongside-code").is_empty(), "the code that was given goes on");
    assert!(receipt.text().contains("The code that we gave you opens your request"));

    let mut later = world.browser();
    later.get("/return").await;
    assert_eq!(later.send("/return", &[("code", &code)]).await.location, "/family");
    // The first browser's answers were sent from elsewhere: it has nothing left to send.
    assert_eq!(browser.get("/ask").await.location, "/ask/who-is-asking");
}

#[tokio::test]
async fn saving_needs_no_answer_and_loses_none() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.get("/ask").await;
    browser.get("/ask/who-is-asking").await;
    let saved = browser.send("/ask/who-is-asking", &[("then", "save")]).await;
    assert_eq!(saved.location, "/ask/save");
    let code = browser.get("/ask/save").await.one(".alongside-code");
    let mut elsewhere = world.browser();
    elsewhere.get("/return").await;
    assert_eq!(elsewhere.send("/return", &[("code", &code)]).await.location, "/ask/who-is-asking");

    // What cannot be kept as it stands comes back to be put right; it is not dropped in silence.
    elsewhere.get("/ask/who-is-asking").await;
    let fields = [("who-is-asking", "the-queen"), ("then", "save")];
    assert_eq!(elsewhere.send("/ask/who-is-asking", &fields).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_new_code_ends_the_old_one() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.get("/ask").await;
    browser.answer("who-is-asking", &[("who-is-asking", "parent-carer"), ("then", "save")]).await;
    let old = browser.get("/ask/save").await.one(".alongside-code");
    browser.get("/ask/save").await;
    browser.send("/ask/save", &[]).await;
    let new = browser.get("/ask/save").await.one(".alongside-code");
    assert_ne!(old, new);
    let mut elsewhere = world.browser();
    elsewhere.get("/return").await;
    let wrong = elsewhere.send("/return", &[("code", &old)]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(elsewhere.send("/return", &[("code", &new)]).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_wrong_code_tells_nothing_and_guessing_is_stopped() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.get("/return").await;
    let before = world.everything();
    let empty = browser.send("/return", &[("code", " ")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    for attempt in 1..=application::CODE_ATTEMPTS_MAX {
        let wrong = browser.send("/return", &[("code", "babab-babab-babab-babab")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "attempt {attempt}");
        assert_eq!(wrong.attribute("input#code", "value"), "babab-babab-babab-babab");
        assert!(wrong.text().contains("This code does not open anything."));
    }
    let stopped = browser.send("/return", &[("code", "babab-babab-babab-babab")]).await;
    assert_eq!(stopped.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(world.everything(), before);
}

#[tokio::test]
async fn guesses_are_counted_by_where_they_come_from() {
    let world = World::new().await;
    let place: std::net::SocketAddr = "192.0.2.7:40000".parse().unwrap();
    let elsewhere: std::net::SocketAddr = "192.0.2.8:40000".parse().unwrap();
    // A new session for each guess, and a new port: the address is what counts.
    for attempt in 1..=application::CODE_ATTEMPTS_MAX + 1 {
        let mut browser = world.browser();
        browser.get("/return").await;
        let port = 40_000 + u16::try_from(attempt).unwrap();
        let from = std::net::SocketAddr::new(place.ip(), port);
        let wrong = browser.send_from(from, "/return", &[("code", "babab-babab-babab-babab")]).await;
        let stopped = attempt > application::CODE_ATTEMPTS_MAX;
        let expected = if stopped { StatusCode::TOO_MANY_REQUESTS } else { StatusCode::UNPROCESSABLE_ENTITY };
        assert_eq!(wrong.status, expected, "attempt {attempt}");
    }
    let mut browser = world.browser();
    browser.get("/return").await;
    let other = browser.send_from(elsewhere, "/return", &[("code", "babab-babab-babab-babab")]).await;
    assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_draft_that_was_not_sent_in_time_is_gone() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.get("/ask").await;
    browser.answer("who-is-asking", &[("who-is-asking", "parent-carer"), ("then", "save")]).await;
    let code = browser.get("/ask/save").await.one(".alongside-code");
    let kept = SignedDuration::from_hours(24 * application::DRAFT_KEPT_DAYS + 1);
    let later = world.application.now() + kept;
    world.clock.set(later);
    let mut elsewhere = world.browser();
    elsewhere.get("/return").await;
    let gone = elsewhere.send("/return", &[("code", &code)]).await;
    assert_eq!(gone.status, StatusCode::GONE);
    assert!(gone.text().contains("These answers are no longer here"));
}

#[tokio::test]
async fn one_who_is_in_the_middle_is_asked_whether_to_go_on() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.get("/ask").await;
    browser.answer("who-is-asking", &[("who-is-asking", "parent-carer")]).await;
    let page = browser.get("/ask").await;
    assert_eq!(page.one("h1"), "You have answers that you have not sent");
    assert_eq!(page.attribute("main a.govuk-button", "href"), "/ask/your-relationship");
    let anew = browser.send("/ask", &[]).await;
    assert_eq!(anew.location, "/ask/who-is-asking");
    let first = browser.get("/ask/who-is-asking").await;
    assert!(
        first.attribute("input[type=radio][checked]", "value").is_empty(),
        "nothing is left of the other"
    );
}
