//! The short form for anybody.

use axum::http::StatusCode;
use kernel::StreamKind;

use crate::harness::{CHILD, FRONT_DOOR, NAVIGATOR, Setting, hidden};

const WORDS: &str = "The boy next door cries every night & nobody comes";

#[tokio::test]
async fn anybody_tells_and_the_front_door_has_it_at_once() {
    let setting = Setting::new().await;
    let mut visitor = setting.visitor();
    let page = visitor.get("/safety").await;
    assert_eq!(page.heading(), "Someone is being hurt or is not safe");
    for number in ["tel:999", "tel:08081570024"] {
        assert!(page.links_to(number), "{number}");
    }
    // The numbers come before the form.
    assert!(page.body.find("tel:999").unwrap() < page.body.find("what-is-happening").unwrap());
    let sent = visitor.post("/safety", &page, &[("what-is-happening", WORDS)]).await;
    assert_eq!(sent.status, StatusCode::OK);
    assert_eq!(sent.heading(), "We have what you sent");
    assert!(sent.says("Somebody should read it by 09:30"));
    assert!(sent.links_to("tel:08081570024"));
    assert!(!sent.says("cries every night"));

    let mut front_door = setting.practitioner(FRONT_DOOR).await;
    let list = front_door.get("/concerns").await;
    assert!(list.says("cries every night & nobody comes"));
    assert!(list.says("Seen by nobody. Passed on at 09:30"));
    assert!(list.says("1 concern waits: nobody has seen it yet."));
}

#[tokio::test]
async fn a_page_that_was_open_too_long_comes_back_with_its_words() {
    let setting = Setting::new().await;
    let mut visitor = setting.visitor();
    let fields = [("what-is-happening".to_owned(), WORDS.to_owned())];
    let back = visitor.post_fields("/safety", &fields).await;
    assert_eq!(back.status, StatusCode::FORBIDDEN);
    assert_eq!(back.field("what-is-happening"), WORDS);
    assert!(back.says("It was not sent yet") && back.says("0808 157 0024"));
    assert!(setting.concerns("unseen").await.is_empty());
    // The form on it works.
    let sent = visitor.post("/safety", &back, &[("what-is-happening", WORDS)]).await;
    assert_eq!(sent.heading(), "We have what you sent");
    assert_eq!(setting.concerns("unseen").await.len(), 1);
}

#[tokio::test]
async fn what_is_too_long_or_empty_comes_back() {
    let setting = Setting::new().await;
    let mut visitor = setting.visitor();
    let page = visitor.get("/safety").await;
    let long = "a".repeat(50_001);
    let back = visitor.post("/safety", &page, &[("what-is-happening", &long)]).await;
    assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(back.field("what-is-happening"), long);
    assert!(back.summary_links_to("what-is-happening"));
    let back = visitor.post("/safety", &back, &[("who-is-it-about", "Me")]).await;
    assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(back.field("who-is-it-about"), "Me");
    assert!(back.says("Write what is happening. One word is enough"));
    assert!(setting.concerns("unseen").await.is_empty());
}

#[tokio::test]
async fn pressed_twice_it_counts_once_and_still_says_that_it_was_sent() {
    let setting = Setting::new().await;
    let mut visitor = setting.visitor();
    let page = visitor.get("/safety").await;
    for _ in 0..2 {
        let sent = visitor.post("/safety", &page, &[("what-is-happening", WORDS)]).await;
        assert_eq!(sent.heading(), "We have what you sent");
    }
    assert_eq!(setting.concerns("unseen").await.len(), 1);
}

#[tokio::test]
async fn from_a_familys_page_the_record_is_known_and_the_writer_is_not_guessed() {
    let setting = Setting::new().await;
    let mut parent = setting.parent().await;
    let page = parent.get("/safety").await;
    parent.post("/safety", &page, &[("what-is-happening", "he hits us")]).await;
    let concern = setting.concerns("unseen").await[0];
    let stream = kernel::StreamId::new(StreamKind::Concern, concern);
    let loaded = setting.application.store().load(setting.application.partnership(), stream).await.unwrap();
    assert!(loaded.entries.iter().all(|entry| entry.actor.is_none()));
    let mut front_door = setting.practitioner(FRONT_DOOR).await;
    let page = front_door.get(&format!("/concerns/{concern}")).await;
    assert_eq!(page.heading(), "Concern about Robin Inventedly");
    assert!(page.says("somebody else than the code’s holder"));
    assert!(page.links_to(&format!("/urgent/{CHILD}")));
}

#[tokio::test]
async fn the_pages_that_a_family_reads_use_the_words_of_the_support_route() {
    let setting = Setting::new().await;
    let mut parent = setting.parent().await;
    let page = parent.get("/safety").await;
    let sent = parent.post("/safety", &page, &[("what-is-happening", "he hits us")]).await;
    for answer in [page, sent] {
        let found = setting.application.forms().check_words(&answer.text());
        assert!(found.is_empty(), "{found:?}");
        assert!(!answer.text().to_lowercase().contains("concern"));
    }
}

#[tokio::test]
async fn a_practitioner_may_use_it_too_and_no_one_reads_it_without_signing_in() {
    let setting = Setting::new().await;
    let mut navigator = setting.practitioner(NAVIGATOR).await;
    let page = navigator.get("/safety").await;
    let sent = navigator.post("/safety", &page, &[("what-is-happening", WORDS)]).await;
    assert_eq!(sent.status, StatusCode::OK);
    let concern = setting.concerns("unseen").await[0];
    let mut visitor = setting.visitor();
    for path in ["/concerns".to_owned(), format!("/concerns/{concern}"), "/urgent".to_owned()] {
        let answer = visitor.get(&path).await;
        assert_eq!((answer.status, answer.location.as_str()), (StatusCode::SEE_OTHER, "/sign-in"));
    }
    assert!(!hidden(&page.body, "/safety").is_empty());
}
