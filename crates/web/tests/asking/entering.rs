//! Staff enter a request that came by telephone, on paper, in person or by signed video.

use axum::http::StatusCode;
use records::request::Channel;

use crate::harness::{Browser, FRONT_DOOR, NAVIGATOR, TEACHER, World};

const RECEIPT: [(&str, &str); 5] = [
    ("channel", "paper"),
    ("received-day", "20"),
    ("received-month", "11"),
    ("received-year", "2026"),
    ("time", "16:05"),
];

async fn section(browser: &mut Browser, name: &str, fields: &[(&str, &str)]) -> String {
    let path = format!("/requests/new/{name}");
    let page = browser.get(&path).await;
    assert_eq!(page.status, StatusCode::OK);
    let shown = browser.hidden("shown");
    let mut all = vec![("shown", shown.as_str())];
    all.extend(fields);
    let sent = browser.send(&path, &all).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{name}: {}", sent.html);
    sent.location
}

async fn write_down(browser: &mut Browser) {
    browser.get("/requests/new").await;
    assert_eq!(browser.send("/requests/new", &RECEIPT).await.location, "/requests/new/help");
    let first = [("who-is-asking", "parent-carer"), ("what-would-help", "A break"), ("how-soon", "weeks")];
    assert_eq!(section(browser, "help", &first).await, "/requests/new/help?more=yes");
    let more = [first[0], first[1], first[2], ("your-relationship", "gran")];
    assert_eq!(section(browser, "help", &more).await, "/requests/new/child");
    assert_eq!(section(browser, "child", &[("child-name", "Wren")]).await, "/requests/new/others");
    assert_eq!(section(browser, "others", &[]).await, "/requests/new/you");
    assert_eq!(section(browser, "you", &[("your-name", "Bo Moss")]).await, "/requests/new/check");
}

#[tokio::test]
async fn a_letter_is_entered_with_its_true_receipt() {
    let world = World::new().await;
    let mut browser = world.signed_in(NAVIGATOR).await;
    write_down(&mut browser).await;
    let check = browser.get("/requests/new/check").await;
    let text = check.text();
    assert!(text.contains("16:05 on Friday 20 November 2026"), "{text}");
    assert!(text.contains("Wren") && text.contains("Bo Moss"), "{text}");
    let (token, once) = (browser.hidden("token"), browser.hidden("once"));
    let form = [("token", token.as_str()), ("once", once.as_str())];
    let sent = browser.send_exactly("/requests/new/check", &form).await;
    assert_eq!(sent.location, "/requests/new/sent");
    let page = browser.get("/requests/new/sent").await;
    let text = page.text();
    let code = page.one(".alongside-code");
    assert!(text.contains("It reached us at 16:05 on Friday 20 November 2026"), "{text}");
    assert!(text.contains("By Monday 23 November 2026"), "counted from true receipt: {text}");
    assert!(browser.get("/requests/new/sent").await.all(".alongside-code").is_empty());

    let requests = world.requests().await;
    let received = requests[0].received.as_ref().unwrap();
    assert_eq!(received.fact.channel, Channel::Paper);
    assert_eq!(received.fact.received_at.to_string(), "2026-11-20T16:05:00Z");
    assert_eq!(received.fact.entered_by, Some(NAVIGATOR));
    assert_eq!(received.author.person, Some(NAVIGATOR));
    assert_eq!(received.fact.asker.name, "Bo Moss");
    assert!(text.contains(&received.fact.reference));
    let mut family = world.browser();
    family.get("/return").await;
    assert_eq!(family.send("/return", &[("code", &code)]).await.location, "/family");

    // Sent again, it counts once.
    let again = browser.send_exactly("/requests/new/check", &form).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    assert_eq!(world.requests().await.len(), 1);
}

#[tokio::test]
async fn receipt_is_asked_for_and_never_in_the_future() {
    let world = World::new().await;
    let mut browser = world.signed_in(FRONT_DOOR).await;
    browser.get("/requests/new").await;
    let before = world.everything();
    let empty = browser.send("/requests/new", &[]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(empty.all(".govuk-error-summary__list a").len(), 3);
    let mut later = RECEIPT;
    later[1] = ("received-day", "23");
    later[4] = ("time", "10:31");
    let refused = browser.send("/requests/new", &later).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("cannot have reached us in the future"));
    assert_eq!(refused.attribute("input#time", "value"), "10:31");
    let mut by_page = RECEIPT;
    by_page[0] = ("channel", "web");
    assert_eq!(browser.send("/requests/new", &by_page).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(world.everything(), before);
}

#[tokio::test]
async fn what_was_not_said_holds_nothing_up_but_what_help_and_for_whom_is_needed() {
    let world = World::new().await;
    let mut browser = world.signed_in(NAVIGATOR).await;
    browser.get("/requests/new").await;
    browser.send("/requests/new", &RECEIPT).await;
    browser.get("/requests/new/help").await;
    let shown = browser.hidden("shown");
    let refused = browser.send("/requests/new/help", &[("shown", &shown), ("how-soon-words", "Soon")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("Soon"), "what was typed is kept");
    let links = refused.all(".govuk-error-summary__list a");
    assert_eq!(links.len(), 2, "{links:?}");
    let early = browser.send("/requests/new/check", &[]).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(world.requests().await.is_empty());
}

#[tokio::test]
async fn only_those_who_may_enter_find_the_page() {
    let world = World::new().await;
    let paths = ["/requests/new", "/requests/new/help", "/requests/new/check", "/requests/new/sent"];
    let mut anonymous = world.browser();
    let mut teacher = world.signed_in(TEACHER).await;
    teacher.get("/sign-out").await;
    for path in paths {
        assert_eq!(anonymous.get(path).await.location, "/sign-in", "{path}");
        let token = teacher.hidden("token");
        let sent = teacher.send_exactly(path, &[("token", &token)]).await;
        assert!(sent.status == StatusCode::NOT_FOUND || path.ends_with("sent"), "{path}: {}", sent.status);
        let page = teacher.get(path).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        teacher.get("/sign-out").await;
    }
}
